"""One log takes the place of another: the one before it is set aside, never thrown away, and at every moment there is a log.

SQLite is not asked to do any of it, since opening a damaged file may change it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from quizcv.errors import DatabaseError
from quizcv.lasting import sync_folder
from quizcv.progress.file import BUSY_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHARED_FIRST: Final = 0x40000002
_SHARED_SIZE: Final = 510
"""The bytes that SQLite locks while a database is open (https://www.sqlite.org/lockingv3.html, os_unix.c)."""
_BESIDE: Final = ("-wal", "-shm", "-journal")


Fingerprint = tuple[tuple[int, int, int] | None, ...]


def fingerprint(path: Path) -> Fingerprint:
    """What changes when somebody writes the log: which file it and its write-ahead log are, how long, and when written."""
    told: list[tuple[int, int, int] | None] = []
    for ending in ("", "-wal"):
        try:
            found = path.with_name(path.name + ending).stat()
        except FileNotFoundError:
            told.append(None)
        else:
            told.append((found.st_ino, found.st_size, found.st_mtime_ns))
    return tuple(told)


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Keeps every other program from the log until the end.

    Nothing in this process may have it open, and nothing may open it meanwhile but by what is given here. Where files can't
    be locked so, this promises nothing.

    Raises:
        DatabaseError: Another program has it open.
    """
    if sys.platform == "win32" or not path.exists():
        yield
        return
    import fcntl  # noqa: PLC0415  not on every system

    descriptor = os.open(path, os.O_RDWR)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError:
            raise open_elsewhere(path) from None
        yield
    finally:
        os.close(descriptor)


def open_elsewhere(path: Path) -> DatabaseError:
    """The refusal to replace a log that another program has open."""
    return DatabaseError(
        f"the log {path} is open in another program; close that program and try again. Nothing was changed"
    )


def one_file(path: Path) -> None:
    """Makes a log a single file that lasts, with nothing waiting beside it.

    Raises:
        sqlite3.Error: Another program has it open, or it can't be written.
    """
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def set_aside(path: Path, aside: Path) -> None:
    """Gives the log, and what waits beside it, a second name.

    Raises:
        OSError: The folder can't be written.
    """
    for ending in ("", "-wal"):
        present = path.with_name(path.name + ending)
        if present.exists():
            _second_name(present, aside.with_name(aside.name + ending))
    sync_folder(aside.parent)


def _second_name(present: Path, second: Path) -> None:
    try:
        os.link(present, second)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, or another one
        shutil.copy2(present, second)
        with second.open("rb+") as file:
            os.fsync(file.fileno())


def take_its_place(staged: Path, path: Path) -> None:
    """Puts a finished log where the one set aside was.

    What waits beside the old log is removed first: SQLite would take it for the new one's. A crash in between leaves the old
    file without it; both are in what was set aside.
    """
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    sync_folder(path.parent)
    staged.replace(path)
    sync_folder(path.parent)


def discard(staged: Path) -> None:
    """Removes a log that was not finished."""
    for ending in ("", *_BESIDE):
        staged.with_name(staged.name + ending).unlink(missing_ok=True)
