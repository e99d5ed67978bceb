"""The cards of a term: what it is, what its letters stand for, its formulas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import AnswerText, answer_of
from quizcv.notes.english import as_sentence
from quizcv.notes.formulas import Formula, formulas_in, take_display, take_plain
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import BLANK, flatten, mask, maths, one_line
from quizcv.notes.keeping import fault
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.recognise import is_empty, is_placeholder
from quizcv.notes.terms.abbreviations import Abbreviation, abbreviation_in
from quizcv.notes.terms.asking import front_of
from quizcv.notes.terms.dependent import is_dependent
from quizcv.notes.terms.splitting import Split, split
from quizcv.notes.terms.term import Term, is_generic
from quizcv.notes.wheres import tells_letters, with_meanings

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

PICTURE: Final = "the answer is a picture: put its file beside the deck"
_OWN_FORMULA = re.compile(
    r"loss(?: functions?)?|objective|metrics?|gradients?|derivatives?|update(?: rule)?|损失函数|損失函數|損失関数|손실 ?함수|функция потерь|función de pérdida",
    re.IGNORECASE,
)
"""What has a formula that is not that of the thing it belongs to."""
_NOTHING_MORE = 3


def take_term(block: Block, term: Term, subject: str, heading: str, gathering: Gathering) -> None:
    """Makes the cards of a term: what it means, what its letters stand for, and each formula displayed below it.

    Args:
        block: The item or paragraph.
        term: As `read_term` found it.
        subject: What the question names first: the paper, or the heading above a term that says nothing alone.
        heading: The section, for the card's source.
        gathering: Takes what is found.
    """
    inner = [Block(Shape.PARAGRAPH, term.rest, block.line), *block.children] if term.rest else block.children
    inner = with_meanings(inner)
    formulas = [child for child in inner if _is_display(child)]
    meanings = [child for child in inner if formulas and child.shape is Shape.PARAGRAPH and tells_letters(child.text)]
    told = [
        child
        for place, child in enumerate(inner)
        if child not in meanings and (child not in formulas or _is_led_in(inner, place))
    ]
    if all(is_empty(child) for child in told) and not formulas:
        _take_empty(block, term, told, gathering)
        return
    short = abbreviation_in(term.name, flatten(term.rest.split("\n", 1)[0]))
    if short:
        take_abbreviation(short, block.line, heading, gathering)
        term = replace(term, name=short.short)
    goes_on = bool(formulas) and bool(told) and inner[0] is formulas[0]
    apart = None if goes_on or term.lead else split(told)
    if apart:
        _take_parts(apart, term, subject, heading, gathering)
        told = apart.opening
    answer = answer_of([child for child in inner if child not in meanings] if goes_on else told, gathering)
    if answer.pictures:
        gathering.guess(gathering.phrases.term(term.name, gathering.words), answer.text, block.line, PICTURE)
    elif answer.text and not (short and _says_no_more(answer.text, short)):
        _take_meaning(block, term, answer, subject, heading, gathering)
    meanings += [each for child in formulas for each in child.children]
    said = answer_of(meanings, gathering).text if meanings else ""
    lefts = {Formula(_source(child)).left for child in formulas} - {""}
    for child in formulas:
        if term.is_told and child in told:
            continue
        take_display(
            _source(child),
            _named(term, subject),
            child.line,
            heading,
            gathering,
            said=said,
            one_of=len(lefts) > 1 and len(lefts) == len(formulas),
        )
    given = ""
    for child in told:
        take_plain(child, subject, given, heading, gathering)
        given = _given(child.text) or given


def _take_parts(apart: Split, term: Term, subject: str, heading: str, gathering: Gathering) -> None:
    """Makes a card of each named part, asked for as part of the whole."""
    whole = gathering.phrases.in_context(subject, term.name) if is_generic(term.name) or not subject else term.name
    for part, item in apart.parts:
        take_term(item, part, whole, heading, gathering)


def _source(block: Block) -> str:
    """The TeX of a block that is one displayed formula."""
    return block.text if block.shape is Shape.MATH else maths(block.text)[0][0]


def _named(term: Term, subject: str) -> str:
    """By which name a formula is asked for: a term that says nothing alone gives way to what it is about, a part stands behind its whole."""
    if subject and (is_dependent(term.name) or (is_generic(term.name) and _OWN_FORMULA.fullmatch(term.name))):
        return f"{subject} – {term.name}"
    return subject if subject and is_generic(term.name) else term.name


def _take_meaning(
    block: Block, term: Term, answer: AnswerText, subject: str, heading: str, gathering: Gathering
) -> None:
    front = gathering.phrases.counted(front_of(block, term, answer.text, subject, gathering), answer.points)
    back = as_sentence(answer.text)
    reason, may_draft = fault(front, back, answer.points)
    if reason and may_draft:
        gathering.guess(front, back, block.line, reason)
    elif reason:
        gathering.leave(Lined(f"{term.name}: {answer.text}", block.line), reason)
    else:
        slug = term.name if subject.casefold() in term.name.casefold() else f"{subject} {term.name}"
        about = subject or term.name
        gathering.card(Candidate(front=front, back=back, line=block.line, heading=heading, about=about, slug=slug))


def take_abbreviation(short: Abbreviation, line: int, heading: str, gathering: Gathering) -> None:
    """Asks what an abbreviation stands for, once in a note."""
    front = gathering.phrases.expands.format(short.short)
    if front in gathering.once:
        return
    gathering.once.add(front)
    back = short.long[0].upper() + short.long[1:]
    slug = f"{short.short} stands for"
    gathering.card(Candidate(front=front, back=back, line=line, heading=heading, about=short.short, slug=slug))


def _says_no_more(answer: str, short: Abbreviation) -> bool:
    """Whether a definition is only the abbreviation spelled out."""
    rest = answer.casefold().replace(short.long.casefold(), "", 1)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) < _NOTHING_MORE and short.long.casefold() in answer.casefold()


_GIVEN = re.compile(r"\s*(?P<given>(?:設|设|令|Let|Given|Suppose).{3,160}?)[，,]?\s*(?:則|则|then)?\s*[:：,，]?\s*")


def _take_empty(block: Block, term: Term, told: list[Block], gathering: Gathering) -> None:
    """A term with nothing said about it: a placeholder below it is to be filled; links only are left out."""
    held = [child for child in told if is_placeholder(child.text) and not child.children]
    for child in held:
        gathering.placeholder(child.text or term.name, child.line, term.name)
    if held:
        gathering.leave(Lined(term.name, block.line), "only a placeholder below it")
    rest = [child for child in told if child not in held]
    if rest:
        gathering.leave(Lined(term.name, block.line), "only links below it")
        gathering.leave_all(rest, "a link")


def _is_display(block: Block) -> bool:
    """Whether a block is one displayed formula and nothing else."""
    if block.shape is Shape.MATH:
        return True
    if block.children or block.shape not in SAYING:
        return False
    hidden = mask(block.text, frozenset({"display", "math", "bracket"})).strip(" .,;。，；")
    return bool(hidden) and not hidden.strip(BLANK) and bool(formulas_in(block.text) or block.text.startswith("$$"))


def _is_led_in(blocks: list[Block], place: int) -> bool:
    """Whether a formula ends the sentence above it, which would break off without it."""
    above = blocks[place - 1] if place else None
    return above is not None and above.text.rstrip(" *_\n").endswith((":", "：")) and not above.children


def _given(text: str) -> str:
    """A line that only names the variables of what follows: `設kernel size Dk, ..., 則`."""
    found = _GIVEN.fullmatch(text)
    return one_line(found.group("given")).strip() if found else ""
