"""Which blocks of a row ask, and which blocks behind them are their answers.

Markdown attaches an answer to its question only where it is nested. Notes also put it behind the bullet, behind a bold
line, behind `Answer:`, in a quote, in a list of another kind, or below a number that stands alone on its line.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from quizcv.notes.inline import mask, unmarked
from quizcv.notes.outline import DETAILS, SAYING, Block, Shape
from quizcv.notes.questions.asked import is_bold, is_labelled, is_numbered, is_question, without_number
from quizcv.notes.questions.behind import LONGEST_LEAD, begins_options, has_labelled_answer, is_sentence
from quizcv.notes.questions.beside import is_beside, is_whole
from quizcv.notes.questions.preparing import prepared
from quizcv.notes.recognise import (
    asks,
    begins_answer,
    ends_asking,
    is_placeholder,
    is_reference,
    sets_long_task,
    sets_task,
)

_SHOWN = frozenset({Shape.QUOTE, Shape.CODE, Shape.MATH, Shape.TABLE})
"""What seldom stands alone: right behind a question it answers it, however the others of the list are answered."""
_SENTENCE_END = re.compile(r"[.!。！]\s*(?=\S)")
_MARK = re.compile(r"[?？]")
_BOLD_NUMBER = re.compile(r"\s*\*\*\s*(\d{1,3})\s*[.)、．]")
_LABELLED_ANSWER = re.compile(r"[^:：]{1,60}[:：]\s*\S")


class _Form(Enum):
    """How a question is set off from what surrounds it."""

    NOT = auto()
    PLAIN = auto()
    BULLET = auto()
    ORDERED = auto()
    SET_OFF = auto()
    """A bold line, or one with a number or a label of its own."""
    ANSWERED = auto()
    """A line that is a question only by the answer behind it, which says that it is one."""


class Piece(NamedTuple):
    """A block, and whether it asks; one that asks has its answer as children."""

    block: Block
    asks: bool


def arranged(blocks: list[Block], *, expected: bool = False) -> list[Piece]:
    """A row of blocks with each question holding its answer.

    Args:
        blocks: As they stand below one heading, or in one quote.
        expected: Whether questions are expected there, so that a bullet with something below it asks without a mark.
    """
    blocks = prepared(blocks)
    forms = _forms(blocks, expected=expected)
    if all(form is _Form.NOT for form in forms):
        return [Piece(block, asks=False) for block in blocks]
    style = _Style(blocks, forms)
    pieces = []
    place = 0
    while place < len(blocks):
        block, end = blocks[place], place + 1
        if forms[place] is _Form.NOT:
            pieces.append(Piece(block, asks=False))
        else:
            while end < len(blocks) and style.answers(end, place):
                end += 1
            pieces.append(Piece(with_answer(block, blocks[place + 1 : end]), asks=True))
        place = end
    return pieces


def with_answer(block: Block, following: list[Block]) -> Block:
    """A question with what follows it as its children; lines below its own first line come first."""
    first, _, rest = block.text.partition("\n")
    if rest.strip() and (ends_asking(first) or not is_question(block.text)):
        below = [Block(Shape.PARAGRAPH, rest, block.line + 1)]
    else:
        first, below = block.text, []
    return Block(Shape.ITEM, first, block.line, [*below, *block.children, *following], block.mark)


def _forms(blocks: list[Block], *, expected: bool) -> list[_Form]:
    strong = [_asks_by_its_signs(block) for block in blocks]
    usual = {kind: _is_usual(blocks, strong, ordered=kind) for kind in (False, True)}
    forms = []
    for number, block in enumerate(blocks):
        is_expected = expected or (block.shape is Shape.ITEM and usual[bool(block.mark)])
        shown = number + 1 < len(blocks) and blocks[number + 1].shape in _SHOWN
        answered = bool(block.children) or (number + 1 < len(blocks) and not strong[number + 1])
        known = (
            strong[number]
            or (is_expected and shown and block.shape is Shape.ITEM and not is_placeholder(block.text))
            or _asks_by_its_words(block, expected=is_expected, answered=answered)
        )
        if not known and begins_options(block, blocks, number + 1):
            forms.append(_Form.SET_OFF)
        elif not known and has_labelled_answer(block, blocks, number + 1):
            forms.append(_Form.ANSWERED)
        else:
            forms.append(_form(block) if known else _Form.NOT)
    return forms


def _is_usual(blocks: list[Block], strong: list[bool], *, ordered: bool) -> bool:
    """Whether most bullets, or most numbered items, of a row ask."""
    mine = [
        sign
        for block, sign in zip(blocks, strong, strict=True)
        if block.shape is Shape.ITEM and bool(block.mark) is ordered
    ]
    return sum(mine) > 1 and sum(mine) * 2 >= len(mine)


def _form(block: Block) -> _Form:
    if is_labelled(block.text) or block.mark == DETAILS:
        return _Form.SET_OFF
    if block.shape is Shape.ITEM:
        return _Form.ORDERED if block.mark else _Form.BULLET
    first = block.text.split("\n", 1)[0]
    return _Form.SET_OFF if is_bold(first) or is_numbered(first) else _Form.PLAIN


_DEFINES = re.compile(
    r"[*_]{0,3}(?:definition|meaning|定义|定義|정의|определение|definición)[*_]{0,3}\s?[:：]", re.IGNORECASE
)
"""The label of a definition, whatever its last sentence asks."""


def _asks_by_its_signs(block: Block) -> bool:
    if block.shape not in SAYING or begins_answer(block.text) or not is_question(block.text):
        return False
    if _DEFINES.match(block.text):
        return False
    return is_labelled(block.text) or not _rambles(block)


def _rambles(block: Block) -> bool:
    """Whether a mark stands behind so much text that it ends prose and asks nothing."""
    flat = mask(unmarked(block.text[: 4 * LONGEST_LEAD]))
    before = _MARK.split(flat, maxsplit=1)[0]
    sentences = len(_SENTENCE_END.findall(without_number(before)))
    most = 3 if block.shape is Shape.ITEM or is_numbered(block.text) or is_bold(block.text) else 1
    return len(before) > LONGEST_LEAD or sentences > most


def _asks_by_its_words(block: Block, *, expected: bool, answered: bool) -> bool:
    """Whether a block without a mark asks: a task in bold, numbered, or with its answer; where expected, also a phrase."""
    if block.shape not in SAYING or is_placeholder(block.text) or is_reference(block.text) or begins_answer(block.text):
        return False
    first = block.text.split("\n", 1)[0]
    bare = unmarked(without_number(first)).rstrip(":： ")
    set_off = is_bold(first) or is_numbered(first) or _counts_below(block)
    if block.shape is Shape.PARAGRAPH:
        answered = answered or _counts_below(block)
        task = sets_task(bare) or (is_bold(first) and sets_long_task(bare))
        return set_off and (task or (expected and asks(bare))) and (answered or expected)
    if expected:
        return asks(bare) or sets_task(bare) or (bool(block.children) and not _LABELLED_ANSWER.match(mask(bare)))
    head, colon, said = bare.replace("：", ":").partition(":")
    if colon and said.strip() and sets_task(head):
        return True
    if is_bold(first) and (block.children or block.mark or answered) and sets_long_task(bare):
        return True
    known = bool(block.children) or (bool(block.mark) and answered) or is_bold(first) or first.startswith("[ ]")
    return sets_task(bare) and known


def _counts_below(block: Block) -> bool:
    """Whether every row of a paragraph below its first is numbered: `1、...`, which Markdown does not take for a list."""
    rows = block.text.split("\n")[1:]
    return len(rows) > 1 and all(is_numbered(row) for row in rows)


def _comes_next(asked: Block, block: Block) -> bool:
    """Whether two bold lines are numbered one after the other: the second is no part of what answers the first."""
    found = [_BOLD_NUMBER.match(each.text) for each in (asked, block) if is_bold(each.text.split("\n", 1)[0])]
    numbers = [int(each[1]) for each in found if each]
    return len(numbers) == 2 and numbers[1] == numbers[0] + 1  # noqa: PLR2004  both of them


def _is_bold_label(block: Block) -> bool:
    """Whether a line is bold words and a colon: such lines stand beside one another, none answers the one above."""
    first = block.text.split("\n", 1)[0]
    return block.shape is Shape.PARAGRAPH and is_bold(first) and unmarked(first).rstrip().endswith((":", "："))


class _Style:
    """How a row attaches its answers: nested below its bullets, or behind them."""

    def __init__(self, blocks: list[Block], forms: list[_Form]) -> None:
        self._blocks, self._forms = blocks, forms
        asking = [n for n, form in enumerate(forms) if form in {_Form.BULLET, _Form.ORDERED}]
        followed = [n for n in asking if n + 1 < len(blocks) and self._is_other(n + 1)]
        nested = any(self._has_answer(blocks[n]) for n in asking)
        inner = [n for n in followed if n != asking[-1]]
        self._behind = not nested and (len(followed) * 2 >= len(asking) or any(blocks[n].mark for n in inner))

    def _is_other(self, number: int) -> bool:
        return self._forms[number] is _Form.NOT and self._blocks[number].shape is not Shape.ITEM

    @staticmethod
    def _has_answer(block: Block) -> bool:
        return any(child.shape is not Shape.QUOTE and not ends_asking(child.text) for child in block.children)

    def answers(self, number: int, question: int) -> bool:
        """Whether a block belongs to the answer of the question before it."""
        block, asked = self._blocks[number], self._blocks[question]
        form, own = self._forms[number], self._forms[question]
        if own is _Form.ANSWERED:
            return form is _Form.NOT and (number == question + 1 or is_sentence(block))
        if own in {_Form.BULLET, _Form.ORDERED}:
            return form is _Form.NOT and self._answers_bullet(block, asked, own)
        if form is _Form.PLAIN or form is _Form.BULLET:
            return own is _Form.SET_OFF
        if form is not _Form.NOT or (_is_bold_label(asked) and _is_bold_label(block)) or _comes_next(asked, block):
            return False
        if self._is_beside(number, question):
            return False
        if own is _Form.PLAIN and _is_answered_at_once(asked.text):
            return block.shape is not Shape.PARAGRAPH and self._is_near(number, question)
        return True

    def _is_beside(self, number: int, question: int) -> bool:
        """Whether terms of their own begin here, right behind a question that is answered."""
        answer = _answer_at_once(self._blocks[question].text)
        first = question + 1
        if number == first + 1 and begins_answer(self._blocks[first].text):
            answer = self._blocks[first].text
        elif number != first:
            return False
        if not is_whole(answer):
            return False
        end = next((n for n in range(number, len(self._blocks)) if self._forms[n] is not _Form.NOT), len(self._blocks))
        return is_beside(self._blocks[number:end])

    def _answers_bullet(self, block: Block, asked: Block, own: _Form) -> bool:
        """Whether a block behind a bullet that asks belongs to it; a line does not where the bullet has its answer already."""
        if block.shape is Shape.ITEM:
            return own is _Form.ORDERED and not block.mark and not self._has_answer(asked)
        if begins_answer(block.text):
            return True
        if block.shape is Shape.PARAGRAPH and _is_answered_at_once(asked.text):
            return False
        return self._behind or (block.shape in _SHOWN and not asked.children)

    def _is_near(self, number: int, question: int) -> bool:
        return all(self._blocks[n].shape is not Shape.PARAGRAPH for n in range(question + 1, number))


def _is_answered_at_once(text: str) -> bool:
    return bool(re.search(r"\w", _answer_at_once(text)))


def _answer_at_once(text: str) -> str:
    """What stands behind the last mark of a line."""
    return _MARK.split(mask(unmarked(text[:2000])))[-1]
