"""Figures put into groups that can be drawn: intervals and eases for histograms, a year of days for a heatmap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import dropwhile
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.statistics.counting import MATURE_DAYS, total

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.statistics.counting import Count

INTERVAL_GROUPS: Final = (
    (1, "1 day"),
    (2, "2-6 days"),
    (7, "1-3 weeks"),
    (MATURE_DAYS, "3-6 weeks"),
    (42, "6-13 weeks"),
    (91, "3-6 months"),
    (182, "6-12 months"),
    (365, "1-2 years"),
    (730, "over 2 years"),
)
"""The first interval of each group, in days, and its name. The fourth is the first of mature cards."""
EASE_STEP: Final = 20
"""How wide a group of eases is, in hundredths."""
LOWEST_EASE: Final = 130
HEAT_LEVELS: Final = 4
HEAT_SIGNS: Final = "·░▒▓█"
"""A sign for each level, so that a heatmap can be read without colours."""
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKS: Final = 53
"""A year, whatever the weekday it begins with."""


class Group(NamedTuple):
    """Cards that are told as one."""

    label: str
    cards: int


class Weekday(NamedTuple):
    """What was done on a day of the week.

    Args:
        name: `Mon`.
        days: How many of them there were, with a grade or without, from the first day with a grade on.
        done: What was done on them.
    """

    name: str
    days: int
    done: Count

    @property
    def grades_a_day(self) -> float:
        """Grades of every kind on one of them; 0 if there was none yet."""
        return self.done.grades / self.days if self.days else 0.0


class Year(NamedTuple):
    """A year for a heatmap.

    Args:
        rows: Seven, from Monday, of a level for each week: 0 for nothing done, 1 to 4 by quarters of the days with a grade; None for
            days to come.
        months: The week in which each month begins, with the month's first day.
        bounds: From how many grades on a day has each of the levels 1 to 4; none if nothing was done.
    """

    rows: tuple[tuple[int | None, ...], ...]
    months: tuple[tuple[int, date], ...]
    bounds: tuple[int, ...] = ()


def interval_groups(intervals: Mapping[int, int]) -> list[Group]:
    """How many cards have an interval within each group; the empty ones too, up to the last with a card."""
    return _grouped(intervals, list(INTERVAL_GROUPS))


def ease_groups(eases: Mapping[int, int]) -> list[Group]:
    """How many cards have an ease within each fifth, from the first with a card to the last."""
    highest = max(eases, default=LOWEST_EASE - EASE_STEP)
    firsts = range(LOWEST_EASE, highest + 1, EASE_STEP)
    groups = _grouped(eases, [(first, f"{first / 100:.2f}-{(first + EASE_STEP - 1) / 100:.2f}") for first in firsts])
    return list(dropwhile(lambda group: not group.cards, groups))


def weekdays(days: Mapping[date, Count], since: date, today: date) -> list[Weekday]:
    """What was done on each weekday, from Monday, between two days; the first counted is that with the first grade."""
    within = {day: done for day, done in days.items() if since <= day <= today}
    begin = min(within, default=today)
    length = (today - begin).days + 1 if within else 0
    return [
        Weekday(
            name,
            max(length - (weekday - begin.weekday()) % 7 + 6, 0) // 7,
            total(done for day, done in within.items() if day.weekday() == weekday),
        )
        for weekday, name in enumerate(WEEKDAYS)
    ]


def month_line(months: tuple[tuple[int, date], ...], weeks: int) -> str:
    """The names of the months above a heatmap, each where it begins, as far as it fits."""
    line = ""
    for week, first in months:
        name = f"{first:%b}"
        if (not line or week > len(line)) and week + len(name) <= weeks:
            line = line.ljust(week) + name
    return line


def _grouped(cards: Mapping[int, int], groups: list[tuple[int, str]]) -> list[Group]:
    counts = [0] * len(groups)
    for value, number in cards.items():
        places = [place for place, (first, _) in enumerate(groups) if value >= first]
        if places:
            counts[places[-1]] += number
        elif counts:
            counts[0] += number
    used = max((place for place, number in enumerate(counts) if number), default=-1)
    return [Group(label, number) for (_, label), number in zip(groups[: used + 1], counts, strict=False)]


def year_of(days: Mapping[date, Count], today: date, weeks: int = WEEKS) -> Year:
    """The weeks up to today's. A day's level tells which quarter of the days with a grade it belongs to, by its number of grades."""
    monday = today - timedelta(days=today.weekday())
    begin = monday - timedelta(weeks=weeks - 1)
    grades = {day: done.grades for day, done in days.items() if begin <= day <= today and done.grades}
    ranked = sorted(grades.values())
    bounds = [ranked[len(ranked) * quarter // HEAT_LEVELS] for quarter in range(HEAT_LEVELS)] if ranked else []
    rows = []
    for weekday in range(7):
        row: list[int | None] = []
        for week in range(weeks):
            day = begin + timedelta(weeks=week, days=weekday)
            level = sum(grades[day] >= bound for bound in bounds) if day in grades else 0
            row.append(None if day > today else level)
        rows.append(tuple(row))
    months = [
        (week, first)
        for week in range(weeks)
        for offset in range(7)
        if (first := begin + timedelta(weeks=week, days=offset)).day == 1 and first <= today
    ]
    return Year(tuple(rows), tuple(months), tuple(bounds))
