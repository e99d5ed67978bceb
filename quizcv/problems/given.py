"""What a template draws: ranges, choices and values derived from what was drawn before."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.drawing import WORDS
from quizcv.problems.formula.errors import FormulaError, shortened
from quizcv.problems.formula.evaluate import compile_formula, evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import Number, names_of
from quizcv.problems.formula.words import RESERVED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from quizcv.problems.drawing import Stream
    from quizcv.problems.formula.sharing import Shared
    from quizcv.problems.formula.tree import Exact, Node
    from quizcv.problems.values import Value

    Drawer = Callable[[Stream, Mapping[str, Value]], Value | None]

RANGE: Final = re.compile(r"\s*(?P<low>.+?)\s*\.\.\s*(?P<high>.+?)(?:\s+by\s+(?P<step>.+?))?\s*", re.DOTALL)
NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
MAX_CHOICES: Final = 1000
MAX_LIST: Final = 64
"""Numbers in one list."""


class Range(NamedTuple):
    """Whole numbers from `low` to `high`, `step` apart; the bounds may depend on values drawn before."""

    low: Node
    high: Node
    step: int = 1

    def drawer(self, shared: Shared | None = None) -> Drawer:
        """A function that draws a value; None where the range is empty."""
        step = self.step
        if isinstance(self.low, Number) and isinstance(self.high, Number):
            first, count = ceil(self.low.value), (floor(self.high.value) - ceil(self.low.value)) // step + 1
            return lambda stream, _: first + step * stream.below(count)
        low, high = compile_formula(self.low, shared), compile_formula(self.high, shared)

        def draw(stream: Stream, values: Mapping[str, Value]) -> Value | None:
            first, last = ceil(low(values)), floor(high(values))
            return first + step * stream.below((last - first) // step + 1) if 0 <= last - first < WORDS else None

        return draw


class Choice(NamedTuple):
    """One of several numbers, words or lists of numbers."""

    options: tuple[Value, ...]

    def drawer(self, shared: Shared | None = None) -> Drawer:  # noqa: ARG002  it calculates nothing
        """A function that draws a value."""
        options, count = self.options, len(self.options)
        return lambda stream, _: options[stream.below(count)]


class Derived(NamedTuple):
    """A value calculated from those before it."""

    tree: Node

    def drawer(self, shared: Shared | None = None) -> Drawer:
        """A function that calculates the value; `compile_formula` tells of the parts in common."""
        calculation = compile_formula(self.tree, shared)
        return lambda _, values: calculation(values)


Given = Range | Choice | Derived


def check_name(name: str) -> None:
    """Makes sure a name can be used in formulas.

    Raises:
        FormulaError: It can't.
    """
    if name in RESERVED:
        problem = f"{name!r} already means something in formulas"
        raise FormulaError(problem, 1, "choose another name")
    if not NAME.fullmatch(name):
        problem = f"{shortened(name)} is no name for a value"
        raise FormulaError(problem, 1, "use letters, digits and _, beginning with a letter, at most 32")


def parse_given(written: object, names: Collection[str], lists: Collection[str]) -> Given:
    """What an entry of `given` draws.

    Args:
        written: A range `32..224` or `32..224 by 32`, a list of choices, or a formula.
        names: The numbers it may use: those given before it.
        lists: Those among them that are lists.

    Raises:
        FormulaError: It can't be read.
    """
    if isinstance(written, (list, tuple)):
        return parse_choice(written)
    text = str(written)
    span = RANGE.fullmatch(text)
    if span is None:
        return Derived(parse(text, names, lists=lists, budget=TEMPLATE))
    low, high = (_bound(span, end, names, lists) for end in ("low", "high"))
    step = 1
    if span["step"] is not None:
        written_step = _bound(span, "step", (), ())
        if not isinstance(written_step, Number) or not isinstance(written_step.value, int) or written_step.value < 1:
            problem = f"the step {shortened(span['step'])} is no whole number from 1"
            raise FormulaError(problem, span.start("step") + 1)
        step = written_step.value
    if isinstance(low, Number) and isinstance(high, Number):
        if floor(high.value) < ceil(low.value):
            problem = f"the range {text.strip()} holds no whole number"
            raise FormulaError(problem, 1, "write the smaller end first")
        if high.value - low.value >= WORDS:
            problem = f"the range {text.strip()} is too wide: at most {WORDS:,} numbers"
            raise FormulaError(problem, 1)
    return Range(low, high, step)


def _bound(span: re.Match[str], end: str, names: Collection[str], lists: Collection[str]) -> Node:
    """One end of a range; a number if it needs no value, with its column in the whole text on errors."""
    try:
        tree = parse(span[end], names, lists=lists, budget=TEMPLATE)
        return tree if _uses_names(tree) else Number(evaluate(tree), span.start(end) + 1)
    except FormulaError as error:
        raise FormulaError(error.problem, span.start(end) + max(error.column, 1), error.mend) from None


def _uses_names(tree: Node) -> bool:
    return bool(names_of(tree))


def parse_choice(written: Sequence[object]) -> Choice:
    """The options of a choice: all numbers, all lists of numbers, or else words.

    Raises:
        FormulaError: There are none or too many, or a list holds something else than numbers.
    """
    if not 1 <= len(written) <= MAX_CHOICES:
        problem = f"a choice has 1 to {MAX_CHOICES:,} options, not {len(written):,}"
        raise FormulaError(problem, 1)
    if any(isinstance(option, (list, tuple)) for option in written):
        return Choice(tuple(_number_list(option) for option in written))
    numbers = [_number(option) for option in written]
    if None in numbers:
        return Choice(tuple(str(option) for option in written))
    return Choice(tuple(number for number in numbers if number is not None))


def _number(option: object) -> Exact | None:
    if isinstance(option, (int, Fraction)):
        return option
    try:
        return evaluate(parse(str(option), ()))
    except FormulaError:
        return None


def _number_list(option: object) -> tuple[Exact, ...]:
    items = option if isinstance(option, (list, tuple)) else (option,)
    if not 1 <= len(items) <= MAX_LIST:
        problem = f"a list has 1 to {MAX_LIST} numbers, not {len(items)}"
        raise FormulaError(problem, 1)
    numbers = [_number(item) for item in items]
    if None in numbers:
        problem = f"{shortened(str(items[numbers.index(None)]))} is no number"
        raise FormulaError(problem, 1, "a list of values holds numbers only")
    return tuple(number for number in numbers if number is not None)
