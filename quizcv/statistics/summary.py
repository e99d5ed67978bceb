"""The log in figures: what was done on each study day, and in all. What counts as what is told in `counting`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quizcv.events import EventKind
from quizcv.statistics.counting import happening, tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.events import Event
    from quizcv.statistics.counting import Count, Tally


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was done on one study day.

    Args:
        day: The study day.
        reviews: Grades of cards begun on an earlier day, one for each card and day.
        recalled: Those of them with a passing grade.
        new: Cards begun.
        drills: Later grades of the same day.
        milliseconds: Time from questions to grades, as far as it was measured.
        mature: Reviews of cards with an interval of 21 days or more.
        mature_recalled: Those of them with a passing grade.
    """

    day: date
    reviews: int = 0
    recalled: int = 0
    new: int = 0
    drills: int = 0
    milliseconds: int = 0
    mature: int = 0
    mature_recalled: int = 0


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
    """Counts the grades of a log, whole or in part, in any order. Renamed cards are followed."""
    return summary_of(tally(map(happening, events)))


def summary_of(counted: Tally) -> Summary:
    """The same of what is counted already."""
    days = tuple(day_count(day, counted.days[day]) for day in sorted(counted.days))
    return Summary(sum(day.reviews for day in days), sum(day.recalled for day in days), days)


def day_count(day: int, count: Count) -> DayCount:
    """A day's counts, the day as an ordinal."""
    return DayCount(date.fromordinal(day), **count._asdict())
