"""Letters typed ahead of a box.

A slow line brings keys in bursts. Textual hands all keys of a burst to what had the focus when it came, so of `/stride` only the
`/` would find its way: it leads to the box, and the other keys are elsewhere by then. They come by the app on their way up, which
asks the screen for the box they were meant for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.events import Key


class TypingAheadScreen(Screen[None]):
    """A screen with a box for words, which gets the letters that were pressed just before it had the focus."""

    def takes_ahead(self, event: Key) -> bool:
        """Gives the box a letter that is its: a box keeps every letter it is given, so one that comes by the app was never in it."""
        box = self.focused
        if isinstance(box, Input) and event.is_printable and event.character:
            box.insert_text_at_cursor(event.character)
            return True
        return False
