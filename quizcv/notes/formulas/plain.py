"""Formulas in running text without dollars: `(W - F + 2P)/S + 1`, `3 * (C * 3 * 3)`, `(input size - kernel size)/stride + 1`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.notes.claims.sides import extent
from quizcv.notes.claims.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.notes.claims.tokens import Token

_WORTH: Final = re.compile(r"[\w)\]]\s*[*×·∗^/÷]\s*[\w(\[]|[\w)]\s*\+\s*\d*[A-Za-z(]|\)\s*[-−–]\s*[A-Za-z(]")
"""Something is calculated here; a hyphen alone is none."""
_SIGN: Final = re.compile(r"[*×·∗^/÷+)]")
"""One of these has to be there; to look for it is quicker."""
_EMPHASIS: Final = re.compile(r"(?<![\w*)\]])\*(?=[^\s*])([^*\n]{1,80})(?<=[^\s*])\*(?![\w*(\[])")
"""Words between stars, which are no product."""
_TWO_WORDS: Final = re.compile(r"(?<=[(+*/×−] )?\b([A-Za-z]{2,12}) (?=[a-z]{2,10}\s*[-+*/×−)])")
_BEFORE_WORDS: Final = ("(", "+", "*", "/", "×", "−", "-")
"""What a name of two words stands behind within a formula."""
_LABEL: Final = re.compile(r"(?P<label>[^\n.,;:，。；：=]{1,60}?)\s*[=:：]\s*\Z")
_LABEL_ENDS: Final = ("=", ":", "：")
_LONGEST: Final = 300
_OPERATIONS: Final = 2
_MOST_WORDS: Final = 5
"""Words of a name; longer ones are the sentence before it."""
_AROUND: Final = 80
"""Signs around what is calculated in which its formula begins and ends, and its name stands."""


class PlainFormula(NamedTuple):
    """A formula without dollars.

    Args:
        text: As written, with what it is called.
        start: Where it begins.
        source: The same with the words of a name joined.
        label: What stands left of its equals sign.
    """

    text: str
    start: int
    source: str
    label: str


def may_calculate(text: str) -> bool:
    """Whether a text has a sign without which it has no such formula."""
    return _SIGN.search(text) is not None


def plain_formulas(text: str) -> Iterator[PlainFormula]:
    """The formulas of a text whose math is masked: two operations or more between letters."""
    sign = _SIGN.search(text)
    if not (sign and _WORTH.search(text, max(0, len(text[: sign.start()].rstrip()) - 1))):
        return
    text = _EMPHASIS.sub(lambda found: f" {found[1]} ", text)
    first = 0
    for row in text.split("\n"):
        for start, end in _segments(row):
            yield from _in_row(row[start:end], first + start)
        first += len(row) + 1


def _segments(row: str) -> Iterator[tuple[int, int]]:
    """The parts of a line in which something is calculated, with the words around them."""
    first, last = -1, -1
    for found in _WORTH.finditer(row):
        if first >= 0 and (found.start() > last + 2 * _AROUND or last - first > _LONGEST * 4):
            yield max(0, first - _AROUND), last + _AROUND
            first = -1
        first, last = (found.start() if first < 0 else first), found.end()
    if first >= 0:
        yield max(0, first - _AROUND), last + _AROUND


def _in_row(row: str, offset: int) -> Iterator[PlainFormula]:
    joined = _TWO_WORDS.sub(
        lambda found: f"{found[1]}_" if row[: found.start()].rstrip().endswith(_BEFORE_WORDS) else found[0], row
    )
    tokens = tokens_of(joined)
    signs = [place for place, token in enumerate(tokens) if token.kind in {"operator", "power"}]
    last = signs[-_OPERATIONS] if len(signs) >= _OPERATIONS else 0
    closed = _closed(tokens)
    place = 0
    while place < last:
        kind = tokens[place].kind
        begins = kind in _STARTS and (kind != "open" or place in closed)
        end = min(place + _LONGEST, len(tokens))
        count = extent(tokens[number] for number in range(place, end)) if begins else 0
        own = tokens[place : place + count]
        operations = sum(token.kind in {"operator", "power"} for token in own)
        named = any(token.kind in {"name", "word"} for token in own)
        if operations < _OPERATIONS or not named or not _is_even(own):
            place += 1
            continue
        start, end = own[0].start, own[-1].end
        before = row[max(0, start - _LONGEST) : start].rstrip()
        label = _LABEL.search(row, max(0, start - _LONGEST), start) if before.endswith(_LABEL_ENDS) else None
        first = label.start("label") + len(label["label"]) - len(label["label"].lstrip()) if label else start
        name = label["label"].strip() if label else ""
        if " is " in name or len(name.split()) > _MOST_WORDS:
            name = name.split()[-1]
            first = row.rindex(name, 0, start)
        yield PlainFormula(row[first:end], offset + first, joined[start:end], name)
        place += count


def _is_even(tokens: list[Token]) -> bool:
    """Whether each star and slash has spaces on both sides or on none: `a * b`, `a/b`, but not `names* of files`."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.source in {"*", "/"} and (before.kind == "space") != (after.kind == "space"):
            return False
    return True


def _closed(tokens: list[Token]) -> set[int]:
    """The places of brackets that are closed again."""
    waiting, closed = [], set()
    for place, token in enumerate(tokens):
        if token.kind == "open":
            waiting.append(place)
        elif token.kind == "close" and waiting:
            closed.add(waiting.pop())
    return closed


_STARTS: Final = frozenset({"number", "name", "word", "open"})
