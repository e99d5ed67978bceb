"""The table of cards: only the rows in view are fetched and drawn, so a hundred thousand scroll as ten do."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quizcv.tui.browse.columns import LEADING, Column, column_at, columns_for, head_line, row_line
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.content import Content
    from textual.events import Click, Resize

    from quizcv.progress.finding import FoundCard
    from quizcv.tui.render.wrapping import Line

    Look = Callable[[Sequence[str]], Sequence[FoundCard]]

PAGE: Final = 64
"""Rows fetched at a time."""
MOST_PAGES: Final = 32
"""Pages kept; the window never has more than a few."""


class CardTable(ScrollView, can_focus=False):
    """Rows of cards, one of them pointed at, some marked.

    Attributes:
        keys: The cards, in order.
        cursor: The row pointed at; 0 if there is none.
        marked: The keys of the marked cards, which need not be in the table.

    Args:
        look: Tells what is known of some cards; those that are gone are left out.
        day: The study day.
    """

    class Pointed(Message):
        """Another row is pointed at."""

    class Reshaped(Message):
        """Other columns are shown."""

    class Clicked(Message):
        """A row was clicked: `mark` if on its mark, `again` if it was pointed at already."""

        def __init__(self, number: int, *, mark: bool, again: bool) -> None:
            super().__init__()
            self.number = number
            self.mark = mark
            self.again = again

    def __init__(self, look: Look, day: date) -> None:
        super().__init__(id="cards")
        self.keys: Sequence[str] = ()
        self.cursor = 0
        self.marked: set[str] = set()
        self.day = day
        self._look = look
        self._pages: OrderedDict[int, dict[str, FoundCard]] = OrderedDict()
        self._strips: dict[tuple[FoundCard, bool, bool], Strip] = {}
        self._columns: tuple[Column, ...] = ()

    # What it shows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns there is room for."""
        return self._columns or columns_for(max(self.size.width, 1))

    @property
    def key(self) -> str:
        """The key of the card pointed at; empty if there is none."""
        return self.keys[self.cursor] if self.cursor < len(self.keys) else ""

    @property
    def found(self) -> FoundCard | None:
        """The card pointed at."""
        return self.row(self.cursor)

    def row(self, number: int) -> FoundCard | None:
        """What is known of a row's card; None if there is no such row, or the card is gone."""
        if not 0 <= number < len(self.keys):
            return None
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            rows = {each.key: each for each in self._look(self.keys[page * PAGE : (page + 1) * PAGE])}
            self._pages[page] = rows
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return rows.get(self.keys[number])

    def count_from(self, day: date) -> None:
        """Counts due days from another day."""
        if day != self.day:
            self.day = day
            self._strips.clear()

    def show(self, keys: Sequence[str], cursor: int) -> None:
        """Shows other cards, or the same with what is known of them now."""
        self.keys = keys
        self.forget()
        self.virtual_size = Size(self.size.width, len(keys))
        self.point(cursor)

    def forget(self) -> None:
        """What is known of the cards is asked for again."""
        self._pages.clear()
        self.refresh()

    def point(self, number: int) -> None:
        """Points at a row, which comes into view."""
        before, self.cursor = self.cursor, max(min(number, len(self.keys) - 1), 0)
        self.into_view()
        self.refresh_lines(before)
        self.refresh_lines(self.cursor)
        self.post_message(self.Pointed())

    def into_view(self) -> None:
        """Scrolls as little as shows the row pointed at."""
        height = max(self.scrollable_content_region.height, 1)
        top = round(self.scroll_y)
        wanted = min(max(top, self.cursor - height + 1), self.cursor)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False)

    # Drawing

    def notify_style_update(self) -> None:
        """Another theme: the rows are drawn anew."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self, _event: Resize) -> None:
        """Other columns may fit."""
        self._strips.clear()
        self._columns = columns_for(max(self.scrollable_content_region.width, 1))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.keys))
        self.into_view()
        self.refresh()
        self.post_message(self.Reshaped())

    def render_line(self, y: int) -> Strip:
        """A row in view."""
        number = y + round(self.scroll_y)
        width = self.scrollable_content_region.width
        found = self.row(number)
        if found is None:
            return Strip.blank(width, self.rich_style)
        here, marked = number == self.cursor, found.key in self.marked
        drawn = (found, here, marked)
        strip = self._strips.get(drawn)
        if strip is None:
            if len(self._strips) > PAGE * MOST_PAGES:
                self._strips.clear()
            strip = self._strips[drawn] = self._strip(
                row_line(found, self.columns, self.day, here=here, marked=marked), width
            )
        return strip

    def _strip(self, line: Line, width: int) -> Strip:
        strips = Visual.to_strips(self, as_content([line]), width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    # The mouse

    def on_click(self, event: Click) -> None:
        """Tells which row was clicked."""
        event.stop()
        number = event.y + round(self.scroll_y)
        if number < len(self.keys):
            mark = event.x < LEADING
            self.post_message(self.Clicked(number, mark=mark, again=not mark and number == self.cursor))


class TableHead(Widget):
    """The headings of the columns; a click on one sorts by it, a second one the other way round."""

    class Chosen(Message):
        """A heading was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self) -> None:
        super().__init__(id="table-head")
        self.columns: tuple[Column, ...] = ()
        self.sorted_by = ""
        self.descending = False

    def show(self, columns: tuple[Column, ...], sorted_by: str, *, descending: bool) -> None:
        """Shows the headings of these columns."""
        if (columns, sorted_by, descending) != (self.columns, self.sorted_by, self.descending):
            self.columns, self.sorted_by, self.descending = columns, sorted_by, descending
            self.refresh()

    def render(self) -> Content:
        """The headings."""
        return as_content([head_line(self.columns, self.sorted_by, descending=self.descending)])

    def on_click(self, event: Click) -> None:
        """Tells which heading was clicked."""
        event.stop()
        column = column_at(self.columns, event.x)
        if column is not None:
            self.post_message(self.Chosen(column))
