"""Parts of an answer that stand alone: counted things, kinds with a definition each, and what is too much for the question's own card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import answer_of, prose, render
from quizcv.notes.gathering import Candidate, Gathering
from quizcv.notes.inline import bold_lead, flatten, mask, one_line, unmarked
from quizcv.notes.keeping import MOST_POINTS, rows_of
from quizcv.notes.languages import any_of
from quizcv.notes.outline import Block, Shape, walk
from quizcv.notes.recognise import is_placeholder, without_answer_label
from quizcv.notes.terms import is_generic, read_term

if TYPE_CHECKING:
    from quizcv.notes.questions.asked import Asked

_KINDS: Final = re.compile(any_of("kinds"), re.IGNORECASE)
_SIDES: Final = re.compile(
    r"\b(?:differ\w*|compar\w+|vs\.?|versus|similarit\w+|trade-?offs?|diferenci\w*|semejanzas|отлич\w+|разниц\w+|различи\w+|сравн\w+)\b"
    r"|區別|区别|差別|差别|差異|差异|異同|异同|比較|比较|不同|違い|차이|비교",
    re.IGNORECASE,
)
"""Questions for what is between several things: the whole answers them, no part does."""
_LONG_ROWS: Final = 14
"""Rows of 80 cells that the answer to a question of the note's own may fill before its named parts get cards of their own."""
_PARTS = 2
_LEAST_SIGNS: Final = 400
"""Signs that an answer has at least if it fills so many rows; most have fewer and are not looked at."""
_SHORTEST: Final = 8
_ASIDE_BEHIND = re.compile(r"(?<=[?？.。])\s*[(（][^()（）]*[)）]\Z")
_LONGEST_NAME: Final = 60
_SAID_BEHIND = re.compile(r"\s*(?:[:：–—-]|$)")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?。！？;；]")
_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTED = re.compile(r"\b(\d|two|three|four|five|six|seven)\s+(?:\w+\s+){0,2}\w+s\s*[:：]\s*$", re.IGNORECASE)


def is_long(blocks: list[Block]) -> bool:
    """Whether an answer is too much for one card, if it can be taken apart."""
    return rows_of(render(blocks)) > _LONG_ROWS


def needs_whole(question: str) -> bool:
    """Whether a question asks for what is between several things, so that no part of the answer answers a part of it."""
    return bool(_SIDES.search(question))


def outlined(own: list[Block], asked: Asked, front: str, heading: str, gathering: Gathering) -> list[Block]:
    """What the question's own card shows: all of the answer, or of one that is too long only the names of its parts.

    Each part is then asked for by the question with its name behind it: *How are gates kept shut? (latches)*.
    """
    if sum(len(block.text) for block in walk(own)) < _LEAST_SIGNS:
        return own
    items = [child for child in own if child.shape is Shape.ITEM]
    first = own.index(items[0]) if items else len(own)
    parts = [(child, *part) for child in items if (part := _part(child))]
    several = len({name.casefold() for _, name, _ in parts}) == len(parts) == len(items) >= _PARTS
    if not several or own[first:] != items or len(parts) > MOST_POINTS or needs_whole(front) or not is_long(own):
        return own
    apart = Gathering(gathering.phrases, gathering.words, claims=gathering.claims, once=gathering.once)
    for child, name, said in parts:
        answer = answer_of(said, apart)
        if not answer.text or answer.pictures:
            return own
        shown = gathering.phrases.given.format(_ASIDE_BEHIND.sub("", front), name)
        apart.card(
            Candidate(
                front=shown,
                back=answer.text,
                line=child.line,
                heading=heading,
                about=name,
                tags=asked.tags,
                asked=True,
            )
        )
    gathering.candidates += apart.candidates
    gathering.left_out += apart.left_out
    gathering.placeholders += apart.placeholders
    return [*own[:first], *(Block(child.shape, name, child.line, [], child.mark) for child, name, _ in parts)]


def _part(child: Block) -> tuple[str, list[Block]] | None:
    """The name of a part and what is said about it: behind a colon, below the first line, or in the sentence that bold words begin."""
    term = read_term(child)
    if term and not term.lead and (term.rest or child.children):
        return term.name, [*([Block(Shape.PARAGRAPH, term.rest, child.line)] if term.rest else []), *child.children]
    first, _, below = child.text.partition("\n")
    name = unmarked(first).rstrip(" :：")
    if below.strip() and name and len(name) <= _LONGEST_NAME and not _STOP.search(name):
        return name, [Block(Shape.PARAGRAPH, below, child.line + 1), *child.children]
    bold, rest = bold_lead(child.text)
    if bold and len(bold) <= _LONGEST_NAME and len(rest.strip()) > _SHORTEST:
        return unmarked(bold), [Block(Shape.PARAGRAPH, child.text, child.line), *child.children]
    return None


def take_counted(blocks: list[Block], heading: str, gathering: Gathering) -> None:
    """A bullet that announces a number of things and lists just as many is a card of its own."""
    for block in blocks:
        found = _COUNTED.search(prose(block.text)) if block.children else None
        if not found or len(blocks) == 1:
            continue
        word = found.group(1).lower()
        number = int(word) if word.isdigit() else _NUMERALS[word]
        if number == len(block.children):
            answer = answer_of(block.children, gathering)
            lead = unmarked(block.text).rstrip(":： ")
            front = gathering.phrases.which.format(lead)
            gathering.card(Candidate(front=front, back=answer.text, line=block.line, heading=heading))


def take_parts(own: list[Block], asked: Asked, heading: str, gathering: Gathering) -> None:
    """The parts of a long answer that stand alone are cards too: bold names, each with its own definition.

    Only where the question asks for kinds of things, or names the parts itself: the name of a step or of an advantage says
    nothing without its question.
    """
    while len(own) == 1 and own[0].children and not without_answer_label(own[0].text).strip(" :："):
        own = own[0].children
    question = " ".join(asked.questions)
    items = [child for child in own if child.shape is Shape.ITEM]
    if len(items) < _PARTS:
        return
    named = []
    for child in items:
        name = _part_name(child)
        if not name:
            return
        named.append((child, name))
    of_kinds = bool(_KINDS.search(question))
    for child, name in named:
        if not of_kinds and not _words(name) <= _words(question):
            continue
        term = read_term(child)
        if term is None or (not term.rest and not child.children):
            continue
        answer = answer_of(
            [*([Block(Shape.PARAGRAPH, term.rest, child.line)] if term.rest else []), *child.children], gathering
        )
        if answer.text and not answer.pictures:
            front = gathering.phrases.term(name, gathering.words, answer.text)
            gathering.card(
                Candidate(
                    front=front,
                    back=answer.text,
                    line=child.line,
                    heading=heading,
                    about=name,
                    slug=front,
                    tags=asked.tags,
                )
            )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _part_name(child: Block) -> str:
    """The name of a part: bold words of a bullet that are a term, with its definition behind a colon or a dash."""
    bold, rest = bold_lead(child.text)
    if not bold or not (_SAID_BEHIND.match(rest) or bold.rstrip().endswith((":", "："))):
        return ""
    name = unmarked(bold).rstrip(":：")
    if not name or is_generic(name) or is_placeholder(name) or len(name.split()) > 5:  # noqa: PLR2004  a name, no sentence
        return ""
    long_enough = len(one_line(flatten(mask(rest, frozenset({"link", "url"}))))) > _SHORTEST or child.children
    return name if long_enough else ""
