"""The list of entries and the line of lists' names: drawn for what is on the screen only, so that a long list scrolls at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from quizcv.tui.importing.entries import Tab
from quizcv.tui.importing.rows import entry_line, tab_line, tab_names
from quizcv.tui.render.wrapping import Run
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content
    from textual.events import Click, MouseScrollDown, MouseScrollUp

    from quizcv.tui.importing.deciding import Decisions
    from quizcv.tui.importing.entries import Entry

WHEEL = 3
"""Lines a turn of the wheel scrolls."""


class EntryList(Widget):
    """The entries of one list; a click points at one."""

    class Chosen(Message):
        """Another entry was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(id="entries")
        self.entries: Sequence[Entry] = ()
        self.cursor = 0
        self._decisions = decisions
        self._top = 0
        self._margin = 1

    @property
    def entry(self) -> Entry | None:
        """The entry pointed at."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def show(self, entries: Sequence[Entry], cursor: int) -> None:
        """Shows a list, and points at one of its entries."""
        if entries is not self.entries:
            self._margin = len(str(max((entry.line for entry in entries), default=0)))
        self.entries = entries
        self.point(cursor)

    def point(self, number: int) -> None:
        """Points at an entry, which comes into view."""
        self.cursor = max(min(number, len(self.entries) - 1), 0)
        height = max(self.size.height, 1)
        self._scroll(min(max(self._top, self.cursor - height + 1), self.cursor))

    def _scroll(self, top: int) -> None:
        self._top = max(min(top, len(self.entries) - self.size.height), 0)
        self.refresh()

    def on_resize(self) -> None:
        """Keeps the entry pointed at in view."""
        self.point(self.cursor)

    def render(self) -> Content:
        """The entries in view."""
        width, height = self.content_size
        if not self.entries:
            return as_content([(Run("Nothing here.", "$text-muted"),)])
        rows = self.entries[self._top : self._top + height]
        return as_content(
            [
                entry_line(entry, self._decisions.of(entry), width, self._margin, here=number == self.cursor)
                for number, entry in enumerate(rows, self._top)
            ]
        )

    def on_click(self, event: Click) -> None:
        """Points at the entry clicked."""
        event.stop()
        if self._top + event.y < len(self.entries):
            self.post_message(self.Chosen(self._top + event.y))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scrolls the list; the pointer stays."""
        event.stop()
        self._scroll(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scrolls the list; the pointer stays."""
        event.stop()
        self._scroll(self._top - WHEEL)


class TabLine(Widget):
    """The names of the lists; a click shows one."""

    class Chosen(Message):
        """Another list was clicked."""

        def __init__(self, tab: Tab) -> None:
            super().__init__()
            self.tab = tab

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self.counts: Mapping[Tab, int] = dict.fromkeys(Tab, 0)
        self.here = Tab.CARDS

    def show(self, counts: Mapping[Tab, int], here: Tab) -> None:
        """Shows how many entries each list has, and which one is shown."""
        self.counts, self.here = counts, here
        self.refresh()

    def render(self) -> Content:
        """The names."""
        named = tab_names(self.counts, self.here, self.content_size.width)
        return as_content([tab_line(named, self.here)])

    def on_click(self, event: Click) -> None:
        """Shows the list clicked."""
        event.stop()
        for each in tab_names(self.counts, self.here, self.content_size.width):
            if each.start <= event.x < each.start + len(each.words):
                self.post_message(self.Chosen(each.tab))
