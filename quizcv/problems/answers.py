"""Right answers as values: their text, their tolerance, and when two of them are the same."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import decimal_text, short_decimal
from quizcv.problems.values import Answer, Expects, Spread, Tolerance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.problems.formula.tree import Exact

EXACT: Final = Tolerance()
"""No other number counts."""
FIGURES: Final = r"([1-9][0-9]?)\s*(?:sf|sig\.? ?figs?|significant figures)"
MAX_FIGURES: Final = 15
MAX_DECIMAL_PLACES: Final = 10
SHOWN_FIGURES: Final = 6
LARGEST_SHOWN_DENOMINATOR: Final = 100
LARGEST_SHOWN_NUMERATOR: Final = 100_000
"""Beyond it a fraction says less than its decimals: 2,333,255,625/49."""


def parse_tolerance(text: str) -> Tolerance:
    """A tolerance as written in a deck: `1%`, `0.5`, `3sf`; an empty text means exact.

    Raises:
        FormulaError: It is none of these.
    """
    text = text.strip()
    if not text:
        return Tolerance()
    figures = re.fullmatch(FIGURES, text)
    if figures:
        count = int(figures[1])
        if count > MAX_FIGURES:
            problem = f"at most {MAX_FIGURES} significant figures are compared, not {count}"
            raise FormulaError(problem, 1)
        return Tolerance(Spread.FIGURES, Fraction(count))
    part = text.endswith("%")
    amount = Fraction(evaluate(parse(text.removesuffix("%"), ())))
    if amount < 0 or (part and amount >= 100):  # noqa: PLR2004  per cent
        problem = f"a tolerance of {text} makes no sense"
        raise FormulaError(problem, 1, "write one like 1%, 0.5 or 3sf")
    if not amount:
        return Tolerance()
    return Tolerance(Spread.RELATIVE, amount / 100) if part else Tolerance(Spread.ABSOLUTE, amount)


def significant(value: Exact, figures: int) -> Fraction:
    """The value rounded to so many significant figures, ties away from zero."""
    if not value:
        return Fraction(0)
    exponent = magnitude(value) - figures + 1
    upper, lower = scaled(value, -exponent)
    count = (2 * upper + lower) // (2 * lower)
    rounded = Fraction(count * 10**exponent) if exponent >= 0 else Fraction(count, 10**-exponent)
    return rounded if value > 0 else -rounded


def figure_unit(value: Fraction, figures: int) -> Fraction:
    """One unit in the last of so many significant figures."""
    return Fraction(10) ** (magnitude(value) - figures + 1)


def magnitude(value: Exact) -> int:
    """The exponent of ten in scientific notation: 2 for 123, -2 for 0.0123."""
    exponent = len(str(abs(value.numerator))) - len(str(value.denominator))
    upper, lower = scaled(value, -exponent)
    return exponent if upper >= lower else exponent - 1


def scaled(value: Exact, exponent: int) -> tuple[int, int]:
    """The size of a number times a power of ten, as numerator and denominator not brought down."""
    upper, lower = abs(value.numerator), value.denominator
    return (upper * 10**exponent, lower) if exponent >= 0 else (upper, lower * 10**-exponent)


def within(value: Exact, right: Exact, tolerance: Tolerance) -> bool:
    """Whether a number counts as the right one."""
    value, right = Fraction(value), Fraction(right)
    match tolerance.spread:
        case Spread.EXACT:
            return value == right
        case Spread.ABSOLUTE:
            return abs(value - right) <= tolerance.amount
        case Spread.RELATIVE:
            return abs(value - right) <= tolerance.amount * abs(right)
        case Spread.FIGURES:
            figures = int(tolerance.amount)
            return value == right or significant(value, figures) == significant(right, figures)


def reach(right: Fraction, tolerance: Tolerance) -> Fraction:
    """How far from the right number a response may lie and still count."""
    match tolerance.spread:
        case Spread.EXACT:
            return Fraction(0)
        case Spread.ABSOLUTE:
            return Fraction(tolerance.amount)
        case Spread.RELATIVE:
            return tolerance.amount * abs(right)
        case Spread.FIGURES:
            return figure_unit(right, int(tolerance.amount)) if right else Fraction(0)


def narrowed(right: Fraction, tolerance: Tolerance, others: Iterable[Fraction]) -> Tolerance:
    """The tolerance, cut so that it stays under half-way to the nearest of the other numbers."""
    if tolerance.spread is Spread.EXACT:
        return tolerance
    distances = [abs(other - right) for other in others if other != right]
    if not distances or 2 * reach(right, tolerance) < min(distances):
        return tolerance
    return Tolerance(Spread.ABSOLUTE, min(distances) * Fraction(49, 100))


def narrowed_several(
    expects: Expects, right: Sequence[Fraction], tolerance: Tolerance, others: Iterable[Sequence[Fraction]]
) -> Tolerance:
    """The tolerance of a shape, a list or a set, cut so that each other answer lies more than twice its reach away in one place.

    Of whatever is typed, then, no list counts as right that is nearer to a mistake in every place.
    """
    for other in others:
        if tolerance.spread is Spread.EXACT:
            break
        if len(other) == len(right):
            tolerance = _narrowed_to_gaps(tolerance, gaps(expects, right, other))
    return tolerance


def gaps(expects: Expects, right: Sequence[Fraction], other: Sequence[Fraction]) -> list[tuple[Fraction, Fraction]]:
    """The numbers in which two answers of the same length differ, each with its distance; a set's are paired by size."""
    pairs = zip(sorted(right), sorted(other), strict=True) if expects is Expects.SET else zip(right, other, strict=True)
    return [(one, abs(another - one)) for one, another in pairs if one != another]


def _narrowed_to_gaps(tolerance: Tolerance, distances: Sequence[tuple[Fraction, Fraction]]) -> Tolerance:
    """The tolerance, so small that one of the distances is more than twice its reach."""
    if not distances or any(2 * reach(number, tolerance) < gap for number, gap in distances):
        return tolerance
    match tolerance.spread:
        case Spread.RELATIVE:
            return Tolerance(Spread.RELATIVE, max(gap / abs(number) for number, gap in distances) * Fraction(49, 100))
        case Spread.FIGURES:
            figures = int(tolerance.amount) + 1
            finer = Tolerance(Spread.FIGURES, Fraction(figures)) if figures <= MAX_FIGURES else EXACT
            return _narrowed_to_gaps(finer, distances)
        case _:
            return Tolerance(Spread.ABSOLUTE, max(gap for _, gap in distances) * Fraction(49, 100))


def grouped(value: Exact, tolerance: Tolerance = EXACT) -> str:
    """A number for people: `73,856`, `0.125`, `5/7`; where it is not asked exactly, `0.714` with the figures that count."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    places = short_decimal(value, MAX_DECIMAL_PLACES)
    if places is not None:
        return group_digits(decimal_text(value, places))
    if _readable(value) and tolerance.spread is Spread.EXACT:
        return f"{value.numerator:,}/{value.denominator:,}"
    return approximate(value)


def _readable(value: Exact) -> bool:
    """Whether a number is told best as a fraction."""
    return value.denominator <= LARGEST_SHOWN_DENOMINATOR and abs(value.numerator) <= LARGEST_SHOWN_NUMERATOR


def approximate(value: Exact, figures: int = SHOWN_FIGURES) -> str:
    """A number rounded for people: to so many figures, large ones to whole numbers."""
    exponent = magnitude(value) if value else 0
    if not -SHOWN_FIGURES < exponent < 3 * SHOWN_FIGURES:
        rounded = significant(value, figures)
        exponent = magnitude(rounded)  # nines may have been rounded up to the next power of ten
        mantissa = decimal_text(rounded / Fraction(10) ** exponent, figures - 1)
        return f"{mantissa.rstrip('0').rstrip('.')}e{exponent}"
    places = max(0, figures - 1 - exponent)
    text = decimal_text(value, places)
    return group_digits(text.rstrip("0").rstrip(".") if places else text)


def group_digits(text: str) -> str:
    """Plain digits with a comma between each three before the point."""
    sign = "-" if text.startswith("-") else ""
    whole, point, part = text.removeprefix("-").partition(".")
    return f"{sign}{int(whole):,}{point}{part}"


def shown(expects: Expects, numbers: Sequence[Exact], tolerance: Tolerance = EXACT, unit: str = "") -> str:
    """The text of an answer made of numbers: `112`, `73,856 parameters`, `64×112×112`, `0, 2, 5`, `{0, 2, 5}`."""
    if expects is Expects.SHAPE:
        return "×".join(grouped(number).replace(",", "") for number in numbers)
    if len(numbers) == 1 and not unit and expects is Expects.NUMBER and numbers[0].denominator == 1:
        return f"{numbers[0].numerator:,}"
    parts = [grouped(number, tolerance) for number in numbers]
    if any("," in part for part in parts) and len(parts) > 1:
        parts = [part.replace(",", "") for part in parts]
    text = ", ".join(parts)
    if expects is Expects.SET:
        text = "{" + text + "}"
    if expects is Expects.NUMBER and rounded_off(numbers[0], tolerance):
        text = f"≈ {text}"
    if unit:
        text += unit if unit == "%" else f" {unit}"
    return text


def rounded_off(value: Exact, tolerance: Tolerance = EXACT) -> bool:
    """Whether `grouped` shows less than the whole number."""
    if value.denominator == 1 or short_decimal(value, MAX_DECIMAL_PLACES) is not None:
        return False
    return not _readable(value) or tolerance.spread is not Spread.EXACT


def number_answer(
    expects: Expects,
    numbers: Sequence[Exact],
    *,
    tolerance: Tolerance = EXACT,
    unit: str = "",
    suffixes: bool = False,
) -> Answer:
    """A right answer made of numbers."""
    return Answer(
        expects=expects,
        text=shown(expects, numbers, tolerance, unit),
        numbers=tuple([number if type(number) is Fraction else Fraction(number) for number in numbers]),
        tolerance=tolerance,
        unit=unit,
        suffixes=suffixes,
    )


AS_SHOWN: Final = Tolerance(Spread.RELATIVE, Fraction(1, 1000))
"""Of a mistake that is shown rounded and asked exactly: whoever makes it types it rounded."""


def recognised(wrong: Answer, tolerance: Tolerance) -> Answer:
    """A mistake's answer, recognised within the right answer's tolerance, or as it is shown, if it has none of its own."""
    if wrong.tolerance.amount:
        return wrong
    if not tolerance.amount and any(map(rounded_off, wrong.numbers)):
        tolerance = AS_SHOWN
    return wrong._replace(tolerance=tolerance) if tolerance.amount else wrong


def same(expects: Expects, one: Sequence[Exact], other: Sequence[Exact]) -> bool:
    """Whether two answers made of numbers are the same."""
    return frozenset(one) == frozenset(other) if expects is Expects.SET else tuple(one) == tuple(other)
