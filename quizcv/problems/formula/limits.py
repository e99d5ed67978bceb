"""Bounds on numbers, and the functions whose values are not fractions: calculated to 30 digits and more by `decimal`.

`decimal` comes with `fractions` and rounds `sqrt`, `ln` and `exp` correctly, so that nothing else need be imported; it has no
arctangent, which is summed here in whole numbers. Roots and logarithms that come out even stay exact.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.tokens import MAX_BITS

if TYPE_CHECKING:
    from quizcv.problems.formula.tree import Exact

BOUND: Final = 1 << MAX_BITS
CONTEXT: Final = Context(prec=45, Emax=100_000, Emin=-100_000)
"""45 digits, so that 30 are right after the few roundings of one function."""
PI: Final = Fraction(Decimal("3.14159265358979323846264338327950288419716939937510582"))
LARGEST_EXPONENT: Final = 1000
"""Of exp: exp(1000) has 1,443 bits."""
MAX_ROOT: Final = 64
"""Powers with a fraction are tried as exact roots up to this degree."""
NEARNESS: Final = Fraction(1, 10**20)
"""Numbers known to 30 digits count as equal when they are so near."""


def settled(value: Exact, column: int) -> Exact:
    """The value, whole if it can be, within the bounds.

    Raises:
        CalculationError: It has too many digits.
    """
    numerator, denominator = value.numerator, value.denominator
    if -BOUND < numerator < BOUND and denominator < BOUND:
        return numerator if denominator == 1 else value
    raise too_large(column)


def too_large(column: int) -> CalculationError:
    """What to say about a number beyond the bounds."""
    return CalculationError("a number gets too large to calculate with", column, f"at most {MAX_BITS:,} bits")


def division_by_zero(column: int) -> CalculationError:
    """What to say about a division by zero."""
    return CalculationError("division by zero", column)


def decimal_of(value: Exact) -> Decimal:
    """A number to 45 digits."""
    return CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


# A problem asks for the same few roots, powers and logarithms in its answer, its steps and each of its mistakes.


@lru_cache(64)
def _root_of(value: Exact) -> Fraction:
    return Fraction(CONTEXT.sqrt(decimal_of(value)))


@lru_cache(64)
def _logarithm_of(value: Exact) -> Fraction:
    return Fraction(CONTEXT.ln(decimal_of(value)))


@lru_cache(64)
def _exponential_of(value: Exact) -> Fraction:
    return Fraction(CONTEXT.exp(decimal_of(value)))


@lru_cache(64)
def _binary_logarithm_of(natural: Exact) -> Fraction:
    return Fraction(CONTEXT.divide(decimal_of(natural), LN2))


def power(base: Exact, exponent: Exact, column: int) -> Exact:
    """`base ^ exponent`, its size bounded before it is calculated.

    Raises:
        CalculationError: It is too large, divides by zero, or is no real number.
    """
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        exponent = exponent.numerator
    if base in (0, 1) or exponent == 0:
        if base == 0 and exponent < 0:
            raise division_by_zero(column)
        return 0 if base == 0 and exponent else 1
    if isinstance(exponent, Fraction):
        return root_power(base, exponent, column)
    if base == -1:
        return -1 if exponent % 2 else 1
    bits = (max(abs(base.numerator), base.denominator) - 1).bit_length()
    if bits * abs(exponent) > MAX_BITS:
        raise too_large(column)
    return settled(base**exponent if exponent > 0 else Fraction(base) ** exponent, column)


def root_power(base: Exact, exponent: Fraction, column: int) -> Exact:
    """`base ^ exponent` for an exponent that is no whole number: exact where the root comes out even.

    Raises:
        CalculationError: It is too large, or the base is negative.
    """
    if base < 0:
        problem = "a negative number has no power with a fraction"
        raise CalculationError(problem, column)
    degree = exponent.denominator
    if degree <= MAX_ROOT:
        upper, lower = whole_root(base.numerator, degree), whole_root(base.denominator, degree)
        if upper is not None and lower is not None:
            return power(Fraction(upper, lower), exponent.numerator, column)
    size = CONTEXT.multiply(CONTEXT.ln(decimal_of(base)), decimal_of(exponent))
    return exponential(Fraction(size), column)


def whole_root(value: int, degree: int) -> int | None:
    """The whole number whose power `degree` is `value`; None if there is none."""
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        following = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if following >= guess:
            break
        guess = following
    return guess if guess**degree == value else None


def square_root(value: Exact, column: int) -> Exact:
    """The square root, exact for squares.

    Raises:
        CalculationError: The value is negative.
    """
    if value < 0:
        problem = "a negative number has no square root"
        raise CalculationError(problem, column)
    upper, lower = isqrt(value.numerator), isqrt(value.denominator)
    if upper * upper == value.numerator and lower * lower == value.denominator:
        return upper if lower == 1 else settled(Fraction(upper, lower), column)
    return settled(_root_of(value), column)


def logarithm(value: Exact, column: int) -> Exact:
    """The natural logarithm.

    Raises:
        CalculationError: The value is not positive.
    """
    if value <= 0:
        problem = "only a positive number has a logarithm"
        raise CalculationError(problem, column)
    return settled(_logarithm_of(value), column)


def binary_logarithm(value: Exact, column: int) -> Exact:
    """The logarithm to base 2, exact for powers of two.

    Raises:
        CalculationError: The value is not positive.
    """
    if value > 0 and value.numerator.bit_count() == 1 and value.denominator.bit_count() == 1:
        return value.numerator.bit_length() - value.denominator.bit_length()
    return settled(_binary_logarithm_of(logarithm(value, column)), column)


LN2: Final = CONTEXT.ln(Decimal(2))


def exponential(value: Exact, column: int) -> Exact:
    """The power of e (2.718...) with this exponent.

    Raises:
        CalculationError: The value is too large.
    """
    if abs(value.numerator) > LARGEST_EXPONENT * value.denominator:
        raise too_large(column)
    return 1 if value == 0 else settled(_exponential_of(value), column)


ATAN_BITS: Final = 192
"""Bits behind the point in which an arctangent is summed: 57 digits, more than are kept."""
ATAN_HALVINGS: Final = 3
"""How often the angle is halved, so that the series has few terms."""


def arctangent(value: Exact, column: int) -> Exact:
    """The angle in radians, between -pi/2 and pi/2, whose tangent this is."""
    return settled(_arctangent_of(value), column) if value else 0


@lru_cache(64)
def _arctangent_of(value: Exact) -> Fraction:
    """The arctangent of a number other than 0."""
    if value < 0:
        return -_arctangent_of(-value)
    if value > 1:
        return Fraction(decimal_of(PI / 2 - _arctangent_of(1 / Fraction(value))))
    # A tiny tangent gets as many bits more as it begins with zeros, so that its digits are right too.
    bits = ATAN_BITS + value.denominator.bit_length() - value.numerator.bit_length()
    one = 1 << bits
    tangent = (value.numerator << bits) // value.denominator
    for _ in range(ATAN_HALVINGS):
        tangent = (tangent << bits) // (one + isqrt((one << bits) + tangent * tangent))
    square = -(tangent * tangent >> bits)
    total, term, divisor = 0, tangent, 1
    while term not in {0, -1}:  # a negative term shifted down ends at -1
        total += term // divisor
        term = term * square >> bits
        divisor += 2
    return Fraction(decimal_of(Fraction(total << ATAN_HALVINGS, one)))
