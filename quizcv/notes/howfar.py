"""How far the reading of a long note is, told every few hundred lines: whoever waits for it sees a share that is true."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, TypeAlias

Told: TypeAlias = Callable[[int, int], None]
"""Takes the lines done and all lines; called from the thread that reads, so it must be quick and must not raise."""
EVERY: Final = 400
"""Lines between two calls; a shorter note is read before anybody looks."""


class Walk(Enum):
    """The walks over a note, each from which share of the work to which, as measured."""

    OUTLINE = (0.0, 0.2)
    CHECKING = (0.2, 0.35)
    READING = (0.35, 1.0)


class HowFar:
    """Counts a note's lines over all walks: a line counts as done in so far as its walks are done.

    Args:
        lines: Of the note.
        told: Who is told; None for nobody.
    """

    def __init__(self, lines: int, told: Told | None = None) -> None:
        self._lines = lines
        self._told = told if lines > EVERY else None
        self._done = 0

    def at(self, walk: Walk, line: int) -> None:
        """A walk has come to a line. What is told only ever grows."""
        if self._told is None:
            return
        begin, end = walk.value
        done = int(begin * self._lines + (end - begin) * min(line, self._lines))
        if done >= self._done + EVERY:
            self._done = done
            self._told(done, self._lines)

    def over(self) -> None:
        """All walks are done."""
        if self._told is not None:
            self._told(self._lines, self._lines)


UNTOLD: Final = HowFar(0)
"""For a text of which nobody waits to hear."""
