"""A figure drawn by plotext. Only the statistics screen imports it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from textual.color import Color, ColorParseError
from textual_plotext import PlotextPlot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import RenderResult

    from quizcv.tui.statistics.views import Drawing

PERCENT: Final[tuple[tuple[float, str], ...]] = ((0, "0 %"), (50, "50 %"), (100, "100 %"))
UPPER_HALF: Final[tuple[tuple[float, str], ...]] = ((50, "50 %"), (75, "75 %"), (100, "100 %"))
"""For a line that never falls below the half: a day's difference is then seen."""
PALETTE: Final = ("black", "red", "green", "orange", "blue", "magenta", "cyan", "gray")
"""The terminal's first eight colours, as plotext names them."""
SMALLEST: Final = (20, 4)
"""Columns and rows below which nothing is drawn; the numbers are there."""
MOST_STEPS: Final = 4
"""From zero to the top of a plot."""
BELOW: Final = 2
"""Rows under a plot: its axis, and the names of its places."""
MANY_ROWS: Final = 5 * MOST_STEPS
"""From this height on, marks a row further apart than others are not noticed."""


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
        steps = shares if drawing.share else steps_to(max(heights, default=0.0), even_steps(self.size.height - BELOW))
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


def even_steps(rows: int) -> tuple[int, ...]:
    """How many steps stand equally many rows apart between the lowest and the highest of so many rows."""
    return tuple(each for each in range(1, MOST_STEPS + 1) if rows > MANY_ROWS or (rows - 1) % each == 0)


def steps_to(top: float, counts: Sequence[int]) -> tuple[tuple[float, str], ...]:
    """Round numbers from zero to one that is not below `top`, as many steps as one of `counts`, with their names."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            step = size * factor
            count = max(ceil(top / step), 1)
            if count in counts:
                return tuple((step * number, f"{step * number:,g}") for number in range(count + 1))
        size *= 10
