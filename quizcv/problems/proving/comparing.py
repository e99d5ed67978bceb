"""Our exact values beside SymPy's, many formulas to an exchange."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.tree import is_rounded, names_of
from quizcv.problems.symbolic import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.problems.formula.evaluate import Calculation
    from quizcv.problems.formula.tree import Exact, Node
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.values import Value

BATCH: Final = 100
BATCH_DEADLINE: Final = 60.0
"""Seconds for SymPy to work out so many values."""
PRECISION: Final = Fraction(1, 10**25)
"""How near two values known to 30 digits must be, in parts of the value."""


class Difference(NamedTuple):
    """A formula that SymPy has otherwise: its place among those compared, our value, and SymPy's (None if it has none)."""

    place: int
    ours: Exact
    theirs: Exact | None


def first_difference(calculations: Sequence[tuple[Node, Mapping[str, Value]]], worker: Worker) -> Difference | None:
    """The first of many formulas whose value SymPy has otherwise; None if all agree.

    Raises:
        Undecided: SymPy took too long.
    """
    known: dict[int, tuple[tuple[str, ...], Calculation, bool]] = {}
    for tree, _ in calculations:
        if id(tree) not in known:
            known[id(tree)] = names_of(tree), compile_formula(tree), is_rounded(tree)
    for start in range(0, len(calculations), BATCH):
        batch = [
            (tree, {name: values[name] for name in known[id(tree)][0]})
            for tree, values in calculations[start : start + BATCH]
        ]
        for place, ((tree, values), theirs) in enumerate(
            zip(batch, values_of(batch, BATCH_DEADLINE, worker), strict=True), start
        ):
            _, calculation, rounded = known[id(tree)]
            ours = calculation(values)
            if theirs is None or not agreeing(ours, theirs, rounded=rounded):
                return Difference(place, ours, theirs)
    return None


def agreeing(ours: Exact, theirs: Exact, *, rounded: bool) -> bool:
    """Whether two values are the same, or the same to 25 digits where only digits are known."""
    gap = abs(Fraction(ours) - theirs)
    return not gap or (rounded and gap <= PRECISION * max(abs(Fraction(theirs)), Fraction(1)))
