"""Copies of the log: whole even while somebody writes, verified, and on disk before they get their name.

Once on each study day the log is copied as it was before that day's first write; and before anything that changes it as a
whole. Older copies are thinned, each kind by itself.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.errors import DatabaseError, UsageError
from quizcv.lasting import sync_folder
from quizcv.progress.file import SEE_DOCTOR, VERSION, Condition, UnusableFileError, condition, open_to_read, telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.clock import Moment

DAILY: Final = 7
WEEKLY: Final = 4
MONTHLY: Final = 12
LEFT_BEHIND_SECONDS: Final = 3600.0
"""No copy takes an hour; a temporary file older than that belongs to one that was killed."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NAME: Final = re.compile(
    r"(quizcv|before-[a-z]+(?:-[0-9]+)?)-([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[0-9]{6}(?:-[0-9]+)?)?\.db"
)
_DAY_ONLY: Final = "quizcv"


class Act(StrEnum):
    """What a copy is made before; its name says so: `before-repair-2026-03-01-141530.db`."""

    UPGRADE = f"version-{VERSION}"
    REPAIR = "repair"
    RESTORE = "restore"
    SYNC = "sync"


ONCE_A_DAY: Final = frozenset({Act.UPGRADE, Act.SYNC})
"""Before these the first copy of the study day is enough: they only add to the log, or are all or nothing."""


class Copied(NamedTuple):
    """What a verified copy holds."""

    events: int
    last: datetime | None
    """The instant of its latest grade, in UTC; None where nothing was graded."""


def back_up(log: Path, target: Path) -> Path:
    """Copies the log to `target`, which must not exist yet: one file, with all that was written before the call.

    The copy is read again before it gets its name: it is whole, a log, and has as many events as there were.

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
        events = _copy(log, temporary, target)
        _read_again(log, temporary, target, events)
        temporary.chmod(0o600)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        temporary.unlink(missing_ok=True)
    return target


def _copy(log: Path, temporary: Path, target: Path) -> int:
    """Copies the log as it is at one moment, and gives its number of events then."""
    with telling(log), closing(open_to_read(log)) as source:
        source.execute("BEGIN")  # the copy and the count are of one moment
        events = count_events(source)
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing waiting beside it
        except sqlite3.OperationalError as error:
            message = f"the backup {target} could not be written ({error}); free some space, or name another folder"
            raise DatabaseError(message) from error
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    return events


def _read_again(log: Path, temporary: Path, target: Path, events: int) -> None:
    try:
        found = verified(temporary).events
    except DatabaseError as error:
        message = f"the log {log} is damaged, so no backup was made of it ({error}); {SEE_DOCTOR}"
        raise DatabaseError(message) from error
    if found != events:
        message = (
            f"the backup {target} had {found} events where the log has {events}, so it was not kept; check the disk"
        )
        raise DatabaseError(message)


def verified(path: Path) -> Copied:
    """What a copy holds, after it was found to be a log, of a version known here, and whole.

    Raises:
        DatabaseError: It is none of these; the message says what is wrong.
    """
    if condition(path) is Condition.ABSENT:
        return Copied(0, None)
    with telling(path), closing(open_to_read(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict == "ok" and connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            verdict = "an event names a device that is not there"
        if verdict != "ok":
            message = f"the file {path} is damaged: {verdict}"
            raise UnusableFileError(message, f"it is damaged: {verdict}")
        events = count_events(connection)
        last = None
        if events:
            (last,) = connection.execute("SELECT max(instant) FROM event WHERE grade IS NOT NULL").fetchone()
    return Copied(events, None if last is None else _EPOCH + timedelta(microseconds=last))


def count_events(connection: sqlite3.Connection) -> int:
    """How many events a log has; none if it is not begun."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'event'").fetchone() is None:
        return 0
    (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return int(events)


def daily_backup(log: Path, folder: Path, day: date) -> Path | None:
    """Copies the log into `folder`, unless that was done on this study day already, and thins the older copies.

    Raises:
        DatabaseError: As for `back_up`.
    """
    target = folder / f"{_DAY_ONLY}-{day.isoformat()}.db"
    if target.exists():
        return None
    try:
        back_up(log, target)
    except UsageError:  # another program was quicker
        return None
    thin(folder)
    return target


def back_up_before(act: Act, log: Path, folder: Path, moment: Moment) -> Path | None:
    """Copies the log into `folder` before it is changed as a whole; gives the copy, or None where there is no log yet.

    Before a sync and before a new version of the tables the first copy of the study day is enough, and that one is given.

    Raises:
        DatabaseError: As for `back_up`; what was to be done is better left.
    """
    if condition(log) is Condition.ABSENT:
        return None
    stem = f"before-{act}-{moment.day.isoformat()}"
    target = folder / f"{stem}.db"
    if act in ONCE_A_DAY and target.exists():
        return target
    if act not in ONCE_A_DAY:
        target = unused(folder / f"{stem}-{moment.local:%H%M%S}.db")
    try:
        back_up(log, target)
    except UsageError:  # another program was quicker, with the same log
        return target
    thin(folder)
    return target


def unused(path: Path) -> Path:
    """The path, with a number behind its name if there is something already."""
    tried, number = path, 1
    while tried.exists():
        number += 1
        tried = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return tried


def thin(folder: Path) -> list[Path]:
    """Removes the copies of days that are not kept, each kind by itself, and gives them. Files of other names stay.

    What a copy left behind that was killed on its way is removed too, once nobody can still be writing it.
    """
    kinds: dict[str, dict[Path, date]] = {}
    for path in folder.glob("*.db"):
        kind, day = kind_and_day(path)
        if day is not None:
            kinds.setdefault(kind, {})[path] = day
    removed = []
    for copies in kinds.values():
        stays = kept(copies.values())
        removed += [path for path, day in copies.items() if day not in stays]
    long_ago = time.time() - LEFT_BEHIND_SECONDS
    removed += [path for path in folder.glob(".*.db.*.tmp") if _changed(path) < long_ago]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def _changed(path: Path) -> float:
    """When a file was last written; one that is gone, never."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def kept(days: Iterable[date]) -> set[date]:
    """Of which days the copies stay: the 7 latest, the latest of each of the 4 latest weeks, and of the 12 latest months."""
    latest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in latest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    latest = list(dict.fromkeys(latest_first))[:DAILY]
    return {*latest, *list(weeks.values())[:WEEKLY], *list(months.values())[:MONTHLY]}


def kind_and_day(path: Path) -> tuple[str, date | None]:
    """What a copy was made before (`quizcv` for the daily one), and its study day; None for a file of another name."""
    found = _NAME.fullmatch(path.name)
    try:
        return (found[1], date.fromisoformat(found[2])) if found else ("", None)
    except ValueError:
        return "", None


class Backup(NamedTuple):
    """A file in the folder of backups: what it holds, or why it can't be used."""

    path: Path
    day: date
    """The study day in its name, else that of its last change."""
    copied: Copied | None
    fault: str = ""


def backups_in(folder: Path) -> list[Backup]:
    """The logs in the folder, each examined, the newest first."""
    found = []
    try:
        files = [(path, path.stat().st_mtime) for path in folder.glob("*.db")]
    except OSError as error:
        message = f"the backups in {folder} can't be read: {error.strerror or error}; allow reading them"
        raise DatabaseError(message) from None
    for path, changed in files:
        day = kind_and_day(path)[1] or datetime.fromtimestamp(changed).astimezone().date()
        try:
            found.append(((day, changed), Backup(path, day, verified(path))))
        except DatabaseError as error:
            found.append(((day, changed), Backup(path, day, None, str(error))))
    return [backup for _, backup in sorted(found, key=lambda each: (each[0], each[1].path.name), reverse=True)]


def _unwritable(target: Path, error: OSError) -> DatabaseError:
    return DatabaseError(f"the backup {target} can't be written: {error.strerror or error}; name another folder")
