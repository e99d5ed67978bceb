"""A formula in two dimensions: tree to box.

Scripts stay on the line where Unicode has signs for them and are raised and lowered where it has not; inside a script
everything is written on one line, as TeX makes it small. Brackets grow with what they hold.
"""

from __future__ import annotations

from itertools import pairwise

from quizcv.mathtext.alphabets import superscript
from quizcv.mathtext.boxes import (
    EMPTY,
    Box,
    Lines,
    TooLarge,
    beside,
    blank,
    grid,
    padded,
    stacked,
    text_box,
)  # fmt: skip
from quizcv.mathtext.delimiters import delimiter
from quizcv.mathtext.evenness import even, low_signs
from quizcv.mathtext.factors import flat, is_factor
from quizcv.mathtext.linear import accented, linear, write
from quizcv.mathtext.ornaments import LONG_ARROWS, accented_box, arrow, stretched, under_root
from quizcv.mathtext.spacing import Placed, place
from quizcv.mathtext.symbols import ACCENTS, BIG
from quizcv.mathtext.tree import (
    RULE,
    Accent,
    Atom,
    Fence,
    Fraction,
    Grid,
    Group,
    Node,
    Role,
    Root,
    Scripts,
    Sequence,
    Stretch,
)  # fmt: skip
from quizcv.mathtext.width import wrap

_BIG = frozenset(BIG.values())
_CARRIED = frozenset(("overline", "underline", *(name for _, name in ACCENTS.values())))
_LOOSE = frozenset((Role.BINARY, Role.RELATION, Role.PUNCTUATION))


def layout(tree: Sequence, width: int = 0) -> Box:
    """The formula as one box; its baseline is that of its first equation.

    Args:
        tree: As the parser gives it.
        width: The most cells a row may take, 0 for no bound; a wider formula is broken.
    """
    tree = even(tree)
    try:
        box = row(tree)
        if width and box.width > width:
            from quizcv.mathtext.breaking import broken  # noqa: PLC0415  it needs this module, and most formulas fit

            return broken(tree, width)
    except TooLarge:
        text = linear(tree)
        return stacked([text_box(part) for part in (wrap(text, width) if width else [text])], align="l", tall=False)
    if len(tree) == 1 and isinstance(tree[0], Grid) and tree[0].name == "rows":
        return box._replace(baseline=row(sum(tree[0].rows[0], ())).baseline)
    return box


def row(items: Sequence, *, after: Role | None = None) -> Box:
    """Items side by side on one baseline."""
    return beside(_boxes_of(place(items, after=after)))


def _boxes_of(placed: list[Placed]) -> list[Box]:
    """A box for each item and for each gap."""
    boxes: list[Box] = []
    for here, box in zip(placed, drawn(placed), strict=True):
        if here.gap:
            boxes.append(blank(here.gap))
        boxes.append(box)
    return boxes


def drawn(placed: list[Placed]) -> list[Box]:
    """A box for each item; an integral grows beside something tall."""
    boxes: list[Box] = []
    for here in placed:
        grown = _tall_bar(here.node, boxes[-1]) if boxes and boxes[-1].tall else None
        boxes.append(grown or draw(here.node))
    if any(box.tall for box in boxes):
        return [_tall_integral(here.node) or box for here, box in zip(placed, boxes, strict=True)]
    return boxes


def _tall_bar(node: Node, before: Box) -> Box | None:
    """The bar of `evaluated at`, as tall as what stands before it; None for anything else."""
    is_bar = isinstance(node, Scripts) and isinstance(node.base, Atom) and node.base.text == "|"
    return scripted(delimiter("|", before), node) if is_bar and isinstance(node, Scripts) else None


def draw(node: Node) -> Box:
    """The box of a node."""
    match node:
        case Atom():
            box = text_box(node.text)._replace(tall=node.text in _BIG)
        case Group():
            box = row(node.body)
        case Scripts():
            box = _scripts(node)
        case Fraction():
            box = _fraction(node)
        case Root():
            box = _root(node)
        case Fence():
            box = fence(node.opening, [row(part) for part in node.parts], node.closing, node.middles)
        case Accent() | Stretch():
            box = _marked(node)
        case Grid():
            box = _grid(node)
        case _:
            box = text_box(write(node).text)
    return box


def fence(opening: str, parts: list[Box], closing: str, middles: tuple[str, ...] = ()) -> Box:
    """Boxes between brackets, parted by bars."""
    inner = beside(parts)
    if inner.tall and len(inner.rows) == 2 and (opening or closing):  # noqa: PLR2004  brackets are even about the baseline
        parts = [padded(part, 1, 1) for part in parts]
        inner = beside(parts)
    boxes = [delimiter(opening, inner), parts[0]]
    for bar, part in zip(middles, parts[1:], strict=True):
        boxes += [blank(1), delimiter(bar, inner), blank(1), part]
    return beside([*boxes, delimiter(closing, inner)])


def _fraction(node: Fraction) -> Box:
    over, under = row(node.over), row(node.under)
    width = max(over.width, under.width) + 2
    line = text_box("─" * width if node.bar else " " * width)
    if not node.bar:
        width -= 2
        line = blank(width)
    return stacked([over, line, under], baseline=len(over.rows))


def _tall_integral(node: Node) -> Box | None:
    """An integral of three rows with its limits at the corners; None for anything else."""
    base = node.base if isinstance(node, Scripts) else node
    if not isinstance(base, Atom) or base.text != "∫" or (isinstance(node, Scripts) and node.limits):
        return None
    sign = Box(("⌠", "⎮", "⌡"), 1, 1, tall=True)
    if not isinstance(node, Scripts):
        return sign
    return _raised_scripts(
        sign, linear(node.below or (), tight=True), "′" * node.primes + linear(node.above or (), tight=True)
    )


def _scripts(node: Scripts) -> Box:
    return scripted(_base(node.base), node)


def scripted(base: Box, node: Scripts) -> Box:
    """A base, drawn already, with the scripts of a node."""
    if node.limits:
        return _with_limits(node, base)
    below = linear(node.below, tight=True).strip() if node.below else ""
    above = linear(node.above, tight=True).strip() if node.above else ""
    low = low_signs(node)
    high = superscript(above) if flat(node.above or ()) else ""
    primes = "′" * node.primes
    on_line = (len(base.rows) == 1 or not base.tall) and bool(low or high or primes or not (above or below))
    if not on_line or (above and not high and below and not low):
        return _tall_integral(node) or _raised_scripts(base, low or below, primes + (high or above))
    if (above and not high) or (below and not low):
        integral = _tall_integral(node)
        if integral:
            return integral
    if above and not high:
        return beside([base, _scripts_on_line(low + primes, above, "")])
    if below and not low:
        return beside([base, _scripts_on_line(primes + high, "", below)])
    return beside([base, text_box(low + primes + high)])


def _scripts_on_line(signs: str, above: str, below: str) -> Box:
    """One script in Unicode signs on the line, the other in a row over or under it."""
    boxes = [text_box(text) for text in (above, signs, below) if text or text is signs]
    return stacked(boxes, align="l", baseline=int(bool(above)), tall=False)


def _base(node: Node | None) -> Box:
    """What scripts are attached to, in brackets where they would seem to belong to its last sign only."""
    if node is None:
        return EMPTY
    box = draw(node)
    loose = isinstance(node, Group) and any(isinstance(item, Atom) and item.role in _LOOSE for item in node.body)
    return fence("(", [box], ")") if loose or isinstance(node, Fraction | Root | Scripts) else box


def _raised_scripts(base: Box, below: str, above: str) -> Box:
    """Scripts as rows of their own: at the top and bottom row of a tall base, over and under another."""
    if len(base.rows) > 1 and base.tall:
        middle_rows = [""] * (len(base.rows) - 2)
        boxes = [text_box(text) for text in (above, *middle_rows, below)]
        return beside([base, stacked(boxes, align="l", baseline=base.baseline, tall=False)])
    boxes = [text_box(text) for text in (above, *[""] * len(base.rows), below)]
    first, last = int(not above), len(boxes) - int(not below)
    return beside([base, stacked(boxes[first:last], align="l", baseline=base.baseline + 1 - first, tall=False)])


def _with_limits(node: Scripts, base: Box) -> Box:
    """Scripts centred below and above their base."""
    below = limit(node.below) if node.below else EMPTY
    over = limit(node.above) if node.above else EMPTY
    if isinstance(node.base, Atom) and node.base.text in LONG_ARROWS:
        base = text_box(arrow(node.base.text, max(below.width, over.width) + 2))
    boxes = [base]
    baseline = base.baseline
    if node.above:
        boxes.insert(0, over)
        baseline += len(over.rows)
    if node.below:
        boxes.append(below)
    whole = stacked(boxes, baseline=baseline)
    return beside([whole, text_box("′" * node.primes)]) if node.primes else whole


def limit(items: Sequence) -> Box:
    """A limit: one line, or several for a substack."""
    only = items[0] if len(items) == 1 else None
    if isinstance(only, Grid) and only.name in {"substack", "rows"}:
        return stacked([text_box(linear(sum(cells_of_row, ()), tight=True)) for cells_of_row in only.rows])
    return text_box(linear(items, tight=True))


def _root(node: Root) -> Box:
    body = row(node.body)
    degree = linear(node.degree, tight=True) if node.degree else ""
    high = superscript(degree) if node.degree and flat(node.degree) else ""
    if len(body.rows) == 1 and is_factor(node.body) and (not degree or high):
        return text_box(write(node).text)
    return under_root(body, high or degree)


def _marked(node: Accent | Stretch) -> Box:
    """An accent or a line over or under something: one sign carries it itself, several have it in a row beyond them."""
    only = node.body[0] if len(node.body) == 1 else None
    if (
        isinstance(only, Scripts)
        and isinstance(only.base, Atom)
        and len(only.base.text) == 1
        and isinstance(node, Accent)
    ):
        return draw(only._replace(base=only.base._replace(text=accented(only.base.text, node.mark))))
    if isinstance(only, Atom) and len(only.text) == 1 and node.name in _CARRIED:
        return text_box(write(node).text)
    body = row(node.body)
    return stretched(node.name, body) if isinstance(node, Stretch) else accented_box(node.name, body)


def _grid(node: Grid) -> Box:
    if node.name == "substack":
        return limit((node,))
    after = Role.ORDINARY if node.name == "rows" else None
    rows = [
        [row(cell, after=after if place % 2 else None) for place, cell in enumerate(cells_of_row)]
        for cells_of_row in node.rows
    ]
    count = max(map(len, rows))
    rules = frozenset(place for place in range(count) if all(row[place : place + 1] == ((RULE,),) for row in node.rows))
    columns = node.columns
    if node.name == "rows":
        gaps = [0 if place % 2 == 0 else 4 for place in range(count)]
        columns = columns * count if columns == "rl" else columns
    else:
        gaps = [3 if node.name == "cases" else 2] * count
    inner = grid(rows, columns, gaps, apart=_needs_air(rows, node.name), lines=Lines(rules, node.across))
    return fence(node.opening, [inner._replace(tall=len(inner.rows) > 1)], node.closing)


def _needs_air(rows: list[list[Box]], name: str) -> bool:
    """Whether rows would be taken for one another's scripts without a blank row between them, or brackets lack a middle."""
    high = any(len(box.rows) > 1 for boxes in rows for box in boxes)
    if name == "rows":
        return high
    touching = any(
        any(box.below for box in upper) and any(box.above for box in lower) for upper, lower in pairwise(rows)
    )
    two_flat_rows = len(rows) == 2 and not high  # noqa: PLR2004  with a middle row there is a place for the brace's waist
    return touching or two_flat_rows or any(box.tall for boxes in rows for box in boxes)
