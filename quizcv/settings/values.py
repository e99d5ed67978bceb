"""What the learner may set, as the settings file has it: all that is wrong in it is told at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from quizcv.errors import ContentError, Diagnostic

if TYPE_CHECKING:
    from pathlib import Path


class Settings(NamedTuple):
    """What the learner may set; the file holds `name = value` lines in TOML.

    Args:
        new_per_day: New cards begun on a study day.
        reviews_per_day: Due cards asked on a study day; 0 for all.
        rollover_hour: The local hour at which a study day begins.
        scheduler: sm2 or sm2-text.
        fuzz: Spread due days a little.
        maximum_interval: Longest interval in days; 0 for no bound.
        buttons: four (Again, Hard, Good, Easy on 1-4) or six (grades 0-5).
        leech_lapses: A card forgotten so often is a leech: told and tagged.
        suspend_leeches: Whether a leech is set aside at once.
        theme: The app's theme.
        animations: Whether the app may animate.
        shipped_decks: Whether the decks shipped with quizcv are reviewed.
        sync_folder: The folder shared with other devices, synced when the app begins and ends; empty: none.
        editor: The editor for `e`; empty: $VISUAL, then $EDITOR, then vi.
        learner: Whose log on a server that keeps those of several, unless QUIZCV_LEARNER says it; empty: the database user's own.
    """

    new_per_day: int = 20
    reviews_per_day: int = 0
    rollover_hour: int = 4
    scheduler: Literal["sm2", "sm2-text"] = "sm2"
    fuzz: bool = False
    maximum_interval: int = 0
    buttons: Literal["four", "six"] = "four"
    leech_lapses: int = 8
    suspend_leeches: bool = False
    theme: str = "quizcv-dark"
    animations: bool = True
    shipped_decks: bool = True
    sync_folder: str = ""
    editor: str = ""
    learner: str = ""


BOUNDS: dict[str, tuple[int, int]] = {
    "new_per_day": (0, 9999),
    "reviews_per_day": (0, 99999),
    "rollover_hour": (0, 23),
    "maximum_interval": (0, 36500),
    "leech_lapses": (2, 99),
}
CHOICES: dict[str, tuple[str, ...]] = {"scheduler": ("sm2", "sm2-text"), "buttons": ("four", "six")}
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
    return Settings(**table_of(path, text_of(path)))


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
        fault = fault_of(name, value)
        if fault:
            line = next((n for n, row in enumerate(text.splitlines(), 1) if name_in(row) == name), 0)
            faults.append(Diagnostic(str(path), line, 1, fault))
    if faults:
        raise ContentError(faults)
    return table


def _no_toml(path: Path, reason: str) -> Diagnostic:
    """The fault of a file that is no TOML, at the place its parser names at the end of its message."""
    what, _, where = reason.rstrip(")").partition(" (at ")
    numbers = [int(word) for word in where.replace(",", "").split() if word.isdigit()]
    line, column = (*numbers, 0, 0)[:2]
    return Diagnostic(str(path), line, column, f"this is no TOML ({what}); write lines like: new_per_day = 20")


def name_in(line: str) -> str:
    """The name a line of the file sets; empty for none."""
    name, equals, _ = line.partition("=")
    return name.strip().strip("\"'") if equals else ""


def _is_whole_path(text: str) -> bool:
    """Whether a path means the same wherever a command is run."""
    return text.startswith("~") or os.path.isabs(text)  # noqa: PTH117  pathlib would be paid for at each start


def fault_of(name: str, value: object) -> str:
    """What is wrong with a setting, and the mend; empty if nothing is."""
    defaults = Settings._field_defaults
    if name not in defaults:
        from difflib import get_close_matches  # noqa: PLC0415  only for the message

        near = get_close_matches(name, defaults, 1)
        return f"there is no setting {name!r}" + (f"; did you mean {near[0]!r}?" if near else "; see: quizcv settings")
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
        return f"{name} is one of {', '.join(CHOICES[name])}, not {value!r}"
    return ""
