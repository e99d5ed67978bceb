"""The events of the log: frozen values, known to the store that keeps them and to all that reckon with them.

The log is the truth. An event is written once, and never changed or removed; to undo is to append a `voided` event. What
a card's memory is now follows from its events, in the order of `(instant, id)`.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizcv.scheduler import DRILL_BELOW, NEW, Memory

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from quizcv.clock import Moment
    from quizcv.problems.values import Value


class EventKind(StrEnum):
    """What happened."""

    GRADED = "graded"  # the first grade of a card on a study day: it moves the schedule
    DRILLED = "drilled"  # a later grade on the same day: logged, moves nothing
    VOIDED = "voided"  # takes back the event named by `target`
    SUSPENDED = "suspended"  # not asked until resumed
    RESUMED = "resumed"
    BURIED = "buried"  # not asked until the next study day
    FLAGGED = "flagged"  # `note` holds the flag's text; empty takes the flag off
    ALIASED = "aliased"  # the card in `note` is now called `card`; progress follows
    RESET = "reset"  # the card is new again; its past stays in the log


class Event(NamedTuple):
    """One entry of the log.

    Args:
        id: UUIDv7.
        device: Which device wrote it.
        sequence: Counted from 1 on each device, without gaps.
        moment: UTC instant, offset, study day.
        kind: What happened.
        card: The card's key; empty for `voided`.
        target: For `voided`: the event taken back.
        content: Hash of the card's text at the time, in hexadecimal.
        grade: 0..5 for `graded` and `drilled`.
        milliseconds: From the question's showing to the grade.
        response: As typed; None if nothing was.
        verdict: The judgement on the response.
        seed: What a generated question was drawn from.
        values: The numbers drawn.
        scheduler: Name, version and settings of the scheduler.
        interval: Days until the card comes back, as scheduled then.
        note: For `flagged` and `aliased`.
    """

    id: UUID
    device: str
    sequence: int
    moment: Moment
    kind: EventKind
    card: str = ""
    target: UUID | None = None
    content: str = ""
    grade: int | None = None
    milliseconds: int | None = None
    response: str | None = None
    verdict: str | None = None
    seed: int | None = None
    values: Mapping[str, Value] = MappingProxyType({})
    scheduler: str = ""
    interval: int | None = None
    note: str = ""


class CardState(NamedTuple):
    """All that follows from one card's events: what the projection keeps, and a replay rebuilds.

    Args:
        memory: For the scheduler.
        asked: Grades of both kinds so far; the seed of the next generated question comes from it.
        first_day: The study day of the first grade; None for a new card.
        graded_day: The study day of the last grade that moved the schedule.
        last_day: The study day of the last grade of either kind.
        last_grade: That grade.
        last_day_grades: How many grades of either kind that day has.
        suspended: Not asked until resumed.
        buried_day: Not asked on this study day.
        flag: The flag's text; empty for none.
    """

    memory: Memory = NEW
    asked: int = 0
    first_day: date | None = None
    graded_day: date | None = None
    last_day: date | None = None
    last_grade: int | None = None
    last_day_grades: int = 0
    suspended: bool = False
    buried_day: date | None = None
    flag: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it was never graded, or not since its reset."""
        return self.first_day is None

    def is_scheduled_on(self, day: date) -> bool:
        """Whether a grade on `day` is a drill, because the card got its grade on that study day or a later one."""
        return self.graded_day is not None and day <= self.graded_day

    def drills_on(self, day: date) -> bool:
        """Whether it comes again on this study day because its latest grade of the day is under 4 (rule 7)."""
        return self.last_day == day and self.last_grade is not None and self.last_grade < DRILL_BELOW


UNTOUCHED = CardState()
"""The state of a card with no events."""
