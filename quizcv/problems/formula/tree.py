"""A formula that was read and checked: frozen nodes, each with the column it begins at.

Two trees are equal when they say the same, wherever they stood in a text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Exact = int | Fraction
"""An exact number; whole numbers are ints, so that the common case is quick."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: `12`, `1_000`, `1e-3`, `0.5`."""

    value: Exact
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A name whose number comes from outside."""

    name: str
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number with a name of its own: `pi`."""

    name: str
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign before an operand."""

    operand: Node
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and `+ - * / // % ^`; the column is the operator's."""

    operator: Literal["+", "-", "*", "/", "//", "%", "^"]
    left: Node
    right: Node
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple[Node, ...]
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Operands with `< <= > >= == !=` between them; `1 <= p < k` holds when each pair does."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]
    column: int = field(default=0, compare=False)


Node = Number | Name | Constant | Negative | Binary | Call
"""What has a number for its value."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Several formulas in order: a shape in round brackets, a list in square ones, a set in braces."""

    kind: Literal["shape", "list", "set"]
    items: tuple[Node, ...]
    column: int = field(default=0, compare=False)


def children(tree: Node | Comparison | Listing) -> tuple[Node, ...]:
    """The parts directly below a node, from left to right."""
    match tree:
        case Negative():
            return (tree.operand,)
        case Binary():
            return (tree.left, tree.right)
        case Call():
            return tree.arguments
        case Comparison():
            return tree.operands
        case Listing():
            return tree.items
        case _:
            return ()


def walk(tree: Node | Comparison | Listing) -> Iterator[Node | Comparison | Listing]:
    """Every node of a tree, the root first."""
    waiting: list[Node | Comparison | Listing] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def names_of(tree: Node | Comparison | Listing) -> tuple[str, ...]:
    """The names in a tree, each once, in the order they are first read."""
    return tuple(dict.fromkeys(node.name for node in walk(tree) if isinstance(node, Name)))


ROUNDED: Final = frozenset({"sqrt", "log2", "ln", "exp", "atan"})
"""The functions whose values are not fractions."""


def is_rounded(tree: Node | Comparison | Listing) -> bool:
    """Whether a tree's value may be a number known to 30 digits only, rather than an exact one."""
    for node in walk(tree):
        if isinstance(node, Constant) or (isinstance(node, Call) and node.function in ROUNDED):
            return True
        if isinstance(node, Binary) and node.operator == "^" and not _is_whole(node.right):
            return True
    return False


def is_stepped(tree: Node | Comparison | Listing) -> bool:
    """Whether a tree rounds or divides with remainder, so that it speaks of whole numbers."""
    return any(
        (isinstance(node, Call) and node.function in {"floor", "ceil", "round"})
        or (isinstance(node, Binary) and node.operator in {"//", "%"})
        for node in walk(tree)
    )


def _is_whole(tree: Node) -> bool:
    inner = tree.operand if isinstance(tree, Negative) else tree
    return isinstance(inner, Number) and isinstance(inner.value, int)
