"""The homes scenes take place in: half a year of reviews, a first start, nothing left, nothing there, something broken."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from docs.take_pictures import NOTE, TODAY, review_days
from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply, Session, Tools, turn_for
from quizcv.settings import Places, content_folder, load_settings
from quizcv.tui.bench import Bench
from quizcv.tui.importing.plan import read_plan, write_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.settings import Settings

NOTE_NAME: Final = "residual.md"
SMALL_NAME: Final = "small.md"
FILES: Final = Path(__file__).with_name("files")
BEFORE: Final = (
    ("the largest or the mean value", "the largest value"),
    ("- How is dilation counted?\n", ""),
    ("- Which layers follow", "- Which layers come after"),
)
"""What the small note says, and what it said when it was imported first."""
FEW_CARDS: Final = 12
YEARS: Final = 2000
"""Days, and the seed of what is done on them."""
YEARS_GRADES: Final = (4, 4, 4, 5, 3, 4, 4, 2, 4, 1)
DAY_OFF: Final = 0.12
MONTH_OFF: Final = range(190, 220)
FORGOTTEN_DAYS: Final = 16
"""Days on which a card is forgotten and known in turns: once more, and it is a leech."""
BROKEN_DECK: Final = """\
deck: broken
title: Losses
cards:
  - id: focal
    front: What does focal loss weigh down?
    bakc: Examples that are easy.
  - id: dice
    kind: numeric
    front: Dice of two equal masks?
"""


@dataclass(frozen=True, slots=True)
class Home:
    """A home.

    Args:
        name: Its folder's name.
        fill: Puts into it what was done so far.
        settings: Lines of its settings, without a theme.
    """

    name: str
    fill: Callable[[Places, Settings], None]
    settings: str = ""


def nothing(_places: Places, _settings: Settings) -> None:
    """Leaves it empty."""


def half_a_year(places: Places, _settings: Settings) -> None:
    """Half a year of reviews of the shipped decks, and notes to import."""
    review_days(places)
    (places.data / NOTE_NAME).write_text(NOTE, encoding="utf-8")
    shutil.copy(FILES / SMALL_NAME, places.data)


def few_cards(places: Places, _settings: Settings) -> None:
    """A small deck of the learner's own."""
    rows = [f"  - {{id: term-{number}, front: Term {number}?, back: Its meaning.}}" for number in range(FEW_CARDS)]
    places.decks.mkdir(parents=True, exist_ok=True)
    (places.decks / "terms.yaml").write_text(
        "\n".join(["deck: terms", "title: Terms", "cards:", *rows]), encoding="utf-8"
    )


def grade_all(places: Places, settings: Settings, days_ago: int, grade: int = 4) -> None:
    """Grades everything that is there on a day."""
    clock = Clock(TODAY - timedelta(days=days_ago))
    bench = Bench.open(places, settings, clock)
    with Store.open(places, clock) as store, Glance.open(places, bench.library) as glance:
        session = Session(glance, Tools(bench.library, Sm2(), settings, clock))
        session.recorder = store
        while session.turn is not None:
            session.grade(grade, Reply(milliseconds=6000))
    bench.close()


def odd_cards(places: Places, settings: Settings) -> None:
    """Cards that are hard to show; one of them was forgotten again and again, one is flagged."""
    places.decks.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILES / "odd.yaml", places.decks)
    bench = Bench.open(places, settings, Clock(TODAY))
    with Store.open(places, Clock(TODAY)) as store, Glance.open(places, bench.library) as glance:
        for back in range(FORGOTTEN_DAYS, 0, -1):
            session = Session(glance, Tools(bench.library, Sm2(), settings, Clock(TODAY - timedelta(days=back))))
            session.recorder = store
            session.turn = turn_for("odd/chinese", "due", session.tools, glance)
            session.grade(4 if back % 2 else 1, Reply(milliseconds=9000))
        session = Session(glance, Tools(bench.library, Sm2(), settings, Clock(TODAY - timedelta(days=1))))
        session.recorder = store
        session.turn = turn_for("odd/emoji", "due", session.tools, glance)
        session.flag("does every terminal show these?")
    bench.close()


def imported(places: Places, settings: Settings) -> None:
    """A note that was imported; then the deck was changed by hand, and the note as well."""
    half_a_year(places, settings)
    note = places.data / SMALL_NAME
    after = before = note.read_text(encoding="utf-8")
    for now, then in BEFORE:
        before = before.replace(now, then)
    note.write_text(before, encoding="utf-8")
    plan = read_plan(note, places.decks, None, Library.load(places))
    write_plan(plan, plan.report.deck)
    deck = plan.target.read_text(encoding="utf-8")
    plan.target.write_text(
        deck.replace("It only takes the largest value", "It learns nothing and takes the largest value")
    )
    note.write_text(after, encoding="utf-8")


def nothing_due(places: Places, settings: Settings) -> None:
    """A small deck that was learnt, and of which nothing is due today."""
    few_cards(places, settings)
    grade_all(places, settings, 8)
    grade_all(places, settings, 7)
    grade_all(places, settings, 1)


def first_day(places: Places, settings: Settings) -> None:
    """A small deck, all of it begun today."""
    few_cards(places, settings)
    grade_all(places, settings, 0)


def years(places: Places, settings: Settings) -> None:
    """Two thousand days with a few cards on most of them, and a month without any."""
    few_cards(places, settings)
    bench = Bench.open(places, settings, Clock(TODAY))
    chance = Random(YEARS)  # noqa: S311  pictures that stay the same
    with Store.open(places, Clock(TODAY)) as store, Glance.open(places, bench.library) as glance:
        for back in range(YEARS, -1, -1):
            if chance.random() < DAY_OFF or back in MONTH_OFF:
                continue
            moment = Clock(TODAY - timedelta(days=back, hours=chance.randrange(3)))
            session = Session(glance, Tools(bench.library, Sm2(), settings, moment))
            session.recorder = store
            for number in chance.sample(range(FEW_CARDS), chance.randrange(1, 6)):
                session.turn = turn_for(f"terms/term-{number}", "due", session.tools, glance)
                session.grade(chance.choice(YEARS_GRADES), Reply(milliseconds=chance.randrange(3000, 20_000)))
    bench.close()


def all_done(places: Places, settings: Settings) -> None:
    """Half a year of reviews, and today's."""
    review_days(places)
    grade_all(places, settings, 0)


def broken_deck(places: Places, settings: Settings) -> None:
    """Half a year of reviews, and a deck with errors in it."""
    half_a_year(places, settings)
    places.decks.mkdir(parents=True, exist_ok=True)
    (places.decks / "broken.yaml").write_text(BROKEN_DECK, encoding="utf-8")


def only_broken(places: Places, _settings: Settings) -> None:
    """No deck but one with errors in it."""
    places.decks.mkdir(parents=True, exist_ok=True)
    (places.decks / "broken.yaml").write_text(BROKEN_DECK, encoding="utf-8")


def unreadable_log(places: Places, _settings: Settings) -> None:
    """A log that is none."""
    places.data.mkdir(parents=True, exist_ok=True)
    if places.database_path is not None:
        places.database_path.write_bytes(b"This was a log once." * 400)


def deck_text(name: str, title: str, cards: int = 3) -> str:
    """A deck of simple cards."""
    rows = [f"  - {{id: c{number}, front: Question {number}?, back: Answer {number}.}}" for number in range(cards)]
    return "\n".join([f"deck: {name}", f'title: "{title}"', "cards:", *rows, ""])


def many_decks(places: Places, _settings: Settings) -> None:
    """Sixty decks."""
    places.decks.mkdir(parents=True, exist_ok=True)
    for number in range(1, 61):
        text = deck_text(f"lecture-{number:02}", f"Lecture {number}: optics, sensors and geometry")
        (places.decks / f"lecture-{number:02}.yaml").write_text(text, encoding="utf-8")


def odd_titles(places: Places, _settings: Settings) -> None:
    """Decks with long names, Chinese and Korean titles, and emoji."""
    places.decks.mkdir(parents=True, exist_ok=True)
    for name, title, cards in (
        ("a" * 40, "Deep residual learning for image recognition and its many heirs", 12),
        ("chinese", "計算機視覺：殘差網絡與注意力機制", 1200),
        ("emoji", "👁️ Vision 🧠 and 👩‍🔬 science", 3),
        ("korean", "합성곱 신경망과 수용 영역", 3),
    ):
        (places.decks / f"{name}.yaml").write_text(deck_text(name, title, cards), encoding="utf-8")


def one_day(places: Places, settings: Settings) -> None:
    """A small deck, begun yesterday."""
    few_cards(places, settings)
    grade_all(places, settings, 1)


MANY: Final = Home("many", many_decks, "shipped_decks = false")
TITLES: Final = Home("titles", odd_titles, "shipped_decks = false")
ONE_DAY: Final = Home("one-day", one_day, "shipped_decks = false")
REVIEWED: Final = Home("reviewed", half_a_year)
FRESH: Final = Home("fresh", nothing)
NOTHING_DUE: Final = Home("nothing-due", nothing_due, "shipped_decks = false")
FIRST_DAY: Final = Home("first-day", first_day, "shipped_decks = false")
YEARS_LONG: Final = Home("years", years, "shipped_decks = false")
ALL_DONE: Final = Home("all-done", all_done)
NO_DECKS: Final = Home("no-decks", nothing, "shipped_decks = false")
ODD: Final = Home("odd", odd_cards)
LIMITED: Final = Home("limited", half_a_year, "reviews_per_day = 4")
IMPORTED: Final = Home("imported", imported)
BROKEN: Final = Home("broken", broken_deck)
ONLY_BROKEN: Final = Home("only-broken", only_broken, "shipped_decks = false")
UNREADABLE: Final = Home("unreadable", unreadable_log)


class Homes:
    """Makes each home once, and copies of it, so that no scene sees what another did.

    Args:
        folder: Where they may lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy(self, home: Home, theme: str) -> Places:
        """A home as it was made, with a theme; the copy before it is gone."""
        made = self._folder / "made" / home.name
        if not made.exists():
            made.mkdir(parents=True)
            places = places_in(made)
            places.settings.write_text(f"{home.settings}\n", encoding="utf-8")
            home.fill(places, load_settings(places.settings))
        # Always the same place: paths stand in some pictures.
        place = self._folder / "home"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(made, place)
        places = places_in(place)
        places.settings.write_text(f'{home.settings}\ntheme = "{theme}"\n', encoding="utf-8")
        return places


def places_in(folder: Path) -> Places:
    """The places of a home, as QUIZCV_HOME sets them."""
    return Places(
        data=folder,
        database=str(folder / "quizcv.db"),
        decks=folder / "decks",
        backups=folder / "backups",
        settings=folder / "settings.toml",
        cache=folder / "cache" / "decks.db",
        content=content_folder(),
    )
