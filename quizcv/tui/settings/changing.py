"""Changing what is pointed at among the settings, each in the manner of its kind; a change is in the file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from quizcv.errors import ContentError, QuizcvError
from quizcv.settings.changing import reset_setting, save_setting
from quizcv.shown import shown
from quizcv.tui.keys.keymap import read_keymap, setting_of
from quizcv.tui.settings.pointing import PointingScreen
from quizcv.tui.settings.rows import keys_words

if TYPE_CHECKING:
    from quizcv.errors import Diagnostic
    from quizcv.settings.changing import Saved
    from quizcv.settings.registry import Setting
    from quizcv.tui.bench import Bench
    from quizcv.tui.commands import Command
    from quizcv.tui.host import Host
    from quizcv.tui.settings.recording import Recorded
    from quizcv.tui.settings.valuebox import ValueBox
    from quizcv.tui.widgets.noticeline import NoticeLine


class ChangingScreen(PointingScreen):
    """The part of the settings' screen that changes them."""

    bench: Bench
    host: Host
    notice: NoticeLine
    box: ValueBox
    faults: tuple[Diagnostic, ...]

    def reread(self) -> None:
        """Reads the file, and goes on with what it sets."""
        raise NotImplementedError

    def paint(self) -> None:
        """Paints the list and the explanation."""
        raise NotImplementedError

    def action_change_setting(self) -> None:
        """Changes what is pointed at, in the manner of its kind."""
        row = self.row
        if row is None:
            return
        if row.command is not None:
            self._record(row.command, adding=False)
        elif row.setting is None:
            return
        elif row.setting.name == "theme":
            self.host.choose_theme(self.reread)
        elif row.setting.values:
            self._step(1)
        else:
            self._begin_typing(row.setting)

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

    def _begin_typing(self, setting: Setting) -> None:
        self.box.begin(setting, getattr(self.bench.settings, setting.name))
        self.refresh_bindings()

    def stop_typing(self) -> None:
        """Leaves the box for a value, and what was typed there."""
        if self.box.display:
            self.box.display = False
            self.set_focus(None)
            self.notice.tell("")
            self.refresh_bindings()

    @on(Input.Changed, "#value")
    def _typed(self) -> None:
        if not self.box.has_focus:
            return
        if wanted := self.box.wanted():
            self.notice.tell(wanted)
            return
        fault = self.box.fault()
        self.notice.tell(f"✗ {fault}" if fault else "", "$error")

    @on(Input.Submitted, "#value")
    def _entered(self) -> None:
        setting = self.box.setting
        if setting is None or self.box.fault():
            return
        value = self.box.typed()
        self.stop_typing()
        self._save(setting.name, value)

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


def steps(setting: Setting) -> bool:
    """Whether it has a next value."""
    return bool(setting.values or setting.bounds)


def _keys_value(keys: tuple[str, ...]) -> Saved:
    """Keys as the settings file has them: one alone as a text."""
    from quizcv.tui.keys.names import written_key  # noqa: PLC0415  when a key was pressed

    texts = [written_key(key) for key in keys]
    return texts[0] if len(texts) == 1 else texts
