"""Plots as lines of signs: bars to an eighth of a cell, a line of shares by plotext, and the same axes for both. No widget in it.

What the parts of a bar are is told by their signs, so nobody needs their colours.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from quizcv.tui.render.wrapping import Line, Run, cut, width_of
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
LEAST_STRETCH: Final = 1.2
"""Bars without a cell between them are as wide as the room allows, some a cell wider than others; not for fewer cells a bar than this."""
AROUND: Final = 3
"""Rows above a plot, for its title, and below, for its axis and the names of its places."""
FLOORS: Final = (0.8, 0.7, 0.6, 0.5, 0.4, 0.2, 0.0)
"""A line of shares begins at the highest of these that it never falls below, so that days can be told apart."""
DOT: Final = "●"
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
        pitch: Cells from one bar to the next, where they stand below something else; None for as many as there is room for.
    """

    parts: tuple[tuple[float, ...], ...]
    ticks: tuple[tuple[int, str], ...]
    title: str = ""
    names: tuple[str, ...] = ()
    unit: str = "place"
    margin: int = 0
    finest: float = 1.0
    pitch: int | None = None


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
    room: int
    """Columns that bars without a cell between them share."""

    @property
    def wide(self) -> int:
        return self.pitch - (0 if self.pitch == 1 else 1 if self.pitch < WIDE_PITCH else 2)

    def bar_of(self, place: int) -> int:
        """Places that share a bar are counted from the last, so that only the first bar may have fewer."""
        return (place + -self.places % self.merged) // self.merged

    def left(self, bar: int) -> int:
        """The first column of a bar, without the margin; of the bar after the last one, where the axis ends."""
        return bar * self.room // self.bars if self.pitch == 1 else bar * self.pitch

    def width(self, bar: int) -> int:
        return self.left(bar + 1) - self.left(bar) if self.pitch == 1 else self.wide

    def centre(self, place: int) -> int:
        bar = self.bar_of(place)
        return self.margin + self.left(bar) + (self.width(bar) - 1) // 2


def _layout(drawing: Bars, width: int, margin: int) -> _Layout:
    places, room = len(drawing.parts), max(width - margin, 1)
    merged = max(ceil(places / room), 1)
    bars = max(ceil(places / merged), 1)
    pitch = drawing.pitch or min(max(room // bars, 1), MOST_PITCH)
    stretched = pitch == 1 and drawing.pitch is None and room >= LEAST_STRETCH * bars
    return _Layout(margin, merged, pitch, bars, places, room if stretched else bars)


def _bar_chart(drawing: Bars, width: int, height: int, chosen: int | None) -> Chart:
    places = len(drawing.parts)
    margin, layout = drawing.margin + 1, _layout(drawing, width, drawing.margin + 1)
    while True:
        sums = _summed(drawing.parts, layout)
        rows, marks = scale(max(map(sum, sums), default=0.0), height - AROUND, drawing.finest)
        needed = max(margin, max(len(amount(mark)) for mark in marks) + 1)
        if needed == layout.margin:
            break
        layout = _layout(drawing, width, needed)
        margin = needed
    bars = [_cells([value * rows * 8 / marks[-1] for value in parts], rows) for parts in sums]
    picked = None if chosen is None else layout.bar_of(chosen)
    names = {rows * number // (len(marks) - 1) - 1: amount(mark) for number, mark in enumerate(marks) if number}
    lines: list[Line] = [_legend(drawing, layout, width)]
    for row in reversed(range(rows)):
        name = names.get(row, "")
        head = f"{name:>{margin - 1}}{'┤' if name else '│'}"
        lines.append((Run(head, "$text-muted"), *_row(bars, row, layout, picked)))
    centres = tuple(map(layout.centre, range(places)))
    axis = margin + layout.left(layout.bars)
    return Chart([*lines, *below(drawing.ticks, centres, "0", (margin, axis, width), chosen)], centres)


def _summed(parts: Sequence[Sequence[float]], layout: _Layout) -> list[tuple[float, ...]]:
    bars: list[list[Sequence[float]]] = [[] for _ in range(layout.bars)]
    for place, each in enumerate(parts):
        bars[layout.bar_of(place)].append(each)
    return [tuple(map(sum, zip(*group, strict=True))) for group in bars]


def _legend(drawing: Bars, layout: _Layout, width: int) -> Line:
    """What is drawn, and the parts' signs as close together as they must be; the last names are left out where there is no room at all."""
    title = drawing.title
    if layout.merged > 1:
        title = f"{title.removesuffix(f' a {drawing.unit}')} in {layout.merged} {drawing.unit}s"
    for gap in (3, 2, 1):
        runs = [Run(" " * layout.margin), Run(cut(title, width - layout.margin), "$text-muted")]
        for name, sign, style in zip(drawing.names, SIGNS, STYLES, strict=False):
            runs += [Run(f"{' ' * gap}{sign} ", style), Run(name, "$text-muted")]
        if width_of(runs) <= width:
            break
    while width_of(runs) > width:
        del runs[-2:]
    return tuple(runs)


def _row(bars: Sequence[Sequence[tuple[str, int]]], row: int, layout: _Layout, picked: int | None) -> Iterator[Run]:
    """A row of all bars, in as few runs as there are changes of style; spaces have any."""
    words, style = "", ""
    for number, cells in enumerate(bars):
        sign, part = cells[row] if row < len(cells) else (" ", 0)
        wanted = style if sign == " " else "bold $accent" if number == picked else STYLES[part]
        if wanted != style and words:
            yield Run(words, style)
            words = ""
        style = wanted
        width = layout.width(number)
        words += sign * width + " " * (layout.left(number + 1) - layout.left(number) - width)
    yield Run(words.rstrip(), style)


def _cells(heights: Sequence[float], rows: int) -> list[tuple[str, int]]:
    """A bar's cells from below, each with the part it belongs to, from heights in eighths of a cell.

    A bar of the first part alone is drawn to an eighth, others in whole cells. No part that is not zero is left out,
    unless the bar would have to be more than a cell higher for it; then the smallest are.
    """
    present = [part for part, height in enumerate(heights) if height]
    if present == [0]:
        eighths = max(round(heights[0]), 1)
        return [(EIGHTHS[8], 0)] * (eighths // 8) + [(EIGHTHS[eighths % 8], 0)] * bool(eighths % 8)
    if not present:
        return []
    height = max(int(sum(heights) / 8 + 0.5), 1)
    height = min(max(height, min(len(present), height + 1)), rows)
    shown = sorted(sorted(present, key=lambda part: -heights[part])[:height])
    given = {part: max(int(heights[part] / 8), 1) for part in shown}
    while (lacking := height - sum(given.values())) != 0:
        step = 1 if lacking > 0 else -1
        able = [part for part in shown if step > 0 or given[part] > 1]
        given[max(able, key=lambda part: step * (heights[part] / 8 - given[part]))] += step
    return [(SIGNS[part], part) for part in shown for _ in range(given[part])]


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
        plot.scatter(places, values, marker=DOT)
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
