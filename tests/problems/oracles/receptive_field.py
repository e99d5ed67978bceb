"""Receptive fields by walking back to the image."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tests.problems.oracle import oracle
from tests.problems.oracles.convolution import after, squares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from quizcv.problems.values import Instance


class Window(NamedTuple):
    """A layer as the prompt lists it."""

    kernel: int
    stride: int
    padding: int
    dilation: int


def listed(prompt: str) -> list[Window]:
    """The layers of a prompt's numbered list."""
    return [
        Window(squares(row)[0], after("stride", row), after("padding", row, 0), after("dilation", row, 1))
        for row in re.findall(r"^\d\. (.*)$", prompt, re.MULTILINE)
    ]


def seen_by(pixel: int, layers: Sequence[Window]) -> NDArray[np.int64]:
    """Walks back from one output pixel, marking every input pixel, or place in the padding, that any path reaches."""
    seen = np.array([pixel])
    for kernel, stride, padding, dilation in reversed(layers):
        taps = np.arange(kernel) * dilation - padding
        seen = np.unique((seen[:, None] * stride + taps[None, :]).ravel())
    return seen


@oracle("receptive-field-chain")
def receptive_field_chain(instance: Instance) -> int:
    seen = seen_by(0, listed(instance.prompt))
    return int(seen.max() - seen.min() + 1)


@oracle("receptive-field-dilated")
def receptive_field_dilated(instance: Instance) -> int:
    seen = seen_by(0, listed(instance.prompt))
    return int(seen.max() - seen.min() + 1)


@oracle("layer-jump")
def layer_jump(instance: Instance) -> int:
    layers = listed(instance.prompt)[: after("output of layer", instance.prompt)]
    return int(seen_by(1, layers).min() - seen_by(0, layers).min())


@oracle("first-centre")
def first_centre(instance: Instance) -> Fraction:
    seen = seen_by(0, listed(instance.prompt))
    return Fraction(int(seen.min()) + int(seen.max()), 2)


@oracle("receptive-field-rows")
def receptive_field_rows(instance: Instance) -> tuple[int, ...]:
    seen = seen_by(after("output row", instance.prompt), listed(instance.prompt))
    return int(seen.min()), int(seen.max())


@oracle("receptive-field-depth")
def receptive_field_depth(instance: Instance) -> int:
    """Adds layers until the walk back reaches far enough."""
    kernel, wanted = squares(instance.prompt)
    doubling = "double" in instance.prompt
    seen, layers = np.array([0]), 0
    while len(seen) < wanted:
        taps = np.arange(kernel) * (2**layers if doubling else 1)
        seen = np.unique(np.add.outer(seen, taps))
        layers += 1
    return layers
