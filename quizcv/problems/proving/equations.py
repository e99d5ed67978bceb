"""The proof that an answer solves its equation, and that no other number does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.equation import Choose
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tree import names_of
from quizcv.problems.proving.findings import Finding, listed, near, shown_values
from quizcv.problems.sampling import calculation_of
from quizcv.problems.solving import solutions_of
from quizcv.problems.symbolic import Undecided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.problems.equation import Equation
    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.sampling import Sample
    from quizcv.problems.solving import Solutions
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.template import Template
    from quizcv.problems.values import Value

BATCH: Final = 50
BATCH_DEADLINE: Final = 60.0
"""Seconds for SymPy to solve so many equations."""


def equation_findings(template: Template, samples: Sequence[Sample], worker: Worker) -> list[Finding]:
    """The first draw in which the answer is not what its equation asks for."""
    equation = template.solves
    if equation is None:
        return []
    others = [calculation_of(tree) for tree in template.alternatives]
    try:
        found = all_solutions(equation, [sample.values for sample in samples], worker)
    except Undecided as error:
        return [Finding("solves.equation", f"SymPy could not solve it: {error}", "warning")]
    for sample, solutions in zip(samples, found, strict=True):
        rights = [sample.right[0], *(other(sample.values)[0] for other in others)]
        finding = judged(equation, solutions, rights)
        if finding is not None:
            drawn = {name: value for name, value in sample.values.items() if name in used_names(equation)}
            return [finding._replace(message=f"{finding.message} (for {shown_values(drawn)})")]
    return []


def all_solutions(equation: Equation, draws: Sequence[Mapping[str, Value]], worker: Worker) -> list[Solutions]:
    """What solves an equation in each of many draws.

    Raises:
        Undecided: SymPy took too long.
    """
    used = sorted(used_names(equation))
    cases = [tuple(draw[name] for name in used) for draw in draws]
    asked = list(dict.fromkeys(cases))
    found: dict[tuple[Value, ...], Solutions] = {}
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        values = [dict(zip(used, case, strict=True)) for case in batch]
        found |= zip(batch, solutions_of(equation, values, BATCH_DEADLINE, worker), strict=True)
    return [found[case] for case in cases]


def used_names(equation: Equation) -> set[str]:
    """The drawn values an equation has in it."""
    return {*names_of(equation.left), *names_of(equation.right)} - {equation.unknown}


def judged(equation: Equation, solutions: Solutions, rights: Sequence[Exact]) -> Finding | None:
    """What is wrong with an answer, the first of `rights`, beside all solutions; the others are right as well."""
    right, name = rights[0], equation.unknown
    written = f"{to_text(equation.left)} == {to_text(equation.right)}"
    if solutions.unsolved:
        return Finding("solves.equation", f"SymPy could not find all solutions: {solutions.unsolved}", "warning")
    if solutions.least is None:
        return Finding("answer", f"no {name} solves {written}, and the answer is {listed([right])}")
    if equation.choose is not Choose.ONLY:
        end = solutions.least if equation.choose is Choose.SMALLEST else solutions.greatest
        if end is None:
            return Finding("solves.choose", f"there is no largest {name} that solves {written}")
        if not near((right,), (end,)):
            message = f"the {equation.choose.value} {name} that solves {written} is {listed([end])}, and the answer is {listed([right])}"
            return Finding("answer", message)
        return None
    if not any(near((right,), (each,)) for each in solutions.some):
        return Finding(
            "answer", f"{written} is solved by {name} = {listed(solutions.some)}, and the answer is {listed([right])}"
        )
    extra = [each for each in solutions.some if not any(near((each,), (known,)) for known in rights)]
    if extra or not solutions.every:
        several = f"{name} = {listed(solutions.some)}" + ("" if solutions.every else " and others")
        return Finding("solves", f"{written} is solved by {several}; say which is asked, like choose: smallest")
    return None
