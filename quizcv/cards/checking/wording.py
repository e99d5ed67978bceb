"""Typed words, compared with some mercy: case, accents, punctuation, spacing, hyphens and British or American spelling don't count."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_WITH_TYPO: Final = 5
"""In shorter words one letter makes another word."""
DOUBLE_TYPO_FROM: Final = 16
"""From this length on two slips still count as typing."""
MAX_COMPARED: Final = 400


def folded(text: str) -> str:
    """A text as it is compared: compatibility forms, accents, case, punctuation and spacing folded away.

    A text made of nothing but such marks stays what it is.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(c for c in unicodedata.normalize("NFKD", plain) if unicodedata.category(c)[0] not in "PMZC")
    return kept.replace("iz", "is") or "".join(text.split())


def matches(response: str, accepted: Iterable[str]) -> bool:
    """Whether a response is one of the accepted wordings."""
    typed = folded(response)
    return any(folded(text) == typed for text in accepted)


def near_miss(response: str, accepted: Iterable[str]) -> str:
    """The accepted wording a response most likely was meant to be, a slip of the fingers away; empty if none.

    One letter may be wrong, missing, too many or swapped with its neighbour, two in long texts; never a digit: ResNet-50 is no
    slip for ResNet-101, nor a letter of a short name: F-CNN is none for R-CNN.
    """
    typed = folded(response)[:MAX_COMPARED]
    for text in accepted:
        right = folded(text)[:MAX_COMPARED]
        if len(right) < SHORTEST_WITH_TYPO or digits_of(right) != digits_of(typed):
            continue
        allowed = 2 if len(right) >= DOUBLE_TYPO_FROM else 1
        if 0 < distance(typed, right, allowed) <= allowed:
            return text
    return ""


def digits_of(text: str) -> str:
    """The digits of a text, in order."""
    return "".join(c for c in text if c.isdigit())


def distance(one: str, other: str, most: int) -> int:
    """Letters to change, add, leave out or swap with a neighbour; `most` + 1 if there are more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before_that, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
