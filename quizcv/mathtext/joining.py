"""What stands beside a fraction, a root or a script on one line: whether it would be read into it, and the space between."""

from __future__ import annotations

from typing import NamedTuple

from quizcv.mathtext.factors import sign_of
from quizcv.mathtext.spacing import Placed, is_big
from quizcv.mathtext.tree import Atom, Fraction, Node, Role, Scripts, Words

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


def among(here: Placed, around: Neighbours, written: Written) -> tuple[str, bool]:
    """What is written of a node among its neighbours, and whether brackets were put around it."""
    previous, following = around
    joins_before = following is not None and _joins_before(here, following)
    if written.beside and (joins_before or (previous and _joins_behind(previous, here))):
        return written.beside, True
    if following and written.before and joins_before:
        return written.before_bracket if following.left is Role.OPEN else written.before, False
    return written.text, False


def gap_before(previous: Placed | None, here: Placed, *, bracketed: bool) -> int:
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
