"""What the log's file is, told before anything opens it for writing; standard library only.

SQLite keeps two numbers in the first hundred bytes of a file: who made it and in which version. Reading them changes
nothing, so a file that is no log, or a newer one, is refused as it lies.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Final

from quizcv.errors import DatabaseError
from quizcv.settings.places import masked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.settings import Places

APPLICATION: Final = int.from_bytes(b"Quiz")
"""The mark in the header that says the file is ours."""
VERSION: Final = 2
"""The version of the tables; the migration that leads to it has the same number."""
BUSY_SECONDS: Final = 5.0
"""How long to wait for another program that has the log."""
MAGIC: Final = b"SQLite format 3\0"
SEE_DOCTOR: Final = "quizcv doctor tells more"
"""What a message says whose fault the doctor can tell more of."""
WAL_HEADER: Final = 32
"""Bytes at the beginning of a write-ahead log; one that is no longer holds nothing."""


def log_file(places: Places) -> Path:
    """The log's file.

    Raises:
        DatabaseError: The log is on a server.
    """
    path = places.database_path
    if path is None:
        message = (
            f"the log {masked(places.database)} is on a server and has no file; set QUIZCV_DATABASE to a file for this"
        )
        raise DatabaseError(message)
    return path


class UnusableFileError(DatabaseError):
    """A file can't be used as a log. `reason` says why without a mend, which is another one where the file is only a backup."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Condition(Enum):
    """What was found where the log should lie."""

    ABSENT = "absent"  # no file, or one without a table: a log can be begun here
    BEHIND = "behind"  # written by an older version
    CURRENT = "current"


def condition(path: Path) -> Condition:
    """What lies at `path`, without changing it.

    Raises:
        DatabaseError: It is no log of ours, a newer one, or can't be read.
    """
    try:
        if path.stat().st_size == 0:
            return _nothing_there(path)
    except FileNotFoundError:
        return _nothing_there(path)
    except OSError as error:
        raise _unreadable(path, error) from None
    if path.is_dir():
        raise _unreadable(path, IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)))
    if not os.access(path, os.R_OK):
        raise _unreadable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    application, version = _marks(path)
    if application == 0:  # perhaps still in the write-ahead log, so SQLite itself has to look
        with telling(path), closing(open_to_read(path)) as connection:
            connection.execute("BEGIN")  # one look, since somebody may be beginning the log right now
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return Condition.ABSENT
    return _judged(path, application, version)


def condition_of(places: Places) -> Condition:
    """What lies where the log of `places` should, in a file or on a server, without changing it.

    Raises:
        DatabaseError: It is no log of ours, a newer one, or can't be read or reached.
    """
    path = places.database_path
    if path is not None:
        return condition(path)
    from quizcv.progress.server.schemas import condition_of_server  # noqa: PLC0415  psycopg, only for a log on a server

    return condition_of_server(places)


def _nothing_there(path: Path) -> Condition:
    """A log can be begun, unless writes of one that is gone wait beside it: SQLite would remove them."""
    waiting = path.with_name(path.name + "-wal")
    if _size(waiting) <= WAL_HEADER:
        return Condition.ABSENT
    if _size(path):  # somebody began a log between the two looks
        return condition(path)
    message = (
        f"the log {path} is gone or empty, and {waiting} still holds some of it. It was left as it is; {SEE_DOCTOR}, and "
        "quizcv doctor --repair puts it together again"
    )
    raise DatabaseError(message)


def _size(path: Path) -> int:
    """Bytes; none if there is no file."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def bring_up_to_date(places: Places) -> None:
    """Opens a log that an older version wrote, which upgrades its tables."""
    from quizcv.clock import Clock  # noqa: PLC0415  seldom
    from quizcv.progress.store import Store  # noqa: PLC0415  heavy, but once after an update only

    Store.open(places, Clock.from_environment()).close()


def _marks(path: Path) -> tuple[int, int]:
    """Who made the file and in which version, as its header says.

    SQLite itself has to read it. Were the file opened and closed here, the system would take away every lock this process
    holds on it (POSIX knows locks by process, not by descriptor), and another program would then take the log for closed.
    """
    try:
        with closing(_connected(f"{path.absolute().as_uri()}?mode=ro&immutable=1")) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            _read_schema(connection)
    except sqlite3.Error as error:
        if _primary(error) == sqlite3.SQLITE_NOTADB and not _says_sqlite(path):
            raise _no_log(path, "it is not an SQLite database") from None
        return 0, 0  # perhaps in the middle of being begun: looked at once more, in its turn
    return application, version


def _says_sqlite(path: Path) -> bool:
    """Whether a file that SQLite can't read begins like a database all the same: a damaged one. Nobody has it open."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise _unreadable(path, error) from None


def _judged(path: Path, application: int, version: int) -> Condition:
    if application != APPLICATION:
        raise _no_log(path, "it is the database of another program")
    if version > VERSION:
        reason = f"was written by a newer quizcv (its tables have version {version}, this quizcv knows up to {VERSION})"
        message = f"{path} {reason}. It was left as it is; install the newer quizcv to go on with it"
        raise UnusableFileError(message, f"it {reason}")
    return Condition.CURRENT if version == VERSION else Condition.BEHIND


def _no_log(path: Path, reason: str) -> UnusableFileError:
    message = (
        f"{path} is no quizcv log: {reason}. It was left as it is; move it away to begin a new log, or set QUIZCV_DATABASE to "
        "the right file"
    )
    return UnusableFileError(message, reason)


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that can't write. On a read-only medium the file is read as it lies, unless newer writes wait beside it.

    Raises:
        sqlite3.Error: It can't be opened or is no database.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = _connected(address)
    try:
        _read_schema(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        waiting = path.with_name(path.name + "-wal")
        if _primary(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or (
            waiting.exists() and waiting.stat().st_size
        ):
            raise
        connection = _connected(f"{address}&immutable=1")
    except BaseException:
        connection.close()
        raise
    return connection


def _read_schema(connection: sqlite3.Connection) -> None:
    """Lets SQLite read which tables there are.

    Raises:
        sqlite3.Error: It can't. What SQLite says of a name that is no UTF-8, Python can't put into words: that is damage too.
    """
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except UnicodeDecodeError:
        raise misspelt() from None


def misspelt() -> sqlite3.DatabaseError:
    """The error that SQLite meant where Python could not even read its words."""
    damage = sqlite3.DatabaseError("the names of its tables are no UTF-8")
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return damage


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, timeout=BUSY_SECONDS, uri=True, isolation_level=None, check_same_thread=False)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turns SQLite's errors into one the learner can mend."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(path, error) from error
    except UnicodeDecodeError as error:  # see `_read_schema`
        raise explained(path, misspelt()) from error


def explained(path: Path, error: BaseException) -> DatabaseError:
    """What an error of SQLite means for the log at `path`: what is wrong, where, and the mend."""
    code, reason = _primary(error), ""
    if is_busy(error):
        message = f"the log {path} is locked by another program; close that program, or wait for it, and try again"
    elif code == sqlite3.SQLITE_FULL:
        message = (
            f"the disk is full: the log {path} could not be written; free some space and try again. Nothing was lost"
        )
    elif code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        message = (
            f"the log {path} can't be written: the file or its folder is read-only; allow writing to both, or set "
            "QUIZCV_DATABASE to a file that can be written"
        )
    elif code == sqlite3.SQLITE_CANTOPEN:
        message = (
            f"the log {path} can't be opened: its folder is missing or can't be written; allow writing to the folder, or set "
            "QUIZCV_DATABASE to another file"
        )
    elif code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        reason = f"it is damaged ({error})"
        message = (
            f"the log {path} is damaged ({error}). It was left as it is; {SEE_DOCTOR}, and quizcv doctor --repair puts it "
            "together again"
        )
    elif getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_SHMSIZE:
        # Even to read, SQLite needs a file of 32 KiB beside the log, which is not there when nobody had it open.
        message = (
            f"the disk is full: the log {path} can't be opened, since {path.name}-shm could not be made beside it; free some "
            "space and try again. Nothing was lost"
        )
    elif code == sqlite3.SQLITE_IOERR:
        message = f"the disk failed while the log {path} was used ({error}); check the disk and its free space, then try again"
    else:
        reason = f"it can't be used: {error}"
        message = f"the log {path} can't be used: {error}; {SEE_DOCTOR}"
    return UnusableFileError(message, reason) if reason else DatabaseError(message)


def without_referral(error: DatabaseError) -> str:
    """An error's message as the doctor itself tells it, who does not send anybody to the doctor."""
    return str(error).replace(f"; {SEE_DOCTOR}, and ", "; ").replace(f"; {SEE_DOCTOR}", "")


def is_busy(error: BaseException) -> bool:
    """Whether another program has what SQLite was asked for."""
    return _primary(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _primary(error: BaseException) -> int:
    """SQLite's result code without its refinements; 0 where there is none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _unreadable(path: Path, error: OSError) -> UnusableFileError:
    reason = error.strerror or str(error)
    message = f"the log {path} can't be read: {reason}; allow reading it, or set QUIZCV_DATABASE to another file"
    return UnusableFileError(message, f"it can't be read: {reason}")
