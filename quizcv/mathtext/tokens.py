"""The source of a formula cut into commands, letters and signs, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from quizcv.mathtext.width import MARKS

_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<command>\\(?:operatorname\*|tag\*|hspace\*|[A-Za-z]+|.))|(?P<word>[^\W\d_]+){MARKS}|(?P<sign>.){MARKS}",
    re.DOTALL,
)


class Token(NamedTuple):
    """A command with its backslash, or one sign.

    Args:
        text: As typed.
        start: Where it begins in the source, from 0.
        spaced: Whether white space stands before it.
        run: How many letters the word has that it belongs to; 0 for other signs.
        word: The word, if this is its first letter and it has several.
    """

    text: str
    start: int
    spaced: bool = False
    run: int = 0
    word: str = ""


def tokenize(source: str) -> list[Token]:
    """The tokens of a source; nothing but white space is left out."""
    tokens: list[Token] = []
    spaced = False
    for match in _TOKEN.finditer(source):
        start = match.start()
        text = match.group()
        if match.lastgroup == "space":
            spaced = True
            continue
        if match.lastgroup == "word":
            tokens.extend(_letters(match["word"], text, start, spaced=spaced))
        else:
            tokens.append(Token(text, start, spaced))
        spaced = False
    return tokens


def _letters(word: str, text: str, start: int, *, spaced: bool) -> list[Token]:
    """The letters of a word, one token each; marks behind it belong to its last letter."""
    run = len(word)
    letters = list(word)
    letters[-1] += text[run:]
    first = Token(letters[0], start, spaced, run, word if run > 1 else "")
    return [
        first,
        *(Token(letter, start + place, spaced=False, run=run) for place, letter in enumerate(letters[1:], 1)),
    ]
