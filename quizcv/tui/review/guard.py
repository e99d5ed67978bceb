"""Keeps a paste or a key held down from grading cards nobody has looked at.

A terminal sends both as ordinary keys in quick succession. So a key counts only when what it answers had stood on the
screen for a moment when it was pressed, and when it does not come in a burst. The moment it is handled in says nothing: a
busy machine lets keys wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOMENT: Final = 0.15
"""Seconds. Keys repeat every 20 to 100 ms while held down; nobody reads a card and answers in this time."""


class Guard:
    """Says of each key that would reveal, choose or grade whether it counts.

    A key counts when what it answers has been painted and `MOMENT` has gone by since. Each key refused holds the gate shut
    for another `MOMENT`, so of a burst only the first can count.

    Args:
        monotonic: Seconds, never going back; passed in so that tests need not wait.
        pressed: When the key asked about was pressed; without it, now.
    """

    def __init__(self, monotonic: Callable[[], float], pressed: Callable[[], float] | None = None) -> None:
        self._monotonic = monotonic
        self._pressed = pressed or monotonic
        self._painted: float | None = None
        self._shut_until = float("-inf")

    def changing(self) -> None:
        """Something else is about to be shown: no key counts until it is."""
        self._painted = None

    def painted(self) -> None:
        """What is to be answered now stands on the screen."""
        if self._painted is None:
            self._painted = self._monotonic()

    def lets(self) -> bool:
        """Whether the key that is being answered counts."""
        at = self._pressed()
        early = self._painted is None or at - self._painted < MOMENT
        if early or at < self._shut_until:
            self._shut_until = at + MOMENT
            return False
        return True
