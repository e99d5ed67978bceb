"""All solutions of an equation, asked of SymPy's process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.problems.formula.encoding import encode, exact
from quizcv.problems.symbolic import WORKER, as_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.problems.equation import Equation
    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.values import Value


class Solutions(NamedTuple):
    """What solves an equation.

    Args:
        some: The first few solutions, ascending.
        every: Whether there are no others.
        least: The smallest one; None if there is none.
        greatest: The largest one; None if there is none.
        unsolved: Why they could not be found; else empty.
    """

    some: tuple[Exact, ...] = ()
    every: bool = False
    least: Exact | None = None
    greatest: Exact | None = None
    unsolved: str = ""


def solutions_of(
    equation: Equation,
    cases: Sequence[Mapping[str, Value]],
    deadline: float | None = None,
    worker: Worker = WORKER,
) -> list[Solutions]:
    """All solutions of an equation, for many values of the names that are not unknown, in one exchange.

    Args:
        equation: What is solved, and for what.
        cases: The values of the other names.
        deadline: Seconds for all of them.
        worker: The process that runs SymPy.

    Raises:
        Undecided: Not in time.
    """
    request = {
        "task": "solutions",
        "left": encode(equation.left),
        "right": encode(equation.right),
        "name": equation.unknown,
        "among": equation.among.value,
        "cases": [as_texts(values) for values in cases],
    }
    found = []
    for each in worker.ask(request, deadline)["cases"]:
        if "unsolved" in each:
            found.append(Solutions(unsolved=each["unsolved"]))
            continue
        least, greatest = (None if each[end] is None else exact(each[end]) for end in ("least", "greatest"))
        found.append(Solutions(tuple(map(exact, each["some"])), each["all"], least, greatest))
    return found
