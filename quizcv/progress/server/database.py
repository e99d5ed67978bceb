"""The log on a server, open for writing or for reading, as the store sees it."""

from __future__ import annotations

import logging
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Connection, Engine, create_engine, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import SQLModel

from quizcv.errors import DatabaseError
from quizcv.progress import queries
from quizcv.progress.database import UnknownOutcomeError
from quizcv.progress.file import BUSY_SECONDS, VERSION, Condition
from quizcv.progress.server.address import Address, address_of, lock_of, schema_of
from quizcv.progress.server.connecting import connect, driver, explained, is_lost, learner_of, telling
from quizcv.progress.server.schemas import condition, let_teachers_read, make_schema
from quizcv.progress.tables import MIGRATION, POSTGRES_GUARD, POSTGRES_GUARDING, POSTGRES_TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from uuid import UUID

    import psycopg

    from quizcv.progress.database import Written
    from quizcv.settings import Places

logging.getLogger("sqlalchemy.pool").setLevel(
    logging.CRITICAL
)  # what it prints of lost connections is told here, in words
_DIALECT: Final = "postgresql+psycopg://"
IDLE_SECONDS: Final = 60
"""How long a program may hold the write lock and do nothing: it has crashed with its machine, or was stopped."""
# One statement at the beginning of a transaction: it takes the lock, and shows whether the connection still stands.
_LOCK: Final = text(
    "SELECT set_config('idle_in_transaction_session_timeout', :idle, true), pg_advisory_xact_lock(:lock)"
)
_STANDS: Final = text("SELECT 1")
_TRIGGERS: Final = text(
    """
SELECT pg_get_triggerdef(t.oid, true), t.tgenabled, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = 'event'::regclass AND NOT t.tgisinternal"""
)


class ServerDatabase:
    """A learner's log on a server. Implements `quizcv.progress.database.Database`."""

    def __init__(
        self, address: Address, *, busy_seconds: float = BUSY_SECONDS, careless: bool = False, lasting: bool = True
    ) -> None:
        """Connects when first asked.

        Raises:
            DatabaseError: psycopg is not installed.

        Args:
            address: Where, and whose.
            busy_seconds: How long to wait for another program that has the write lock.
            careless: For tests only; see `connect`.
            lasting: Whether a connection is kept for the next call; else each call makes one of its own.
        """
        driver(address)
        self.address = address
        self.shown = address.shown
        self._busy_seconds, self._careless = busy_seconds, careless
        self._was_connected = False
        self._engine = self._made(lasting=lasting)
        self._lock = 0

    @property
    def path(self) -> Path:
        """See `Database.path`."""
        message = f"the log {self.shown} is on a server and has no file; quizcv backup FILE copies it into one"
        raise DatabaseError(message)

    def _made(self, *, lasting: bool) -> Engine:
        def connected() -> psycopg.Connection[Any]:
            made = connect(
                self.address, busy_seconds=self._busy_seconds, careless=self._careless, again=self._was_connected
            )
            self._was_connected = True
            return made

        if not lasting:
            return create_engine(_DIALECT, creator=connected, poolclass=NullPool, use_native_hstore=False)
        return create_engine(
            _DIALECT, creator=connected, poolclass=QueuePool, pool_size=1, max_overflow=2, use_native_hstore=False
        )

    # Transactions

    @contextmanager
    def writing(self, written: Written) -> Iterator[Connection]:
        """See `Database.writing`.

        Raises:
            DatabaseError: The connection was lost at the commit and the event is not in the log.
            UnknownOutcomeError: The connection was lost at the commit, and whether the event is in the log could not be found out.
        """
        connection = self._begun(reads=False)
        try:
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            try:
                connection.commit()
            except DBAPIError as error:
                if not is_lost(error.orig):
                    raise
                self._find_out(written(), error)
        finally:
            connection.close()

    def taking_many(self) -> AbstractContextManager[None]:
        """See `Database.taking_many`; the server sees to it by itself."""
        return nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See `Database.reading`."""
        connection = self._begun(reads=True)
        try:
            yield connection
        finally:
            connection.close()

    def _begun(self, *, reads: bool) -> Connection:
        """A connection in a transaction. One that was lost since its last use, with its server restarted, is replaced."""
        try:
            return self._begun_once(reads=reads)
        except DBAPIError as error:
            if not is_lost(error.orig):
                raise
            return self._begun_once(reads=reads)

    def _begun_once(self, *, reads: bool) -> Connection:
        connection = self._engine.connect()
        try:
            if reads:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                connection.execute(_STANDS)
            else:
                connection.execute(_LOCK, {"idle": f"{IDLE_SECONDS}s", "lock": self._lock_key(connection)})
        except BaseException:
            connection.close()
            raise
        return connection

    def _lock_key(self, connection: Connection) -> int:
        if not self._lock:
            self._lock = lock_of(schema_of(learner_of(self.address, driver_connection(connection))))
        return self._lock

    def _find_out(self, event: UUID | None, error: DBAPIError) -> None:
        """Returns if the event is in the log, though the answer to its commit was lost.

        The lock is waited for, so the transaction in question has ended, one way or the other, before the log is asked.

        Raises:
            DatabaseError: It is not there.
            UnknownOutcomeError: That could not be found out.
        """
        told = self.explained(error)
        try:
            with self._begun(reads=False) as connection:
                there = event is not None and queries.has_event(connection, event.bytes)
        except (DatabaseError, DBAPIError):
            message = (
                f"the server of the log {self.shown} was lost while it was told to keep something, and does not answer now, so it is not "
                "known whether it was kept. When the server is back, see the end of: quizcv log"
            )
            raise UnknownOutcomeError(message) from error
        if not there:
            message = f"{told}. What was to be written is not in the log; try again"
            raise DatabaseError(message) from error

    def explained(self, error: DBAPIError) -> DatabaseError:
        """See `Database.explained`."""
        return explained(self.address, error.orig)

    # Guards

    def missing_triggers(self, connection: Connection) -> list[str]:
        """See `Database.missing_triggers`."""
        there = {
            definition
            for definition, enabled, body in connection.execute(_TRIGGERS)
            if enabled in {"O", "A"} and body == POSTGRES_GUARD
        }
        return [trigger.split()[2] for trigger in POSTGRES_TRIGGERS if trigger not in there]

    def restore_triggers(self, connection: Connection) -> None:
        """See `Database.restore_triggers`."""
        missing = self.missing_triggers(connection)
        connection.exec_driver_sql(POSTGRES_GUARDING)
        for trigger in POSTGRES_TRIGGERS:
            name = trigger.split()[2]
            if name in missing:
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON event")
                connection.exec_driver_sql(trigger)

    # The rest

    def make_ready(self) -> None:
        """Begins the log if there is none, brings it up to date if it is behind, and proves that it may be written.

        Raises:
            DatabaseError: It is a newer one, or another's.
            DBAPIError: The driver's own, for the caller to explain.
        """
        with self._engine.connect() as connection:
            raw = driver_connection(connection)
            found = condition(self.address, raw, to_write=True)
            if found is Condition.ABSENT:
                self._begin(connection, raw)
        if found is Condition.BEHIND:
            from quizcv.progress.migrations import upgrade  # noqa: PLC0415  Alembic costs half a second

            upgrade(self._engine)

    def _begin(self, connection: Connection, raw: psycopg.Connection[Any]) -> None:
        """Makes the schema and its tables in one transaction, stamped with their version; another program may be doing the same."""
        learner = learner_of(self.address, raw)
        connection.execute(_LOCK, {"idle": f"{IDLE_SECONDS}s", "lock": self._lock_key(connection)})
        if condition(self.address, raw, to_write=True) is Condition.ABSENT:
            make_schema(raw, learner)
            SQLModel.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(MIGRATION).values(version_num=f"{VERSION:04}"))
            let_teachers_read(raw, learner)
        connection.commit()

    def copy_to(self, target: Path) -> Path:
        """See `Database.copy_to` and `quizcv.progress.server.export`."""
        from quizcv.progress.server.export import export  # noqa: PLC0415  only to copy

        return export(self, target)

    def close(self) -> None:
        """See `Database.close`."""
        self._engine.dispose()


def driver_connection(connection: Connection) -> psycopg.Connection[Any]:
    """The connection of psycopg inside one of SQLAlchemy."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)


def open_server(places: Places, *, busy_seconds: float = BUSY_SECONDS, synchronous: str = "FULL") -> ServerDatabase:
    """The log of `places` on its server, begun if there is none.

    Raises:
        DatabaseError: The server can't be reached, the log is a newer one, another's, locked, or can't be written.
    """
    database = ServerDatabase(address_of(places), busy_seconds=busy_seconds, careless=synchronous == "OFF")
    try:
        with telling(database.address):
            database.make_ready()
    except DBAPIError as error:
        database.close()
        raise database.explained(error) from error
    except BaseException:
        database.close()
        raise
    return database


class ReadOnlyServer(ServerDatabase):
    """A log on a server, looked at over a connection of each look's own. Implements `quizcv.progress.past.Readable`."""

    def __init__(self, places: Places) -> None:
        super().__init__(address_of(places), lasting=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See `Readable.reading`."""
        try:
            with super().reading() as connection:
                yield connection
        except DBAPIError as error:
            raise self.explained(error) from error
