"""What is too much for one card and names its own parts: its opening, and each part for a card of its own.

*One idea a card*: below `Detector` with bullets `Backbone: ...`, `Neck: ...`, each with several points, nobody learns the whole; each
named part is asked for alone, with what stands above it as its subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import cells
from quizcv.notes.answers import render
from quizcv.notes.keeping import rows_of
from quizcv.notes.outline import Block, Shape
from quizcv.notes.recognise import is_empty
from quizcv.notes.roles import Role, role_of
from quizcv.notes.terms.term import Term, read_term

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_ROWS: Final = 8
"""Rows of 80 cells that named parts may fill together on one card."""
_MOST_CELLS: Final = 600
_FEWEST: Final = 2
_OPENS_ITS_SUBJECT: Final = frozenset({Shape.PARAGRAPH, Shape.MATH})


@dataclass(frozen=True, slots=True)
class Split:
    """An answer taken apart.

    Args:
        opening: What is said before the first part; may be empty.
        parts: Each part with its name.
    """

    opening: list[Block]
    parts: list[tuple[Term, Block]]


def split(blocks: Sequence[Block]) -> Split | None:
    """The parts of an answer that holds several ideas; None if it holds one, or is not made of named parts.

    It holds several if its parts together fill too much of a screen, or have points of their own below them.
    """
    start = next((place for place, block in enumerate(blocks) if block.shape is Shape.ITEM), len(blocks))
    opening, items = list(blocks[:start]), list(blocks[start:])
    if len(items) < _FEWEST or any(block.shape not in _OPENS_ITS_SUBJECT for block in opening):
        return None
    parts, others = [], []
    for item in items:
        term = read_term(item) if item.shape is Shape.ITEM else None
        if item.shape is not Shape.ITEM or (term and role_of(term.name) is Role.SUMMARY):
            return None
        if is_empty(item):
            opening.append(item)
        elif term is None or term.lead:
            others.append(item)
        else:
            parts.append((term, item))
    if (
        len(parts) < _FEWEST
        or len(others) * _FEWEST > len(parts)
        or any(item.children or ":" in item.text for item in others)
    ):
        return None
    opening += others
    return Split(opening, parts) if are_listed(items) or fills_a_screen(items) else None


def are_listed(items: Sequence[Block]) -> bool:
    """Whether several points of a list have points of their own below them."""
    return sum(len(item.children) > 1 for item in items) >= _FEWEST


def fills_a_screen(blocks: list[Block]) -> bool:
    """Whether blocks that each name a part are together more than one card should hold."""
    text = render(blocks)
    return rows_of(text) > _MOST_ROWS or cells(text) > _MOST_CELLS
