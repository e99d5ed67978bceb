"""Letters typed ahead of a box.

A slow line brings keys in bursts. Textual hands all keys of a burst to what had the focus when it came, so of `/stride` only the
`/` would find its way: it leads to the box, and the other keys are elsewhere by then. They come by the app on their way up, which
asks the screen for the box they were meant for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.events import Key

Result = TypeVar("Result")


class TypingAheadScreen(Screen[None]):
    """A screen with a box for words, which gets the letters that were pressed just before it had the focus."""

    def takes_ahead(self, event: Key) -> bool:
        """Gives the box a letter that is its: a box keeps every letter it is given, so one that comes by the app was never in it."""
        box = self.focused
        if isinstance(box, Input) and event.is_printable and event.character:
            box.insert_text_at_cursor(event.character)
            return True
        return False


class OpeningOnABox(Screen[Result]):
    """A screen or window that opens with a box to type into: letters that came in one burst with its key are the box's too.

    It comes behind the class of the window in the bases, since Textual takes styles from the first of them only.
    """

    _ahead: str = ""
    _has_opened: bool = False

    def takes_ahead(self, event: Key) -> bool:
        """Keeps a letter for the box that has not the focus yet, or gives it to the one that has."""
        if not (event.is_printable and event.character):
            return False
        if not self._has_opened:
            self._ahead += event.character
            return True
        return self._put(event.character)

    def on_descendant_focus(self) -> None:
        """The box is there: what was typed ahead of it goes into it."""
        if not self._has_opened:
            self._has_opened = True
            self._put(self._ahead)
            self._ahead = ""

    def _put(self, letters: str) -> bool:
        box = self.focused
        if isinstance(box, Input):
            box.insert_text_at_cursor(letters)
            return True
        from textual.widgets import TextArea  # noqa: PLC0415  where there are boxes of several lines

        if isinstance(box, TextArea):
            box.insert(letters)
            return True
        return False
