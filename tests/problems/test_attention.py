"""Weights of attention: what softmax promises, whatever is scaled or masked."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.families.attention import output, weights

TINY = Fraction(1, 10**28)
scores = st.lists(st.integers(-20, 20), min_size=1, max_size=5)
divisors = st.fractions(Fraction(1, 2), 8, max_denominator=8)


@given(scores, divisors)
def test_weights_are_positive_and_add_up_to_1(given_scores: list[int], divisor: Fraction) -> None:
    shares = weights(given_scores, divisor)
    assert all(share > 0 for share in shares)
    assert abs(Fraction(sum(shares)) - 1) < TINY


@given(scores, divisors, st.integers(-9, 9))
def test_a_number_added_to_all_scores_changes_no_weight(given_scores: list[int], divisor: Fraction, shift: int) -> None:
    moved = weights([score + shift for score in given_scores], divisor)
    assert all(abs(one - other) < TINY for one, other in zip(weights(given_scores, divisor), moved, strict=True))


@given(scores, divisors, st.data())
def test_an_output_lies_between_the_smallest_and_the_largest_value(
    given_scores: list[int], divisor: Fraction, data: st.DataObject
) -> None:
    values = [(data.draw(st.integers(-9, 9)),) for _ in given_scores]
    (number,) = output(weights(given_scores, divisor), values)
    assert min(values)[0] - TINY <= number <= max(values)[0] + TINY
