"""A formula too wide for the screen: broken where it costs least into rows one below the other."""

from __future__ import annotations

from quizcv.mathtext.boxes import Box, beside, blank, stacked, text_box
from quizcv.mathtext.layout import row
from quizcv.mathtext.linear import linear
from quizcv.mathtext.pieces import Piece, joined, left_side_kept, pieces, side_by_side
from quizcv.mathtext.spacing import place
from quizcv.mathtext.tree import Grid, Role, Sequence, Space
from quizcv.mathtext.width import wrap

MIN_WIDTH = 20
_QUAD = 2
_INDENT = 2


def broken(tree: Sequence, width: int) -> Box:
    """The formula in rows of at most `width` cells."""
    only = tree[0] if len(tree) == 1 else None
    if isinstance(only, Grid) and only.name == "rows":
        return _below(_aligned(only, width) or [part for cells in only.rows for part in rows_of(sum(cells, ()), width)])
    return _below(rows_of(tree, width))


def _aligned(grid: Grid, width: int) -> list[Box]:
    """Equations one below the other, aligned at their `&`, the right sides broken; none where there is no room for that."""
    halves = [
        (row(cells[column]), cells[column + 1] if column + 1 < len(cells) else ())
        for cells in grid.rows
        for column in range(0, len(cells), 2)
    ]
    left = max(half.width for half, _ in halves)
    if grid.columns[:2] != "rl" or left > width // 3:
        return []
    out: list[Box] = []
    for half, rest in halves:
        gap = sum(here.gap for here in place(rest, after=Role.ORDINARY)[:1])
        parts = rows_of(rest, width - left - gap)
        if any(part.width > width - left - gap for part in parts):
            return []
        out.append(beside([blank(left - half.width), half, blank(gap), parts[0]]))
        out += [beside([blank(left + gap), part]) for part in parts[1:]]
    return out


def rows_of(items: Sequence, width: int) -> list[Box]:
    """A formula in rows of at most `width` cells; wider only where no breaking makes it fit.

    Formulas that wide space parts from one another stand side by side as long as there is room, and are broken each by itself.
    """
    rows: list[Box] = []
    open_row = False
    for gap, part in _apart(items):
        box = row(part)
        if open_row and rows[-1].width + gap + box.width <= width:
            rows[-1] = beside([rows[-1], blank(gap), box])
            continue
        open_row = box.width <= width
        rows += [box] if open_row else _rows(part, width)
    return rows or [row(items)]


def _apart(items: Sequence) -> list[tuple[int, Sequence]]:
    """The items cut at wide spaces, each part with the space before it; what leads or ends them is left out."""
    parts: list[tuple[int, Sequence]] = []
    start, gap = 0, 0
    for number, node in enumerate((*items, Space(_QUAD))):
        if isinstance(node, Space) and node.width >= _QUAD:
            if number > start:
                parts.append((gap, items[start:number]))
                gap = 0
            start, gap = number + 1, max(gap, node.width)
    return parts


def _rows(items: Sequence, width: int) -> list[Box]:
    """A formula broken into rows; as a line, wrapped, where no breaking makes it fit."""
    found = joined(left_side_kept(pieces(items, width - 2 * _INDENT)))
    indent = _relation_column(found, width)
    starts = _cheapest(found, width, indent)
    if not starts:
        return [_wrapped(items, width)]
    ends = [*starts[1:], len(found)]
    return [
        beside([blank(_lead(found, start, indent)), *side_by_side(found[start:end])])
        for start, end in zip(starts, ends, strict=True)
    ]


def _cheapest(found: list[Piece], width: int, indent: int) -> list[int]:
    """With which pieces rows begin, so that all fit and the breaks cost least; none where they can't fit."""
    count = len(found)
    cost: list[float] = [0.0] * (count + 1)
    end_of_row = [0] * count
    for start in range(count - 1, -1, -1):
        cost[start] = float("inf")
        used = _lead(found, start, indent)
        for end in range(start + 1, count + 1):
            piece = found[end - 1]
            used += piece.box.width + (piece.gap if end - 1 > start else 0)
            if used > width:
                break
            rest = cost[end] + (found[end].price if end < count else 0)
            if rest <= cost[start]:
                cost[start], end_of_row[start] = rest, end
    if not count or cost[0] == float("inf"):
        return []
    starts = [0]
    while end_of_row[starts[-1]] < count:
        starts.append(end_of_row[starts[-1]])
    return starts


def _lead(found: list[Piece], start: int, indent: int) -> int:
    """The space before a row."""
    if start == 0:
        return 0
    piece = found[start]
    return indent if piece.relation and not piece.depth else indent + _INDENT


def _relation_column(found: list[Piece], width: int) -> int:
    """Where continued rows begin: below the first relation, unless that is far to the right."""
    if found and found[0].relation:
        return 0
    column = 0
    for number, piece in enumerate(found):
        if piece.relation and number and not piece.depth:
            column += piece.gap
            return column if column <= width // 3 else _INDENT
        column += piece.gap + piece.box.width
    return _INDENT


def _below(parts: list[Box]) -> Box:
    """Rows one below the other, a blank one between two where one of them is high."""
    boxes: list[Box] = []
    high = any(len(part.rows) > 1 for part in parts)
    for part in parts:
        boxes += [part, blank(0)] if high else [part]
    boxes = boxes[:-1] if high else boxes
    return stacked(boxes, align="l", baseline=parts[0].baseline)


def _wrapped(items: Sequence, width: int) -> Box:
    """The last resort: one line, wrapped, with its continuations indented."""
    indent = _INDENT if width > MIN_WIDTH else 0
    first, *others = wrap(linear(items), width - indent)
    return stacked([text_box(first), *(text_box(" " * indent + text) for text in others)], align="l", tall=False)
