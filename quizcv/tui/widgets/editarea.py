"""Several lines to type in. Apart from the single line, since Textual's area is dear to import and a review needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from quizcv.tui.widgets.inturn import do_in_turn

if TYPE_CHECKING:
    from textual.events import Key


class EditArea(TextArea):
    """Several lines of text, whose keys are done in their turn."""

    async def on_key(self, event: Key) -> None:
        """Does a key of the area's own in its turn, before the letters that come behind it."""
        await do_in_turn(self, event)
