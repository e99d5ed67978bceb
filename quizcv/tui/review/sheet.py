"""The words of a card on one sheet: question, options, answer and origin, one under the other; a click on an option chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

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


class Gaps(NamedTuple):
    """Blank lines around the rule that heads an answer.

    Args:
        above: Between the question and the rule.
        below: Between the rule and the answer.
    """

    above: int
    below: int


NARROWING: Final = (Gaps(1, 1), Gaps(1, 0), Gaps(0, 0))
"""They give way, those below first, where a card would otherwise be higher than the screen: the rule itself keeps both apart."""


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
        self.fit()

    def fit(self) -> None:
        """Lays the parts out for the room there is now."""
        self.show(self._lay_out)

    @property
    def _room(self) -> int:
        """The rows of the screen that are there for it; 0 before it is on the screen."""
        return self.parent.scrollable_content_region.height if isinstance(self.parent, Widget) else 0

    def height_of(self, lines: int) -> int:
        """The room there is, if the lines need no more."""
        return max(lines, self._room) if self._fills else lines

    def _lay_out(self, width: int) -> list[Line]:
        """All parts, as far apart as there is room for, and which rows they take."""
        laid = [(part, [block(width) for block in part.blocks]) for part in self._parts]
        room = self._room if self._fills else 0
        lines: list[Line] = []
        for gaps in NARROWING:
            lines = self._stacked(laid, gaps)
            if not room or len(lines) <= room:
                break
        return lines

    def _stacked(self, laid: Sequence[tuple[Part, list[list[Line]]]], gaps: Gaps) -> list[Line]:
        """The parts one under the other, and which rows they take."""
        lines: list[Line] = []
        self._rows, self._options = {}, []
        for part, blocks in laid:
            is_answer = part.name == "answer"
            if lines:
                lines.extend([()] * (gaps.above if is_answer else 1))
            start = len(lines)
            for number, block in enumerate(blocks):
                if number:
                    lines.extend([()] * (gaps.below if is_answer and number == 1 else part.apart))
                first = len(lines)
                lines.extend(block)
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
