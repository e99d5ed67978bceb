"""Cell widths, and text made safe for a terminal.

The width of a text is what a terminal gives it, not its number of characters: wide East Asian signs and emoji take two
cells, combining marks none. The rules agree with those of Rich, which draws the screens, but need nothing but the standard
library, because a formula is laid out before the first screen is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
JOINER = "\N{ZERO WIDTH JOINER}"
EMOJI_PRESENTATION = "\ufe0f"

# Patterns for re's own functions, which compile and keep them when they are first needed: to compile these takes 2 ms of a start,
# and most first cards need none of them.

# What belongs to the sign before it: combining marks, variation selectors, skin tones, joined emoji.
MARKS = (
    "(?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*"
)
_CLUSTER = f"(?s).{MARKS}"

# C0 without tab and newline, DEL and C1, line and paragraph separators, everything that turns the direction of writing,
# and halves of surrogate pairs, which no terminal's encoding can carry.
_UNSAFE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]"
# Jamo that join the syllable before them, skin tones, fillers; then marks and controls.
_NO_CELL = "[\u1160-\u11ff\ud7b0-\ud7fb\u3164\uffa0\U0001f3fb-\U0001f3ff]"
_NO_CELL_CATEGORIES = frozenset(("Mn", "Me", "Mc", "Cf", "Cc", "Cs", "Zl", "Zp"))
_CAN_BE_EMOJI = "[0-9#*©®\u203c-\u3299\U0001f000-\U0001faff]"
_ONE_CELL = re.compile(r"[ -~\u00a0-\u02ff\u0370-\u0482\u2500-\u25fc]*")


def clean(text: str) -> str:
    """The text with every control character, surrogate and turn of direction replaced by U+FFFD.

    Newlines and tabs stay; a carriage return before a newline goes.
    """
    return re.sub(_UNSAFE, REPLACEMENT, text.replace("\r\n", "\n"))


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if _ONE_CELL.fullmatch(text):
        return len(text)
    if JOINER in text or EMOJI_PRESENTATION in text:
        return _cells_of_sequences(text)
    return sum(map(_cells_of_character, text))


def pad(text: str, width: int) -> str:
    """The text with spaces behind it up to `width` cells; a joiner at its end would swallow the first of them and goes."""
    text = text.rstrip(JOINER)
    return text + " " * (width - cells(text))


def centre(text: str, width: int) -> str:
    """The text in the middle of `width` cells; an odd cell goes behind it."""
    free = max(width - cells(text), 0)
    return " " * (free // 2) + text + " " * (free - free // 2)


@lru_cache(maxsize=2048)
def _cells_of_character(character: str) -> int:
    if re.match(_NO_CELL, character) or (category(character) in _NO_CELL_CATEGORIES and character != "\N{SOFT HYPHEN}"):
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _cells_of_sequences(text: str) -> int:
    """Emoji sequences: what follows a joiner takes no cell of its own; a sign asked to be an emoji takes two."""
    total = 0
    last = ""
    joined = False
    for character in text:
        if character == JOINER:
            joined = True
        elif joined:
            joined = False
        elif character == EMOJI_PRESENTATION:
            total += _can_be_emoji(last)
            last = ""
        else:
            width = _cells_of_character(character)
            total += width
            last = character if width else last
    return total


def _can_be_emoji(character: str) -> bool:
    """Whether a narrow sign becomes a wide emoji when a variation selector asks for it."""
    return bool(re.match(_CAN_BE_EMOJI, character)) and _cells_of_character(character) == 1


def wrap(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` cells, broken at spaces where there are any."""
    rows: list[str] = []
    row, used = "", 0
    for word in text.split(" "):
        for number, piece in enumerate(_cut(word, width)):
            room = cells(piece)
            if number == 0 and row and used + 1 + room <= width:
                row, used = f"{row} {piece}", used + 1 + room
                continue
            if row:
                rows.append(row)
            row, used = piece, room
    return [*rows, row] if row or not rows else rows


def _cut(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells, each with at least one sign; the word itself where it fits."""
    if cells(word) <= width:
        return [word]
    pieces: list[str] = []
    start, used = 0, 0
    for match in re.finditer(_CLUSTER, word):
        place, room = match.start(), cells(match.group())
        if used + room > width and place > start:
            pieces.append(word[start:place])
            start, used = place, 0
        used += room
    return [*pieces, word[start:]]
