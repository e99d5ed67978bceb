"""A long note parsed piece by piece, so that the parser's bookkeeping is never that of the whole note at once.

A note may be cut before a line at the margin that stands behind a blank line, and before a bullet at the margin: whatever was open
above ends there, but for a formula with blank lines in it, for a fence and for some HTML, which run on until they are closed. No cut is
made near such a formula; where a piece ends in such a block, it is parsed again with more lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.outline.parser import LONGEST_BROKEN, LONGEST_MATH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

FEWEST: Final = 200
"""Lines of a piece, but for the last."""
_HEADING: Final = re.compile(r"#{1,6} ")
_BULLET: Final = re.compile(r"[-*+] \w[^$]*\Z")
"""A bullet that says something and holds no math that might go on in the next line."""
_BULLETS: Final = frozenset("-*+")
_RUNS_ON: Final = frozenset({"fence", "html_block"})


def tokens_by_piece(markdown: MarkdownIt, rows: list[str]) -> Iterator[Token]:
    """The tokens of all rows, with the lines they have in the whole.

    A piece whose last block may run on is doubled before it is parsed again, so that the work stays in proportion to the note.
    """
    first = 0
    while first < len(rows):
        size = FEWEST
        while True:
            end = _cut(rows, first + size)
            if end == len(rows):
                tokens = markdown.parse("\n".join(rows[first:end]))
                break
            tokens = markdown.parse("\n".join(rows[first:end]) + "\n")
            if not _runs_on(tokens, end - first):
                break
            size = 2 * (end - first)
        for token in tokens:
            if token.map and first:
                token.map = [token.map[0] + first, token.map[1] + first]
            yield token
        first = end


def _cut(rows: list[str], least: int) -> int:
    """The first line from `least` on that a piece can begin with, or the end."""
    if least >= len(rows):
        return len(rows)
    nearest = (number for number in range(least - 1, max(least - LONGEST_MATH, 0) - 1, -1) if _may_open(rows[number]))
    math = next(nearest, least - LONGEST_MATH)
    for number in range(least, len(rows)):
        row, above = rows[number], rows[number - 1]
        if not above.strip(" \t"):
            if _HEADING.match(row) or (row[:1].strip() and number - math > LONGEST_BROKEN):
                return number
        elif row[:1] in _BULLETS and number - math > LONGEST_MATH and _BULLET.match(row):
            return number
        if _may_open(row):
            math = number
    return len(rows)


def _may_open(row: str) -> bool:
    """Whether a line may open a formula that goes on over the next ones."""
    return ("$$" in row and row.count("$$") % 2 == 1) or ("\\[" in row and "\\]" not in row)


def _runs_on(tokens: list[Token], lines: int) -> bool:
    """Whether the last block is still open behind the blank line its piece ends with."""
    last = tokens[-1] if tokens else None
    return last is not None and last.type in _RUNS_ON and last.map is not None and last.map[1] >= lines
