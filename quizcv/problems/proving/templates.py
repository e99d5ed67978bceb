"""The proof of a template: its numbers by SymPy, its steps, its mistakes, its conditions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import same
from quizcv.problems.drawing import DrawError, Stream
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.show import decimal_places
from quizcv.problems.formula.tree import Name, names_of
from quizcv.problems.given import Derived
from quizcv.problems.proving.comparing import first_difference
from quizcv.problems.proving.dropped import dropped
from quizcv.problems.proving.equations import equation_findings
from quizcv.problems.proving.findings import Finding, Proved, listed, near, shown_values
from quizcv.problems.proving.instances import acceptance_findings, instance_findings, questions
from quizcv.problems.steps import items_of
from quizcv.problems.symbolic import Undecided
from quizcv.problems.template import Template
from quizcv.problems.values import Spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.sampling import Sample
    from quizcv.problems.symbolic import Worker
    from quizcv.problems.values import Value

LONGEST_DECIMAL: Final = 6
SELDOM: Final = 0.1
"""A number that is negative in fewer of the draws is hardly meant to be."""
FEW_DRAWS: Final = 0.01


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

    def proved(self) -> Proved:
        """Everything found, and how the draws went."""
        try:
            self.samples = [self.sample(self.template, seed) for seed in range(self.seeds)]
        except DrawError as error:
            refusals = self.refusals()
            found = refusals + self.without_mistakes() if refusals else [Finding("where", str(error))]
            return Proved(tuple(found), self.seeds)
        share = acceptance(self.samples)
        found = (self.refusals() if share < FEW_DRAWS else []) or acceptance_findings(share)
        found += self.uncalculated()
        found += self.against_sympy()
        found += self.equation()
        found += self.steps()
        found += self.mistakes()
        found += self.exactness()
        found += self.inputs()
        instances = [self.template.instance(self.name, seed, sample) for seed, sample in enumerate(self.samples)]
        found += instance_findings(instances, self.template.tolerance)
        return Proved(tuple(found), self.seeds, share, questions(instances))

    def without_mistakes(self) -> list[Finding]:
        """What else is wrong with a problem whose mistakes leave no draw."""
        sound = Template.parse({**self.template.parts, "mistakes": []})
        return list(Proof(sound, self.deck, self.name, self.seeds, self.worker, self.version).proved().findings)

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
                few = acceptance([self.sample(alone, seed) for seed in range(3)]) < FEW_DRAWS
            except DrawError:
                few = True
            if few:
                message = "this leads to the right answer in nearly every draw; say when it can be made: 'when: p > 0'"
                found.append(Finding(f"mistakes[{n}].answer", message))
        return found

    def uncalculated(self) -> list[Finding]:
        """Draws left out because the answer or a derived value can't be calculated with them."""
        streams = (Stream(self.deck, self.name, self.version, seed) for seed in range(self.seeds))
        return dropped(self.template.sampler, streams, [sample.attempts for sample in self.samples])

    def against_sympy(self) -> list[Finding]:
        """Answers and other answers whose value SymPy has otherwise."""
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
            try:
                difference = first_difference(calculations, self.worker)
            except Undecided as error:
                found.append(Finding(field, f"SymPy could not confirm it: {error}", "warning"))
                continue
            if difference is not None:
                tree, values = calculations[difference.place]
                drawn = ", ".join(f"{name} = {values[name]}" for name in names_of(tree))
                found.append(
                    Finding(field, f"SymPy has {difference.theirs} for {drawn}, and we have {difference.ours}")
                )
        return found

    def equation(self) -> list[Finding]:
        """What is wrong with the equation that the answer is said to solve."""
        if self.template.solves is None:
            return []
        return equation_findings(self.template, self.samples, self.worker)

    def steps(self) -> list[Finding]:
        """Each step that can't be calculated or contradicts a value of the question, and a last one that is not the answer."""
        plans = self.template.steps
        used = [frozenset(names_of(plan.tree)) for plan in plans]
        found: dict[int, Finding] = {}
        for sample in self.samples:
            known = dict(sample.values)
            numbers: tuple[Exact, ...] = ()
            unknown: set[str] = set()
            for n, plan in enumerate(plans):
                numbers = ()
                if unknown.isdisjoint(used[n]):
                    try:
                        numbers = plan.numbers(known)
                    except CalculationError as error:
                        message = f"this can't be calculated for {shown_values(sample.values)}: {error}"
                        found.setdefault(n, Finding(f"steps[{n}]", message))
                if not plan.name:
                    continue
                if not numbers:
                    unknown.add(plan.name)
                    continue
                drawn = sample.values.get(plan.name)
                if plan.name in self.template.front.shows and not is_number(drawn, numbers[0]):
                    message = f"this comes to {listed(numbers)} for {shown_values(sample.values)}, and there {plan.name} is another number"
                    found.setdefault(n, Finding(f"steps[{n}]", message))
                known[plan.name] = numbers[0]
            if not numbers or same(self.template.expects, numbers, sample.right) or near(numbers, sample.right):
                continue
            wanted, got = listed(sample.right), listed(numbers)
            message = f"the last step comes to {got} for {shown_values(sample.values)}, and the answer is {wanted}"
            found.setdefault(len(plans) - 1, Finding(f"steps[{len(plans) - 1}]", message))
        return [found[n] for n in sorted(found)]

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
        if self.template.tolerance.spread is not Spread.EXACT:
            return []
        for sample in self.samples:
            for number in sample.right:
                places = decimal_places(Fraction(number))
                if places is None or places > LONGEST_DECIMAL:
                    message = f"the answer is {listed(sample.right)} for {shown_values(sample.values)}: give a tolerance such as 1% or 3sf"
                    return [Finding("answer", message, "warning")]
        return []

    def inputs(self) -> list[Finding]:
        """Draws that should hardly be asked: a number that is below zero now and then, a value the question shows rounded."""
        found: list[Finding] = []
        derived = [name for name, given in self.template.given.items() if isinstance(given, Derived)]
        for name in derived:
            if name in self.template.front.shows:
                found += self.seldom_negative(
                    f"given.{name}", name, [(each, (each.values[name],)) for each in self.samples]
                )
                found += self.shown_rounded(name)
        if self.template.solves is None:
            found += self.seldom_negative("answer", "the answer", [(each, each.right) for each in self.samples])
        return found

    def seldom_negative(
        self, field: str, what: str, rows: Sequence[tuple[Sample, Sequence[Value]]]
    ) -> Iterator[Finding]:
        """A number that is negative in so few draws that it can hardly be meant."""
        negative = [
            sample
            for sample, numbers in rows
            if any(isinstance(each, (int, Fraction)) and each < 0 for each in numbers)
        ]
        if negative and len(negative) < SELDOM * len(rows):
            values = shown_values(negative[0].values)
            message = (
                f"{what} is negative for {values}, which is seldom drawn; if that can't be, keep it out by 'where'"
            )
            yield Finding(field, message, "warning")

    def shown_rounded(self, name: str) -> Iterator[Finding]:
        """A derived value that the question shows rounded, so that the answer can't be worked out from it exactly."""
        if self.template.tolerance.spread is not Spread.EXACT:
            return
        for sample in self.samples:
            value = sample.values[name]
            if isinstance(value, Fraction) and decimal_places(value) is None:
                message = f"the question shows {name} rounded for {shown_values(sample.values)}, and its answer is asked exactly"
                yield Finding(f"given.{name}", message, "warning")
                return


def is_number(drawn: Value | None, number: Exact) -> bool:
    """Whether a drawn value is this number, to 30 digits."""
    return isinstance(drawn, (int, Fraction)) and near((drawn,), (number,))


def acceptance(samples: Sequence[Sample]) -> float:
    """The share of draws that were accepted."""
    return len(samples) / sum(sample.attempts for sample in samples)
