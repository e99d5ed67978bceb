"""What of a formula must stay together when it is broken into rows, and what a break before each piece costs.

Prices follow what printers do (The TeXbook, chapter 18; Chicago Manual, "Displayed mathematics"): best before a relation,
then before a sign of addition, then between factors; inside brackets only where nothing outside them will do.
"""

from __future__ import annotations

from typing import NamedTuple

from quizcv.mathtext.boxes import EMPTY, Box, beside, blank, padded, stacked, text_box
from quizcv.mathtext.delimiters import delimiter
from quizcv.mathtext.joining import Neighbours, among
from quizcv.mathtext.layout import drawn, fence, row, scripted
from quizcv.mathtext.linear import write
from quizcv.mathtext.spacing import Placed, is_big, place
from quizcv.mathtext.tree import Fence, Grid, Group, Role, Scripts, Sequence

NEVER = 10_000
_RELATION, _FIRST_RELATION, _CONDITION = 10, 45, 60
_SUM, _PRODUCT, _COMMA, _FACTOR, _NEIGHBOUR, _CALL, _ARGUMENT = 30, 50, 40, 70, 120, 150, 200
_WORD = 60
_DEEPER, _TALL = 25, 30
_MAX_DEPTH = 3
_INDENT = 2
_LEAST_OPENED = 12  # cells; brackets that hold less are not worth opening

# Behind these there is one price, whatever comes; a sum or an integral is looked at before.
_BEHIND = {Role.PUNCTUATION: _COMMA, Role.BINARY: _ARGUMENT, Role.RELATION: _ARGUMENT, Role.OPERATOR: _ARGUMENT}
_SUMS = frozenset("+−±∓")
_SIGNS = _SUMS | frozenset("=<>≤≥≈·×→∈")
# Relations that part what belongs together closely: p(y | x), D(p ∥ q), f : A → B.
_CONDITIONS = frozenset("|∣∥‖:")


class Piece(NamedTuple):
    """Something that stays on one row.

    Args:
        box: How it looks.
        gap: The space before it, if it does not begin a row.
        price: Of beginning a row with it.
        relation: Whether it begins with a relation.
        depth: How many opened brackets it stands in.
    """

    box: Box
    gap: int
    price: int
    relation: bool = False
    depth: int = 0


def pieces(items: Sequence, room: int, depth: int = 0) -> list[Piece]:
    """The pieces of items side by side; `room` is the width that each should keep to."""
    placed = place(items)
    out: list[Piece] = []
    for number, (here, box) in enumerate(zip(placed, drawn(placed), strict=True)):
        price = _price(placed[number - 1], here, box) if number else 0
        price = min(price + _DEEPER * depth, NEVER)
        around = Neighbours(*(placed[at] if 0 <= at < len(placed) else None for at in (number - 1, number + 1)))
        opened = _opened(here, box, around, room, depth)
        first = opened[0] if opened else Piece(box, 0, 0)
        out.append(
            first._replace(gap=here.gap + first.gap, price=price, relation=here.left is Role.RELATION, depth=depth)
        )
        out += opened[1:]
    return out


def _price(previous: Placed, here: Placed, box: Box) -> int:
    """Of a break between two neighbours."""
    if not box.width or previous.right in {Role.SIGN, Role.OPEN} or here.left in {Role.CLOSE, Role.PUNCTUATION}:
        return NEVER
    text = getattr(here.node, "text", "")
    if here.left is Role.RELATION:
        return _CONDITION if text in _CONDITIONS else _RELATION
    if here.left is Role.BINARY:
        return _SUM if text in _SUMS else _PRODUCT
    if previous.right in _BEHIND:
        return _FACTOR if is_big(previous.node) else _BEHIND[previous.right]
    if here.left is Role.OPEN and not here.asked:
        return _CALL
    return _FACTOR if here.gap else _NEIGHBOUR


def _opened(here: Placed, box: Box, around: Neighbours, room: int, depth: int) -> list[Piece]:
    """The pieces of one item that may be broken inside; none where it may not or need not."""
    node = here.node
    base = node.base if isinstance(node, Scripts) else node
    if (
        isinstance(base, Fence)
        and depth < _MAX_DEPTH
        and box.width > max(room // 3, _LEAST_OPENED)
        and not base.middles
    ):
        return _brackets(base, node if isinstance(node, Scripts) else None, room, depth + 1)
    if box.width <= room:
        return []
    if isinstance(node, Group):
        first, *others = pieces(node.body, room, depth) or [Piece(box, 0, 0)]
        return [first._replace(gap=0), *others]
    if isinstance(node, Grid) and node.name == "cases":
        return [Piece(_narrow_cases(node, room), 0, 0)]
    return _words(among(here, around, write(node))[0])


def _brackets(node: Fence, scripts: Scripts | None, room: int, depth: int) -> list[Piece]:
    """What stands between brackets, the opening one before its first piece and the closing one behind its last."""
    inner = row(node.parts[0])
    if len(inner.rows) == 2:  # noqa: PLR2004  as a fence is drawn: even about the baseline
        inner = padded(inner, 1, 1)
    out = pieces(node.parts[0], room, depth)
    if inner.tall and any(piece.box.tall for piece in out):
        out = [piece._replace(price=min(piece.price + _TALL, NEVER)) for piece in out]
    else:
        inner = EMPTY
    closing = delimiter(node.closing, inner)
    closing = scripted(closing, scripts) if scripts else closing
    if not out:
        return [Piece(beside([delimiter(node.opening, inner), closing]), 0, 0)]
    out[-1] = out[-1]._replace(box=beside([out[-1].box, closing]))
    out[0] = out[0]._replace(gap=0, box=beside([delimiter(node.opening, inner), blank(out[0].gap), out[0].box]))
    return out


def _narrow_cases(node: Grid, room: int) -> Box:
    """Cases with each condition below its value, broken where it is too wide by itself."""
    from quizcv.mathtext.breaking import rows_of  # noqa: PLC0415  it breaks what is inside as it breaks the whole

    cases = [
        [
            *rows_of(value, room - 1),
            *(
                beside([blank(_INDENT), line])
                for items in conditions
                for line in rows_of(items, room - _INDENT - 1)
                if items
            ),
        ]
        for value, *conditions in node.rows
    ]
    high = any(len(line.rows) > 1 for lines in cases for line in lines)
    lines = [line for lines in cases for line in (*lines, *([blank(0)] if high else []))]
    lines = lines[:-1] if high else lines
    middle_row = (sum(len(line.rows) for line in lines) - 1) // 2
    return fence(node.opening, [stacked(lines, align="l", baseline=middle_row)], node.closing)


def _words(text: str) -> list[Piece]:
    """Text on one line, which may be broken at its spaces."""
    out: list[Piece] = []
    open_brackets = 0
    for number, word in enumerate(text.split()):
        begins_well = word in _SIGNS or (out and out[-1].box.rows[0][-1] in ",;")
        price = (_WORD if begins_well else _FACTOR) + _DEEPER * max(open_brackets, 0)
        out.append(Piece(text_box(word), int(number > 0 or text[0].isspace()), price))
        open_brackets += sum((sign in "([{") - (sign in ")]}") for sign in word)
    if out and text[-1].isspace():
        out[-1] = out[-1]._replace(box=text_box(out[-1].box.rows[0] + " "))
    return out


def left_side_kept(parts: list[Piece]) -> list[Piece]:
    """The pieces of an equation with a higher price at its first relation: its left side stands alone only if it must."""
    for number, piece in enumerate(parts):
        if piece.relation and number and not piece.depth:
            return [*parts[:number], piece._replace(price=max(piece.price, _FIRST_RELATION)), *parts[number + 1 :]]
    return parts


def joined(parts: list[Piece]) -> list[Piece]:
    """The pieces with those that never begin a row put into the one before them."""
    runs: list[list[Piece]] = []
    for piece in parts:
        if piece.price >= NEVER and runs:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [run[0]._replace(box=beside(side_by_side(run))) for run in runs]


def side_by_side(run: list[Piece]) -> list[Box]:
    """The boxes of pieces in a row, with the gaps between them."""
    boxes = [run[0].box]
    for piece in run[1:]:
        boxes += [blank(piece.gap), piece.box] if piece.gap else [piece.box]
    return boxes
