"""What stands below a heading: questions, a table of contents, so much text that it is a chapter."""

from __future__ import annotations

from quizcv.notes.inline import unmarked
from quizcv.notes.outline import Block, Section, Shape, walk
from quizcv.notes.questions import arranged, asks_by_title
from quizcv.notes.recognise import is_contents, is_faq, is_reference


def holds_questions(section: Section) -> bool:
    """Whether a section asks, is a list of questions, or has a section in it that does."""
    title = unmarked(section.title)
    return asks_by_title(section.title) or is_faq(title) or any(holds_questions(each) for each in section.sections)


def is_questions(section: Section) -> bool:
    """Whether what stands below a heading are questions for the most part, so that it tells of no paper unless it gives title and year."""
    asking = [piece.asks for piece in arranged(section.blocks)]
    return sum(asking) > 1 and sum(asking) * 2 >= len(asking)


def is_listed(block: Block) -> bool:
    """Whether a block can be part of a table of contents: bullets and links only."""
    if block.shape is Shape.PARAGRAPH:
        return is_contents(block) or is_reference(block.text)
    return block.shape is Shape.ITEM and all(is_listed(child) for child in block.children)


def length(section: Section) -> int:
    """Signs of all that stands below a heading."""
    return sum(len(block.text) for block in walk(section.blocks)) + sum(map(length, section.sections))


def flattened(section: Section) -> list[Block]:
    """A section below a heading that asks, as part of the answer: its title in bold, then its blocks."""
    blocks = [Block(Shape.PARAGRAPH, f"**{unmarked(section.title)}**", section.line), *section.blocks]
    for each in section.sections:
        blocks += flattened(each)
    return blocks
