"""The settings file: read with all its faults at once, and one setting changed in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizcv.errors import ContentError, Diagnostic, QuizcvError
from quizcv.settings.values import Settings, fault_of

if TYPE_CHECKING:
    from pathlib import Path


def load_settings(path: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises:
        ContentError: The file can't be read, is no TOML, or a setting is unknown or out of bounds: all faults at once, with
            lines.
    """
    if not path.is_file():
        return Settings()
    return Settings(**_table(path, _text(path)))


def _text(path: Path) -> str:
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
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError([Diagnostic(str(path), line, 0, "this is no UTF-8; save the file as UTF-8")]) from None


def _table(path: Path, text: str) -> dict[str, Any]:
    """The settings a text sets.

    Raises:
        ContentError: It is no TOML, or a setting is unknown or out of bounds.
    """
    import tomllib  # noqa: PLC0415  only when there is a file to read

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError([_no_toml(path, str(error))]) from None
    faults = []
    for name, value in table.items():
        fault = fault_of(name, value)
        if fault:
            line = next((n for n, row in enumerate(text.splitlines(), 1) if _name_in(row) == name), 0)
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


def _name_in(line: str) -> str:
    """The name a line of the file sets; empty for none."""
    name, equals, _ = line.partition("=")
    return name.strip().strip("\"'") if equals else ""


def save_setting(path: Path, name: str, value: int | bool | str) -> None:  # noqa: FBT001  a value, not a switch
    """Writes one setting into the file, leaving all else as it is; the old file or the new one survives a crash.

    Raises:
        ContentError: Something else in the file is wrong; it is left as it is.
        QuizcvError: The file can't be written.
    """
    from quizcv.lasting import write_whole  # noqa: PLC0415  only when something is written

    shown = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, str):
        shown = '"' + "".join(_escaped(sign) for sign in value) + '"'
    old = _text(path) if path.is_file() else ""
    new = _with_setting(old, name, shown)
    try:
        changed = _table(path, new)
    except ContentError:
        _table(path, old)  # told with the lines of the file as it is
        raise
    if changed.get(name) != value:
        line = next((n for n, row in enumerate(old.splitlines(), 1) if _name_in(row) == name), 0)
        raise ContentError([Diagnostic(str(path), line, 1, f"{name} can't be changed here; change it by hand")])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, new)
    except OSError as error:
        message = (
            f"the settings {path} can't be written: {error.strerror or error}; allow writing to the file and its folder"
        )
        raise QuizcvError(message) from None


_ROW = re.compile(r"""([^=]*=\s*)("(?:\\.|[^"\\])*"|'[^']*'|[^\s#"']+)(\s*(?:\#.*)?)""", re.DOTALL)
"""A line that sets something: the name, the value, and what follows it."""


def _with_setting(text: str, name: str, shown: str) -> str:
    """The text with one setting changed in its place, its comment kept, or with a line more at the end."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    at = next((number for number, line in enumerate(lines) if _name_in(line) == name), None)
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
