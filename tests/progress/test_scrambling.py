"""Places in a random order, one by one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizcv.progress.scrambling import Scrambled


@given(size=st.integers(1, 400), seed=st.integers(0, 2**40))
def test_every_place_is_taken_once_and_can_be_found_again(size: int, seed: int) -> None:
    order = Scrambled(size, seed)
    found = [order.at(place) for place in range(size)]
    assert sorted(found) == list(range(size))
    assert [order.place_of(number) for number in found] == list(range(size))


@given(size=st.integers(10**5, 10**7), seed=st.integers(0, 2**40))
def test_of_many_places_the_first_are_found_without_the_rest(size: int, seed: int) -> None:
    order = Scrambled(size, seed)
    first = [order.at(place) for place in range(20)]
    assert len(set(first)) == 20
    assert all(0 <= number < size for number in first)
    assert [order.place_of(number) for number in first] == list(range(20))


def test_another_day_is_another_order_without_a_pattern() -> None:
    orders = [[Scrambled(1000, day).at(place) for place in range(1000)] for day in range(739_000, 739_020)]
    assert len({tuple(order) for order in orders}) == 20
    for order in orders:
        rising = sum(one < other for one, other in pairwise(order))
        assert 430 < rising < 570  # of a shuffled row, half
        assert sum(other - one == 1 for one, other in pairwise(order)) < 10
    firsts = [order[0] for order in orders]
    assert max(firsts) - min(firsts) > 500
