"""The list of the settings: each below its heading, then every command with its keys by screen. No screen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.settings.registry import REGISTRY, Setting
from quizcv.shown import shown_line
from quizcv.tui.commands import Command, key_name, keys_of
from quizcv.tui.keys.rooms import rooms
from quizcv.tui.palette import title
from quizcv.tui.render.wrapping import Line, Run, cut, cut_front, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizcv.settings import Settings

NO_KEY = "no key"


class Row(NamedTuple):
    """A line that can be pointed at.

    Args:
        group: The heading it stands under.
        title: What it says.
        value: What is set, in words.
        own: Whether the learner has set it.
        setting: The setting it is, or None.
        command: The command it is, or None.
        screens: Where the command can be used.
    """

    group: str
    title: str
    value: str
    own: bool
    setting: Setting | None = None
    command: Command | None = None
    screens: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the settings file."""
        return self.setting.name if self.setting else f"keys.{self.command.name}" if self.command else ""

    @property
    def words(self) -> str:
        """All that it may be found by."""
        told = self.setting.help if self.setting else self.command.help if self.command else ""
        return f"{self.group} {self.title} {self.name} {self.value} {told}".casefold()


def rows_of(settings: Settings, keymap: Mapping[str, str], words: str = "") -> tuple[Row, ...]:
    """The lines that hold every one of the words; all without any."""
    rows = [*(_setting_row(setting, settings) for setting in REGISTRY), *_command_rows(settings, keymap)]
    wanted = words.casefold().split()
    return tuple(row for row in rows if all(word in row.words for word in wanted))


def _setting_row(setting: Setting, settings: Settings) -> Row:
    value = getattr(settings, setting.name)
    return Row(setting.group, setting.title, setting.shown(value), value != setting.default, setting=setting)


def _command_rows(settings: Settings, keymap: Mapping[str, str]) -> list[Row]:
    """Every command once, below the first screen it stands on."""
    places: dict[str, list[str]] = {}
    first: dict[str, Command] = {}
    for room in rooms(settings):
        for command in room.commands:
            places.setdefault(command.name, []).append(room.title)
            first.setdefault(command.name, command)
    return [
        Row(
            f"Keys: {screens[0]}",
            title(first[name]),
            keys_words(keys_of(first[name], keymap)),
            name in keymap,
            command=first[name],
            screens=tuple(screens),
        )
        for name, screens in places.items()
    ]


def keys_words(keys: Sequence[str]) -> str:
    """Keys as the app names them: `u ^r`."""
    return " ".join(key_name(key) for key in keys) or NO_KEY


def heading_line(group: str, width: int) -> Line:
    """The heading of a group."""
    return (Run(cut(group, width), "bold $accent"),)


def row_line(row: Row, width: int, *, here: bool) -> Line:
    """A row with its value at the right; what the learner has set bears a dot."""
    pointer = Run("› " if here else "  ", "bold $primary")
    own = Run(" •" if row.own else "  ", "$accent")
    room = max(width - width_of([pointer, own]), 2)
    value = cut_front(shown_line(row.value), max(room // 2, 1))
    name = cut(row.title, max(room - width_of([Run(value)]) - 2, 1))
    gap = " " * max(room - width_of([Run(name), Run(value)]), 1)
    style = "bold" if row.own or here else "$text-muted"
    return (pointer, Run(name, "bold" if here else ""), Run(gap), Run(value, style), own)
