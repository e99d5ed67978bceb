r"""A cloze text and its blanks: `{{...}}` is a blank, `{{1::...}}` groups blanks, `{{...::hint}}` gives a hint.

Braces inside a blank are counted, so `{{$\frac{a}{b}$}}` is one blank; `::` inside backticks or math is left alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"([0-9]{1,3})::")
_ANKI = re.compile(r"c([0-9]{1,3})::")
_TOKEN = re.compile(r"\\.|`+|\$+|::|[{}]", re.DOTALL)
_MARKS = re.compile(r"\\.|`+|\$+", re.DOTALL)


class Blank(NamedTuple):
    """One blank.

    Args:
        start: Where its braces begin in the text.
        end: Where they end.
        number: Its group, from 1.
        text: What is hidden.
        hint: Shown in its place; empty for none.
        in_math: Whether it stands inside `$...$`.
    """

    start: int
    end: int
    number: int
    text: str
    hint: str
    in_math: bool


class ClozeError(ValueError):
    """The blanks can't be read.

    Args:
        offset: Where in the text, from 0.
        message: What is wrong, and the mend.
    """

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message


def blanks(text: str) -> list[Blank]:
    """The blanks of a text, in order.

    A blank without a number gets the lowest that no blank has taken, from left to right.

    Raises:
        ClozeError: There is no blank, or its braces are not balanced.
    """
    found, wrong = _read(text)
    for fault in wrong:
        raise fault
    return found


def faults(text: str) -> list[ClozeError]:
    """All that is wrong with a text's blanks, in order; what may only follow from another fault is not among it."""
    return sorted(_read(text)[1], key=lambda fault: fault.offset)


def _read(text: str) -> tuple[list[Blank], list[ClozeError]]:
    """The blanks that can be read, and what is wrong with the others."""
    raw = []
    wrong = []
    position = 0
    while (start := text.find("{{", position)) >= 0:
        try:
            end, split = _end_of(text, start)
        except ClozeError as error:
            wrong.append(error)
            if error.offset == start and not _ANKI.match(text, start + 2):
                break  # never closed: everything behind it is inside
            position = max(error.offset, start + 2)
            continue
        raw.append((start, end, split))
        position = end
    if not raw and not wrong:
        stray = text.find("}}", position)
        if stray >= 0:
            wrong.append(ClozeError(stray, "}} closes a blank that {{ never opened"))
        else:
            wrong.append(ClozeError(0, "a cloze needs a blank; put {{ }} round the words to ask for"))
    return _numbered(text, raw, wrong), wrong


def siblings_of(text: str) -> list[str]:
    """The groups of a text's blanks, as the suffixes of its siblings' keys, in order."""
    return [str(number) for number in sorted({blank.number for blank in blanks(text)})]


def _end_of(text: str, start: int) -> tuple[int, int]:
    """Where the blank beginning at `start` ends, and where its hint's `::` stands (-1 for none)."""
    depth, fence, split = 0, "", -1
    first = start + 2
    number = _NUMBER.match(text, first)
    position = number.end() if number else first
    if _ANKI.match(text, first):
        raise ClozeError(start, "write {{1::...}}, not {{c1::...}}, to give a blank its number")
    while token := _TOKEN.search(text, position):
        mark = token[0]
        position = token.end()
        if mark[0] in "`$":
            fence = "" if fence == mark else fence or mark
        elif mark == "::":
            split = token.start() if not fence and depth == 0 else split
        elif mark == "{":
            if not fence and text.startswith("{{", token.start()):
                raise ClozeError(token.start(), "a blank can't stand inside a blank; close the one before with }}")
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
        elif mark == "}":
            if text.startswith("}}", token.start()):
                return position + 1, split
            raise ClozeError(token.start(), "a single } here; a blank ends with }}, and braces inside it come in pairs")
    raise ClozeError(start, "{{ opens a blank that }} never closes; count the braces inside it")


def _numbered(text: str, raw: list[tuple[int, int, int]], wrong: list[ClozeError]) -> list[Blank]:
    """The blanks with their groups' numbers; what is wrong with them is added to `wrong`."""
    explicit = {}
    for start, _, _ in raw:
        match = _NUMBER.match(text, start + 2)
        if match:
            explicit[start] = int(match[1])
            if not explicit[start]:
                wrong.append(ClozeError(start, "blanks are numbered from 1"))
    taken = set(explicit.values())
    found = []
    number = 0
    mathematical = _in_math(text, [start for start, _, _ in raw])
    for start, end, split in raw:
        if start in explicit:
            inside = text.index("::", start) + 2
            group = explicit[start]
        else:
            inside = start + 2
            number += 1
            while number in taken:
                number += 1
            group = number
        hidden = text[inside : split if split >= 0 else end - 2].strip()
        hint = text[split + 2 : end - 2].strip() if split >= 0 else ""
        if not hidden:
            wrong.append(ClozeError(start, "this blank is empty; write the words to ask for between {{ and }}"))
        found.append(Blank(start, end, group, hidden, hint, start in mathematical))
    return found


def _in_math(text: str, starts: list[int]) -> set[int]:
    """Which of the places stand inside `$...$` or `$$...$$`."""
    inside = set()
    fence = ""
    waiting = iter(starts)
    place = next(waiting, None)
    for mark in _MARKS.finditer(text):
        while place is not None and place < mark.start():
            if fence.startswith("$"):
                inside.add(place)
            place = next(waiting, None)
        if mark[0][0] in "`$":
            fence = "" if fence == mark[0] else fence or mark[0]
    return inside
