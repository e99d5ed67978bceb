"""What the tests of the log share: questions, moments and decks made in a line."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from uuid import UUID

from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.clock import Moment, moment_at
from quizcv.events import CardState, Event, EventKind
from quizcv.problems.values import Answer, Expects
from quizcv.progress.sqlite import SqliteDatabase
from quizcv.scheduler import Scheduler, Sm2
from quizcv.session import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from quizcv.problems.values import Value
    from quizcv.progress.store import Store
    from quizcv.settings import Places

DAY = date(2026, 3, 1)
NO_REPLY = Reply()
PLAIN = Sm2()


def at(day: int = 0, hour: float = 12.0, offset: int = 60) -> Moment:
    """A moment so many days after 1 March 2026, at a local hour."""
    zone = timezone(timedelta(minutes=offset))
    return moment_at(datetime(2026, 3, 1, tzinfo=zone) + timedelta(days=day, hours=hour))


def question(card: str, *, seed: int | None = None, values: Mapping[str, Value] | None = None) -> Question:
    """A question of a card that is graded by the learner."""
    return Question(
        card=card,
        deck=card.partition("/")[0],
        title="A deck",
        kind=Kind.BASIC,
        prompt="What?",
        answer=Answer(expects=Expects.SELF, text="That."),
        seed=seed,
        values=values or {},
        content="0123456789abcdef",
    )


def grade(
    store: Store, card: str, given: int, moment: Moment | None = None, scheduler: Scheduler = PLAIN
) -> tuple[Event, CardState]:
    """Grades a card, at noon on the first day unless said."""
    return store.grade(question(card), given, NO_REPLY, moment or at(), scheduler)


def writer(store: Store) -> Connection:
    """The connection through which a log in a file is written."""
    assert isinstance(store._database, SqliteDatabase)
    return store._database.writer


def write_deck(places: Places, name: str, cards: Sequence[str], extra: str = "") -> Path:
    """A deck of the learner's own with basic cards of these ids; `extra` goes behind them."""
    places.decks.mkdir(parents=True, exist_ok=True)
    path = places.decks / f"{name}.yaml"
    rows = [f"  - id: {card}\n    front: What is {card}?\n    back: It is {card}.\n" for card in cards]
    path.write_text(f"deck: {name}\ntitle: The deck {name}\ncards:\n{''.join(rows)}{extra}", encoding="utf-8")
    return path


def event(
    number: int,
    kind: EventKind,
    card: str = "a/1",
    moment: Moment | None = None,
    *,
    given: int | None = None,
    target: Event | None = None,
    note: str = "",
    scheduler: str = "sm2/1",
    interval: int | None = None,
    device: str = "here",
) -> Event:
    """An event of the log as a value; its id sorts by its number."""
    return Event(
        id=UUID(int=number << 80 | 7 << 76 | 2 << 62),
        device=device,
        sequence=number,
        moment=moment or at(),
        kind=kind,
        card=card,
        target=None if target is None else target.id,
        grade=given,
        scheduler=scheduler if given is not None else "",
        interval=interval,
        note=note,
    )


def digest(path: Path) -> str:
    """What a file holds, to the byte."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
