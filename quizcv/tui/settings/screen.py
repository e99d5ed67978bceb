"""The settings' screen: a list, what is pointed at explained beside it, and a change written into the file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container, Vertical
from textual.widgets import Input

from quizcv.errors import ContentError, QuizcvError
from quizcv.settings import load_settings
from quizcv.settings.changing import parse_setting, reset_setting, save_setting
from quizcv.settings.registry import written
from quizcv.shown import shown
from quizcv.tui.commands import Command, bindings
from quizcv.tui.keys.keymap import read_keymap, setting_of
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import Line, Run, cut_front, width_of
from quizcv.tui.settings.commands import SETTINGS
from quizcv.tui.settings.explaining import explained, fault_lines
from quizcv.tui.settings.faults import faults_in
from quizcv.tui.settings.listing import SettingsList
from quizcv.tui.settings.pointing import PointingScreen
from quizcv.tui.settings.rows import Row, keys_words, rows_of
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.errors import Diagnostic
    from quizcv.settings.changing import Saved
    from quizcv.settings.registry import Setting
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.settings.recording import Recorded

WIDE = 100
"""From this width on the explanation stands beside the list."""
ROOMY_ROWS = 22
"""On a lower screen the list needs the rows of the box for words, and choices are explained one at a time."""


class SettingsScreen(PointingScreen):
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
        self.find = _box("find", "words to find")
        self.box = _box("value", "")
        self.box.display = False
        self.box.select_on_focus = True
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
        self._stop_typing()
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
            return row is not None and row.setting is not None and not typing and _steps(row.setting)
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

    # Changing

    def action_change_setting(self) -> None:
        """Changes what is pointed at, in the manner of its kind."""
        row = self.row
        if row is None:
            return
        if row.command is not None:
            self._record(row.command, adding=False)
        elif row.setting is not None and row.setting.name == "theme":
            self.host.choose_theme(self.reread)
        elif row.setting is not None and row.setting.values:
            self._step(1)
        else:
            self._begin_typing(row)

    def action_next_value(self) -> None:
        """The next value."""
        self._step(1)

    def action_previous_value(self) -> None:
        """The value before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        setting = self.row.setting if self.row else None
        if setting is None:
            return
        value = getattr(self.bench.settings, setting.name)
        if setting.values:
            place = setting.values.index(value) if value in setting.values else -1
            self._save(setting.name, setting.values[(place + step) % len(setting.values)])
        elif setting.bounds:
            low, high = setting.bounds
            self._save(setting.name, max(low, min(value + step, high)))

    def _save(self, name: str, value: Saved | None) -> bool:
        """Writes a value into the file, or takes it out of it; whether that could be done."""
        path = self.bench.places.settings
        try:
            if value is None:
                reset_setting(path, name)
            else:
                save_setting(path, name, value)
        except ContentError as error:
            self.faults = error.diagnostics
            self.paint()
            self.notice.tell("✗ Not changed: first mend what is wrong in the settings file.", "$error")
            return False
        except QuizcvError as error:
            self.notice.tell(f"✗ Not changed: {shown(str(error))}", "$error")
            return False
        self.reread()
        row = self.row
        later = row.setting.effect if row and row.setting and row.setting.effect != "at once" else ""
        self.notice.tell(f"Saved; it takes effect {later}." if later else "Saved.")
        return True

    def action_default_value(self) -> None:
        """Sets it back to its default."""
        row = self.row
        if row is None:
            return
        if row.command is not None:
            without = {name: keys for name, keys in self.host.own_keys.items() if name != row.command.name}
            others = tuple((name, keys.split(",")) for name, keys in without.items())
            mine = (row.command.name, [*row.command.keys])
            faults = read_keymap(self.bench.settings._replace(keys=(*others, mine))).faults
            if faults and row.command.keys:
                self.notice.tell(f"✗ Not changed: {faults[0].message}", "$error")
                return
        self._save(row.name, None)

    # Typing a value

    def _begin_typing(self, row: Row) -> None:
        self.box.value = written(getattr(self.bench.settings, row.name))
        self.box.placeholder = row.setting.meaning.get("", "") if row.setting else ""
        self.box.display = True
        self.box.focus()
        self.refresh_bindings()

    def _stop_typing(self) -> None:
        if self.box.display:
            self.box.display = False
            self.set_focus(None)
            self.notice.tell("")
            self.refresh_bindings()

    def _typed_fault(self) -> str:
        """What is wrong with what stands in the box; empty if nothing is."""
        row = self.row
        try:
            if row is not None:
                parse_setting(row.name, self.box.value.strip())
        except QuizcvError as error:
            return str(error)
        return ""

    def _wanted_number(self) -> str:
        """What may be typed, while the box for a number is empty, which is no fault yet; empty if it is not."""
        setting = self.row.setting if self.row else None
        if setting is None or setting.bounds is None or self.box.value.strip():
            return ""
        words = setting.range_words()
        return f"{words[:1].upper()}{words[1:]}."

    @on(Input.Changed, "#value")
    def _typed(self) -> None:
        if not self.box.has_focus:
            return
        if wanted := self._wanted_number():
            self.notice.tell(wanted)
            return
        fault = self._typed_fault()
        self.notice.tell(f"✗ {fault}" if fault else "", "$error")

    @on(Input.Submitted, "#value")
    def _entered(self) -> None:
        row = self.row
        if row is None or self._typed_fault():
            return
        value = parse_setting(row.name, self.box.value.strip())
        self._stop_typing()
        self._save(row.name, value)

    # Keys

    def action_add_key(self) -> None:
        """Gives the command one key more."""
        if self.row and self.row.command:
            self._record(self.row.command, adding=True)

    def _record(self, command: Command, *, adding: bool) -> None:
        from quizcv.tui.settings.recording import KeyDialog  # noqa: PLC0415  when a key is to be pressed

        dialog = KeyDialog(command, self.bench.settings, self.host.own_keys, adding=adding)
        self.app.push_screen(dialog, self._recorded)

    def _recorded(self, recorded: Recorded | None) -> None:
        """Keeps the keys pressed for a command; one whose key was taken gets the old ones."""
        if recorded is None:
            return
        for command, keys in recorded.changed:
            usual = command.keys == tuple(key for key in keys)
            if not self._save(setting_of(command.name), None if usual else _keys_value(keys)):
                return
        told = "; ".join(f"{command.label}: {keys_words(keys)}" for command, keys in recorded.changed)
        self.notice.tell(f"Saved. {told}")

    # Finding, and leaving

    def action_find_setting(self) -> None:
        """Into the box for words."""
        self._stop_typing()
        self.find.display = True
        self.set_focus(self.find)
        self.refresh_bindings()

    @on(Input.Changed, "#find")
    def _narrowed(self) -> None:
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
            self._stop_typing()
        elif self.find.has_focus or self.find.value:
            self.find.value = ""
            self.set_focus(None)
            self._explain()
        else:
            self.host.leave_screen()


def _box(name: str, placeholder: str) -> Input:
    box = EditLine(id=name, placeholder=placeholder, compact=True, select_on_focus=False)
    box.cursor_blink = False
    return box


def _steps(setting: Setting) -> bool:
    """Whether it has a next value."""
    return bool(setting.values or setting.bounds)


def _keys_value(keys: tuple[str, ...]) -> Saved:
    """Keys as the settings file has them: one alone as a text."""
    from quizcv.tui.keys.names import written_key  # noqa: PLC0415  when a key was pressed

    texts = [written_key(key) for key in keys]
    return texts[0] if len(texts) == 1 else texts
