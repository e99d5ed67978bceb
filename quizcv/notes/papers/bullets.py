"""Long bullets about a paper, each an idea of its own: where its words tell the question, a bullet is a card by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import cells
from quizcv.notes.answers import answer_of
from quizcv.notes.english import as_sentence
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import flatten, one_line, unmarked
from quizcv.notes.keeping import fault
from quizcv.notes.outline import Block, Shape, walk

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_FEWEST, _LONG = 3, 80
"""Bullets of a list that is taken apart, and cells that they have on the average."""
_THING = r"[\w-]+(?:\s(?!which|that|to\b|for\b|and\b|is\b|are\b)[\w-]+){0,4}?"
_INTRODUCES: Final = re.compile(
    rf"(?:(?:We|They|It|The (?:authors|paper)|This paper|One)\s)?(?:(?:can|also|then|further|first|additionally)\s)*(?:introduces?d?|propose[sd]?|define[sd]?|presents?)\s"
    rf"(?P<thing>(?:an?|the)\s{_THING})(?:\s\([^()]{{1,30}}\))?(?:,?\s\$[^$]{{1,30}}\$)?(?:,|\s(?=which\b|that\b|to\b|for\b)|[:.])",
    re.IGNORECASE,
)
_HOW: Final = re.compile(
    rf"(?P<thing>(?:The\s)?{_THING}(?:\sof\s(?:the\s)?{_THING})?)\s(?P<be>is|are)\s(?P<done>handled|done|performed|achieved|computed|calculated|implemented|obtained|controlled|trained|initiali[sz]ed|produced|"
    r"predicted|determined|chosen|solved|combined|merged|reduced|measured|normali[sz]ed|optimi[sz]ed|updated|generated|formed|fused|matched|assigned|encoded|selected|scaled)\s(?:by|with|via|using|through|as)\s",
    re.IGNORECASE,
)
_CONSISTS: Final = re.compile(
    rf"(?P<thing>(?:The|An?|Each)\s{_THING})\s(?:(?P<one>consists of|is (?:made|composed) of)|(?:consist of|are (?:made|composed) of))\s\S+\s\S"
)
_VERBS = (
    "introduce|combine|split|compute|use|take|predict|generate|extract|replace|add|apply|learn|encode|decode|map|reduce|increase|remove|keep|divide|merge|downsample|upsample|project|"
    "concatenate|normalize|share|process|produce|output|select|assign|treat|transform|convert|sample|refine|aggregate|fuse|pool|filter"
)
_DOES: Final = re.compile(
    rf"(?P<thing>(?:(?:The|An?|Each)\s)?[A-Z]?{_THING})\s(?:(?P<one>(?:{_VERBS})(?:s|es)|applies)|(?:{_VERBS}))\s(?:an?|the|each|all|one|two|\w+s|its|only|both)\b",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"(?:(?:we|they|it|this|that|these|those|he|she|you|i|one|which|and|but|so|then|also|here|there|not|the (?:authors?|paper|first|second|last|former|latter|results?|idea|model|network|method|approach|architecture|number)|this \w+|these \w+|our \w+|their \w+|all|most|some|many|each)\b(?!\s(?:of|module|block|layer|branch|stage)))",
    re.IGNORECASE,
)
"""What is no subject of a question without the sentence before it."""


def take_bullets(blocks: list[Block], name: str, heading: str, gathering: Gathering) -> list[Block]:
    """Makes a card of each long bullet whose words tell what it answers; the bullets that are left.

    Short lists, and what is no list, stay together: all of it is left.

    Args:
        blocks: What is said of the paper, or of a part of it.
        name: The paper, put before each question.
        heading: The section, for the card's source.
        gathering: Takes what is found.
    """
    items = [block for block in blocks if block.shape is Shape.ITEM]
    length = sum(cells(block.text) for block in walk(items))
    if len(items) < _FEWEST or len(items) < len(blocks) or length < _LONG * len(items):
        return blocks
    left = []
    asked: set[str] = set()
    for block in items:
        question = asked_of(block.text)
        front = gathering.phrases.in_context(name, question) if question else ""
        answer = answer_of([block], gathering) if front and front not in asked else None
        back = as_sentence(answer.text) if answer else ""
        if answer is None or answer.pictures or not back or fault(front, back)[0]:
            left.append(block)
            continue
        asked.add(front)
        gathering.card(Candidate(front=front, back=back, line=block.line, heading=heading, about=name))
    return left


def asked_of(text: str) -> str:
    """The question that an English statement answers, told by its build; empty for any other.

    *We introduce a gate, which ...* says what the gate is, *Downsampling is handled by ...* how that is done, *Each block consists
    of ...* what of, *A gate splits the ...* what it does.
    """
    flat = unmarked(one_line(flatten(text[:400])))
    found = _INTRODUCES.match(flat)
    if found:
        thing = found["thing"]
        return f"What is {thing[0].lower()}{thing[1:]}?"
    found = _HOW.match(flat)
    if found and not _NOBODY.match(found["thing"].removeprefix("The ")):
        return f"How {found['be'].lower()} {_lowered(found['thing'])} {found['done'].lower()}?"
    found = _CONSISTS.match(flat)
    if found and not _NOBODY.match(found["thing"].removeprefix("Each ")):
        return f"What {'does' if found['one'] else 'do'} {_lowered(found['thing'])} consist of?"
    found = _DOES.match(flat)
    if found and not _NOBODY.match(found["thing"]):
        return f"What {'does' if found['one'] else 'do'} {_lowered(found['thing'])} do?"
    return ""


def _lowered(thing: str) -> str:
    """A subject within a sentence: a capital that only begins the line goes, those of names and initials stay."""
    return re.sub(r"\A(?:The|An?|Each|[A-Z][a-z]+)(?=\s|\Z)", lambda found: found.group().lower(), thing)
