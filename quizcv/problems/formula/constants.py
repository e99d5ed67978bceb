"""Parts of a formula that no numbers put in can mend: `1/0`, `9^9^9`, `k^99999999999`.

They are found by calculating what holds no names, within the bounds of `limits`, so that a formula which can never have a value is
refused at once, before it is compared at points or given to SymPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.limits import division_by_zero, too_large
from quizcv.problems.formula.tokens import MAX_BITS
from quizcv.problems.formula.tree import Binary, Call, Constant, Negative, Number, children, names_of

if TYPE_CHECKING:
    from quizcv.problems.formula.tree import Comparison, Exact, Listing, Node


def constant_faults(tree: Node | Comparison | Listing) -> list[CalculationError]:
    """What can't be calculated whatever the names stand for, from left to right."""
    found: list[CalculationError] = []
    _look(tree, found)
    return sorted(found, key=lambda fault: fault.column)


def refuse_constants(tree: Node | Comparison | Listing) -> None:
    """Makes sure every part of a formula that holds no names has a value.

    Raises:
        CalculationError: One has none; the first from the left.
    """
    for fault in constant_faults(tree):
        raise fault


def _look(tree: Node | Comparison | Listing, found: list[CalculationError]) -> None:
    """Adds the faults of a tree: of the whole, if it holds no names, else of its parts and of what joins them."""
    if isinstance(tree, (Number, Constant)):
        return
    if isinstance(tree, (Negative, Binary, Call)) and not names_of(tree):
        _value(tree, found)
        return
    before = len(found)
    for part in children(tree):
        _look(part, found)
    if isinstance(tree, Binary) and len(found) == before and not names_of(tree.right):
        right = _value(tree.right, found)
        if right == 0 and tree.operator in {"/", "//", "%"}:
            found.append(division_by_zero(tree.column))
        if right is not None and tree.operator == "^" and not -MAX_BITS <= right <= MAX_BITS:
            found.append(too_large(tree.column))


def _value(tree: Node, found: list[CalculationError]) -> Exact | None:
    """The value of a tree without names; None, with the fault, if it has none."""
    try:
        return evaluate(tree)
    except CalculationError as fault:
        found.append(fault)
        return None
