"""A drill's score on the screen: how many were right, and which mistakes were made, exercise by exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.mathtext import plain
from quizcv.score import Result
from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Run, cut, hanging, width_of, wrap
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.score import Line, Score
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.render import wrapping
    from quizcv.tui.widgets.page import Block


def score_blocks(score: Score, titles: Mapping[str, str], keys: KeyNames) -> list[Block]:
    """The score, the exercise missed most often first.

    Args:
        score: How the drill went.
        titles: The titles of the exercises, by name.
        keys: The keys of the drill.
    """
    passed = [
        f"{count} {word}"
        for count, word in (
            (score.count(Result.SKIPPED), "skipped"),
            (score.count(Result.UNDECIDED), "could not be decided"),
        )
        if count
    ]
    told = f"{score.right} of {score.asked} right" if score.asked else "Nothing was answered"
    blocks = [text(", ".join([told, *passed]) + ".", "bold")]
    blocks += [_exercise(line, titles.get(line.exercise, line.exercise)) for line in score.lines]
    if score.weak:
        blocks.append(
            text(keys.said("{drill-weak} practises the weak ones again; {drill-on} carries on."), "$text-muted")
        )
    return blocks


def _exercise(line: Line, title: str) -> Block:
    def block(width: int) -> list[wrapping.Line]:
        mark, style = ("✓", "$success") if line.right == line.asked else ("✗", "$error")
        count = f"{line.right} of {line.asked}"
        name = cut(shown_line(title), width - len(count) - 4)
        gap = " " * (width - width_of([Run(name)]) - len(count) - 2)
        lines: list[wrapping.Line] = [(Run(f"{mark} ", style), Run(name), Run(gap), Run(count, "$text-muted"))]
        for number, says in line.missed:
            size = f"{number:>4} × "
            words = wrap([Run(shown_line(plain(says)), "$text-muted")], width - len(size))
            lines += hanging(size, words)
        return lines

    return block
