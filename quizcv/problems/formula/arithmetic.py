"""Operations on exact numbers, each within the bounds, and what is made of numbers that are known to 30 digits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.limits import NEARNESS, division_by_zero, settled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.problems.formula.tree import Exact

MAX_PLACES: Final = 30
"""Decimal places `round` may be asked for."""


def divided(left: Exact, right: Exact, column: int) -> Exact:
    """The quotient, whole if it comes out even.

    Raises:
        CalculationError: Division by zero.
    """
    if not right:
        raise division_by_zero(column)
    if type(left) is int and type(right) is int:
        quotient, rest = divmod(left, right)
        return Fraction(left, right) if rest else quotient
    return settled(left / right if isinstance(left, Fraction) else left / Fraction(right), column)


def remainder(left: Exact, right: Exact, column: int) -> Exact:
    """What is left of a division with a whole quotient rounded down; it has the sign of `right`.

    Raises:
        CalculationError: Division by zero.
    """
    if not right:
        raise division_by_zero(column)
    return settled(left % right, column)


def snapped(value: Exact) -> Exact:
    """A number known to 30 digits, made whole if a whole number is as near as its error."""
    if type(value) is int:
        return value
    numerator, denominator = value.numerator, value.denominator
    nearest, rest = divmod(2 * numerator + denominator, 2 * denominator)
    gap = abs(rest - denominator)  # twice the distance, in parts of the denominator
    return nearest if gap * NEARNESS.denominator < 2 * denominator * NEARNESS.numerator else value


def rounded(value: Exact, places: Exact, column: int) -> Exact:
    """The value to so many decimal places, ties to even as in Python and NumPy.

    Raises:
        CalculationError: The places are no whole number between -30 and 30.
    """
    if not isinstance(places, int) or abs(places) > MAX_PLACES:
        problem = f"'round' takes a whole number of places, at most {MAX_PLACES}"
        raise CalculationError(problem, column)
    return settled(Fraction(value).__round__(places), column) if places else round(value)


def total(numbers: Iterable[Exact], column: int) -> Exact:
    """The sum, within the bounds at every step."""
    result: Exact = 0
    for number in numbers:
        result = settled(result + number, column)
    return result


def product(numbers: Iterable[Exact], column: int) -> Exact:
    """The product, within the bounds at every step."""
    result: Exact = 1
    for number in numbers:
        result = settled(result * number, column)
    return result


def magnitude(value: Exact) -> Exact:
    """The number without its sign."""
    return -value if value < 0 else value
