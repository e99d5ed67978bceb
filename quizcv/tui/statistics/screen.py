"""The statistics: nine figures, one at a time, each drawn and with its numbers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container, Vertical, VerticalScroll
from textual.geometry import Region

from quizcv.shown import shown
from quizcv.statistics.periods import Period
from quizcv.tui.commands import Command, bindings
from quizcv.tui.home.commands import HOME
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.statistics.commands import STATISTICS
from quizcv.tui.statistics.counting import CountingScreen
from quizcv.tui.statistics.heat import YearMap
from quizcv.tui.statistics.overview import comparisons, narrowed
from quizcv.tui.statistics.picking import moved, nearest, place_of, turned
from quizcv.tui.statistics.plot import Plot
from quizcv.tui.statistics.tables import pitch_in, table_lines
from quizcv.tui.statistics.tabs import Tabs
from quizcv.tui.statistics.views import NAMES, OF_ALL_TIMES, View, view_of
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.statistics import Figures
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.render.wrapping import Line
    from quizcv.tui.widgets.page import Block

BESIDE: Final = 120
"""From this width on the numbers stand beside the plot."""
LOW: Final = 22
"""Below this height the blank lines between the parts are left out, and so is the sentence above them."""
TALL: Final = 38
"""From this height on there is room for a plot below the year."""
WORDY: Final = 64
"""From this width on the footer says what is picked, and has room for all the rest."""
MEANING: Final = 3
"""Rows for what the words below a table mean."""
MEANING_LOW: Final = 7
"""The same where the sentence stands below the table as well."""
PERIODS: Final = tuple(Period)


class StatisticsScreen(CountingScreen):
    """What was reviewed and remembered, and what lies ahead."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(STATISTICS)]
    CSS_PATH = Path(__file__).with_name("statistics.tcss")
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = STATISTICS
    legend: ClassVar[str] = "statistics"

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.chosen = 1
        self._view: View | None = None

    def compose(self) -> ComposeResult:
        """The title and the periods, the names of the figures, the figure, the keys."""
        with Vertical(classes="wide"):
            yield Tabs([period.short for period in PERIODS], title="Statistics", id="periods")
            yield Tabs([f"{number} {name}" for number, name in enumerate(NAMES, 1)], id="figures")
            yield Page(id="sentence")
            with Container(id="figure"):
                with Vertical(id="drawn"):
                    yield YearMap()
                    yield Plot()
                with Vertical(id="told"):
                    yield Page(id="says")
                    yield Page(id="head")
                    with VerticalScroll(id="numbers", can_focus=False):
                        yield Page(id="table")
            yield KeyLine()

    def on_mount(self) -> None:
        """Begins to count."""
        self.paint()
        self.count()

    def on_resize(self, event: Resize) -> None:
        """Numbers go beside the plot where there is room."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self.set_class(event.size.height < LOW, "-low")
        self.set_class(event.size.height >= TALL, "-tall")
        self.paint()
        self.call_after_refresh(self.paint)  # how far the rows stand apart is known when the table has its height

    def log_changed(self) -> None:
        """Somebody else has written the log."""
        self.count()

    def others_changed(self) -> None:
        """Other programs have changed decks or log, or it is another day, from which all is counted now."""
        self.count()

    # Painting

    @property
    def name_chosen(self) -> str:
        """The name of the figure that is shown."""
        return NAMES[self.chosen - 1]

    def paint(self) -> None:
        """Paints the figure chosen."""
        timed = self.name_chosen not in OF_ALL_TIMES
        self.query_one("#figures", Tabs).show(self.chosen - 1)
        self.query_one("#periods", Tabs).show(PERIODS.index(self.period) if timed else None, self._date())
        told = self._told()
        figures = None if told else self.figures
        view = self._view = None if figures is None else view_of(figures, self.name_chosen)
        self.set_class(self.name_chosen == NAMES[0], "-year")
        self._paint_drawing(view, figures)
        sentence, says = self.query_one("#sentence", Page), self.query_one("#says", Page)
        sentence.show(*([text(view.sentence)] if view and view.sentence and not self.has_class("-low") else []))
        if view is None or not view.table.rows:
            says.show()
            self.query_one("#head", Page).show()
            self.query_one("#table", Page).show(
                *(text(each) for each in (told if view is None else [self.keys.said(view.nothing)]))
            )
        else:
            says.show(*(self._meaning(view) if self._says_above(view) else []))
            self._paint_numbers(view)
        self.refresh_bindings()
        self.call_after_refresh(
            self.refresh_bindings
        )  # whether the numbers can be scrolled is known when they have their height

    def _says_above(self, view: View) -> bool:
        return self.has_class("-beside") and view.drawing is not None

    def _meaning(self, view: View) -> list[Block]:
        """What the words mean; where rows are few, what the figure comes to as well."""
        return [
            text(words, "$text-muted")
            for words in (view.sentence if self.has_class("-low") else "", view.says)
            if words
        ]

    def _paint_numbers(self, view: View) -> None:
        self.query_one("#head", Page).show(lambda width: self._lines(view, width)[:1])
        below: list[Block] = []
        if self.name_chosen == NAMES[0] and self.figures is not None:
            below = self._weekdays(self.figures)
        if not self._says_above(view):
            below += self._meaning(view)
        self.query_one("#table", Page).show(lambda width: self._lines(view, width)[1:], *below)

    def _paint_drawing(self, view: View | None, figures: Figures | None) -> None:
        drawing = view.drawing if view else None
        is_year = self.name_chosen == NAMES[0]
        self.query_one(YearMap).show(figures if is_year else None)
        plot = self.query_one(Plot)
        plot.show(drawing, place_of(view.table, self.row) if view else None)
        if is_year and not (self.has_class("-tall") or self.has_class("-beside")):
            plot.display = False
        self.query_one("#drawn").display = drawing is not None or (is_year and figures is not None)
        self.set_class(drawing is None and not is_year, "-full")
        self.set_class(drawing is None, "-undrawn")

    def _lines(self, view: View, width: int) -> list[Line]:
        table = narrowed(view.table, width) if self.name_chosen == NAMES[0] else view.table
        room = self.query_one("#told").size.height - 1
        room -= MEANING_LOW if self.has_class("-low") else MEANING
        pitch = pitch_in(len(table.rows), room) if table.barred and len(table.rows) > 1 else 1
        return table_lines(table, width, chosen=self.row, choosable=bool(view.unit), pitch=pitch)

    def _weekdays(self, figures: Figures) -> list[Block]:
        if not (self.has_class("-beside") or self.has_class("-tall")):
            return []
        tables, sentence = comparisons(figures)
        blocks: list[Block] = [partial(table_lines, table) for table in tables]
        return [*blocks, text(sentence, "$text-muted")]

    @property
    def keys(self) -> KeyNames:
        """The keys of this screen and of the first one, as sentences name them."""
        return KeyNames((*STATISTICS, *HOME), self.host.own_keys)

    def _told(self) -> list[str]:
        """What stands in place of a figure."""
        if self.trouble:
            return [f"✗ The progress can't be counted. {shown(self.trouble).rstrip('.')}."]
        if self.figures is None:
            return ["Counting ... The first time, a log of many years takes some seconds."]
        if not self.figures.heat:
            return [
                "Nothing was reviewed yet, so there is nothing to count.",
                self.keys.said(
                    "Go back with {close-statistics} and begin with {begin}. A card you grade is counted here at once; "
                    "retention is known once it has come back."
                ),
            ]
        return []

    def label_of(self, command: Command) -> str:
        """The words of a command in the footer."""
        if command.name == "numbers-down" and self._view is not None and self._can_pick:
            return f"pick a {self._view.unit}" if self.size.width >= WORDY else "pick"
        return command.label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """The period is nothing for a figure of all times, and numbers that are all seen can't be scrolled."""
        if action == "period":
            return self.name_chosen not in OF_ALL_TIMES
        if action.startswith("numbers_"):
            return self._can_pick or self.query_one("#numbers", VerticalScroll).max_scroll_y > 0
        return True

    @property
    def _can_pick(self) -> bool:
        """Whether the numbers are those of days, weeks or months that can be picked."""
        return self._view is not None and bool(self._view.unit and self._view.table.rows)

    def _date(self) -> str:
        day = self.bench.clock.now().day if self.figures is None else self.figures.today
        return f"{day:%A}, {day.day} {day:%B %Y}"

    # What can be done

    def action_next_figure(self) -> None:
        """The next figure, after the last the first."""
        self.action_figure(self.chosen % len(NAMES) + 1)

    def action_previous_figure(self) -> None:
        """The figure before."""
        self.action_figure((self.chosen - 2) % len(NAMES) + 1)

    def action_figure(self, number: int) -> None:
        """Shows a figure."""
        self.chosen, self.row = number, None
        self.paint()
        self.query_one("#numbers", VerticalScroll).scroll_home(animate=False)

    def action_period(self) -> None:
        """Looks further back, or at the last month again."""
        self._look_at(self.period.following)

    def _look_at(self, period: Period) -> None:
        self.period, self.row = period, None
        self.query_one("#periods", Tabs).show(PERIODS.index(period))
        self.count()

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """A figure or a period was chosen with the mouse."""
        if event.tabs.id == "periods":
            self._look_at(PERIODS[event.number])
        else:
            self.action_figure(event.number + 1)

    # A row of the numbers, and its place in the plot

    def on_plot_chosen(self, event: Plot.Chosen) -> None:
        """A place of the plot was clicked: its row, or the one next to it, is picked."""
        if self._view is not None and self._can_pick:
            self._pick(nearest(self._view.table, event.place))

    def on_plot_turned(self, event: Plot.Turned) -> None:
        """The wheel goes from place to place, to the right as time does."""
        if self._view is not None and self._can_pick:
            self._pick(turned(self._view.table, self.row, event.places))

    def _pick(self, row: int | None) -> None:
        view = self._view
        if view is None:
            return
        self.row = row
        self.query_one(Plot).show(view.drawing, place_of(view.table, row))
        self._paint_numbers(view)
        if row is not None:
            self.query_one("#numbers", VerticalScroll).scroll_to_region(Region(0, row, 1, 1), animate=False, force=True)

    def _move(self, rows: int) -> None:
        """Picks another row; where there is nothing to pick, scrolls."""
        if self._view is not None and self._can_pick:
            self._pick(moved(self._view.table, self.row, rows))
        else:
            self.query_one("#numbers", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_numbers_down(self) -> None:
        """A line of numbers down."""
        self._move(1)

    def action_numbers_up(self) -> None:
        """A line of numbers up."""
        self._move(-1)

    def action_numbers_page_down(self) -> None:
        """A page of numbers down."""
        self._move(max(self.query_one("#numbers").size.height - 1, 1))

    def action_numbers_page_up(self) -> None:
        """A page of numbers up."""
        self._move(-max(self.query_one("#numbers").size.height - 1, 1))

    def action_close_statistics(self) -> None:
        """Back to the screen before."""
        self.host.leave_screen()
