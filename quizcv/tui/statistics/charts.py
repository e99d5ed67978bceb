"""Plots as lines of signs: bars to an eighth of a cell, a line of shares by plotext, and the same axes for both. No widget in it.

What the parts of a bar are is told by their signs, so nobody needs their colours.
"""

from __future__ import annotations

import re
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from quizcv.tui.render.wrapping import Line, Run
from quizcv.tui.statistics.axes import amount, below, scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
SIGNS: Final = "█▒░"
"""Of a bar's parts, from below."""
STYLES: Final = ("$primary", "$success", "$text-muted")
SMALLEST: Final = (20, 6)
"""Columns and rows below which nothing is drawn; the numbers are there."""
MOST_PITCH: Final = 8
"""Cells from one bar to the next at the most, so that few bars don't become walls."""
WIDE_PITCH: Final = 6
"""From this on two cells are left between bars."""
AROUND: Final = 3
"""Rows above a plot, for its title, and below, for its axis and the names of its places."""
FLOORS: Final = (0.8, 0.5, 0.0)
"""A line of shares begins at the highest of these that it never falls below, so that days can be told apart."""
DOTTED: Final = 2
"""With so many cells from place to place each has a dot on the line; closer dots would hide it."""
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")


class Bars(NamedTuple):
    """Bars from zero.

    Args:
        parts: Of each bar from the left, the heights of what it is made of, from below.
        ticks: Names of some places, by their number; those that fit are shown, the last ones first.
        title: What is drawn: `grades a week`.
        names: Of the parts, if there are several.
        unit: What a place stands for, `day`; told where several have to share a bar.
        margin: Cells that the names of the heights have at least.
        finest: The smallest step from mark to mark.
    """

    parts: tuple[tuple[float, ...], ...]
    ticks: tuple[tuple[int, str], ...]
    title: str = ""
    names: tuple[str, ...] = ()
    unit: str = "place"
    margin: int = 0
    finest: float = 1.0


class Shares(NamedTuple):
    """A line of shares, from 0 to 1, over places; None where there is none. `ticks` and `title` as with bars."""

    values: tuple[float | None, ...]
    ticks: tuple[tuple[int, str], ...]
    title: str = ""


class Chart(NamedTuple):
    """What is drawn.

    Args:
        lines: All as wide as they need to be, at the most as wide as was asked for.
        centres: The column of each place.
    """

    lines: list[Line]
    centres: tuple[int, ...] = ()

    def place_at(self, column: int) -> int | None:
        """The place drawn nearest to a column; None if there is none."""
        return min(range(len(self.centres)), key=lambda place: abs(self.centres[place] - column), default=None)


def chart(drawing: Bars | Shares, width: int, height: int, chosen: int | None = None) -> Chart:
    """Draws it within so many columns and rows, a chosen place with a mark below it; nothing if there are too few."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return Chart([])
    if isinstance(drawing, Bars):
        return _bar_chart(drawing, width, height, chosen)
    return _line_chart(drawing, width, height, chosen)


# Bars


class _Layout(NamedTuple):
    margin: int
    merged: int
    pitch: int
    bars: int
    places: int

    @property
    def wide(self) -> int:
        return self.pitch - (0 if self.pitch == 1 else 1 if self.pitch < WIDE_PITCH else 2)

    def bar_of(self, place: int) -> int:
        """Places that share a bar are counted from the last, so that only the first bar may have fewer."""
        return (place + -self.places % self.merged) // self.merged

    def centre(self, place: int) -> int:
        return self.margin + self.bar_of(place) * self.pitch + (self.wide - 1) // 2


def _layout(places: int, room: int, margin: int) -> _Layout:
    merged = max(ceil(places / max(room - margin, 1)), 1)
    bars = ceil(places / merged)
    return _Layout(margin, merged, min(max((room - margin) // max(bars, 1), 1), MOST_PITCH), bars, places)


def _bar_chart(drawing: Bars, width: int, height: int, chosen: int | None) -> Chart:
    places = len(drawing.parts)
    margin, layout = drawing.margin + 1, _layout(places, width, drawing.margin + 1)
    while True:
        sums = _summed(drawing.parts, layout)
        rows, marks = scale(max(map(sum, sums), default=0.0), height - AROUND, drawing.finest)
        needed = max(margin, max(len(amount(mark)) for mark in marks) + 1)
        if needed == layout.margin:
            break
        layout = _layout(places, width, needed)
        margin = needed
    scaled = [tuple(value * rows * 8 / marks[-1] for value in parts) for parts in sums]
    picked = None if chosen is None else layout.bar_of(chosen)
    names = {rows * number // (len(marks) - 1) - 1: amount(mark) for number, mark in enumerate(marks) if number}
    lines: list[Line] = [_legend(drawing, layout)]
    for row in reversed(range(rows)):
        name = names.get(row, "")
        head = f"{name:>{margin - 1}}{'┤' if name else '│'}"
        lines.append((Run(head, "$text-muted"), *_row(scaled, row, layout, picked)))
    centres = tuple(map(layout.centre, range(places)))
    axis = margin + layout.bars * layout.pitch
    return Chart([*lines, *below(drawing.ticks, centres, "0", (margin, axis, width), chosen)], centres)


def _summed(parts: Sequence[Sequence[float]], layout: _Layout) -> list[tuple[float, ...]]:
    bars: list[list[Sequence[float]]] = [[] for _ in range(layout.bars)]
    for place, each in enumerate(parts):
        bars[layout.bar_of(place)].append(each)
    return [tuple(map(sum, zip(*group, strict=True))) for group in bars]


def _legend(drawing: Bars, layout: _Layout) -> Line:
    bar = f", {layout.merged} {drawing.unit}s a bar" if layout.merged > 1 else ""
    runs = [Run(" " * layout.margin), Run(f"{drawing.title}{bar}", "$text-muted")]
    for name, sign, style in zip(drawing.names, SIGNS, STYLES, strict=False):
        runs += [Run(f"   {sign} ", style), Run(name, "$text-muted")]
    return tuple(runs)


def _row(bars: Sequence[Sequence[float]], row: int, layout: _Layout, picked: int | None) -> Iterator[Run]:
    """A row of all bars, in as few runs as there are changes of style; spaces have any."""
    words, style = "", ""
    for number, heights in enumerate(bars):
        sign, part = _cell(heights, row * 8)
        wanted = style if sign == " " else "bold $accent" if number == picked else STYLES[part]
        if wanted != style and words:
            yield Run(words, style)
            words = ""
        style = wanted
        words += sign * layout.wide + " " * (layout.pitch - layout.wide)
    yield Run(words.rstrip(), style)


def _cell(heights: Sequence[float], low: float) -> tuple[str, int]:
    """The sign of a bar's cell that begins at a height, in eighths of a cell, and which part it belongs to."""
    top = sum(heights)
    if top <= low and not (low == 0 and top):
        return " ", 0
    ends = list(accumulate(heights))
    within = [min(end, low + 8) - max(end - height, low) for end, height in zip(ends, heights, strict=True)]
    part = max(range(len(heights)), key=lambda number: within[number])
    filled = min(round(top - low), 8)
    if part == 0:
        return EIGHTHS[max(filled, 1 if low == 0 else 0)], 0
    return (SIGNS[part] if filled >= 4 or low == 0 else " "), part  # noqa: PLR2004  half a cell


# Lines


def _line_chart(drawing: Shares, width: int, height: int, chosen: int | None) -> Chart:
    from textual_plotext.plot import Plot  # noqa: PLC0415  40 ms, only for a line

    known = [(place, value) for place, value in enumerate(drawing.values) if value is not None]
    least = min((value for _, value in known), default=0.0)
    low = next(floor for floor in FLOORS if floor <= least)
    rows = height - AROUND
    rows -= 1 - rows % 2  # so that one of them is in the middle
    marks = {0: 1.0, rows // 2: (1.0 + low) / 2, rows - 1: low}
    margin, last = len("100 %") + 1, max(len(drawing.values) - 1, 1)
    room = min(width - margin, last * MOST_PITCH + 1)
    plot = Plot()
    plot.plotsize(room, rows)
    plot._set_size(room, rows)  # noqa: SLF001  as its own widget does; plotext alone would cut it to the terminal's size at the start
    places, values = [place for place, _ in known], [value for _, value in known]
    plot.plot(places, values, marker="braille")
    if len(known) == 1 or (room - 1) / last >= DOTTED:
        plot.scatter(places, values, marker="●")
    plot.xlim(0, last)
    plot.ylim(low, 1)
    plot.xaxes(False, False)  # noqa: FBT003  plotext's order: lower, upper
    plot.yaxes(False, False)  # noqa: FBT003  left, right
    plot.xticks([], [])
    plot.yticks([], [])
    lines: list[Line] = [(Run(" " * margin + drawing.title, "$text-muted"),)]
    for row, signs in enumerate(_COLOURS.sub("", plot.build()).split("\n")[:rows]):
        name = f"{100 * marks[row]:.0f} %" if row in marks else ""
        head = f"{name:>{margin - 1}}{'┤' if name else '│'}"
        lines.append((Run(head, "$text-muted"), Run(signs.rstrip(), "$primary")))
    centres = tuple(margin + round(place * (room - 1) / last) for place in range(len(drawing.values)))
    if chosen is not None and drawing.values[chosen] is not None:
        share = drawing.values[chosen] or 0.0
        lines = _picked(lines, centres[chosen], 1 + round((rows - 1) * (1 - share) / (1 - low)))
    return Chart([*lines, *below(drawing.ticks, centres, "", (margin, margin + room, width), chosen)], centres)


def _picked(lines: list[Line], column: int, row: int) -> list[Line]:
    """The same with a chosen point drawn otherwise."""
    head, signs = lines[row]
    at = column - cell_len(head.text)
    text = signs.text.ljust(at + 1)
    marked: Line = (head, Run(text[:at], signs.style), Run("◆", "bold $accent"), Run(text[at + 1 :], signs.style))
    return [*lines[:row], marked, *lines[row + 1 :]]
