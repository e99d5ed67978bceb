"""A note as a tree of sections and blocks, each with its line.

Only Markdown's block structure is parsed (headings, lists, fences, tables, quotes, HTML that folds or tabulates); what
stands inside a line is kept as it was written. So the work is linear in the text, and no row of brackets or stars can make
it otherwise.
"""

from __future__ import annotations

from quizcv.notes.outline.building import read_outline
from quizcv.notes.outline.model import CALLOUT, DETAILS, SAYING, Block, Outline, Section, Shape, walk

__all__ = ["CALLOUT", "DETAILS", "SAYING", "Block", "Outline", "Section", "Shape", "read_outline", "walk"]
