"""The widget of a plot: as large as there is room, a click or the wheel on it chooses a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from quizcv.tui.statistics.charts import Bars, Chart, Shares, chart
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from textual.content import Content
    from textual.events import Click, MouseScrollDown, MouseScrollUp


class Plot(Widget):
    """A drawing, with a chosen place if there is one."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A place was clicked, by its number from the left."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Turned(Message):
        """The wheel was turned over the plot, so many places to the right."""

        def __init__(self, places: int) -> None:
            super().__init__()
            self.places = places

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self._drawing: Bars | Shares | None = None
        self._chosen: int | None = None

    def show(self, drawing: Bars | Shares | None, chosen: int | None = None) -> None:
        """Draws another figure; none hides the plot."""
        self._drawing, self._chosen = drawing, chosen
        self.display = drawing is not None
        self.refresh()

    def chart(self) -> Chart:
        """What is drawn now."""
        if self._drawing is None:
            return Chart([])
        return chart(self._drawing, self.content_size.width, self.content_size.height, self._chosen)

    def render(self) -> Content:
        """The plot, at the size there is."""
        return as_content(self.chart().lines)

    def on_click(self, event: Click) -> None:
        """Chooses the place clicked."""
        event.stop()
        place = self.chart().place_at(event.x)
        if place is not None:
            self.post_message(self.Chosen(place))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """To the right, as time goes."""
        event.stop()
        self.post_message(self.Turned(1))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """To the left."""
        event.stop()
        self.post_message(self.Turned(-1))
