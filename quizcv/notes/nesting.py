"""What belongs below a bold line though Markdown has it beside: the bullets or the paragraph that follow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.notes.inline import bold_lead, one_line, unmarked
from quizcv.notes.language import has_han
from quizcv.notes.outline import Block, Shape
from quizcv.notes.questions import is_question
from quizcv.notes.roles import role_of
from quizcv.notes.terms import bold_rows, is_plain_label, read_term, why_no_name
from quizcv.notes.wheres import with_meanings

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_WORDS, _PLAIN_WORDS = 8, 4
_TWO, _LONGEST_NAME, _LONGEST_ROW = 2, 60, 24
_NO_SUBJECT = re.compile(
    r"(?:Has|Have|Is|Are|Was|Works?|Uses?|Needs?|Gives?|Takes?|Makes?|Contains?|Consists? of|Depends? on|Allows?|Requires?|Returns?|Computes?|Converts?(?! \w+ the following)|Applies|Helps?|Reduces?|Prevents?|Measures?|Maps?|Often|Usually|Typically|Mostly|Also|Only|Same as|Similar to|Good for|Bad for|Found (?:by|in|using)|Used (?:to|for|in|by|when)|Called|Known as)\s(?!the following)[^?]{3,300}\Z",
    re.DOTALL,
)
_IS = re.compile(r"(?:is|are|means|refers to)\s", re.IGNORECASE)
_PICTURES = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")


def nested(blocks: list[Block], leads: Callable[[Block], bool] | None = None) -> list[Block]:
    """The blocks, with what follows a line that leads in put below it.

    A line that leads in is a paragraph that is nothing but a few bold words, or the fixed word of a reading template
    (`Results:`), or what `leads` says. To it belong the bullets that follow at once, or one paragraph and what that leads
    in to. A paragraph whose rows each begin with a bold term becomes a row of paragraphs.
    """
    apart = with_names_apart(with_formulas_below([row for block in blocks for row in bold_rows(block)]))
    rows = with_meanings(below_numbers(apart))
    if not any(block.shape is Shape.PARAGRAPH for block in rows):
        return rows
    result: list[Block] = []
    place = 0
    while place < len(rows):
        block = rows[place]
        place += 1
        close = place < len(rows) and rows[place].shape is Shape.ITEM and rows[place].line == block.line + 1
        if (
            block.shape is Shape.PARAGRAPH
            and not block.children
            and (
                _leads(block)
                or (close and (_is_short_line(block) or _is_explained(block, rows[place])))
                or (leads and leads(block))
            )
        ):
            end = _end(rows, place, all_of_it=bool(leads and leads(block)), leads=leads)
        elif block.shape is Shape.PARAGRAPH and not block.children and _has_formula(block, rows, place):
            end = place
            while end < len(rows) and rows[end].shape is Shape.MATH:
                end += 1
        else:
            end = place
        if end > place:
            shape = Shape.PARAGRAPH if "\n" in block.text.strip() else Shape.ITEM
            block = Block(shape, block.text, block.line, rows[place:end])
            place = end
        result.append(block)
    return result


def with_formulas_below(blocks: list[Block]) -> list[Block]:
    """The blocks, with each displayed formula that stands at the margin below a bullet with nothing but a label put into that bullet."""
    if not any(block.shape is Shape.MATH or block.text.startswith("$$") for block in blocks):
        return blocks
    done: list[Block] = []
    for block in blocks:
        above = done[-1] if done else None
        if (
            above is not None
            and above.shape is Shape.ITEM
            and not above.children
            and _is_formula_label(above.text)
            and (block.shape is Shape.MATH or (block.shape is Shape.PARAGRAPH and block.text.startswith("$$")))
        ):
            done[-1] = Block(above.shape, above.text, above.line, [block], above.mark)
        else:
            done.append(block)
    return done


def _is_formula_label(text: str) -> bool:
    """Whether a bullet is a name of a few words and a colon, with nothing behind it."""
    bare = unmarked(text).strip()
    return bare.endswith((":", "：")) and len(bare.split()) <= _TWO + 1


def with_names_apart(blocks: list[Block]) -> list[Block]:
    """The blocks, with the last row of a paragraph apart where it is a name or a label right above a list of its own."""
    done: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        above, _, last = block.text.rpartition("\n")
        if (
            above.strip()
            and following is not None
            and block.shape is Shape.PARAGRAPH
            and not block.children
            and following.shape is Shape.ITEM
            and following.line == block.line + block.text.count("\n") + 1
            and _is_name_row(last.strip(), above.rpartition("\n")[2].strip())
        ):
            done.append(Block(Shape.PARAGRAPH, above, block.line))
            done.append(Block(Shape.PARAGRAPH, last.strip(), following.line - 1))
        else:
            done.append(block)
    return done


def _is_name_row(row: str, above: str) -> bool:
    """Whether a row names what is listed below it and the row above has come to an end."""
    bare = row.rstrip(" :：*_").lstrip("*_")
    if (
        re.search(r"[.,;!?。，；！？：:]", bare)
        or not 0 < len(bare.split()) <= _PLAIN_WORDS
        or len(bare) > _LONGEST_ROW
    ):
        return False
    ended = above.endswith((".", "。", "!", "！", ":", "：", ")", "）")) or (
        has_han(above) and not above.endswith(("，", "、", ","))
    )
    return ended and (bare[:1].isupper() or has_han(bare) or role_of(bare) is not None) and not is_question(row)


def below_numbers(rows: list[Block]) -> list[Block]:
    """The rows, with bullets put below the numbered names they follow: `1. Gate`, `- closes corners`, `2. Hinge`, `- turns`.

    Only where at least two numbers are names with bullets behind them, and no bullet stands before the first.
    """
    numbered = [place for place, row in enumerate(rows) if row.shape is Shape.ITEM and row.mark[:1].isdigit()]
    if len(numbered) < _TWO or any(rows[place].children or not _is_bare_name(rows[place]) for place in numbered):
        return rows
    followed = [place for place in numbered if place + 1 < len(rows) and _is_bullet(rows[place + 1])]
    if len(followed) < _TWO or len(followed) * 2 < len(numbered):
        return rows
    done: list[Block] = []
    open_one: Block | None = None
    for row in rows:
        if row.shape is Shape.ITEM and row.mark[:1].isdigit():
            seen = [Block(Shape.PARAGRAPH, found, row.line) for found in _PICTURES.findall(row.text)]
            open_one = Block(row.shape, _PICTURES.sub("", row.text).strip(), row.line, seen, row.mark)
            done.append(open_one)
        elif open_one and _is_bullet(row):
            open_one.children.append(row)
        else:
            open_one = None
            done.append(row)
    return done


def _is_bullet(row: Block) -> bool:
    return row.shape is Shape.ITEM and not row.mark


def _is_bare_name(row: Block) -> bool:
    bare = unmarked(_PICTURES.sub("", row.text)).strip(" :：")
    return (
        0 < len(bare.split()) <= _MOST_WORDS and len(bare) <= _LONGEST_NAME and not re.search(r"[.!?。！？]\s*\Z", bare)
    )


def _leads(block: Block) -> bool:
    """Whether a paragraph is a few bold words, or a fixed word, and nothing else; a question is for the questions' room."""
    text = one_line(block.text)
    if len(text) > 120 or is_question(text):  # noqa: PLR2004  a few words
        return False
    bold, rest = bold_lead(text)
    if bold and not rest.strip(" :："):
        return len(bold.split()) <= _MOST_WORDS and not bold.endswith((".", "。", "!", "！"))
    plain = text.endswith((":", "：")) and "\n" not in block.text
    return plain and (role_of(text) is not None or len(text.split()) <= _PLAIN_WORDS)


def _is_short_line(block: Block) -> bool:
    """Whether a paragraph is a few plain words that begin with a capital, right above a list."""
    text = block.text.strip()
    plain = not re.search(r"[.,;!?。，；！？]", text) and "\n" not in text
    return plain and 0 < len(text.split()) <= _PLAIN_WORDS and text[:1].isupper() and not is_question(text)


def _is_explained(block: Block, first: Block) -> bool:
    """Whether a paragraph is a small name of a few words, and the bullet right below it says what it *is*."""
    text = block.text.strip()
    few = 0 < len(text.split()) <= _PLAIN_WORDS and not re.search(r"[.,;:!?。，；：！？\n]", text)
    return few and bool(_IS.match(first.text)) and not is_question(text)


def _has_formula(block: Block, rows: list[Block], place: int) -> bool:
    """Whether the formula right behind a line is of the term that the line explains, or of what its few words name."""
    if place >= len(rows) or rows[place].shape is not Shape.MATH:
        return False
    text = block.text.strip()
    if bold_lead(text)[0]:
        term = read_term(block)
        return term is not None and not term.lead
    if "\n" in text or is_question(text):
        return False
    words = text.rstrip(" :：")
    few = 0 < len(words.split()) <= _PLAIN_WORDS and len(words) <= _LONGEST_NAME
    term = read_term(block)
    named = few and words[:1].isupper() and not re.search(r"[.,;!?。，；！？:：=$]", words)
    return (named and not why_no_name(words)) or (term is not None and is_plain_label(block, term))


def _end(rows: list[Block], place: int, *, all_of_it: bool, leads: Callable[[Block], bool] | None) -> int:
    """Where what belongs to a leading line ends."""
    if all_of_it:
        while place < len(rows) and not (rows[place].shape is Shape.PARAGRAPH and leads and leads(rows[place])):
            place += 1
        return place
    if place >= len(rows) or rows[place].shape is Shape.HTML:
        return place
    first = rows[place]
    if first.shape is Shape.ITEM:
        while place < len(rows) and rows[place].shape is Shape.ITEM:
            place += 1
        return place
    if first.shape is Shape.PARAGRAPH and (_leads(first) or is_question(first.text) or (leads and leads(first))):
        return place
    place += 1
    leads_on = unmarked(first.text).endswith((":", "："))
    while place < len(rows) and (
        rows[place].shape is Shape.MATH or (leads_on and rows[place].shape in {Shape.ITEM, Shape.CODE, Shape.TABLE})
    ):
        place += 1
    while place < len(rows) and _goes_on(rows[place]):
        place += 1
    return place


def _goes_on(block: Block) -> bool:
    """Whether a line goes on about the term above it: a sentence that leaves out its subject (*Has seven parts.*)."""
    return block.shape is Shape.PARAGRAPH and not block.children and bool(_NO_SUBJECT.match(block.text))
