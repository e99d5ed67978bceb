"""The space between neighbours, after The TeXbook's chapter 18, with one cell for TeX's thin, medium and thick space alike."""

from __future__ import annotations

from typing import NamedTuple

from quizcv.mathtext.symbols import BIG, FUNCTIONS, FUNCTIONS_WITH_LIMITS, INTEGRALS
from quizcv.mathtext.tree import (
    Atom,
    Fence,
    Fraction,
    Grid,
    Group,
    Node,
    Raw,
    Role,
    Root,
    Scripts,
    Sequence,
    Space,
    Words,
)

_SIGNS_OF_OPERATION = frozenset((*BIG.values(), *INTEGRALS.values()))
_MAKE_A_SIGN = frozenset((Role.BINARY, Role.RELATION, Role.OPEN, Role.PUNCTUATION, Role.OPERATOR, Role.SIGN))
_BARS = frozenset("|‖")
_DIGITS = frozenset("0123456789")


class Placed(NamedTuple):
    """A node among its neighbours: the roles its two sides play, the space before it, and whether the author asked for that."""

    node: Node
    left: Role
    right: Role
    gap: int
    asked: int = 0


def place(items: Sequence, *, tight: bool = False, after: Role | None = None) -> list[Placed]:
    """The items with their roles settled and the space before each.

    Args:
        items: Neighbours.
        tight: As in a script, without space around signs.
        after: The role of what stands before them, outside.
    """
    out: list[Placed] = []
    asked = 0
    previous = after
    for number, node in enumerate(items):
        if isinstance(node, Space):
            asked = max(asked, node.width)
            continue
        left, right = (Role.PUNCTUATION, Role.PUNCTUATION) if _introduces(items, number) else sides(node)
        if left is Role.BINARY:
            if out and previous is Role.OPERATOR and _is_quantity(out[-1].node):
                previous = Role.ORDINARY
            if previous is None or previous in _MAKE_A_SIGN or _nothing_follows(items, number):
                left = right = Role.SIGN
        space = 0 if previous is None else gap(previous, left, tight=tight)
        if out:
            space = _amended(space, out[-1], node, left, tight=tight)
        out.append(Placed(node, left, right, max(space, asked), asked))
        previous, asked = right, 0
    return out


def _amended(space: int, before: Placed, node: Node, left: Role, *, tight: bool) -> int:
    """The space that the roles of two neighbours ask for, amended for what stands on a row of cells rather than in print."""
    if Role.INNER in {before.right, left} and (is_slash(node) or is_slash(before.node)):
        space = 0
    matrices = _is_matrix(before.node) and _is_matrix(node)
    if not tight and (matrices or (before.right is Role.SIGN and isinstance(node, Fraction))):
        return max(space, 1)
    return max(space, _gap_of_words(before.node, node), _gap_of_sign(before.node, left))


def sides(node: Node) -> tuple[Role, Role]:
    """The roles a node plays towards its left and its right."""
    match node:
        case Atom():
            return node.role, node.role
        case Scripts() if node.base is not None:
            return sides(node.base)
        case Fence():
            return (
                Role.OPEN if node.opening and node.opening not in _BARS else Role.ORDINARY,
                Role.CLOSE if node.closing else Role.ORDINARY,
            )
        case Fraction():
            return Role.INNER, Role.INNER
        case Root():
            return Role.ORDINARY, Role.INNER
        case _:
            return Role.ORDINARY, Role.ORDINARY


def gap(left: Role, right: Role, *, tight: bool = False) -> int:
    """The cells between two neighbours, by the role of the one on the left and the one on the right."""
    if left in {Role.OPEN, Role.SIGN} or right in {Role.CLOSE, Role.PUNCTUATION}:
        return 0
    if Role.OPERATOR in {left, right}:
        parted = not tight or left in {Role.OPERATOR, Role.ORDINARY, Role.CLOSE, Role.INNER}
        return int(parted and not (left is Role.OPERATOR and right is Role.OPEN))
    if tight or (left is Role.RELATION and right is Role.RELATION):
        return 0
    loose = {Role.BINARY, Role.RELATION}
    if left in loose or right in loose or left is Role.PUNCTUATION:
        return 1
    return int(Role.INNER in {left, right})


def _introduces(items: Sequence, number: int) -> bool:
    """Whether the item is a colon with wide space behind it: a heading's, no relation."""
    following = items[number + 1] if number + 1 < len(items) else None
    wide = isinstance(following, Space) and following.width > 1
    node = items[number]
    return wide and isinstance(node, Atom) and node.text == ":"


def _is_matrix(node: Node) -> bool:
    """Whether the node is a matrix in brackets, which would run into those of the next."""
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Grid) and bool(base.opening or base.closing)


def is_slash(node: Node) -> bool:
    """Whether the node is a division sign that keeps no distance."""
    return isinstance(node, Atom) and node.text in {"/", "∕"}


def _nothing_follows(items: Sequence, number: int) -> bool:
    """Whether a binary sign has no operand behind it."""
    for node in items[number + 1 : number + 4]:
        if not isinstance(node, Space):
            return sides(node)[0] in {Role.RELATION, Role.CLOSE, Role.PUNCTUATION}
    return number + 4 > len(items) - 1


def _gap_of_sign(left: Node, right: Role) -> int:
    """A sum or a limit keeps its distance from a bracket, as a function does not; a raised star keeps it from a factor."""
    if right is Role.OPEN:
        return int(is_big(left) or (isinstance(left, Scripts) and left.limits and sides(left)[1] is Role.OPERATOR))
    if isinstance(left, Scripts) and isinstance(left.base, Atom) and left.base.text == "|":
        return int(right in {Role.ORDINARY, Role.INNER})
    raised = left.above if isinstance(left, Scripts) else None
    return int(right is Role.ORDINARY and raised is not None and len(raised) == 1 and _is_star(raised[0]))


def is_big(node: Node) -> bool:
    """Whether the node is a sum, an integral or the like, perhaps with limits."""
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Atom) and base.text in _SIGNS_OF_OPERATION


def _is_quantity(node: Node) -> bool:
    r"""Whether the node is a name of the author's own, as in `\operatorname{IoU} - 1`: TeX reads a sign behind it as its argument's."""
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Atom) and base.run > 1 and base.text not in FUNCTIONS | FUNCTIONS_WITH_LIMITS


def _is_star(node: Node) -> bool:
    return isinstance(node, Atom) and node.text == "∗"


def _gap_of_words(left: Node, right: Node) -> int:
    """Names do not run together, and a space typed beside a word or between two numbers stays."""
    last, first = _edge(left, -1), _edge(right, 0)
    if last is None or first is None or last.text[-1:] == " " or is_slash(last) or is_slash(first):
        return 0
    if (last.name or first.name) and last.run and first.run:
        return 1
    if not first.spaced or first.role is not Role.ORDINARY or last.role not in {Role.ORDINARY, Role.CLOSE}:
        return 0
    return int(max(last.run, first.run) > 1 or (last.text in _DIGITS and first.text in _DIGITS))


def _edge(node: Node, end: int) -> Atom | None:
    """The first (0) or last (-1) sign of a node; None where there is no sign to speak of."""
    while True:
        match node:
            case Atom():
                return node
            case Scripts() if node.base is not None:
                node = node.base
            case Group() if node.body:
                node = node.body[end]
            case Fence() if node.closing and end:
                return Atom(node.closing, Role.CLOSE)
            case Words() | Raw() if node.text:
                return Atom(node.text, run=int(node.text[end].isalnum()), name=True)
            case Grid() | _:
                return None
