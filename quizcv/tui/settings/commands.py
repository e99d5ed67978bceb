"""The commands of the settings."""

from __future__ import annotations

from typing import Final

from quizcv.tui.commands import Command

_POINTING: Final = "Point at another setting or command."
_FAR: Final = "Point a page further, or at the first or the last line."
_GROUPS: Final = "Go to the next or the previous heading."
_STEPPING: Final = "Take the next or the previous value."

SETTINGS: Final = (
    Command(
        "change-setting",
        ("enter", "space"),
        "change",
        "Change what is pointed at: switch it, take its next value, type one, or press another key.",
        "Settings",
        footer=10,
    ),
    Command("next-value", ("right", "l"), "next value", _STEPPING, "Settings", footer=12, palette=False),
    Command("previous-value", ("left", "h"), "previous value", _STEPPING, "Settings", footer=13, palette=False),
    Command(
        "default-value",
        ("d", "backspace"),
        "default",
        "Set it back to its default.",
        "Settings",
        footer=14,
    ),
    Command("add-key", ("a",), "add a key", "Give the command pointed at one key more.", "Settings", footer=11),
    Command(
        "find-setting",
        ("slash",),
        "find",
        "Type words to see only the settings and commands that hold them.",
        "Settings",
        footer=30,
    ),
    Command(
        "edit-settings",
        ("e",),
        "edit the file",
        "Open the settings file in your editor, at the line of what is pointed at; it is read again afterwards.",
        "Settings",
        footer=31,
    ),
    Command("next-setting", ("down", "j"), "Next line", _POINTING, "Moving", palette=False),
    Command("previous-setting", ("up", "k"), "Previous line", _POINTING, "Moving", palette=False),
    Command("next-heading", ("tab",), "next heading", _GROUPS, "Moving", footer=20, palette=False),
    Command("previous-heading", ("shift+tab",), "Previous heading", _GROUPS, "Moving", palette=False),
    Command("settings-down", ("pagedown",), "A page down", _FAR, "Moving", palette=False),
    Command("settings-up", ("pageup",), "A page up", _FAR, "Moving", palette=False),
    Command("first-setting", ("home", "g"), "First line", _FAR, "Moving", palette=False),
    Command("last-setting", ("end", "G"), "Last line", _FAR, "Moving", palette=False),
    Command(
        "close-settings",
        ("escape", "q"),
        "back",
        "Back to the screen before; first of all leave the box for words or for a value.",
        "Settings",
        footer=80,
    ),
)

RECORDING: Final = (
    Command(
        "swap-keys",
        ("enter",),
        "swap",
        "Take a key that another command has, and give that one the old key.",
        "A new key",
        footer=1,
    ),
    Command(
        "stop-recording", ("escape",), "cancel", "Leave the keys as they are.", "A new key", footer=80, palette=False
    ),
)
