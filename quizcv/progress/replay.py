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

from datetime import UTC, date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.events import UNTOUCHED, CardState, Event, EventKind
from quizcv.scheduler import NEW, Figures, Memory, Sm2, scheduler_logged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_MICROSECONDS: Final = 86_400_000_000
_place: Final = itemgetter(0, 1)


class Fact(NamedTuple):
    """The part of an event that decides. The first two fields are its place in the order; `day` is an ordinal."""

    instant: int
    id: bytes
    kind: str
    card: str
    day: int
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
        event.moment.day.toordinal(),
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


def carried_on(before: CardState, facts: Sequence[Fact]) -> Projected:
    """A card's state after more events, all later than those in `before`, in order; none of them `voided` or `aliased`."""
    running = _Running(before)
    for fact in facts:
        running.take(fact)
    return Projected(running.state(), facts[-1][:2])


def replay(events: Iterable[Event]) -> dict[str, CardState]:
    """The state of every card that has one, from the whole log in any order."""
    return {
        card: projected.state
        for card, projected in project(map(fact_of, events)).items()
        if projected.state != UNTOUCHED
    }


def project(facts: Iterable[Fact]) -> dict[str, Projected]:
    """The projection of a log in any order, an event given twice counting once. A key renamed away keeps an untouched state."""
    return {card: carried_on(UNTOUCHED, mine) for card, mine in sorted_out(facts).items()}


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


class _Running:
    """A state while events are put on it, one after the other; in bare figures, since there may be millions. 0 is no day."""

    __slots__ = (
        "asked",
        "buried",
        "figures",
        "first",
        "flag",
        "graded",
        "grades",
        "last",
        "last_grade",
        "suspended",
    )

    def __init__(self, state: CardState) -> None:
        memory = state.memory
        self.figures: Figures = (memory.ease, memory.repetition, memory.interval, memory.lapses)
        self.asked = state.asked
        self.first = _ordinal(state.first_day)
        self.graded = _ordinal(state.graded_day)
        self.last = _ordinal(state.last_day)
        self.last_grade = state.last_grade
        self.grades = state.last_day_grades
        self.suspended = state.suspended
        self.buried = _ordinal(state.buried_day)
        self.flag = state.flag

    def state(self) -> CardState:
        ease, repetition, interval, lapses = self.figures
        return CardState(
            Memory(ease, repetition, interval, date.fromordinal(self.graded + interval), lapses)
            if self.graded
            else NEW,
            self.asked,
            _day(self.first),
            _day(self.graded),
            _day(self.last),
            self.last_grade,
            self.grades,
            self.suspended,
            _day(self.buried),
            self.flag,
        )

    def take(self, fact: Fact) -> None:
        kind = fact.kind
        if kind == "graded":
            day = fact.day
            if day > self.graded:
                self.figures = _reviewed(self.figures, fact)
                self.graded = day
                if not self.first:
                    self.first = day
            self._asked(fact)
        elif kind == "drilled":
            self._asked(fact)
        elif kind == EventKind.SUSPENDED:
            self.suspended = True
        elif kind == EventKind.RESUMED:
            self.suspended = False
        elif kind == EventKind.BURIED:
            self.buried = fact.day
        elif kind == EventKind.FLAGGED:
            self.flag = fact.note
        elif kind == EventKind.RESET:
            self.figures = _NEW
            self.first = self.graded = self.last = self.grades = self.buried = 0
            self.last_grade = None
            self.suspended = False

    def _asked(self, fact: Fact) -> None:
        self.asked += 1
        if not self.first:
            return
        if self.last == fact.day:
            self.grades += 1
        else:
            self.last = fact.day
            self.grades = 1
        self.last_grade = fact.grade


_NEW: Final[Figures] = (NEW.ease, NEW.repetition, NEW.interval, NEW.lapses)
_UNKNOWN: Final = Sm2()


def _reviewed(figures: Figures, fact: Fact) -> Figures:
    """The figures after a grade, by the scheduler it was given under; by the interval it logged if that one is unknown here."""
    grade = fact.grade or 0
    scheduler = scheduler_logged(fact.scheduler)
    if scheduler is not None:
        return scheduler.step(figures, grade, fact.day, fact.card)
    ease, repetition, interval, lapses = _UNKNOWN.step(figures, grade, fact.day, fact.card)
    if fact.interval is not None:
        interval = min(max(0, fact.interval), date.max.toordinal() - fact.day)
    return ease, repetition, interval, lapses


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
