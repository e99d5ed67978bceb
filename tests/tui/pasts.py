"""A learner with four months behind them, graded through the session day by day."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply, Session, Tools
from quizcv.settings import Places, Settings, content_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

DAYS: Final = 120
LAST_DAYS: Final = 12
"""So many days up to yesterday without a gap."""
ODDS_OF_A_DAY_OFF: Final = 0.2
CARDS: Final = 60
"""In a second deck, so that there is something to do each day."""


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


def make_past(folder: Path, deck: str, day: datetime) -> None:
    """Fills a home with a deck and 120 days of reviews before a day."""
    places = places_in(folder)
    places.decks.mkdir(parents=True)
    (places.decks / "looks.yaml").write_text(deck, encoding="utf-8")
    rows = [f"  - {{id: term-{number}, front: Term {number}?, back: Its meaning.}}" for number in range(CARDS)]
    terms = ["deck: terms", "title: Terms of the field", "cards:", *rows]
    (places.decks / "terms.yaml").write_text("\n".join(terms) + "\n", encoding="utf-8")
    library = Library.load(places, shipped=False)
    settings = Settings(shipped_decks=False, new_per_day=1)
    chance = Random(7)
    with Store.open(places, Clock(day - timedelta(days=DAYS))) as store, Glance.open(places, library) as glance:
        for back in range(DAYS, 0, -1):
            if back == LAST_DAYS + 1 or (back > LAST_DAYS and chance.random() < ODDS_OF_A_DAY_OFF):
                continue
            session = Session(glance, Tools(library, Sm2(), settings, Clock(day - timedelta(days=back))))
            session.recorder = store
            for _ in range(chance.randrange(1, 6)):
                if session.turn is None:
                    session.reload(extra_new=1)
                if session.turn is not None:
                    session.grade(chance.choice((4, 5, 4, 3, 1)), Reply(milliseconds=chance.randrange(4000, 20000)))
