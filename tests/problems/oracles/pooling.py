"""Pooling windows laid one by one, in NumPy, and the pixels that overlap a cell."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.problems.oracle import oracle
from tests.problems.oracles.convolution import after, matrices, numbers, squares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance


def windows(length: int, reach: int, stride: int) -> int:
    """How many windows of that reach fit, counted one by one."""
    return sum(1 for start in range(0, length, stride) if start + reach <= length)


def views(image: NDArray[np.int64], side: int, stride: int) -> NDArray[np.int64]:
    """Every window, as an array of rows, columns, rows of the window, columns of the window."""
    return sliding_window_view(image, (side, side))[::stride, ::stride]


def overlapping(side: int, cells: int, cell: int) -> list[int]:
    """The pixels of a row that overlap a cell, if both the pixels and the cells divide it evenly."""
    return [pixel for pixel in range(side) if pixel * cells < (cell + 1) * side and (pixel + 1) * cells > cell * side]


@oracle("pool-output")
def pool_output(instance: Instance) -> Fraction:
    k, n = squares(instance.prompt)
    s, p = after("stride", instance.prompt), after("padding", instance.prompt)
    image = np.pad(np.zeros((n, n)), p)
    pooled = sliding_window_view(image, (k, k))[::s, ::s].max(axis=(2, 3))
    assert pooled.shape[0] == windows(n + 2 * p, k, s)
    return Fraction(pooled.shape[0])


@oracle("pool-default-stride")
def pool_default_stride(instance: Instance) -> tuple[int, ...]:
    """Cuts the map into squares that don't overlap and throws the rest away."""
    c, h, w = numbers(instance.prompt.split("the shape")[1])
    k, *_ = squares(instance.prompt.split("the shape")[0])
    rows = np.arange(h)[: h - h % k].reshape(-1, k)
    columns = np.arange(w)[: w - w % k].reshape(-1, k)
    return c, len(rows), len(columns)


@oracle("pool-ceil-mode")
def pool_ceil_mode(instance: Instance) -> int:
    """Adds windows until the padded map is covered, and drops one that begins behind the map."""
    k, n = squares(instance.prompt)
    s, p = after("stride", instance.prompt), after("padding", instance.prompt)
    starts = [0]
    while starts[-1] + k < n + 2 * p:
        starts.append(starts[-1] + s)
    return sum(1 for start in starts if start < p + n)


@oracle("adaptive-bin")
def adaptive_bin(instance: Instance) -> tuple[int, ...]:
    n, o, i, _ = numbers(instance.prompt)
    rows = overlapping(n, o, i)
    return rows[0], rows[-1]


@oracle("adaptive-bin-values")
def adaptive_bin_values(instance: Instance) -> int:
    o, _, h, w, i, j, _ = numbers(instance.prompt)
    cells = np.zeros((h, w), dtype=bool)
    cells[np.ix_(overlapping(h, o, i), overlapping(w, o, j))] = True
    return int(cells.sum())


@oracle("flatten-size")
def flatten_size(instance: Instance) -> int:
    c, h, w, *rest = numbers(instance.prompt)
    if "max pooling" in instance.prompt:
        k = rest[0]
        pooled = sliding_window_view(np.zeros((h, w)), (k, k))[::k, ::k]
        return c * int(pooled.shape[0]) * int(pooled.shape[1])
    if "Adaptive" in instance.prompt:
        return int(np.zeros((c, *rest)).reshape(-1).size)
    return int(np.zeros((c, h * w)).mean(axis=1).size)


@oracle("spatial-pyramid-pooling")
def spatial_pyramid_pooling(instance: Instance) -> int:
    c, h, w, *levels = numbers(instance.prompt)
    sides = levels[::2]
    assert sides == levels[1::2]
    whole = np.zeros((h, w))
    parts = [part for side in sides for band in np.array_split(whole, side) for part in np.array_split(band, side, 1)]
    return c * sum(1 for part in parts if part.size)


@oracle("max-pool-by-hand")
def max_pool_by_hand(instance: Instance) -> tuple[int, ...]:
    (grid,) = matrices(instance.prompt)
    s, p = after("stride", instance.prompt), after("padding", instance.prompt)
    k, *_ = squares(instance.prompt)
    image = np.pad(grid, p, constant_values=-(10**9))
    return tuple(int(each) for each in views(image, k, s).max(axis=(2, 3)).ravel())


@oracle("average-pool-by-hand")
def average_pool_by_hand(instance: Instance) -> tuple[Fraction, ...]:
    (grid,) = matrices(instance.prompt)
    sums = views(grid, 2, after("stride", instance.prompt)).sum(axis=(2, 3))
    return tuple(Fraction(int(each), 4) for each in sums.ravel())


@oracle("pool-count-include-pad")
def pool_count_include_pad(instance: Instance) -> Fraction:
    (grid,) = matrices(instance.prompt)
    k, *_ = squares(instance.prompt)
    s = after("stride", instance.prompt)
    ours = np.pad(np.ones_like(grid), 1)
    if "count_include_pad=True" in instance.prompt:
        ours = np.ones_like(ours)
    y, x = after("in row", instance.prompt) - 1, after("column", instance.prompt) - 1
    total = views(np.pad(grid, 1), k, s)[y, x].sum()
    return Fraction(int(total), int(views(ours, k, s)[y, x].sum()))


@oracle("global-average-by-hand")
def global_average_by_hand(instance: Instance) -> tuple[Fraction, ...]:
    channels = np.stack(matrices(instance.prompt))
    found = re.search(r"(\d+) channels", instance.prompt)
    assert found
    assert len(channels) == int(found[1])
    return tuple(Fraction(int(each.sum()), int(each.size)) for each in channels)
