from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.numbers import number_text, parse_number, tolerance_text
from quizcv.problems.answers import parse_tolerance
from quizcv.problems.values import Spread, Tolerance


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("138357544", Fraction(138357544)),
        ("1_000", Fraction(1000)),
        ("-0.5", Fraction(-1, 2)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("1e-3", Fraction(1, 1000)),
        ("+2.5E2", Fraction(250)),
        ("3/4", Fraction(3, 4)),
        (" -1 / 3 ", Fraction(-1, 3)),
    ],
)
def test_numbers_are_read_exactly(text: str, value: Fraction) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "-", ".", "e5", "1e", "1e9999", "1/0", "0x10", "inf", "nan", "٣", "1+1", "1.2.3", "9" * 61]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "bare"), [("25,557,032", "25557032"), ("25 557 032", "25557032"), ("1'000.5", "1000.5")]
)
def test_separators_are_told_how_to_go(text: str, bare: str) -> None:
    with pytest.raises(ValueError, match=f"write it without separators: {bare}"):
        parse_number(text)


@given(st.fractions(max_denominator=10**6))
def test_a_number_is_written_so_that_it_reads_the_same(number: Fraction) -> None:
    assert parse_number(number_text(number)) == number


@given(st.sampled_from(list(Spread)), st.integers(1, 15), st.integers(1, 1000))
def test_a_tolerance_is_written_so_that_it_reads_the_same(spread: Spread, numerator: int, denominator: int) -> None:
    amount = Fraction(numerator, 1 if spread is Spread.FIGURES else denominator * 16)
    tolerance = Tolerance() if spread is Spread.EXACT else Tolerance(spread, amount)
    assert parse_tolerance(tolerance_text(tolerance)) == tolerance
