"""How a term is asked for: by what it means, by what it does, by the names below it, by what is important about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.notes.english import in_sentence, is_plural
from quizcv.notes.inline import unmarked
from quizcv.notes.language import has_han, language_of
from quizcv.notes.outline import Block, Shape
from quizcv.notes.phrases import phrases as phrases_of
from quizcv.notes.roles import ASKED, question_of, role_of
from quizcv.notes.terms.remarks import are_remarks
from quizcv.notes.terms.term import Term, is_generic

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

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
_SOLVES = re.compile(
    r"(?:the |possible |common )?(?:solutions?|fix(?:es)?|remed(?:y|ies))|解决(?:方案|方法|办法)|解決(?:方案|方法|辦法|策)|해결(?:책|방안| 방법)|решени[ея]|soluci(?:ón|ones)",
    re.IGNORECASE,
)
"""Labels of what helps against the thing they stand below; only of a paper it is the idea."""
_AGAINST = re.compile(r"\s(?:instead of|rather than|as opposed to)\s", re.IGNORECASE)
_WORDS_OF_A_NAME, _WORDS_OF_ONE_OF_MANY = 3, 6
_GOES_ON = re.compile(
    r".*\S\s?(?:algorithm|process|procedure|pipeline|workflow|알고리즘|절차|과정|алгоритм|algoritmo|proceso|procedimiento)\Z",
    re.IGNORECASE,
)
"""Names of what is done in steps: the question for its steps is how it works."""
_STEPS = 3
_OWNED = re.compile(r"(?:the\s+)?(?P<what>[A-Za-z]+)[’']s\b", re.IGNORECASE)
"""What belongs to the term is told first, not what it is."""


def front_of(block: Block, term: Term, answer: str, subject: str, gathering: Gathering) -> str:
    """The question for a term, with its subject.

    Args:
        block: The item or paragraph the term stands in.
        term: As `read_term` found it.
        answer: What is said of it.
        subject: What the question names first; empty for nothing.
        gathering: For the note's language and its small words.
    """
    phrases = gathering.phrases
    if subject and not term.lead and not term.is_remark:
        if not (term.is_told and not is_generic(term.name)) and is_definition(term.name):
            return phrases.term(subject, gathering.words, answer)
        if is_generic(term.name) or (role_of(term.name) in ASKED and not term.is_told):
            role = role_of(term.name)
            asked = role in ASKED and not _SOLVES.fullmatch(term.name.strip())
            return question_of(role, subject, phrases) if asked else phrases.part(term.name, subject)
    return phrases.in_context(subject, _asked_for(block, term, answer, subject, gathering))


def _asked_for(block: Block, term: Term, answer: str, subject: str, gathering: Gathering) -> str:
    """The question for a term by what is told of it; its subject, if it needs one, is put before it elsewhere."""
    phrases, words = gathering.phrases, gathering.words
    if phrases.is_english and has_han(term.name):
        phrases = phrases_of(language_of(term.name))
    if term.lead:
        return phrases.lead(term.name)
    if term.is_remark:
        return phrases.remarks(term.name, words)
    if term.is_told and not is_generic(term.name):
        front = phrases.told(term.name)
        return phrases.part(term.name, subject) if subject and front == phrases.explain.format(term.name) else front
    if phrases.is_english and (_ORDER.match(term.name) or _AGAINST.search(term.name)):
        return phrases.told(term.name)
    if _GOES_ON.fullmatch(term.name) and len(block.children) >= _STEPS and not term.rest:
        return phrases.how.format(f"the {in_sentence(term.name, words)}" if phrases.is_english else term.name)
    if _lists_names(block, term):
        return phrases.which.format(term.name)
    only_remarks = not term.rest and not subject and are_remarks(term.name, block.children)
    if only_remarks or not _explains(term.name, answer):
        return phrases.remarks(term.name, words)
    return phrases.term(term.name, words, answer)


def _explains(name: str, answer: str) -> bool:
    """Whether the text says what the term is, rather than something about it, such as `BN's parameters need ...`."""
    about = _OWNED.match(answer)
    if not about:
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()
    return about.group("what").upper() not in {initials, name.upper()}


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
