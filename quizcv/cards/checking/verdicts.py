"""Verdicts in the words all checks use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.cards.verdict import Judgement, Verdict

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.problems.values import Answer

RIGHT, RECOGNISED, WRONG = 4, 2, 1
"""The grades suggested."""
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
COUNTS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentence(text: str) -> str:
    """A message as a sentence."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


def right(read_as: str = "") -> Verdict:
    """A right response."""
    return Verdict(judgement=Judgement.RIGHT, read_as=read_as, grade=RIGHT)


def wrong(read_as: str, diagnosis: str = "", *, recognised: bool = False) -> Verdict:
    """A wrong response."""
    grade = RECOGNISED if recognised else WRONG
    return Verdict(judgement=Judgement.WRONG, read_as=read_as, diagnosis=diagnosis, grade=grade)


def answers_of(question: Question) -> tuple[Answer, ...]:
    """The right answer and the others that are right too."""
    return (question.answer, *question.alternatives)


def ordinal(place: int) -> str:
    """The word for a place, counted from 0: `first`, `eleventh` as `11th`."""
    if place < len(ORDINALS):
        return ORDINALS[place]
    number = place + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
    return f"{number}{ending}"


def counted(number: int) -> str:
    """A small number as a word."""
    return COUNTS[number] if number < len(COUNTS) else f"{number}"
