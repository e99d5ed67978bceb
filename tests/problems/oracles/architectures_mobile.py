"""MobileNet, ShuffleNet and EfficientNet."""

from __future__ import annotations

import re
from fractions import Fraction
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle
from tests.problems.oracles.architectures import Net, asks, plain, read

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


def after(instance: Instance, words: str) -> Fraction:
    """The number behind some words of a prompt, exactly as written."""
    match = re.search(re.escape(words) + r" ?([\d.]*\d)", plain(instance.prompt))
    assert match, (words, instance.prompt)
    return Fraction(match[1])


def separable(channels: int, filters: int, side: int) -> int:
    """The multiply-adds of a depthwise separable layer."""
    return Net(channels, side).conv(channels, 3, groups=channels).conv(filters).multiply_adds


@oracle("mobilenet-layer")
def mobilenet_layer(instance: Instance) -> int | Fraction:
    if asks(instance, "what part"):
        channels, filters, resolution = read(
            instance, r"takes (\d+) channels to (\d+)\..* images of (\d+)x\d+ in place"
        )
        alpha, side = after(instance, "alpha ="), 14
    else:
        pattern = r"takes (\d+) channels of (\d+)x\d+ to (\d+) of the same size.* images of (\d+)x"
        channels, side, filters, resolution = read(instance, pattern)
        alpha = Fraction(re.findall(r"alpha = ([\d.]*\d)", plain(instance.prompt))[-1])
    small = separable(int(alpha * channels), int(alpha * filters), side * resolution // 224)
    return Fraction(small, separable(channels, filters, side)) if asks(instance, "what part") else small


@oracle("mobilenet-multipliers")
def mobilenet_multipliers(instance: Instance) -> float:
    """Shrinks a wide pointwise layer on a fine grid, whose cost follows the rule up to rounding: none here."""
    percent = int(after(instance, "width multiplier") * 100)
    (resolution,) = read(instance, r"and images of (\d+)x")
    whole = Net(100, 224).conv(100)
    small = Net(percent, resolution).conv(percent)
    if asks(instance, "million parameters"):
        millions = after(instance, "has")
        return float(millions * 10**6 * small.parameters / whole.parameters)
    return float(after(instance, "takes") * 10**6 * small.multiply_adds / whole.multiply_adds)


@oracle("shufflenet-shuffle")
def shufflenet_shuffle(instance: Instance) -> int:
    channels, groups, each = read(instance, r"shuffles (\d+) channels of (\d+) groups, (\d+) in each")
    shuffled = np.arange(channels).reshape(groups, each).T.ravel()
    if asks(instance, "Which channel"):
        return int(shuffled[read(instance, r"at place (\d+)")[0]])
    return int(np.flatnonzero(shuffled == read(instance, r"does channel (\d+)")[0])[0])


@oracle("efficientnet-scaling")
def efficientnet_scaling(instance: Instance) -> float:
    """By sums of logarithms."""
    depth, width, resolution = (log(after(instance, f"{name} =")) for name in ("alpha", "beta", "gamma"))
    phi = int(after(instance, "phi ="))
    if asks(instance, "pixels long"):
        return exp(log(read(instance, r"took images of (\d+)x")[0]) + sum([resolution] * phi))
    growth = sum([depth, width, width] * phi)
    return exp(growth + sum([resolution] * 2 * phi) if asks(instance, "FLOPs grow") else growth)


@oracle("efficientnet-rounding")
def efficientnet_rounding(instance: Instance) -> int:
    """Tries all multiples of 8, or counts blocks up until there are enough."""
    if asks(instance, "filters by the width"):
        filters = after(instance, "multiplies") * after(instance, "width coefficient")
        nearest = min(range(8, 2000, 8), key=lambda multiple: (abs(multiple - filters), -multiple))
        assert nearest >= filters * 9 / 10
        return nearest
    coefficient = after(instance, "depth coefficient")
    total = 0
    for stage in read(instance, r"had (\d+), (\d+) and (\d+) blocks"):
        blocks = 0
        while blocks < stage * coefficient:
            blocks += 1
        total += blocks
    return total
