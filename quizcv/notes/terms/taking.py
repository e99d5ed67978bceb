"""The cards of a term: what it is, what its letters stand for, its formulas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quizcv.notes.answers import AnswerText, answer_of
from quizcv.notes.english import as_sentence, in_sentence, is_plural
from quizcv.notes.formulas import Formula, formulas_in, take_display, take_plain
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import BLANK, flatten, mask, maths, one_line, unmarked
from quizcv.notes.keeping import fault
from quizcv.notes.language import has_han
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.recognise import is_empty, is_placeholder
from quizcv.notes.roles import ASKED, question_of, role_of
from quizcv.notes.terms.abbreviations import Abbreviation, abbreviation_in
from quizcv.notes.terms.splitting import Split, split
from quizcv.notes.terms.term import Term, is_generic
from quizcv.notes.wheres import tells_letters, with_meanings

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

PICTURE: Final = "the answer is a picture: put its file beside the deck"
_DEFINES = re.compile(
    r"definitions?|meaning|what is it|concept|概念|개념|定義|定义|含義|含义|意味|정의|뜻|의미|определение|значение|definición|significado",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:initiali[sz]e|use|add|apply|remove|increase|decrease|reduce|train|freeze|multiply|choose|normali[sz]e|avoid|keep|shuffle|subtract|divide|replace|resize|compute|calculate)\s"
    r"(?!sets?\b|data|cases?\b|time\b|errors?\b|loss|operations?\b|split|layers?\b|size\b|units?\b|blocks?\b|functions?\b|and\b|&)",
    re.IGNORECASE,
)
"""How a label begins that says what one does; what follows it is why, or what comes of it."""
_AGAINST = re.compile(r"\s(?:instead of|rather than|as opposed to)\s", re.IGNORECASE)
_NOTHING_MORE = 3
_WORDS_OF_A_NAME, _WORDS_OF_ONE_OF_MANY = 3, 6
_GOES_ON = re.compile(
    r".*\S\s?(?:algorithm|process|procedure|pipeline|workflow|알고리즘|절차|과정|алгоритм|algoritmo|proceso|procedimiento)\Z",
    re.IGNORECASE,
)
"""Names of what is done in steps: the question for its steps is how it works."""
_STEPS = 3


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
    """By which name a formula is asked for: a term that says nothing alone gives way to what it is about."""
    return subject if subject and is_generic(term.name) else term.name


def _take_meaning(
    block: Block, term: Term, answer: AnswerText, subject: str, heading: str, gathering: Gathering
) -> None:
    front = gathering.phrases.counted(_front(block, term, answer.text, subject, gathering), answer.points)
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


def is_definition(name: str) -> bool:
    """Whether a label only announces what the heading above it means."""
    return bool(_DEFINES.fullmatch(name.strip()))


def _lists_names(block: Block, term: Term) -> bool:
    """Whether what stands below a term is a list of names: the question is which ones, not what the term means."""
    items = [child for child in block.children if child.shape is Shape.ITEM]
    return (
        len(items) > 1
        and len(items) == len(block.children)
        and not any(child.children or re.search(r"[.。;；:：]", child.text) for child in items)
        and _are_names([unmarked(child.text) for child in items], plural=is_plural(term.name))
    )


def _are_names(points: list[str], *, plural: bool) -> bool:
    """Whether points are names: each of them, or of three and more most, the others being a few words as well."""
    names = sum(_is_name(each, plural=plural) for each in points)
    return names == len(points) or (
        len(points) >= _STEPS and names * 2 > len(points) and all(_is_name(each, plural=True) for each in points)
    )


def _is_name(text: str, *, plural: bool) -> bool:
    """Whether a point can be a name: a few words, all the fewer if the term above is no plural."""
    few = len(text.split()) <= (_WORDS_OF_ONE_OF_MANY if plural else _WORDS_OF_A_NAME)
    return few and not has_han(text) and (plural or text[:1].isupper())


_OWNED = re.compile(r"(?:the\s+)?(?P<what>[A-Za-z]+)[’']s\b", re.IGNORECASE)
"""What belongs to the term is told first, not what it is."""
_GIVEN = re.compile(r"\s*(?P<given>(?:設|设|令|Let|Given|Suppose).{3,160}?)[，,]?\s*(?:則|则|then)?\s*[:：,，]?\s*")


def _front(block: Block, term: Term, answer: str, subject: str, gathering: Gathering) -> str:
    phrases = gathering.phrases
    if term.lead:
        front = phrases.lead(term.name)
    elif term.is_remark:
        front = phrases.remarks(term.name, gathering.words)
    elif term.is_told and not is_generic(term.name):
        front = phrases.part(term.name, subject) if subject else phrases.told(term.name)
    elif subject and is_definition(term.name):
        return phrases.term(subject, gathering.words, answer)
    elif subject and (is_generic(term.name) or role_of(term.name) in ASKED):
        role = role_of(term.name)
        return question_of(role, subject, phrases) if role in ASKED else phrases.part(term.name, subject)
    elif phrases.is_english and (_ORDER.match(term.name) or _AGAINST.search(term.name)):
        front = phrases.told(term.name)
    elif _GOES_ON.fullmatch(term.name) and len(block.children) >= _STEPS and not term.rest:
        shown = f"the {in_sentence(term.name, gathering.words)}" if phrases.is_english else term.name
        front = phrases.how.format(shown)
    elif _lists_names(block, term):
        front = phrases.which.format(term.name)
    elif _explains(term.name, answer):
        front = phrases.term(term.name, gathering.words, answer)
    else:
        front = phrases.remarks(term.name, gathering.words)
    return phrases.in_context(subject, front)


def _explains(name: str, answer: str) -> bool:
    """Whether the text says what the term is, rather than something about it, such as `BN's parameters need ...`."""
    about = _OWNED.match(answer)
    if not about:
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()
    return about.group("what").upper() not in {initials, name.upper()}


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
    return above is not None and above.text.rstrip().endswith((":", "：")) and not above.children


def _given(text: str) -> str:
    """A line that only names the variables of what follows: `設kernel size Dk, ..., 則`."""
    found = _GIVEN.fullmatch(text)
    return one_line(found.group("given")).strip() if found else ""
