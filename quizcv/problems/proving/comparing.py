"""Our exact values beside SymPy's, many formulas to an exchange."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.tree import is_rounded, names_of
from quizcv.problems.symbolic import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    asked = list(once(calculations, {place: names for place, (names, _, _) in known.items()}))
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        replies = values_of([(tree, values) for _, tree, values in batch], BATCH_DEADLINE, worker)
        for (place, tree, values), theirs in zip(batch, replies, strict=True):
            _, calculation, rounded = known[id(tree)]
            ours = calculation(values)
            if theirs is None or not agreeing(ours, theirs, rounded=rounded):
                return Difference(place, ours, theirs)
    return None


def once(
    calculations: Sequence[tuple[Node, Mapping[str, Value]]], names: Mapping[int, tuple[str, ...]]
) -> Iterator[tuple[int, Node, dict[str, Value]]]:
    """Each calculation with its place and the values it uses, those left out that were met with the same values before.

    Args:
        calculations: Trees and values by name.
        names: The names in each tree, by its `id`.
    """
    met = set()
    for place, (tree, values) in enumerate(calculations):
        used = {name: values[name] for name in names[id(tree)]}
        said = (id(tree), *used.values())
        if said not in met:
            met.add(said)
            yield place, tree, used


def agreeing(ours: Exact, theirs: Exact, *, rounded: bool) -> bool:
    """Whether two values are the same, or the same to 25 digits where only digits are known."""
    gap = abs(Fraction(ours) - theirs)
    return not gap or (rounded and gap <= PRECISION * max(abs(Fraction(theirs)), Fraction(1)))
