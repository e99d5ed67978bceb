"""Terms: `Term: definition`, bold words that lead in, a name with what is nested below it, `X is ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.notes.answers import answer_of
from quizcv.notes.english import as_sentence
from quizcv.notes.formulas import formulas_in, take_display, take_plain
from quizcv.notes.gathering import Candidate, Lined
from quizcv.notes.inline import BLANK, bold_lead, flatten, mask, maths, one_line, unmarked
from quizcv.notes.language import has_han
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import asks, is_empty, is_placeholder

if TYPE_CHECKING:
    from quizcv.notes.gathering import Gathering

_LABEL = re.compile(
    r"(?P<term>[^\n]{1,100}?)\s*(?:：|:(?=\s|$|[\u3000-\u9fff]|" + BLANK + r"))\s*(?P<rest>.*)", re.DOTALL
)
_NO_TERM = re.compile(
    r"(?:for example|e\.?g|i\.?e|note|nb|warning|tip|hint|remember|so|then|thus|hence|where|and|or|but|example|"
    r"例如|比如|注意|備註|备注|但|所以|因此|註|注|附註)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?。！？；;]\s|[。！？；，]|,\s.*,\s.*,\s")
_DEFINITION = re.compile(
    r"(?:(?:The|An?)\s+)?(?P<term>[A-Z][\w\-/’' ]{1,60}?(?:\s\([^()]{1,30}\))?)\s+(?:is|are)\s+"
    r"(?:an?|the|one|any|when|how|used|defined|known|simply|basically|called|where)\b"
)
_HAN_DEFINITION = re.compile(r"(?P<term>[^，。,：:\s]{1,24})是(?:一種|一种|一個|一个|指|用來|用来)")
_POINTING = re.compile(
    r"(?:this|that|it|these|those|there|here|they|we|one|what|which|he|she|our|my|your|its|their|the (?:answer|idea|problem|goal|"
    r"result|reason|following|first|second|third|main|other|same|latter|former))\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:overview|summary|pros?|cons?|advantages?|disadvantages?|steps?|process|procedure|idea|definition|problem|training|testing|"
    r"inference|architecture|loss(?:es)?|input|output|results?|method|usage|examples?|features?|implementation|motivation|"
    r"intuition|limitations?|drawbacks?|benefits?|properties|formula|goal|purpose|why|how|anchors?|subnet|backbone|head|"
    r"大致流程|流程|步驟|步骤|概述|優點|优点|缺點|缺点|想法|問題|问题|目的|方法|結果|结果|架構|架构|訓練|训练|特點|特点|定義|定义)\Z",
    re.IGNORECASE,
)
_WORDS, _SIGNS = 9, 22


@dataclass(frozen=True, slots=True)
class Term:
    """A term and how its definition begins; `lead` if the bold words are a whole sentence."""

    name: str
    rest: str = ""
    lead: bool = False


def read_term(block: Block) -> Term | None:
    """The term an item or paragraph explains; None if it explains none."""
    bold, rest = bold_lead(block.text)
    if bold:
        name = unmarked(bold)
        if name.endswith((":", "：")) or rest.lstrip().startswith((":", "：")):
            return _term(name, rest.lstrip().removeprefix(":").removeprefix("：").strip(), block)
        if re.match(r"\s*(?:[-–—])\s", rest):
            return _term(name, rest.lstrip(" -–—"), block)
        if not rest.strip():
            return _term(name, "", block)
        if name.endswith((".", "。", "!")):
            return Term(name.rstrip(".。! "), rest.strip(), lead=True)
    hidden = mask(block.text)
    label = _LABEL.match(hidden)
    if label:
        name = unmarked(block.text[: label.end("term")])
        found = _term(name, block.text[label.start("rest") :].strip(), block)
        if found:
            return found
    if block.children and "\n" not in block.text.strip():
        return _term(unmarked(block.text), "", block)
    return None


def _term(name: str, rest: str, block: Block) -> Term | None:
    name = name.strip().rstrip(":：").strip()
    if not (rest or block.children) or not re.search(r"[^\W\d_]", name):
        return None
    long = len(name) > _SIGNS if has_han(name) and len(name.split()) < _WORDS - 2 else len(name.split()) > _WORDS
    outside = re.sub(r"[(（][^()（）]*[)）]", "", name)
    if long or _SENTENCE.search(outside) or _NO_TERM.match(name) or (asks(name) and len(name.split()) > 1):
        return None
    return Term(name, rest)


def is_generic(name: str) -> bool:
    """Whether a term says nothing without its heading: Pros, Steps, Training."""
    return bool(_GENERIC.match(name))


def defined_term(text: str) -> str:
    """The term a paragraph defines (`X is a ...`); empty if it defines none."""
    flat = one_line(flatten(text[:400]))
    found = _DEFINITION.match(flat) or _HAN_DEFINITION.match(flat)
    if not found or _POINTING.match(flat):
        return ""
    return found.group("term").strip()


def take_term(block: Block, term: Term, subject: str, heading: str, gathering: Gathering) -> None:
    """Makes the cards of a term: what it means, and each formula displayed below it.

    Args:
        block: The item or paragraph.
        term: As `read_term` found it.
        subject: What the question names first: the paper, or the heading above a term that says nothing alone.
        heading: The section, for the card's source.
        gathering: Takes what is found.
    """
    inner = [Block(Shape.PARAGRAPH, term.rest, block.line), *block.children] if term.rest else block.children
    formulas = [child for child in inner if _is_display(child)]
    told = [child for child in inner if child not in formulas]
    if all(is_empty(child) for child in told) and not formulas:
        _take_empty(block, term, told, gathering)
        return
    answer = answer_of(told, gathering)
    if answer.pictures:
        front = gathering.phrases.term(term.name, gathering.words)
        gathering.guess(front, answer.text, block.line, "the answer is a picture: put its file beside the deck")
    elif answer.text:
        front = _front(term, answer.text, subject, gathering)
        gathering.card(
            Candidate(
                front=gathering.phrases.counted(front, answer.points),
                back=as_sentence(answer.text),
                line=block.line,
                heading=heading,
                about=subject or term.name,
                slug=term.name if subject.casefold() in term.name.casefold() else f"{subject} {term.name}",
            )
        )
    for child in formulas:
        source = child.text if child.shape is Shape.MATH else maths(child.text)[0][0]
        take_display(source, term.name, child.line, heading, gathering)
    given = ""
    for child in told:
        take_plain(child, subject, given, heading, gathering)
        given = _given(child.text) or given


def _front(term: Term, answer: str, subject: str, gathering: Gathering) -> str:
    phrases = gathering.phrases
    if term.lead:
        front = phrases.lead(term.name)
    elif _explains(term.name, answer):
        front = phrases.term(term.name, gathering.words, answer)
    else:
        front = phrases.remarks(term.name, gathering.words)
    return phrases.in_context(subject, front)


def _explains(name: str, answer: str) -> bool:
    """Whether the text says what the term is, rather than something about it, such as `BN's parameters need ...`."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).upper()
    about = re.match(r"(?:the\s+)?(?P<what>[A-Za-z]+)[’']s\b", answer, re.IGNORECASE)
    return not (about and about.group("what").upper() in {initials, name.upper()})


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
    if block.children or block.shape not in {Shape.ITEM, Shape.PARAGRAPH}:
        return False
    hidden = mask(block.text, frozenset({"display", "math", "bracket"})).strip(" .,;。，；")
    return bool(hidden) and not hidden.strip(BLANK) and bool(formulas_in(block.text) or block.text.startswith("$$"))


def _given(text: str) -> str:
    """A line that only names the variables of what follows: `設kernel size Dk, ..., 則`."""
    found = re.fullmatch(
        r"\s*(?P<given>(?:設|设|令|Let|Given|Suppose).{3,160}?)[，,]?\s*(?:則|则|then)?\s*[:：,，]?\s*", text
    )
    return one_line(found.group("given")).strip() if found else ""
