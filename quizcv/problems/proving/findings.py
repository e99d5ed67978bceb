"""What is found wrong with a problem, and the words for numbers in it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from quizcv.problems.answers import approximate, rounded_off
from quizcv.problems.formula.limits import NEARNESS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.values import Value

TOLD_FIGURES: Final = 12
"""Of a number in a message that has no short exact form."""


class Finding(NamedTuple):
    """Something wrong with a problem.

    Args:
        field: The part, like `mistakes[1].answer`; empty for the whole problem.
        message: What is wrong, and the mend.
        level: A warning leaves the problem usable.
    """

    field: str
    message: str
    level: Literal["error", "warning"] = "error"


class Proved(NamedTuple):
    """What came of proving a problem.

    Args:
        findings: What is wrong with it.
        draws: Instances drawn.
        acceptance: The share of draws that fitted; 0 if none did.
        questions: How many of the instances ask something different.
    """

    findings: tuple[Finding, ...] = ()
    draws: int = 0
    acceptance: float = 0.0
    questions: int = 0


def near(one: Sequence[Exact], other: Sequence[Exact]) -> bool:
    """Whether numbers known to 30 digits are the same."""
    return len(one) == len(other) and all(
        abs(Fraction(a) - b) <= NEARNESS * max(abs(Fraction(b)), Fraction(1)) for a, b in zip(one, other, strict=True)
    )


def shown_values(values: Mapping[str, Value]) -> str:
    """The drawn values in a message."""
    return ", ".join(
        f"{name} = {listed(value) if isinstance(value, tuple) else value if isinstance(value, str) else listed([value])}"
        for name, value in values.items()
    )


def listed(numbers: Sequence[Exact]) -> str:
    """Numbers in a message."""
    return (
        ", ".join(approximate(each, TOLD_FIGURES) if rounded_off(each) else str(each) for each in numbers) or "nothing"
    )
