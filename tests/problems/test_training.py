"""What the learning rates' and the metrics' own arithmetic promises."""

from __future__ import annotations

from math import cos, isclose, pi

from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.families.classification.top_k import within
from quizcv.problems.families.training.schedules import COSINES, annealed
from quizcv.problems.working import calculated


def test_the_cosines_of_known_angles_are_right() -> None:
    for part, formula in COSINES.items():
        assert isclose(calculated(formula), cos(pi * part), abs_tol=1e-15)


def test_a_cosine_schedule_begins_and_ends_where_it_is_said_to() -> None:
    assert calculated(annealed("0.1", "0.001", "1")) == calculated("0.1")
    assert calculated(annealed("0.1", "0.001", "-1")) == calculated("0.001")


@given(st.lists(st.integers(1, 4), min_size=1))
def test_more_guesses_never_hit_less_and_all_guesses_hit_always(ranks: list[int]) -> None:
    hits = [within(ranks, k) for k in range(1, 5)]
    assert hits == sorted(hits)
    assert hits[-1] == len(ranks)
