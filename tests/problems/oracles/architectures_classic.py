"""LeNet, AlexNet, network in network and VGG, built from the layers their papers tell."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle
from tests.problems.oracles.architectures import Net, asks, plain, read, zeros

if TYPE_CHECKING:
    from quizcv.problems.values import Instance

VGG_TABLE_1 = {
    11: "64 M 128 M 256 256 M 512 512 M 512 512 M",
    13: "64 64 M 128 128 M 256 256 M 512 512 M 512 512 M",
    16: "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M",
    19: "64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M",
}


@oracle("lenet-c3")
def lenet_c3(instance: Instance) -> int:
    """Fills in the table of which filter sees which map, and counts its crosses."""
    pattern = r"all of the (\d+) maps.*filters, (\d+) see 3 maps each, (\d+) see 4 maps each and (\d+) of them all"
    maps, threes, fours, alls = read(instance, pattern)
    sees = [3] * threes + [4] * fours + [maps] * alls
    table = np.zeros((len(sees), maps), dtype=bool)
    for filter_, (row, count) in enumerate(zip(table, sees, strict=True)):
        row[(filter_ + np.arange(count)) % maps] = True
    weights = sum(5 * 5 for cross in table.ravel() if cross) + len(table)
    if asks(instance, "connections"):
        (side,) = read(instance, r"output maps have (\d+)x")
        return weights * len(np.zeros((side, side)).ravel())
    return weights


@oracle("alexnet-shape")
def alexnet_shape(instance: Instance) -> tuple[int, int, int]:
    """Reads the layers in the prompt's list and lets an image through."""
    (side,) = read(instance, r"An image of (\d+)x")
    net = Net(3, side)
    for row in re.findall(r"^\d+\. (.*)$", plain(instance.prompt), re.MULTILINE):
        numbers = {word: int(value) for word, value in re.findall(r"(stride|padding) (\d+)", row)}
        kernel = int(re.findall(r"(\d+)x", row)[0])
        stride, padding = numbers.get("stride", 1), numbers.get("padding", 0)
        if row.startswith("max pooling"):
            net.pool(kernel, stride, padding)
        else:
            filters = int(re.findall(r"(\d+) filters", row)[0])
            net.conv(filters, kernel, stride, padding)
    return net.map.shape[0], net.map.shape[1], net.map.shape[2]


@oracle("alexnet-fc6")
def alexnet_fc6(instance: Instance) -> int:
    side, units = read(instance, r"images of (\d+)x\d+ pixels, how many weights .* with (\d+) units")
    net = Net(3, side).conv(96, 11, 4, 0).pool(3, 2).conv(256, 5).pool(3, 2).conv(384, 3).conv(384, 3).conv(256, 3)
    before = net.pool(3, 2).parameters
    return net.full(units).parameters - before


@oracle("alexnet-towers")
def alexnet_towers(instance: Instance) -> int:
    pattern = r"over (\d+) GPUs.* A (\d+)x\d+ layer has (\d+) input maps and (\d+) filters"
    gpus, kernel, maps, filters = read(instance, pattern)
    groups = gpus if asks(instance, "on their own GPU") else 1
    return Net(gpus * maps, kernel, bias=True).conv(gpus * filters, kernel, groups=groups).parameters


@oracle("nin-mlpconv")
def nin_mlpconv(instance: Instance) -> int:
    pattern = r"gets (\d+) channels: a (\d+)x\d+ convolution with (\d+) filters .* with (\d+) and (\d+) filters"
    channels, kernel, first, second, third = read(instance, pattern)
    net = Net(channels, kernel, bias=asks(instance, "with a bias"))
    return net.conv(first, kernel).conv(second).conv(third).parameters


@oracle("gap-saves-weights")
def gap_saves_weights(instance: Instance) -> int:
    channels, side = read(instance, r"are (\d+)x(\d+)x")
    if asks(instance, "new head"):
        hidden, classes = read(instance, r"with (\d+) units each and a third with (\d+)")
        old = Net(channels, side).full(hidden).full(hidden).full(classes)
        return old.parameters - Net(channels, side).average().full(classes).parameters
    (classes,) = read(instance, r"there are (\d+) classes")
    flat = Net(channels, side).full(classes)
    return flat.parameters - Net(channels, side).conv(classes).average().parameters


@oracle("vgg-weight-layers")
def vgg_weight_layers(instance: Instance) -> int:
    if asks(instance, "if there were one"):
        depth, first, second = read(instance, r"VGG-(\d+), if .* have (\d+) and (\d+) convolutions")
        (found,) = [n for n in range(1, 12) if weight_layers(first, second, n, n, n) == depth]
        return found
    return weight_layers(*read(instance, r"stages hold (\d+), (\d+), (\d+), (\d+) and (\d+) conv"))


@cache
def weight_layers(*stages: int) -> int:
    """The layers of a small VGG that hold arrays."""
    net = Net(1, 64)
    for count in stages:
        for _ in range(count):
            net.conv(1, 3)
        net.pool(2, 2)
    return len(net.full(2).full(2).full(2).arrays)


@oracle("vgg-stage")
def vgg_stage(instance: Instance) -> int:
    count, filters, channels = read(instance, r"has (\d+) convolutions of 3x3 with (\d+) filters .*?\. (\d+) channels")
    net = Net(channels, 4, bias=asks(instance, "biases counted"))
    for _ in range(count):
        net.conv(filters, 3)
    return net.pool(2, 2).parameters


@oracle("vgg-fc-share")
def vgg_fc_share(instance: Instance) -> Fraction:
    """Builds the whole network of the paper's table 1, and compares the prompt's figure for the convolutions with it."""
    depth, side, last, hidden, other, classes = read(
        instance,
        r"VGG-(\d+) have .* images of (\d+)x\d+ pixels their last maps are 512x(\d+)x.* with (\d+), (\d+) and (\d+) units",
    )
    net = Net(3, 32, bias=True)
    for word in VGG_TABLE_1[depth].split():
        net = net.pool(2, 2) if word == "M" else net.conv(int(word), 3)
    told = re.search(r"have ([\d.]+) million", instance.prompt)
    convolutions = net.parameters
    assert told is not None
    assert Fraction(told[1]) * 10**6 == convolutions
    pooled = Net(1, side)
    for _ in range(5):
        pooled.pool(2, 2)
    assert pooled.map.shape == (1, last, last)
    net.map = zeros(512, last, last)
    first = net.full(hidden).parameters - convolutions
    head = net.full(other).full(classes).parameters - convolutions
    return Fraction(first if asks(instance, "first of these") else head, net.parameters)
