"""Convolutions slid, scattered and counted in NumPy."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import ints, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


def slid(side: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> int:
    """The output's side, by sliding a dilated kernel over a padded row in NumPy."""
    row = np.pad(np.ones(side), padding)
    taps = np.arange(kernel) * dilation
    starts = np.arange(0, len(row), stride)
    positions = starts[:, None] + taps[None, :]
    inside = (positions < len(row)).all(axis=1)
    assert row[positions[inside]].shape[1] == kernel
    return int(inside.sum())


@oracle("conv-output")
def conv_output(instance: Instance) -> Fraction:
    n, k, s, p, d = ints(instance.values, "n", "k", "s", "p", "d")
    return Fraction(slid(n, k, s, p, d))


@oracle("same-padding")
def same_padding(instance: Instance) -> Fraction:
    k, d, n = ints(instance.values, "k", "d", "n")
    fitting = [padding for padding in range(d * k) if slid(n, k, 1, padding, d) == n]
    assert len(fitting) == 1
    return Fraction(fitting[0])


@oracle("transposed-conv")
def transposed_conv(instance: Instance) -> Fraction:
    """Scatters every input pixel through the kernel, then crops the padding and adds the output padding."""
    n, k, s, p, o = ints(instance.values, "n", "k", "s", "p", "o")
    canvas = np.zeros(n * s + k + o)
    last = 0
    for pixel in range(n):
        canvas[pixel * s : pixel * s + k] += 1
        last = pixel * s + k
    return Fraction(int(np.count_nonzero(canvas[:last] >= 0)) - 2 * p + o)
