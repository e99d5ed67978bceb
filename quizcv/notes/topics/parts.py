"""Parts of an answer that stand alone: below *How does a CNN work?* a heading *Convolution* whose first sentence says what that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.gathering import Gathering
from quizcv.notes.inline import flatten, one_line, unmarked
from quizcv.notes.outline import Block, Section, Shape
from quizcv.notes.terms import is_definition, is_generic, read_term
from quizcv.notes.topics.naming import is_topic, topic_name
from quizcv.notes.topics.taking import take_told
from quizcv.notes.topics.telling import told_first

_FEWEST: Final = 2
_NEAR: Final = 24
"""Signs that may stand before a name in the sentence that defines it: *In a network, the ...*."""
_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]")

if TYPE_CHECKING:
    from collections.abc import Iterator


def take_named_parts(parts: list[Section], heading: str, gathering: Gathering) -> None:
    """Makes a card for each section below a question that defines what it names; the question keeps the whole as its answer.

    Only where at least two of them do: the name of a step or of an advantage says nothing without its question.

    Args:
        parts: The sections that are part of the answer.
        heading: The question.
        gathering: Takes the cards; what is left out was told when the answer was read.
    """
    found = [(name, each.line, told) for each in _sections(parts) for name, told in _defined(each)]
    if len(found) < _FEWEST:
        return
    apart = Gathering(gathering.phrases, gathering.words, claims=gathering.claims, once=gathering.once)
    for name, line, told in found:
        take_told(name, line, told, heading, apart)
    gathering.candidates += apart.candidates


def _sections(parts: list[Section]) -> Iterator[Section]:
    for each in parts:
        yield each
        yield from _sections(each.sections)


def _defined(section: Section) -> Iterator[tuple[str, list[Block]]]:
    """The name of a section and what defines it, if its first block does."""
    name = topic_name(section.title)
    if not section.blocks or not is_topic(section.title) or is_generic(name):
        return
    first = section.blocks[0]
    term = read_term(first)
    if term and is_definition(term.name):
        yield name, [*([Block(Shape.PARAGRAPH, term.rest, first.line)] if term.rest else []), *first.children]
        return
    told, _ = told_first(name, section.blocks)
    said = one_line(unmarked(flatten(told[0].text))).casefold() if told else ""
    bare = _BRACKETED.sub("", name).casefold()
    if bare and bare.rstrip("s") in said[: len(bare) + _NEAR]:
        yield name, told
