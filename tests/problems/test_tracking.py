"""The Hungarian method on paper leads to SciPy's assignment; identities and switches of short sequences."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from quizcv.problems.families import family
from quizcv.problems.families.tracking.assignment import cheapest, greedy, row_by_row, total
from quizcv.problems.families.tracking.hungarian import cover, holds_assignment, reductions
from quizcv.problems.families.tracking.sequences import ThreeObjects, switches_of

TABLES = st.integers(2, 4).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 12), min_size=size, max_size=size), min_size=size, max_size=size)
)


@given(TABLES)
def test_the_cheapest_assignment_costs_what_scipy_finds_and_greed_never_less(costs: list[list[int]]) -> None:
    matrix = np.array(costs)
    least = int(matrix[linear_sum_assignment(matrix)].sum())
    assert total(costs, cheapest(costs)[0]) == least
    assert total(costs, greedy(costs)) >= least
    assert total(costs, row_by_row(costs)) >= least


@given(TABLES)
def test_the_last_table_on_paper_has_its_zeros_where_the_cheapest_assignments_are(costs: list[list[int]]) -> None:
    rows = re.findall(r"[\d |]+(?=\.$)", reductions(costs)[-1])
    table = [list(map(int, row.split())) for row in rows[-1].split("|")]
    assert min(map(min, table)) == 0
    assert holds_assignment(table)
    assert cheapest(table) == cheapest(costs)


@given(TABLES)
def test_lines_cover_every_zero_and_as_many_are_needed_as_zeros_can_be_assigned(costs: list[list[int]]) -> None:
    """König: the fewest lines are as many as the most zeros of which no two share a row or a column."""
    rows, columns = cover(costs)
    assert all(cost or n in rows or m in columns for n, row in enumerate(costs) for m, cost in enumerate(row))
    zeros = np.array(costs) == 0
    assert len(rows) + len(columns) == int(zeros[linear_sum_assignment(~zeros)].sum())


@pytest.mark.parametrize(
    ("row", "switches"),
    [((1, 1, 1), 0), ((1, 2, 1), 2), ((1, 0, 1), 0), ((1, 0, 2), 1), ((0, 0, 3), 0), ((0, 0, 0), 0)],
)
def test_a_switch_is_another_track_than_the_last_whatever_lies_between(row: tuple[int, ...], switches: int) -> None:
    assert switches_of(row) == switches


def test_a_track_counts_for_one_object_only() -> None:
    """Track 1 is on A four times and on B three times; only one of them gets it."""
    sequence = ThreeObjects(((1, 1, 1, 1, 2), (0, 2, 1, 1, 1), (3, 3, 3, 3, 3)), (0,) * 5)
    assert sequence.identities == 4 + 1 + 5
    assert (sequence.boxes, sequence.missed, sequence.switches) == (15, 1, 2)


def test_every_assignment_asked_has_one_answer_that_greed_misses() -> None:
    for seed in range(100):
        values = family("hungarian-assignment").draw("test", seed).values["costs"]
        assert isinstance(values, tuple)
        size = int(len(values) ** 0.5)
        costs = [[int(each) for each in values[start : start + size]] for start in range(0, len(values), size)]
        assert len(cheapest(costs)) == 1
        assert greedy(costs) != cheapest(costs)[0]


def test_a_seed_gives_the_same_costs_for_ever() -> None:
    """Frozen: if one of these changes, the family's version must be raised."""
    assert family("hungarian-cost").draw("test", 7).values == {"costs": FROZEN_COSTS}
    mota = family("mota-from-frames")
    assert (mota.version, mota.draw("test", 7).values) == (2, FROZEN_SEQUENCE)


FROZEN_COSTS = (20, 3, 2, 16, 34, 11, 6, 31, 36)
FROZEN_SEQUENCE = {"tracks": (1, 1, 1, 1, 1, 2, 4, 4, 4, 4, 3, 0, 3, 3, 3), "false": (0, 1, 1, 0, 0)}
