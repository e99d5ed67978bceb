"""What the log needs from SQLite and no other database: how it is opened, begun and brought up to date."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Engine, create_engine, event, insert, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlmodel import SQLModel

from quizcv.errors import DatabaseError
from quizcv.progress.backup import back_up
from quizcv.progress.file import APPLICATION, BUSY_SECONDS, VERSION, Condition, condition, explained, is_busy, misspelt
from quizcv.progress.tables import MIGRATION, SQLITE_TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from quizcv.progress.database import Written

CACHE_KIB: Final = 256
"""How much of the log SQLite may keep in memory, taken as it is needed, so that a long review does not grow. A grade in a log of
400,000 events takes no longer than with eight times as much: what it reads again is at hand in the system."""
MANY_CACHE_KIB: Final = 32 * 1024
"""The same while very many events are written: with less, a merge reads the indexes again and again."""
READS: Final = {"quizcv_reads": True}
"""Execution options of a connection that only reads: it does not wait for writers."""


class SqliteDatabase:
    """A log in a file, open for writing. Implements `quizcv.progress.database.Database`."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.shown = str(path)
        self._engine = engine
        self.writer = engine.connect()

    @contextmanager
    def writing(self, written: Written) -> Iterator[Connection]:  # noqa: ARG002  SQLite tells whether a commit succeeded
        """See `Database.writing`."""
        with self.writer.begin():
            yield self.writer

    @contextmanager
    def taking_many(self) -> Iterator[None]:
        """See `Database.taking_many`."""
        self._keep(MANY_CACHE_KIB)
        try:
            yield
        finally:
            self._keep(CACHE_KIB)

    def _keep(self, kib: int) -> None:
        """Lets the writer keep so much in memory; past the engine, which would begin a transaction."""
        driver: Any = self.writer.connection.driver_connection
        driver.execute(f"PRAGMA cache_size = -{kib}")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See `Database.reading`."""
        with self._engine.connect().execution_options(**READS) as connection:
            yield connection

    def explained(self, error: DBAPIError) -> DatabaseError:
        """See `Database.explained`."""
        return explained_driver(self.path, error)

    def missing_triggers(self, connection: Connection) -> list[str]:
        """See `Database.missing_triggers`."""
        return missing_triggers(connection)

    def restore_triggers(self, connection: Connection) -> None:
        """See `Database.restore_triggers`."""
        restore_triggers(connection)

    def copy_to(self, target: Path) -> Path:
        """See `Database.copy_to` and `quizcv.progress.backup.back_up`."""
        return back_up(self.path, target)

    def close(self) -> None:
        """See `Database.close`. What waits in the write-ahead log goes into the file, as far as no reader is in the way."""
        self.writer.close()
        with suppress(DBAPIError, sqlite3.Error), closing(self._engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
        self._engine.dispose()


def engine_for(path: Path, *, busy_seconds: float = BUSY_SECONDS, synchronous: str = "FULL") -> Engine:
    """The engine of a log's file. A transaction takes the write lock when it begins, unless marked with `READS`.

    `synchronous` is there for tests that make a log of many thousand events; whoever keeps a log keeps FULL.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=2,
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        _use_wal(connection, busy_seconds)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("quizcv_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _use_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Turns the write-ahead log on. SQLite does not wait here while another program does the same, so this does."""
    give_up = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.005)
        except UnicodeDecodeError:
            raise misspelt() from None
        else:
            return


def make_ready(path: Path, engine: Engine) -> bool:
    """Begins the log if there is none, and proves that it can be written; gives whether it was begun.

    Raises:
        DatabaseError: The folder can't be made.
        DBAPIError: SQLite's own, for the caller to explain.
    """
    found = condition(path)
    if found is Condition.BEHIND:
        from quizcv.progress.migrations import upgrade  # noqa: PLC0415  Alembic costs half a second

        upgrade(engine)
        return False
    if found is Condition.ABSENT:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = (
                f"the folder {path.parent} can't be made: {error.strerror}; make it, or set QUIZCV_HOME to another one"
            )
            raise DatabaseError(message) from None
        with suppress(OSError):  # it is there already, or SQLite tells why it can't be made
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _begin(engine)
        return True
    with engine.begin() as connection:
        # SQLite tells that a file is read-only no sooner than at the first write.
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        connection.rollback()
    return False


def _begin(engine: Engine) -> None:
    """Makes the tables in one transaction, stamped with their version; another process may be doing the same."""
    with engine.begin() as connection:
        if not inspect(connection).has_table("event"):
            SQLModel.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(MIGRATION).values(version_num=f"{VERSION:04}"))
            mark(connection)
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")  # so that the header tells at once whose file it is
    finally:
        raw.close()


def mark(connection: Connection) -> None:
    """Writes into the file's header that it is ours, and of which version; part of the transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def explained_driver(path: Path, error: DBAPIError) -> DatabaseError:
    """What an error that came through SQLAlchemy means for the log."""
    return explained(path, error.orig if isinstance(error.orig, sqlite3.Error) else error)


def missing_triggers(connection: Connection) -> list[str]:
    """Which of the triggers that keep the log append-only are not there as they should be."""
    there = {sql for (sql,) in connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")}
    return [_trigger_name(trigger) for trigger in SQLITE_TRIGGERS if trigger not in there]


def restore_triggers(connection: Connection) -> None:
    """Puts back the triggers that are missing or were changed."""
    missing = missing_triggers(connection)
    for trigger in SQLITE_TRIGGERS:
        if _trigger_name(trigger) in missing:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_trigger_name(trigger)}")
            connection.exec_driver_sql(trigger)


def _trigger_name(trigger: str) -> str:
    return trigger.split()[2]
