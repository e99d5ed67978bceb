"""Headings that ask, and what below them is their answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import render
from quizcv.notes.below import flattened, holds_questions, length
from quizcv.notes.gathering import Lined
from quizcv.notes.inline import unmarked
from quizcv.notes.keeping import TOO_LONG
from quizcv.notes.outline import Block, Section, Shape
from quizcv.notes.questions import (
    asks_by_title,
    clean_question,
    is_beside,
    is_long,
    is_whole,
    needs_whole,
    take_question,
)
from quizcv.notes.recognise import begins_answer, is_advert, is_empty, is_placeholder, is_reference_title
from quizcv.notes.terms import is_generic
from quizcv.notes.topics import asked_thing, is_topic, take_named_parts, topic_name

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

BY_HEADINGS: Final = "answered by the headings below it, which have cards of their own"
_LONGEST_ANSWER = 6_000
"""Signs below a heading that asks; where there are more, in sections of their own, it is the title of a text."""
_FEWEST: Final = 2
_STEP = re.compile(
    r"(?:step|schritt|paso|шаг|步骤|步驟|第|단계|ステップ|phase|stage)\s*[\d一二三四五六]", re.IGNORECASE
)


def take_asking_heading(section: Section, below: list[Section], path: list[str], gathering: Gathering) -> list[Section]:
    """Makes the cards of a heading that asks; what is left are the sections below it that are read for themselves.

    Everything below answers it, but for headings that ask themselves, and sources. Where that is a whole text, only what stands
    directly below the heading does. Where it is too much for one card and each heading below names a thing, those have cards of
    their own, and the question is answered by their names. Parts that define what they name also have a card each.

    Args:
        section: The heading, with the blocks directly below it.
        below: The sections below it, arranged.
        path: The titles above it.
        gathering: Takes what is found.
    """
    own, others = _without_terms(section, below)
    parts = [each for each in below if not holds_questions(each)]
    told = [each for each in parts if not (is_reference_title(each.title) or is_advert(each.title))]
    is_whole = not (_is_too_much(told) and all(map(_is_named, told))) or not _may_part(told, section)
    names = [] if is_whole or _depend(told, section) else _names(told)
    is_text = bool(names) or sum(map(length, parts)) > _LONGEST_ANSWER
    for each in below:
        if each not in parts or (is_text and not is_reference_title(each.title)):
            others.append(each)
        elif each in told:
            rows = flattened(each)
            own += rows if is_whole else [Block(Shape.ITEM, topic_name(each.title), each.line, rows[1:])]
        else:
            _leave_section(each, gathering)
    title = unmarked(section.title)
    if names and needs_whole(title):
        whole = render([*own, *(row for each in told for row in flattened(each))])
        gathering.guess(clean_question(title), whole, section.line, TOO_LONG)
        return others
    if names and asked_thing(section.title):
        names = []
        if all(is_empty(block) for block in own):
            gathering.leave(Lined(title, section.line), BY_HEADINGS)
            return others
    block = Block(Shape.ITEM, section.title, section.line, [*own, *names])
    subject = next((above for above in reversed(path) if not asks_by_title(above)), title)
    take_question(block, subject, gathering)
    take_named_parts([each for each in parts if each not in others], title, gathering)
    return others


def _without_terms(section: Section, below: list[Section]) -> tuple[list[Block], list[Section]]:
    """The blocks that answer a heading, and those behind a complete `A: ...` that are terms of their own, as a section without a title."""
    own = list(section.blocks)
    first, terms = own[:1], own[1:]
    apart = all(is_placeholder(each.title) or holds_questions(each) for each in below)
    if not apart or not first or not begins_answer(first[0].text) or not (is_whole(first[0].text) and is_beside(terms)):
        return own, []
    return first, [Section("", 0, terms[0].line, terms)]


def _is_too_much(parts: list[Section]) -> bool:
    """Whether sections that answer a question together are several, and more than one card should hold."""
    return len(parts) >= _FEWEST and is_long([row for each in parts for row in flattened(each)])


def _may_part(parts: list[Section], section: Section) -> bool:
    """Whether parts may be told apart: of a question for what is between several things, only if it names each of them."""
    title = unmarked(section.title)
    words = set(re.findall(r"\w+", title.casefold()))
    names = [set(re.findall(r"\w+", topic_name(each.title).casefold())) for each in parts]
    return not needs_whole(title) or all(name & words for name in names)


def _depend(parts: list[Section], section: Section) -> bool:
    """Whether parts say nothing without the question: `Cause` and `Remedy` below *How do gates get stuck?*."""
    return any(is_generic(topic_name(each.title)) for each in parts) and not asked_thing(section.title)


def _names(parts: list[Section]) -> list[Block]:
    return [Block(Shape.ITEM, topic_name(each.title), each.line) for each in parts]


def _is_named(section: Section) -> bool:
    return bool(section.blocks or section.sections) and is_topic(section.title) and not _STEP.match(section.title)


def _leave_section(section: Section, gathering: Gathering) -> None:
    reason = "a list of sources" if is_reference_title(section.title) else "leads away from the note"
    gathering.leave(Lined(unmarked(section.title), section.line), reason)
    gathering.leave_all(section.blocks, reason)
    for each in section.sections:
        _leave_section(each, gathering)
