"""Images cut into patches and windows in NumPy, and U-Net run on a row of pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle
from tests.problems.oracles.architectures import Net, asks, read, zeros

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance


def patches(height: int, width: int, side: int, channels: int = 1) -> NDArray[np.int8]:
    """The patches of an image, one a row, cut out one after another."""
    image = np.zeros((channels, height, width), dtype=np.int8)
    rows = [
        image[:, top : top + side, left : left + side].ravel()
        for top in range(0, height, side)
        for left in range(0, width, side)
    ]
    return np.stack(rows)


@oracle("vit-tokens")
def vit_tokens(instance: Instance) -> int:
    if asks(instance, "a side of its square patches"):
        tokens, side = read(instance, r"gets (\d+) tokens, .* image of (\d+)x")
        (found,) = [p for p in range(1, side) if side % p == 0 and len(range(0, side, p)) ** 2 == tokens - 1]
        return found
    height, width, patch = read(instance, r"image of (\d+)x(\d+) pixels into patches of (\d+)x")
    return np.concatenate([[0], np.zeros(len(patches(height, width, patch)))]).size


@oracle("vit-patch-embedding")
def vit_patch_embedding(instance: Instance) -> int:
    if asks(instance, "flattens patches"):
        patch, channels, width = read(instance, r"patches of (\d+)x\d+ pixels with (\d) channels .* to (\d+) numbers")
        return Net(channels, patch, bias=True).conv(width, patch, patch, 0).parameters
    side, patch, width = read(instance, r"images of (\d+)x\d+ pixels projects patches of (\d+)x\d+ to (\d+) numbers")
    net = Net(3, side, bias=True).conv(width, patch, patch, 0)
    class_token = zeros(1, width)
    tokens = np.concatenate([class_token, net.map.reshape(width, -1).T])
    positions = np.zeros_like(tokens)
    return net.parameters + class_token.size + positions.size


@oracle("vit-resolution")
def vit_resolution(instance: Instance) -> int:
    pattern = r"with (\d+)x\d+ patches was trained on (\d+)x\d+ images and is fine-tuned on (\d+)x"
    patch, small, large = read(instance, pattern)
    before, now = (len(patches(side, side, patch)) + 1 for side in (small, large))
    if asks(instance, "of width"):
        (width,) = read(instance, r"of width (\d+)")
        return zeros(now, width).size - zeros(before, width).size
    return now


def merged(map_: NDArray[np.int8]) -> NDArray[np.int8]:
    """A map whose 2 x 2 neighbours are joined, as (channels, height, width)."""
    return np.concatenate([map_[:, top::2, left::2] for top in (0, 1) for left in (0, 1)])


@oracle("swin-stages")
def swin_stages(instance: Instance) -> tuple[int, ...] | int:
    if asks(instance, "patch merging layer"):
        channels, wanted = read(instance, r"C = (\d+) a patch .* before stage (\d)")
        net = Net(channels, 8)
        for stage in range(2, wanted + 1):
            net.map = merged(net.map)
            outputs = channels * 2 ** (stage - 1)
            net.conv(outputs)
        return net.arrays[-1].size
    if asks(instance, "How many windows"):
        window, side, wanted = read(instance, r"windows of (\d+)x\d+ tokens gets an image of (\d+)x.* in stage (\d)")
        map_ = zeros(1, side // 4, side // 4)
        for _ in range(2, wanted + 1):
            map_ = merged(map_)[:1]
        _, height, width = map_.shape
        return len([0 for top in range(0, height, window) for left in range(0, width, window)])
    channels, height, width, wanted = read(instance, r"C = (\d+) gets an image of (\d+)x(\d+) pixels.* stage (\d)")
    map_ = zeros(channels, len(range(0, height, 4)), len(range(0, width, 4)))
    for _ in range(2, wanted + 1):
        joined = merged(map_)
        map_ = joined[: joined.shape[0] // 2]
    return map_.shape


@oracle("unet-output")
def unet_output(instance: Instance) -> int:
    """Runs a row of pixels through the network, skip connections cropped and all."""
    levels, side = read(instance, r"has (\d) levels above .* an input of (\d+)x")
    row, skips = np.ones(side), []
    for _ in range(levels):
        skips.append(twice(row))
        assert len(skips[-1]) % 2 == 0
        row = skips[-1][::2]
    row = twice(row)
    for skip in reversed(skips):
        up = np.repeat(row, 2)
        crop = (len(skip) - len(up)) // 2
        row = twice(up + skip[crop : crop + len(up)])
    return len(row)


def twice(row: NDArray[np.float64]) -> NDArray[np.float64]:
    """Two unpadded convolutions of length 3."""
    return np.convolve(np.convolve(row, np.ones(3), "valid"), np.ones(3), "valid")


@oracle("unet-up-level")
def unet_up_level(instance: Instance) -> int:
    if asks(instance, "on the way up a level") or asks(instance, "On the way up a level"):
        below, channels = read(instance, r"gets (\d+) channels: .* takes them to (\d+)")
    else:
        top, level = read(instance, r"has (\d+) channels at its top .* Level (\d),")
        widths = [top]
        while len(widths) <= level:
            widths.append(widths[-1] + widths[-1])
        channels, below = widths[level - 1], widths[level]
    up_kernels = zeros(below, channels, 2, 2)
    skip, up = zeros(channels, 4, 4), zeros(channels, 4, 4)
    net = Net(1, 4)
    net.map = np.concatenate([skip, up])
    return up_kernels.size + net.conv(channels, 3).conv(channels, 3).parameters
