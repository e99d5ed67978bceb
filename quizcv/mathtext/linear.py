r"""A formula on one line: `(4/π)(arctan(w/h))²`.

A script becomes Unicode where every sign of it has one, else `x_max` and `x^(a,b)`. Brackets are added wherever the line
would otherwise read differently from the formula: `\frac{a}{b}c` is `(a/b)c`, for `a/bc` might be a/(bc).
"""

from __future__ import annotations

import unicodedata

from quizcv.mathtext.alphabets import subscript, superscript
from quizcv.mathtext.factors import flat, is_derivative, is_factor, is_product
from quizcv.mathtext.joining import ALONE, Neighbours, Written, among, gap_before
from quizcv.mathtext.spacing import place, sides
from quizcv.mathtext.symbols import BRACES
from quizcv.mathtext.tree import (
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
    Space,
    Stretch,
    Words,
)  # fmt: skip


def linear(items: Sequence, *, tight: bool = False, outside: Neighbours = ALONE) -> str:
    """The items on one line.

    Args:
        items: Side by side.
        tight: Whether the space around signs is left out, as in a script.
        outside: What stands around them, for items that came in braces: braces are not seen, so they part nothing.
    """
    placed = place(items, tight=tight)
    pieces: list[str] = []
    for number, here in enumerate(placed):
        before = placed[number - 1] if number else None
        around = Neighbours(
            before or outside.previous,
            placed[number + 1] if number + 1 < len(placed) else outside.following,
        )
        if isinstance(here.node, Group):
            text, bracketed = linear(here.node.body, tight=tight, outside=around), False
        else:
            text, bracketed = among(here, around, write(here.node, tight=tight))
        pieces.append(" " * gap_before(before, here, bracketed=bracketed) + text)
    return "".join(pieces)


def write(node: Node, *, tight: bool = False) -> Written:
    """A node on one line."""
    match node:
        case Scripts():
            return _scripts(node, tight=tight)
        case Fraction():
            text = _fraction(node, tight=tight)
            return Written(text, beside=enclosed(text))
        case Root():
            return _root(node)
        case Group():
            text = linear(node.body, tight=tight)
        case Fence():
            inner = [_inside(part, tight=tight) for part in node.parts]
            closing = node.closing or ("}" if node.opening == "{" and _is_array(node.parts[0]) else "")
            bars = "".join(f" {bar} {part}" for bar, part in zip(node.middles, inner[1:], strict=True))
            text = node.opening + inner[0] + bars + closing
        case Accent() | Stretch():
            text = _accent(node)
        case Grid():
            text = _grid(node)
        case Space():
            text = ""
        case _:
            text = node.text
    return Written(text)


def _is_array(items: Sequence) -> bool:
    """Whether the items are rows that an open brace holds together, as cases are."""
    return len(items) == 1 and isinstance(items[0], Grid)


def _inside(items: Sequence, *, tight: bool) -> str:
    """What stands between brackets; a matrix needs none of its own there."""
    only = items[0] if len(items) == 1 else None
    if isinstance(only, Grid) and only.name == "matrix" and not only.opening:
        return _rows_of_matrix(only)
    return linear(items, tight=tight)


def enclosed(text: str) -> str:
    """The text in brackets."""
    return f"({text})"


def _scripts(node: Scripts, *, tight: bool) -> Written:
    base = _base(node.base, tight=tight)
    below = linear(node.below, tight=True).strip() if node.below else ""
    above = linear(node.above, tight=True).strip() if node.above else ""
    primes = "′" * node.primes
    low = subscript(below) if node.below and flat(node.below) else ""
    high = superscript(above) if node.above and flat(node.above) else ""
    if below and not low and _is_operator(node.base):
        high = ""
    typed_low = f"_{_script(node.below or (), below)}" if below and not low else ""
    typed_high = f"^{_script(node.above or (), above)}" if above and not high else ""
    # What has a sign of its own comes first: σ²_B can't be read as B², as σ_B² could. Limits keep their order: ∑_(c=1)^C.
    text = base + low + primes + high + typed_low + typed_high
    if not (typed_low or typed_high) or text.endswith(")"):
        return Written(text)
    apart = "" if _is_operator(node.base) else " "
    return Written(text, before=text + apart, before_bracket=text + apart if typed_high else text)


def _is_operator(node: Node | None) -> bool:
    """Whether the node is a function or a sum, which has a space behind it in any case."""
    return node is not None and sides(node)[1] is Role.OPERATOR


def _base(node: Node | None, *, tight: bool) -> str:
    """What scripts are attached to, in brackets where they would seem to belong to its last sign only."""
    if node is None:
        return ""
    text = write(node, tight=tight).text
    match node:
        case Group():
            bare = all(isinstance(item, Atom) and item.role not in _LOOSE for item in node.body)
        case Stretch():
            bare = node.name not in BRACES or is_factor(node.body)
        case Fraction() | Root() | Scripts():
            bare = False
        case _:
            bare = True
    return text if bare else enclosed(text)


_LOOSE = frozenset((Role.BINARY, Role.RELATION, Role.PUNCTUATION))


def _script(items: Sequence, text: str) -> str:
    """A script that has no Unicode signs, in brackets unless it is one sign, one word or in brackets already."""
    if len(items) == 1 and (
        (isinstance(items[0], Atom | Fence | Accent) and " " not in text)
        or (isinstance(items[0], Words) and text.isalnum())
    ):
        return text
    word = all(isinstance(node, Atom) and (node.run > 1 or node.text.isdecimal()) for node in items)
    if word and text.isalnum():
        return text
    return enclosed(text)


def _fraction(node: Fraction, *, tight: bool) -> str:
    over, under = linear(node.over, tight=tight), linear(node.under, tight=tight)
    if not node.bar:
        return f"{over} choose {under}"
    if not is_product(node.over):
        over = enclosed(over)
    if not is_factor(node.under) and not is_derivative(node):
        under = enclosed(under)
    return f"{over}/{under}"


def _root(node: Root) -> Written:
    body = linear(node.body)
    sign = "√"
    if node.degree:
        degree = linear(node.degree, tight=True)
        high = superscript(degree) if flat(node.degree) else ""
        sign = {"3": "∛", "4": "∜"}.get(degree) or (f"{high}√" if high else f"√[{degree}]")
    only = node.body[0] if len(node.body) == 1 else None
    if isinstance(only, Fence) and only.opening == "(" and only.closing == ")":
        return Written(sign + body)
    raised = isinstance(only, Scripts) and (only.above or only.primes)
    call = isinstance(node.body[-1], Fence) if node.body else False
    if is_factor(node.body) and not raised and not call and not (only and sides(only)[0] is Role.OPERATOR):
        closed = sign + enclosed(body)
        return Written(sign + body, before=closed, before_bracket=closed)
    return Written(sign + enclosed(body))


def _accent(node: Accent | Stretch) -> str:
    text = linear(node.body)
    if isinstance(node, Stretch):
        if node.name in BRACES or node.name in {"boxed", "fbox"}:
            return text
        mark, name = {"overline": ("\u0304", "overline"), "underline": ("\u0332", "underline")}[node.name]
    else:
        mark, name = node.mark, node.name
    only = node.body[0] if len(node.body) == 1 else None
    if isinstance(only, Scripts) and isinstance(only.base, Atom) and len(only.base.text) == 1:
        return write(only._replace(base=only.base._replace(text=accented(only.base.text, mark)))).text
    if isinstance(only, Atom) and len(only.text) == 1:
        return accented(only.text, mark)
    return f"{name}({text})"


def accented(sign: str, mark: str) -> str:
    """The sign with the mark on top, as one character where Unicode has it."""
    return unicodedata.normalize("NFC", sign + mark)


def _grid(node: Grid) -> str:
    if node.name == "matrix":
        return f"{node.opening or '['}{_rows_of_matrix(node)}{node.closing or ']'}"
    if node.name == "substack":
        return ", ".join(linear(sum(row, ()), tight=True) for row in node.rows)
    if node.name == "cases":
        rows = "; ".join(_case(row) for row in node.rows)
        return f"{node.opening} {rows} {node.closing or '}'}".strip()
    return _rows(node)


def _rows(node: Grid) -> str:
    """Rows parted by semicolons; one that goes on with `= ...` follows without."""
    text = ""
    for row in node.rows:
        items = tuple(item for cell in row for item in cell)
        shown = linear(items).strip()
        goes_on = len(row) > 1 and not row[0] and sides(items[0])[0] is Role.RELATION if items else False
        text = f"{text} {shown}" if goes_on else f"{text.rstrip(',;')}; {shown}" if text else shown
    return text


def _rows_of_matrix(node: Grid) -> str:
    return "; ".join(", ".join(linear(cell) for cell in row) for row in node.rows).replace(", │, ", " | ")


def _case(row: tuple[Sequence, ...]) -> str:
    """A value and when it holds: `x, if x > 0`."""
    value, *when = [linear(cell).strip() for cell in row]
    condition = " ".join(text for text in when if text)
    return f"{value.rstrip(',')}, {condition.rstrip(',;')}" if condition else value.rstrip(",;")
