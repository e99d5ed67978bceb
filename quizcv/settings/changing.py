"""One setting changed: read as it was typed, and written into the file, of which all else stays as the learner wrote it."""

from __future__ import annotations

import errno
import re
import tomllib
from typing import TYPE_CHECKING, Any

from quizcv.errors import ContentError, Diagnostic, QuizcvError, UsageError
from quizcv.lasting import write_whole
from quizcv.settings.values import KEYS, THEMES, Settings, fault_of, line_of, table_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

Saved = int | bool | str | list[str]
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
        fault = f"{name} can't be {text!r}; it is one of {', '.join(THEMES)}"
    if fault:
        raise UsageError(fault)
    return value


def save_setting(path: Path, name: str, value: Saved) -> None:
    """Writes one setting into the file, leaving all else as it is; the old file or the new one survives a crash.

    Args:
        path: The settings file; it need not be there.
        name: A setting, or `keys.` and a command.
        value: What is set.

    Raises:
        ContentError: Something else in the file is wrong; it is left as it is.
        QuizcvError: The file can't be written.
    """
    old = text_of(path) if path.is_file() else ""
    _change(path, old, _with_setting(old, name, _shown(value)), name, value)


def reset_setting(path: Path, name: str) -> bool:
    """Takes one setting out of the file, so that it is as quizcv comes; what was remarked beside it stays.

    Returns:
        Whether it was set.

    Raises:
        ContentError: Something else in the file is wrong; it is left as it is.
        QuizcvError: The file can't be written.
    """
    old = text_of(path) if path.is_file() else ""
    if not line_of(old, name) and _found(table_of(path, old), name) is None:
        return False
    _change(path, old, _without_setting(old, name), name, None)
    return True


def _change(path: Path, old: str, new: str, name: str, value: Saved | None) -> None:
    """Writes the new text, if it says what it is meant to."""
    try:
        changed = table_of(path, new)
    except ContentError:
        table_of(path, old)  # told with the lines of the file as it is
        raise
    if _found(changed, name) != value:
        fault = f"{name} can't be changed here; change it by hand"
        raise ContentError([Diagnostic(str(path), line_of(old, name) or line_of(old, KEYS), 1, fault)])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, new)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        mend = "free some space and try again" if full else "allow writing to the file and its folder"
        message = f"the settings {path} can't be written: {error.strerror or error}; {mend}"
        raise QuizcvError(message) from None


def _found(table: dict[str, Any], name: str) -> object:
    """What a table sets a name to; None for nothing."""
    if name.startswith(f"{KEYS}."):
        keys = table.get(KEYS)
        return keys.get(name.partition(".")[2]) if isinstance(keys, dict) else None
    return table.get(name)


def _with_setting(text: str, name: str, shown: str) -> str:
    """The text with one setting changed in its place, its remark kept, or with a line more where its table ends."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    at = line_of(text, name)
    if at:
        size, remark = _extent(lines, at - 1)
        head = lines[at - 1].partition("=")
        space = head[2][: len(head[2]) - len(head[2].lstrip(" \t"))]
        lines[at - 1 : at - 1 + size] = [f"{head[0]}={space}{shown}{remark or ending}"]
        return "".join(lines)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += ending
    table, _, last = name.rpartition(".")
    first = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    if not table:
        gap = [ending] if first < len(lines) and first and lines[first - 1].strip() else []
        lines[first:first] = [f"{name} = {shown}{ending}", *gap]
    elif end := line_of(text, table):
        if not lines[end - 1].lstrip().startswith("["):
            return text  # the whole table in one line is the learner's own to change
        while end < len(lines) and not lines[end].lstrip().startswith("["):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        lines.insert(end, f"{last} = {shown}{ending}")
    else:
        lines += [*([ending] if lines else []), f"[{table}]{ending}", f"{last} = {shown}{ending}"]
    return "".join(lines)


def _without_setting(text: str, name: str) -> str:
    """The text without one setting; a remark behind it stays, on a line of its own."""
    at = line_of(text, name)
    if not at:
        return text
    lines = text.splitlines(keepends=True)
    size, remark = _extent(lines, at - 1)
    lines[at - 1 : at - 1 + size] = [remark.lstrip()] if remark.strip() else []
    return "".join(lines)


def _extent(lines: list[str], at: int) -> tuple[int, str]:
    """How many lines a value that begins here takes, and what stands behind it on the last: space, a remark, the line's end."""
    for size in range(1, len(lines) - at + 1):
        setting = "".join(lines[at : at + size])
        if not _is_toml(setting):
            continue
        for end in (place for place, sign in enumerate(setting) if sign == "#"):
            if _is_toml(setting[:end]):
                kept = setting[:end].rstrip()
                return size, setting[len(kept) :]
        return size, setting[len(setting.rstrip()) :]
    return 1, ""


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True


def _shown(value: Saved) -> str:
    """A value as TOML has it."""
    if isinstance(value, list):
        return f"[{', '.join(_shown(each) for each in value)}]"
    if isinstance(value, str):
        return '"' + "".join(_escaped(sign) for sign in value) + '"'
    return str(value).lower() if isinstance(value, bool) else str(value)


def _escaped(sign: str) -> str:
    """A character as a text in TOML has it."""
    if sign in {'"', "\\"}:
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"
