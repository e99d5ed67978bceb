"""Terms that stand right behind a complete answer and are no part of it: they have cards of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.notes.inline import unmarked
from quizcv.notes.outline import SAYING

if TYPE_CHECKING:
    from quizcv.notes.outline import Block

_TERM: Final = re.compile(
    r"(?P<name>[A-Z][\w-]*(?: [\w-]+){0,3}(?: ?\([^()\n]{1,40}\))?) ?: +(?P<said>\w\S*(?: +\S+){2,40})"
)
_ARTICLE: Final = re.compile(r"an?\s|the\s", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?:the |key |main )?(?:answers?|advantages?|disadvantages?|pros?|cons?|benefits?|drawbacks?|limitations?|examples?|notes?|tips?|hints?|inputs?|outputs?|goals?|purpose|ideas?|problems?|solutions?|results?|reasons?|"
    r"why|how|when|what|where|use|uses|usage|formula|definition|type|steps?|first|second|third|step \d+|explanation|summary|remark|caution|warning|conclusion|difference|intuition|source|reference|simple answer|technical answer|short answer|long answer|theory|practice)\b",
    re.IGNORECASE,
)
"""Labels of what belongs to the answer above them."""
_FEWEST: Final = 2
_WHOLE: Final = re.compile(r"\w[^.!?]*(?:[.!][^.!?]+)*[.!]\Z")
_FEWEST_WORDS: Final = 4


def is_beside(blocks: list[Block]) -> bool:
    """Whether blocks behind an answer are terms, all of them, at least two, and most are said to be a thing: `Anchor: a box of ...`."""
    said = [_said_of(block) for block in blocks]
    if len(said) < _FEWEST or not all(said):
        return False
    return sum(bool(_ARTICLE.match(each)) for each in said) * 2 >= len(said)


def is_whole(answer: str) -> bool:
    """Whether a text is a complete answer: some words, and a stop behind them."""
    bare = unmarked(answer).strip()
    return len(bare.split()) >= _FEWEST_WORDS and bool(_WHOLE.search(bare))


def _said_of(block: Block) -> str:
    """What a block says of the term it begins with; empty if it is no such line."""
    if block.shape not in SAYING or block.children or "\n" in block.text.strip():
        return ""
    found = _TERM.fullmatch(unmarked(block.text).strip())
    return "" if not found or _LABEL.match(found["name"]) else found["said"]
