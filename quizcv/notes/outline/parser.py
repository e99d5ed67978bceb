"""Markdown's blocks, by markdown-it, with the rules that notes need beside CommonMark's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

DEEPEST: Final = 60
"""Levels of nesting that are read; a bullet of a list counts as two."""
LONGEST_MATH: Final = 200
"""Lines looked through for the end of a displayed formula."""
LONGEST_BROKEN = 30
"""Lines of a formula with blank lines in it."""

_MOST_FENCES = 20
"""Fences left open that are mended in one note."""

_CLOSINGS = {"$$": "$$", "\\\\[": "\\\\]", "\\[": "\\]"}
_OPENINGS = tuple(_CLOSINGS)
_MATH_SIGN = re.compile(r"[=^_+<>]|\\[a-zA-Z]")
_NEW_BLOCK = re.compile(r"\s*(?:[-*+]\s|#{1,6}\s|\d{1,3}[.)]\s|>|```|\$\$.)")
_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r"#{1,6}\s")


def parser() -> MarkdownIt:
    """Block structure only: no inline parsing, no link reference definitions (they are kept as text). A paragraph is its text alone, without what opens and closes it."""
    from quizcv.notes.outline.dispatch import dispatch_by_sign  # noqa: PLC0415  only when a note is read

    markdown = undispatched()
    dispatch_by_sign(markdown)
    return markdown


def undispatched() -> MarkdownIt:
    """The parser with every rule put to every line: what `parser` has to agree with. Its text is tidy (see `source.tidy`), with Unix line ends."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only when a note is read
    from markdown_it.rules_block import list_block  # noqa: PLC0415  as above

    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").disable("reference")
    rules = markdown.block.ruler
    rules.at("list", _list_outside_math(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.before("blockquote", "math_block", _math_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    markdown.core.ruler.enableOnly(["block"])
    return markdown


def _list_outside_math(
    list_block: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """CommonMark's rule for lists, but for a line `* b)$` that goes on with a formula the line above has begun."""

    def rule(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
        if silent and first and _open_math(_row(state, first - 1)) and _open_math(_row(state, first)):
            return False
        return list_block(state, first, end, silent)

    return rule


def _open_math(row: str) -> bool:
    """Whether a line leaves a `$` open: `*C))$` after `$3*(C`."""
    return "$" in row and row.replace("\\$", "").replace("$$", "").count("$") % 2 == 1


def _math_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    r"""A block rule for `$$ ... $$` and `\[ ... \]` on lines of their own, so that a line `+ b` inside is no bullet.

    Math that is never closed ends with its paragraph: it must not swallow the bullets after it. Only `$$` alone on its line
    may have blank lines before another such line.
    """
    if not state.src.startswith(_OPENINGS, state.bMarks[first] + state.tShift[first]) or state.is_code_block(first):
        return False
    row = _row(state, first)
    opening = next(sign for sign in _OPENINGS if row.startswith(sign))
    closing = _CLOSINGS[opening]
    parts = [row[len(opening) :]]
    last = first
    broken = False
    while closing not in parts[-1]:
        last += 1
        if last >= end or last - first > (LONGEST_BROKEN if broken else LONGEST_MATH):
            return False
        row = _row(state, last)
        if state.isEmpty(last):
            if parts[0].strip() or opening != "$$":
                return False
            broken = True
        elif state.sCount[last] < state.blkIndent or (broken and _NEW_BLOCK.match(row)):
            return False
        parts.append(row)
    body, _, rest = parts[-1].partition(closing)
    if rest.strip(" .,;。，；") or (broken and body.strip()):
        return False
    parts[-1] = body
    content = "\n".join(part for part in parts if part.strip() or not broken).strip()
    if opening != "$$" and not _MATH_SIGN.search(content):
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.block, token.content, token.map = True, content, [first, last + 1]
        state.line = last + 1
    return True


def _row(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def closed_fences(rows: list[str]) -> list[str]:
    """The rows, with a fence that is never closed ended at the blank line before the next heading.

    CommonMark lets such a fence run to the end of the note; its writer did not mean all questions after it as code.
    """
    mended = rows
    number = 0
    for _ in range(_MOST_FENCES):
        opened = _left_open(mended, number)
        if opened is None:
            break
        place, sign = opened
        ends = (n for n in range(place + 1, len(rows) - 1) if not rows[n].strip() and _HEADING.match(rows[n + 1]))
        end = next(ends, -1)
        if end < 0:
            break
        mended = list(mended)
        mended[end] = sign
        number = end + 1
    return mended


def _left_open(rows: list[str], start: int) -> tuple[int, str] | None:
    """Where the last fence opens that nothing closes, and its sign."""
    opened: tuple[int, str] | None = None
    for number in range(start, len(rows)):
        row = rows[number]
        if "```" not in row and "~~~" not in row:
            continue
        found = _FENCE.match(row)
        if not found:
            continue
        sign, rest = found.groups()
        if opened is None:
            if sign[0] == "~" or "`" not in rest:
                opened = (number, sign)
        elif sign[0] == opened[1][0] and len(sign) >= len(opened[1]) and not rest.strip():
            opened = None
    return opened
