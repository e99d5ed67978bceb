"""The decks with what is due in each: a table one can point into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizcv.shown import shown_line
from quizcv.tui.render.wrapping import Line, Run, cut, width_of
from quizcv.tui.widgets.page import as_content

if TYPE_CHECKING:
    from textual.content import Content
    from textual.events import Click
    from textual.geometry import Size

    from quizcv.session import Load

NUMBER: Final = 7
HEADINGS: Final = ("due", "new", "total")


def table_lines(loads: tuple[Load, ...], chosen: int | None, width: int) -> list[Line]:
    """A heading and a line for each deck; the chosen one is marked by its sign, not by its colour only."""
    room = width - NUMBER * len(HEADINGS) - 2
    heading = "".join(f"{name:>{NUMBER}}" for name in HEADINGS)
    lines: list[Line] = [(Run(f"  {'Deck':<{room}}{heading}", "$text-muted"),)]
    for number, load in enumerate(loads):
        here = number == chosen
        title = cut(shown_line(load.title), room - 1)
        pad = " " * (room - width_of([Run(title)]))
        counts = ((load.due, "$foreground"), (load.new, "$primary"), (load.total, "$text-muted"))
        numbers = [Run(f"{count or '·':>{NUMBER}}", style if count else "$text-muted") for count, style in counts]
        lines.append((Run("› " if here else "  ", "bold $primary"), Run(title + pad, "bold" if here else ""), *numbers))
    return lines


class DeckTable(Widget):
    """Shows decks; the arrows and a click point at one, a second click begins it."""

    class Chosen(Message):
        """Another deck is pointed at."""

        def __init__(self, *, begin: bool) -> None:
            super().__init__()
            self.begin = begin

    loads: reactive[tuple[Load, ...]] = reactive((), layout=True)
    chosen: reactive[int | None] = reactive(None)

    def move(self, step: int) -> None:
        """Points at the next or the previous deck."""
        if self.loads:
            start = -1 if step > 0 else len(self.loads)
            self.choose(((self.chosen if self.chosen is not None else start) + step) % len(self.loads))

    def choose(self, number: int | None, *, begin: bool = False) -> None:
        """Points at a deck, or at none."""
        self.chosen = number
        if number is not None:
            row = self.virtual_region.y + number + 1
            self.screen.query_one("#decks").scroll_to_region(Region(0, row, self.size.width, 1), animate=False)
        self.post_message(self.Chosen(begin=begin))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  Textual's signature
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The heading and the decks."""
        return len(self.loads) + 1 if self.loads else 0

    def render(self) -> Content:
        """The table."""
        return as_content(table_lines(self.loads, self.chosen, self.content_size.width))

    def on_click(self, event: Click) -> None:
        """Points at the deck clicked."""
        event.stop()
        number = event.y - 1
        if 0 <= number < len(self.loads):
            self.choose(number, begin=number == self.chosen)
