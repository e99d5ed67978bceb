"""Numbers chosen so that a standard deviation is a fraction, and what normalising them keeps."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from quizcv.problems.families.normalisation.by_hand import has_rational_deviation, normalised

groups = st.lists(st.integers(-12, 12), min_size=2, max_size=8)


@given(groups)
def test_a_deviation_is_a_fraction_if_and_only_if_it_is_said_to_be(group: list[int]) -> None:
    assume(len(set(group)) > 1)
    deviation = Fraction(float(np.std(group))).limit_denominator(len(group))
    square = sum((each - Fraction(sum(group), len(group))) ** 2 for each in group) / len(group)
    assert has_rational_deviation(group) == (deviation * deviation == square)


@given(groups, st.integers(1, 5), st.integers(-9, 9))
def test_scaling_and_shifting_a_group_changes_nothing(group: list[int], scale: int, shift: int) -> None:
    assume(len(set(group)) > 1)
    moved = [scale * each + shift for each in group]
    one, other = normalised(group[0], group), normalised(moved[0], moved)
    assert abs(one - other) < Fraction(1, 10**25)


@given(groups)
def test_normalised_numbers_have_mean_0_and_deviation_1(group: list[int]) -> None:
    assume(len(set(group)) > 1)
    done = np.array([float(normalised(each, group)) for each in group])
    assert isclose(done.mean(), 0, abs_tol=1e-12)
    assert isclose(done.std(), 1, rel_tol=1e-12)
