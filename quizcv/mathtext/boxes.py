"""Boxes of text: rows of the same width with a baseline, and how they are put beside and above one another."""

from __future__ import annotations

from typing import NamedTuple

from quizcv.mathtext.width import cells, centre

MAX_AREA = 60_000


class TooLarge(Exception):  # noqa: N818  it is caught inside this package
    """The picture would be larger than anybody could look at."""


class Box(NamedTuple):
    """Rows of text, all of the same cell width.

    Args:
        rows: From top to bottom, at least one.
        width: In cells.
        baseline: The row its neighbours stand on, from 0.
        tall: Whether it holds something that brackets must span: a fraction, a matrix, a sum. Scripts alone do not count.
    """

    rows: tuple[str, ...]
    width: int
    baseline: int = 0
    tall: bool = False

    @property
    def above(self) -> int:
        """Rows over the baseline."""
        return self.baseline

    @property
    def below(self) -> int:
        """Rows under the baseline."""
        return len(self.rows) - 1 - self.baseline


EMPTY = Box(("",), 0)


def text_box(text: str) -> Box:
    """A box of one row."""
    return Box((text,), cells(text))


def blank(width: int) -> Box:
    """Room without ink."""
    return Box((" " * width,), width)


def beside(boxes: list[Box]) -> Box:
    """Boxes from left to right, baselines in one row."""
    if len(boxes) == 1:
        return boxes[0]
    if not boxes:
        return EMPTY
    above = max(box.above for box in boxes)
    below = max(box.below for box in boxes)
    width = sum(box.width for box in boxes)
    _check(width, above + below + 1)
    columns = [padded(box, above, below).rows for box in boxes]
    rows = tuple(map("".join, zip(*columns, strict=True)))
    return Box(rows, width, above, tall=any(box.tall for box in boxes))


def padded(box: Box, above: int, below: int) -> Box:
    """The box with blank rows so that it has so many over and under its baseline."""
    empty = " " * box.width
    _check(box.width, above + below + 1)
    rows = (empty,) * (above - box.above) + box.rows + (empty,) * (below - box.below)
    return box._replace(rows=rows, baseline=max(above, box.above))


def stacked(boxes: list[Box], *, align: str = "c", baseline: int = 0, tall: bool = True) -> Box:
    """Boxes from top to bottom; `align` is l, c or r; `baseline` is a row of the result."""
    width = max(box.width for box in boxes)
    _check(width, sum(len(box.rows) for box in boxes))
    rows = tuple(row for box in boxes for row in aligned(box, width, align).rows)
    return Box(rows, width, baseline, tall=tall)


def aligned(box: Box, width: int, align: str) -> Box:
    """The box in the middle or at a side of a wider one."""
    free = width - box.width
    if free <= 0:
        return box
    left = {"l": 0, "c": free // 2, "r": free}[align]
    before, behind = " " * left, " " * (free - left)
    return box._replace(rows=tuple(before + row + behind for row in box.rows), width=width)


def middle(text: str, width: int) -> Box:
    """A box of one row with its text in the middle."""
    return Box((centre(text, width),), max(width, cells(text)))


def grid(rows: list[list[Box]], columns: str, gaps: list[int], *, apart: bool, rules: frozenset[int]) -> Box:
    """Boxes in rows and columns; `apart` puts a blank row between rows. The baseline is the middle row.

    The columns `rules` are upright lines from top to bottom.
    """
    count = max(map(len, rows))
    widths = [max((row[place].width for row in rows if place < len(row)), default=0) for place in range(count)]
    width = sum(widths) + sum(gaps[: count - 1])
    heights = [max(box.above for box in row) + max(box.below for box in row) + 1 for row in rows]
    _check(width, sum(heights) + len(rows))
    lines: list[Box] = []
    between = [text_box("│") if place in rules else blank(widths[place]) for place in range(count)]
    spaces = [*map(blank, gaps[: count - 1]), EMPTY]
    for row, height in zip(rows, heights, strict=True):
        boxes: list[Box] = []
        for place in range(count):
            box = row[place] if place < len(row) else EMPTY
            if place in rules:
                above = max(box.above for box in row)
                box = Box(("│",) * height, 1, above)
            boxes += [aligned(box, widths[place], columns[min(place, len(columns) - 1)]), spaces[place]]
        lines += [beside(boxes), beside([box for pair in zip(between, spaces, strict=True) for box in pair])]
    lines = lines[:-1] if apart else lines[::2]
    whole = stacked(lines, align="l")
    if len(lines) % 2:
        centre_line = len(lines) // 2
        baseline = sum(len(line.rows) for line in lines[:centre_line]) + lines[centre_line].baseline
    else:
        baseline = (len(whole.rows) - 1) // 2
    return whole._replace(baseline=baseline)


def _check(width: int, height: int) -> None:
    if width * height > MAX_AREA:
        raise TooLarge
