"""A session in real surroundings, and what several of its tests ask of it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Session, Tally, Tools
from quizcv.settings import Settings
from tests.progress.support import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Moment
    from quizcv.settings import Places

CLOZE = "  - {id: z, kind: cloze, text: 'One {{two}} three {{four}} five {{six}}.'}\n"


@dataclass
class Bench:
    """A session's surroundings: real decks, a real log, and a clock the test moves."""

    places: Places
    library: Library
    store: Store
    glance: Glance
    now: datetime
    settings: Settings

    def session(self, *decks: str, **options: Any) -> Session:
        session = Session(self.glance, self.tools(**options), decks)
        session.recorder = self.store
        return session

    def tools(self, **options: Any) -> Tools:
        bench = self

        class Moving(Clock):
            """Shows the bench's time."""

            def now(self) -> Moment:
                return Clock(bench.now).now()

        return Tools(self.library, Sm2(), self.settings._replace(**options), Moving())

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@contextmanager
def bench_of(places: Places) -> Iterator[Bench]:
    with (
        closing(Library.load(places, shipped=False)) as library,
        Store.open(places, Clock(at().local)) as store,
        Glance.open(places, library) as glance,
    ):
        yield Bench(places, library, store, glance, at().local, Settings())


def card(session: Session) -> tuple[str, str] | None:
    """The card being asked, and why."""
    return None if session.turn is None else (session.turn.question.card, session.turn.reason)


def grade_all(session: Session, given: int = 4) -> list[str]:
    """Grades whatever comes until nothing does; gives the cards in their order."""
    asked = []
    while session.turn is not None:
        asked.append(session.turn.question.card)
        session.grade(given)
        assert len(asked) < 1000
    return asked


def loads(bench: Bench, session: Session) -> Tally:
    """What the reader says is left of a session's decks."""
    day = bench.tools().clock.now().day
    today = bench.glance.today(day)
    new_left = max(0, session.tools.settings.new_per_day - today.begun)
    found = bench.glance.loads(day, new_left, session.decks)
    drills = bench.glance.drill_keys(day, session.decks)
    return Tally(session.tally.done, sum(load.due for load in found), sum(load.new for load in found), len(drills))
