"""What a log that looks whole has lost: events of its own device that a backup or a file of events still has.

SQLite can't tell when the end of a log is gone: the file is whole, and older. What was written elsewhere in the meantime can.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError
from quizcv.events import Event
from quizcv.progress.backup import kind_and_day
from quizcv.progress.exported.reading import read_events
from quizcv.progress.file import open_to_read, telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

_OWN = "SELECT event.id FROM event JOIN device ON device.number = event.device WHERE device.id = ?"


def lost_events(log: Path, device: str, backups: Path, files: Sequence[Path]) -> tuple[set[bytes], str]:
    """The ids of the device's events that the log lacks, and where some of them are.

    Raises:
        DatabaseError: The log can't be read.
    """
    with telling(log):
        known = _ids(log, device)
    lost: set[bytes] = set()
    where = ""
    copies = [(day, path.stat().st_mtime, path) for path in backups.glob("*.db") if (day := kind_and_day(path)[1])]
    if copies:
        latest = max(copies)[-1]
        more = _ids_or_none(latest, device) - known
        where = f"the backup {latest}" if more else where
        lost |= more
    for path in files:
        told = {each.id.bytes for each in read_events(path) if isinstance(each, Event) and each.device == device}
        where = f"the events in {path}" if told - known - lost else where
        lost |= told - known
    return lost, where


def _ids(path: Path, device: str) -> set[bytes]:
    with closing(open_to_read(path)) as connection:
        return _read(connection, device)


def _read(connection: sqlite3.Connection, device: str) -> set[bytes]:
    return {bytes(identity) for (identity,) in connection.execute(_OWN, (device,))}


def _ids_or_none(path: Path, device: str) -> set[bytes]:
    """A backup that can't be read has lost nothing: it is told where backups are listed."""
    try:
        with telling(path):
            return _ids(path, device)
    except DatabaseError:
        return set()
