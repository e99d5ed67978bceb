"""What a problem is once its numbers are drawn, and what a right answer is: frozen values shared by every room above."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

Value: TypeAlias = "int | Fraction | str | tuple[int | Fraction, ...]"
"""A drawn or derived value: a number, a word chosen from a list, or a list of numbers."""


class Expects(StrEnum):
    """The kind of answer a question expects; it decides how a response is read and compared."""

    SELF = "self"  # the learner grades what was thought
    TEXT = "text"  # a word or phrase, compared with some mercy
    CHOICE = "choice"  # one of the options
    CHOICES = "choices"  # all options that apply
    NUMBER = "number"  # one number, with a tolerance or exact
    SHAPE = "shape"  # sizes in order: 64x112x112
    LIST = "list"  # numbers in order
    SET = "set"  # numbers in any order
    FORMULA = "formula"  # any equivalent formula


class Spread(StrEnum):
    """How a tolerance is meant."""

    EXACT = "exact"
    ABSOLUTE = "absolute"  # 0.5: at most that far away
    RELATIVE = "relative"  # 1%: at most that part of the right answer away
    FIGURES = "figures"  # 3sf: equal when both are rounded to so many significant figures


class Tolerance(NamedTuple):
    """How far from the right number still counts as right.

    Args:
        spread: The kind of tolerance.
        amount: Its size: a distance, a part (0.01 for 1 %), or a number of significant figures.
    """

    spread: Spread = Spread.EXACT
    amount: Fraction | int = 0


class Answer(NamedTuple):
    """A right answer, both as the learner sees it and as it is compared.

    Args:
        expects: The kind of answer.
        text: As shown on the card's back: Markdown with `$...$` math.
        numbers: The exact numbers: one for NUMBER, several for SHAPE, LIST and SET.
        tolerance: For numbers.
        unit: Shown behind a number and accepted when typed; empty for none.
        suffixes: Whether K, M, G (thousands) and Ki, Mi, Gi are understood in a response.
        texts: For TEXT: every accepted wording, the first one shown. For CHOICE and CHOICES: the right options.
        formula: For FORMULA: the formula's source, in the formula language.
    """

    expects: Expects
    text: str
    numbers: tuple[Fraction, ...] = ()
    tolerance: Tolerance = Tolerance()
    unit: str = ""
    suffixes: bool = False
    texts: tuple[str, ...] = ()
    formula: str = ""


class Mistake(NamedTuple):
    """A known wrong answer, and what went wrong when somebody gives it."""

    answer: Answer
    says: str


SEVERAL_MISTAKES: Final = "\n\n"
"""Between the hints of two mistakes that lead to the same answer."""


class Step(NamedTuple):
    """One step of the worked way, as Markdown with math: the formula, with the numbers put in, and what it comes to."""

    text: str


class Instance(NamedTuple):
    """A problem with its numbers drawn.

    Args:
        family: The family's or the template card's name.
        seed: What it was drawn from; the same family, version and seed give the same instance on every machine.
        values: The drawn values, by name: what the log keeps.
        prompt: The question, Markdown with math, numbers put in.
        answer: The right answer, exact.
        alternatives: Other right answers.
        steps: The worked way; the last step ends in the answer.
        mistakes: Known wrong answers, each different from the right one.
        options: For an answer that is chosen: what there is to choose from, in the order shown.
    """

    family: str
    seed: int
    values: Mapping[str, Value]
    prompt: str
    answer: Answer
    alternatives: tuple[Answer, ...] = ()
    steps: tuple[Step, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    options: tuple[str, ...] = ()


def plain(value: Value) -> object:
    """A value as JSON has it: whole numbers as numbers, other fractions as text like `3/4`, lists as lists."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, (int, str)):
        return value
    return int(value) if value.denominator == 1 else str(value)
