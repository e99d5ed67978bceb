"""ResNets and DenseNets, put together block by block."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle
from tests.problems.oracles.architectures import Net, asks, plain, read

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance

COUNTS = r"has (\d+), (\d+), (\d+) and (\d+) "


@cache
def resnet(per_block: int, *stages: int) -> int:
    """Its weight layers, one after another, projections left out."""
    layers = ["conv1"]
    for stage, blocks in enumerate(stages):
        for block in range(blocks):
            layers += [f"conv{stage}.{block}.{layer}" for layer in range(per_block)]
    return len([*layers, "fc"])


@oracle("resnet-cifar-depth")
def resnet_cifar_depth(instance: Instance) -> int:
    if asks(instance, "How many blocks does each stage have"):
        (depth,) = read(instance, r"ResNet-(\d+)")
        (found,) = [n for n in range(1, 210) if resnet(2, n, n, n) == depth]
        return found
    (count,) = read(instance, r"three stages of (\d+)")
    return resnet(3 if asks(instance, "bottleneck") else 2, count, count, count)


@oracle("resnet-depth")
def resnet_depth(instance: Instance) -> int:
    if asks(instance, "in the third"):
        depth, first, second, fourth = read(
            instance, r"ResNet-(\d+), .* has (\d+) blocks in its first stage, (\d+) in its second and (\d+) in"
        )
        (found,) = [n for n in range(1, 60) if resnet(3, first, second, n, fourth) == depth]
        return found
    return resnet(3 if asks(instance, "bottleneck") else 2, *read(instance, COUNTS))


@oracle("resnet-shortcuts")
def resnet_shortcuts(instance: Instance) -> int:
    if asks(instance, "projection without bias"):
        channels, wider, stride = read(instance, r"takes (\d+) channels to (\d+) with stride (\d)")
        net = Net(channels, 8).conv(wider, 1, stride)
        scale, shift = np.ones(net.map.shape[0]), np.zeros(net.map.shape[0])
        return net.parameters + scale.size + shift.size
    expansion = 4 if asks(instance, "bottleneck") else 1
    channels, side, identities = 64, 56, 0
    for stage, blocks in enumerate(read(instance, COUNTS)):
        for block in range(blocks):
            before = channels, side
            channels = 64 * 2**stage * expansion
            side = side // 2 if stage and not block else side
            identities += before == (channels, side)
    return identities


@oracle("resnet-stage")
def resnet_stage(instance: Instance) -> int:
    """Each block built in turn, with a projection wherever its channels change."""
    bottleneck = asks(instance, "bottleneck")
    if bottleneck:
        pattern = r"has (\d+) bottleneck blocks of width (\d+), .* with (\d+) channels at the end\. (\d+) channels"
        count, width, wide, channels = read(instance, pattern)
    else:
        count, width, channels = read(instance, r"has (\d+) basic blocks.* with (\d+) filters\. (\d+) channels")
        wide = width
    total = 0
    for _ in range(count):
        block = Net(channels, 3)
        block = block.conv(width).conv(width, 3).conv(wide) if bottleneck else block.conv(width, 3).conv(width, 3)
        shortcut = Net(channels, 3)
        if channels != wide:
            shortcut.conv(wide)
        assert shortcut.map.shape == block.map.shape
        total += block.parameters + shortcut.parameters
        channels = wide
    return total


class Dense:
    """A dense block whose channels are told apart by the layer they come from."""

    def __init__(self, channels: int, growth: int) -> None:
        self.sources = np.zeros(channels, dtype=int)
        self.growth = growth
        self.layers = 0
        self.inputs: list[NDArray[np.int_]] = []

    def add(self, count: int = 1) -> Dense:
        for _ in range(count):
            self.layers += 1
            self.inputs.append(self.sources)
            self.sources = np.concatenate([self.sources, np.full(self.growth, self.layers)])
        return self

    @property
    def channels(self) -> int:
        return self.sources.size

    @property
    def seen(self) -> list[int]:
        """How many channels each layer gets."""
        return [each.size for each in self.inputs]

    @property
    def connections(self) -> int:
        """Between a layer and those it sees, the block's input among them."""
        return sum(len(set(each.tolist())) for each in self.inputs)


@oracle("densenet-growth")
def densenet_growth(instance: Instance) -> int:
    if asks(instance, "How many layers"):
        growth, channels, end = read(instance, r"growth rate (\d+) gets (\d+) channels and gives out (\d+)")
        block = Dense(channels, growth)
        while block.channels < end:
            block.add()
        assert block.channels == end
        return block.layers
    count, growth, channels = read(instance, r"with (\d+) layers and growth rate (\d+) gets (\d+) channels")
    block = Dense(channels, growth).add(count)
    if asks(instance, "layer number"):
        return block.seen[read(instance, r"layer number (\d+) get")[0] - 1]
    return block.channels


@oracle("densenet-transition")
def densenet_transition(instance: Instance) -> int:
    if asks(instance, "begins with 2k"):
        growth, *counts = read(instance, r"growth rate (\d+) begins .* have (\d+), (\d+) and (\d+) layers")
        channels = 2 * growth
        for count in counts:
            channels = np.arange(Dense(channels, growth).add(count).channels // 2).size
        return channels
    pattern = r"growth rate (\d+) has two dense blocks with (\d+) and (\d+) layers .* first block gets (\d+) channels"
    growth, first, second, channels = read(instance, pattern)
    kept = Fraction(plain(instance.prompt).split("= ")[1].split(",")[0])
    block = Dense(channels, growth).add(first)
    narrow = sum(1 for n in range(1, block.channels + 1) if n <= kept * block.channels)
    return Dense(narrow, growth).add(second).channels


@oracle("densenet-connections")
def densenet_connections(instance: Instance) -> int:
    if asks(instance, "four dense blocks"):
        counts = read(instance, r"with (\d+), (\d+), (\d+) and (\d+) layers")
    else:
        counts = read(instance, r"block with (\d+) layers")
    return sum(Dense(1, 1).add(count).connections for count in counts)


@oracle("densenet-layer")
def densenet_layer(instance: Instance) -> int:
    if asks(instance, "DenseNet-B"):
        growth, channels, wanted = read(instance, r"rate (\d+) gets (\d+) channels.* layer number (\d+), counted")
        inputs = Dense(channels, growth).add(wanted).seen[-1]
        return Net(inputs, 3).conv(4 * growth).conv(growth, 3).parameters
    count, growth, channels = read(instance, r"has (\d+) layers with growth rate (\d+), .*; (\d+) channels come in")
    return sum(Net(inputs, 3).conv(growth, 3).parameters for inputs in Dense(channels, growth).add(count).seen)


@oracle("densenet-depth")
def densenet_depth(instance: Instance) -> int:
    if asks(instance, "DenseNet-BC"):
        counts, per_layer = read(instance, COUNTS), 2
    else:
        counts, per_layer = read(instance, r"three dense blocks of (\d+) layers") * 3, 1
    layers = ["conv"]
    for n, count in enumerate(counts):
        layers += ["transition"] if n else []
        layers += [f"block {n}"] * count * per_layer
    return len([*layers, "fc"])
