"""The claims of a note, filed once, so that each card looks at those it may repeat and not at all of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.notes.claims.claim import Claim

_RUN: Final = re.compile(r"\d+|[^\W\d]+")
_FEW: Final = 30
"""So few are looked for one by one: quicker than to take a line apart."""
_BY_LINE: Final = attrgetter("line")


class Filed:
    """The claims of a note.

    Args:
        claims: All of them, in any order.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = claims
        listed = list(claims)
        self._wrong = {_one_line(claim.text) for claim in listed if claim.verdict == "fails" and not claim.says}
        ends = [_RUN.findall(_left_of(text)) for text in self._wrong]
        self._ends = frozenset(runs[-1] for runs in ends if runs)
        self._anywhere = not all(ends)
        self._said = sorted((claim for claim in listed if claim.says), key=_BY_LINE)
        self._lines = [claim.line for claim in self._said]

    def is_wrong(self, text: str) -> bool:
        """Whether a claim, spaces aside, is one whose number is wrong."""
        return _one_line(text) in self._wrong

    def may_be_wrong(self, row: str) -> bool:
        """Whether a line can hold such a claim: it has the last number or word left of one's equals sign."""
        if self._anywhere:
            return True
        if len(self._ends) <= _FEW and not any(end in row for end in self._ends):
            return False
        return not self._ends.isdisjoint(_RUN.findall(row))

    def said_between(self, first: int, last: int) -> list[Claim]:
        """The claims of some lines of the note of which something is to be said, in their order."""
        begin = bisect_left(self._lines, first)
        return self._said[begin : bisect_right(self._lines, last, begin)]


def _left_of(claim: str) -> str:
    """The last number or word left of a claim's equals sign, which no change of spaces takes apart."""
    return claim.rpartition(" = ")[0].rpartition(" ")[2]


def _one_line(text: str) -> str:
    return " ".join(text.split())
