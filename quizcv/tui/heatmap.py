"""A year of days as a heatmap: a sign for each day, so that nobody needs its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.statistics.grouping import HEAT_SIGNS, WEEKDAYS, WEEKS, month_line, year_of
from quizcv.tui.render.wrapping import Line, Run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from quizcv.statistics import Count

MARGIN: Final = 4
"""Cells for the names of the days."""


def heat_lines(days: Mapping[date, Count], today: date, width: int) -> list[Line]:
    """Eight lines: the months, and a line for each weekday; as many weeks as fit, a year at the most."""
    weeks = max(min(WEEKS, width - MARGIN), 1)
    year = year_of(days, today, weeks)
    lines: list[Line] = [(Run(" " * MARGIN + month_line(year.months, weeks), "$text-muted"),)]
    for name, row in zip(WEEKDAYS, year.rows, strict=True):
        signs = (Run(HEAT_SIGNS[level], "$primary" if level else "$text-muted") for level in row if level is not None)
        lines.append((Run(name.ljust(MARGIN), "$text-muted"), *signs))
    return lines
