"""Boxes painted on a canvas, levels climbed one by one."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tests.problems.oracle import ints, oracle

if TYPE_CHECKING:
    from quizcv.problems.values import Instance


@oracle("iou")
def iou(instance: Instance) -> Fraction:
    """Paints both boxes on a canvas and counts the pixels."""
    boxes = [tuple(map(int, each)) for each in re.findall(r"\((\d+), (\d+), (\d+), (\d+)\)", instance.prompt)]
    assert len(boxes) == 2
    painted = np.zeros((2, 400, 400), dtype=bool)
    for canvas, (left, top, right, bottom) in zip(painted, boxes, strict=True):
        canvas[top:bottom, left:right] = True
    return Fraction(int((painted[0] & painted[1]).sum()), int((painted[0] | painted[1]).sum()))


@oracle("fpn-level")
def fpn_level(instance: Instance) -> Fraction:
    """Climbs the levels while the region is at least twice as large, in whole numbers: no logarithm, no root."""
    w, h = ints(instance.values, "w", "h")
    level = 4
    while w * h >= 224**2 * 4 ** (level - 3) and level < 5:
        level += 1
    while w * h * 4 ** (4 - level) < 224**2 and level > 2:
        level -= 1
    return Fraction(level)
