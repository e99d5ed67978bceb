"""The Hungarian method on paper: rows and columns reduced, zeros covered by lines, until they hold an assignment."""

from __future__ import annotations

from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Table = list[list[int]]


def reductions(costs: Sequence[Sequence[int]]) -> list[str]:
    """The steps in words, each with the table it leads to."""
    table = [[cost - min(row) for cost in row] for row in costs]
    steps = [f"Take its least cost from each row ({listed([min(row) for row in costs])}): {shown(table)}."]
    least = [min(column) for column in zip(*table, strict=True)]
    if any(least):
        table = [[cost - taken for cost, taken in zip(row, least, strict=True)] for row in table]
        steps.append(f"Take its least cost from each column ({listed(least)}): {shown(table)}.")
    while not holds_assignment(table):
        rows, columns = cover(table)
        free = [cost for n, row in enumerate(table) for m, cost in enumerate(row) if n not in rows and m not in columns]
        by = min(free)
        table = [
            [cost + by * ((n in rows) + (m in columns) - 1) for m, cost in enumerate(row)]
            for n, row in enumerate(table)
        ]
        steps.append(
            f"{named(rows, columns)} cover all zeros, too few lines. Take the least cost beside them, {by}, from all costs that are not "
            f"covered, and add it where two lines cross: {shown(table)}."
        )
    return steps


def holds_assignment(table: Table) -> bool:
    """Whether zeros can be chosen, one in each row and column."""
    size = range(len(table))
    return any(all(table[row][chosen[row]] == 0 for row in size) for chosen in permutations(size))


def cover(table: Table) -> tuple[frozenset[int], frozenset[int]]:
    """The fewest rows and columns that cover every zero."""
    covers = [(rows, columns_beside(table, rows)) for rows in subsets(len(table))]
    return min(covers, key=lambda each: (len(each[0]) + len(each[1]), sorted(each[0])))


def columns_beside(table: Table, rows: frozenset[int]) -> frozenset[int]:
    """The columns that hold a zero outside of these rows."""
    return frozenset(m for n, row in enumerate(table) if n not in rows for m, cost in enumerate(row) if cost == 0)


def subsets(size: int) -> Iterator[frozenset[int]]:
    """All sets of rows."""
    return map(frozenset, chain.from_iterable(combinations(range(size), count) for count in range(size + 1)))


def shown(table: Table) -> str:
    """The rows of a table, one after another."""
    return " | ".join(" ".join(map(str, row)) for row in table)


def listed(numbers: Sequence[int]) -> str:
    """Numbers one after another."""
    return ", ".join(map(str, numbers))


def named(rows: frozenset[int], columns: frozenset[int]) -> str:
    """Lines in words: `Row 1 and columns 2, 3`."""
    parts = [
        f"{name}{'s' if len(lines) > 1 else ''} {listed([line + 1 for line in sorted(lines)])}"
        for name, lines in (("row", rows), ("column", columns))
        if lines
    ]
    return " and ".join(parts).capitalize()
