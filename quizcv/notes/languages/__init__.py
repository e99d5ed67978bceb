"""The words notes ask, answer and keep a place with, in the languages people write notes in.

A note mixes languages (English terms in a Chinese note, a Spanish FAQ with English labels), so its words are looked for in
all of them at once; only the questions made from it are in one language, its own.
"""

from __future__ import annotations

from typing import Final

from quizcv.notes.languages import en, es, ja, ko, ru, zh

LANGUAGES: Final = {"en": en.WORDS, "zh": zh.WORDS, "ja": ja.WORDS, "ko": ko.WORDS, "ru": ru.WORDS, "es": es.WORDS}


def any_of(row: str) -> str:
    """One row of words of all languages, as the inside of a regular expression's brackets."""
    return "|".join(getattr(words, row) for words in LANGUAGES.values() if getattr(words, row))
