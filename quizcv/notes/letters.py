"""The letters and digits of a text alone, for comparing texts that differ in case, spaces and marks."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(r"[\W_]+")
_ASCII_MARKS: Final = dict.fromkeys(number for number in range(128) if _MARKS.match(chr(number)))
"""For `str.translate`, which takes a tenth of the time in a text that is nothing else."""


def bare_letters(text: str) -> str:
    """A text without case, spaces and marks; empty if it is nothing else."""
    folded = text.casefold()
    return folded.translate(_ASCII_MARKS) if text.isascii() else _MARKS.sub("", folded)
