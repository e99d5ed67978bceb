"""What of the first screen has room in a window: decided from numbers known before anything is counted, so that nothing jumps."""

from __future__ import annotations

from typing import Final, NamedTuple

BESIDE: Final = 120
"""From this width on the year stands beside the decks."""
SCALE_BESIDE: Final = 76
"""From this width on the scale of the year's signs stands beside it; below it in a narrower window."""
AROUND: Final = 6
"""Rows that are neither the decks nor the past: date, headline, a blank one below each, notice, keys."""
KEY_ROWS: Final = 2
"""Rows of keys where decks and keys share one narrow column; one does beside the year."""
LINE: Final = 2
"""Rows of the line on tomorrow and the days in a row, with the blank one above it."""
YEAR: Final = 8
"""Rows of a year: the months, and seven days."""
SCALE: Final = 1
"""Rows of the scale below it."""
AHEAD: Final = 9
"""Rows of the week ahead: a blank one, a heading, seven days."""
ENOUGH: Final = 7
"""Rows with which the decks are content, though they might fill more: the heading and six."""
SPARE: Final = 4
"""Rows that stay free for more decks before the week ahead is shown below them."""


class Arrangement(NamedTuple):
    """What is shown.

    Args:
        beside: The past stands beside the decks, not below them.
        line: There is a line on tomorrow and on the days in a row.
        year: The heatmap is shown.
        scale_below: Its scale stands below it, not beside it.
        ahead: The week ahead is shown.
        unfolded: Groups the learner has not touched show their decks.
        key_rows: Rows for the keys.
    """

    beside: bool = False
    line: bool = False
    year: bool = False
    scale_below: bool = False
    ahead: bool = False
    unfolded: bool = False
    key_rows: int = 1


def arranged(width: int, height: int, *, rows: int, all_rows: int, past: bool, broken: int = 0) -> Arrangement:
    """What has room in a window.

    Args:
        width: Its columns.
        height: Its rows.
        rows: Rows the decks take with their groups closed, and the heading.
        all_rows: The same with all groups open.
        past: Whether anything was ever reviewed.
        broken: Rows that tell of decks that can't be read.
    """
    key_rows = 1 if past and width >= BESIDE else KEY_ROWS
    room = height - AROUND - key_rows + 1
    unfolded = width >= BESIDE and all_rows + broken <= room
    if not past:
        return Arrangement(unfolded=unfolded, key_rows=key_rows)
    if width >= BESIDE:
        year = room >= LINE - 1 + YEAR + SCALE
        ahead = room >= LINE - 1 + YEAR + SCALE + AHEAD
        return Arrangement(beside=True, line=room > 0, year=year, scale_below=True, ahead=ahead, unfolded=unfolded)
    wanted = min(rows, ENOUGH) + broken
    scale_below = width < SCALE_BESIDE
    past_rows = LINE + YEAR + (SCALE if scale_below else 0)
    line = room >= wanted + LINE
    year = room >= wanted + past_rows
    ahead = year and room >= max(rows + broken, ENOUGH) + past_rows + AHEAD + SPARE
    return Arrangement(line=line, year=year, scale_below=scale_below, ahead=ahead, key_rows=key_rows)
