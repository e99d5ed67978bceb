"""Markdown as one line of text, for tables and lists: its formulas drawn in one line, its emphasis left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import line
from quizcv.shown import shown_line
from quizcv.tui.render.markdown import parse
from quizcv.tui.render.nodes import Code, Formula, Listing, Paragraph, Picture, Quote, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizcv.tui.render.nodes import Node

LONGEST: Final = 400
"""Characters that are looked at."""
WRITTEN_OUT: Final = re.compile(r"[*_`$\\[<|#>&~\n]")
"""Signs without which a text is no Markdown but itself."""


def one_line(markdown: str) -> str:
    """What the beginning of a text says, without how it says it; its pictures are told only where there is nothing else."""
    source = markdown[:LONGEST]
    if WRITTEN_OUT.search(source):
        nodes = parse(source, tall=False)
        spoken = [each for each in nodes if not isinstance(each, Picture)]
        source = " ".join(_texts(spoken or nodes))
    return shown_line(" ".join(source.split()))


def _texts(nodes: Iterable[Node]) -> Iterator[str]:
    """What Markdown says, without how it says it."""
    for node in nodes:
        match node:
            case Paragraph(runs):
                yield "".join(run.text for run in runs)
            case Formula(source):
                yield line(source)
            case Code(rows):
                yield from rows
            case Quote(inside) | Listing((inside, *_)):
                yield from _texts(inside)
            case Table(heading):
                yield " | ".join("".join(run.text for run in each) for each in heading)
            case Picture(_, alt):
                yield f"[picture: {alt}]" if alt else "[picture]"
