"""The homes scenes take place in: half a year of reviews, a first start, nothing left, nothing there, something broken."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from docs.take_pictures import NOTE, TODAY, review_days
from quizcv.clock import Clock
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply, Session, Tools
from quizcv.settings import Places, content_folder, load_settings
from quizcv.tui.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.settings import Settings

NOTE_NAME: Final = "residual.md"
FEW_CARDS: Final = 12
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
    """Half a year of reviews of the shipped decks, and a note to import."""
    review_days(places)
    (places.data / NOTE_NAME).write_text(NOTE, encoding="utf-8")


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


def nothing_due(places: Places, settings: Settings) -> None:
    """A small deck that was learnt, and of which nothing is due today."""
    few_cards(places, settings)
    grade_all(places, settings, 8)
    grade_all(places, settings, 7)
    grade_all(places, settings, 1)


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


REVIEWED: Final = Home("reviewed", half_a_year)
FRESH: Final = Home("fresh", nothing)
NOTHING_DUE: Final = Home("nothing-due", nothing_due, "shipped_decks = false")
ALL_DONE: Final = Home("all-done", all_done)
NO_DECKS: Final = Home("no-decks", nothing, "shipped_decks = false")
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
