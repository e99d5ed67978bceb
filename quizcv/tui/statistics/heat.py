"""The widget of the year: the day under the mouse, or clicked, is told beside or below its heatmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from quizcv.statistics.grouping import WEEKS
from quizcv.tui.heatmap import MARGIN, day_at
from quizcv.tui.statistics.overview import is_beside, year_lines
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from datetime import date

    from textual.content import Content
    from textual.events import Click, MouseMove
    from textual.geometry import Size

    from quizcv.statistics import Figures


class YearMap(Widget):
    """A year of days."""

    ALLOW_SELECT = False

    pointed: reactive[date | None] = reactive(None)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self._figures: Figures | None = None

    def show(self, figures: Figures | None) -> None:
        """Shows the days of these figures; None hides them."""
        self._figures = figures
        self.display = figures is not None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The months, a row for each weekday, and one for the scale where it has no room beside them."""
        return 8 if is_beside(width) else 9

    def render(self) -> Content:
        """The lines."""
        if self._figures is None:
            return as_content([])
        return as_content(year_lines(self._figures, self.content_size.width, self.pointed))

    def _point(self, column: int, row: int) -> None:
        if self._figures is not None:
            width = self.content_size.width
            self.pointed = day_at(column, row, self._figures.today, MARGIN + WEEKS if is_beside(width) else width)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Tells the day under the mouse."""
        self._point(event.x, event.y)

    def on_click(self, event: Click) -> None:
        """As well, where a terminal tells of clicks only."""
        event.stop()
        self._point(event.x, event.y)

    def on_leave(self) -> None:
        """Nothing is pointed at."""
        self.pointed = None
