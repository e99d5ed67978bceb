"""Which vertical bars open, which close, and which stand alone.

TeX can't tell: `|` is an ordinary sign to it, and `|-x|` comes out with the spaces of a subtraction. A bar where an operand
is expected opens; one after an operand closes the bar opened last; one that finds no partner, as in p(y|x), stands alone.
"""

from __future__ import annotations

from quizcv.mathtext.tree import Atom, Fence, Node, Role, Scripts, Sequence, Space

_BARS = ("|", "‖")
_MAX_OPEN = 2
_EXPECTS_OPERAND = frozenset((Role.BINARY, Role.RELATION, Role.OPEN, Role.PUNCTUATION, Role.OPERATOR))


def pair_bars(items: list[Node]) -> Sequence:
    """The items with bars and what is between them made into fences."""
    left = sum(bool(_bar(item)) for item in items)
    if not left:
        return tuple(items)
    out: list[Node] = []
    opened: list[int] = []
    for item in items:
        sign = _bar(item)
        left -= bool(sign)
        if not sign:
            out.append(item)
        elif opened and not _expects_operand(out, opened) and _bar(out[opened[-1]]) == sign:
            place = opened.pop()
            fence = Fence(sign, (tuple(out[place + 1 :]),), sign)
            del out[place:]
            out.append(item._replace(base=fence) if isinstance(item, Scripts) else fence)
        else:
            if (
                isinstance(item, Atom)
                and len(opened) < _MAX_OPEN
                and (_expects_operand(out, opened) or (left % 2 and not opened))
            ):
                opened.append(len(out))
            out.append(item)
    return tuple(out)


def _bar(item: Node) -> str:
    """The bar an item is, perhaps with scripts; empty if it is none."""
    atom = item.base if isinstance(item, Scripts) else item
    return atom.text if isinstance(atom, Atom) and atom.text in _BARS and atom.role is Role.ORDINARY else ""


def _expects_operand(out: list[Node], opened: list[int]) -> bool:
    """Whether an operand must come next, after what is out already."""
    place = len(out) - 1
    while place >= 0 and isinstance(out[place], Space):
        place -= 1
    if place < 0:
        return True
    if opened and opened[-1] == place:
        return True
    last = out[place]
    return isinstance(last, Atom) and last.role in _EXPECTS_OPERAND
