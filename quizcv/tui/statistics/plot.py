"""A figure drawn by plotext. Only the statistics screen imports it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from textual.color import Color, ColorParseError
from textual_plotext import PlotextPlot

if TYPE_CHECKING:
    from textual.app import RenderResult

    from quizcv.tui.statistics.views import Drawing

PERCENT: Final[tuple[tuple[float, str], ...]] = ((0, "0 %"), (50, "50 %"), (100, "100 %"))
UPPER_HALF: Final[tuple[tuple[float, str], ...]] = ((50, "50 %"), (75, "75 %"), (100, "100 %"))
"""For a line that never falls below the half: a day's difference is then seen."""
PALETTE: Final = ("black", "red", "green", "orange", "blue", "magenta", "cyan", "gray")
"""The terminal's first eight colours, as plotext names them."""
SMALLEST: Final = (20, 4)
"""Columns and rows below which nothing is drawn; the numbers are there."""
FEW_ROWS: Final = 7
"""Below this height a plot has fewer marks at its side."""


class Plot(PlotextPlot):
    """Bars from zero, or a line of shares, in the colours of the theme on the screen's own ground."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self.theme = "textual-clear"  # plotext's themes would bring a ground of their own
        self._drawing: Drawing | None = None

    def show(self, drawing: Drawing | None) -> None:
        """Draws another figure; none hides the plot."""
        self._drawing = drawing
        self.display = drawing is not None
        self.refresh()

    def render(self) -> RenderResult:
        """The plot, at the size there is."""
        if self._drawing is None or self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]:
            return ""
        self._draw(self._drawing)
        return super().render()

    def _colour(self) -> tuple[int, int, int] | str:
        """The theme's own, by its name where the theme keeps the terminal's palette."""
        try:
            colour = Color.parse(self.app.theme_variables.get("primary", "blue"))
        except ColorParseError:
            return "blue"
        if colour.ansi is None:
            return colour.rgb
        return PALETTE[colour.ansi % len(PALETTE)] if colour.ansi >= 0 else "default"

    def _draw(self, drawing: Drawing) -> None:
        plt = self.plt
        plt.clear_figure()
        values = [None if value is None else value * (100 if drawing.share else 1) for value in drawing.values]
        known = [(place, value) for place, value in enumerate(values) if value is not None]
        places, heights = [place for place, _ in known], [value for _, value in known]
        colour = "default" if self.app.no_color else self._colour()
        shares = UPPER_HALF if drawing.line and min(heights, default=0.0) >= UPPER_HALF[0][0] else PERCENT
        steps = shares if drawing.share else _steps(max(heights, default=0.0), 2 if self.size.height < FEW_ROWS else 4)
        # plotext rounds places to cells; laid out in cells, all bars get the same number of them.
        room = max(self.size.width - max(len(name) for _, name in steps) - 1, 2)
        cells = room / max(len(values), 1)
        free = max(int(cells) // 4, 1)
        bar = max(int(cells) - free, 1)
        begin = -(free // 2 + (bar - 1) / 2) / cells
        if drawing.line:
            plt.plot(places, heights, color=colour, marker="braille")
            plt.scatter(places, heights, color=colour, marker="●")
        else:
            plt.bar(places, heights, color=colour, width=max((bar - 1) / cells, 0.001))
        plt.xlim(begin, begin + (room - 1) / cells)
        plt.xticks([place for place, _ in drawing.ticks], [name for _, name in drawing.ticks])
        plt.ylim(steps[0][0], steps[-1][0])
        plt.yticks([height for height, _ in steps], [name for _, name in steps])
        plt.xaxes(True, False)  # noqa: FBT003  plotext's order: lower, upper
        plt.yaxes(True, False)  # noqa: FBT003  left, right


def _steps(top: float, most: int) -> tuple[tuple[float, str], ...]:
    """Round numbers from zero to the first that is not below `top`, at most `most` steps of them, with their names."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            step = size * factor
            if step * most >= top:
                last = max(ceil(top / step), 1)
                return tuple((step * number, f"{step * number:,g}") for number in range(last + 1))
        size *= 10
