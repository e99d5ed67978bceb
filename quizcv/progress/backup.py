"""Copies of the log: whole even while somebody writes, checked, and on disk before they get their name.

Once on each study day the log is copied as it was before that day's first write, and older copies are thinned.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizcv.errors import DatabaseError, UsageError
from quizcv.lasting import sync_folder
from quizcv.progress.file import open_to_read, telling

if TYPE_CHECKING:
    from collections.abc import Iterable

DAILY: Final = 7
WEEKLY: Final = 4
MONTHLY: Final = 12


def back_up(log: Path, target: Path) -> Path:
    """Copies the log to `target`, which must not exist yet: one file, with all that was written before the call.

    Raises:
        UsageError: There is a file already.
        DatabaseError: The log can't be read, its copy is not sound, or the copy can't be written. There is no half copy.
    """
    if target.exists():
        message = f"{target} exists already and is left as it is; name another file for the backup"
        raise UsageError(message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except OSError as error:
        raise _unwritable(target, error) from None
    os.close(descriptor)
    temporary = Path(name)
    try:
        _copy(log, temporary, target)
        temporary.chmod(0o600)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _copy(log: Path, temporary: Path, target: Path) -> None:
    with telling(log), closing(open_to_read(log)) as source:
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing waiting beside it
                (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.OperationalError as error:
            message = f"the backup {target} could not be written ({error}); free some space, or name another folder"
            raise DatabaseError(message) from error
    if verdict != "ok":
        message = f"the log {log} is damaged ({verdict}), so no backup was made of it; quizcv doctor tells more"
        raise DatabaseError(message)
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())


def daily_backup(log: Path, folder: Path, day: date) -> Path | None:
    """Copies the log into `folder`, unless that was done on this study day already, and thins the older copies.

    Raises:
        DatabaseError: As for `back_up`.
    """
    target = folder / f"quizcv-{day.isoformat()}.db"
    if target.exists():
        return None
    try:
        back_up(log, target)
    except UsageError:  # another program was quicker
        return None
    copies = {each: path for path in folder.glob("quizcv-*.db") if (each := _day_of(path)) is not None}
    for each in copies.keys() - kept(copies):
        copies[each].unlink(missing_ok=True)
    return target


def kept(days: Iterable[date]) -> set[date]:
    """Which daily copies stay: the 7 latest, the latest of each of the 4 latest weeks, and of the 12 latest months."""
    latest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in latest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return {*latest_first[:DAILY], *list(weeks.values())[:WEEKLY], *list(months.values())[:MONTHLY]}


def _day_of(path: Path) -> date | None:
    """The study day of a daily copy; None for a file of another name."""
    try:
        return date.fromisoformat(path.stem.removeprefix("quizcv-"))
    except ValueError:
        return None


def _unwritable(target: Path, error: OSError) -> DatabaseError:
    return DatabaseError(f"the backup {target} can't be written: {error.strerror or error}; name another folder")
