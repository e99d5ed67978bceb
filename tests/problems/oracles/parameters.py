"""Weights counted as elements of arrays."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import ints, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


@oracle("conv-params")
def conv_params(instance: Instance) -> Fraction:
    c_in, c_out, k, g = ints(instance.values, "c_in", "c_out", "k", "g")
    count = sum(int(np.broadcast_to(0, (c_out // g, c_in // g, k, k)).size) for _ in range(g))
    return Fraction(count + (0 if "no bias" in instance.prompt else c_out))


@oracle("fc-after-flatten")
def fc_after_flatten(instance: Instance) -> Fraction:
    c, h, w, m = ints(instance.values, "c", "h", "w", "m")
    features = np.zeros((c, h, w)).reshape(-1)
    return Fraction(int(np.broadcast_to(0, (m, features.size)).size + np.zeros(m).size))


@oracle("depthwise-separable")
def depthwise_separable(instance: Instance) -> Fraction:
    c_in, c_out, k = ints(instance.values, "c_in", "c_out", "k")
    depthwise = np.broadcast_to(0, (c_in, 1, k, k)).size
    pointwise = np.broadcast_to(0, (c_out, c_in, 1, 1)).size
    full = np.broadcast_to(0, (c_out, c_in, k, k)).size
    part = "What part" in instance.prompt
    return Fraction(depthwise + pointwise, full) if part else Fraction(depthwise + pointwise)
