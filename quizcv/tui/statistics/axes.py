"""The axes of plots: round marks at the side, equally far apart, and below as many names as fit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from quizcv.tui.render.wrapping import Line, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS: Final = 5
MANY_ROWS: Final = 9
"""From so many rows on, a plot has room for more than a mark or two."""
FEW_MARKS: Final = {1: 0.75, 2: 0.85}
"""How much a scale with so few marks is liked then."""
FACTORS: Final = (1, 1.5, 2, 2.5, 3, 4, 5)
"""Of the steps from mark to mark, times a power of ten."""
ALONE: Final = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8)
"""The same where there is but one mark above zero."""
ROWS_A_SPARE: Final = 5
"""Of so many rows one may stay empty for rounder marks; two in any case."""
THOUSAND: Final = 1000


def scale(top: float, height: int, finest: float = 1.0) -> tuple[int, tuple[float, ...]]:
    """How many of the rows to use, and the marks from zero on, of which the last is not below `top`.

    The marks are round numbers, and stand equally many rows apart; of all such ways the one that fills the rows best,
    and on a high plot has some marks to read from.
    """
    ways = []
    for rows in range(height, max(height - max(3, height // ROWS_A_SPARE), 1), -1):
        for steps in (
            each for each in range(1, MOST_STEPS + 1) if (rows % each == 0 and rows // each > 1) or each == 1
        ):
            step = _round_up(top / steps, finest, FACTORS if steps > 1 else ALONE)
            liked = FEW_MARKS.get(steps, 1.0) if rows >= MANY_ROWS else 1.0
            ways.append((liked * rows * min(top / (step * steps), 1.0), rows, steps, step))
    _, rows, steps, step = max(ways)
    return rows, tuple(step * number for number in range(steps + 1))


def _round_up(least: float, finest: float, factors: Sequence[float]) -> float:
    """The smallest number that is not below and is the finest step, or one of the factors, times a power of ten."""
    size = 1
    while True:
        for factor in factors:
            if (size > 1 or float(factor).is_integer()) and size * factor * finest >= least:
                return size * factor * finest
        size *= 10


def amount(value: float) -> str:
    """A mark's name in few cells: `500`, `2,500`, `25k`, `1.5M`."""
    for size, sign in ((THOUSAND**3, "G"), (THOUSAND**2, "M"), (THOUSAND, "k")):
        if value >= (10 * size if size == THOUSAND else size):
            return f"{value / size:.6g}{sign}"
    return f"{value:,.6g}"


def below(
    ticks: Sequence[tuple[int, str]],
    centres: Sequence[int],
    zero: str,
    edges: tuple[int, int, int],
    chosen: int | None,
) -> list[Line]:
    """The axis with a mark for each place that is named, and the names; `edges` are its begin, its end, and the end of the room."""
    begin, end, width = edges
    axis, names = ["─"] * (end - begin), [" "] * width
    for left, place, name in _fitting(ticks, centres, width):
        axis[centres[place] - begin] = "┬"
        names[left : left + len(name)] = name
    signs = "".join(axis)
    line: Line = (Run(f"{zero:>{begin - 1}}└{signs}", "$text-muted"),)
    if chosen is not None:
        at = centres[chosen] - begin
        line = (
            Run(f"{zero:>{begin - 1}}└{signs[:at]}", "$text-muted"),
            Run("▲", "bold $accent"),
            Run(signs[at + 1 :], "$text-muted"),
        )
    return [line, (Run("".join(names).rstrip(), "$text-muted"),)]


def _fitting(ticks: Sequence[tuple[int, str]], centres: Sequence[int], width: int) -> list[tuple[int, int, str]]:
    """The names that stand apart from one another: all of them, or every second, third ... counted from the last; each after its column."""
    placed = [(min(max(centres[place] - len(name) // 2, 0), width - len(name)), place, name) for place, name in ticks]
    for step in range(1, len(placed) + 1):
        some = placed[::-1][::step][::-1]
        if all(left + len(name) < after for (left, _, name), (after, *_) in pairwise(some)):
            return some
    return []
