"""The names below a plot of days, weeks or months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.statistics.periods import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTHS_NAMED: Final = 24
"""With more months than these only the years are named."""


def ticks(unit: Unit, firsts: Sequence[date]) -> tuple[tuple[int, str], ...]:
    """Names for some of the places, by their number: of days, of the weeks in which a month begins, of months, or of years.

    Args:
        unit: What the places are.
        firsts: The first day of each.
    """
    if unit is Unit.DAY:
        return tuple((place, f"{first.day} {first:%b}") for place, first in enumerate(firsts))
    if unit is Unit.WEEK:
        return tuple((place, f"{first:%b}") for place, first in enumerate(firsts) if _begins_a_month(firsts, place))
    few = len(firsts) <= MONTHS_NAMED
    return tuple(
        (place, f"{first:%Y}" if first.month == 1 else f"{first:%b}")
        for place, first in enumerate(firsts)
        if few or first.month == 1
    )


def _begins_a_month(firsts: Sequence[date], place: int) -> bool:
    return place > 0 and firsts[place].month != firsts[place - 1].month
