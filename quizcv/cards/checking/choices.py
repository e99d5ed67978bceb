"""Reads which options were chosen: by number, by letter, or by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.cards.checking.wording import folded
from quizcv.problems.formula.errors import FormulaError, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATORS: Final = re.compile(r"\s*(?:[,;]|\band\b|&|\n)\s*|\s+")
LISTED: Final = re.compile(r"\s*[,;\n]\s*")
MAX_READ: Final = 4096
LETTER: Final = re.compile(r"\(?(?P<mark>[a-zA-Z]|[0-9]{1,2})[).:]?")


def read_choice(response: str, options: Sequence[str]) -> int:
    """The place of the option chosen, from 0.

    Raises:
        FormulaError: No option is meant, or two could be.
    """
    text = cleaned(response)
    places = {place for place in (marked(text, options), worded(text, options)) if place is not None}
    if len(places) > 1:
        problem = f"{shortened(text)} could mean the option in that place or the one with those words"
        raise FormulaError(problem, 0, f"type a letter, a to {letter(len(options) - 1)}")
    if not places:
        problem = f"{shortened(text)} is none of the options"
        raise FormulaError(problem, 0, f"type a number from 1 to {len(options)}, a letter, or the option's words")
    return places.pop()


def read_choices(response: str, options: Sequence[str]) -> frozenset[int]:
    """The places of the options chosen, from 0: `1 3`, `1,3`, `a c`, `ac`, or their words with commas between.

    Raises:
        FormulaError: Something typed is no option.
    """
    text = cleaned(response)
    if worded(text, options) is not None:
        return frozenset({read_choice(text, options)})
    compact = text.replace(" ", "").lower()
    if compact.isascii() and compact.isalpha() and len(set(compact)) == len(compact) > 1:
        places = [ord(each) - ord("a") for each in compact]
        if max(places) < len(options):
            return frozenset(places)
    if compact.isascii() and compact.isdigit() and len(options) < 10 and len(compact) > 1:  # noqa: PLR2004  one digit each
        places = [int(each) - 1 for each in compact]
        if all(0 <= place < len(options) for place in places):
            return frozenset(places)
    parts = [part for part in SEPARATORS.split(text) if part]
    if all(marked(part, options) is not None for part in parts):
        return frozenset(read_choice(part, options) for part in parts)
    return frozenset(read_choice(part, options) for part in LISTED.split(text) if part)


def cleaned(response: str) -> str:
    """The response without surrounding space.

    Raises:
        FormulaError: Nothing is left, or far too much.
    """
    text = response.strip()
    if not text:
        problem = "nothing was typed"
        raise FormulaError(problem)
    if len(text) > MAX_READ:
        problem = f"the answer is too long: {len(text):,} characters"
        raise FormulaError(problem)
    return text


def marked(text: str, options: Sequence[str]) -> int | None:
    """The place named by a number or a letter; None if it names none."""
    match = LETTER.fullmatch(text)
    if match is None:
        return None
    mark = match["mark"]
    place = int(mark) - 1 if mark.isdigit() else ord(mark.lower()) - ord("a")
    return place if 0 <= place < len(options) else None


def worded(text: str, options: Sequence[str]) -> int | None:
    """The place of the option with these words, or the only one that begins with them; None if there is none."""
    typed = folded(text)
    words = [folded(option) for option in options]
    if typed in words:
        return words.index(typed)
    beginning = [place for place, option in enumerate(words) if option.startswith(typed)]
    return beginning[0] if len(beginning) == 1 and len(typed) > 2 else None  # noqa: PLR2004  one or two letters are a mark


def letter(place: int) -> str:
    """The letter of an option's place."""
    return chr(ord("a") + place)
