"""The proof of a family written in Python: its formulas by SymPy, its steps, its instances."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.mathtext import plain
from quizcv.problems.answers import approximate, grouped
from quizcv.problems.authoring import instance_of
from quizcv.problems.drawing import DrawError
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.proving.comparing import first_difference
from quizcv.problems.proving.findings import Finding, Proved, listed, near
from quizcv.problems.proving.instances import acceptance_findings, instance_findings, questions, tight
from quizcv.problems.symbolic import Undecided
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.authoring import Family, Problem
    from quizcv.problems.formula.tree import Node
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.values import Answer, Value

NUMBERS = frozenset({Expects.NUMBER, Expects.SHAPE, Expects.LIST, Expects.SET})


def proved_family(family: Family, deck: str, seeds: int, worker: Worker) -> Proved:
    """What is wrong with a family written in Python, and how its draws went."""
    try:
        made = [family.problem(deck, seed) for seed in range(seeds)]
    except DrawError as error:
        return Proved((Finding("where", str(error)),), seeds)
    problems = [problem for problem, _ in made]
    share = len(made) / sum(attempts for _, attempts in made)
    instances = [instance_of(problem, family.name, seed) for seed, problem in enumerate(problems)]
    found = acceptance_findings(share)
    found += formulas(problems, worker)
    found += steps(problems)
    found += instance_findings(instances)
    for problem, instance in zip(problems, instances, strict=True):
        narrow = tight([instance], problem.answer.tolerance)
        if narrow:
            found += narrow
            break
    return Proved(tuple(found), seeds, share, questions(instances))


def formulas(problems: Sequence[Problem], worker: Worker) -> list[Finding]:
    """The answer's formulas: those that can't be read, that come to something else, or that SymPy has otherwise."""
    calculations: list[tuple[Node, dict[str, Value]]] = []
    seeds = []
    for seed, problem in enumerate(problems):
        if not problem.formulas:
            continue
        try:
            trees = [parse(formula, (), budget=TEMPLATE) for formula in problem.formulas]
            values = [Fraction(evaluate(tree)) for tree in trees]
        except FormulaError as error:
            return [Finding("formulas", f"seed {seed}: {error}")]
        wanted: Sequence[Fraction] = problem.answer.numbers
        if problem.answer.expects is Expects.SET:
            values, wanted = sorted(set(values)), sorted(set(wanted))
        if not near(values, wanted):
            message = f"seed {seed}: the formulas come to {listed(values)}, and the answer is {listed(wanted)}"
            return [Finding("formulas", message)]
        calculations += [(tree, {}) for tree in trees]
        seeds += [seed] * len(trees)
    try:
        difference = first_difference(calculations, worker)
    except Undecided as error:
        return [Finding("formulas", f"SymPy could not confirm them: {error}", "warning")]
    if difference is None:
        return []
    message = f"seed {seeds[difference.place]}: SymPy has {difference.theirs}, and we have {difference.ours}"
    return [Finding("formulas", message)]


def steps(problems: Sequence[Problem]) -> list[Finding]:
    """A last step that does not end in the answer."""
    for seed, problem in enumerate(problems):
        if problem.steps and not ends_in(problem.steps[-1], problem.answer):
            return [Finding("steps", f"seed {seed}: the last step does not end in {problem.answer.text}")]
    return []


def ends_in(step: str, answer: Answer) -> bool:
    """Whether what a step comes to is the answer: behind its last equals sign, or the one before it for a rounded number."""
    text = unified(plain(step))
    end = " ".join(re.split(r"[=≈]", text)[-2:])
    if answer.expects not in NUMBERS:
        words = (answer.text, *answer.texts) if answer.expects is not Expects.FORMULA else ()
        return not words or any(unified(plain(word)).casefold() in text.casefold() for word in words)
    place = 0
    for number in answer.numbers:
        found = [
            match.end()
            for form in forms(number, answer)
            if (match := re.search(rf"(?<![0-9.]){re.escape(form)}(?![0-9])", end[place:]))
        ]
        if not found:
            return False
        place += min(found) if answer.expects is not Expects.SET else 0
    return True


def forms(number: Fraction, answer: Answer) -> set[str]:
    """How a number may be written at the end of a step."""
    fraction = f"{number.numerator}/{number.denominator}"
    percent = {f"{grouped(number * 100, answer.tolerance)}%"}
    return {
        unified(form)
        for form in {fraction, grouped(number), grouped(number, answer.tolerance), approximate(number)} | percent
    }


def unified(text: str) -> str:
    """A text without thousands marks, brackets and odd minus signs."""
    return re.sub(r"[,()\s]+(?=[0-9]{3}(?![0-9]))|[(),]", "", text).replace("−", "-")
