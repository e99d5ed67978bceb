"""A backup becomes the log again; the present log is set aside, never thrown away."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError, UsageError
from quizcv.progress.aside import alone_with, discard, one_file, open_elsewhere, set_aside, take_its_place
from quizcv.progress.backup import Act, back_up, thin, unused, verified
from quizcv.progress.file import Condition, UnusableFileError, condition, explained, is_busy, telling
from quizcv.progress.rescue.sources import Contents, read_log
from quizcv.shown import count

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.clock import Moment


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the log's path, its number of events, and where the log before it lies; None if there was none."""

    path: Path
    events: int
    aside: Path | None


def restore(path: Path, backup: Path, backups: Path, moment: Moment) -> Restored:
    """Makes `backup` the log at `path`, after every event in it was found sound.

    The present log becomes a backup of its own in the folder `backups`; one that is damaged stays beside the log, as it lies. At
    every moment there is a log at `path`: the present one, or from the renaming on the backup's. The restored log goes on
    under a new device name, since the numbers of the events it lacks may be known elsewhere already.

    Raises:
        UsageError: There is no backup at that path, or it is the log itself.
        DatabaseError: The backup is no log, a newer one or damaged; or the present log is open elsewhere. Nothing was changed.
    """
    if path.exists() and backup.exists() and path.samefile(backup):
        message = f"{backup} is the log itself; name a backup of it"
        raise UsageError(message)
    contents_of(backup)
    staged = path.with_name(f".{path.name}.restoring")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        discard(staged)
        back_up(backup, staged)
        events = _as_new_device(staged)
        aside = _replace(path, staged, backups, moment)
    except OSError as error:
        message = f"the log {path} can't be replaced: {error.strerror or error}; allow writing to its folder"
        raise DatabaseError(message) from None
    finally:
        discard(staged)
    thin(backups)
    return Restored(path, events, aside)


def contents_of(backup: Path) -> Contents:
    """What a backup holds, after it was read to its last event, so that no damage is brought back.

    Raises:
        UsageError: There is none at that path.
        DatabaseError: It is no usable backup; the message says why, and that nothing was restored.
    """
    if not backup.is_file():
        message = f"there is no backup at {backup}; what there is, is told by: quizcv restore"
        raise UsageError(message)
    try:
        if condition(backup) is Condition.ABSENT:
            raise _unusable(backup, "it is empty")
        verified(backup)
        contents = read_log(backup)
    except UnusableFileError as error:
        raise _unusable(backup, error.reason) from None
    bad = contents.unsound
    if bad:
        many = f"{count(len(bad), 'event')} can't be believed, the first: {bad[0]}"
        raise _unusable(backup, f"it is damaged ({many})")
    return contents


def _unusable(backup: Path, reason: str) -> DatabaseError:
    return DatabaseError(
        f"{backup} is no usable backup: {reason}. Nothing was restored, and the log is as it was; name another one, they are "
        "listed by: quizcv restore"
    )


def _as_new_device(staged: Path) -> int:
    """Lets whoever opens the file next go on under a name of its own; gives the number of events."""
    with telling(staged), closing(sqlite3.connect(staged, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("UPDATE device SET own = 0")
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return int(events)


def _replace(path: Path, staged: Path, backups: Path, moment: Moment) -> Path | None:
    """Puts the staged log in the place of the present one, and gives the present one's second name."""
    if not path.exists():
        take_its_place(staged, path)
        return None
    stamp = f"{moment.local:%H%M%S}"
    if _is_whole(path):
        _as_one_file(path)
        backups.mkdir(parents=True, exist_ok=True)
        aside = unused(backups / f"before-{Act.RESTORE}-{moment.day}-{stamp}.db")
    else:
        aside = unused(path.with_name(f"{path.stem}-damaged-{moment.local:%Y%m%d}-{stamp}{path.suffix}"))
    with alone_with(path):
        set_aside(path, aside)
        take_its_place(staged, path)
    return aside


def _is_whole(path: Path) -> bool:
    try:
        verified(path)
    except DatabaseError:
        return False
    return True


def _as_one_file(path: Path) -> None:
    """Brings what waits in the write-ahead log into the file, so that the file alone is the log.

    Raises:
        DatabaseError: Another program has the log open, or SQLite can't do it.
    """
    try:
        one_file(path)
    except sqlite3.Error as error:
        if is_busy(error):
            raise open_elsewhere(path) from None
        raise explained(path, error) from error
