"""Questions to be answered, and the verdicts there are."""

from __future__ import annotations

from fractions import Fraction

from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.cards.verdict import Judgement
from quizcv.problems.answers import number_answer, parse_tolerance
from quizcv.problems.values import Answer, Expects, Mistake

RIGHT, WRONG, INVALID = Judgement.RIGHT, Judgement.WRONG, Judgement.INVALID


def asked(
    answer: Answer, *options: str, mistakes: tuple[Mistake, ...] = (), alternatives: tuple[Answer, ...] = ()
) -> Question:
    return Question(
        card="d/c",
        deck="d",
        title="D",
        kind=Kind.PROBLEM,
        prompt="?",
        answer=answer,
        options=options,
        mistakes=mistakes,
        alternatives=alternatives,
    )


def number(value: str, *, tolerance: str = "", unit: str = "", suffixes: bool = False) -> Question:
    return asked(
        number_answer(
            Expects.NUMBER, [Fraction(value)], tolerance=parse_tolerance(tolerance), unit=unit, suffixes=suffixes
        )
    )


def several(expects: Expects, *values: int) -> Question:
    return asked(number_answer(expects, values))
