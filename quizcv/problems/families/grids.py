"""Small grids of numbers, as one works on them with a pencil: how they are written, and windows that slide over them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.problems.answers import grouped, number_answer, same
from quizcv.problems.values import Expects, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.formula.tree import Exact

    Grid = tuple[tuple[int, ...], ...]
    """Rows of numbers, each as long as the others."""


def drawn(draw: Stream, rows: int, columns: int, low: int, high: int) -> Grid:
    """A grid of whole numbers, each from `low` to `high`."""
    return tuple(tuple(draw.integer(low, high) for _ in range(columns)) for _ in range(rows))


def transposed(grid: Grid) -> Grid:
    """Rows as columns."""
    return tuple(zip(*grid, strict=True))


def turned(grid: Grid) -> Grid:
    """The grid turned by half a circle: upside down and from right to left."""
    return tuple(row[::-1] for row in grid[::-1])


def padded(grid: Grid, padding: int, value: int = 0) -> Grid:
    """The grid with so many rows and columns more on each of its four sides."""
    side = (value,) * padding
    rows = tuple(side + row + side for row in grid)
    edge = (value,) * (len(grid[0]) + 2 * padding)
    return (edge,) * padding + rows + (edge,) * padding


def window(grid: Grid, top: int, left: int, side: int) -> Grid:
    """The square of that side whose first number stands at (`top`, `left`), counted from 0; what lies outside is left out."""
    return tuple(row[max(left, 0) : left + side] for row in grid[max(top, 0) : top + side])


def windows(grid: Grid, side: int, stride: int, padding: int = 0) -> list[list[Grid]]:
    """Every window that fits into the grid and the padding round it, row by row; each holds only its numbers of the grid."""
    tops = range(-padding, len(grid) + padding - side + 1, stride)
    lefts = range(-padding, len(grid[0]) + padding - side + 1, stride)
    return [[window(grid, top, left, side) for left in lefts] for top in tops]


def entries(grid: Grid) -> tuple[int, ...]:
    """All numbers, row by row."""
    return tuple(number for row in grid for number in row)


def products(one: Grid, other: Grid) -> int:
    """The sum of the products of numbers in the same place."""
    return sum(a * b for a, b in zip(entries(one), entries(other), strict=True))


def correlated(grid: Grid, kernel: Grid, stride: int = 1) -> Grid:
    """The kernel laid over every window as it is, without being turned: what deep learning calls a convolution."""
    return tuple(tuple(products(each, kernel) for each in row) for row in windows(grid, len(kernel), stride))


def matrix(grid: Sequence[Sequence[Exact]]) -> str:
    """The grid as LaTeX, between brackets."""
    rows = r" \\ ".join(" & ".join(map(grouped, row)) for row in grid)
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


def signed(number: int) -> str:
    """A factor or a term: negative ones in parentheses."""
    return f"({number})" if number < 0 else str(number)


def listed(numbers: Iterable[Exact]) -> str:
    """Numbers in order as LaTeX, as steps show an answer of several numbers."""
    return r",\, ".join(map(grouped, numbers))


def mistakes_of(
    expects: Expects, right: Sequence[Exact], candidates: Iterable[tuple[Sequence[Exact], str]], unit: str = ""
) -> tuple[Mistake, ...]:
    """The wrong answers among some, with what went wrong; those that come to the right answer are left out."""
    return tuple(
        Mistake(number_answer(expects, numbers, unit=unit), says)
        for numbers, says in candidates
        if not same(expects, tuple(numbers), tuple(right))
    )


def mapped(of: Callable[[Sequence[int]], Exact], rows: Sequence[Sequence[Grid]]) -> list[Exact]:
    """What a function makes of the numbers of each window, row by row."""
    return [of(entries(each)) for row in rows for each in row]


def mean(numbers: Sequence[int]) -> Fraction:
    """The average, exact."""
    return Fraction(sum(numbers), len(numbers))
