"""Paths counted by adding block after block, blocks dropped one by one, ConvNeXt built from its arrays."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle
from tests.problems.oracles.architectures import Net, asks, plain, read

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


@oracle("residual-paths")
def residual_paths(instance: Instance) -> int:
    """Keeps the number of paths of each length, and lets each block skip or lengthen them."""
    (blocks,) = read(instance, r"has (\d+) blocks")
    deleted = read(instance, r"branches of (\d+) blocks")[0] if asks(instance, "deleted") else 0
    lengths = [1]
    for _ in range(blocks - deleted):
        lengths = [skipped + through for skipped, through in zip([*lengths, 0], [0, *lengths], strict=True)]
    if asks(instance, "deleted"):
        return sum(lengths)
    return lengths[read(instance, r"exactly (\d) blocks")[0]]


@oracle("stochastic-depth")
def stochastic_depth(instance: Instance) -> float:
    match = re.search(r"input to ([\d.]+) at the last of (\d+) blocks", plain(instance.prompt))
    assert match
    survival = np.linspace(1, float(Fraction(match[1])), int(match[2]) + 1)
    if asks(instance, "on average"):
        return float(survival[1:].sum())
    return float(survival[read(instance, r"for block (\d+)")[0]])


@oracle("convnext-block")
def convnext_block(instance: Instance) -> int:
    if asks(instance, "Between two stages"):
        (channels,) = read(instance, r"takes (\d+) channels")
        norm = np.ones(channels).size + np.zeros(channels).size
        return norm + Net(channels, 2, bias=True).conv(channels + channels, 2, 2, 0).parameters
    channels, kernel = read(instance, r"of width (\d+) has a (\d)x")
    net = Net(channels, kernel, bias=True).conv(channels, kernel, groups=channels)
    norm = np.ones(channels).size + np.zeros(channels).size
    return net.conv(4 * channels).conv(channels).parameters + norm + np.ones(channels).size
