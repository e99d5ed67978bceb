"""Keeps a paste or a key held down from grading cards nobody has looked at.

A terminal sends both as ordinary keys in quick succession. So a key counts only when what it answers has stood on the
screen for a moment, and when it does not come in a burst.
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
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
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
        """Whether a key that arrives now counts."""
        now = self._monotonic()
        early = self._painted is None or now - self._painted < MOMENT
        if early or now < self._shut_until:
            self._shut_until = now + MOMENT
            return False
        return True
