"""Tolerances, and numbers as people are shown them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.answers import grouped, narrowed, parse_tolerance, significant, within
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.values import Spread, Tolerance


@given(st.fractions(-1000, 1000), st.fractions(-1000, 1000), st.sampled_from(["1%", "50%", "3", "0.01", "1sf", "3sf"]))
def test_no_tolerance_reaches_a_mistake(right: Fraction, wrong: Fraction, tolerance: str) -> None:
    if right != wrong:
        assert not within(wrong, right, narrowed(right, parse_tolerance(tolerance), [wrong]))


@pytest.mark.parametrize(
    ("text", "spread", "amount"),
    [
        ("1%", Spread.RELATIVE, "0.01"),
        ("0.5", Spread.ABSOLUTE, "0.5"),
        ("3sf", Spread.FIGURES, "3"),
        ("3 sf", Spread.FIGURES, "3"),
        ("", Spread.EXACT, "0"),
        ("1/8", Spread.ABSOLUTE, "1/8"),
        ("0", Spread.EXACT, "0"),
    ],
)
def test_tolerances_are_read(text: str, spread: Spread, amount: str) -> None:
    assert parse_tolerance(text) == Tolerance(spread, Fraction(amount))


@pytest.mark.parametrize("text", ["-1", "1%%", "99sf", "much", "200%"])
def test_senseless_tolerances_are_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse_tolerance(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("73856", "73,856"),
        ("-1234.5", "-1,234.5"),
        ("1/3", "1/3"),
        ("0.125", "0.125"),
        ("1/1024", "0.0009765625"),
        ("1/3000", "0.000333333"),
        ("100000/300007", "0.333326"),
        ("0", "0"),
        ("1e-9/3", "3.33333e-10"),
        ("12345/49", "12,345/49"),
        ("2333255625/49", "47,617,462"),
    ],
)
def test_numbers_are_shown_for_people(value: str, text: str) -> None:
    number = Fraction(1, 3 * 10**9) if value == "1e-9/3" else Fraction(value)
    assert grouped(number) == text


@given(st.fractions(min_value=Fraction(1, 10**9), max_value=10**9), st.integers(1, 8))
def test_significant_figures_are_those_of_python(value: Fraction, figures: int) -> None:
    ours = significant(value, figures)
    assert abs(ours - value) <= ours / 10 ** (figures - 1)
    digits = f"{ours.numerator * 10**30 // ours.denominator}".rstrip("0")
    assert len(digits) <= figures
