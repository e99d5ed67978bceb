"""The end of a review: what was done today and what comes tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.mathtext import plain
from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, cut
from quizcv.tui.review.summary import Summary, time_words
from quizcv.tui.widgets.page import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.tui.widgets.page import Block

LABEL = 12


def end_blocks(summary: Summary, hardest: Mapping[str, str], tomorrow: str, *, more: bool) -> list[Block]:
    """The end screen.

    Args:
        summary: The day's grades.
        hardest: The prompts of the hardest cards, by key.
        tomorrow: Tomorrow's load in words.
        more: Whether new cards are left.
    """
    if not summary.grades:
        blocks = [text("Nothing to review now.", "bold"), text(f"Tomorrow: {tomorrow}.")]
    else:
        blocks = [text("Done for today.", "bold $success"), lambda width: _rows(summary, hardest, tomorrow, width)]
    if more:
        blocks.append(text("Enter begins ten more new cards; u takes back the latest grade.", "$text-muted"))
    elif summary.grades:
        blocks.append(text("u takes back the latest grade.", "$text-muted"))
    return blocks


def _rows(summary: Summary, hardest: Mapping[str, str], tomorrow: str, width: int) -> list[Line]:
    again = summary.grades - summary.cards
    parts = [f"{summary.begun} new" if summary.begun else "", f"{again} asked again" if again else ""]
    cards = ", ".join([str(summary.cards), *filter(None, parts)])
    retention = (
        f"{summary.retention} %  ({summary.recalled} of {summary.first} known)" if summary.first else "nothing was due"
    )
    rows = [("Cards", cards), ("Retention", retention), ("Time", time_words(summary.milliseconds))]
    rows += [("" if number else "Hardest", shown_line(plain(prompt))) for number, prompt in enumerate(hardest.values())]
    rows.append(("Tomorrow", tomorrow))
    return [(Run(f"{name:<{LABEL}}", "$text-muted"), Run(cut(words, width - LABEL))) for name, words in rows]
