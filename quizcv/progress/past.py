"""The log, open for reading only: a rescued or mounted copy can be read where nothing can be written, a server's where one may not."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, Self

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from quizcv.progress import queries
from quizcv.progress.file import open_to_read, telling
from quizcv.progress.sqlite import explained_driver, missing_triggers
from quizcv.progress.unreadable import telling_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection

    from quizcv.events import Event
    from quizcv.settings import Places


class Readable(Protocol):
    """A database with a log in it that can be read."""

    @property
    def shown(self) -> str:
        """Where it lies, for people."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at one moment of the log; its driver's errors are told in words."""

    def missing_triggers(self, connection: Connection) -> list[str]:
        """Which guards of the log are not there as they should be."""


class Past:
    """What was logged. Each call looks anew, at one moment of the log."""

    def __init__(self, database: Readable) -> None:
        self._database = database

    @classmethod
    def open(cls, places: Places) -> Self:
        """The log of `places`, which must be there.

        Raises:
            DatabaseError: The address of its server can't be read.
        """
        path = places.database_path
        if path is not None:
            return cls(_File(path))
        from quizcv.progress.server.database import ReadOnlyServer  # noqa: PLC0415  psycopg, only for a log on a server

        return cls(ReadOnlyServer(places))

    def events(self) -> Iterator[Event]:
        """The whole log, in the order in which this machine learnt of it."""
        with self.reading() as connection:
            yield from queries.events(connection)

    def history(self, card: str) -> list[Event]:
        """The events that make up a card's state; see `Store.history`."""
        with self.reading() as connection:
            return queries.history(connection, card)

    def device(self) -> str:
        """This log's name among those it may be synced with; empty if nobody has opened it for writing since it was restored."""
        with self.reading() as connection:
            return queries.known_device(connection)

    def missing_triggers(self) -> list[str]:
        """Which guards of the log are not there, or not as they should be."""
        with self.reading() as connection:
            return self._database.missing_triggers(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at one moment of the log, for the rooms of `progress` that have statements of their own."""
        with telling_rows(self._database.shown), self._database.reading() as connection:
            yield connection


class _File:
    """A log in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.shown = str(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with telling(self._path):
            raw = open_to_read(self._path)
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except DBAPIError as error:
            raise explained_driver(self._path, error) from error
        finally:
            engine.dispose()
            raw.close()

    def missing_triggers(self, connection: Connection) -> list[str]:
        return missing_triggers(connection)
