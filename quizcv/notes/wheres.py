"""What the letters of a displayed formula stand for: the line or the list behind it that begins with *where*."""

from __future__ import annotations

import re
from typing import Final

from quizcv.notes.inline import BLANK, mask, maths
from quizcv.notes.outline import SAYING, Block, Shape

_WHERE: Final = re.compile(
    r"(?:[*_]{1,2})?(?:(?:where|here|in which|with|где|здесь|donde|siendo)(?![\w-])|其中|式中|这里|這裡|ここで|여기서)(?:[*_]{1,2})?\s*[:：,，、]?",
    re.IGNORECASE,
)
_SIGN = r"(?:\$[^$\n]{1,60}\$|`[^`\n]{1,20}`)"
_SIGN_FIRST: Final = re.compile(
    rf"(?:{_SIGN}(?:\s*[,，、和与及]\s*{_SIGN}){{0,4}}|[A-Za-z](?:_\w{{1,5}})?(?=\s*[:=：]))\s*"
)
_SAYS_SIGN: Final = re.compile(r"[:：=→,]|[-–—]\s|(?:是|为|為|は)|[^\W\d_]{2,}\s", re.IGNORECASE)
_LONGEST: Final = 400


def with_meanings(blocks: list[Block]) -> list[Block]:
    """The blocks, with what tells the letters of a displayed formula put below that formula.

    That is a line behind it that begins with *where* and names a letter, or a line or bullets that each begin with one. Of several
    formulas in a row it goes below the last.
    """
    if not any(map(_is_display, blocks)):
        return blocks
    done: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if not _is_display(block):
            done.append(block)
            continue
        end = _end(blocks, place)
        done.append(Block(Shape.MATH, _source(block), block.line, blocks[place:end]) if end > place else block)
        place = end
    return done


def tells_letters(text: str) -> bool:
    """Whether a line begins with *where* and names a letter of a formula, so that it defines nothing by itself."""
    found = _WHERE.match(text)
    return (
        found is not None and len(text) <= _LONGEST and ("$" in text or "`" in text or not text[found.end() :].strip())
    )


def _end(blocks: list[Block], place: int) -> int:
    """Where what tells the letters ends."""
    start = place
    while place < len(blocks) and len(blocks[place].text) <= _LONGEST:
        block = blocks[place]
        leads = block.shape is Shape.PARAGRAPH and tells_letters(block.text)
        if leads and block.text.rstrip().endswith((":", "：", "其中", "where", "ここで", "여기서", "где", "donde")):
            following = place + 1
            while following < len(blocks) and _is_sign(blocks[following]):
                following += 1
            if following == place + 1 and not block.children:
                break
            place = following
        elif leads or (_is_sign(block) and (block.shape is Shape.ITEM or not block.children)):
            place += 1
        else:
            break
    alone = place == start + 1 and _is_sign(blocks[start]) and blocks[start].shape is Shape.ITEM
    return start if alone else place


def _is_sign(block: Block) -> bool:
    """Whether a bullet or line begins with a letter of a formula and tells what it is."""
    if block.shape not in SAYING or not block.text:
        return False
    found = _SIGN_FIRST.match(block.text)
    return found is not None and bool(_SAYS_SIGN.match(block.text, found.end()))


def _is_display(block: Block) -> bool:
    if block.shape is Shape.MATH:
        return not block.children
    if block.shape is not Shape.PARAGRAPH or block.children or not block.text.startswith("$$"):
        return False
    return not mask(block.text, frozenset({"display"})).strip(BLANK + " .,;\n") and len(maths(block.text)) == 1


def _source(block: Block) -> str:
    return block.text if block.shape is Shape.MATH else maths(block.text)[0][0]
