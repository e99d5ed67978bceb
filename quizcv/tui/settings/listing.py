"""The list on the screen: of nearly two hundred lines only those in view are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizcv.tui.render.wrapping import Line, Run
from quizcv.tui.settings.rows import Row, heading_line, row_line
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click

NOTHING: Line = (Run("Nothing holds these words.", "$text-muted"),)


class SettingsList(ScrollView, can_focus=False):
    """Headings and rows; a click points at a row, a second one changes it."""

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__(id="listed")
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0
        self._lines: list[int | str] = []
        self._places: list[int] = []

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        """Shows rows below their headings, and points at one."""
        self.rows = tuple(rows)
        self._lines, self._places = [], []
        group = ""
        for number, row in enumerate(self.rows):
            if row.group != group:
                self._lines += [*([""] if group else []), row.group]
                group = row.group
            self._places.append(len(self._lines))
            self._lines.append(number)
        self.virtual_size = Size(self.size.width, max(len(self._lines), 1))
        self.point(cursor)

    def point(self, number: int) -> None:
        """Points at a row, and brings it into view, with its heading if it is the first below it."""
        self.cursor = max(min(number, len(self.rows) - 1), 0)
        self.refresh()
        self.into_view()

    def into_view(self) -> None:
        """Scrolls no further than the row pointed at needs."""
        if not self._places:
            return
        line = self._places[self.cursor]
        top, height = round(self.scroll_y), max(self.scrollable_content_region.height, 1)
        first = line - 1 if line and isinstance(self._lines[line - 1], str) else line
        wanted = min(max(top, line - height + 1), first)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False)

    def line_of(self, number: int) -> int:
        """The line of a row, from the top of the list."""
        return self._places[number]

    def on_resize(self) -> None:
        """The lines are as wide as there is room."""
        self.virtual_size = Size(self.scrollable_content_region.width, max(len(self._lines), 1))
        self.into_view()

    def render_line(self, y: int) -> Strip:
        """A line in view."""
        number, width = y + round(self.scroll_y), self.scrollable_content_region.width
        if number >= max(len(self._lines), 1):
            return Strip.blank(width, self.rich_style)
        content = as_content([self._line(number, width)])
        strips = Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def _line(self, number: int, width: int) -> Line:
        if not self._lines:
            return NOTHING
        held = self._lines[number]
        if isinstance(held, str):
            return heading_line(held, width)
        return row_line(self.rows[held], width, here=held == self.cursor)

    def on_click(self, event: Click) -> None:
        """Tells which row was clicked."""
        event.stop()
        number = event.y + round(self.scroll_y)
        held = self._lines[number] if number < len(self._lines) else ""
        if isinstance(held, int):
            self.post_message(self.Clicked(held))
