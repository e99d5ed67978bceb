"""Entries of a glossary without any marks: a short line with its meaning on the next, or behind spaces, a dash or an equals sign."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import one_line, unmarked
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import asks
from quizcv.notes.terms.labels import no_term

_LISTED: Final = re.compile(r"(?P<term>[^\n]{2,80}?)[ \t]*\n(?P<said>[ \t]*:[ \t]+\S.*)\Z", re.DOTALL)
"""A definition list: the term, then lines that begin with a colon."""
_BELOW: Final = re.compile(r"(?P<term>[^\n]{2,60}?)[ \t]*(?:\\)?\n[ \t]*(?P<said>\S.*)\Z", re.DOTALL)
_BESIDE: Final = re.compile(
    r"(?P<term>[^\n:：]{2,60}?)(?:\t+[ \t]*| {3,}|\s[-–—=]\s|\s*->\s)(?P<said>\S.*)\Z", re.DOTALL
)
_ENTRY_ROW: Final = re.compile(r"\s*(?P<term>[^\n:：=]{2,60}?)\s*(?:[:：=]|\s[-–—])\s+(?P<said>\S.*)\Z")
_HEAD: Final = re.compile(r"\S[^\n:]{1,58}:[ \t]*")
_FEWEST_SAID: Final = 2
_COUNT: Final = re.compile(r"\A(?:\d{1,2}|[a-zA-Z])[.)]\s+(?=\S)")
_STOPS: Final = re.compile(r"[.,;:!?。，；：！？|=<>]|\]\(|https?:")
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|can|will|does|do|uses?|we|you|i|this|that|these|it|they|es|son|tiene|это)\b",
    re.IGNORECASE,
)
_NAME_WORDS, _SAID_WORDS, _SAID_SIGNS = 5, 3, 8
_SEVERAL: Final = 3


def with_entries(blocks: list[Block], *, in_glossary: bool) -> list[Block]:
    """The blocks, with each paragraph that is an entry of a glossary turned into a term with its meaning below it.

    Lines that begin with a colon below a term are one anywhere. The other forms, which any two lines may have, count below a heading
    that announces terms, or where at least three paragraphs, and most of them, have the same form.
    """
    blocks = [entry for block in blocks for entry in _labelled(block)]
    if in_glossary:
        blocks = [row for block in blocks for row in _rows(block)]
    shapes = [_entry(block) for block in blocks]
    for form in (_BELOW, _BESIDE):
        alike = sum(found is not None and found[0] is form for found in shapes)
        said = sum(block.shape is Shape.PARAGRAPH for block in blocks)
        if alike and not (in_glossary or (alike >= _SEVERAL and alike * 2 > said)):
            shapes = [None if found and found[0] is form else found for found in shapes]
    if not any(shapes):
        return blocks
    return [found[1] if found else block for block, found in zip(blocks, shapes, strict=True)]


def _labelled(block: Block) -> list[Block]:
    """The entries of a paragraph in which rows that end in a colon stand above further in ones with their meaning; otherwise the block itself."""
    if block.shape is not Shape.PARAGRAPH or block.children or ":\n" not in block.text:
        return [block]
    rows = block.text.split("\n")
    heads = [
        place
        for place, row in enumerate(rows[:-1])
        if _HEAD.fullmatch(row) and _is_name(row.rstrip(" :")) and rows[place + 1][:1] in {" ", "\t"}
    ]
    if not heads or heads[0] or any(row[:1] not in {" ", "\t"} for n, row in enumerate(rows) if n not in heads):
        return [block]
    ends = [*heads[1:], len(rows)]
    said = ["\n".join(row.strip() for row in rows[head + 1 : end]) for head, end in zip(heads, ends, strict=True)]
    if not all(len(each.split()) >= _FEWEST_SAID for each in said):
        return [block]
    return [
        Block(
            Shape.ITEM,
            rows[head].rstrip(" :"),
            block.line + head,
            [Block(Shape.PARAGRAPH, each, block.line + head + 1)],
        )
        for head, each in zip(heads, said, strict=True)
    ]


def _rows(block: Block) -> list[Block]:
    """The rows of a paragraph that are an entry of a glossary each, one below the other; otherwise the block itself."""
    rows = block.text.split("\n")
    if block.shape is not Shape.PARAGRAPH or block.children or len(rows) < 2:  # noqa: PLR2004  one row is the block
        return [block]
    found = [_ENTRY_ROW.match(row) for row in rows]
    if not all(each and _is_name(each["term"]) and _is_meaning(each["said"]) for each in found):
        return [block]
    return [
        Block(Shape.ITEM, f"{each['term'].strip()}: {each['said'].strip()}", block.line + number)
        for number, each in enumerate(found)
        if each
    ]


def _entry(block: Block) -> tuple[re.Pattern[str], Block] | None:
    """The entry a paragraph is, and by which form; None if it is none."""
    if block.shape is not Shape.PARAGRAPH or block.children or len(block.text) > 2000:  # noqa: PLR2004  no entry
        return None
    for form in (_LISTED, _BELOW, _BESIDE):
        found = form.match(block.text)
        if not found or not _is_name(_COUNT.sub("", found["term"]), small=form is _LISTED):
            continue
        said = found["said"]
        if form is _LISTED:
            said = "  \n".join(row.strip().removeprefix(":").strip() for row in said.split("\n"))
        if _is_meaning(said):
            line = block.line + block.text.count("\n", 0, found.start("said"))
            return form, Block(
                Shape.ITEM, _COUNT.sub("", found["term"]).strip(), block.line, [Block(Shape.PARAGRAPH, said, line)]
            )
    return None


def _is_name(text: str, *, small: bool = False) -> bool:
    """Whether a text can be a name; a `small` one need not begin with a capital."""
    bare = unmarked(text).strip()
    return bool(
        bare
        and len(bare.split()) <= _NAME_WORDS
        and (small or not bare[:1].islower() or bare.isascii() is False)
        and not _STOPS.search(bare)
        and not _VERB.search(bare)
        and not asks(bare)
        and not no_term(bare, "")
    )


def _is_meaning(text: str) -> bool:
    first = one_line(text)
    enough = len(first.split()) >= _SAID_WORDS or (not first.isascii() and len(first) >= _SAID_SIGNS)
    return enough and not first.startswith(("-", "*", "+", "|", "#", ">", "$", "http", "![")) and not asks(first)
