"""Receptive fields by walking back to the image."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


@oracle("receptive-field-chain")
def receptive_field(instance: Instance) -> Fraction:
    """Walks back from one output pixel, marking every input pixel that any path reaches."""
    layers = [tuple(map(int, each)) for each in re.findall(r"\$(\d+)\\times \d+\$, stride (\d+)", instance.prompt)]
    seen = np.array([0])
    for kernel, stride in reversed(layers):
        seen = np.unique((seen[:, None] * stride + np.arange(kernel)[None, :]).ravel())
    return Fraction(int(seen.max() - seen.min() + 1))
