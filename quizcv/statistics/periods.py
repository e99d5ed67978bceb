"""The times that figures are told of, and the days, weeks or months a plot of them is made of."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.statistics.counting import Count, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DAYS_APART: Final = 31
"""Up to so many days are told one by one."""
WEEKS_APART: Final = 371
"""Up to so many, 53 weeks, by the week; more of them by the month."""
_REACH: Final = {"month": 30, "quarter": 90, "year": 365}


class Period(StrEnum):
    """How far back to look."""

    MONTH = "month"  # the last 30 study days, with today
    QUARTER = "quarter"  # the last 90
    YEAR = "year"  # the last 365
    ALL = "all"

    @property
    def words(self) -> str:
        """For people."""
        return f"last {_REACH[self.value]} days" if self.value in _REACH else "all days"

    @property
    def short(self) -> str:
        """The same where there is little room: `30 days`, `all`."""
        return f"{_REACH[self.value]} days" if self.value in _REACH else "all"

    @property
    def days(self) -> int | None:
        """How many days it has; None for all."""
        return _REACH.get(self.value)

    @property
    def following(self) -> Period:
        """The next one, after the longest the shortest again."""
        periods = list(Period)
        return periods[(periods.index(self) + 1) % len(periods)]

    def since(self, today: date) -> date | None:
        """Its first day; None for all."""
        return None if self.days is None else today - timedelta(days=self.days - 1)


class Unit(StrEnum):
    """What a bar of a plot stands for."""

    DAY = "day"
    WEEK = "week"  # from Monday on
    MONTH = "month"

    def first(self, day: date) -> date:
        """The first day of the one that a day lies in."""
        if self is Unit.DAY:
            return day
        return day - timedelta(days=day.weekday()) if self is Unit.WEEK else day.replace(day=1)

    def label(self, first: date) -> str:
        """`1 Mar`, `week of 2 Mar` or `Mar 2026`."""
        if self is Unit.MONTH:
            return f"{first:%b %Y}"
        return f"{first.day} {first:%b}" if self is Unit.DAY else f"week of {first.day} {first:%b}"

    def between(self, begin: date, end: date) -> Iterator[date]:
        """The first days of all of them from the one that `begin` lies in to that of `end`."""
        first = self.first(begin)
        while first <= end:
            yield first
            if self is Unit.MONTH:
                first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            else:
                first += timedelta(days=7 if self is Unit.WEEK else 1)


def unit_for(begin: date, end: date) -> Unit:
    """What the days from one to another are told by: few one by one, up to a year by the week, more by the month."""
    days = (end - begin).days + 1
    return Unit.DAY if days <= DAYS_APART else Unit.WEEK if days <= WEEKS_APART else Unit.MONTH


class Bucket(NamedTuple):
    """Days that are told as one.

    Args:
        unit: What it is.
        first: Its first day.
        done: What was done on its days.
    """

    unit: Unit
    first: date
    done: Count

    @property
    def label(self) -> str:
        """`1 Mar`, `week of 2 Mar` or `Mar 2026`."""
        return self.unit.label(self.first)


class Due(NamedTuple):
    """Cards that fall due on days that are told as one.

    Args:
        unit: What the days make.
        first: Their first; of those with today in them, today.
        cards: How many.
    """

    unit: Unit
    first: date
    cards: int


def buckets(days: Mapping[date, Count], period: Period, today: date) -> list[Bucket]:
    """The days of a period, oldest first: by the day, the week or the month, as `unit_for` says.

    Those on which nothing was done are there too, from the first on which something was; all of it is empty if nothing was.
    """
    since = period.since(today)
    within = {day: count for day, count in days.items() if day <= today and (since is None or day >= since)}
    if not within:
        return []
    begin = min(within)
    unit = unit_for(begin, today)
    groups: dict[date, list[Count]] = {first: [] for first in unit.between(begin, today)}
    for day, count in within.items():
        groups[unit.first(day)].append(count)
    return [Bucket(unit, first, total(counts)) for first, counts in groups.items()]


def buckets_ahead(due: Mapping[date, int], period: Period, today: date) -> list[Due]:
    """Cards by the days on which they fall due, from today on: as far as the period's days reach ahead; all until the last card.

    Args:
        due: As in `Figures.ahead`: no day in it is before today.
        period: How far to look.
        today: The study day.
    """
    end = max(due, default=today) if period.days is None else today + timedelta(days=period.days)
    unit = unit_for(today, end)
    groups = dict.fromkeys(unit.between(today, end), 0)
    for day, cards in due.items():
        if day <= end:
            groups[unit.first(day)] += cards
    return [Due(unit, max(first, today), cards) for first, cards in groups.items()]
