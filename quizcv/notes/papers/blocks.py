"""The blocks of a paper's section and of those below it."""

from __future__ import annotations

import re

from quizcv.notes.inline import one_line, unmarked
from quizcv.notes.outline import SAYING, Block, Section, Shape, walk
from quizcv.notes.terms import Term

_SHORT_FORM = re.compile(r"(?P<label>tl;?\s?dr)\W+(?P<rest>\w.*)", re.IGNORECASE | re.DOTALL)


def all_blocks(section: Section, left: list[Section]) -> list[Block]:
    """Every block of a section and of those below it, nested ones too, but for the sections left to others."""
    blocks = list(section.blocks)
    for each in section.sections:
        if each not in left:
            blocks += all_blocks(each, [])
    return [block for top in blocks for block in walk([top])]


def short_form(block: Block) -> Term | None:
    """`TLDR; ...`: the idea in short, whatever sign stands behind the letters."""
    found = _SHORT_FORM.match(block.text) if block.shape in SAYING else None
    return Term(found["label"], found["rest"]) if found else None


def flattened(section: Section) -> list[Block]:
    """A section's blocks with those below it, each sub-heading in bold."""
    blocks = list(section.blocks)
    for each in section.sections:
        below = flattened(each)
        if below:
            blocks += [Block(Shape.PARAGRAPH, f"**{one_line(unmarked(each.title))}**", each.line), *below]
    return blocks
