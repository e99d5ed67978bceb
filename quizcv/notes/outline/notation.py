"""Notation around the text of a note: callouts, time stamps of a recording before headings, prose kept in fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.outline.model import Block, Shape

if TYPE_CHECKING:
    from collections.abc import Callable

_CALLOUT = re.compile(
    r"\s*\[!(?P<kind>[A-Za-z][\w-]{1,20})\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n(?P<rest>.*))?\Z", re.DOTALL
)
_TIME = re.compile(r"\A[\[(]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\])]?\s*[-–—|]?\s*(?=\S)")
_TEXT_MARKS: Final = frozenset({"", "text", "txt", "plain", "plaintext", "markdown", "md"})
_DRAWN = re.compile(r"[\u2190-\u21ff\u2500-\u25ff]|-->|\+--|\s\|\s|\S {3,}\S|\t")
"""Signs of a drawing or of columns, which are read by their places."""
_CODE = re.compile(
    r"[{};]|==|\]\(|\w\.\w+\(|^\s*(?:#|//|>>>|\$ |import |from |def |class |return |for |if |pip |git |@)",
    re.MULTILINE,
)
_PLAIN_CODE = re.compile(r"[=\[\]]|\w\(")
"""What is also usual in sentences that are not in Latin letters: `手法(optimizer)`."""
_FOREIGN = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_SENTENCE = re.compile(r"(?:[^\W\d_]+[,;:]?\s+){5}")
_LONGEST: Final = 6_000
"""Signs of a fence that may be prose; what is longer is a log or data."""
_NUMBER = re.compile(r"\A\s*(\d{1,2})\s?[、．.)]\s*(?=\S)")
_LONGEST_NAME = 60


def callout(text: str) -> tuple[str, str] | None:
    """The title and the rest of a quote's first paragraph that begins as a callout, `[!TIP] Title`; None for any other."""
    found = _CALLOUT.match(text)
    return (found["title"].strip(" *"), (found["rest"] or "").strip()) if found else None


def without_time(title: str) -> str:
    """A heading without the time at which a recording comes to it: `00:25:10- Stride`."""
    return _TIME.sub("", title, count=1)


def unfenced(
    blocks: list[Block], rows: list[str], parse: Callable[[list[tuple[int, str]]], list[Block]]
) -> list[Block]:
    """The blocks, with fences that hold sentences read as Markdown of their own.

    Some people keep what a lecture said in fences, for the box around it. A fence with a language, code, a drawing or
    columns stays one. Lines stay apart, as the fence shows them, and numbers of any notation begin items.

    Args:
        blocks: As they stand below one heading.
        rows: The lines of the note.
        parse: Reads numbered lines as Markdown.
    """
    done: list[Block] = []
    for block in blocks:
        fenced = block.shape is Shape.CODE and rows[block.line - 1].lstrip(" >").startswith(("```", "~~~"))
        if not fenced or block.mark.lower() not in _TEXT_MARKS or not _is_text(block.text):
            done.append(block)
            continue
        read = parse(
            [(block.line + 1 + at, _NUMBER.sub(r"\1. ", row) + "  ") for at, row in enumerate(block.text.split("\n"))]
        )
        done += _below_name(read)
    return done


def _below_name(blocks: list[Block]) -> list[Block]:
    """Items below the short line that stands right above them, as what it names."""
    first, items = blocks[:1], blocks[1:]
    if not items or first[0].shape is not Shape.PARAGRAPH or any(each.shape is not Shape.ITEM for each in items):
        return blocks
    name = first[0].text.strip()
    if "\n" in name or len(name) > _LONGEST_NAME or re.search(r"[.!?。！？]\Z", name):
        return blocks
    return [Block(Shape.PARAGRAPH, name, first[0].line, items)]


def _is_text(code: str) -> bool:
    if len(code) > _LONGEST or _CODE.search(code) or _DRAWN.search(code):
        return False
    foreign = len(_FOREIGN.findall(code))
    if foreign > len(_LATIN_WORD.findall(code)) * 2:
        return True
    return bool(_SENTENCE.search(code)) and not _PLAIN_CODE.search(code)
