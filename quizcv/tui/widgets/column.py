"""What lies behind other widgets, painted as one row that is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widget import Widget


def ground(widget: Widget, crop: Region) -> list[Strip]:
    """A part of a screen or container that shows nothing but its background, no border and no title, for its `render_lines`.

    Textual paints what lies behind other widgets too, row by row at every key. These rows are alike, so one is made for all,
    coloured as Textual colours it.
    """
    beneath, background = widget.background_colors
    row = Strip.blank(crop.width, Style(background=beneath + background).rich_style)
    for each in widget.get_line_filters():
        row = row.apply_filter(each, background)
    return [row] * crop.height


class Column(Vertical):
    """The column a screen stands in."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its background."""
        return ground(self, crop)
