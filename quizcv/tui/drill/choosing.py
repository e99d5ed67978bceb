"""The drill's first screen: what to practise."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from quizcv.drilling import families, problems_of_decks
from quizcv.tui.ahead import TypingAheadScreen
from quizcv.tui.commands import Command, bindings
from quizcv.tui.drill.commands import CHOOSING
from quizcv.tui.drill.rows import Row, row_line, rows_for, toggled
from quizcv.tui.render.wrapping import Line, Run
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page, as_content

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Click
    from textual.geometry import Size

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host


class ChoiceList(Widget):
    """The lines; a click points at one, a click on its box or a second click marks it."""

    BOX = 6
    """Cells up to the end of a line's box."""

    class Clicked(Message):
        """A line was clicked."""

        def __init__(self, number: int, *, mark: bool) -> None:
            super().__init__()
            self.number = number
            self.mark = mark

    def __init__(self) -> None:
        super().__init__(id="choices")
        self.rows: tuple[Row, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self.cursor = 0

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  Textual's signature
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """A line each."""
        return max(len(self.rows), 1)

    def render(self) -> Content:
        """The lines."""
        if not self.rows:
            return as_content([(Run("Nothing holds these words.", "$text-muted"),)])
        width = self.content_size.width
        return as_content(
            [row_line(row, self.marked, width, here=number == self.cursor) for number, row in enumerate(self.rows)]
        )

    def on_click(self, event: Click) -> None:
        """Tells which line was clicked."""
        event.stop()
        if event.y < len(self.rows):
            self.post_message(self.Clicked(event.y, mark=event.x < self.BOX or event.y == self.cursor))


class ChoosingScreen(TypingAheadScreen):
    """Families and decks' own problems by topic; several may be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CHOOSING)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = CHOOSING
    legend: ClassVar[str] = "drill"

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.exercises = (*families(), *problems_of_decks(bench.library))
        self.list = ChoiceList()
        self.box = EditLine(id="find", placeholder="words to find", compact=True, select_on_focus=False)
        self.box.cursor_blink = False
        self.list.rows = rows_for(self.exercises, "")

    def compose(self) -> ComposeResult:
        """The column: the title, the words to find, the list, the keys."""
        with Vertical(classes="column -scrolling"):
            yield Page(lambda width: [self._head(width)], id="date")
            yield self.box
            with VerticalScroll(id="choosing", can_focus=False):
                yield self.list
            yield NoticeLine()
            yield KeyLine()

    def _head(self, width: int) -> Line:
        marked = len(self.list.marked)
        told = f"{marked} of {len(self.exercises)} marked" if marked else "nothing is scheduled or logged"
        gap = max(width - len("Drill") - len(told), 1)
        return (Run("Drill", "bold $accent"), Run(" " * gap), Run(told, "$text-muted"))

    def paint(self) -> None:
        """Paints the list as it is marked."""
        self.query_one("#date", Page).show(lambda width: [self._head(width)])
        self.list.refresh(layout=True)
        self.refresh_bindings()

    def point(self, number: int) -> None:
        """Points at a line, and scrolls to it."""
        self.list.cursor = max(min(number, len(self.list.rows) - 1), 0)
        self.list.refresh()
        area = self.query_one("#choosing", VerticalScroll)
        area.scroll_to_region(Region(0, self.list.cursor, self.list.size.width, 1), animate=False)

    # What can be done

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        if command.name == "close-choosing" and (self.box.has_focus or self.box.value):
            return "show all"
        if command.name == "begin-drill" and self.box.has_focus:
            return "to the list"
        return command.label

    def action_next_line(self) -> None:
        """The line below; from the last one, the first."""
        self.point((self.list.cursor + 1) % max(len(self.list.rows), 1))

    def action_previous_line(self) -> None:
        """The line above; from the first one, the last."""
        self.point((self.list.cursor - 1) % max(len(self.list.rows), 1))

    def _page(self) -> int:
        return max(self.query_one("#choosing").size.height - 1, 1)

    def action_next_page(self) -> None:
        """A page down."""
        self.point(self.list.cursor + self._page())

    def action_previous_page(self) -> None:
        """A page up."""
        self.point(self.list.cursor - self._page())

    def action_mark(self) -> None:
        """Marks the line pointed at."""
        if self.list.rows:
            self.list.marked = toggled(self.list.marked, [self.list.rows[self.list.cursor]])
            self.paint()

    def action_mark_all(self) -> None:
        """Marks every line shown."""
        self.list.marked = toggled(self.list.marked, self.list.rows)
        self.paint()

    def action_find(self) -> None:
        """Into the box for words."""
        self.set_focus(self.box)
        self.refresh_bindings()

    @on(Input.Changed, "#find")
    def _narrowed(self) -> None:
        self.list.rows = rows_for(self.exercises, self.box.value)
        self.paint()
        self.point(0)

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.set_focus(None)
        self.refresh_bindings()

    @on(ChoiceList.Clicked)
    def _clicked(self, event: ChoiceList.Clicked) -> None:
        self.set_focus(None)
        self.point(event.number)
        if event.mark:
            self.action_mark()

    def action_begin_drill(self) -> None:
        """Begins the drill."""
        marked = tuple(each for each in self.exercises if each.name in self.list.marked)
        if not marked and self.list.rows:
            marked = self.list.rows[self.list.cursor].exercises
        if marked:
            from quizcv.tui.drill.screen import DrillScreen  # noqa: PLC0415  when first asked for

            self.app.push_screen(DrillScreen(self.bench, self.host, marked))

    def action_close_choosing(self) -> None:
        """Shows all lines again, or goes back."""
        if self.box.has_focus or self.box.value:
            self.box.value = ""
            self.set_focus(None)
            self.refresh_bindings()
        else:
            self.host.leave_screen()
