"""Every command of the app, told once: key binding, footer entry, palette entry and help row come from here.

A command's name is the id of its bindings, so a keymap of the learner's own (`lay_keys`) moves all four together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.binding import Binding
from textual.keys import key_to_character

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.dom import DOMNode


class Command(NamedTuple):
    """Something the learner can have done.

    Args:
        name: Its id.
        keys: Textual's names of its keys, the first one shown.
        label: One to three words, for the footer and the palette.
        help: One sentence; commands that follow one another with the same sentence share a row of the help.
        group: The heading it stands under in the help.
        footer: Its rank in the footer, 1 first; 0 keeps it out.
        palette: Whether ctrl+p offers it.
        method: The screen's method is `action_` and this; empty for the name with underscores.
        arguments: What the method is called with.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    footer: int = 0
    palette: bool = True
    method: str = ""
    arguments: tuple[int | str, ...] = ()

    @property
    def called(self) -> str:
        """The method's name, without `action_`."""
        return self.method or self.name.replace("-", "_")

    @property
    def action(self) -> str:
        """What Textual runs."""
        return f"{self.called}({', '.join(map(repr, self.arguments))})" if self.arguments else self.called


EVERYWHERE: Final = (
    Command("help", ("question_mark", "f1"), "help", "What every key does here.", "Everywhere", footer=90),
    Command("command-palette", ("ctrl+p",), "find", "Find any command by its name.", "Everywhere", palette=False),
    Command(
        "sync",
        (),
        "Sync",
        "Bring this log and those of your other devices together, by the folder of the setting sync_folder.",
        "Everywhere",
    ),
    Command("change-theme", (), "Theme", "Choose how the app looks; kept for the next time.", "Everywhere"),
    Command(
        "step-aside",
        ("ctrl+z",),
        "To the shell",
        "In a box, take typing back; elsewhere stop the app and go to the shell: fg brings it back.",
        "Everywhere",
        method="suspend_process",
    ),
    Command("quit", ("ctrl+q",), "Quit", "Leave quizcv; every grade is saved already.", "Everywhere"),
)

IN_WINDOWS: Final = tuple(
    command._replace(method=f"app.{command.called}")
    for command in EVERYWHERE
    if command.name in {"help", "step-aside", "quit"}
)
"""What a window in front of a screen lets through to the app, which Textual hides behind it."""

UNDO: Final = Command(
    "undo",
    ("u",),
    "undo",
    "Take back the latest grade or change, even after a restart; as often as you like.",
    "Grading",
    footer=30,
)
SCROLLING: Final = (
    Command("scroll-down", ("j", "down"), "Down", "Scroll a long card, line by line.", "Moving", palette=False),
    Command("scroll-up", ("k", "up"), "Up", "Scroll a long card, line by line.", "Moving", palette=False),
    Command("page-down", ("pagedown",), "Page down", "Scroll a long card, page by page.", "Moving", palette=False),
    Command("page-up", ("pageup",), "Page up", "Scroll a long card, page by page.", "Moving", palette=False),
)

DIALOG: Final = (
    Command("close", ("escape", "q"), "close", "Close this window.", "Everywhere", footer=1, palette=False),
    SCROLLING[0]._replace(label="scroll", footer=2),
    *SCROLLING[1:],
)


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The key bindings of the commands, as they come."""
    return [
        Binding(",".join(each.keys), each.action, each.label, show=False, id=each.name)
        for each in commands
        if each.keys
    ]


def lay_keys(node: DOMNode, commands: Iterable[Command], keymap: Mapping[str, str]) -> None:
    """Puts the commands of a screen or of the app on their keys, the learner's own if he has any.

    Textual's own `App.set_keymap` throws every command off a key from which one is moved, and here several share a key: space
    shows the answer, then takes the grade.
    """
    mine = {each.name: each for each in commands}
    laid = node._bindings.key_to_bindings  # noqa: SLF001  Textual has no other way to bind keys to a screen that exists
    others = {key: [each for each in found if each.id not in mine] for key, found in laid.items()}
    laid.clear()
    for command in mine.values():
        for key in keys_of(command, keymap):
            bound = Binding(key, command.action, command.label, show=False, id=command.name)
            laid.setdefault(key, []).append(bound)
    for key, found in others.items():
        if found:
            laid.setdefault(key, []).extend(found)


ARROWS: Final = {"up": "↑", "down": "↓", "left": "←", "right": "→"}
KEY_NAMES: Final = {
    **ARROWS,
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "slash": "/",
    "backslash": "\\",
    "plus": "+",
    "minus": "-",
    "at": "@",
    "underscore": "_",
}


def key_name(key: str) -> str:
    """A key as the footer and the help name it: `esc`, `?`, `^p`."""
    head, plus, last = key.rpartition("+")
    sign = key_to_character(last) if len(last) > 1 else None
    last = sign if sign and sign.isprintable() and not sign.isspace() else KEY_NAMES.get(last, last)
    return f"^{last}" if head == "ctrl" else f"{head}{plus}{last}"


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The command's keys: the learner's own if there are any in the keymap, where an empty text stands for none at all."""
    own = keymap.get(command.name)
    return command.keys if own is None else tuple(own.split(",")) if own else ()


class HelpRow(NamedTuple):
    """Keys and what they do."""

    keys: tuple[str, ...]
    help: str


def help_rows(commands: Iterable[Command], keymap: Mapping[str, str]) -> dict[str, list[HelpRow]]:
    """Rows for the help by heading, in the order of the registry; commands with the same sentence share one.

    A command without a key has that of the palette, which finds it by its name.
    """
    palette = next(command for command in EVERYWHERE if command.name == "command-palette")
    by_name = tuple(key_name(key) for key in keys_of(palette, keymap)[:1])
    groups: dict[str, list[HelpRow]] = {}
    for command in commands:
        rows = groups.setdefault(command.group, [])
        keys = tuple(key_name(key) for key in keys_of(command, keymap)) or by_name
        if rows and rows[-1].help == command.help:
            merged = tuple(dict.fromkeys((*rows[-1].keys, *keys)))
            rows[-1] = HelpRow(merged, command.help)
        else:
            rows.append(HelpRow(keys, command.help))
    return groups
