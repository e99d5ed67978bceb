"""How much a study day holds: what `due` and the first screen tell, without the machine of the session behind it.

Apart from the session because these two have to answer at once, and this is all they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizcv.settings import Settings


class Load(NamedTuple):
    """What one deck holds on a day: cards due, new ones within the day's limit, all, and those set aside."""

    deck: str
    title: str
    due: int
    new: int
    total: int
    suspended: int


class Today(NamedTuple):
    """What was done on a study day: new cards begun, cards that were due and got their grade, grades in all."""

    begun: int = 0
    reviewed: int = 0
    grades: int = 0


def limits_left(settings: Settings, today: Today, extra_new: int = 0) -> tuple[int | None, int]:
    """Due and new cards that may still come today; None for no limit on due ones."""
    due = max(0, settings.reviews_per_day - today.reviewed) if settings.reviews_per_day else None
    return due, max(0, settings.new_per_day + extra_new - today.begun)
