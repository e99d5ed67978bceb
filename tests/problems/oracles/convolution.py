"""Convolutions slid, scattered and counted in NumPy; inverse questions by trying every candidate."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quizcv.problems.values import Instance

WIDEST = 40
"""Kernels tried."""
MATRIX = re.compile(r"\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}", re.DOTALL)


def numbers(text: str) -> list[int]:
    """Every whole number in a text, in order."""
    return [int(each) for each in re.findall(r"\d+", text)]


def after(word: str, prompt: str, default: int | None = None) -> int:
    """The number that stands after a word, as in `stride 2`."""
    found = re.search(rf"{word} (\d+)", prompt)
    if found is None and default is not None:
        return default
    assert found, (word, prompt)
    return int(found[1])


def squares(prompt: str) -> list[int]:
    r"""The sides of all `n\times n` in a prompt."""
    found = re.findall(r"(\d+)\\times\s*(\d+)", prompt)
    assert all(height == width for height, width in found), prompt
    return [int(height) for height, _ in found]


def matrices(prompt: str) -> list[NDArray[np.int64]]:
    """The matrices in a prompt."""
    return [
        np.array([[int(cell) for cell in row.split("&")] for row in inner.split(r"\\")])
        for inner in MATRIX.findall(prompt)
    ]


def slid(side: int, kernel: int, stride: int, padding: int, dilation: int = 1) -> int:
    """The output's side, by sliding a dilated kernel over a padded row in NumPy."""
    row = np.pad(np.ones(side), padding)
    taps = np.arange(kernel) * dilation
    starts = np.arange(0, len(row), stride)
    positions = starts[:, None] + taps[None, :]
    inside = (positions < len(row)).all(axis=1)
    assert row[positions[inside]].shape[1] == kernel
    return int(inside.sum())


def scattered(side: int, kernel: int, stride: int, dilation: int = 1) -> int:
    """How many places a transposed convolution without padding writes to: from the first to the last."""
    places = np.add.outer(np.arange(side) * stride, np.arange(kernel) * dilation)
    return int(places.max() - places.min() + 1)


def correlated(image: NDArray[np.int64], kernel: NDArray[np.int64], stride: int = 1) -> NDArray[np.int64]:
    """The kernel laid over every window, all at once."""
    views = sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return np.asarray(np.einsum("yxij,ij->yx", views, kernel))


@oracle("conv-output")
def conv_output(instance: Instance) -> Fraction:
    k, n = squares(instance.prompt)
    s, d, p = (after(word, instance.prompt) for word in ("stride", "dilation", "padding"))
    return Fraction(slid(n, k, s, p, d))


@oracle("conv-output-shape")
def conv_output_shape(instance: Instance) -> tuple[int, ...]:
    filters, kernel_height, kernel_width, *rest = numbers(instance.prompt)
    if "the height always comes first" in instance.prompt:
        down, across, above, left, _, height, width = rest
    else:
        down, above, _, height, width = rest
        across, left = down, above
    return filters, slid(height, kernel_height, down, above), slid(width, kernel_width, across, left)


@oracle("same-padding")
def same_padding(instance: Instance) -> Fraction:
    k, n = squares(instance.prompt)
    d = after("dilation", instance.prompt)
    fitting = [padding for padding in range(d * k) if slid(n, k, 1, padding, d) == n]
    assert len(fitting) == 1
    return Fraction(fitting[0])


@oracle("tf-same-padding")
def tf_same_padding(instance: Instance) -> tuple[int, ...]:
    """As many windows as start in the input; the fewest zeros with which the last one fits, dealt out from the end."""
    k, _, s, n = numbers(instance.prompt)
    starts = len(range(0, n, s))
    zeros = next(zeros for zeros in range(k + s) if slid(n + zeros, k, s, 0) >= starts)
    before = behind = 0
    for _ in range(zeros):
        if behind > before:
            before += 1
        else:
            behind += 1
    return starts, before, behind


@oracle("padding-for-output")
def padding_for_output(instance: Instance) -> int:
    k, n, o = squares(instance.prompt)
    s, d = after("stride", instance.prompt), after("dilation", instance.prompt, 1)
    fitting = [padding for padding in range(d * k) if slid(n, k, s, padding, d) == o]
    assert len(fitting) == 1 or "smallest" in instance.prompt
    return fitting[0]


@oracle("kernel-for-output")
def kernel_for_output(instance: Instance) -> int:
    s, d, p = (after(word, instance.prompt) for word in ("stride", "dilation", "padding"))
    n, o = squares(instance.prompt) or (150, 150)
    fitting = [k for k in range(1, WIDEST) if slid(n, k, s, p, d) == o]
    if "odd" in instance.prompt:
        fitting = [k for k in fitting if k % 2]
    assert len(fitting) == 1
    return fitting[0]


@oracle("effective-kernel")
def effective_kernel(instance: Instance) -> int:
    """Writes the weights apart into a row, and measures it from the first to the last."""
    (k,) = squares(instance.prompt)
    row = np.zeros(2000)
    row[:: after("has dilation", instance.prompt)][:k] = 1
    first, *_, last = np.flatnonzero(row)
    return int(last - first + 1)


@oracle("dilation-for-span")
def dilation_for_span(instance: Instance) -> int:
    if "stride 1" in instance.prompt:
        k, n, o = squares(instance.prompt)
        fitting = [d for d in range(1, n) if slid(n, k, 1, 0, d) == o]
    else:
        k, m = squares(instance.prompt)
        fitting = [d for d in range(1, m) if slid(m, k, 1, 0, d) == 1]
        fitting = [d for d in fitting if slid(m - 1, k, 1, 0, d) == 0]
    assert len(fitting) == 1
    return fitting[0]


@oracle("transposed-conv")
def transposed_conv(instance: Instance) -> int:
    """Scatters every input pixel through the kernel, then crops the padding and adds the output padding."""
    k, n = squares(instance.prompt)
    s, p, q = (after(word, instance.prompt) for word in ("stride", "padding", "output padding"))
    return scattered(n, k, s) - 2 * p + q


@oracle("transposed-conv-dilated")
def transposed_conv_dilated(instance: Instance) -> int:
    k, n = squares(instance.prompt)
    s, d, p, q = (after(word, instance.prompt) for word in ("stride", "dilation", ", padding", "output padding"))
    return scattered(n, k, s, d) - 2 * p + q


@oracle("output-padding-for")
def output_padding_for(instance: Instance) -> int:
    k, n, m = squares(instance.prompt)
    s, p = after("stride", instance.prompt), after("padding", instance.prompt)
    fitting = [q for q in range(s) if scattered(n, k, s) - 2 * p + q == m]
    assert len(fitting) == 1
    return fitting[0]


@oracle("conv-value-by-hand")
def conv_value_by_hand(instance: Instance) -> int:
    image, kernel = matrices(instance.prompt)
    output = correlated(image, kernel)
    return int(output[after("in row", instance.prompt) - 1, after("column", instance.prompt) - 1])


@oracle("conv-map-by-hand")
def conv_map_by_hand(instance: Instance) -> tuple[int, ...]:
    image, kernel = matrices(instance.prompt)
    border = 1 if "a border of zeros one pixel wide" in instance.prompt else 0
    output = correlated(np.pad(image, border), kernel, after("stride", instance.prompt))
    return tuple(int(each) for each in output.ravel())


@oracle("conv-chain-shape")
def conv_chain_shape(instance: Instance) -> tuple[int, ...]:
    channels, height, width = numbers(instance.prompt.split("(channels")[0])
    for row in re.findall(r"^\d\. (.*)$", instance.prompt, re.MULTILINE):
        channels = int(found[1]) if (found := re.search(r"(\d+) filters", row)) else channels
        (k,) = squares(row)
        s, p = after("stride", row), after("padding", row, 0)
        height, width = slid(height, k, s, p), slid(width, k, s, p)
    return channels, height, width
