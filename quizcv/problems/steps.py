"""Worked steps: a formula, the same with the numbers put in, and what it comes to, as one line of math."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import approximate, grouped, rounded_off
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.parser import parse_answer
from quizcv.problems.formula.show import ATOM, PRODUCT, SUM, Latex, latex_name, to_latex
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import Listing, Name
from quizcv.problems.given import check_name
from quizcv.problems.values import Step, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from quizcv.problems.formula.show import Shown
    from quizcv.problems.formula.tree import Exact, Node

DEFINITION: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*)\s*=(?!=)")
SLOT: Final = "\0"
CDOT: Final = r" \cdot "
EQUALLY: Final = " = "
APPROXIMATELY: Final = r" \approx "


class StepPlan:
    """A step read once: `floor((n - k)/s) + 1`, or `o = ...`, which gives the value a name for the steps after it.

    Args:
        source: As written.
        names: The names it may use.
        lists: Those among them that are lists.

    Raises:
        FormulaError: It can't be read.
    """

    def __init__(self, source: str, names: Collection[str], lists: Collection[str] = ()) -> None:
        definition = DEFINITION.match(source)
        self.name = definition[1] if definition else ""
        if self.name and self.name not in names:
            check_name(self.name)
        start = definition.end() if definition else 0
        try:
            self.tree = parse_answer(source[start:], names, lists=lists, budget=TEMPLATE)
        except FormulaError as error:
            raise FormulaError(error.problem, start + max(error.column, 1), error.mend) from None
        if self.name and isinstance(self.tree, Listing):
            problem = "a name stands for one number, not for several"
            raise FormulaError(problem, 1)
        self.symbolic = (latex_name(self.name) + " = " if self.name else "") + to_latex(self.tree)
        self._slots = _SlotLatex().show(self.tree).split(SLOT)
        self._calculations = [compile_formula(item) for item in items_of(self.tree)]

    def numbers(self, values: Mapping[str, Value]) -> tuple[Exact, ...]:
        """What the step comes to."""
        return spread([calculation(values) for calculation in self._calculations])

    def render(self, values: Mapping[str, Value], numbers: Sequence[Exact], *, rounded: bool = False) -> Step:
        """The step as Markdown with math; a fraction also rounded, if so wanted because the answer may be typed like that."""
        with_numbers = self._with_numbers(values)
        result = latex_result(self.tree, numbers)
        text = self.symbolic if len(self._slots) > 1 or self.name else ""
        if result != with_numbers:
            sign = APPROXIMATELY if any(map(_is_rounded_off, map(values.get, self._slots[1::2]))) else EQUALLY
            text += sign + with_numbers if text else with_numbers
        sign = APPROXIMATELY if len(numbers) == 1 and rounded_off(numbers[0]) else EQUALLY
        if rounded and len(numbers) == 1 and r"\frac" in result:
            result += APPROXIMATELY + latex_rounded(numbers[0])
        return Step(f"${text}{sign}{result}$" if text else f"${result}$")

    def _with_numbers(self, values: Mapping[str, Value]) -> str:
        """The formula with the numbers put in; names that hold whole numbers from 0 are put in without looking at the tree."""
        slots = self._slots
        put_in = [values[name] for name in slots[1::2]]
        if all(type(value) is int and value >= 0 for value in put_in):
            pieces = list(slots)
            pieces[1::2] = map(str, put_in)
            return "".join(pieces)
        return _NumbersLatex(values).show(self.tree)


def _is_rounded_off(value: Value | None) -> bool:
    """Whether a value put in is shown rounded."""
    return isinstance(value, Fraction) and rounded_off(value)


class _NumbersLatex(Latex):
    """Shows a tree with the numbers put in, those of earlier steps rounded as they were shown there."""

    def named(self, name: str) -> Shown:
        value = self.values.get(name)
        if not isinstance(value, Fraction) or not rounded_off(value):
            return super().named(name)
        text = latex_amount(value)
        return text, SUM if value < 0 else PRODUCT if CDOT in text else ATOM


class _SlotLatex(Latex):
    """Shows a tree with a slot for each name."""

    def __init__(self) -> None:
        super().__init__({})

    def named(self, name: str) -> Shown:
        return f"{SLOT}{name}{SLOT}", ATOM

    def times(self, left: str, right: Node) -> str:  # noqa: ARG002  a number stands on both sides
        return CDOT


def items_of(tree: Node | Listing) -> tuple[Node, ...]:
    """The formulas of an answer: one, or those of a listing."""
    return tree.items if isinstance(tree, Listing) else (tree,)


def spread(results: Sequence[Exact | tuple[Exact, ...]]) -> tuple[Exact, ...]:
    """Calculated numbers, a whole list laid open."""
    numbers: list[Exact] = []
    for result in results:
        if isinstance(result, tuple):
            numbers.extend(result)
        else:
            numbers.append(result)
    return tuple(numbers)


def latex_result(tree: Node | Listing, numbers: Sequence[Exact]) -> str:
    """What a step comes to, as LaTeX."""
    texts = [latex_amount(number) for number in numbers]
    if isinstance(tree, Listing) and tree.kind == "shape":
        return r" \times ".join(texts)
    if isinstance(tree, Name) or len(texts) > 1:
        return r",\, ".join(texts)
    return texts[0]


def latex_amount(value: Exact) -> str:
    """A number as LaTeX, its thousands kept apart."""
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", "{,}")
    text = grouped(value)
    upper, bar, lower = text.partition("/")
    if bar:
        sign = "-" if upper.startswith("-") else ""
        return rf"{sign}\frac{{{upper.removeprefix('-').replace(',', '{,}')}}}{{{lower.replace(',', '{,}')}}}"
    return latex_rounded(value) if rounded_off(value) else text.replace(",", "{,}")


def latex_rounded(value: Exact) -> str:
    """A number rounded for people, as LaTeX."""
    mantissa, exponent_sign, exponent = approximate(value).partition("e")
    return mantissa.replace(",", "{,}") + (rf"{CDOT}10^{{{exponent}}}" if exponent_sign else "")
