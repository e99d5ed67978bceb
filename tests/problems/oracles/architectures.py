"""Networks built layer by layer as NumPy arrays: a map runs through them, and the arrays of weights are counted."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance


def plain(prompt: str) -> str:
    """A prompt without math signs: `$3\\times 3$` becomes `3x3`."""
    return re.sub(r"\s*\\times\s*", "x", prompt).replace("$", "").replace("\\", "")


def read(instance: Instance, pattern: str) -> list[int]:
    """The whole numbers a pattern finds in a prompt; it must fit."""
    match = re.search(pattern, plain(instance.prompt), re.DOTALL)
    assert match, (pattern, instance.prompt)
    return [int(group) for group in match.groups()]


def asks(instance: Instance, words: str) -> bool:
    """Whether a prompt holds these words."""
    return words in instance.prompt


class Net:
    """A network that is built while a map runs through it.

    Zeros are kept once for a whole array, so that even AlexNet's largest layer takes no memory.
    """

    def __init__(self, channels: int, side: int = 1, *, bias: bool = False) -> None:
        self.map = zeros(channels, side, side)
        self.bias = bias
        self.arrays: list[NDArray[np.int8]] = []
        self.multiply_adds = 0

    @property
    def parameters(self) -> int:
        return sum(array.size for array in self.arrays)

    @property
    def channels(self) -> int:
        return len(self.map)

    def conv(self, filters: int, k: int = 1, stride: int = 1, padding: int | None = None, groups: int = 1) -> Net:
        """Without a padding given, the side is kept."""
        channels = self.map.shape[0]
        kernels = [zeros(filters // groups, channels // groups, k, k) for _ in range(groups)]
        height, width = windows(*self.map.shape[1:], k, stride, (k - 1) // 2 if padding is None else padding)
        self.arrays += kernels
        self.arrays += [zeros(filters)] if self.bias else []
        self.multiply_adds += height * width * sum(kernel.size for kernel in kernels)
        self.map = zeros(filters, height, width)
        return self

    def pool(self, k: int, stride: int, padding: int = 0) -> Net:
        self.map = zeros(self.map.shape[0], *windows(*self.map.shape[1:], k, stride, padding))
        return self

    def full(self, units: int) -> Net:
        inputs = int(self.map.size)
        self.arrays += [zeros(units, inputs)] + ([zeros(units)] if self.bias else [])
        self.map = zeros(units, 1, 1)
        return self

    def average(self) -> Net:
        self.map = zeros(self.map.shape[0], 1, 1)
        return self

    def branches(self, *branches: Net) -> Net:
        """Takes over the layers of branches and concatenates what they give."""
        for branch in branches:
            self.arrays += branch.arrays
        self.map = np.concatenate([branch.map for branch in branches])
        return self


@cache
def zeros(*shape: int) -> NDArray[np.int8]:
    return np.broadcast_to(np.int8(0), shape)


@cache
def windows(height: int, width: int, k: int, stride: int, padding: int) -> tuple[int, int]:
    """How many windows lie below and beside one another in a padded map."""
    padded = np.pad(zeros(height, width), padding)
    views = np.lib.stride_tricks.sliding_window_view(padded, (k, k))[::stride, ::stride]
    return views.shape[0], views.shape[1]
