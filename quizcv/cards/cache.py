"""The cache of parsed decks: an SQLite file of its own that can be deleted at any time.

It is trusted only as far as it fits the files it was made from, and never in anybody's way: damaged or of another version it
is made anew; locked, or in a folder that can't be written, a temporary one takes its place.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")

VERSION = 7
"""Of the tables and of what the reader makes of a deck; another one in the file means: make it anew."""
APPLICATION = 0x71637664
"""`qcvd`: marks the file as ours, so that no other database is ever overwritten."""
PATIENCE_SECONDS = 3.0

TABLES = """
CREATE TABLE file (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    read_ns INTEGER NOT NULL, digest TEXT NOT NULL, deck TEXT, shipped INTEGER NOT NULL, faults TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE deck (
    name TEXT PRIMARY KEY, title TEXT NOT NULL, position INTEGER NOT NULL, total INTEGER NOT NULL,
    path TEXT NOT NULL, shipped INTEGER NOT NULL, tags TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL,
    grouped TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE card (
    number INTEGER PRIMARY KEY, deck TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, line INTEGER NOT NULL,
    kind TEXT NOT NULL, body TEXT NOT NULL, content TEXT NOT NULL, was TEXT,
    origin INTEGER,
    UNIQUE (deck, id)
);
CREATE INDEX card_content ON card (deck, content);
CREATE INDEX card_was ON card (was) WHERE was IS NOT NULL;
CREATE TABLE sibling (
    key TEXT PRIMARY KEY, deck TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, card INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sibling_position ON sibling (deck, position);
"""


class Cache:
    """The open cache.

    Args:
        path: Where it should lie; `path` afterwards is where it lies.
    """

    def __init__(self, path: Path) -> None:
        self.wanted = path
        self.path = path
        self.connection = self._open()

    def _open(self) -> sqlite3.Connection:
        """The connection to the file itself, made anew if need be, or else to a temporary one."""
        try:
            self.wanted.parent.mkdir(parents=True, exist_ok=True)
            if self.wanted.exists() and not _is_sound(self.wanted):
                if _is_foreign(self.wanted):
                    return self._temporary()
                discard(self.wanted)
            return _connect(self.wanted)
        except (OSError, sqlite3.Error):
            return self._temporary()

    def _temporary(self) -> sqlite3.Connection:
        """A cache for this run alone."""
        import shutil  # noqa: PLC0415  only where the cache can't be written
        import tempfile  # noqa: PLC0415
        import weakref  # noqa: PLC0415

        folder = Path(tempfile.mkdtemp(prefix="quizcv-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = folder / "decks.db"
        return _connect(self.path)

    @property
    def is_temporary(self) -> bool:
        """Whether it is for this run alone."""
        return self.path != self.wanted

    def renew(self) -> None:
        """A fresh, empty cache in the place of one that turned out to be damaged, locked or read-only."""
        self.connection.close()
        if self.is_temporary:
            self.connection = self._temporary()
            return
        try:
            discard(self.path)
            self.connection = _connect(self.path)
        except (OSError, sqlite3.Error):
            self.connection = self._temporary()

    def replace(self) -> None:
        """A temporary cache in the place of one that can't be written, which stays as it is."""
        self.connection.close()
        self.connection = self._temporary()

    def write(self, change: Callable[[sqlite3.Connection], Result]) -> Result:
        """Runs a change in one transaction: all of it is in the cache afterwards, or nothing.

        Raises:
            sqlite3.Error: The cache can't be written.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            result = change(self.connection)
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        return result

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to a cache with its tables."""
    # The app reads from workers too; SQLite itself keeps threads apart.
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
        if version != VERSION:
            _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """Makes the tables, unless another quizcv, started at the same time, has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        for statement in TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _is_sound(path: Path) -> bool:
    """Whether the file is a cache of this version, or empty, as far as its first page tells."""
    if path.stat().st_size == 0:
        return True
    header = _header(path)
    return header == (APPLICATION, VERSION)


def _is_foreign(path: Path) -> bool:
    """Whether the file is somebody else's database."""
    header = _header(path)
    return header is not None and header[0] != APPLICATION


def _header(path: Path) -> tuple[int, int] | None:
    """Application id and version of a database file; None if it is none.

    SQLite reads them: opening and closing the file here would take away the locks this process holds on it.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return None
    return application, version


def discard(path: Path) -> None:
    """Removes a cache with its journal."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(os.fspath(path) + suffix).unlink(missing_ok=True)
