"""Labels that stand at the margin right below a bullet: Markdown takes them into the bullet, the writer began anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.notes.outline.model import Block, Shape
from quizcv.notes.roles import role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL: Final = re.compile(r"(?:[*_]{2})?(?P<label>[^\s:：*_][^:：\n]{0,24}?)(?:[*_]{2})?\s?[:：](?:[*_]{2})?\s*\S")
_KNOWN: Final = re.compile(
    r"todo|notes?|examples?|formulas?|uses?|applications?|complexity|time complexity|作用|用途|应用|應用|公式|特点|特點|注意|备注|備註|例子|举例|舉例|复杂度|複雜度|適用|适用|用途|特徴|例|예시|특징|활용|пример|применение|ejemplo|uso",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """A label below a bullet that is none of it.

    Args:
        row: Which row of the bullet's text it begins on, counted from 0.
        depth: Within how many of the open blocks it stands.
    """

    row: int
    depth: int


def label_behind(text: str, first: int, rows: Sequence[str], opened: Sequence[Block]) -> Label | None:
    """The first row of a bullet's text that is a label no further in than the bullet itself; None if there is none.

    Args:
        text: The text Markdown gives the bullet.
        first: The line of the note it begins on, counted from 0.
        rows: The lines of the note.
        opened: The blocks that are open, the bullet being the last.
    """
    if "\n" not in text or any(block.shape is not Shape.ITEM for block in opened):
        return None
    margins = [_margin(rows[block.line - 1]) for block in opened]
    for number, row in enumerate(text.split("\n")):
        if not number or first + number >= len(rows) or not _is_label(row):
            continue
        margin = _margin(rows[first + number])
        if margin <= margins[-1]:
            return Label(number, sum(each < margin for each in margins))
    return None


def _is_label(row: str) -> bool:
    found = _LABEL.match(row.strip())
    return found is not None and (role_of(found["label"]) is not None or bool(_KNOWN.fullmatch(found["label"].strip())))


def _margin(row: str) -> int:
    spread = row.expandtabs(4)
    return len(spread) - len(spread.lstrip(" "))
