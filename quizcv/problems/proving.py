"""Proves a problem before anybody is asked it, for `quizcv check`.

Over 200 seeds: our exact value is SymPy's, the worked steps end in the answer, every mistake can happen and is told apart from the
answer and from the others, draws are not refused too often, and one prompt has one answer.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from quizcv.problems.answers import approximate, rounded_off, same
from quizcv.problems.drawing import DrawError
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.formula.show import decimal_places
from quizcv.problems.formula.tree import Name, is_rounded, names_of
from quizcv.problems.steps import items_of
from quizcv.problems.symbolic import WORKER, Undecided, values_of
from quizcv.problems.template import Template
from quizcv.problems.values import Expects, Spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.problems.authoring import Family
    from quizcv.problems.formula.tree import Exact, Node
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.template import Sample
    from quizcv.problems.values import Instance, Value

SEEDS: Final = 200
LEAST_ACCEPTANCE: Final = 0.01
"""Of the draws; below it the conditions and the ranges don't fit together."""
FEW_PROMPTS: Final = 10
"""Fewer different questions than this are a warning."""
BATCH: Final = 50
BATCH_DEADLINE: Final = 30.0
"""Seconds for SymPy to work out so many values."""
PRECISION: Final = Fraction(1, 10**25)
"""How near two values known to 30 digits must be, in parts of the value."""
LONGEST_DECIMAL: Final = 6
TOLD_FIGURES: Final = 12
"""Of a number in a message that has no short exact form."""


class Finding(NamedTuple):
    """Something wrong with a problem.

    Args:
        field: The part, like `mistakes[1].answer`; empty for the whole problem.
        message: What is wrong, and the mend.
        level: A warning leaves the problem usable.
    """

    field: str
    message: str
    level: Literal["error", "warning"] = "error"


def prove(
    problem: Template | Family, deck: str, name: str, *, seeds: int = SEEDS, worker: Worker = WORKER
) -> list[Finding]:
    """Everything wrong with a problem; nothing, if it holds for every seed tried.

    Args:
        problem: A template, or a family of the catalogue.
        deck: The deck it is in, part of what is drawn from.
        name: The card's id or the family's name.
        seeds: How many are tried.
        worker: The process that runs SymPy.
    """
    if isinstance(problem, Template):
        return Proof(problem, deck, name, seeds, worker).findings()
    if problem.maker is not None:
        return proved_by_instances([problem.draw(deck, seed) for seed in range(seeds)])
    found = []
    for n, template in enumerate(problem.templates):
        for finding in Proof(template, deck, name, seeds, worker, problem.version).findings():
            field = f"variants[{n}].{finding.field}" if len(problem.templates) > 1 else finding.field
            found.append(finding._replace(field=field))
    return found


class Proof:
    """The proof of one template."""

    def __init__(self, template: Template, deck: str, name: str, seeds: int, worker: Worker, version: int = 1) -> None:
        self.template = template
        self.deck = deck
        self.name = name
        self.seeds = seeds
        self.worker = worker
        self.version = version
        self.samples: list[Sample] = []

    def findings(self) -> list[Finding]:
        """Everything found."""
        try:
            self.samples = [self.sample(self.template, seed) for seed in range(self.seeds)]
        except DrawError as error:
            refusals = self.refusals()
            return refusals + self.without_mistakes() if refusals else [Finding("where", str(error))]
        found = []
        if acceptance(self.samples) < LEAST_ACCEPTANCE:
            share = acceptance(self.samples)
            message = f"only {share:.2%} of the draws fit; widen 'given' or loosen 'where', at least 1 % should"
            found += self.refusals() or [Finding("where", message)]
        found += self.against_sympy()
        found += self.steps()
        found += self.mistakes()
        found += self.exactness()
        instances = [self.template.draw(self.deck, self.name, seed, self.version) for seed in range(self.seeds)]
        return found + prompts(instances)

    def without_mistakes(self) -> list[Finding]:
        """What else is wrong with a problem whose mistakes leave no draw."""
        sound = Template.parse({**self.template.parts, "mistakes": []})
        return Proof(sound, self.deck, self.name, self.seeds, self.worker, self.version).findings()

    def sample(self, template: Template, seed: int) -> Sample:
        """The numbers of a seed."""
        return template.sample(self.deck, self.name, seed, self.version)

    def refusals(self) -> list[Finding]:
        """The mistakes that lead to the right answer nearly always, if they are why no draw fits."""
        found = []
        mistakes = self.template.parts.get("mistakes")
        for n, mistake in enumerate(mistakes if isinstance(mistakes, (list, tuple)) else ()):
            alone = Template.parse({**self.template.parts, "mistakes": [mistake]})
            without = Template.parse({**self.template.parts, "mistakes": []})
            try:
                self.sample(without, 0)
                few = acceptance([self.sample(alone, seed) for seed in range(3)]) < LEAST_ACCEPTANCE
            except DrawError:
                few = True
            if few:
                message = "this leads to the right answer in nearly every draw; say when it can be made: 'when: p > 0'"
                found.append(Finding(f"mistakes[{n}].answer", message))
        return found

    def against_sympy(self) -> list[Finding]:
        """Answers, other answers and mistakes whose value SymPy has otherwise."""
        found = []
        fields = {"answer": items_of(self.template.answer)}
        fields |= {f"answers[{n}]": items_of(tree) for n, tree in enumerate(self.template.alternatives)}
        for field, items in fields.items():
            calculations = [
                (tree, sample.values)
                for sample in self.samples
                for tree in items
                if not isinstance(tree, Name)  # a drawn value, and perhaps a whole list
            ]
            found += self.compare(field, calculations)
        return found

    def compare(self, field: str, calculations: Sequence[tuple[Node, dict[str, Value]]]) -> list[Finding]:
        """What is wrong with the values of some formulas."""
        for start in range(0, len(calculations), BATCH):
            batch = [(tree, numeric(tree, values)) for tree, values in calculations[start : start + BATCH]]
            try:
                theirs = values_of(batch, BATCH_DEADLINE, self.worker)
            except Undecided as error:
                return [Finding(field, f"SymPy could not confirm it: {error}", "warning")]
            for (tree, values), their in zip(batch, theirs, strict=True):
                ours = evaluate(tree, values)
                if their is None or not agreeing(ours, their, rounded=is_rounded(tree)):
                    drawn = ", ".join(f"{name} = {value}" for name, value in values.items())
                    return [Finding(field, f"SymPy has {their} for {drawn}, and we have {ours}")]
        return []

    def steps(self) -> list[Finding]:
        """Steps that can't be calculated, and a last step that is not the answer."""
        plans = self.template.steps
        for sample in self.samples:
            known = dict(sample.values)
            numbers: tuple[Exact, ...] = ()
            for n, plan in enumerate(plans):
                try:
                    numbers = plan.numbers(known)
                except CalculationError as error:
                    return [Finding(f"steps[{n}]", f"this can't be calculated for {shown_values(sample)}: {error}")]
                if plan.name:
                    known[plan.name] = numbers[0]
            if plans and not same(self.template.expects, numbers, sample.right) and not near(numbers, sample.right):
                wanted, got = listed(sample.right), listed(numbers)
                message = f"the last step comes to {got} for {shown_values(sample)}, and the answer is {wanted}"
                return [Finding(f"steps[{len(plans) - 1}]", message)]
        return []

    def mistakes(self) -> list[Finding]:
        """Mistakes that never happen, or that always come to the same as another one."""
        found = []
        columns = list(zip(*(sample.wrong for sample in self.samples), strict=True)) if self.samples else []
        for n, column in enumerate(columns):
            if all(numbers is None for numbers in column):
                message = f"this mistake never happens in {self.seeds} draws; look at its 'when' and its formula"
                found.append(Finding(f"mistakes[{n}].answer", message))
                continue
            twin = next((m for m in range(n) if columns[m] == column), None)
            if twin is not None:
                message = f"this always comes to the same as mistakes[{twin}]; write one of them with both reasons"
                found.append(Finding(f"mistakes[{n}].answer", message))
        return found

    def exactness(self) -> list[Finding]:
        """An answer that nobody would type exactly, asked without a tolerance."""
        if self.template.tolerance.spread is not Spread.EXACT or self.template.expects is not Expects.NUMBER:
            return []
        for sample in self.samples:
            right = sample.right[0]
            places = decimal_places(Fraction(right))
            if places is None or places > LONGEST_DECIMAL:
                message = f"the answer is {listed(sample.right)} for {shown_values(sample)}: give a tolerance such as 1% or 3sf"
                return [Finding("answer", message, "warning")]
        return []


def proved_by_instances(instances: Sequence[Instance]) -> list[Finding]:
    """What can be said of a Python family: mistakes apart, steps ending in the answer, one answer to a prompt."""
    found = []
    for instance in instances:
        if (
            instance.steps
            and instance.answer.numbers
            and not ends_in(instance.steps[-1].text, instance.answer.numbers[-1])
        ):
            found.append(
                Finding("steps", f"seed {instance.seed}: the last step does not end in {instance.answer.text}")
            )
            break
    return found + prompts(instances)


def ends_in(step: str, number: Fraction) -> bool:
    """Whether a step's last number is this one."""
    plain = step.rstrip("$ .").replace("{,}", "")
    return number.denominator != 1 or plain.endswith((f" {number.numerator}", f"={number.numerator}"))


def prompts(instances: Sequence[Instance]) -> list[Finding]:
    """Prompts that don't say all that the answer depends on, and too few of them."""
    answers = defaultdict(set)
    for instance in instances:
        answers[instance.prompt].add(instance.answer.numbers or instance.answer.texts or (instance.answer.formula,))
    for prompt, different in answers.items():
        if len(different) > 1:
            message = f"the same question has {len(different)} answers; put every drawn value into it: {prompt[:80]}"
            return [Finding("front", message)]
    if len(answers) < FEW_PROMPTS:
        message = f"only {len(answers)} different questions in {len(instances)} draws; widen 'given'"
        return [Finding("given", message, "warning")]
    return []


def acceptance(samples: Sequence[Sample]) -> float:
    """The share of draws that were accepted."""
    return len(samples) / sum(sample.attempts for sample in samples)


def numeric(tree: Node, values: dict[str, Value]) -> dict[str, Value]:
    """The values a formula uses."""
    return {name: values[name] for name in names_of(tree)}


def agreeing(ours: Exact, theirs: Exact, *, rounded: bool) -> bool:
    """Whether two values are the same, or the same to 25 digits where only digits are known."""
    gap = abs(Fraction(ours) - theirs)
    return not gap or (rounded and gap <= PRECISION * max(abs(Fraction(theirs)), Fraction(1)))


def near(one: Sequence[Exact], other: Sequence[Exact]) -> bool:
    """Whether numbers known to 30 digits are the same."""
    return len(one) == len(other) and all(
        abs(Fraction(a) - b) <= NEARNESS * max(abs(Fraction(b)), Fraction(1)) for a, b in zip(one, other, strict=True)
    )


def shown_values(sample: Sample) -> str:
    """The drawn values in a message."""
    return ", ".join(
        f"{name} = {listed(value) if isinstance(value, tuple) else value if isinstance(value, str) else listed([value])}"
        for name, value in sample.values.items()
    )


def listed(numbers: Sequence[Exact]) -> str:
    """Numbers in a message."""
    return (
        ", ".join(approximate(each, TOLD_FIGURES) if rounded_off(each) else str(each) for each in numbers) or "nothing"
    )
