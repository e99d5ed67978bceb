"""What was done and what lies ahead, on the first screen: days in a row, the year as a heatmap, the week ahead.

Its room is fixed before anything is counted; until then it stays blank.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.reactive import reactive
from textual.widget import Widget

from quizcv.tui.home.wording import ahead_lines, at_both_ends, tomorrow_words
from quizcv.tui.render.wrapping import Line, Run, cut, width_of
from quizcv.tui.widgets.page import Page, as_content, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.events import Click, MouseMove

    from quizcv.statistics import Count, Figures
    from quizcv.tui.home.arrangement import Arrangement

SCALE_WIDTH: Final = 15
"""Cells for the scale beside a heatmap, with the gap before it."""
GAP: Final = 2
WEEK: Final = 7


class HeatMap(Widget):
    """The year's days; the day under the mouse is told beside or below them."""

    ALLOW_SELECT = False

    pointed: reactive[date | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__(id="heat")
        self._days: Mapping[date, Count] | None = None
        self._today: date | None = None
        self._scale_below = False

    def show(self, days: Mapping[date, Count] | None, today: date, *, scale_below: bool) -> None:
        """Shows days; None leaves their room blank until they are counted."""
        self._days, self._today, self._scale_below = days, today, scale_below
        self.refresh()

    def _room(self) -> int:
        """Cells for the days and their names."""
        return self.content_size.width - (0 if self._scale_below else SCALE_WIDTH)

    def lines(self) -> list[Line]:
        """What stands there."""
        if self._days is None or self._today is None:
            return []
        from quizcv.statistics.grouping import year_of  # noqa: PLC0415  once the days are counted, after the first frame
        from quizcv.tui.heatmap import GRADES_A_DAY, heat_lines, scale_of, weeks_in  # noqa: PLC0415  as above

        room = self._room()
        lines = heat_lines(self._days, self._today, room)
        scale = scale_of(year_of(self._days, self._today, weeks_in(room)).bounds)
        if self._scale_below:
            runs = [Run(f"{GRADES_A_DAY}  ", "$text-muted")]
            for step in scale:
                runs += [
                    Run(f"{step.sign} ", "$primary" if step.least else "$text-muted"),
                    Run(f"{step.short_words}  ", "$text-muted"),
                ]
            return [*lines, (Run(cut(self._day_words(": "), room), "$foreground"),) if self.pointed else tuple(runs)]
        steps: list[Line] = [
            (
                Run(f"{step.sign} ", "$primary" if step.least else "$text-muted"),
                Run(step.words, "$text-muted"),
            )
            for step in scale
        ]
        steps += [()] * (WEEK - 2 - len(steps))
        told = self._day_words("\n").split("\n") if self.pointed else []
        days, beside = lines[1:], [*steps, *((Run(cut(words, SCALE_WIDTH - GAP)),) for words in told)]
        widest = max(width_of(line) for line in days)
        rows = [
            (*line, Run(" " * (widest + GAP - width_of(line))), *more)
            for line, more in zip_longest(days, beside, fillvalue=())
        ]
        gap = Run(" " * (widest + GAP - width_of(lines[0])))
        return [(*lines[0], gap, Run(GRADES_A_DAY, "$text-muted")), *rows]

    def _day_words(self, between: str) -> str:
        day = self.pointed
        if day is None or self._days is None:
            return ""
        done = self._days.get(day)
        grades = done.grades if done is not None else 0
        return f"{day.day} {day:%b %Y}{between}{grades or 'no'} {'grade' if grades == 1 else 'grades'}"

    def render(self) -> Content:
        """The lines."""
        return as_content(self.lines())

    def _point(self, column: int, row: int) -> None:
        if self._days is None or self._today is None:
            return
        from quizcv.tui.heatmap import day_at  # noqa: PLC0415  once the days are counted, after the first frame

        self.pointed = day_at(column, row, self._today, self._room())

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


class Past(Vertical):
    """The line on tomorrow and the days in a row, the year, the week ahead."""

    def __init__(self) -> None:
        super().__init__(id="past")
        self._figures: Figures | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield Page(id="line")
        yield HeatMap()
        yield Page(id="ahead")

    def take(self, figures: Figures | None, trouble: str = "") -> None:
        """Takes what was counted, or why it could not be; shown with the next `show`."""
        self._figures, self._trouble = figures, trouble

    def show(self, plan: Arrangement, today: date, tomorrow: tuple[int, int] | None, left_out: int) -> None:
        """Shows what has room, as far as it is known.

        Args:
            plan: What has room.
            today: The study day.
            tomorrow: Due and new cards of tomorrow.
            left_out: How many decks can't be read, so that nothing of them is counted.
        """
        figures = self._figures
        self.display = plan.line
        streak = ""
        if figures:
            from quizcv.statistics.telling import streak_sentence  # noqa: PLC0415  after the first frame

            streak = streak_sentence(figures.streak)
        line, ahead, heat = self.query_one("#line", Page), self.query_one("#ahead", Page), self.query_one(HeatMap)
        line.show(lambda width: [at_both_ends(tomorrow_words(tomorrow, left_out), streak, width)])
        heat.display, ahead.display = plan.year, plan.ahead
        heat.styles.height = 8 + plan.scale_below
        if plan.year:
            heat.show(figures.heat if figures else None, today, scale_below=plan.scale_below)
        if plan.ahead:
            loads = [] if figures is None else [each for each in figures.forecast.items() if each[0] > today][:WEEK]
            ahead.show(lambda width: ahead_lines(loads, today, width) if loads else [()] * (1 + WEEK))
        if self._trouble:
            line.show(text(self._trouble, "$warning"))
            heat.display = ahead.display = False
