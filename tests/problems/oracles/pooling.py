"""Pooling windows counted one by one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import ints, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


def windows(length: int, reach: int, stride: int) -> int:
    """How many windows of that reach fit, counted one by one."""
    return sum(1 for start in range(0, length, stride) if start + reach <= length)


@oracle("pool-output")
def pool_output(instance: Instance) -> Fraction:
    n, k, s, p = ints(instance.values, "n", "k", "s", "p")
    image = np.pad(np.zeros((n, n)), p)
    views = np.lib.stride_tricks.sliding_window_view(image, (k, k))[::s, ::s]
    assert views.shape[0] == windows(n + 2 * p, k, s)
    return Fraction(views.max(axis=(2, 3)).shape[0])
