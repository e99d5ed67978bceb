"""What a note holds beside its content: placeholders, badges, links, lines about the note; and statements that became no card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import prose
from quizcv.notes.gathering import Lined
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import (
    is_advert,
    is_badge,
    is_contents,
    is_empty,
    is_labelled_link,
    is_metadata,
    is_placeholder,
    is_reference,
    said_below_metadata,
)
from quizcv.notes.terms import why_no_term

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_BARE_WORDS: Final = 6
_LONGEST_SAID: Final = 6_000
"""Signs of a statement whose words are counted."""
_SENTENCE_SIGN: Final = re.compile(r"[.。,，;]")


def is_no_content(block: Block, gathering: Gathering) -> bool:
    """Lists a block that is no content: a placeholder, a badge, a list of contents, a link, metadata.

    Lines about the note at the head of one that says something go, and the rest stays content.
    """
    text = block.text
    if is_placeholder(text):
        if block.children:
            return False
        gathering.placeholder(text, block.line)
    elif is_badge(text):
        gathering.leave(block, "a badge")
    elif is_contents(block):
        gathering.leave_all([block], "a table of contents")
    elif is_advert(text) and not block.children:
        gathering.leave(block, "leads away from the note")
    elif is_reference(text) and all(is_empty(child) for child in block.children):
        gathering.leave_all([block], "a link" if "](" in text or "://" in text else "a list of sources")
    elif is_labelled_link(text) and not block.children:
        gathering.leave(block, "a link")
    elif about := said_below_metadata(text):
        rows = text.split("\n")
        gathering.leave(Lined("\n".join(rows[:about]), block.line), "about the note, not its subject")
        block.text, block.line = "\n".join(rows[about:]), block.line + about
        return False
    elif is_metadata(text) and not block.children:
        gathering.leave(block, "about the note, not its subject")
    else:
        return False
    return True


def leave_said(block: Block, gathering: Gathering) -> None:
    """Lists a block that says something of which no card was made, with the reason."""
    if not block.text:
        return
    words = len(prose(block.text[:_LONGEST_SAID]).split())
    bare = block.shape is Shape.ITEM and words <= _BARE_WORDS and not _SENTENCE_SIGN.search(block.text)
    reason = "a term with nothing said about it" if bare else "neither a question nor a definition"
    gathering.leave(block, why_no_term(block) or reason)
