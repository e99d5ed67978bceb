"""What separates a typed text from the expected one, character by character."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

MAX_COMPARED = 400
"""Characters of each text that are compared; the rest is one run."""


class Run(NamedTuple):
    """Characters that belong together.

    Args:
        kind: `same` in both texts, `missing` from the typed one, or `extra` in it.
        text: The characters: as expected for `same` and `missing`, as typed for `extra`.
    """

    kind: Literal["same", "missing", "extra"]
    text: str


def difference(expected: str, typed: str) -> list[Run]:
    """The runs that lead from the typed text to the expected one, in reading order, extra before missing.

    The `same` and `missing` runs together are the expected text. Capitals and accents written another way count as the same.
    """
    left, right = unicodedata.normalize("NFC", expected), unicodedata.normalize("NFC", typed)
    rest_left, rest_right = left[MAX_COMPARED:], right[MAX_COMPARED:]
    left, right = left[:MAX_COMPARED], right[:MAX_COMPARED]
    lengths = _common_lengths([folded(c) for c in left], [folded(c) for c in right])
    pieces: list[tuple[Literal["same", "missing", "extra"], str]] = []
    i = j = 0
    while i < len(left) or j < len(right):
        if i < len(left) and j < len(right) and folded(left[i]) == folded(right[j]):
            pieces.append(("same", left[i]))
            i, j = i + 1, j + 1
        elif j < len(right) and (i == len(left) or lengths[i][j + 1] >= lengths[i + 1][j]):
            pieces.append(("extra", right[j]))
            j += 1
        else:
            pieces.append(("missing", left[i]))
            i += 1
    if rest_left == rest_right:
        pieces.append(("same", rest_left))
    else:
        pieces += [("extra", rest_right), ("missing", rest_left)]
    return _joined(pieces)


def folded(character: str) -> str:
    """A character without its capital and its accent."""
    return unicodedata.normalize("NFD", character)[0].casefold()


def _common_lengths(left: list[str], right: list[str]) -> list[list[int]]:
    """For each pair of places, the length of the longest common subsequence from there on."""
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(len(right) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if left[i] == right[j] else max(below[j], row[j + 1])
    return table


def _joined(pieces: list[tuple[Literal["same", "missing", "extra"], str]]) -> list[Run]:
    """Neighbours of the same kind as one run; between two `same` runs, the extra characters first."""
    runs: list[Run] = []
    extra = missing = ""
    for kind, text in [*pieces, ("same", "")]:
        if kind == "extra":
            extra += text
        elif kind == "missing":
            missing += text
        else:
            if extra:
                runs.append(Run("extra", extra))
            if missing:
                runs.append(Run("missing", missing))
            extra = missing = ""
            if text and runs and runs[-1].kind == "same":
                runs[-1] = Run("same", runs[-1].text + text)
            elif text:
                runs.append(Run("same", text))
    return runs
