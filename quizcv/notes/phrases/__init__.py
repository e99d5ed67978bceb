"""The words the importer adds to a note: short questions, in the note's own language."""

from __future__ import annotations

from functools import cache
from typing import Final

from quizcv.notes.phrases.en import ENGLISH
from quizcv.notes.phrases.es import SPANISH
from quizcv.notes.phrases.ja import JAPANESE
from quizcv.notes.phrases.ko import KOREAN
from quizcv.notes.phrases.ru import RUSSIAN
from quizcv.notes.phrases.sentences import Phrases
from quizcv.notes.phrases.zh import SIMPLIFIED, TRADITIONAL

__all__ = ["Phrases", "phrases"]

_BY_LANGUAGE: Final = {
    "zh-Hant": TRADITIONAL,
    "zh-Hans": SIMPLIFIED,
    "ja": JAPANESE,
    "ko": KOREAN,
    "ru": RUSSIAN,
    "es": SPANISH,
}


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language; English where we have none."""
    return _BY_LANGUAGE.get(language, ENGLISH)
