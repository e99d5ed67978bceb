"""Doubts about a sentence with blanks, and such a sentence as a draft: what is asked, and what stands in the blanks."""

from __future__ import annotations

import re
from typing import Final

from quizcv.mathtext import cells
from quizcv.notes.doubts.fronts import is_closed

FRAGMENT: Final = "the sentence is no whole one: word it anew"
GIVEN_AWAY: Final = "the sentence gives its blank away: word it anew"
TOO_MUCH: Final = "the sentence is too long for a blank: keep the fact to be known"
_BLANK: Final = re.compile(r"\{\{(.+?)\}\}")
_MOST_CELLS: Final = 420
_MOST_BLANKS: Final = 4


def doubt_of_cloze(text: str) -> str:
    """Why a sentence with blanks is none to be asked; empty for a sound one."""
    whole = _BLANK.sub(r"\1", text)
    if not is_closed(whole) or whole.count("**") % 2:
        return FRAGMENT
    if cells(whole) > _MOST_CELLS or len(_BLANK.findall(text)) > _MOST_BLANKS:
        return TOO_MUCH
    blanks, rest = _BLANK.findall(text), _BLANK.sub(" ", text)
    if any(re.search(rf"(?<![\w.,-]){re.escape(blank)}(?![\w.,]\w)", rest) for blank in blanks):
        return GIVEN_AWAY
    return ""


def as_question(text: str) -> tuple[str, str]:
    """The sentence with gaps, and what belongs in them."""
    return _BLANK.sub("___", text), ", ".join(_BLANK.findall(text))
