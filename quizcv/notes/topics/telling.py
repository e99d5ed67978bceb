"""What below a heading speaks of it: the prose it begins with, up to the first thing that makes a card of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.mathtext import cells
from quizcv.notes.inline import bold_lead, flatten, is_links_only, one_line, unmarked
from quizcv.notes.keeping import begins_unknown
from quizcv.notes.outline import SAYING, Block, Shape
from quizcv.notes.questions import is_question
from quizcv.notes.recognise import (
    is_advert,
    is_badge,
    is_empty,
    is_labelled_link,
    is_metadata,
    is_placeholder,
    is_reference,
)
from quizcv.notes.terms import defined_term, is_letter, is_plain_label, is_symbol, read_term

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_CELLS, _MOST_ROWS = 1000, 10
"""How much one card may tell of a heading, and how many lines a piece of code or a table in it may have."""
_LEAST_CELLS, _LEAST_WORDS, _NAME_WORDS = 12, 3, 4
_AND = re.compile(r"\s+(?:and|y|и|&|と|및|와|과)\s+|(?<=[\u3400-\u9fff])\s?[与與和及、]\s?|\s*/\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_STOP = re.compile(r"[.。!！,，;；]")
_NARRATES = re.compile(
    r"\b(?:learning objectives|in this (?:post|article|section|chapter|tutorial|notebook|lecture|lesson|blog|module|repo(?:sitory)?|project|course|assignment)|this (?:post|article|section|chapter|notebook|lecture|lesson|module|repo(?:sitory)?|document)"
    r"|we(?:'ll| will| are going)|let(?:['’]s| us)|i (?:will|have|am|was|think|found|used|want|recommend)|i['’]m|you (?:will|should|need to|must)|we (?:should|need to) (?:revisit|look|know|talk|first)|click|download|clone|run the|pip install|recommended to read|homework|assignment"
    r"|bienvenid[oa]s|en este (?:artículo|post|capítulo|tutorial|notebook|curso|módulo|documento)|vamos a|в этой (?:статье|главе|лекции|работе)|в этом (?:разделе|посте|уроке)|мы (?:рассмотрим|будем)|давайте)\b"
    r"|当我们|當我們|我们(?:问|先|来|已|在这|都|今天|可以看)|我們(?:問|先|來|已|在這|都|今天|可以看)|学习目标|學習目標|本文|本篇|本章|本节|本節|这篇|這篇|下文|接下来|接下來|我们将|我們將|让我们|讓我們|這裡我們|记录一下|この記事|本記事|本稿|この章|今回は|紹介します|本日の|ていこう|ていきましょう|てみよう|てみましょう|이번 (?:글|포스팅|장|시간)|이 글|알아보자|살펴보자|알아보겠",
    re.IGNORECASE,
)
"""Words of a text that speaks of itself or to its reader."""


def told_first(
    name: str, blocks: list[Block], is_own: Callable[[Block], bool] | None = None
) -> tuple[list[Block], list[Block]]:
    """The blocks a heading is explained by, and the others.

    What explains it is the prose it begins with, with the bullets, formulas and short pieces of code that belong to it. It ends where
    a question, a term or a paper begins. What is too much for one card is cut behind its first paragraph.

    Args:
        name: What the heading names.
        blocks: What stands below it.
        is_own: Whether a block makes cards of its own for another reason.
    """
    place, aside = 0, []
    if _holds_parts(name, blocks):
        return [], blocks
    while place < len(blocks) and _is_passed_over(blocks[place]):
        aside.append(blocks[place])
        place += 1
    told: list[Block] = []
    start = place
    while place < len(blocks) and _tells(blocks[place], told, name) and not (is_own and is_own(blocks[place])):
        if told and narrates(_all_text(blocks[place])):
            break
        told.append(blocks[place])
        place += 1
    told = _cut(told)
    told = _with_whole_lists(told, blocks[start + len(told) :])
    while len(told) > 1 and told[-1].shape is Shape.PARAGRAPH and _leads_in(told[-1]) and not told[-1].children:
        told.pop()
    if not _says_enough(told):
        return [], blocks
    rest = [*aside, *blocks[start + len(told) :]]
    return [*told[:-1], _without_lead_in(told[-1])], rest


def _holds_parts(name: str, blocks: list[Block]) -> bool:
    """Whether a heading names two things (`Jacobian and Hessian`) that blocks below it define one by one."""
    parts = [part for part in _AND.split(name) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004  two things
        return False
    defined = [defined_term(block.text) for block in blocks if block.shape in SAYING]
    return any(is_about(term, part) for term in defined if term for part in parts)


def _is_passed_over(block: Block) -> bool:
    """Whether a block above the prose says nothing: a picture, a comment, a badge."""
    if block.shape is Shape.HTML:
        return True
    return block.shape is Shape.PARAGRAPH and (is_badge(block.text) or is_links_only(block.text, pictures=True))


def _tells(block: Block, told: list[Block], name: str) -> bool:
    if block.shape is Shape.MATH:
        return bool(told)
    if block.shape is Shape.CODE:
        return bool(told) and block.text.count("\n") < _MOST_ROWS and block.mark.lower() in {"", "text", "math"}
    if block.shape is Shape.QUOTE:
        return bool(block.children) and all(
            each.shape is Shape.PARAGRAPH and _tells(each, told, name) for each in block.children
        )
    if block.shape not in SAYING or block.text.startswith(("[ ]", "[x]", "[X]")):
        return False
    bold, behind = bold_lead(block.text)
    if bold and not behind.strip(" .") and not block.children and not _STOP.search(bold):
        return False
    if not told and is_letter(block):
        return False
    return not (_is_no_content(block) or _is_own_card(block, name))


def _is_no_content(block: Block) -> bool:
    text = block.text
    return (
        is_empty(block)
        or (is_placeholder(text) and not block.children)
        or is_badge(text)
        or is_links_only(text, pictures=True)
        or is_advert(text)
        or is_reference(text)
        or (is_labelled_link(text) and not block.children)
        or (is_metadata(text) and not block.children)
    )


def _is_own_card(block: Block, name: str) -> bool:
    """Whether a bullet or a line asks, or explains a term other than the heading's."""
    if is_question(block.text):
        return True
    term = read_term(block)
    if term and (block.shape is Shape.ITEM or bold_lead(block.text)[0] or is_plain_label(block, term)):
        return not is_symbol(term.name)
    defined = defined_term(block.text)
    return bool(defined) and not is_about(defined, name)


def is_about(term: str, name: str) -> bool:
    """Whether a term is what a heading names: the same words, more of them, or the initials."""
    first, second = _words(term), _words(_BRACKETED.sub(" ", name))
    if not first or not second or second <= first or first <= _words(" ".join(_BRACKETED.findall(name))):
        return True
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", unmarked(name).casefold()))
    return len(initials) > 1 and any(word.rstrip("s") == initials for word in first)


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", unmarked(text).casefold())} - {"the", "a", "an", "of"}


def _cut(told: list[Block]) -> list[Block]:
    """As much as one card holds: a definition alone; else all, or the first paragraph with what is attached to it."""
    defines = bool(told) and told[0].shape is Shape.PARAGRAPH and bool(defined_term(told[0].text))
    if not defines and sum(_cells(block) for block in told) <= _MOST_CELLS:
        return told
    end = 1
    while end < len(told) and (told[end].shape is not Shape.PARAGRAPH or _goes_on(told[end], told[:end])):
        end += 1
    first = told[:end]
    if sum(_cells(block) for block in first) <= _MOST_CELLS:
        return first
    return told[:1] if told and _cells(told[0]) <= _MOST_CELLS and not _leads_in(told[0]) else []


def _without_lead_in(block: Block) -> Block:
    """A paragraph without a last row that leads in to a list which is told elsewhere."""
    above, _, last = block.text.rstrip().rpartition("\n")
    if block.shape is not Shape.PARAGRAPH or block.children or not above or not last.endswith((":", "：")):
        return block
    return Block(block.shape, above.rstrip(), block.line, [], block.mark)


def _with_whole_lists(told: list[Block], following: list[Block]) -> list[Block]:
    """What is told without the first name of a list at its end that goes on in blocks of their own."""
    cut = len(told) > 1 and following and told[-1].shape is Shape.ITEM and told[-2].shape is not Shape.ITEM
    bare = cut and not told[-1].children and "$" not in told[-1].text and len(told[-1].text.split()) <= _NAME_WORDS
    return told[:-1] if bare and following[0].shape in SAYING else told


def _goes_on(block: Block, said: list[Block]) -> bool:
    """Whether a paragraph speaks of the one above it as *it*, and there is room for it on the same card."""
    return begins_unknown(block.text) and sum(map(_cells, said)) + _cells(block) <= _MOST_CELLS


def _leads_in(block: Block) -> bool:
    return block.text.rstrip().endswith((":", "："))


def _cells(block: Block) -> int:
    return cells(block.text) + sum(_cells(child) for child in block.children)


def _says_enough(told: list[Block]) -> bool:
    """Whether there is prose that explains something: more than a word or two, no story of the text itself, no bare lead-in."""
    said = [block for block in told if block.shape in SAYING or block.shape is Shape.QUOTE]
    if not said or (len(told) == 1 and _leads_in(told[0]) and not told[0].children):
        return False
    text = " ".join(one_line(flatten(_all_text(block))) for block in said)
    few = cells(text) < _LEAST_CELLS or (text.isascii() and len(text.split()) < _LEAST_WORDS)
    return not (few or narrates(text) or _POINTS_UP.match(text) or _PREAMBLE.fullmatch(text))


_POINTS_UP = re.compile(
    r"(?:the |in the )?(?:above|previous)\b|as (?:mentioned|shown|seen|said|described)\b|上面|如上|前面|上述|以上|上記|前述|위에서|앞에서|выше|como (?:se )?(?:ha )?(?:dicho|visto)",
    re.IGNORECASE,
)
"""How a text begins that goes on from something above the heading."""


_PREAMBLE = re.compile(
    r"(?:over the (?:past |last )?(?:years|decades?)|in (?:recent|the (?:past|last)(?: few)?) years|nowadays|recently|近年来|近年來|近年|최근|в последние годы|en los últimos años)\b[^.。]*[.。]?",
    re.IGNORECASE,
)
"""One sentence that only says that a thing has grown important of late."""


def narrates(text: str) -> bool:
    """Whether a text speaks of itself or to its reader, as the introduction of a post does."""
    return bool(_NARRATES.search(text))


def _all_text(block: Block) -> str:
    return " ".join([block.text, *(_all_text(child) for child in block.children)])
