"""What the checking of a response comes to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Judgement(StrEnum):
    """How a response compares with the right answer."""

    RIGHT = "right"
    WRONG = "wrong"
    INVALID = "invalid"  # can't be read: said so and asked again; no grade
    UNDECIDED = "undecided"  # could not be decided in time: the learner decides
    SELF = "self"  # nothing to check: the learner decides


class Verdict(NamedTuple):
    """The result of checking a response.

    Args:
        judgement: Right, wrong, invalid, undecided or self.
        read_as: How the response was read, e.g. `= 73,856`; empty where reading adds nothing.
        diagnosis: What went wrong: a recognised mistake, which part was right, or why it can't be read.
        grade: The grade suggested: right 4, wrong by a recognised mistake 2, wrong 1; None without a suggestion.
    """

    judgement: Judgement
    read_as: str = ""
    diagnosis: str = ""
    grade: int | None = None
