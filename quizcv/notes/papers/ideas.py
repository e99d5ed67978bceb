"""What is said of a paper without a name of its own: together it is the paper's main idea."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import answer_of
from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import flatten
from quizcv.notes.keeping import MOST_POINTS, fault

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.outline import Block
    from quizcv.notes.papers.parts import Told

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_ENDS = re.compile(r"[.。!！?？]\s*\Z")
_CAPTION_WORDS: Final = 6
_MOST_IDEAS: Final = 7
"""Sayings without a name of their own that one card may hold."""


def _is_caption(block: Block) -> bool:
    """Whether a saying is a picture and a few words below it, no sentence."""
    text = flatten(block.text)
    caption = _PICTURE.sub("", text)
    return (
        caption != text and not block.children and len(caption.split()) <= _CAPTION_WORDS and not _ENDS.search(caption)
    )


def take_ideas(blocks: list[Block], label: str, told: Told, gathering: Gathering) -> None:
    """Makes the card of a paper's main idea from sayings that have no label; several are one card that counts them.

    Args:
        blocks: The sayings.
        label: What they stand under, if the idea has its card already.
        told: The paper, and what was told of it before.
        gathering: Takes what is found.
    """
    for block in (each for each in blocks if _is_caption(each)):
        gathering.leave(block, "a picture with nothing said about it")
    blocks = [block for block in blocks if not _is_caption(block)]
    answer = answer_of(blocks, gathering)
    if not answer.text:
        return
    phrases, name = gathering.phrases, told.paper.name
    front = phrases.counted(phrases.part(label, name) if label else phrases.idea.format(name), answer.points)
    line = blocks[0].line
    text = as_sentence(answer.text)
    reason, may_draft = fault(front, text, answer.points + MOST_POINTS - _MOST_IDEAS)
    if reason and may_draft:
        gathering.guess(front, text, line, reason)
    elif reason:
        gathering.leave(Lined(text, line), reason)
    else:
        slug = f"{told.paper.slug} {label or 'idea'}"
        gathering.card(Candidate(front=front, back=text, line=line, heading=told.heading, about=name, slug=slug))
