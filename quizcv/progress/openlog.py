"""The log while it is open: its transactions, what is read of it, and what keeps it safe. `store.py` writes events into it."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Self

from sqlalchemy.exc import DBAPIError

from quizcv.events import UNTOUCHED
from quizcv.progress import queries
from quizcv.progress.database import UnknownOutcomeError
from quizcv.progress.doctor import Diagnosis, examined_file, examined_log
from quizcv.progress.many import batches
from quizcv.progress.unreadable import telling_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from uuid import UUID

    from sqlalchemy import Connection

    from quizcv.cards.library import Library
    from quizcv.events import CardState, Event
    from quizcv.progress.database import Database


class OpenLog:
    """A log that is open for writing, without the events that may be written into it.

    `device` is its name among the logs it may be synced with: one for each log, however many programs and machines write to it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._written: UUID | None = None
        self._unsure: UUID | None = None
        with self._transaction() as connection:
            self._number, self.device = queries.own_device(connection)

    @property
    def path(self) -> Path:
        """The log's file.

        Raises:
            DatabaseError: It is on a server.
        """
        return self._database.path

    @property
    def shown(self) -> str:
        """Where the log lies, for people."""
        return self._database.shown

    def close(self) -> None:
        """Lets the log go."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Safety

    def backup(self, target: Path) -> Path:
        """Copies the log into a file that does not exist yet; see `quizcv.progress.backup`.

        Raises:
            UsageError: There is a file already.
            DatabaseError: The copy can't be written.
        """
        return self._database.copy_to(target)

    def doctor(self, library: Library, *, repair: bool = False) -> Diagnosis:
        """Examines the log; see `quizcv.progress.doctor`, which also does so for a file that can't be opened.

        Raises:
            DatabaseError: The file can't be read.
        """
        return Diagnosis((*examined_file(self.path), *examined_log(self, library, repair=repair)))

    def rebuild(self) -> int:
        """Makes the projection afresh from the whole log; gives the number of cards. The log is not touched."""
        with self._transaction() as connection:
            return queries.rebuild_all(connection)

    def wrong_projections(self) -> list[str]:
        """The cards whose projection is not what a replay of the log gives; none if all is well."""
        with self._reading() as connection:
            return queries.wrong_projections(connection)

    def sequence_gaps(self) -> list[tuple[str, int, list[range]]]:
        """For each device how many events it has here, and which of its numbers are missing before the last."""
        with self._reading() as connection:
            return queries.sequence_gaps(connection)

    def missing_triggers(self) -> list[str]:
        """Which guards of the log are not there, or not as they should be."""
        with self._reading() as connection:
            return self._database.missing_triggers(connection)

    def restore_triggers(self) -> None:
        """Puts the log's guards back."""
        with self._transaction() as connection:
            self._database.restore_triggers(connection)

    # Reading

    def events(self) -> Iterator[Event]:
        """The whole log, in the order in which this machine learnt of it."""
        with self._reading() as connection:
            yield from queries.events(connection)

    def history(self, card: str) -> list[Event]:
        """The events that make up a card's state, in order: its own and those under its old keys; none that was taken back."""
        with self._reading() as connection:
            return queries.history(connection, card)

    def grades_on(self, day: date) -> list[Event]:
        """The grades of a study day, in order, without those taken back; of cards graded on a later day too, none."""
        with self._reading() as connection:
            return queries.grades_on(connection, day)

    def states(self) -> dict[str, CardState]:
        """The projection: the state of every card that has one."""
        with self._reading() as connection:
            return {
                card: projected.state
                for card, projected in queries.all_projected(connection)
                if projected.state != UNTOUCHED
            }

    def states_of(self, cards: Sequence[str]) -> dict[str, CardState]:
        """The states of these cards by the projection; those never touched left out."""
        with self._reading() as connection:
            found = (each for some in batches(cards) for each in queries.projected_of(connection, some))
            return {card: projected.state for card, projected in found if projected.state != UNTOUCHED}

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at one moment of the log, for the rooms of `progress` that have statements of their own."""
        return self._reading()

    # Transactions

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """All of it or nothing: the write lock from the first statement, on disk when it ends."""
        with self._telling(), self._lock:
            self._written = None
            try:
                with self._database.writing(lambda: self._written) as connection:
                    yield connection
            except UnknownOutcomeError:
                self._unsure = self._written
                raise
            self._unsure = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._telling(), self._database.reading() as connection:
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            with telling_rows(self._database.shown):
                yield
        except DBAPIError as error:
            raise self._database.explained(error) from error
