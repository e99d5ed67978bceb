"""What a pixel of an output sees, from gradients: where the image's gradient is not 0."""

from __future__ import annotations

from bisect import bisect_left
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.oracles.frozen import drawn, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.oracles.frozen import Module, Torch
    from quizcv.problems.values import Value

    Values = Mapping[str, Value]

LONG = 900
"""Pixels of the row whose gradients are looked at; the farthest field drawn is shorter."""
INSIDE = 40
"""An output pixel that is far enough from the row's beginning to see no padding."""


def seen(torch: Torch, layers: Module, pixel: int, length: int = LONG) -> list[int]:
    """The places of a row that one output pixel depends on."""
    row = torch.ones(1, 1, length, dtype=torch.float64, requires_grad=True)
    layers(row)[0, 0, pixel].backward()
    return [int(each) for each in row.grad[0, 0].nonzero()[:, 0]]


def summing(torch: Torch, kernel: int, stride: int, padding: int = 0, dilation: int = 1) -> Module:
    """A layer that adds up its window, so that no gradient in it is 0."""
    layer = torch.nn.Conv1d(1, 1, kernel, stride, padding, dilation, bias=False, dtype=torch.float64)
    torch.nn.init.ones_(layer.weight)
    return layer


def chain(torch: Torch, values: Values, upto: int | None = None) -> Module:
    """The drawn layers in a row, each adding up its window."""
    kernels, strides = listed(values, "kernels"), listed(values, "strides")
    paddings = listed(values, "paddings") if "paddings" in values else [0] * len(kernels)
    dilations = listed(values, "dilations") if "dilations" in values else [1] * len(kernels)
    rows = list(zip(kernels, strides, paddings, dilations, strict=True))[:upto]
    return torch.nn.Sequential(*(summing(torch, *row) for row in rows))


def receptive_field(torch: Torch, values: Values, _: str) -> int:
    """How many places one output pixel depends on, from the first to the last."""
    places = seen(torch, chain(torch, values), 2)
    return places[-1] - places[0] + 1


def layer_jump(torch: Torch, values: Values, _: str) -> int:
    """How far the fields of two neighbours lie apart."""
    layers = chain(torch, values, drawn(values, "asked")[0])
    return seen(torch, layers, INSIDE // 2 + 1)[0] - seen(torch, layers, INSIDE // 2)[0]


def first_centre(torch: Torch, values: Values, _: str) -> float:
    """The centre of a field inside of the row, moved back to the first output pixel's."""
    layers = chain(torch, values)
    one, other = seen(torch, layers, INSIDE // 2), seen(torch, layers, INSIDE // 2 + 1)
    return (one[0] + one[-1]) / 2 - INSIDE // 2 * (other[0] - one[0])


def receptive_field_rows(torch: Torch, values: Values, _: str) -> list[int]:
    """The first and the last place one output pixel depends on."""
    places = seen(torch, chain(torch, values), drawn(values, "row")[0])
    return [places[0], places[-1]]


def receptive_field_depth(torch: Torch, values: Values, prompt: str) -> int:
    """The shortest stack of layers with which one pixel depends on enough places."""
    k, r = drawn(values, "k r")
    doubling = "double" in prompt

    def field(depth: int) -> int:
        """How many places one pixel depends on through so many layers."""
        layers = [summing(torch, k, 1, 0, 2**n if doubling else 1) for n in range(depth)]
        return len(seen(torch, torch.nn.Sequential(*layers), 0))

    if doubling:
        return next(depth for depth in count(1) if field(depth) >= r)
    return 1 + bisect_left(range(1, LONG // k), r, key=field)


def adaptive_bin(torch: Torch, values: Values, _: str) -> list[int]:
    """The first and the last row that one cell depends on."""
    n, o, i = drawn(values, "n o i")
    places = seen(torch, torch.nn.AdaptiveAvgPool1d(o), i, n)
    return [places[0], places[-1]]


def adaptive_bin_values(torch: Torch, values: Values, _: str) -> int:
    """How many numbers one cell depends on."""
    h, w, o, i, j = drawn(values, "h w o i j")
    image = torch.ones(1, 1, h, w, dtype=torch.float64, requires_grad=True)
    torch.nn.AdaptiveAvgPool2d(o)(image)[0, 0, i, j].backward()
    return int((image.grad != 0).sum())
