"""Lists drawn for what is on the screen only, so that thousands of lines scroll at once; and the line of lists' names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widget import Widget

from quizcv.tui.importing.entries import Tab
from quizcv.tui.importing.notefiles import offer_lines
from quizcv.tui.importing.rows import entry_line, tab_line, tab_names
from quizcv.tui.render.wrapping import Run
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content
    from textual.events import Click, MouseScrollDown, MouseScrollUp

    from quizcv.tui.importing.deciding import Decisions
    from quizcv.tui.importing.entries import Entry
    from quizcv.tui.importing.notefiles import Offer
    from quizcv.tui.render.wrapping import Line

WHEEL: Final = 3
"""Lines a turn of the wheel scrolls."""
NOWHERE: Final = -1
"""Where the pointer of a list is while it points at nothing."""


class LongList(Widget):
    """Lines with a pointer; the wheel scrolls them, a click tells which line was meant.

    Attributes:
        cursor: The line pointed at.
    """

    EMPTY = "Nothing here."
    FIRST = 0
    """Where the pointer may go at least."""

    class Clicked(Message):
        """A line was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self.cursor = self.FIRST
        self._top = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def lines(self, first: int, last: int, width: int) -> list[Line]:
        """The lines from `first` up to but not including `last`."""
        raise NotImplementedError

    def point(self, number: int) -> None:
        """Points at a line, which comes into view."""
        self.cursor = max(min(number, self.count - 1), self.FIRST)
        here = max(self.cursor, 0)
        self.scroll_lines(min(max(self._top, here - max(self.size.height, 1) + 1), here) - self._top)

    def scroll_lines(self, lines: int) -> None:
        """Scrolls; the pointer stays."""
        self._top = max(min(self._top + lines, self.count - self.size.height), 0)
        self.refresh()

    def render(self) -> Content:
        """The lines in view."""
        if not self.count:
            return as_content([(Run(self.EMPTY, "$text-muted"),)])
        width, height = self.content_size
        return as_content(self.lines(self._top, min(self._top + height, self.count), width))

    def on_resize(self) -> None:
        """Keeps the line pointed at in view."""
        self.point(self.cursor)

    def on_click(self, event: Click) -> None:
        """Tells which line was clicked."""
        event.stop()
        if self._top + event.y < self.count:
            self.post_message(self.Clicked(self._top + event.y))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scrolls down."""
        event.stop()
        self.scroll_lines(WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scrolls up."""
        event.stop()
        self.scroll_lines(-WHEEL)


class EntryList(LongList):
    """The entries of one list of an import."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(id="entries")
        self.entries: Sequence[Entry] = ()
        self._decisions = decisions
        self._margin = 1

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.entries)

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

    def lines(self, first: int, last: int, width: int) -> list[Line]:
        """The entries with what was decided about them."""
        return [
            entry_line(entry, self._decisions.of(entry), width, self._margin, here=number == self.cursor)
            for number, entry in enumerate(self.entries[first:last], first)
        ]


class OfferList(LongList):
    """Notes and folders to choose from; at first it points at none of them, and what is typed counts."""

    EMPTY = "No note or folder begins like that."
    FIRST = NOWHERE

    def __init__(self) -> None:
        super().__init__(id="offers")
        self.offers: Sequence[Offer] = ()

    @property
    def count(self) -> int:
        """How many offers there are."""
        return len(self.offers)

    @property
    def offer(self) -> Offer | None:
        """The offer pointed at."""
        return self.offers[self.cursor] if 0 <= self.cursor < len(self.offers) else None

    def show(self, offers: Sequence[Offer]) -> None:
        """Shows other offers, with none pointed at."""
        self.offers = offers
        self._top = 0
        self.point(NOWHERE)

    def lines(self, first: int, last: int, width: int) -> list[Line]:
        """The offers."""
        return offer_lines(self.offers[first:last], first, self.cursor, width)


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
        return as_content([tab_line(named, self.here, self.counts)])

    def on_click(self, event: Click) -> None:
        """Shows the list clicked."""
        event.stop()
        for each in tab_names(self.counts, self.here, self.content_size.width):
            if each.start <= event.x < each.start + len(each.words):
                self.post_message(self.Chosen(each.tab))
