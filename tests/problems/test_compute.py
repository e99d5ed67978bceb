"""The way oracles count operations, against loops that count each one; and laws between the families' answers."""

from __future__ import annotations

import re
from itertools import product
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.families import family
from tests.problems.oracles.compute import attention_macs, conv_macs, empty, matmul, products, training_state

small = st.integers(1, 4)


@given(small, small, st.integers(1, 3), small, st.sampled_from([1, 2]), st.sampled_from([1, 2]))
def test_the_macs_of_a_convolution_are_those_a_loop_makes(
    c_in: int, c_out: int, kernel: int, side: int, groups: int, stride: int
) -> None:
    c_in, c_out = c_in * groups, c_out * groups
    made = 0
    for filter_, _, _ in product(range(c_out), range(side), range(side)):
        group = filter_ // (c_out // groups)
        for channel in range(c_in):
            if channel // (c_in // groups) == group:
                for _ in product(range(kernel), range(kernel)):
                    made += 1
    assert conv_macs(c_in, c_out, kernel, side, groups, stride) == made


@given(small, small, small)
def test_the_macs_of_attention_are_those_a_loop_makes(tokens: int, own: int, heads: int) -> None:
    made = 0
    for _ in range(heads):
        for _query, _key, _channel in product(range(tokens), range(tokens), range(own)):
            made += 1
        for _row, _channel, _value in product(range(tokens), range(own), range(tokens)):
            made += 1
    assert attention_macs(tokens, heads * own, heads) == made


@given(small, small, small)
def test_a_matrix_product_multiplies_each_row_with_each_column(rows: int, inner: int, columns: int) -> None:
    assert matmul(empty(rows, inner), empty(inner, columns)) == rows * inner * columns
    assert products(empty(rows, 1), empty(1, columns)) == prod([rows, columns])


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_mixed_precision_saves_no_state_and_a_frozen_weight_costs_a_quarter(trained: int, frozen: int) -> None:
    assert training_state(trained, mixed=True) == training_state(trained)
    assert 4 * (training_state(trained + frozen, trained=trained) - training_state(trained)) == training_state(frozen)


def test_a_question_of_memory_says_how_large_its_unit_is() -> None:
    for name in ("activation-memory", "adam-state", "attention-cost"):
        for seed in range(100):
            instance = family(name).draw("test", seed)
            if instance.answer.unit in {"MB", "GB", "MiB", "GiB"}:
                assert re.search(
                    rf"{instance.answer.unit} \(\$(10|2)\^\{{?\d+\}}?\$ bytes\)|{instance.answer.unit} is that \(",
                    instance.prompt,
                ), instance.prompt


def test_a_question_of_operations_says_what_it_counts() -> None:
    for name in ("conv-macs", "flops-and-macs", "attention-cost", "patch-size", "window-attention"):
        for seed in range(100):
            assert re.search(
                r"MACs|multiply-accumulate|FLOP|tokens|attention maps", family(name).draw("test", seed).prompt
            )
