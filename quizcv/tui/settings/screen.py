"""The settings' screen: a list to find and point in, and what is pointed at explained beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical
from textual.widgets import Input

from quizcv.errors import ContentError
from quizcv.settings import load_settings
from quizcv.tui.commands import Command, bindings
from quizcv.tui.keys.keymap import read_keymap
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import Line, Run, cut_front, width_of
from quizcv.tui.settings.changing import ChangingScreen, steps
from quizcv.tui.settings.commands import SETTINGS
from quizcv.tui.settings.explaining import explained, fault_lines
from quizcv.tui.settings.faults import faults_in
from quizcv.tui.settings.listing import SettingsList
from quizcv.tui.settings.rows import rows_of
from quizcv.tui.settings.valuebox import ValueBox
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.errors import Diagnostic
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host

WIDE = 100
"""From this width on the explanation stands beside the list."""
ROOMY_ROWS = 22
"""On a lower screen the list needs the rows of the box for words, and choices are explained one at a time."""


class SettingsScreen(ChangingScreen):
    """Everything that can be set, and every key."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTINGS)]
    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = SETTINGS
    legend: ClassVar[str] = "settings"

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.list = SettingsList()
        self.find = EditLine(id="find", placeholder="words to find", compact=True, select_on_focus=False)
        self.find.cursor_blink = False
        self.box = ValueBox()
        self.notice = NoticeLine()
        self.faults: tuple[Diagnostic, ...] = ()
        self._low = False

    def compose(self) -> ComposeResult:
        """The title, the words to find, the list with its explanation, the keys."""
        with Vertical(classes="column settings"):
            yield Page(lambda width: [self._head(width)], id="date")
            yield self.find
            yield Page(id="faults")
            with Container(id="settings"):
                yield self.list
                with Vertical(id="beside"):
                    yield Page(id="explained", apart=0)
                    yield self.box
            yield self.notice
            yield KeyLine()

    def on_mount(self) -> None:
        """Shows what is set, and what is wrong in the file."""
        self.reread()

    def on_resize(self, event: Resize) -> None:
        """The explanation goes beside the list where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self._low = event.size.height < ROOMY_ROWS
        self._explain()

    def _head(self, width: int) -> Line:
        path = cut_front(str(self.bench.places.settings), max(width - 12, 2))
        gap = max(width - len("Settings") - width_of([Run(path)]), 1)
        return (Run("Settings", "bold $accent"), Run(" " * gap), Run(path, "$text-muted"))

    # Showing

    def reread(self) -> None:
        """Reads the file, and goes on with what it sets; with faults in it, all stays as it is until they are mended."""
        try:
            found = load_settings(self.bench.places.settings)
        except ContentError as error:
            self.faults = error.diagnostics
        else:
            self.host.take_settings(found)
            self.faults = faults_in(self.bench.places.settings, read_keymap(found).faults)
        self.paint()

    def others_changed(self) -> None:
        """Other programs may have written the file; what is being typed stays."""
        self.reread()

    def paint(self) -> None:
        """Paints the list and the explanation."""
        name = self.row.name if self.row else ""
        rows = rows_of(self.bench.settings, self.host.own_keys, self.find.value)
        names = [row.name for row in rows]
        self.list.show(rows, names.index(name) if name in names else 0)
        self.query_one("#faults", Page).show(*([lambda width: fault_lines(self.faults, width)] if self.faults else []))
        self._explain()
        self.call_after_refresh(self.list.into_view)

    def _explain(self) -> None:
        row = self.row
        blocks = (
            explained(row, self.bench.settings, KeyNames(SETTINGS, self.host.own_keys), brief=self._low) if row else ()
        )
        self.query_one("#explained", Page).show(*blocks)
        self.find.display = not self._low or self.find.has_focus or bool(self.find.value)
        self.refresh_bindings()

    def point(self, number: int) -> None:
        """Points at a line, and scrolls to it."""
        self.stop_typing()
        self.list.point(number)
        self.notice.tell("")
        self._explain()
        self.call_after_refresh(self.list.into_view)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        row, typing = self.row, isinstance(self.focused, Input)
        if action in {"change_setting", "edit_settings"}:
            return row is not None and not typing
        if action in {"next_value", "previous_value"}:
            return row is not None and row.setting is not None and not typing and steps(row.setting)
        if action == "default_value":
            return row is not None and row.own and not typing
        if action == "add_key":
            return row is not None and row.command is not None and not typing
        return super().check_action(action, parameters)

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        row = self.row
        if command.name == "close-settings" and self.box.has_focus:
            return "leave it"
        if command.name == "close-settings" and (self.find.has_focus or self.find.value):
            return "show all"
        if command.name == "change-setting" and row is not None:
            if row.command is not None:
                return "another key"
            if row.setting is not None and not row.setting.values:
                return "type it"
        return command.label

    @on(SettingsList.Clicked)
    def _clicked(self, event: SettingsList.Clicked) -> None:
        self.set_focus(None)
        if event.number == self.list.cursor:
            self.action_change_setting()
        else:
            self.point(event.number)

    # Finding, and leaving

    def action_find_setting(self) -> None:
        """Into the box for words."""
        self.stop_typing()
        self.find.display = True
        self.set_focus(self.find)
        self.refresh_bindings()

    @on(Input.Changed, "#find")
    def _narrowed(self) -> None:
        self.notice.tell("")
        self.paint()

    @on(Input.Submitted, "#find")
    def _found(self) -> None:
        self.set_focus(None)
        self._explain()

    def action_edit_settings(self) -> None:
        """Opens the file in the learner's editor, and reads it again."""
        from quizcv.settings.values import line_of, text_of  # noqa: PLC0415  for the editor only
        from quizcv.tui.editing import edit  # noqa: PLC0415  as above

        path = self.bench.places.settings
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        faulty = next((fault.line for fault in self.faults if fault.line), 0)
        try:
            line = faulty or line_of(text_of(path), self.row.name if self.row else "")
        except ContentError:
            line = 0
        edited = edit(self.app, self.bench.settings.editor, path, line or 1)
        self.reread()
        if edited.trouble:
            self.notice.tell(f"✗ {edited.trouble}", "$error")

    def action_close_settings(self) -> None:
        """Leaves the box, shows all lines again, or goes back."""
        if self.box.display:
            self.stop_typing()
        elif self.find.has_focus or self.find.value:
            self.find.value = ""
            self.set_focus(None)
            self._explain()
        else:
            self.host.leave_screen()
