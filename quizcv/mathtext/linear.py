r"""A formula on one line: `(4/π)(arctan(w/h))²`.

A script becomes Unicode where every sign of it has one, else `x_max` and `x^(a,b)`. Brackets are added wherever the line
would otherwise read differently from the formula: `\frac{a}{b}c` is `(a/b)c`, for `a/bc` might be a/(bc).
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from quizcv.mathtext.alphabets import subscript, superscript
from quizcv.mathtext.factors import flat, is_derivative, is_factor, is_product, sign_of
from quizcv.mathtext.spacing import Placed, is_big, place, sides
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

_SAFE_BEHIND_FRACTION = frozenset("+−±∓")
_SAFE_BEFORE_FRACTION = _SAFE_BEHIND_FRACTION | frozenset("·×∗")


class Written(NamedTuple):
    """A node on one line.

    Args:
        text: Where nothing stands beside it that could be taken for a part of it.
        beside: Where a factor stands before or behind it; empty: `text` will do.
        before: Where a factor stands behind it; empty: `text` will do.
        before_bracket: Where a bracket stands behind it; empty: `text` will do.
    """

    text: str
    beside: str = ""
    before: str = ""
    before_bracket: str = ""


class Neighbours(NamedTuple):
    """What stands before and behind."""

    previous: Placed | None = None
    following: Placed | None = None


ALONE = Neighbours()


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
            text, bracketed = _among(here, around, write(here.node, tight=tight))
        pieces.append(" " * _gap(before, here, bracketed=bracketed) + text)
    return "".join(pieces)


def _among(here: Placed, around: Neighbours, written: Written) -> tuple[str, bool]:
    """What is written of a node among its neighbours, and whether brackets were put around it."""
    previous, following = around
    joins_before = following is not None and _joins_before(here, following)
    if written.beside and (joins_before or (previous and _joins_behind(previous, here))):
        return written.beside, True
    if following and written.before and joins_before:
        return written.before_bracket if following.left is Role.OPEN else written.before, False
    return written.text, False


def _gap(previous: Placed | None, here: Placed, *, bracketed: bool) -> int:
    """The space before a piece: none around a middle dot, none where brackets were put around a fraction."""
    if here.asked:
        return here.gap
    if sign_of(here.node) == "·" or (previous and sign_of(previous.node) == "·"):
        return 0
    if isinstance(here.node, Fraction):
        tail = previous.right if previous else Role.OPEN
        apart = tail in {Role.BINARY, Role.RELATION, Role.PUNCTUATION} or (tail is Role.OPERATOR and not bracketed)
        return here.gap if apart or (previous and _stands_apart(previous.node)) else 0
    if (
        previous
        and isinstance(previous.node, Fraction)
        and here.left in {Role.ORDINARY, Role.OPEN, Role.CLOSE, Role.SIGN}
    ):
        return 0
    return here.gap


def _stands_apart(node: Node) -> bool:
    """Whether what follows an operator is all it acts on, whatever it is: sums, limits."""
    return is_big(node) or (isinstance(node, Scripts) and node.limits)


def _joins_behind(previous: Placed, here: Placed) -> bool:
    """Whether what stands before a fraction would be read into it."""
    if here.asked > 1 or (isinstance(previous.node, Words) and previous.node.text[-1:].isspace()):
        return False
    if previous.right is Role.BINARY:
        return sign_of(previous.node) not in _SAFE_BEFORE_FRACTION
    if _stands_apart(previous.node):
        return False
    return previous.right in {Role.ORDINARY, Role.CLOSE, Role.OPERATOR, Role.INNER}


def _joins_before(here: Placed, following: Placed) -> bool:
    """Whether what stands behind a fraction, a root or a script would be read into it."""
    node = following.node
    if following.asked > 1 or (isinstance(node, Words) and node.text[:1].isspace()):
        return False
    if not isinstance(here.node, Fraction):
        parted = following.gap and not isinstance(node, Fraction)  # a fraction in brackets comes without its space
        return not parted and (following.left is Role.OPEN or _starts_with_letter(node))
    if following.left is Role.BINARY:
        return sign_of(node) not in _SAFE_BEHIND_FRACTION
    return following.left in {Role.ORDINARY, Role.OPEN, Role.OPERATOR, Role.INNER} or sign_of(node) in {"!", "′"}


def _starts_with_letter(node: Node) -> bool:
    return not isinstance(node, Atom) or node.text[:1].isalnum()


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
            bars = "".join(f" {bar} {part}" for bar, part in zip(node.middles, inner[1:], strict=True))
            text = node.opening + inner[0] + bars + node.closing
        case Accent() | Stretch():
            text = _accent(node)
        case Grid():
            text = _grid(node)
        case Space():
            text = ""
        case _:
            text = node.text
    return Written(text)


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
    below = linear(node.below, tight=True) if node.below else ""
    above = linear(node.above, tight=True) if node.above else ""
    primes = "′" * node.primes
    low = subscript(below) if node.below and flat(node.below) else ""
    high = superscript(above) if node.above and flat(node.above) and (low or not below) else ""
    text = base + (low or (f"_{_script(node.below or (), below)}" if below else "")) + primes
    text += high or (f"^{_script(node.above or (), above)}" if above else "")
    if (bool(low) == bool(below) and bool(high) == bool(above)) or text.endswith(")"):
        return Written(text)
    return Written(text, before=f"{text} ", before_bracket=text if high or not above else f"{text} ")


def _base(node: Node | None, *, tight: bool) -> str:
    """What scripts are attached to, in brackets where they would seem to belong to its last sign only."""
    if node is None:
        return ""
    text = write(node, tight=tight).text
    match node:
        case Group():
            bare = all(isinstance(item, Atom) and item.role not in _LOOSE for item in node.body)
        case Stretch():
            bare = "brace" not in node.name or is_factor(node.body)
        case Fraction() | Root() | Scripts():
            bare = False
        case _:
            bare = True
    return text if bare else enclosed(text)


_LOOSE = frozenset((Role.BINARY, Role.RELATION, Role.PUNCTUATION))


def _script(items: Sequence, text: str) -> str:
    """A script that has no Unicode signs, in brackets unless it is one sign, one word or in brackets already."""
    if len(items) == 1 and (isinstance(items[0], Atom | Fence) or (isinstance(items[0], Words) and text.isalnum())):
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
        if "brace" in node.name:
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
    return "; ".join(linear(sum(row, ())).strip() for row in node.rows)


def _rows_of_matrix(node: Grid) -> str:
    return "; ".join(", ".join(linear(cell) for cell in row) for row in node.rows)


def _case(row: tuple[Sequence, ...]) -> str:
    """A value and when it holds: `x, if x > 0`."""
    value, *when = [linear(cell).strip() for cell in row]
    condition = " ".join(text for text in when if text)
    return f"{value.rstrip(',')}, {condition}" if condition else value
