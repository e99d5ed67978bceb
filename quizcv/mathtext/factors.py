"""What holds together when it is written on one line, and what needs brackets beside a division sign or under a root."""

from __future__ import annotations

from quizcv.mathtext.spacing import sides
from quizcv.mathtext.tree import Atom, Fence, Fraction, Grid, Group, Node, Raw, Role, Scripts, Sequence, Words

_DIGITS = frozenset("0123456789.")
_DIVISION = frozenset("/÷∕")
_DIFFERENTIALS = frozenset("dD∂Δδ")
_LOOSE = frozenset((Role.BINARY, Role.RELATION, Role.PUNCTUATION))


def sign_of(node: Node) -> str:
    """The sign a node is; empty if it is no single sign or name."""
    return node.text if isinstance(node, Atom) else ""


def flat(items: Sequence) -> bool:
    """Whether the items are nothing but signs, perhaps in round brackets, so that they may have Unicode scripts."""
    return all(
        isinstance(node, Atom | Words)
        or (
            isinstance(node, Fence)
            and node.opening == "("
            and node.closing == ")"
            and not node.middles
            and flat(node.parts[0])
        )
        for node in items
    )


def is_factor(items: Sequence) -> bool:
    """Whether the items, written on one line, hold together beside a division sign or under a root."""
    if len(items) == 1:
        node = items[0]
        if isinstance(node, Group):
            return is_factor(node.body)
        if isinstance(node, Words):
            return " " not in node.text.strip()
        return not isinstance(node, Fraction | Raw) and sides(node)[0] is not Role.BINARY
    if len(items) == 2 and isinstance(items[1], Fence) and items[1].opening == "(":  # noqa: PLR2004  f(x)
        named = sides(items[0])[1] is Role.OPERATOR
        raised = isinstance(items[0], Scripts) and items[0].above
        return named or (isinstance(items[0], Atom | Scripts) and not raised and _is_arguments(items[1]))
    if not items:
        return False
    last = items[-1].base if isinstance(items[-1], Scripts) else items[-1]
    return all(isinstance(node, Atom) and node.text in _DIGITS for node in (*items[:-1], last))


def _is_arguments(node: Fence) -> bool:
    """Whether brackets hold what a function is given, rather than a factor: q(x), but not q(a + b)."""
    return all(
        sides(item)[0] is not Role.BINARY and sign_of(item) not in _DIVISION for part in node.parts for item in part
    )


def is_product(items: Sequence) -> bool:
    """Whether the items are factors side by side, so that a division sign behind them divides them all."""
    if is_factor(items):
        return True
    for number, node in enumerate(items):
        if isinstance(node, Fraction | Raw | Grid) or (isinstance(node, Words) and " " in node.text.strip()):
            return False
        if isinstance(node, Group) and not is_product(node.body):
            return False
        left, right = sides(node)
        if right is Role.OPERATOR:
            if number + 2 != len(items) or not is_factor(items[number:]):
                return False
        elif left in _LOOSE or sign_of(node) in _DIVISION:
            return False
    return bool(items)


def is_derivative(node: Fraction) -> bool:
    """dy/dx, ∂L/∂w: read by everybody without brackets."""
    if not node.over or len(node.under) != 2:  # noqa: PLR2004  the d and the variable
        return False
    first = node.over[0].base if isinstance(node.over[0], Scripts) else node.over[0]
    return sign_of(node.under[0]) in _DIFFERENTIALS and first is not None and sign_of(first) == sign_of(node.under[0])
