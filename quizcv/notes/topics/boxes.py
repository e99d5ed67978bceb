"""Titled callouts, `> [!TIP] What the gradient does`: a box is one message, so its title asks and what is in it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.notes.inline import unmarked
from quizcv.notes.outline import Shape
from quizcv.notes.questions import arranged
from quizcv.notes.recognise import is_empty
from quizcv.notes.terms import is_generic
from quizcv.notes.topics.naming import is_topic, topic_name
from quizcv.notes.topics.taking import take_told

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering
    from quizcv.notes.outline import Block


def take_box(quote: Block, gathering: Gathering) -> bool:
    """Makes the card of a titled callout; False if its title names nothing, or questions stand in it."""
    title, *said = quote.children
    name = topic_name(title.text)
    if not said or all(is_empty(block) for block in said) or not is_topic(title.text) or is_generic(name):
        return False
    if any(piece.asks for piece in arranged(said)) or all(block.shape is Shape.QUOTE for block in said):
        return False
    take_told(name, quote.line, said, unmarked(title.text), gathering)
    return True
