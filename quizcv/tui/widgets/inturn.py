"""A box's own keys, each in its turn.

Textual inserts a letter where it arrives, but takes every other key on a way round by the app. So of `12`, backspace, `3` in one
burst, as a slow line brings them, the backspace came last and left `12`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widget import Widget


async def do_in_turn(box: Widget, event: Key) -> None:
    """Does at once what a key does in the box; a key that means nothing to it goes its way."""
    for binding in box._bindings.key_to_bindings.get(event.key, ()):  # noqa: SLF001  Textual has no other way to ask what a key does in a widget
        if await box.app.run_action(binding.action, box):
            event.stop()
            event.prevent_default()
            return
