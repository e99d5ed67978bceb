"""Headings that ask: by a mark, by their words, by a number above a bold question; and the headings of their answers."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import bold_lead, unmarked
from quizcv.notes.languages import any_of
from quizcv.notes.outline import Block, Section, Shape
from quizcv.notes.questions.asked import is_bold, is_labelled, is_numbered, without_number
from quizcv.notes.questions.preparing import prepared
from quizcv.notes.recognise import (
    asks,
    begins_answer,
    ends_asking,
    is_answer_label,
    is_faq,
    is_placeholder,
    is_reference,
    sets_long_task,
    sets_task,
)
from quizcv.notes.remembered import judged

_LABEL: Final = re.compile(
    rf"#?\s*\d{{1,3}}(?:[.-]\d{{1,3}}){{0,3}}[.)]?|(?:\d{{1,3}}[.)]\s*)?(?:{any_of('question')}|{any_of('numbered')})\s*[#.]?\s*\d{{1,3}}\s*[題题問问]?\s*[.:：)]?"
    r"|第\s*[\d一二三四五六七八九十]{1,3}\s*[題题問问]",
    re.IGNORECASE,
)
_ONLY_LABEL = re.compile(rf"(?:the )?(?:{any_of('question')})", re.IGNORECASE)
_LONGEST_QUESTION = 400


@judged
def is_label(title: str) -> bool:
    """Whether a heading only counts: `Question 7`, `#12-1`, 第三題."""
    return bool(_LABEL.fullmatch(unmarked(title).strip(" :：#")))


_LISTS_TERMS = re.compile(r"(?:용어|개념|名词|名詞|术语|術語|用語|概念)\s?(?:설명|정리|解释|解釋|説明|說明)\s*\Z")
"""A heading above terms and their meanings, which no one is asked for."""


@judged
def asks_by_title(title: str, *, expected: bool = False) -> bool:
    """Whether a heading asks: it ends in a mark, has a label, or sets a task; where expected, also by its first word."""
    bare = unmarked(title)
    if is_faq(bare) and not ends_asking(title):
        return False
    if ends_asking(title) and not (is_faq(bare) and len(bare.split()) <= 2):  # noqa: PLR2004  a heading *Questions?*
        return True
    if is_label(title) or is_placeholder(title) or _LISTS_TERMS.search(bare):
        return False
    words = without_number(bare).rstrip(":： ")
    return (
        is_labelled(title)
        or sets_task(words)
        or ((is_numbered(title) or is_bold(title)) and sets_long_task(words))
        or (expected and asks(words) and len(words.split()) > 1)
    )


def arranged_sections(sections: list[Section]) -> list[Section]:
    """Sections of one level, with a question below a mere number as the title, and answers' headings joined to it.

    The sections given are changed: a note is read once.
    """
    done: list[Section] = []
    for section in sections:
        if (
            is_answer_label(section.title)
            and done
            and asks_by_title(done[-1].title)
            and done[-1].level >= section.level
        ):
            done[-1].blocks += section.blocks
            done[-1].sections += section.sections
            continue
        _take_question_from_below(section)
        if section.blocks and is_labelled(section.title) and is_labelled(section.blocks[0].text):
            section.title = without_number(unmarked(section.title))
        elif is_label(section.title) and not any(asks_by_title(each.title) for each in section.sections):
            _take_title_from_below(section)
        _join_answers(section)
        done.append(section)
    return done


def _take_question_from_below(section: Section) -> None:
    """A section with a sub-heading that says only `Question` and one behind it for the answer asks what stands below the former."""
    for place, each in enumerate(section.sections[:-1]):
        if not _ONLY_LABEL.fullmatch(unmarked(each.title).strip(" :：#")) or not each.blocks or each.sections:
            continue
        if is_answer_label(section.sections[place + 1].title) and len(each.blocks[0].text) <= _LONGEST_QUESTION:
            section.title, section.line = each.blocks[0].text.replace("\n", " "), each.blocks[0].line
            section.blocks = [*each.blocks[0].children, *each.blocks[1:]]
            section.sections = [other for other in section.sections if other is not each]
            return


def _take_title_from_below(section: Section) -> None:
    blocks = prepared(section.blocks)
    if not blocks or blocks[0].shape is not Shape.PARAGRAPH:
        return
    first = blocks[0]
    if not (is_bold(first.text.split("\n", 1)[0]) or asks_by_title(first.text)):
        return
    if len(first.text) > _LONGEST_QUESTION or begins_answer(first.text) or is_reference(first.text):
        return
    title, _, rest = first.text.partition("\n")
    bold, after = bold_lead(title)
    if bold and rest and not re.search(r"\w", after):
        below = [Block(Shape.PARAGRAPH, rest, first.line + 1)]
    else:
        title, below = first.text.replace("\n", " "), []
    section.title, section.line = title, first.line
    section.blocks = [*below, *blocks[1:]]


def _join_answers(section: Section) -> None:
    """A sub-heading that only says `Answer` is none: what is below it is the section's own."""
    kept: list[Section] = []
    for each in section.sections:
        if is_answer_label(each.title) and not kept:
            section.blocks += each.blocks
            kept += each.sections
        else:
            kept.append(each)
    section.sections = kept
