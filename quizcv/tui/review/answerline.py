"""The line an answer is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.tui.widgets.editline import EditLine

if TYPE_CHECKING:
    from textual.events import Key

NO_BEGINNING: Final = frozenset({"space", "question_mark"})
"""Keys no answer begins with: in an empty line they do what they do elsewhere, show the answer and the help."""


class AnswerLine(EditLine):
    """A line of text that leaves alone, while it is empty, the keys no answer begins with."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is typed here, so that it means nothing to the screen and the app."""
        return not self._leaves(key) and super().check_consume_key(key, character)

    def _leaves(self, key: str) -> bool:
        return not self.value and key in NO_BEGINNING

    async def on_key(self, event: Key) -> None:
        """Has the screen and the app do what such a key means to them, before the keys that come behind it."""
        if self._leaves(event.key):
            event.stop()
            event.prevent_default()
            await self.app._check_bindings(event.key)  # noqa: SLF001  Textual would take it on a way round, or type it
