r"""A problem written in a deck: what is drawn, what is asked, what is right, and what goes wrong.

    given: {n: 32..224, k: [3, 5, 7], s: [1, 2, 4], p: 0..3}
    where: ["p <= k/2"]
    front: A ${k}\times{k}$ convolution ... Side of the output?
    answer: floor((n + 2*p - k)/s) + 1

`Template.parse` reads the parts and tells every fault at once; `draw` makes an instance from a seed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from quizcv.problems.answers import EXACT, narrowed, narrowed_several, number_answer, recognised
from quizcv.problems.drawing import Stream
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.sampling import Sampler, calculation_of
from quizcv.problems.values import SEVERAL_MISTAKES, Answer, Expects, Instance, Mistake, Step, Tolerance, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quizcv.problems.equation import Equation
    from quizcv.problems.formula.tree import Comparison, Exact, Listing, Node
    from quizcv.problems.given import Given
    from quizcv.problems.prose import Prose
    from quizcv.problems.sampling import Calculations, Numbers, Sample, Wrong
    from quizcv.problems.steps import StepPlan


class Template:
    """A problem as written; equal to another if all parts are.

    Made by `Template.parse`. It can be pickled and copied: its parts are kept, and read again.
    """

    def __init__(  # noqa: PLR0913  one for each part, by keyword
        self,
        *,
        parts: Mapping[str, object],
        given: Mapping[str, Given],
        where: tuple[Comparison, ...],
        front: Prose,
        answer: Node | Listing,
        alternatives: tuple[Node | Listing, ...] = (),
        steps: tuple[StepPlan, ...] = (),
        mistakes: tuple[Wrong, ...] = (),
        expects: Expects = Expects.NUMBER,
        unit: str = "",
        suffixes: bool = False,
        tolerance: Tolerance = EXACT,
        solves: Equation | None = None,
    ) -> None:
        self.parts = parts
        self.given = given
        self.where = where
        self.front = front
        self.answer = answer
        self.alternatives = alternatives
        self.steps = steps
        self.mistakes = mistakes
        self.expects = expects
        self.unit = unit
        self.suffixes = suffixes
        self.tolerance = tolerance
        self.solves = solves

    @classmethod
    def parse(cls, parts: Mapping[str, object]) -> Template:
        """Reads the parts of a template.

        Args:
            parts: `given` (a mapping of names to a range, a list or a formula), `front` and `answer`; if wanted `where`, `steps`
                and `answers` (lists of texts), `mistakes` (a list of mappings with `answer`, `says` and, if it can only be made sometimes, `when`), `unit`, `tolerance`,
                `expects` (number, shape, list or set), `suffixes` (true or false) and `solves` (the equation the answer solves).

        Raises:
            TemplateError: With every fault, its part and its column.
        """
        from quizcv.problems.reading import read_template  # noqa: PLC0415  reading is done once, drawing often

        return cls(parts=parts, **read_template(parts))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Template) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(repr(self.parts))

    def __repr__(self) -> str:
        return f"Template({self.parts!r})"

    def __reduce__(self) -> tuple[Callable[[Mapping[str, object]], Template], tuple[Mapping[str, object]]]:
        return (Template.parse, (self.parts,))

    @cached_property
    def sampler(self) -> Sampler:
        """What draws its numbers."""
        return Sampler(
            given=self.given,
            where=self.where,
            answer=self.answer,
            alternatives=self.alternatives,
            mistakes=self.mistakes,
            expects=self.expects,
        )

    def sample(self, deck: str, name: str, seed: int, version: int = 1) -> Sample:
        """Draws numbers until they fit.

        Raises:
            DrawError: Nothing fits.
        """
        return self.sampler.sample(Stream(deck, name, version, seed), name)

    @cached_property
    def _others(self) -> list[Calculations]:
        return [calculation_of(tree) for tree in self.alternatives]

    def draw(self, deck: str, name: str, seed: int, version: int = 1) -> Instance:
        """The instance of a seed.

        Args:
            deck: The deck's slug, part of what is drawn from.
            name: The template card's id or the family's name.
            seed: Any whole number; the same one gives the same instance.
            version: Of the family; another one draws other numbers.

        Raises:
            DrawError: No numbers fit.
        """
        return self.instance(name, seed, self.sample(deck, name, seed, version))

    def instance(self, name: str, seed: int, sample: Sample) -> Instance:
        """The instance of numbers drawn."""
        values, right, wrong, _ = sample
        merged: dict[Numbers | frozenset[Exact], tuple[Numbers, list[str]]] = {}
        for mistake, numbers in zip(self.mistakes, wrong, strict=True):
            if numbers is not None:
                key = frozenset(numbers) if self.expects is Expects.SET else numbers
                says = merged.setdefault(key, (numbers, []))[1]
                hint = mistake.says.render(values)
                if hint not in says:
                    says.append(hint)
        tolerance = self._tolerance(right, [numbers for numbers, _ in merged.values()])
        return Instance(
            family=name,
            seed=seed,
            values=values,
            prompt=self.front.render(values),
            answer=self._answer(right, tolerance),
            alternatives=tuple(self._answer(other(values), tolerance) for other in self._others),
            steps=self.work(values),
            mistakes=tuple(
                Mistake(recognised(self._answer(numbers), self.tolerance), SEVERAL_MISTAKES.join(says))
                for numbers, says in merged.values()
            ),
        )

    def work(self, values: Mapping[str, Value]) -> tuple[Step, ...]:
        """The worked steps with these numbers; a step that can't be calculated is left out, as `check` tells the author."""
        known = dict(values)
        steps = []
        for plan in self.steps:
            try:
                numbers = plan.numbers(known)
            except CalculationError:
                continue
            last = plan is self.steps[-1]
            steps.append(plan.render(known, numbers, rounded=last and bool(self.tolerance.amount)))
            if plan.name:
                known[plan.name] = numbers[0]
        return tuple(steps)

    def _tolerance(self, right: Numbers, wrong: Sequence[Numbers]) -> Tolerance:
        """The tolerance, so narrow that it reaches no mistake."""
        if not self.tolerance.amount:
            return self.tolerance
        from fractions import Fraction  # noqa: PLC0415  whole problems do without

        if self.expects is Expects.NUMBER:
            return narrowed(Fraction(right[0]), self.tolerance, [Fraction(numbers[0]) for numbers in wrong])
        others = [tuple(map(Fraction, numbers)) for numbers in wrong]
        return narrowed_several(self.expects, tuple(map(Fraction, right)), self.tolerance, others)

    def _answer(self, numbers: Numbers, tolerance: Tolerance | None = None) -> Answer:
        return number_answer(
            self.expects,
            numbers,
            tolerance=self.tolerance if tolerance is None else tolerance,
            unit=self.unit,
            suffixes=self.suffixes,
        )
