"""A formula too wide for the screen: broken at its relations and signs into rows one below the other."""

from __future__ import annotations

from quizcv.mathtext.boxes import Box, beside, blank, stacked, text_box
from quizcv.mathtext.layout import boxes_of, row
from quizcv.mathtext.linear import linear
from quizcv.mathtext.spacing import Placed, place
from quizcv.mathtext.tree import Grid, Role, Sequence
from quizcv.mathtext.width import wrap

MIN_WIDTH = 20


def broken(tree: Sequence, width: int) -> Box:
    """The formula in rows of at most `width` cells."""
    only = tree[0] if len(tree) == 1 else None
    if isinstance(only, Grid) and only.name == "rows":
        parts = [_rows_of(sum(cells, ()), width) for cells in only.rows]
        return _below(parts)
    return _rows_of(tree, width)


def _rows_of(items: Sequence, width: int) -> Box:
    whole = row(items)
    if whole.width <= width:
        return whole
    pieces = _pieces(place(items))
    indent = _indent(pieces, width)
    rows: list[list[Box]] = []
    used = 0
    for relation, gap, box in pieces:
        room = gap if rows else 0
        if rows and used + room + box.width <= width:
            rows[-1] += [blank(room), box]
            used += room + box.width
            continue
        lead = 0 if not rows else indent if relation else indent + 2
        if lead + box.width > width:
            return _wrapped(items, width)
        rows.append([blank(lead), box])
        used = lead + box.width
    return _below([beside(boxes) for boxes in rows])


def _pieces(placed: list[Placed]) -> list[tuple[bool, int, Box]]:
    """What must stay together: whether it begins with a relation, the gap before it, its box. Breaks come before a sign."""
    pieces: list[tuple[bool, int, Box]] = []
    run: list[Placed] = []

    def finish() -> None:
        if run:
            first = run[0]._replace(gap=0)
            pieces.append((first.left is Role.RELATION, run[0].gap, beside(boxes_of([first, *run[1:]]))))
            run.clear()

    for here in placed:
        if run and (here.left in {Role.RELATION, Role.BINARY} or run[-1].right is Role.PUNCTUATION or here.asked > 1):
            finish()
        run.append(here)
    finish()
    return pieces


def _indent(pieces: list[tuple[bool, int, Box]], width: int) -> int:
    """Where continued rows begin: below the first relation, unless that is far to the right."""
    column = 0
    for number, (relation, gap, box) in enumerate(pieces):
        if relation and number:
            column += gap
            return column if column <= width // 3 else 2
        column += gap + box.width
    return 2


def _below(parts: list[Box]) -> Box:
    """Rows one below the other, a blank one between them where one is high."""
    high = any(len(part.rows) > 1 for part in parts)
    boxes: list[Box] = []
    for part in parts:
        boxes += [part, blank(0)] if high else [part]
    boxes = boxes[:-1] if high else boxes
    return stacked(boxes, align="l", baseline=parts[0].baseline)


def _wrapped(items: Sequence, width: int) -> Box:
    """The last resort: one line, wrapped, with its continuations indented."""
    indent = 2 if width > MIN_WIDTH else 0
    first, *others = wrap(linear(items), width - indent)
    return stacked([text_box(first), *(text_box(" " * indent + text) for text in others)], align="l", tall=False)
