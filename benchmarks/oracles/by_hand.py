"""What PyTorch's layers make of small maps of numbers: the layers are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.oracles.frozen import drawn, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.oracles.frozen import Module, Torch
    from quizcv.problems.values import Value

    Values = Mapping[str, Value]


def grid(torch: Torch, values: Values, name: str, columns: int) -> Module:
    """A drawn grid as a batch of one map with one channel."""
    return torch.tensor(listed(values, name), dtype=torch.float64).reshape(1, 1, -1, columns)


def flat_numbers(output: Module) -> list[float]:
    """All numbers of an output, row by row."""
    return [float(each) for each in output.reshape(-1)]


def conv_value_by_hand(torch: Torch, values: Values, _: str) -> float:
    """One number of a convolution."""
    y, x, columns = drawn(values, "row column columns")
    output = torch.nn.functional.conv2d(grid(torch, values, "image", columns), grid(torch, values, "kernel", 3))
    return float(output[0, 0, y - 1, x - 1])


def conv_map_by_hand(torch: Torch, values: Values, _: str) -> list[float]:
    """All numbers of a convolution."""
    s, p = drawn(values, "stride padding")
    image, kernel = grid(torch, values, "image", 4), grid(torch, values, "kernel", 3)
    return flat_numbers(torch.nn.functional.conv2d(image, kernel, stride=s, padding=p))


def max_pool_by_hand(torch: Torch, values: Values, _: str) -> list[float]:
    """Max pooling, perhaps with padding."""
    k, s, p = drawn(values, "kernel stride padding")
    side = int(len(listed(values, "map")) ** 0.5)
    return flat_numbers(torch.nn.MaxPool2d(k, s, p)(grid(torch, values, "map", side)))


def average_pool_by_hand(torch: Torch, values: Values, _: str) -> list[float]:
    """Average pooling over windows of 2x2."""
    s, columns = drawn(values, "stride columns")
    return flat_numbers(torch.nn.AvgPool2d(2, s)(grid(torch, values, "map", columns)))


def pool_count_include_pad(torch: Torch, values: Values, _: str) -> float:
    """Average pooling at an edge, where the zeros count or not."""
    k, s, y, x, columns = drawn(values, "kernel stride row column columns")
    pooling = torch.nn.AvgPool2d(k, s, 1, count_include_pad=values["count_include_pad"] == "True")
    return float(pooling(grid(torch, values, "map", columns))[0, 0, y - 1, x - 1])


def global_average_by_hand(torch: Torch, values: Values, _: str) -> list[float]:
    """Global average pooling of some channels."""
    (channels,) = drawn(values, "channels")
    maps = torch.tensor(listed(values, "map"), dtype=torch.float64).reshape(1, channels, 2, -1)
    return flat_numbers(torch.nn.AdaptiveAvgPool2d(1)(maps))
