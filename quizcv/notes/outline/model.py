"""What a note is made of: sections, and blocks that hold blocks, each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DETAILS: Final = "details"
"""The mark of an item made from a `<details>` whose text is its `<summary>`."""
CALLOUT: Final = "callout"
"""The mark of a quote that was a titled callout; its first child is the title, in bold."""


class Shape(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    MATH = "math"
    TABLE = "table"
    QUOTE = "quote"
    HTML = "html"


SAYING: Final = frozenset({Shape.PARAGRAPH, Shape.ITEM})
"""The shapes of what is said in words, whatever stands around it."""


@dataclass(slots=True)
class Block:
    """A piece of a section.

    Args:
        shape: What it is.
        text: As written: an item's own first paragraph, a fence's code, the rows of a table.
        line: Where it begins in the note, from 1.
        children: What is nested: in an item, everything after its first paragraph.
        mark: An ordered item's number, a fence's language, `details` for an item that was one, `callout` for a quote that was one, the lines of the rows of
            a table that was HTML, with commas.
    """

    shape: Shape
    text: str
    line: int
    children: list[Block] = field(default_factory=list)
    mark: str = ""


@dataclass(slots=True)
class Section:
    """A heading with what stands below it; the note itself is a section of level 0 without a title."""

    title: str
    level: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A note's tree, and the lines that were not read because they are nested too deep (first line, text)."""

    root: Section
    front_matter: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)


def walk(blocks: list[Block]) -> Iterator[Block]:
    """Every block and nested block, in the order of the note."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(block.children))
