"""What the log needs of the database it lies in, whichever that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from quizcv.errors import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy import Connection
    from sqlalchemy.exc import DBAPIError

    Written = Callable[[], UUID | None]


class UnknownOutcomeError(DatabaseError):
    """A server was lost while it committed: what was written is either in the log or not, and nobody can be asked now."""


class Database(Protocol):
    """An open database with one learner's log in it: a file (`quizcv.progress.sqlite`) or a server's (`quizcv.progress.server`)."""

    @property
    def shown(self) -> str:
        """Where it lies, for people: a path, or an address without its password."""

    @property
    def path(self) -> Path:
        """Its file.

        Raises:
            DatabaseError: It is on a server.
        """

    def writing(self, written: Written) -> AbstractContextManager[Connection]:
        """A transaction that has the log's write lock from its first statement; committed, and on disk, when it ends well.

        `written` names the last event written in it, None for none: a server whose answer to the commit is lost is asked for
        that event, so that it is known whether it was kept.

        Raises:
            UnknownOutcomeError: That could not be found out either.
        """

    def taking_many(self) -> AbstractContextManager[None]:
        """While very many events are written: the database may keep more in memory."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at one moment of the log, which waits for no writer."""

    def explained(self, error: DBAPIError) -> DatabaseError:
        """What an error of the driver means for the log: what is wrong, where, and the mend."""

    def missing_triggers(self, connection: Connection) -> list[str]:
        """Which guards of the log are not there as they should be."""

    def restore_triggers(self, connection: Connection) -> None:
        """Puts back the guards that are missing or were changed."""

    def copy_to(self, target: Path) -> Path:
        """Copies the log into an SQLite file that does not exist yet.

        Raises:
            UsageError: There is a file already.
            DatabaseError: The copy can't be written, or is not sound.
        """

    def close(self) -> None:
        """Lets the database go."""
