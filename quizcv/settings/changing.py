"""One setting changed: read as it was typed, and written into the file."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

from quizcv.errors import ContentError, Diagnostic, QuizcvError, UsageError
from quizcv.lasting import write_whole
from quizcv.settings.values import THEMES, Settings, fault_of, name_in, table_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

MOST_DIGITS = 20
"""Read of a whole number that is typed."""


def parse_setting(name: str, text: str) -> int | bool | str:
    """The value of a setting typed on the command line.

    Raises:
        UsageError: The setting is unknown or the value unusable.
    """
    kinds = {name: type(default) for name, default in Settings._field_defaults.items()}
    value: int | bool | str = text
    if kinds.get(name) is bool and text.lower() in {"true", "false", "on", "off", "yes", "no"}:
        value = text.lower() in {"true", "on", "yes"}
    elif kinds.get(name) is int and re.fullmatch("-?[0-9]+", text):
        value = int(text[:MOST_DIGITS])  # longer ones are out of all bounds, whatever their end
    fault = fault_of(name, value)
    if name == "theme" and text not in THEMES:
        fault = f"{name} is one of {', '.join(THEMES)}, not {text!r}"
    if fault:
        raise UsageError(fault)
    return value


def save_setting(path: Path, name: str, value: int | bool | str) -> None:  # noqa: FBT001  a value, not a switch
    """Writes one setting into the file, leaving all else as it is; the old file or the new one survives a crash.

    Raises:
        ContentError: Something else in the file is wrong; it is left as it is.
        QuizcvError: The file can't be written.
    """
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, str):
        shown = '"' + "".join(_escaped(sign) for sign in value) + '"'
    old = text_of(path) if path.is_file() else ""
    new = _with_setting(old, name, shown)
    try:
        changed = table_of(path, new)
    except ContentError:
        table_of(path, old)  # told with the lines of the file as it is
        raise
    if changed.get(name) != value:
        line = next((n for n, row in enumerate(old.splitlines(), 1) if name_in(row) == name), 0)
        raise ContentError([Diagnostic(str(path), line, 1, f"{name} can't be changed here; change it by hand")])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, new)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        mend = "free some space and try again" if full else "allow writing to the file and its folder"
        message = f"the settings {path} can't be written: {error.strerror or error}; {mend}"
        raise QuizcvError(message) from None


_ROW = re.compile(r"""([^=]*=\s*)("(?:\\.|[^"\\])*"|'[^']*'|[^\s#"']+)(\s*(?:\#.*)?)""", re.DOTALL)
"""A line that sets something: the name, the value, and what follows it."""


def _with_setting(text: str, name: str, shown: str) -> str:
    """The text with one setting changed in its place, its comment kept, or with a line more at the end."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    at = next((number for number, line in enumerate(lines) if name_in(line) == name), None)
    if at is None:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += ending
        lines.append(f"{name} = {shown}{ending}")
    else:
        found = _ROW.fullmatch(lines[at])
        lines[at] = f"{found[1]}{shown}{found[3]}" if found else f"{name} = {shown}{ending}"
    return "".join(lines)


def _escaped(sign: str) -> str:
    """A character as a text in TOML has it."""
    if sign in {'"', "\\"}:
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"
