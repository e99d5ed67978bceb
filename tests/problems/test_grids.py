"""Grids, chains and fields: the laws that the helpers of the by-hand and chain families keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.families.convolution.chain import Layer as Sized
from quizcv.problems.families.convolution.chain import shapes, written_out
from quizcv.problems.families.grids import correlated, entries, matrix, padded, transposed, turned, windows
from quizcv.problems.families.receptive_field import Layer, receptive_field, sights
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE

if TYPE_CHECKING:
    from quizcv.problems.families.grids import Grid

NUMBERS = st.integers(-99, 99)


@st.composite
def grids(draw: st.DrawFn, rows: int | None = None, columns: int | None = None) -> Grid:
    height = draw(st.integers(3, 7)) if rows is None else rows
    width = draw(st.integers(3, 7)) if columns is None else columns
    return tuple(tuple(draw(NUMBERS) for _ in range(width)) for _ in range(height))


LAYERS = st.builds(
    Layer, st.just("layer"), st.integers(1, 7), st.integers(1, 4), st.integers(0, 3), st.sampled_from([1, 2, 4])
)
SIZED = st.builds(Sized, st.integers(0, 64), st.integers(1, 7), st.integers(1, 4), st.integers(0, 3))


@given(grids())
def test_turning_or_exchanging_rows_and_columns_twice_gives_the_grid_back(grid: Grid) -> None:
    assert turned(turned(grid)) == grid
    assert transposed(transposed(grid)) == grid


@given(grids(), grids(3, 3), st.integers(1, 3))
def test_turning_image_and_kernel_turns_the_output_where_all_windows_fit(
    image: Grid, kernel: Grid, stride: int
) -> None:
    assert correlated(turned(image), turned(kernel)) == turned(correlated(image, kernel))
    whole = np.array(correlated(image, kernel))
    assert np.array_equal(whole[::stride, ::stride], np.array(correlated(image, kernel, stride)))


@given(grids(), st.integers(1, 3), st.integers(1, 3), st.integers(0, 1))
def test_windows_with_padding_are_those_of_the_padded_grid_without_the_padding(
    grid: Grid, side: int, stride: int, padding: int
) -> None:
    marker = 1000
    seen = windows(padded(grid, padding, marker), side, stride)
    kept = [[tuple(number for number in entries(each) if number != marker) for each in row] for row in seen]
    assert [[entries(each) for each in row] for row in windows(grid, side, stride, padding)] == kept


@given(grids())
def test_a_matrix_shows_every_number_in_its_place(grid: Grid) -> None:
    inner = matrix(grid).removeprefix(r"\begin{bmatrix}").removesuffix(r"\end{bmatrix}")
    assert tuple(tuple(map(int, row.split("&"))) for row in inner.split(r"\\")) == grid


@given(st.lists(LAYERS, max_size=5), st.lists(LAYERS, max_size=5))
def test_a_chain_sees_through_its_second_half_what_its_first_half_sees(first: list[Layer], second: list[Layer]) -> None:
    whole, half, rest = sights([*first, *second])[-1], sights(first)[-1], sights(second)[-1]
    assert whole.jump == half.jump * rest.jump
    assert whole.size == half.size + (rest.size - 1) * half.jump
    assert whole.first == half.first + rest.first * half.jump


@given(st.lists(LAYERS.map(lambda layer: layer._replace(stride=1)), max_size=6))
def test_without_strides_the_order_of_layers_does_not_matter(layers: list[Layer]) -> None:
    assert receptive_field(layers) == receptive_field(layers[::-1])


@given(st.integers(64, 256), st.integers(64, 256), st.lists(SIZED, min_size=1, max_size=3))
def test_a_side_written_out_as_a_formula_comes_to_the_shape(height: int, width: int, layers: list[Sized]) -> None:
    found = shapes((3, height, width), layers)[-1]
    sides = [evaluate(parse(written_out(side, layers), (), budget=TEMPLATE)) for side in (height, width)]
    assert sides == [found[1], found[2]]
