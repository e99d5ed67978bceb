"""A year of days as a heatmap: a sign for each day, so that nobody needs its colours, and a scale that says what the signs mean."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.statistics.grouping import HEAT_SIGNS, WEEKDAYS, WEEKS, month_line, year_of
from quizcv.tui.render.wrapping import Line, Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.statistics import Count

MARGIN: Final = 4
"""Cells for the names of the days."""

GRADES_A_DAY: Final = "grades a day"
"""What the numbers of the scale are."""
NONE: Final = "none"


class Step(NamedTuple):
    """A sign of the scale, and the numbers of grades on a day that it stands for.

    Args:
        sign: The sign.
        least: The fewest.
        most: The most; None for any more.
    """

    sign: str
    least: int
    most: int | None

    @property
    def words(self) -> str:
        """`none`, `1 to 13`, `38 or more`."""
        if not self.least:
            return NONE
        if self.most is None:
            return f"{self.least} or more"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"

    @property
    def short_words(self) -> str:
        """`none`, `1+`, `38+`: of one number after the other, each begins where the next one is named."""
        return self.words if self.least == self.most else f"{self.least}+"


def weeks_in(width: int) -> int:
    """As many weeks as fit, a year at the most."""
    return max(min(WEEKS, width - MARGIN), 1)


def heat_lines(days: Mapping[date, Count], today: date, width: int) -> list[Line]:
    """Eight lines: the months, and a line for each weekday; as many weeks as fit, a year at the most."""
    weeks = weeks_in(width)
    year = year_of(days, today, weeks)
    lines: list[Line] = [(Run(" " * MARGIN + month_line(year.months, weeks), "$text-muted"),)]
    for name, row in zip(WEEKDAYS, year.rows, strict=True):
        alike = groupby(level for level in row if level is not None)
        signs = (
            Run(HEAT_SIGNS[level] * len(list(each)), "$primary" if level else "$text-muted") for level, each in alike
        )
        lines.append((Run(name.ljust(MARGIN), "$text-muted"), *signs))
    return lines


def day_at(column: int, row: int, today: date, width: int) -> date | None:
    """The day drawn at a place of a heatmap of that width; None beside its days."""
    week, weekday = column - MARGIN, row - 1
    if not (0 <= week < weeks_in(width) and 0 <= weekday < len(WEEKDAYS)):
        return None
    monday = today - timedelta(days=today.weekday())
    day = monday - timedelta(weeks=weeks_in(width) - 1 - week) + timedelta(days=weekday)
    return day if day <= today else None


def scale_of(bounds: Sequence[int]) -> tuple[Step, ...]:
    """What each sign stands for, given from how many grades on a day has each level; levels that no day can have are left out."""
    steps = [Step(HEAT_SIGNS[0], 0, 0)]
    for level, bound in enumerate(bounds, 1):
        following = bounds[level] if level < len(bounds) else None
        if following != bound:
            least = 1 if len(steps) == 1 else bound
            steps.append(Step(HEAT_SIGNS[level], least, None if following is None else following - 1))
    return tuple(steps)
