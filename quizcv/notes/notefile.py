"""Notes as they lie in files and folders, or come on standard input."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.errors import ContentError, Diagnostic, UsageError
from quizcv.notes.source import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

STDIN: Final = "-"
"""What standard input is called on the command line, in messages, and in the deck made from it."""
LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a note; more is refused."""
NOTE_SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ""})
IN_FOLDERS: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})
"""The kinds of file that are taken from a folder without being named."""
NOT_ENTERED: Final = frozenset(
    {
        "node_modules",
        "vendor",
        "third_party",
        "site-packages",
        "__pycache__",
        "venv",
        "env",
        "build",
        "dist",
        "target",
        "_build",
    }
)
"""Folders that hold other people's files, or made ones; hidden folders are not entered either."""
_MOST_STRANGE = 0.1
"""The part of a text that may be control characters and bytes that are no UTF-8; a file with more of them is no note."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


class NoteText(NamedTuple):
    """The text of a note.

    Args:
        name: The file as the learner would name it.
        text: Decoded, otherwise as it is.
        faulty_lines: Lines whose bytes were no UTF-8.
    """

    name: str
    text: str
    faulty_lines: tuple[int, ...] = ()


def read_note_file(path: Path) -> NoteText:
    """The text of a note's file.

    Raises:
        UsageError: It is no file that can be read.
        ContentError: It is no text.
    """
    return _as_text(str(path), _bytes(path))


def read_stdin(stream: BinaryIO) -> NoteText:
    """The text that comes on standard input.

    Raises:
        UsageError: It is too large, or a terminal that nobody sends a note through.
        ContentError: It is no text.
    """
    if stream.isatty():
        message = "there is no note on standard input; send one, as in: cat notes.md | quizcv import - --to notes"
        raise UsageError(message)
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = f"the note on standard input is larger than {LARGEST // 1024**2} MiB; split it"
        raise UsageError(message)
    return _as_text(STDIN, data)


def notes_below(folder: Path) -> Iterator[Path]:
    """The notes of a folder and of those below it, by name; each file once.

    Hidden files, hidden folders and those of `NOT_ENTERED` are left out. Links are followed to files inside the folder only.

    Raises:
        UsageError: The folder can't be looked into.
    """
    inside = os.path.realpath(folder)
    seen: set[str] = set()

    def refuse(error: OSError) -> None:
        message = f"{error.filename} can't be read: {(error.strerror or str(error)).lower()}; mend its permissions"
        raise UsageError(message)

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NOT_ENTERED)
        for name in sorted(files):
            path = Path(here, name)
            if name.startswith(".") or path.suffix.lower() not in IN_FOLDERS:
                continue
            real = os.path.realpath(path)
            if real not in seen and os.path.commonpath([inside, real]) == inside and Path(real).is_file():
                seen.add(real)
                yield path


def _as_text(name: str, data: bytes) -> NoteText:
    text, faulty = decode(data)
    strange = len(_NO_TEXT.findall(text))
    if strange > _MOST_STRANGE * len(text) and strange > 1:
        message = "this is no text, or none in UTF-8; save the note as UTF-8, or name another file"
        raise ContentError([Diagnostic(name, 0, 0, message)])
    return NoteText(name, text, faulty)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            message = f"{path} is a folder, no note"
            raise UsageError(message)
        if not stat.S_ISREG(path.stat().st_mode):
            message = f"{path} is no file but a device or a pipe; write the note to a file first, or send it to: quizcv import -"
            raise UsageError(message)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        message = f"{path} can't be read: {(error.strerror or str(error)).lower()}; check the name"
        raise UsageError(message) from None
    if len(data) > LARGEST:
        message = f"{path} is larger than {LARGEST // 1024**2} MiB; split it"
        raise UsageError(message)
    return data
