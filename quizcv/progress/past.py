"""The log, open for reading only: a rescued or mounted copy can be read where nothing can be written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from quizcv.progress import queries
from quizcv.progress.file import log_file, open_to_read, telling
from quizcv.progress.sqlite import explained_driver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from quizcv.events import Event
    from quizcv.settings import Places


class Past:
    """What was logged. Each call looks anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, places: Places) -> Self:
        """The log of `places`.

        Raises:
            DatabaseError: The log is on a server.
        """
        return cls(log_file(places))

    def events(self) -> Iterator[Event]:
        """The whole log, in the order in which this machine learnt of it."""
        with self._reading() as connection:
            yield from queries.events(connection)

    def history(self, card: str) -> list[Event]:
        """The events that make up a card's state; see `Store.history`."""
        with self._reading() as connection:
            return queries.history(connection, card)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self.path):
            raw = open_to_read(self.path)
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except DBAPIError as error:
            raise explained_driver(self.path, error) from error
        finally:
            engine.dispose()
            raw.close()
