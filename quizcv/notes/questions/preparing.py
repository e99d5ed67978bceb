"""The blocks of a row as its writer meant them, before it is looked at which of them ask.

Lines that ask or answer become paragraphs of their own, a number that stands alone on its line joins what follows it,
and a folded answer is unfolded behind its question.
"""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import unmarked
from quizcv.notes.outline import DETAILS, SAYING, Block, Shape
from quizcv.notes.questions.asked import is_bold, is_labelled, is_numbered, without_number
from quizcv.notes.recognise import begins_answer, ends_asking, is_answer_label, sets_task

_LETTER_A: Final = re.compile(r"\s*[*_]{0,3}A\.[*_]{0,3}\s+\S")
"""How the answer to a question labelled `Q.` begins."""


def prepared(blocks: list[Block]) -> list[Block]:
    """The blocks with lines that ask or answer apart, numbers joined to their text, and folded answers unfolded."""
    done: list[Block] = []
    for block in blocks:
        number = _lone_number(done[-1]) if done else ""
        if block.shape is Shape.PARAGRAPH:
            if number:
                done.pop()
                block = Block(block.shape, f"{number} {block.text}", block.line, block.children)  # noqa: PLW2901  the same block, numbered
            done += _lines_apart(block)
        elif block.mark == DETAILS and (is_answer_label(block.text) or not block.text):
            done += _unfolded(block, done)
        else:
            done.append(block)
    return done


def _unfolded(details: Block, done: list[Block]) -> list[Block]:
    """What a folded answer holds, with its label before it; a quote right above that is one line is the question."""
    above = done[-1] if done else None
    if above is not None and above.shape is Shape.QUOTE and len(above.children) == 1 and not above.mark:
        asked = above.children[0]
        if asked.shape in SAYING and "\n" not in asked.text and not asked.children:
            done[-1] = Block(Shape.PARAGRAPH, f"{asked.mark} {asked.text}".strip(), asked.line)
            return _labelled(details)
    return details.children


def _labelled(details: Block) -> list[Block]:
    """What a folded answer holds, with its label before it."""
    first = details.children[:1]
    if not details.text or not first or first[0].shape is not Shape.PARAGRAPH or begins_answer(first[0].text):
        return details.children
    label = details.text.rstrip(":： ")
    said = Block(Shape.PARAGRAPH, f"{label}: {first[0].text}", first[0].line, first[0].children)
    return [said, *details.children[1:]] if begins_answer(said.text) else details.children


def _lone_number(block: Block) -> str:
    """The number of an item that says nothing: `1.` on a line of its own."""
    is_number = block.shape is Shape.ITEM and block.mark[:1].isdigit() and not block.text and not block.children
    return block.mark if is_number else ""


def _lines_apart(block: Block) -> list[Block]:
    """A paragraph whose lines are questions and answers of their own, as a paragraph for each."""
    rows = block.text.split("\n")
    lettered = is_labelled(rows[0])
    starts = [
        0,
        *(
            n
            for n, row in enumerate(rows)
            if n and (_begins(row) or is_answer_label(rows[n - 1]) or (lettered and _LETTER_A.match(row)))
        ),
    ]
    if len(starts) == 1:
        return [block]
    ends = [*starts[1:], len(rows)]
    return [
        Block(Shape.PARAGRAPH, "\n".join(rows[start:end]), block.line + start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _begins(row: str) -> bool:
    if is_labelled(row) or begins_answer(row) or is_answer_label(row):
        return True
    bare = unmarked(without_number(row)) if is_bold(row) or is_numbered(row) else ""
    return bool(bare) and (ends_asking(bare) or sets_task(bare))
