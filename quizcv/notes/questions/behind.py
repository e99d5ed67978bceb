"""What stands behind a line and tells that the line asks: the options of a quiz, an answer that says it is one."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import unmarked
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.recognise import begins_answer, is_placeholder, is_reference

LONGEST_LEAD: Final = 300
"""Signs of a setting before a question: *Suppose ... How many ...?*; behind more of them, the mark ends prose."""
_ANSWER = re.compile(
    r"\s*[*_]{0,3}(?:答(?:案|え)?|回答|answer|ans|ответ|respuesta|답(?:변|안)?|정답)[*_]{0,3}\s*[:：]\s*[*_]{0,3}\s*\S",
    re.IGNORECASE,
)


def begins_options(block: Block, blocks: list[Block], place: int) -> bool:
    """Whether a line is followed by the options of a quiz, some with a cross and some without."""
    if block.shape is not Shape.PARAGRAPH:
        return False
    marks = set()
    while place < len(blocks) and blocks[place].shape is Shape.ITEM and blocks[place].text[:1] == "[":
        marks.add(blocks[place].text[1:2].strip().lower())
        place += 1
    return {"", "x"} <= marks


def has_labelled_answer(block: Block, blocks: list[Block], place: int) -> bool:
    """Whether a line is a question only by what stands behind it: an answer that says that it is one, 答：, `Answer:`."""
    if block.shape not in SAYING or place >= len(blocks) or not block.text or len(block.text) > LONGEST_LEAD:
        return False
    if block.shape is Shape.ITEM and place > 1 and blocks[place - 2].shape is Shape.ITEM:
        return False
    following = blocks[place]
    if following.shape not in SAYING or not _ANSWER.match(following.text):
        return False
    return not (begins_answer(block.text) or is_placeholder(block.text) or is_reference(block.text))


def is_sentence(block: Block) -> bool:
    """Whether a block may go on with an answer: a sentence, or what is no prose; a few bare words are the next entry of a list."""
    return block.shape is not Shape.PARAGRAPH or unmarked(block.text).endswith(
        (".", "。", "!", "！", ":", "：", ")", "）")
    )
