"""Which row of the numbers is picked, by a key, a click on the plot or the wheel over it. No widget in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizcv.tui.statistics.tables import Table


def place_of(table: Table, row: int | None) -> int | None:
    """The place in the plot of a picked row; None if none is picked, or there is no such row any more."""
    return table.rows[row].place if row is not None and row < len(table.rows) else None


def moved(table: Table, row: int | None, by: int) -> int | None:
    """The row so many further down; first the first one with a place. The sum of all has none, and is never picked."""
    rows = sorted(_rows(table).values())
    if not rows:
        return None
    return rows[0] if row is None else max(min(row + by, rows[-1]), rows[0])


def nearest(table: Table, place: int) -> int | None:
    """The row of the place nearest to one in the plot; None without any."""
    rows = _rows(table)
    return rows[min(rows, key=lambda each: abs(each - place))] if rows else None


def turned(table: Table, row: int | None, by: int) -> int | None:
    """The row of the place so many to the right in the plot; at first that of the outermost one."""
    rows = _rows(table)
    if not rows:
        return None
    places, present = sorted(rows), place_of(table, row)
    if present is None:
        return rows[places[0 if by > 0 else -1]]
    return rows[places[max(min(places.index(present) + by, len(places) - 1), 0)]]


def _rows(table: Table) -> dict[int, int]:
    """The rows with a place, by their places."""
    return {row.place: number for number, row in enumerate(table.rows) if row.place is not None}
