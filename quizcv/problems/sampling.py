"""Numbers drawn for a template until they fit, and what the answer and each mistake come to with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.answers import same
from quizcv.problems.drawing import MAX_ATTEMPTS, DrawError
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import TRANSCENDENTAL, compile_formula, compile_test
from quizcv.problems.formula.sharing import parts_in_common
from quizcv.problems.formula.tree import Call, Name, names_of, walk
from quizcv.problems.given import Derived
from quizcv.problems.steps import items_of, spread
from quizcv.problems.values import Expects, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.formula.evaluate import Test
    from quizcv.problems.formula.sharing import Shared
    from quizcv.problems.formula.tree import Comparison, Exact, Listing, Node
    from quizcv.problems.given import Drawer, Given
    from quizcv.problems.prose import Prose

    Calculations = Callable[[Mapping[str, Value]], "Numbers"]

Numbers = tuple["Exact", ...]
FEWEST_ATTEMPTS: Final = 5
MOST_WORK: Final = 2_000_000
"""Operations for one instance, a logarithm counted as 300: about half a second."""


class Wrong(NamedTuple):
    """A mistake as written: the formula it leads to, what went wrong, and the condition under which it can be made at all."""

    tree: Node | Listing
    says: Prose
    when: Comparison | None = None


class Sample(NamedTuple):
    """Numbers drawn and evaluated: the values, the right numbers, each mistake's numbers (None if it can't be made), the draws tried."""

    values: dict[str, Value]
    right: Numbers
    wrong: tuple[Numbers | None, ...]
    attempts: int


class Sampler:
    """Draws for one template; made when it is first drawn from.

    Args:
        given: What is drawn, in order.
        where: What must hold of it.
        answer: The right answer.
        alternatives: Other right answers.
        mistakes: Known wrong answers.
        expects: The kind of answer.
    """

    def __init__(
        self,
        *,
        given: Mapping[str, Given],
        where: Sequence[Comparison],
        answer: Node | Listing,
        alternatives: Sequence[Node | Listing],
        mistakes: Sequence[Wrong],
        expects: Expects,
    ) -> None:
        trees = [*where, answer, *alternatives]
        trees += [tree for mistake in mistakes for tree in (mistake.tree, mistake.when) if tree is not None]
        trees += [each.tree for each in given.values() if isinstance(each, Derived)]
        shared = parts_in_common(trees)
        self.expects = expects
        self.names = tuple(given)
        self.most_attempts = most_attempts(trees)
        self.drawers = drawers_of(given, where, shared)
        self.right = calculation_of(answer, shared)
        self.others = [calculation_of(tree, shared) for tree in alternatives]
        self.wrong = [
            (
                compile_test(mistake.when, shared) if mistake.when is not None else None,
                calculation_of(mistake.tree, shared),
            )
            for mistake in mistakes
        ]

    def sample(self, stream: Stream, name: str) -> Sample:
        """Draws numbers until they fit: `where` holds, everything can be calculated, and no mistake leads to a right answer.

        Raises:
            DrawError: Nothing fits.
        """
        trouble = ""
        for attempt in range(1, self.most_attempts + 1):
            try:
                sample = self.attempt(stream, attempt)
            except CalculationError as error:
                trouble = f"; the last try: {error}"
                continue
            if sample is not None:
                return sample
        message = f"{name}: no numbers fit in {self.most_attempts:,} draws{trouble}; widen 'given' or loosen 'where'"
        raise DrawError(message)

    def attempt(self, stream: Stream, attempt: int) -> Sample | None:
        """One draw; None if it does not fit.

        Raises:
            CalculationError: The answer can't be calculated with it.
        """
        values = self.drawn(stream)
        if values is None:
            return None
        right = self.right(values)
        wrong: list[Numbers | None] = []
        for when, calculation in self.wrong:
            try:
                numbers = calculation(values) if when is None or when(values) else None
            except CalculationError:
                numbers = None
            if numbers is None:
                wrong.append(None)
                continue
            if numbers == right or (self.expects is Expects.SET and same(self.expects, numbers, right)):
                return None
            wrong.append(numbers)
        made = [numbers for numbers in wrong if numbers]
        if made and self.others:
            rights = [other(values) for other in self.others]
            if any(same(self.expects, other, numbers) for other in rights for numbers in made):
                return None
        return Sample({name: values[name] for name in self.names}, right, tuple(wrong), attempt)

    def drawn(self, stream: Stream) -> dict[str, Value] | None:
        """Values for which every condition holds, and beside them those of parts in common; None if one does not hold."""
        values: dict[str, Value] = {}
        for name, drawer, tests in self.drawers:
            value = drawer(stream, values)
            if value is None:
                return None
            values[name] = value
            for test in tests:
                if not test(values):
                    return None
        return values


def most_attempts(trees: Iterable[Node | Comparison | Listing]) -> int:
    """How often numbers are drawn before giving up: less often where a draw takes much work, so that it ends in any case."""
    work = sum(
        300 if isinstance(node, Call) and node.function in TRANSCENDENTAL else 1
        for tree in trees
        for node in walk(tree)
    )
    return max(FEWEST_ATTEMPTS, min(MAX_ATTEMPTS, MOST_WORK // max(work, 1)))


def drawers_of(
    given: Mapping[str, Given], where: Sequence[Comparison], shared: Shared
) -> list[tuple[str, Drawer, list[Test]]]:
    """What draws each value, and the conditions that can be tested as soon as it is drawn."""
    order = list(given)
    tests: list[list[Test]] = [[] for _ in order]
    for test in where:
        tests[max((order.index(name) for name in names_of(test)), default=0)].append(compile_test(test, shared))
    return [(name, each.drawer(shared), tests[n]) for n, (name, each) in enumerate(given.items())]


def calculation_of(tree: Node | Listing, shared: Shared | None = None) -> Calculations:
    """A function from values to an answer's numbers; `compile_formula` tells of the arguments."""
    calculations = [compile_formula(item, shared) for item in items_of(tree)]
    if len(calculations) == 1 and not isinstance(tree, Name):  # a name may stand for a whole list
        (calculation,) = calculations
        return lambda values: (calculation(values),)
    return lambda values: spread([calculation(values) for calculation in calculations])
