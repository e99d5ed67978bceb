"""A card's state from its row in the projection: a module of its own, since a look at one card needs no rows of the log."""

from __future__ import annotations

from datetime import date
from typing import Any

from quizcv.events import CardState
from quizcv.scheduler import NEW, Memory


def state_from(row: tuple[Any, ...]) -> CardState:
    """The state a row of the projection keeps, its columns as in `quizcv.progress.columns.STATE_COLUMNS`."""
    due, ease, repetition, interval, lapses, asked, first, graded, last, last_grade, grades, suspended, buried, flag = (
        row
    )
    return CardState(
        NEW if due is None else Memory(ease, repetition, interval, date.fromordinal(due), lapses),
        asked,
        _day(first),
        _day(graded),
        _day(last),
        last_grade,
        grades,
        bool(suspended),
        _day(buried),
        flag,
    )


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
