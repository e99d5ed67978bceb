"""The times that figures are told of, and the days, weeks or months a plot of them is made of."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizcv.statistics.counting import Count, total

if TYPE_CHECKING:
    from collections.abc import Mapping


class Period(StrEnum):
    """How far back to look."""

    MONTH = "month"  # the last 30 study days, with today
    YEAR = "year"  # the last 365
    ALL = "all"

    @property
    def words(self) -> str:
        """For people."""
        return {"month": "last 30 days", "year": "last 365 days", "all": "all days"}[self.value]

    @property
    def following(self) -> Period:
        """The next one, after the longest the shortest again."""
        periods = list(Period)
        return periods[(periods.index(self) + 1) % len(periods)]

    def since(self, today: date) -> date | None:
        """Its first day; None for all."""
        days = {"month": 30, "year": 365}.get(self.value)
        return None if days is None else today - timedelta(days=days - 1)


class Bucket(NamedTuple):
    """Days that are told as one.

    Args:
        first: The first of them.
        label: `1 Mar`, `week of 2 Mar` or `Mar 2026`.
        done: What was done on them.
    """

    first: date
    label: str
    done: Count


def buckets(days: Mapping[date, Count], period: Period, today: date) -> list[Bucket]:
    """The days of a period, oldest first: single ones of a month, weeks (from Monday) of a year, months of all.

    Those on which nothing was done are there too, from the first on which something was; all of it is empty if nothing was.
    """
    since = period.since(today)
    within = {day: count for day, count in days.items() if day <= today and (since is None or day >= since)}
    if not within:
        return []
    groups: dict[date, list[Count]] = {}
    day = max(min(within), since) if since is not None else min(within)
    while day <= today:
        found = groups.setdefault(_first(day, period), [])
        if day in within:
            found.append(within[day])
        day += timedelta(days=1)
    return [Bucket(first, _label(first, period), total(counts)) for first, counts in groups.items()]


def _first(day: date, period: Period) -> date:
    if period is Period.MONTH:
        return day
    return day - timedelta(days=day.weekday()) if period is Period.YEAR else day.replace(day=1)


def _label(first: date, period: Period) -> str:
    if period is Period.ALL:
        return f"{first:%b %Y}"
    return f"{first.day} {first:%b}" if period is Period.MONTH else f"week of {first.day} {first:%b}"
