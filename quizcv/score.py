"""The score of a drill: how many were right, and which mistakes were made, exercise by exercise. Pure values."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.verdict import Judgement

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.cards.verdict import Verdict

OTHER: Final = "no known mistake"
SHOWN: Final = "shown without an answer"
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


class Result(StrEnum):
    """What became of a problem."""

    RIGHT = "right"
    WRONG = "wrong"
    SHOWN = "shown"  # the answer was looked at without one of one's own
    SKIPPED = "skipped"
    UNDECIDED = "undecided"  # could not be compared: counts neither way


class Attempt(NamedTuple):
    """A problem that was asked.

    Args:
        exercise: The exercise's name.
        result: What became of it.
        says: What went wrong, if the mistake is a known one.
    """

    exercise: str
    result: Result
    says: str = ""


def attempt_at(question: Question, verdict: Verdict | None) -> Attempt:
    """What a verdict comes to; without one, the answer was shown."""
    if verdict is None:
        return Attempt(question.card, Result.SHOWN)
    if verdict.judgement is Judgement.RIGHT:
        return Attempt(question.card, Result.RIGHT)
    if verdict.judgement is Judgement.WRONG:
        known = next((each.says for each in question.mistakes if each.says and each.says in verdict.diagnosis), "")
        return Attempt(question.card, Result.WRONG, known)
    return Attempt(question.card, Result.UNDECIDED)


class Line(NamedTuple):
    """How an exercise went.

    Args:
        exercise: Its name.
        right: Right answers.
        asked: Problems answered or shown; those skipped or left undecided are not counted.
        missed: How often each mistake was made, and what it says; the most frequent first. The numbers in its words are those
            of the last time.
    """

    exercise: str
    right: int
    asked: int
    missed: tuple[tuple[int, str], ...] = ()


class Score(NamedTuple):
    """How a drill went, from its first problem on."""

    attempts: tuple[Attempt, ...] = ()

    def plus(self, attempt: Attempt) -> Score:
        """The score with one more problem."""
        return Score((*self.attempts, attempt))

    def count(self, *results: Result) -> int:
        """How many problems ended in one of these ways."""
        return sum(each.result in results for each in self.attempts)

    @property
    def right(self) -> int:
        """Right answers."""
        return self.count(Result.RIGHT)

    @property
    def asked(self) -> int:
        """Problems answered or shown."""
        return self.count(Result.RIGHT, Result.WRONG, Result.SHOWN)

    @property
    def lines(self) -> tuple[Line, ...]:
        """A line for each exercise, the one missed most often first."""
        names = dict.fromkeys(each.exercise for each in self.attempts)
        lines = [self._line(name) for name in names]
        counted = [line for line in lines if line.asked]
        return tuple(sorted(counted, key=lambda line: (line.right - line.asked, line.exercise)))

    def _line(self, name: str) -> Line:
        mine = Score(tuple(each for each in self.attempts if each.exercise == name))
        counts: dict[str, int] = {}
        words: dict[str, str] = {}
        for each in mine.attempts:
            if each.result in {Result.WRONG, Result.SHOWN}:
                says = SHOWN if each.result is Result.SHOWN else each.says or OTHER
                same = _NUMBER.sub("#", says)  # the same mistake, whatever numbers were drawn
                counts[same] = counts.get(same, 0) + 1
                words[same] = says
        often = sorted(counts, key=lambda same: (-counts[same], same))
        return Line(name, mine.right, mine.asked, tuple((counts[same], words[same]) for same in often))

    @property
    def weak(self) -> tuple[str, ...]:
        """The names of the exercises that were not always right, the one missed most often first."""
        return tuple(line.exercise for line in self.lines if line.right < line.asked)
