"""The options of a choice card, one under the other; a click chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.message import Message

from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.events import Click, MouseDown

    from quizcv.tui.widgets.page import Block


class Options(Page):
    """Shows options and tells which one was clicked."""

    class Chosen(Message):
        """An option was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="options", apart=0)
        self._options: tuple[Block, ...] = ()
        self._pressed_at = Offset()

    def show(self, *blocks: Block) -> None:
        """Shows options, each a block."""
        self._options = blocks
        super().show(*blocks)

    def option_at(self, row: int) -> int | None:
        """The option whose lines hold a row, counted from 0."""
        bottom = 0
        for number, block in enumerate(self._options):
            bottom += len(block(self.content_size.width))
            if row < bottom:
                return number
        return None

    def rows_of(self, number: int) -> tuple[int, int]:
        """The first row of an option, and how many it has."""
        sizes = [len(block(self.content_size.width)) for block in self._options[: number + 1]]
        return sum(sizes[:-1]), sizes[-1]

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remembers where: a mouse that is then moved marks text."""
        self._pressed_at = event.screen_offset

    def on_click(self, event: Click) -> None:
        """Tells which option was clicked; the end of marking some text is no click."""
        number = self.option_at(event.y)
        if number is not None and event.screen_offset == self._pressed_at:
            event.stop()
            self.post_message(self.Chosen(number))
