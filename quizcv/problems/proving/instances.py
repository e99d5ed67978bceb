"""What is proved of any problem by its instances: one answer to a question, real sizes, a tolerance that rounding passes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import significant, within
from quizcv.problems.proving.findings import Finding
from quizcv.problems.values import Expects, Spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.values import Answer, Instance, Tolerance

FEW_PROMPTS: Final = 10
"""Fewer different questions than this are a warning."""
TELLING: Final = 4
"""Draws for each of these questions, so that their number tells anything."""
LEAST_ACCEPTANCE: Final = 0.01
"""Of the draws; below it the conditions and the ranges don't fit together."""
LOW_ACCEPTANCE: Final = 0.05
"""Below it a warning: each question takes long to draw."""
ROUNDED_FIGURES: Final = 3
"""Figures to which a learner rounds where the tolerance names none."""


def acceptance_findings(share: float) -> list[Finding]:
    """Too few draws that fit."""
    mend = f"only {share:.2%} of the draws fit; widen 'given' or loosen 'where'"
    if share < LEAST_ACCEPTANCE:
        return [Finding("where", f"{mend}, at least 1 % should")]
    return [Finding("where", f"{mend}: drawing takes long", "warning")] if share < LOW_ACCEPTANCE else []


def instance_findings(instances: Sequence[Instance], tolerance: Tolerance | None = None) -> list[Finding]:
    """What is wrong with some instances of one problem.

    Args:
        instances: As drawn.
        tolerance: As the problem has it, before it is kept from the mistakes; None if each instance has its own.
    """
    return [*prompts(instances), *sizes(instances), *tight(instances, tolerance)]


def questions(instances: Sequence[Instance]) -> int:
    """How many different questions there are."""
    return len({instance.prompt for instance in instances})


def prompts(instances: Sequence[Instance]) -> list[Finding]:
    """Prompts that don't say all that the answer depends on, and too few of them."""
    answers = defaultdict(set)
    for instance in instances:
        answers[instance.prompt].add(instance.answer.numbers or instance.answer.texts or (instance.answer.formula,))
    for prompt, different in answers.items():
        if len(different) > 1:
            message = f"the same question has {len(different)} answers; put every drawn value into it: {prompt[:80]}"
            return [Finding("front", message)]
    if len(answers) < FEW_PROMPTS and len(instances) >= TELLING * FEW_PROMPTS:
        count = f"{len(answers)} different question{'s' if len(answers) > 1 else ''}"
        message = f"only {count} in {len(instances)} draws; widen 'given'"
        return [Finding("given", message, "warning")]
    return []


def sizes(instances: Sequence[Instance]) -> list[Finding]:
    """A shape with a size that is no whole number from 1."""
    for instance in instances:
        wrong = [each for each in instance.answer.numbers if each < 1 or each.denominator != 1]
        if instance.answer.expects is Expects.SHAPE and wrong:
            message = (
                f"seed {instance.seed}: {wrong[0]} is no size; keep such draws out by 'where': {instance.prompt[:80]}"
            )
            return [Finding("answer", message)]
    return []


def tight(instances: Sequence[Instance], tolerance: Tolerance | None) -> list[Finding]:
    """A mistake so near the answer that the answer, rounded as the tolerance allows, no longer counts as right."""
    for instance in instances:
        answer = instance.answer
        if tolerance is None or answer.tolerance == tolerance or tolerance.spread is Spread.EXACT:
            continue
        if not passes_rounded(answer, tolerance):
            message = (
                f"seed {instance.seed}: a mistake lies so near the answer {answer.text} that it is wrong when it is rounded; keep such "
                "draws out by the mistake's 'when' or by 'where'"
            )
            return [Finding("mistakes", message, "warning")]
    return []


def passes_rounded(answer: Answer, tolerance: Tolerance) -> bool:
    """Whether the answer's numbers still count when rounded, as far as the tolerance the problem has would take them."""
    figures = int(tolerance.amount) if tolerance.spread is Spread.FIGURES else ROUNDED_FIGURES
    for number in answer.numbers:
        rounded = significant(number, figures)
        if within(rounded, number, tolerance) and not within(rounded, number, answer.tolerance):
            return False
    return True
