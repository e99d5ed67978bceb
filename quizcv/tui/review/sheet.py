"""The words of a card on one sheet: question, options, answer and origin, one under the other; a click on an option chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click, MouseDown

    from quizcv.tui.render.wrapping import Line
    from quizcv.tui.widgets.page import Block

Name = Literal["prompt", "options", "answer", "origin"]


class Part(NamedTuple):
    """A part of the sheet; a blank line stands between it and the next.

    Args:
        name: What it is.
        blocks: What it shows; without any it takes no room.
        apart: Blank lines between its blocks.
    """

    name: Name
    blocks: Sequence[Block]
    apart: int = 1


class Sheet(Page):
    """Shows parts of a card and tells which option was clicked.

    Attributes:
        fills: Whether it takes all the room there is on the screen even where its lines do not. Then a card follows on a card,
            and an answer on its question, without anything being laid out anew.
    """

    class Chosen(Message):
        """An option was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="sheet")
        self._parts: tuple[Part, ...] = ()
        self._rows: dict[Name, range] = {}
        self._options: list[range] = []
        self._pressed_at = Offset()
        self._fills = False

    def show_parts(self, *parts: Part, fills: bool) -> None:
        """Shows other parts."""
        self._parts = tuple(part for part in parts if part.blocks)
        self._fills = fills
        self.set_class(fills, "-fills")
        self.show(self._lay_out)

    def height_of(self, lines: int) -> int:
        """The room there is, if the lines need no more."""
        room = self.parent.scrollable_content_region.height if isinstance(self.parent, Widget) else 0
        return max(lines, room) if self._fills else lines

    def _lay_out(self, width: int) -> list[Line]:
        """All parts, and which rows they take."""
        lines: list[Line] = []
        self._rows, self._options = {}, []
        for part in self._parts:
            if lines:
                lines.append(())
            start = len(lines)
            for number, block in enumerate(part.blocks):
                if number:
                    lines.extend([()] * part.apart)
                first = len(lines)
                lines.extend(block(width))
                if part.name == "options":
                    self._options.append(range(first, len(lines)))
            self._rows[part.name] = range(start, len(lines))
        return lines

    def rows_of(self, name: Name) -> range:
        """The rows a part takes; none if it is not there."""
        self.shown_lines()
        return self._rows.get(name, range(0))

    def rows_of_option(self, number: int) -> range:
        """The rows an option takes, the options counted from 0."""
        self.shown_lines()
        return self._options[number]

    def option_at(self, row: int) -> int | None:
        """The option a row belongs to, counted from 0."""
        return next((number for number, rows in enumerate(self._options) if row in rows), None)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remembers where: a mouse that is then moved marks text."""
        self._pressed_at = event.screen_offset

    def on_click(self, event: Click) -> None:
        """Tells which option was clicked; the end of marking some text is no click."""
        number = self.option_at(event.y)
        if number is not None and event.screen_offset == self._pressed_at:
            event.stop()
            self.post_message(self.Chosen(number))
