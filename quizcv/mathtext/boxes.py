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


class Lines(NamedTuple):
    """What is ruled in a grid: the columns that are upright lines, and the rows with a line above them."""

    columns: frozenset[int] = frozenset()
    above_rows: frozenset[int] = frozenset()


def grid(rows: list[list[Box]], columns: str, gaps: list[int], *, apart: bool, lines: Lines) -> Box:
    """Boxes in rows and columns. The baseline is the middle row.

    Args:
        rows: From top to bottom; a short one has empty cells at its end.
        columns: How columns are aligned, by letters l, c, r; the last repeats.
        gaps: The space behind each column.
        apart: Whether a blank row parts the rows.
        lines: What is ruled.
    """
    count = max(map(len, rows))
    widths = [max((row[place].width for row in rows if place < len(row)), default=0) for place in range(count)]
    width = sum(widths) + sum(gaps[: count - 1])
    heights = [max(box.above for box in row) + max(box.below for box in row) + 1 for row in rows]
    _check(width, sum(heights) + len(rows))
    spaces = [*gaps[: count - 1], 0]
    out: list[Box] = []
    for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
        if number in lines.above_rows:
            out.append(_ruled(widths, spaces, lines.columns, "─", "┼" if number else "┬"))
        elif number and apart:
            out.append(_ruled(widths, spaces, lines.columns, " ", "│"))
        boxes: list[Box] = []
        for place in range(count):
            box = row[place] if place < len(row) else EMPTY
            if place in lines.columns:
                box = Box(("│",) * height, 1, max(box.above for box in row))
            boxes += [aligned(box, widths[place], columns[min(place, len(columns) - 1)]), blank(spaces[place])]
        out.append(beside(boxes))
    if len(rows) in lines.above_rows:
        out.append(_ruled(widths, spaces, lines.columns, "─", "┴"))
    whole = stacked(out, align="l")
    if len(out) % 2:
        centre_line = len(out) // 2
        baseline = sum(len(line.rows) for line in out[:centre_line]) + out[centre_line].baseline
    else:
        baseline = (len(whole.rows) - 1) // 2
    return whole._replace(baseline=baseline)


def _ruled(widths: list[int], spaces: list[int], columns: frozenset[int], line: str, crossing: str) -> Box:
    """A row between two of a grid: a line or blank, with a sign where it meets the upright lines."""
    pieces = [
        (crossing if place in columns else line * width) + line * space
        for place, (width, space) in enumerate(zip(widths, spaces, strict=True))
    ]
    return text_box("".join(pieces))


def _check(width: int, height: int) -> None:
    if width * height > MAX_AREA:
        raise TooLarge
