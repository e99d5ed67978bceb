"""An equation that a template's answer solves: `solves: {equation: o == n + 2*p - k + 1, unknown: p}`.

`quizcv check` proves with SymPy that the answer solves it in every draw, and that no other number does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.problems.formula.errors import FormulaError, nearest_name, shortened

if TYPE_CHECKING:
    from typing import Self

    from quizcv.problems.formula.tree import Node

EQUATION_PARTS: Final = ("equation", "unknown", "choose", "among")


class _Word(StrEnum):
    """One of a few words."""

    @classmethod
    def read(cls, text: str) -> Self:
        """The word written; the first one if nothing is.

        Raises:
            FormulaError: It is another one.
        """
        words = [each.value for each in cls]
        text = text.strip() or words[0]
        if text not in words:
            near = nearest_name(text, words)
            problem = f"{shortened(text)} is none of {', '.join(words)}"
            raise FormulaError(problem, 1, f"did you mean {near!r}?" if near else "")
        return cls(text)


class Choose(_Word):
    """Which of several solutions is asked."""

    ONLY = "only"  # there is one
    SMALLEST = "smallest"
    LARGEST = "largest"


class Among(_Word):
    """What a solution may be."""

    WHOLE = "whole"  # 0, 1, 2, ...
    POSITIVE = "positive"  # any number above 0
    REAL = "real"  # any number


class Equation(NamedTuple):
    """An equation and its unknown; every other name in it is drawn.

    Args:
        left: The side before `==`.
        right: The side behind it.
        unknown: The name that is solved for; a drawn value of that name is not looked at.
        choose: Which of several solutions is the answer.
        among: What the solution may be.
    """

    left: Node
    right: Node
    unknown: str
    choose: Choose = Choose.ONLY
    among: Among = Among.WHOLE
