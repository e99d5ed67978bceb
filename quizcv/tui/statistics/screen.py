"""The statistics: nine figures, one at a time, each drawn and with its numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.containers import Container, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from quizcv.errors import QuizcvError
from quizcv.shown import shown, shown_line
from quizcv.statistics.periods import Period
from quizcv.tui.commands import Command, bindings
from quizcv.tui.heatmap import heat_lines
from quizcv.tui.render.wrapping import Line, Run, cut
from quizcv.tui.statistics.commands import STATISTICS
from quizcv.tui.statistics.plot import Plot
from quizcv.tui.statistics.views import NAMES, View, view_of
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, as_content, text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Click, Resize
    from textual.geometry import Size

    from quizcv.statistics import Figures
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.widgets.page import Block

BESIDE: Final = 108
"""From this width on the numbers stand beside the plot."""
LOW: Final = 22
"""Below this height the blank lines between the parts are left out."""
GAP: Final = "  "


class FigureLine(Widget):
    """The names of the figures with their numbers, the chosen one in brackets, on as many rows as they need."""

    class Clicked(Message):
        """A figure was clicked, by its number from 1 on."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        self.chosen = 1

    def rows(self, width: int) -> list[list[tuple[int, str]]]:
        """The figures of each row, by their number, with what stands there for them."""
        rows: list[list[tuple[int, str]]] = [[]]
        for number, name in enumerate(NAMES, 1):
            shown_name = f"[{number} {name}]" if number == self.chosen else f"{number} {name}"
            before = sum(cell_len(each) + len(GAP) for _, each in rows[-1])
            if rows[-1] and before + cell_len(shown_name) > width:
                rows.append([])
            rows[-1].append((number, shown_name))
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """The number of rows at this width."""
        return len(self.rows(width))

    def render(self) -> Content:
        """The rows."""
        lines: list[Line] = []
        for row in self.rows(self.content_size.width):
            pieces: list[Run] = []
            for number, name in row:
                gap = GAP if pieces else ""
                pieces.append(Run(gap + name, "bold $primary" if number == self.chosen else "$text-muted"))
            lines.append(tuple(pieces))
        return as_content(lines)

    def on_click(self, event: Click) -> None:
        """Chooses what was clicked."""
        event.stop()
        rows = self.rows(self.content_size.width)
        left = 0
        for number, name in rows[event.y] if event.y < len(rows) else ():
            if left <= event.x < left + cell_len(name):
                self.post_message(self.Clicked(number))
            left += cell_len(name) + len(GAP)


class StatisticsScreen(Screen[None]):
    """What was reviewed and remembered, and what lies ahead."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(STATISTICS)]
    CSS_PATH = Path(__file__).with_name("statistics.tcss")
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = STATISTICS

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.period = Period.MONTH
        self.chosen = 1
        self.figures: Figures | None = None
        self.trouble = ""

    def compose(self) -> ComposeResult:
        """The title, the names of the figures, the figure, the keys."""
        with Vertical(classes="wide"):
            yield Page(lambda width: [self._head(width)], id="date")
            yield FigureLine(id="figures")
            yield Page(id="says")
            with Container(id="figure"):
                yield Page(id="year")
                yield Plot(id="plot")
                with VerticalScroll(id="numbers", can_focus=False):
                    yield Page(id="table")
            yield KeyLine()

    def on_mount(self) -> None:
        """Begins to count."""
        self.paint()
        self._count()

    def on_resize(self, event: Resize) -> None:
        """Numbers go beside the plot where there is room."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self.set_class(event.size.height < LOW, "-low")
        self.paint()

    def log_changed(self) -> None:
        """Somebody else has written the log."""
        self._count()

    # The figures

    def _count(self) -> None:
        period = self.period
        self.run_worker(
            lambda: self.bench.figures(period), thread=True, group="figures", exclusive=True, exit_on_error=False
        )

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The figures are there, or can't be had."""
        worker: Worker[Figures] = event.worker
        if worker.group != "figures":
            return
        if event.state is WorkerState.SUCCESS and worker.result is not None and worker.result.period is self.period:
            self.figures, self.trouble = worker.result, ""
            self.paint()
        elif event.state is WorkerState.ERROR:
            if not isinstance(worker.error, QuizcvError):
                raise worker.error or RuntimeError
            self.trouble = str(worker.error)
            self.paint()

    # Painting

    def _head(self, width: int) -> Line:
        gap = max(width - len("Statistics") - len(self.period.words), 1)
        return (Run("Statistics", "bold $accent"), Run(" " * gap), Run(self.period.words, "$text-muted"))

    def paint(self) -> None:
        """Paints the figure chosen."""
        self.query_one("#date", Page).show(lambda width: [self._head(width)])
        line = self.query_one(FigureLine)
        line.chosen = self.chosen
        line.refresh()
        plot, year = self.query_one(Plot), self.query_one("#year", Page)
        says, table = self.query_one("#says", Page), self.query_one("#table", Page)
        told = self._told()
        if told or self.figures is None:
            plot.show(None)
            year.show()
            says.show()
            table.show(*(text(each) for each in told))
            return
        name = NAMES[self.chosen - 1]
        view = view_of(self.figures, name)
        figures = self.figures
        plot.show(view.drawing)
        year.show(*([lambda width: heat_lines(figures.heat, figures.today, width)] if name == NAMES[0] else []))
        numbers: Block = (lambda width: table_lines(view, width)) if view.rows else text(view.nothing)
        meaning = text(view.says, "$text-muted")
        # Where rows are few, the plot needs them, and what the words mean stands below the numbers.
        above = self.has_class("-beside") or (view.drawing is None and not self.has_class("-low"))
        says.show(*([meaning] if above else []))
        table.show(numbers, *([] if above else [meaning]))

    def _told(self) -> list[str]:
        """What stands in place of a figure."""
        if self.trouble:
            return [f"✗ The progress can't be counted. {shown(self.trouble)}"]
        if self.figures is None:
            return ["Counting ..."]
        if not self.figures.heat:
            return [
                "Nothing was reviewed yet, so there is nothing to count.",
                "Go back with q and begin with Enter. A card you grade is counted here at once; retention is known when it came back.",
            ]
        return []

    # What can be done

    def action_next_figure(self) -> None:
        """The next figure, after the last the first."""
        self.action_figure(self.chosen % len(NAMES) + 1)

    def action_previous_figure(self) -> None:
        """The figure before."""
        self.action_figure((self.chosen - 2) % len(NAMES) + 1)

    def action_figure(self, number: int) -> None:
        """Shows a figure."""
        self.chosen = number
        self.paint()
        self.query_one("#numbers", VerticalScroll).scroll_home(animate=False)

    def on_figure_line_clicked(self, event: FigureLine.Clicked) -> None:
        """A name was clicked."""
        self.action_figure(event.number)

    def action_period(self) -> None:
        """Looks further back, or at the last month again."""
        self.period = self.period.following
        self.query_one("#date", Page).show(lambda width: [self._head(width)])
        self._count()

    def action_numbers_down(self) -> None:
        """A line of numbers down."""
        self.query_one("#numbers", VerticalScroll).scroll_down(animate=False)

    def action_numbers_up(self) -> None:
        """A line of numbers up."""
        self.query_one("#numbers", VerticalScroll).scroll_up(animate=False)

    def action_numbers_page_down(self) -> None:
        """A page of numbers down."""
        self.query_one("#numbers", VerticalScroll).scroll_page_down(animate=False)

    def action_numbers_page_up(self) -> None:
        """A page of numbers up."""
        self.query_one("#numbers", VerticalScroll).scroll_page_up(animate=False)

    def action_close_statistics(self) -> None:
        """Back to the screen before."""
        self.host.leave_screen()


def table_lines(view: View, width: int) -> list[Line]:
    """The numbers in columns; the words of the first are cut if they must be."""
    rows = [view.head, *view.rows]
    widths = [max(cell_len(row[place]) for row in rows) for place in range(1, len(view.head))]
    room = max(width - sum(widths) - 2 * len(widths), 6)
    first = min(max(cell_len(shown_line(row[0])) for row in rows), room)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        name = cut(shown_line(row[0]), first)
        cells = "".join("  " + cell.rjust(each) for cell, each in zip(row[1:], widths, strict=True))
        lines.append((Run(name + " " * (first - cell_len(name)) + cells, "" if number else "$text-muted"),))
    return lines
