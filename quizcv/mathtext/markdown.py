r"""Markdown with math in it: where the math is, and the text with the math laid out.

The dollar rules are Pandoc's: `$` opens only before something that is not white space, closes only behind something that is
not and not before a digit, so that "$5 and $6" stays money; `\$` is a dollar; nothing is math inside code. `$$` may span
lines, but neither reaches over a blank line or into the next list item or heading. One pass, linear in the length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from quizcv.mathtext.formula import block_on_baseline, faults, line
from quizcv.mathtext.width import cells, clean

_FENCE = re.compile(
    r"^(?P<indent>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE
)
_BACKTICKS = re.compile(r"\\.|`+|(?:\n[ \t>]*)+(?=\n)", re.DOTALL)
_MARK = re.compile(
    r"(?P<escape>\\.)|(?P<display>\$\$)|(?P<inline>\$)|(?P<blank>(?:\n[ \t>]*)+(?=\n|\Z))"
    r"|(?P<item>\n[ \t>]*(?:[-*+]|\d{1,9}[.)]|\#{1,6})[ \t])",
    re.DOTALL,
)
_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_QUOTE = re.compile(r"(?<=\n)[ \t]*>(?:[ \t]*>)*")


MIN_WIDTH = 20


class Kind(Enum):
    """What a piece of Markdown is."""

    TEXT = "text"
    INLINE = "inline"
    DISPLAY = "display"
    CODE = "code"


class Segment(NamedTuple):
    """A piece of Markdown; the texts of all segments together are the whole.

    Args:
        kind: Text, inline math, display math, or code (a span or a fenced block).
        text: As written, with its dollars or backticks.
        start: Where it begins, from 0.
        source: For math: the formula between the dollars.
        offset: For math: where the formula begins.
    """

    kind: Kind
    text: str
    start: int
    source: str = ""
    offset: int = 0


class _Mark(NamedTuple):
    """A dollar, or something no formula reaches over."""

    kind: str
    start: int


def segments(markdown: str) -> list[Segment]:
    """The pieces of a Markdown text, in order."""
    found: list[Segment] = []
    codes = _codes(markdown)
    place = 0
    for start, end in [*codes, (len(markdown), len(markdown))]:
        found += _maths(markdown, place, start)
        if end > start:
            found.append(Segment(Kind.CODE, markdown[start:end], start))
        place = end
    out: list[Segment] = []
    place = 0
    for segment in found:
        if segment.start > place:
            out.append(Segment(Kind.TEXT, markdown[place : segment.start], place))
        out.append(segment)
        place = segment.start + len(segment.text)
    if place < len(markdown):
        out.append(Segment(Kind.TEXT, markdown[place:], place))
    return out


def faults_in(markdown: str) -> list[tuple[int, int, str]]:
    """What is wrong in the formulas of a text: lines and columns, from 1, and messages."""
    if "$" not in markdown:
        return []
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]
    out = []
    for segment in segments(markdown):
        if segment.kind in {Kind.INLINE, Kind.DISPLAY}:
            for column, message in faults(segment.source):
                place = segment.offset + column - 1
                row = bisect_right(starts, place)
                out.append((row, place - starts[row - 1] + 1, message))
    return out


def plain(markdown: str, width: int = 0, *, blocks: bool = True) -> str:
    """The text with inline math on its line and display math as a block of rows; control characters become U+FFFD.

    Args:
        markdown: The text.
        width: The most cells a row of a block may take; 0 for no bound.
        blocks: Whether display math is laid out in two dimensions. Without, it stays on one line, as a screen reader wants it.
    """
    text = clean(markdown)
    if "$" not in text:
        return text
    pieces: list[str] = []
    lead = _LEAD.match(text)
    row_start = 0
    for segment in segments(text):
        if segment.kind is Kind.INLINE or (segment.kind is Kind.DISPLAY and not blocks):
            pieces.append(line(segment.source))
        elif segment.kind is Kind.DISPLAY:
            mark = lead[0] if lead else ""
            alone = row_start + len(mark) == segment.start
            if pieces:
                pieces[-1] = pieces[-1].removesuffix(mark) if alone else pieces[-1].rstrip(" ")
            end = segment.start + len(segment.text)
            pieces.append(
                _rows_in_text(segment.source, mark, width, alone=alone, ends=text[end : end + 1] in {"", "\n"})
            )
        elif segment.kind is Kind.TEXT:
            words = segment.text.replace("\\$", "$")
            pieces.append(words.lstrip(" ") if pieces and pieces[-1].endswith("\n") else words)
        else:
            pieces.append(segment.text)
        newline = segment.text.rfind("\n")
        if newline >= 0:
            row_start = segment.start + newline + 1
            lead = _LEAD.match(text, row_start)
    return "".join(pieces)


def _rows_in_text(source: str, mark: str, width: int, *, alone: bool, ends: bool) -> str:
    """Display math on rows of its own, indented like the text around it.

    Args:
        source: The formula.
        mark: Indentation and list mark of the row it was written in.
        width: The most cells a row may take; 0 for no bound.
        alone: Whether nothing else stands before it; then the mark goes before its baseline.
        ends: Whether nothing stands behind it.
    """
    indent = " " * cells(mark.expandtabs(4))
    rows, baseline = block_on_baseline(source, max(width - len(indent), MIN_WIDTH) if width else 0)
    lines = [((mark if alone and number == baseline else indent) + row).rstrip() for number, row in enumerate(rows)]
    return ("" if alone else "\n") + "\n".join(lines) + ("" if ends else f"\n{indent}")


def _codes(markdown: str) -> list[tuple[int, int]]:
    """Where fenced blocks and code spans begin and end, in order."""
    fences: list[tuple[int, int]] = []
    place = 0
    while (opening := _FENCE.search(markdown, place)) is not None:
        mark = opening["fence"]
        closing = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
        end = closing.search(markdown, opening.end())
        place = end.end() if end else len(markdown)
        fences.append((opening.start("fence"), place))
    out: list[tuple[int, int]] = []
    place = 0
    for start, end_of_fence in [*fences, (len(markdown), len(markdown))]:
        out += _spans(markdown, place, start)
        if end_of_fence > start:
            out.append((start, end_of_fence))
        place = end_of_fence
    return out


def _spans(markdown: str, start: int, end: int) -> list[tuple[int, int]]:
    """The code spans between two places: a run of backticks up to the next run as long, in one paragraph."""
    runs: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    for match in _BACKTICKS.finditer(markdown, start, end):
        if match.group()[0] == "`":
            runs.append(match.span())
        elif match.group()[0] == "\n":
            spans += _pair_runs(runs)
            runs = []
        elif match.group() == "\\`":
            # Outside a span this escapes the backtick; inside one it would close it. Spans with a backslash before
            # their end are rare enough to read the backslash as an escape only.
            continue
    return spans + _pair_runs(runs)


def _pair_runs(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of backticks of the same length paired from left to right."""
    waiting: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        waiting.setdefault(runs[number][1] - runs[number][0], []).append(number)
    spans = []
    number = 0
    while number < len(runs):
        start, end = runs[number]
        same = waiting[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            number = same[-1]
            spans.append((start, runs[number][1]))
        number += 1
    return spans


def _maths(markdown: str, start: int, end: int) -> list[Segment]:
    """The formulas between two places that hold no code."""
    if markdown.find("$", start, end) < 0:
        return []
    marks = [
        _Mark(match.lastgroup or "", match.start())
        for match in _MARK.finditer(markdown, start, end)
        if match.lastgroup != "escape"
    ]
    found: list[Segment] = []
    number = 0
    while number < len(marks):
        mark = marks[number]
        number += 1
        if mark.kind == "display":
            closing = _closing_display(markdown, marks, number)
            if closing:
                found.append(_display(markdown, mark.start, marks[closing].start))
                number = closing + 1
        elif mark.kind == "inline" and number < len(marks) and _is_inline(markdown, mark.start, marks[number], end):
            closer = marks[number]
            text = markdown[mark.start : closer.start + 1]
            found.append(Segment(Kind.INLINE, text, mark.start, text[1:-1], mark.start + 1))
            if closer.kind == "display":
                marks[number] = _Mark("inline", closer.start + 1)
            else:
                number += 1
    return found


def _closing_display(markdown: str, marks: list[_Mark], number: int) -> int:
    """Which mark closes the `$$` before mark `number`; 0 if none does."""
    opening = marks[number - 1].start
    own_row = markdown[opening + 2 : opening + 3] in {"\n", "\r"} and _leads(markdown, opening)
    stops = {"blank"} if own_row else {"blank", "item"}
    for place in range(number, len(marks)):
        mark = marks[place]
        if mark.kind == "display":
            return place if markdown[opening + 2 : mark.start].strip() else 0
        if mark.kind in stops:
            break
    return 0


def _leads(markdown: str, place: int) -> bool:
    """Whether nothing but indentation and list marks stands before a place in its row."""
    lead = _LEAD.match(markdown, markdown.rfind("\n", 0, place) + 1, place)
    return lead is not None and lead.end() == place


def _display(markdown: str, opening: int, closing: int) -> Segment:
    source = markdown[opening + 2 : closing]
    if "\n" in source and markdown[markdown.rfind("\n", 0, opening) + 1 : opening].lstrip().startswith(">"):
        source = _QUOTE.sub(lambda match: " " * len(match[0]), source)
    return Segment(Kind.DISPLAY, markdown[opening : closing + 2], opening, source, opening + 2)


def _is_inline(markdown: str, opening: int, closer: _Mark, end: int) -> bool:
    """Whether the dollar opens a formula that the next mark closes."""
    if closer.kind not in {"inline", "display"} or closer.start == opening + 1 or markdown[opening + 1].isspace():
        return False
    if markdown[closer.start - 1].isspace():
        return False
    behind = closer.start + 1
    return not (behind < end and markdown[behind].isdigit())
