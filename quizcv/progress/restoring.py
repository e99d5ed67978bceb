"""A backup becomes the log again; the present log is set aside, never thrown away."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError, UsageError
from quizcv.lasting import sync_folder
from quizcv.progress.backup import back_up
from quizcv.progress.file import BUSY_SECONDS, Condition, condition, telling

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.clock import Moment


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the log's path, its number of events, and where the log before it lies; None if there was none."""

    path: Path
    events: int
    aside: Path | None


def restore(path: Path, backup: Path, moment: Moment) -> Restored:
    """Makes `backup` the log at `path`, after it was found sound.

    At every moment of it there is a log at `path`: the present one, or from the renaming on the backup's. The restored log goes
    on under a new device name, since the numbers of the events it lacks may be known elsewhere already.

    Raises:
        UsageError: There is no backup at that path, or it is the log itself.
        DatabaseError: The backup is no log, a newer one or damaged; or the present log is open elsewhere. Nothing was changed.
    """
    if path.exists() and backup.exists() and path.samefile(backup):
        message = f"{backup} is the log itself; name a backup of it"
        raise UsageError(message)
    if condition(backup) is Condition.ABSENT:
        message = f"there is no backup at {backup}; the daily ones lie in the folder that quizcv where calls backups"
        raise UsageError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.restoring")
    staged.unlink(missing_ok=True)
    try:
        back_up(backup, staged)
        events = _as_new_device(staged)
        aside = _set_aside(path, moment)
        staged.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        message = f"the log {path} can't be replaced: {error.strerror or error}; allow writing to its folder"
        raise DatabaseError(message) from None
    finally:
        staged.unlink(missing_ok=True)
    return Restored(path, events, aside)


def _as_new_device(staged: Path) -> int:
    """Lets whoever opens the file next go on under a name of its own; gives the number of events."""
    with telling(staged), closing(sqlite3.connect(staged, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("UPDATE device SET own = 0")
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return int(events)


def _set_aside(path: Path, moment: Moment) -> Path | None:
    """Gives the present log, whatever its state, a second name; afterwards nothing of it waits beside `path`."""
    if not path.exists():
        return None
    _close_down(path)
    stamp = moment.local.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-before-restore-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-before-restore-{stamp}-{number}{path.suffix}")
    for ending in ("", "-wal"):
        present = path.with_name(path.name + ending)
        if present.exists():
            os.link(present, aside.with_name(aside.name + ending))
    sync_folder(path.parent)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return aside


def _close_down(path: Path) -> None:
    """Brings what waits in the write-ahead log into the file, if the file is sound enough; proves that nobody else has it open.

    Raises:
        DatabaseError: Another program has the log open.
    """
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            message = (
                f"the log {path} is open in another program; close that program and try again. Nothing was changed"
            )
            raise DatabaseError(message) from None
        # A damaged file can't be closed down; it is set aside as it lies, with what waits beside it.
