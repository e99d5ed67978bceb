"""Compares what a learner typed with the right answer: the doors to this room, each opened when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.cards.verdict import Verdict


def check(question: Question, response: str) -> Verdict:
    """How a response compares with the question's answer.

    Numbers and texts are compared within a millisecond. A formula that agrees with the right one wherever it is tried is given
    to SymPy, in a process of its own and for a few seconds at most.
    """
    from quizcv.cards.checking.judge import check as judge  # noqa: PLC0415  the session's start does without

    return judge(question, response)


def read(question: Question, response: str) -> str:
    """How a response will be read, for the screen while it is typed: `= 73,856`; empty where that adds nothing."""
    from quizcv.cards.checking.judge import read as echo  # noqa: PLC0415  as above

    return echo(question, response)
