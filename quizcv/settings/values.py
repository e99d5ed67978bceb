"""What the learner may set, as the settings file has it: all that is wrong in it is told at once.

This is read at each start, so it holds no more than is needed to read a file. What a setting means to the learner stands
in `registry`, under the same name; a test keeps the two together.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from quizcv.errors import ContentError, Diagnostic

if TYPE_CHECKING:
    from pathlib import Path


class Settings(NamedTuple):
    """What the learner may set; the file holds `name = value` lines in TOML. What each means is told by the registry."""

    new_per_day: int = 20
    reviews_per_day: int = 0
    due_order: Literal["overdue", "relative", "decks", "random"] = "overdue"
    new_order: Literal["turns", "decks", "random"] = "turns"
    mixing: Literal["after", "before", "mixed"] = "after"
    bury_siblings: bool = True
    rollover_hour: int = 4
    scheduler: Literal["sm2", "sm2-text"] = "sm2"
    fuzz: bool = False
    maximum_interval: int = 0
    buttons: Literal["four", "six"] = "four"
    grade_keys: Literal["digits", "home-row"] = "digits"
    leech_lapses: int = 8
    suspend_leeches: bool = False
    theme: str = "quizcv-dark"
    animations: bool = True
    shipped_decks: bool = True
    sync_folder: str = ""
    editor: str = ""
    learner: str = ""
    keys: tuple[tuple[str, object], ...] = ()
    """Commands with keys of the learner's own, as the file's table [keys] has them: the app knows which are any good."""


BOUNDS: dict[str, tuple[int, int]] = {
    "new_per_day": (0, 9999),
    "reviews_per_day": (0, 99999),
    "rollover_hour": (0, 23),
    "maximum_interval": (0, 36500),
    "leech_lapses": (2, 99),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "due_order": ("overdue", "relative", "decks", "random"),
    "new_order": ("turns", "decks", "random"),
    "mixing": ("after", "before", "mixed"),
    "scheduler": ("sm2", "sm2-text"),
    "buttons": ("four", "six"),
    "grade_keys": ("digits", "home-row"),
}
KEYS = "keys"
"""The only table of the file."""
THEMES = (
    *("quizcv-dark", "quizcv-light", "ansi", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha"),
    *("dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato"),
    *("solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn"),
    *("atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light"),
)
"""The app's themes, ours first; a test keeps them equal to the app's. A file may name another one, of another version."""


def load_settings(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises:
        ContentError: The file can't be read, is no TOML, or a setting is unknown or out of bounds: all faults at once, with
            lines.
    """
    if not path.is_file():
        return Settings()
    return settings_of(table_of(path, text_of(path)))


def settings_of(table: dict[str, Any]) -> Settings:
    """The settings of a table without faults."""
    if KEYS in table:
        table = {**table, KEYS: tuple(table[KEYS].items())}
    return Settings(**table)


def text_of(path: Path) -> str:
    """What the file holds, its line endings as they are.

    Raises:
        ContentError: It can't be read, or is no UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"the settings can't be read: {error.strerror or error}; allow reading the file"
        raise ContentError([Diagnostic(str(path), 0, 0, message)]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError([Diagnostic(str(path), line, 0, "this is no UTF-8; save the file as UTF-8")]) from None


def table_of(path: Path, text: str) -> dict[str, Any]:
    """The settings a text sets.

    Raises:
        ContentError: It is no TOML, or a setting is unknown or out of bounds.
    """
    import tomllib  # noqa: PLC0415  only when there is a file to read

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_no_toml(path, str(error))]) from None
    except RecursionError:
        raise ContentError([_no_toml(path, "brackets in brackets without end")]) from None
    faults = []
    for name, value in table.items():
        fault = fault_of(name, value).replace(SEE, "take the line out")
        if fault:
            faults.append(Diagnostic(str(path), line_of(text, name), 1, fault))
    if faults:
        raise ContentError(faults)
    return table


def _no_toml(path: Path, reason: str) -> Diagnostic:
    """The fault of a file that is no TOML, at the place its parser names at the end of its message."""
    what, _, where = reason.rstrip(")").partition(" (at ")
    numbers = [int(word) for word in where.replace(",", "").split() if word.isdigit()]
    line, column = (*numbers, 0, 0)[:2]
    return Diagnostic(str(path), line, column, f"this is no TOML ({what}); write lines like: new_per_day = 20")


def line_of(text: str, name: str) -> int:
    """The line, from 1 on, at which the file sets a name, `editor` or `keys.undo`; 0 if it does not."""
    table = ""
    for number, row in enumerate(text.splitlines(), 1):
        heading = row.strip()
        if heading.startswith("["):
            table = heading.partition("]")[0].strip("[ \"'") + "."
        found = table + name_in(row)
        if found == name or found.startswith(f"{name}."):
            return number
    return 0


def name_in(line: str) -> str:
    """The name a line of the file sets; empty for none."""
    name, equals, _ = line.partition("=")
    return ".".join(part.strip().strip("\"'") for part in name.split(".")) if equals else ""


def _is_whole_path(text: str) -> bool:
    """Whether a path means the same wherever a command is run."""
    return text.startswith("~") or os.path.isabs(text)  # noqa: PTH117  pathlib would be paid for at each start


SEE = "see: quizcv settings"
"""The mend for a name nobody knows, on the command line; with a file that has one, that command would tell the same fault."""


def fault_of(name: str, value: object) -> str:
    """What is wrong with a setting, and the mend; empty if nothing is."""
    defaults = Settings._field_defaults
    if name not in defaults:
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        known, sign, _ = name.partition("=")
        if sign and known in defaults:
            return f"there is no setting {name!r}; put a space where the = is"
        near = get_close_matches(name, defaults, 1)
        return f"there is no setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else f"; {SEE}")
    if name == KEYS:
        return (
            ""
            if isinstance(value, dict)
            else f'{KEYS} is a table, [{KEYS}], with a line for each command: undo = "ctrl+r"'
        )
    wanted = type(defaults[name])
    if type(value) is not wanted:
        names = {int: "a whole number", bool: "true or false", str: "a text in quotes"}
        return f"{name} takes {names[wanted]}, not {value!r}"
    if name in BOUNDS and isinstance(value, int):
        low, high = BOUNDS[name]
        if not low <= value <= high:
            return f"{name} lies between {low} and {high}, not {value}"
    if name == "sync_folder" and value and not _is_whole_path(str(value)):
        return f"sync_folder is a whole path, like ~/Sync/quizcv, not {value!r}"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} can't be {value!r}; it is one of {', '.join(CHOICES[name])}"
    return ""
