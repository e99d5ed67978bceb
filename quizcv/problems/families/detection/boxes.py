"""Boxes of whole pixels and their exact overlap, for the families that handle many of them."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quizcv.problems.answers import grouped, rounded_off
from quizcv.problems.working import PERCENT

if TYPE_CHECKING:
    from collections.abc import Sequence


class Box(NamedTuple):
    """A box by its edges, in continuous coordinates: its width is right minus left."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def area(self) -> int:
        """Width times height."""
        return (self.right - self.left) * (self.bottom - self.top)

    def __str__(self) -> str:
        return f"({self.left}, {self.top}, {self.right}, {self.bottom})"


@lru_cache(64)  # every way to suppress asks for the same few pairs
def iou(one: Box, other: Box) -> Fraction:
    """The area two boxes share, over the area of their union."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(0, width) * max(0, height)
    return Fraction(shared, one.area + other.area - shared)


def worked_out(value: Fraction) -> str:
    """What a sum comes to, as LaTeX that begins with its sign: `= 0.5`, `= 5/7`, then rounded where it must be."""
    short = grouped(value, PERCENT)
    if not rounded_off(value, PERCENT):
        return f"= {short}"
    return rf"= \frac{{{value.numerator}}}{{{value.denominator}}} \approx {short}"


def listed(names: Sequence[int]) -> str:
    """Numbers in a sentence: `3`, `1 and 3`, `1, 3 and 4`."""
    *most, last = map(str, names)
    return f"{', '.join(most)} and {last}" if most else last
