"""The language a section is in, which its questions are asked in; a note may change it from heading to heading."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import BLANK, mask
from quizcv.notes.language import language_of
from quizcv.notes.outline import Shape, walk

if TYPE_CHECKING:
    from quizcv.notes.outline import Section

_ENOUGH_TO_TELL: Final = 120
"""Letters of a section that show which language it is in; with fewer, it is in that of the section above."""
_ENOUGH_TO_READ: Final = 2_000
"""Signs of a section that are looked at to tell its language."""
_ENGLISH_WORDS: Final = re.compile(r"\b(?:the|is|are|of|to|and|in|it|that|for|with|as)\b")
_ENOUGH_ENGLISH: Final = 8
"""English names stand in notes of every language; so many small words are sentences."""


def language_below(section: Section, title: str) -> str:
    """The language of what stands directly below a heading; empty where that is too little to tell, or English only by its names."""
    sample = _sample(section, title)
    if not _is_enough(sample):
        return ""
    language = language_of(sample)
    if language != "en":
        return language
    return language if len(list(islice(_ENGLISH_WORDS.finditer(sample), _ENOUGH_ENGLISH))) == _ENOUGH_ENGLISH else ""


def _is_enough(sample: str) -> bool:
    if len(sample) < _ENOUGH_TO_TELL:
        return False
    begins = sample[: 2 * _ENOUGH_TO_TELL]
    return _letters(begins) >= _ENOUGH_TO_TELL or _letters(sample) >= _ENOUGH_TO_TELL


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _sample(section: Section, title: str) -> str:
    """What is said directly below a heading, without links, code and formulas."""
    said, length = [title], 0
    for block in walk(section.blocks):
        if block.shape not in {Shape.CODE, Shape.HTML, Shape.MATH}:
            said.append(mask(block.text[:_ENOUGH_TO_READ]))
            length += len(said[-1])
        if length > _ENOUGH_TO_READ:
            break
    return " ".join(said).replace(BLANK, " ")
