"""Inception modules, fire modules and ResNeXt blocks, branch by branch."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.problems.oracle import oracle
from tests.problems.oracles.architectures import Net, asks, plain, read

if TYPE_CHECKING:
    from quizcv.problems.values import Instance

BRANCHES = (
    r"gets (\d+) channels.*1x1 convolution, (\d+) filters\n.*1x1 with (\d+) filters, then 3x3 with (\d+)\n"
    r".*1x1 with (\d+) filters, then 5x5 with (\d+)\n.*then 1x1 with (\d+) filters"
)


def module(instance: Instance) -> Net:
    """The inception module of a prompt's list."""
    channels, ones, reduce3, threes, reduce5, fives, projected = read(instance, BRANCHES)
    return Net(channels, 5).branches(
        Net(channels, 5).conv(ones),
        Net(channels, 5).conv(reduce3).conv(threes, 3),
        Net(channels, 5).conv(reduce5).conv(fives, 5),
        Net(channels, 5).pool(3, 1, 1).conv(projected),
    )


def naive(net: Net, ones: int, threes: int, fives: int) -> Net:
    """The same net with a naive module at its end."""
    channels, side = net.channels, net.map.shape[1]
    return net.branches(
        Net(channels, side).conv(ones),
        Net(channels, side).conv(threes, 3),
        Net(channels, side).conv(fives, 5),
        Net(channels, side).pool(3, 1, 1),
    )


@oracle("inception-channels")
def inception_channels(instance: Instance) -> int:
    if not asks(instance, "naive"):
        return module(instance).channels
    pattern = r"with (\d+) filters of 1x1, (\d+) of 3x3 and (\d+) of 5x5.*? (\d+) such modules .* gets (\d+) channels"
    ones, threes, fives, count, channels = read(instance, pattern)
    net = Net(channels, 5)
    for _ in range(count):
        net = naive(net, ones, threes, fives)
    return net.channels


@oracle("inception-weights")
def inception_weights(instance: Instance) -> int | Fraction:
    if asks(instance, "By what factor"):
        filters, channels, reduced = read(instance, r"has (\d+) filters and gets (\d+) channels.* channels to (\d+)")
        plain_branch = Net(channels, 5).conv(filters, 5)
        return Fraction(plain_branch.parameters, Net(channels, 5).conv(reduced).conv(filters, 5).parameters)
    if not asks(instance, "naive"):
        return module(instance).parameters
    channels, *filters_ = read(instance, r"gets (\d+) channels. It has (\d+) filters of 1x1, (\d+) of 3x3 and (\d+) of")
    return naive(Net(channels, 5), *filters_).parameters


@oracle("squeezenet-fire")
def squeezenet_fire(instance: Instance) -> int | Fraction:
    pattern = (
        r"gets (\d+) channels.* with (\d+) filters of 1x1 and expands .* with (\d+) filters of 1x1 .* (\d+) of 3x3"
    )
    channels, squeezed, ones, threes = read(instance, pattern)
    net = Net(channels, 3, bias=asks(instance, "biases counted")).conv(squeezed)
    net.branches(
        Net(squeezed, 3, bias=net.bias).conv(ones),
        Net(squeezed, 3, bias=net.bias).conv(threes, 3),
    )
    if not asks(instance, "By what factor"):
        return net.parameters
    assert read(instance, r"from \d+ to (\d+) channels") == [net.channels]
    return Fraction(Net(channels, 3).conv(net.channels, 3).parameters, net.parameters)


@oracle("squeezenet-widths")
def squeezenet_widths(instance: Instance) -> Fraction:
    """Goes from module to module, widening after each group."""
    group, width, step, wanted = read(
        instance, r"The first (\d+) expand to (\d+) filters.* there are (\d+) more .* does module (\d+) have\?"
    )
    words = plain(instance.prompt).split()
    share, ratio = Fraction(words[words.index("part") + 1]), Fraction(words[words.index("ratio") + 2].rstrip("."))
    for module_ in range(1, wanted + 1):
        if module_ % group == 0:
            width += step
    return width * (ratio if asks(instance, "squeezing filters") else share)


@oracle("resnext-block")
def resnext_block(instance: Instance) -> int:
    if asks(instance, "cardinality"):
        paths, channels, width = read(instance, r"cardinality (\d+).* takes (\d+) channels to (\d+) by 1x1")
        return sum(Net(channels, 3).conv(width).conv(width, 3).conv(channels).parameters for _ in range(paths))
    paths, width, stage = read(instance, r"ResNeXt-50 \((\d+)×(\d+)d\).* convolutions of stage conv(\d)")
    for _ in range(2, stage):
        width += width
    return Net(1, 3).branches(*(Net(1, 3).conv(width) for _ in range(paths))).channels
