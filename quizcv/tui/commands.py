"""Every command of the app, told once: key binding, footer entry, palette entry and help row come from here.

A command's name is the id of its bindings, so a keymap of the learner's own (`App.set_keymap`) moves all four together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.binding import Binding

from quizcv.scheduler import GRADES
from quizcv.session import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def _grade(buttons: str, name: str, key: str, grade: int) -> Command:
    sentence = "Grade the card: how well did you know it?"
    label = f"Grade {grade}"
    return Command(name, (key,), label, sentence, "Grading", palette=False, method="grade", arguments=(grade, buttons))


def _option(number: int) -> Command:
    return Command(
        f"option-{number}",
        (str(number % 10),),
        f"Option {number}",
        "Choose an option; where several are right, mark it or take the mark off.",
        "Answering",
        palette=False,
        method="option",
        arguments=(number,),
    )


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
    Command("quit", ("ctrl+q",), "Quit", "Leave quizcv; every grade is saved already.", "Everywhere"),
)

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

HOME: Final = (
    Command(
        "begin",
        ("enter",),
        "begin",
        "Begin the review: of all decks, or of the deck chosen in the table.",
        "Home",
        footer=10,
    ),
    Command(
        "next-deck",
        ("down", "j"),
        "Next deck",
        "Choose a deck in the table; Enter then reviews only that one.",
        "Home",
        palette=False,
    ),
    Command(
        "previous-deck",
        ("up", "k"),
        "Previous deck",
        "Choose a deck in the table; Enter then reviews only that one.",
        "Home",
        palette=False,
    ),
    Command(
        "open-group",
        ("right", "l"),
        "open",
        "Show the decks of the group pointed at, or its line alone.",
        "Home",
        footer=21,
    ),
    Command(
        "close-group",
        ("left", "h"),
        "close",
        "Show the decks of the group pointed at, or its line alone.",
        "Home",
        footer=22,
    ),
    Command("all-decks", ("escape",), "all decks", "Choose all decks again.", "Home", footer=20),
    Command(
        "drill",
        ("d",),
        "drill",
        "Practise generated problems without end; nothing is scheduled or logged.",
        "Home",
        footer=25,
    ),
    Command(
        "statistics",
        ("s",),
        "statistics",
        "See what was reviewed and remembered, and what lies ahead.",
        "Home",
        footer=28,
    ),
    Command(
        "import",
        ("i",),
        "import",
        "Import a note: see what becomes of it, decide, and write a deck.",
        "Home",
        footer=31,
        method="import_note",
    ),
    Command(
        "sync-now",
        ("y",),
        "sync",
        "Sync with the folder that is set, and with what other devices put there.",
        "Home",
        footer=32,
        palette=False,
    ),
    UNDO,
    Command("leave", ("q",), "quit", "Leave; every grade is saved already.", "Everywhere", footer=80, palette=False),
)

REVIEW: Final = (
    Command("choose", ("space",), "choose", "Choose the option pointed at.", "Answering", footer=3, palette=False),
    Command("reveal", ("space", "enter"), "show the answer", "Show the answer.", "Answering", footer=1),
    Command("next-step", ("space",), "next step", "Show the next step of the worked way.", "Answering", footer=2),
    Command("hint", ("h", "f2"), "hint", "Show a hint; again for the next one.", "Answering", footer=11),
    Command(
        "switch-keys",
        ("escape", "tab"),
        "keys",
        "From the answer's box to the keys below it, and back.",
        "Answering",
        footer=12,
        palette=False,
    ),
    Command(
        "stop-comparing",
        ("escape",),
        "stop waiting",
        "While a formula is compared: wait no longer, and grade it yourself.",
        "Answering",
        footer=6,
    ),
    *(_option(number) for number in range(1, 11)),
    Command(
        "next-option", ("down",), "Next option", "Point at the next or the previous option.", "Answering", palette=False
    ),
    Command(
        "previous-option",
        ("up",),
        "Previous option",
        "Point at the next or the previous option.",
        "Answering",
        palette=False,
    ),
    Command(
        "accept", ("space", "enter"), "accept", "Take the suggested grade, the one in brackets.", "Grading", footer=4
    ),
    *(_grade("four", name, str(key), grade) for key, (name, grade) in enumerate(BUTTONS.items(), 1)),
    *(_grade("six", f"grade-{grade}", str(grade), grade) for grade in GRADES),
    UNDO,
    Command("suspend", ("s",), "suspend", "Set the card aside until you resume it.", "The card", footer=42),
    Command("bury", ("b",), "bury", "Put the card off until tomorrow.", "The card", footer=43),
    Command(
        "flag",
        ("f",),
        "flag",
        "Flag the card with a few words of your own; leave them empty to take the flag off.",
        "The card",
        footer=44,
    ),
    Command(
        "edit", ("e",), "edit", "Open the deck in your editor at this card, and come back to it.", "The card", footer=41
    ),
    Command("history", ("i",), "history", "What happened to this card so far.", "The card", footer=45),
    Command(
        "math-source",
        ("m",),
        "math source",
        "Show formulas as they were written, or drawn again.",
        "The card",
        footer=46,
    ),
    Command("open-picture", ("o",), "picture", "Open the card's picture in a window.", "The card", footer=40),
    *SCROLLING,
    Command(
        "more",
        ("enter",),
        "more new cards",
        "At the end: ten more new cards, beyond today's number.",
        "The end",
        footer=5,
    ),
    Command("leave", ("q",), "leave", "Leave; every grade is saved already.", "Everywhere", footer=80),
)

DIALOG: Final = (
    Command("close", ("escape", "q"), "close", "Close this window.", "Everywhere", footer=1, palette=False),
    *SCROLLING,
)


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The key bindings of the commands."""
    return [
        Binding(",".join(each.keys), each.action, each.label, show=False, id=each.name)
        for each in commands
        if each.keys
    ]


KEY_NAMES: Final = {
    "question_mark": "?",
    "slash": "/",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def key_name(key: str) -> str:
    """A key as the footer and the help name it: `esc`, `?`, `^p`."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return KEY_NAMES.get(key, key)


def keys_of(command: Command, keymap: dict[str, str]) -> tuple[str, ...]:
    """The command's keys, the learner's own before the default ones."""
    own = keymap.get(command.name)
    return tuple(own.split(",")) if own else command.keys


class HelpRow(NamedTuple):
    """Keys and what they do."""

    keys: tuple[str, ...]
    help: str


def help_rows(commands: Iterable[Command], keymap: dict[str, str]) -> dict[str, list[HelpRow]]:
    """Rows for the help by heading, in the order of the registry; commands with the same sentence share one."""
    groups: dict[str, list[HelpRow]] = {}
    for command in commands:
        rows = groups.setdefault(command.group, [])
        keys = tuple(key_name(key) for key in keys_of(command, keymap)) or ("^p",)
        if rows and rows[-1].help == command.help:
            merged = tuple(dict.fromkeys((*rows[-1].keys, *keys)))
            rows[-1] = HelpRow(merged, command.help)
        else:
            rows.append(HelpRow(keys, command.help))
    return groups


def review_commands(buttons: str) -> tuple[Command, ...]:
    """The review's commands with the grade keys of the setting: four buttons or six."""
    return tuple(command for command in REVIEW if command.method != "grade" or command.arguments[1] == buttons)
