"""What a family of problems is made of, and how a topic's module registers one.

Most families are templates, written as a deck's author would write them (`template_family`). What a template can't say is a
function from a stream of random numbers to a problem (`family`).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.errors import UsageError
from quizcv.problems.answers import narrowed, narrowed_several, recognised, same
from quizcv.problems.drawing import MAX_ATTEMPTS, DrawError, Stream
from quizcv.problems.values import SEVERAL_MISTAKES, Answer, Expects, Instance, Mistake, Step, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

    from quizcv.problems.network.table import Network
    from quizcv.problems.template import Template

    Maker = Callable[[Stream], "Problem | None"]


class Problem(NamedTuple):
    """What a Python family makes of random numbers.

    Args:
        values: The numbers drawn, by name.
        prompt: The question, Markdown with math.
        answer: The right answer.
        alternatives: Other right answers.
        steps: The worked way, each a line of Markdown; the last one ends in the answer.
        mistakes: Known wrong answers and what went wrong; those that come to the same are told together.
        formulas: The answer's numbers as closed formulas in our formula language, numbers put in, one for each number of the answer:
            `floor((32 + 2*1 - 3)/2) + 1`. `quizcv check` has SymPy work them out; empty where the answer is no formula.
        options: For an answer that is chosen: what there is to choose from, in the order shown.
    """

    values: Mapping[str, Value]
    prompt: str
    answer: Answer
    alternatives: tuple[Answer, ...] = ()
    steps: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    formulas: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Problems of one kind.

    Args:
        name: A slug, for ever.
        topic: A slug that groups families; the module it is in.
        title: What is practised, for people.
        source: Where the formula comes from: paper and equation or section.
        version: Raised when the same seed would give other numbers; the log's old seeds then still tell their problem apart.
        maker: For a family written in Python.
        variants: For a family made of templates: the parts of each; a draw takes one of them.
        module: Whose import registers it.
        about: For a family about networks: gives the maker of problems about one network.
    """

    name: str
    topic: str
    title: str
    source: str
    version: int = 1
    maker: Maker | None = field(default=None, compare=False)
    variants: tuple[Mapping[str, object], ...] = field(default=(), compare=False)
    module: str = field(default="", compare=False)
    about: Callable[[Network], Maker] | None = field(default=None, compare=False)

    @property
    def templates(self) -> tuple[Template, ...]:
        """The templates it is made of, read when first needed; none for a family written in Python."""
        return templates_of(self)

    def of(self, network: Network) -> Family:
        """The same family with every problem about one network.

        Raises:
            UsageError: It is not about networks, or there is nothing it could ask about this one.
        """
        if self.about is None:
            message = f"the family {self.name!r} is not about networks; see: quizcv families"
            raise UsageError(message)
        return replace(self, maker=self.about(network))

    def draw(self, deck: str, seed: int) -> Instance:
        """The instance of a seed; the same on every machine.

        Raises:
            DrawError: No numbers fit.
        """
        if self.maker is not None:
            return instance_of(self.problem(deck, seed)[0], self.name, seed)
        place = Stream(deck, f"{self.name}/variant", self.version, seed).below(len(self.variants))
        return template_of(self, place).draw(deck, self.name, seed, self.version)

    def problem(self, deck: str, seed: int) -> tuple[Problem, int]:
        """The problem that a family written in Python makes of a seed, and how many draws it took.

        Raises:
            DrawError: No numbers fit.
        """
        if self.maker is None:
            message = f"{self.name} is made of templates"
            raise TypeError(message)
        stream = Stream(deck, self.name, self.version, seed)
        for attempt in range(1, MAX_ATTEMPTS + 1):
            problem = self.maker(stream)
            if problem is not None and told_apart(problem):
                return problem, attempt
        message = f"{self.name}: no numbers fit in {MAX_ATTEMPTS:,} draws"
        raise DrawError(message)


@cache
def templates_of(family: Family) -> tuple[Template, ...]:
    """A family's templates."""
    return tuple(template_of(family, place) for place in range(len(family.variants)))


@cache
def template_of(family: Family, place: int) -> Template:
    """One of a family's templates, read once."""
    from quizcv.problems.template import Template  # noqa: PLC0415  a list of families needs no template

    return Template.parse(family.variants[place])


def told_apart(problem: Problem) -> bool:
    """Whether no mistake leads to a right answer."""
    rights = (problem.answer, *problem.alternatives)
    return not any(same_answer(mistake.answer, right) for mistake in problem.mistakes for right in rights)


def same_answer(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same one."""
    if one.expects is not other.expects:
        return False
    if one.expects in {Expects.TEXT, Expects.CHOICE, Expects.CHOICES, Expects.FORMULA}:
        return (one.texts, one.formula) == (other.texts, other.formula)
    return same(one.expects, one.numbers, other.numbers)


def instance_of(problem: Problem, name: str, seed: int) -> Instance:
    """The instance of a problem: mistakes that come to the same told together, the tolerance kept from reaching them."""
    merged: list[Mistake] = []
    for mistake in problem.mistakes:
        for n, other in enumerate(merged):
            if same_answer(mistake.answer, other.answer):
                if mistake.says not in other.says.split(SEVERAL_MISTAKES):
                    merged[n] = Mistake(other.answer, other.says + SEVERAL_MISTAKES + mistake.says)
                break
        else:
            merged.append(Mistake(recognised(mistake.answer, problem.answer.tolerance), mistake.says))
    return Instance(
        family=name,
        seed=seed,
        values=problem.values,
        prompt=problem.prompt,
        answer=kept_from(problem.answer, merged),
        alternatives=tuple(kept_from(answer, merged) for answer in problem.alternatives),
        steps=tuple(map(Step, problem.steps)),
        mistakes=tuple(merged),
        options=problem.options,
    )


def kept_from(answer: Answer, mistakes: list[Mistake]) -> Answer:
    """The answer, its tolerance so narrow that it reaches no mistake."""
    if not answer.tolerance.amount:
        return answer
    wrong = [mistake.answer.numbers for mistake in mistakes if mistake.answer.expects is answer.expects]
    if answer.expects is Expects.NUMBER:
        tolerance = narrowed(answer.numbers[0], answer.tolerance, [numbers[0] for numbers in wrong])
    else:
        tolerance = narrowed_several(answer.expects, answer.numbers, answer.tolerance, wrong)
    return answer._replace(tolerance=tolerance)


REGISTRY: Final[dict[str, Family]] = {}
"""Every family of the modules imported so far; `quizcv.problems.families` imports them all."""


def register(family: Family) -> None:
    """Adds a family to the catalogue.

    Raises:
        ValueError: There is one of that name: a mistake in our own source.
    """
    if family.name in REGISTRY:
        message = f"two families are called {family.name!r}"
        raise ValueError(message)
    REGISTRY[family.name] = family


def module_being_imported() -> str:
    """The name of the module in whose import this is called, by whatever helpers."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001  as the standard library does for named tuples
    while frame is not None and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    return str(frame.f_globals["__name__"]) if frame is not None else ""


def template_family(
    name: str, *variants: Mapping[str, object], topic: str, title: str, source: str, version: int = 1
) -> None:
    """Registers a family made of templates; the parts are read when it is first drawn from."""
    register(
        Family(
            name=name,
            topic=topic,
            title=title,
            source=source,
            version=version,
            variants=variants,
            module=module_being_imported(),
        )
    )


def family(
    name: str,
    *,
    topic: str,
    title: str,
    source: str,
    version: int = 1,
    about: Callable[[Network], Maker] | None = None,
) -> Callable[[Maker], Maker]:
    """Registers a function as a family: it makes a problem of random numbers, or None to be given other ones."""

    def decorate(maker: Maker) -> Maker:
        module = module_being_imported()
        register(
            Family(
                name=name,
                topic=topic,
                title=title,
                source=source,
                version=version,
                maker=maker,
                module=module,
                about=about,
            )
        )
        return maker

    return decorate
