"""Headings that name a thing, with prose below that says what it is: `## Stride` and a sentence or two.

`naming` reads the heading, `telling` finds what below it speaks of it, `taking` makes the card, `boxes` those of titled callouts,
`parts` those of parts of an answer, `wholes` tells which heading those below it are parts of, `sentences` reads prose that goes on, and `announced` a sentence that counts what the list below it
holds.
"""

from __future__ import annotations

from quizcv.notes.topics.announced import lists_terms, take_announced, with_lists
from quizcv.notes.topics.boxes import take_box
from quizcv.notes.topics.naming import asked_thing, context, is_takeaways, is_topic, topic_name
from quizcv.notes.topics.parts import take_named_parts
from quizcv.notes.topics.sentences import take_sentences
from quizcv.notes.topics.taking import take_part, take_topic
from quizcv.notes.topics.wholes import whole_below

__all__ = [
    "asked_thing",
    "context",
    "is_takeaways",
    "is_topic",
    "lists_terms",
    "take_announced",
    "take_box",
    "take_named_parts",
    "take_part",
    "take_sentences",
    "take_topic",
    "topic_name",
    "whole_below",
    "with_lists",
]
