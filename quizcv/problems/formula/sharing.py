"""Parts that the formulas of one problem have in common, so that each is worked out once for the numbers drawn.

A template's mistakes repeat most of its answer, and their conditions repeat both: `when: abs((wrong)/(right) - 1) > 1/40`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.tree import Binary, Call, Comparison, Constant, Listing, Name, Negative, Number, children

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizcv.problems.formula.tree import Node

    Shared = Mapping[int, str]
    """By the `id` of a node, which lives as long as the trees do: the key under which its value is kept."""

LEAST_OPERATIONS: Final = 2
"""Less is sooner worked out again than remembered."""


def parts_in_common(trees: Iterable[Node | Comparison | Listing]) -> Shared:
    """The parts that occur in several places of these trees, and whose values are not needed only for another such part."""
    parts = _Parts()
    top = [each for tree in trees for each in _formulas(tree)]
    for tree in top:
        parts.number(tree)
    for tree in top:
        parts.count(tree)
    return {
        place: f"\0{number}"
        for place, number in parts.numbers.items()
        if parts.met[number] > 1 and parts.operations[number] >= LEAST_OPERATIONS
    }


def _formulas(tree: Node | Comparison | Listing) -> tuple[Node, ...]:
    return children(tree) if isinstance(tree, (Comparison, Listing)) else (tree,)


class _Parts:
    """Numbers for nodes, the same for nodes that say the same: found from below, so that no tree is compared with another."""

    def __init__(self) -> None:
        self.known: dict[object, int] = {}
        self.numbers: dict[int, int] = {}
        self.operations: list[int] = []
        self.met: Counter[int] = Counter()

    def number(self, node: Node) -> int:
        """The number of a node."""
        below = [self.number(child) for child in children(node)]
        match node:
            case Number(value=value):
                said: tuple[object, ...] = ("number", value)
            case Name(name=name) | Constant(name=name):
                said = ("name", name)
            case Negative():
                said = ("negative", *below)
            case Binary(operator=operator):
                said = (operator, *below)
            case Call(function=function):
                said = (function, *below)
        number = self.known.setdefault(said, len(self.known))
        if number == len(self.operations):
            self.operations.append(sum(self.operations[each] for each in below) + bool(below))
        self.numbers[id(node)] = number
        return number

    def count(self, node: Node) -> None:
        """Counts where a part is met, parts of a part that is met again left out: they are not worked out again."""
        number = self.numbers[id(node)]
        self.met[number] += 1
        if self.met[number] == 1:
            for child in children(node):
                self.count(child)
