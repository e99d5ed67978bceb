"""A formula in two dimensions: tree to box.

Scripts stay on the line where Unicode has signs for them and are raised and lowered where it has not; inside a script
everything is written on one line, as TeX makes it small. Brackets grow with what they hold.
"""

from __future__ import annotations

from quizcv.mathtext.alphabets import subscript, superscript
from quizcv.mathtext.boxes import (
    EMPTY, Box, TooLarge, aligned, beside, blank, finished, grid, middle, stacked, text_box,
)  # fmt: skip
from quizcv.mathtext.delimiters import delimiter
from quizcv.mathtext.linear import accented, flat, is_factor, linear, write
from quizcv.mathtext.spacing import Placed, place
from quizcv.mathtext.symbols import BIG, INTEGRALS
from quizcv.mathtext.tree import (
    Accent, Atom, Fence, Fraction, Grid, Group, Node, Raw, Role, Root, Scripts, Sequence, Stretch, Words,
)  # fmt: skip
from quizcv.mathtext.width import cells, wrap

_INTEGRALS = frozenset(INTEGRALS.values())
_BIG = frozenset(BIG.values())
_LOOSE = frozenset((Role.BINARY, Role.RELATION, Role.PUNCTUATION))
_ROWS_OF_A_ROOT_SIGN = 1


def layout(tree: Sequence, width: int = 0) -> list[str]:
    """The rows of a formula, all of the same cell width; broken where it is wider than `width`, if that is not 0."""
    try:
        box = row(tree)
        if not width or box.width <= width:
            return finished(box)
        from quizcv.mathtext.breaking import broken  # noqa: PLC0415  most formulas fit

        return finished(broken(tree, width))
    except TooLarge:
        text = linear(tree)
        return wrap(text, width) if width else [text]


def row(items: Sequence, *, after: Role | None = None) -> Box:
    """Items side by side on one baseline."""
    return beside(boxes_of(place(items, after=after)))


def boxes_of(placed: list[Placed]) -> list[Box]:
    """A box for each item and for each gap."""
    boxes: list[Box] = []
    for here in placed:
        if here.gap:
            boxes.append(blank(here.gap))
        boxes.append(draw(here.node))
    return boxes


def draw(node: Node) -> Box:
    """The box of a node."""
    match node:
        case Atom():
            box = text_box(node.text)
            return box._replace(tall=True) if node.text in _BIG else box
        case Words() | Raw():
            return text_box(node.text)
        case Group():
            return row(node.body)
        case Scripts():
            return _scripts(node)
        case Fraction():
            return _fraction(node)
        case Root():
            return _root(node)
        case Fence():
            return fence(node.opening, [row(part) for part in node.parts], node.closing, node.middles)
        case Accent():
            return _accent(node)
        case Stretch():
            return _stretch(node)
        case Grid():
            return _grid(node)
        case _:
            return EMPTY


def fence(opening: str, parts: list[Box], closing: str, middles: tuple[str, ...] = ()) -> Box:
    """Boxes between brackets, parted by bars."""
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


def _scripts(node: Scripts) -> Box:
    base = _base(node.base)
    if node.limits:
        return _with_limits(node, base)
    below = linear(node.below, tight=True) if node.below else ""
    above = linear(node.above, tight=True) if node.above else ""
    low = subscript(below) if flat(node.below or ()) else ""
    high = superscript(above) if flat(node.above or ()) else ""
    primes = "′" * node.primes
    if bool(low) == bool(below) and bool(high) == bool(above):
        return _inline_scripts(base, low, primes, high)
    return _raised_scripts(base, below, primes + above)


def _base(node: Node | None) -> Box:
    """What scripts are attached to, in brackets where they would seem to belong to its last sign only."""
    if node is None:
        return EMPTY
    box = draw(node)
    loose = isinstance(node, Group) and any(isinstance(item, Atom) and item.role in _LOOSE for item in node.body)
    return fence("(", [box], ")") if loose or isinstance(node, Fraction | Root | Scripts) else box


def _inline_scripts(base: Box, low: str, primes: str, high: str) -> Box:
    """Scripts with Unicode signs: on the line, or at the corners of a tall base."""
    if len(base.rows) == 1 or not base.tall:
        return beside([base, text_box(low + primes + high)])
    return _raised_scripts(base, low, primes + high)


def _raised_scripts(base: Box, below: str, above: str) -> Box:
    """Scripts as rows of their own: at the top and bottom row of a tall base, over and under another."""
    up, down = text_box(above), text_box(below)
    width = max(up.width, down.width)
    blanks = " " * width
    rows = [blanks] * len(base.rows)
    baseline = base.baseline
    corner = len(base.rows) > 1 and base.tall
    if above:
        if corner:
            rows[0] = aligned(up, width, "l").rows[0]
        else:
            rows.insert(0, aligned(up, width, "l").rows[0])
            baseline += 1
    if below:
        if corner:
            rows[-1] = aligned(down, width, "l").rows[0]
        else:
            rows.append(aligned(down, width, "l").rows[0])
    scripts = Box(tuple(rows), width, baseline)
    return beside([base, scripts])


def _with_limits(node: Scripts, base: Box) -> Box:
    """Scripts centred below and above their base."""
    boxes = [base]
    baseline = base.baseline
    if node.above:
        over = limit(node.above)
        boxes.insert(0, over)
        baseline += len(over.rows)
    if node.below:
        boxes.append(limit(node.below))
    whole = stacked(boxes, baseline=baseline)
    return beside([whole, text_box("′" * node.primes)]) if node.primes else whole


def limit(items: Sequence) -> Box:
    """A limit: one line, or several for a substack."""
    if len(items) == 1 and isinstance(items[0], Grid):
        return stacked([text_box(linear(cells_of_row[0], tight=True)) for cells_of_row in items[0].rows])
    return text_box(linear(items, tight=True))


def _root(node: Root) -> Box:
    body = row(node.body)
    degree = linear(node.degree, tight=True) if node.degree else ""
    high = superscript(degree) if node.degree and flat(node.degree) else ""
    if len(body.rows) == 1 and is_factor(node.body) and (not degree or high):
        return text_box(write(node).text)
    height = len(body.rows)
    rows = [" " * (height + 1) + "_" * body.width]
    for number in range(height):
        slope = height - number
        lead = " " * slope + "╱" if number + 1 < height else "╲╱"
        rows.append(lead.ljust(height + 1) + body.rows[number])
    if degree:
        sign = high or degree
        room = height - 1
        spare = max(cells(sign) - room, 0)
        rows = [" " * spare + text for text in rows]
        place = height - 1
        lead = sign.rjust(room + spare - (cells(sign) - len(sign)))
        rows[place] = lead + rows[place][len(lead) :]
    return Box(tuple(rows), cells(rows[0]), body.baseline + 1, tall=True)


def _accent(node: Accent) -> Box:
    body = row(node.body)
    only = node.body[0] if len(node.body) == 1 else None
    if isinstance(only, Scripts) and isinstance(only.base, Atom) and len(only.base.text) == 1:
        return draw(only._replace(base=only.base._replace(text=accented(only.base.text, node.mark))))
    if isinstance(only, Atom) and len(only.text) == 1:
        return text_box(accented(only.text, node.mark))
    mark = _wide_accent(node.name, body.width)
    return stacked([middle(mark, body.width), body], baseline=body.baseline + 1, tall=body.tall)


def _wide_accent(name: str, width: int) -> str:
    """What stands over several signs."""
    line = "─" * (width - 1)
    signs = {"hat": "^", "check": "ˇ", "tilde": "~", "vec": line + "→", "reverse vec": "←" + line, "bar": "_" * width, "dot": "·",
             "ddot": "··", "dddot": "···", "both vec": "↔", "acute": "´", "grave": "`", "breve": "˘", "ring": "˚"}  # fmt: skip
    return signs[name]


def _stretch(node: Stretch) -> Box:
    body = row(node.body)
    only = node.body[0] if len(node.body) == 1 else None
    if "brace" not in node.name and isinstance(only, Atom) and len(only.text) == 1:
        return text_box(write(node).text)
    if node.name == "overline":
        return stacked([text_box("_" * body.width), body], baseline=body.baseline + 1, tall=body.tall)
    if node.name == "underline":
        return stacked([body, text_box("‾" * body.width)], baseline=body.baseline, tall=body.tall)
    side = max(body.width - 3, 0)
    left, right = side // 2, side - side // 2
    if node.name == "underbrace":
        brace = "╰" + "─" * left + "┬" + "─" * right + "╯"
        return stacked([body, text_box(brace)], baseline=body.baseline)
    brace = "╭" + "─" * left + "┴" + "─" * right + "╮"
    return stacked([text_box(brace), body], baseline=body.baseline + 1)


def _grid(node: Grid) -> Box:
    if node.name == "substack":
        return limit((node,))
    after = Role.ORDINARY if node.name == "rows" else None
    rows = [[row(cell, after=after if place % 2 else None) for place, cell in enumerate(cells_of_row)] for cells_of_row in node.rows]
    count = max(map(len, rows))
    columns = node.columns
    if node.name == "rows":
        gaps = [0 if place % 2 == 0 else 4 for place in range(count)]
        columns = columns * count if columns == "rl" else columns
    else:
        gaps = [3 if node.name == "cases" else 2] * count
    high = any(len(box.rows) > 1 for boxes in rows for box in boxes)
    few = len(rows) == 2 and node.name != "rows"  # noqa: PLR2004  so that brackets have a middle
    box = grid(rows, columns, gaps, apart=high or few)
    return fence(node.opening, [box], node.closing) if len(box.rows) > 1 else fence(node.opening, [box._replace(tall=False)], node.closing)
