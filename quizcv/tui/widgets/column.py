"""The column a screen stands in, painted as one row that is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from textual.geometry import Region


class Column(Vertical):
    """A vertical container that shows nothing but its background: no border, no title.

    Textual paints what lies behind other widgets too, row by row, and the column lies behind all of them. Its rows are alike, so
    one is made for all.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """One row for each, coloured as Textual colours it."""
        beneath, background = self.background_colors
        row = Strip.blank(crop.width, Style(background=beneath + background).rich_style)
        for each in self.get_line_filters():
            row = row.apply_filter(each, background)
        return [row] * crop.height
