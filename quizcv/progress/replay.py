"""From the log to the projection: the one place that says what an event does. Pure, standard library only.

The laws, whatever the order in which events reached this machine:

- Events count in the order of `(instant, id)`. An event that any `voided` event names does not count at all; `voided` events
  themselves always count, so what was taken back on one device stays taken back on all.
- `graded` moves the schedule by the scheduler its own event names, unless the card was already scheduled on that study day
  or a later one: then it is a drill, and a card graded on two devices is not pushed out twice.
- `drilled` moves nothing. For a card that has no schedule (its only `graded` was taken back) it adds to `asked` alone.
- `aliased` gives all earlier events of the old key to the new one, as if they had always been its own. Later events of the
  old key are the old key's again.
- `reset` makes the card new: no schedule, not suspended, not buried. Its flag stays, which is about its text, and so does
  `asked`, so that a generated question is not drawn again with the same numbers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.events import UNTOUCHED, CardState, Event, EventKind
from quizcv.scheduler import NEW, Memory, Sm2, scheduler_logged, until

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_MICROSECONDS: Final = 86_400_000_000
_place: Final = itemgetter(0, 1)


class Fact(NamedTuple):
    """The part of an event that decides. The first two fields are its place in the order."""

    instant: int
    id: bytes
    kind: str
    card: str
    day: date
    grade: int | None = None
    interval: int | None = None
    scheduler: str = ""
    note: str = ""
    target: bytes | None = None


class Projected(NamedTuple):
    """A card's state and the place of the last event in it."""

    state: CardState
    latest: tuple[int, bytes]


def microseconds(instant: datetime) -> int:
    """An aware instant as whole microseconds since 1970."""
    since = instant - EPOCH
    return since.days * _DAY_MICROSECONDS + since.seconds * 1_000_000 + since.microseconds


def fact_of(event: Event) -> Fact:
    """The part of an event that decides."""
    return Fact(
        microseconds(event.moment.instant),
        event.id.bytes,
        event.kind.value,
        event.card,
        event.moment.day,
        event.grade,
        event.interval,
        event.scheduler,
        event.note,
        None if event.target is None else event.target.bytes,
    )


def apply(state: CardState, event: Event) -> CardState:
    """The state after one more event, the latest of its card. `voided` and `aliased` reach beyond one card: see `replay`."""
    running = _Running(state)
    running.take(fact_of(event))
    return running.state()


def replay(events: Iterable[Event]) -> dict[str, CardState]:
    """The state of every card that has one, from the whole log in any order."""
    return {
        card: projected.state
        for card, projected in project(map(fact_of, events)).items()
        if projected.state != UNTOUCHED
    }


def project(facts: Iterable[Fact]) -> dict[str, Projected]:
    """The projection of a log in any order, an event given twice counting once. A key renamed away keeps an untouched state."""
    return {card: _folded(mine) for card, mine in sorted_out(facts).items()}


def sorted_out(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """The events that count, each with the card it counts for, in order. A renamed key keeps the renaming alone."""
    log = sorted(facts, key=_place)
    voided = {fact.target for fact in log if fact.kind == "voided"}
    cards: dict[str, list[Fact]] = {}
    before = b""
    for fact in log:
        if fact.kind == "voided" or (voided and fact.id in voided) or fact.id == before:
            continue
        before = fact.id
        if fact.kind == "aliased" and fact.note != fact.card:
            earlier = cards.get(fact.note, [])
            cards[fact.card] = sorted([*earlier, *cards.get(fact.card, [])], key=_place)
            cards[fact.note] = [fact]
        mine = cards.get(fact.card)
        if mine is None:
            cards[fact.card] = [fact]
        else:
            mine.append(fact)
    return cards


def _folded(facts: list[Fact]) -> Projected:
    running = _Running(UNTOUCHED)
    for fact in facts:
        running.take(fact)
    return Projected(running.state(), facts[-1][:2])


def scheduled_already(state: CardState, day: date) -> bool:
    """Whether a grade on `day` is a drill, because the card got its grade on that study day or a later one."""
    return state.graded_day is not None and day <= state.graded_day


class _Running:
    """A state while events are put on it, one after the other."""

    __slots__ = (
        "asked",
        "buried_day",
        "first_day",
        "flag",
        "graded_day",
        "last_day",
        "last_day_grades",
        "last_grade",
        "memory",
        "suspended",
    )

    def __init__(self, state: CardState) -> None:
        self.memory = state.memory
        self.asked = state.asked
        self.first_day = state.first_day
        self.graded_day = state.graded_day
        self.last_day = state.last_day
        self.last_grade = state.last_grade
        self.last_day_grades = state.last_day_grades
        self.suspended = state.suspended
        self.buried_day = state.buried_day
        self.flag = state.flag

    def state(self) -> CardState:
        return CardState(
            self.memory,
            self.asked,
            self.first_day,
            self.graded_day,
            self.last_day,
            self.last_grade,
            self.last_day_grades,
            self.suspended,
            self.buried_day,
            self.flag,
        )

    def take(self, fact: Fact) -> None:
        kind = fact.kind
        if kind == "graded":
            self._graded(fact)
        elif kind == "drilled":
            self._asked(fact)
        elif kind == EventKind.SUSPENDED:
            self.suspended = True
        elif kind == EventKind.RESUMED:
            self.suspended = False
        elif kind == EventKind.BURIED:
            self.buried_day = fact.day
        elif kind == EventKind.FLAGGED:
            self.flag = fact.note
        elif kind == EventKind.RESET:
            self.memory = NEW
            self.first_day = self.graded_day = self.last_day = self.last_grade = self.buried_day = None
            self.last_day_grades = 0
            self.suspended = False

    def _graded(self, fact: Fact) -> None:
        day = fact.day
        if self.graded_day is None or day > self.graded_day:
            self.memory = _reviewed(self.memory, fact)
            self.graded_day = day
            if self.first_day is None:
                self.first_day = day
        self._asked(fact)

    def _asked(self, fact: Fact) -> None:
        self.asked += 1
        if self.first_day is None:
            return
        if self.last_day == fact.day:
            self.last_day_grades += 1
        else:
            self.last_day = fact.day
            self.last_day_grades = 1
        self.last_grade = fact.grade


def _reviewed(memory: Memory, fact: Fact) -> Memory:
    """The memory after a grade, by the scheduler it was given under; by the interval it logged if that one is unknown here."""
    grade = fact.grade if fact.grade is not None else 0
    scheduler = scheduler_logged(fact.scheduler)
    if scheduler is not None:
        return scheduler.review(memory, grade, fact.day, fact.card)
    after = Sm2().review(memory, grade, fact.day, fact.card)
    if fact.interval is None or fact.interval < 0:
        return after
    interval, due = until(fact.day, fact.interval)
    return replace(after, interval=interval, due=due)
