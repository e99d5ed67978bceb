"""A formula that was read and checked: nodes, each with the column it begins at.

Two trees are equal when they say the same, wherever they stood in a text.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Exact = int | Fraction
"""An exact number; whole numbers are ints, so that the common case is quick."""


class _Part:
    """What all nodes are: equal to those of the same kind that say the same, and never changed once made.

    Dataclasses would say so in fewer lines, and take a millisecond each to be made at the start of the program.
    """

    __slots__ = ("column",)
    column: int

    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._said()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._said()))})"


class Number(_Part):
    """A number as written: `12`, `1_000`, `1e-3`, `0.5`."""

    __slots__ = ("value",)

    def __init__(self, value: Exact, column: int = 0) -> None:
        self.value: Final = value
        self.column = column

    def _said(self) -> tuple[object, ...]:
        return (self.value,)


class Name(_Part):
    """A name whose number comes from outside."""

    __slots__ = ("name",)

    def __init__(self, name: str, column: int = 0) -> None:
        self.name: Final = name
        self.column = column

    def _said(self) -> tuple[object, ...]:
        return (self.name,)


class Constant(_Part):
    """A number with a name of its own: `pi`."""

    __slots__ = ("name",)

    def __init__(self, name: str, column: int = 0) -> None:
        self.name: Final = name
        self.column = column


class Negative(_Part):
    """A minus sign before an operand."""

    __slots__ = ("operand",)

    def __init__(self, operand: Node, column: int = 0) -> None:
        self.operand: Final = operand
        self.column = column


Operator = Literal["+", "-", "*", "/", "//", "%", "^"]


class Binary(_Part):
    """Two operands and their operator; the column is the operator's."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, operator: Operator, left: Node, right: Node, column: int = 0) -> None:
        self.operator: Final = operator
        self.left: Final = left
        self.right: Final = right
        self.column = column

    def _said(self) -> tuple[object, ...]:
        return self.left, self.operator, self.right


class Call(_Part):
    """A function and its arguments."""

    __slots__ = ("arguments", "function")

    def __init__(self, function: str, arguments: tuple[Node, ...], column: int = 0) -> None:
        self.function: Final = function
        self.arguments: Final = arguments
        self.column = column


class Comparison(_Part):
    """Operands with `< <= > >= == !=` between them; `1 <= p < k` holds when each pair does."""

    __slots__ = ("operands", "operators")

    def __init__(self, operands: tuple[Node, ...], operators: tuple[str, ...], column: int = 0) -> None:
        self.operands: Final = operands
        self.operators: Final = operators
        self.column = column


Node = Number | Name | Constant | Negative | Binary | Call
"""What has a number for its value."""


class Listing(_Part):
    """Several formulas in order: a shape in round brackets, a list in square ones, a set in braces."""

    __slots__ = ("items", "kind")

    def __init__(self, kind: Literal["shape", "list", "set"], items: tuple[Node, ...], column: int = 0) -> None:
        self.kind: Final = kind
        self.items: Final = items
        self.column = column


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
    names: dict[str, None] = {}
    waiting: list[Node | Comparison | Listing] = [tree]
    while waiting:
        node = waiting.pop()
        if type(node) is Name:
            names[node.name] = None
        elif type(node) is Binary:
            waiting += (node.right, node.left)
        else:
            waiting += children(node)[::-1]
    return tuple(names)


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
