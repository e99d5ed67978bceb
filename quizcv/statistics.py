"""What the log says about the learning: pure functions of events, nothing else is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.events import EventKind
from quizcv.scheduler import PASSING_GRADE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quizcv.events import Event


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was done on one study day.

    Args:
        day: The study day.
        reviews: Grades that moved the schedule of a card seen before.
        recalled: Those of them with a passing grade.
        new: Cards begun.
        drills: Later grades of the same day.
        milliseconds: Time from questions to grades, as far as it was measured.
    """

    day: date
    reviews: int = 0
    recalled: int = 0
    new: int = 0
    drills: int = 0
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The log in figures.

    Args:
        reviews: As in `DayCount`, over all days.
        recalled: The same.
        days: Every study day with a grade, in order.
    """

    reviews: int
    recalled: int
    days: tuple[DayCount, ...]

    @property
    def retention(self) -> float | None:
        """The part of reviews in which the card was recalled; None before the first review."""
        return self.recalled / self.reviews if self.reviews else None

    @property
    def begun(self) -> int:
        """How many cards were begun."""
        return sum(day.new for day in self.days)

    @property
    def milliseconds(self) -> int:
        """Time from questions to grades on all days, as far as it was measured."""
        return sum(day.milliseconds for day in self.days)


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that still count, in the order of the log: voided ones and the voiding ones are left out."""
    ordered = sorted(events, key=lambda event: (event.moment.instant, event.id))
    voided = {event.target for event in ordered if event.kind is EventKind.VOIDED}
    return [event for event in ordered if event.kind is not EventKind.VOIDED and event.id not in voided]


def summarise(events: Iterable[Event]) -> Summary:
    """Counts the grades of a log, whole or in part, in any order.

    A card's first grade, and its first after a reset, begins it and is no review: there was nothing to recall yet.
    Renamed cards are followed.
    """
    counts: dict[date, dict[str, int]] = {}
    begun: set[str] = set()
    for event in standing(events):
        if event.kind is EventKind.RESET:
            begun.discard(event.card)
        elif event.kind is EventKind.ALIASED and event.note in begun:
            begun.discard(event.note)
            begun.add(event.card)
        if event.grade is None:
            continue
        day = counts.setdefault(
            event.moment.day, dict.fromkeys(("reviews", "recalled", "new", "drills", "milliseconds"), 0)
        )
        day["milliseconds"] += event.milliseconds or 0
        if event.kind is EventKind.DRILLED:
            day["drills"] += 1
        elif event.card in begun:
            day["reviews"] += 1
            day["recalled"] += event.grade >= PASSING_GRADE
        else:
            begun.add(event.card)
            day["new"] += 1
    days = tuple(DayCount(day, **counts[day]) for day in sorted(counts))
    return Summary(sum(day.reviews for day in days), sum(day.recalled for day in days), days)
