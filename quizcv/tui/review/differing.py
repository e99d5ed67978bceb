"""A typed text beside the right one, letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from quizcv.cards.checking.difference import difference
from quizcv.mathtext import plain
from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, wrap
from quizcv.tui.review.blocks import LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence


def difference_lines(typed: str, expected: str, width: int) -> list[Line]:
    """What was typed, letters too many struck out; below it the right text, missing letters underlined."""
    pieces = difference(shown_line(plain(expected)), typed)
    as_typed = normalize("NFC", typed)  # a run that is the same in both has the expected text's capitals
    yours = []
    position = 0
    for piece in pieces:
        if piece.kind != "missing":
            end = position + len(piece.text)
            yours.append(Run(as_typed[position:end], "strike $error" if piece.kind == "extra" else ""))
            position = end
    right = [
        Run(piece.text, "bold underline $success" if piece.kind == "missing" else "")
        for piece in pieces
        if piece.kind != "extra"
    ]
    return [*_row("You wrote", yours, width), *_row("Right", right, width)]


def _row(label: str, runs: Sequence[Run], width: int) -> list[Line]:
    lines = wrap(runs, width - LABEL)
    return [(Run(f"{'' if row else label:<{LABEL}}", "$text-muted"), *line) for row, line in enumerate(lines)]
