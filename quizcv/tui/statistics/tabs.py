"""The lines above a figure: what can be chosen, with what is chosen in brackets. A click chooses, and so does the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.message import Message
from textual.widget import Widget

from quizcv.tui.render.wrapping import Run, width_of
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.events import Click, MouseScrollDown, MouseScrollUp
    from textual.geometry import Size

GAP = 2


class Tab(NamedTuple):
    """One of the names, where it stands.

    Args:
        number: Which one, from 0.
        row: The row.
        column: Its first column.
        words: What stands there.
    """

    number: int
    row: int
    column: int
    words: str


class Tabs(Widget):
    """Names on as many rows as they need, or at the right end of one behind a title."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A name was chosen, by its number from 0."""

        def __init__(self, tabs: Tabs, number: int) -> None:
            super().__init__()
            self.tabs = tabs
            self.number = number

        @property
        def control(self) -> Tabs:
            """Where."""
            return self.tabs

    def __init__(self, names: Sequence[str], *, title: str = "", id: str | None = None) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self._names = tuple(names)
        self._title = title
        self._chosen: int | None = 0
        self._instead = ""

    def show(self, chosen: int | None, instead: str = "") -> None:
        """Marks a name as chosen; with None, other words stand in place of all names."""
        self._chosen, self._instead = chosen, instead
        self.refresh(layout=True)

    def laid(self, width: int) -> list[Tab]:
        """Where each name stands."""
        if self._chosen is None:
            return []
        tabs: list[Tab] = []
        row = column = 0
        for number, name in enumerate(self._names):
            words = f"[{name}]" if number == self._chosen else name
            if tabs and column + cell_len(words) > width:
                row, column = row + 1, 0
            tabs.append(Tab(number, row, column, words))
            column += cell_len(words) + GAP
        if self._title:
            shift = max(width - (column - GAP), cell_len(self._title) + 1)
            tabs = [tab._replace(column=tab.column + shift) for tab in tabs]
        return tabs

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The number of rows at this width."""
        return max((tab.row for tab in self.laid(width)), default=0) + 1

    def render(self) -> Content:
        """The rows."""
        width = self.content_size.width
        lines: list[list[Run]] = [[Run(self._title, "bold $accent")]] if self._title else [[]]
        for tab in self.laid(width):
            if tab.row == len(lines):
                lines.append([])
            line = lines[tab.row]
            line.append(Run(" " * (tab.column - width_of(line))))
            line.append(Run(tab.words, "bold $primary" if tab.number == self._chosen else "$text-muted"))
        if self._chosen is None:
            left = max(width - width_of(lines[0]) - cell_len(self._instead), 1)
            lines[0].append(Run(" " * left + self._instead, "$text-muted"))
        return as_content([tuple(line) for line in lines])

    def on_click(self, event: Click) -> None:
        """Chooses what was clicked."""
        event.stop()
        for tab in self.laid(self.content_size.width):
            if tab.row == event.y and tab.column <= event.x < tab.column + cell_len(tab.words):
                self.post_message(self.Chosen(self, tab.number))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The next one."""
        event.stop()
        self._turn(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The one before."""
        event.stop()
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self._chosen is not None:
            self.post_message(self.Chosen(self, (self._chosen + by) % len(self._names)))
