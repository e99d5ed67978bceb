"""A log's file as a look at the progress sees it: read-only, by the standard library's SQLite alone."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from quizcv.progress.columns import STATE_COLUMNS
from quizcv.progress.file import Condition, bring_up_to_date, condition, explained, open_to_read
from quizcv.progress.touched import last_event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.progress.views import View
    from quizcv.settings import Places

_CACHE_KIB: Final = 16_384
"""Enough to walk through a hundred thousand cards without reading a page twice."""
_NOTHING: Final = (
    "CREATE TABLE memory (card TEXT PRIMARY KEY, deck, shuffle, latest_instant, latest_id, "
    f"{', '.join(STATE_COLUMNS)}) WITHOUT ROWID"
)
"""What a log that is not begun looks like to a look at it."""
# Under its old keys too: a renaming brings the past along.
_DRAWN_LATELY: Final = """
WITH RECURSIVE called(key) AS (
    VALUES (:card) UNION SELECT event.note FROM called JOIN event ON event.card = called.key AND event.kind = 'aliased')
SELECT event.drawn FROM called JOIN event ON event.card = called.key
WHERE event.drawn IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event AS later WHERE later.target = event.id)
ORDER BY event.instant DESC, event.id DESC LIMIT :most"""


class FileView:
    """The projection in a file, beside the library's cache. Implements `quizcv.progress.views.View`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._begun = False
        self._cache: tuple[int, int, int] | None = None
        self._connection: sqlite3.Connection | None = None

    def connection(self, cache: Path) -> sqlite3.Connection:
        """The connection: a new one if the log was begun, or the library's cache replaced, since the last call."""
        seen = identity(cache)
        if self._connection is not None and self._cache == seen and (self._begun or not self._path.exists()):
            return self._connection
        self.close()
        self._begun = condition(self._path) is not Condition.ABSENT
        connection = open_to_read(self._path) if self._begun else nothing()
        try:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            attach(cache, connection)
        except BaseException:
            connection.close()
            raise
        self._cache, self._connection = seen, connection
        return connection

    def last_event(self, cache: Path) -> int:
        """See `View.last_event`."""
        return last_event(self.connection(cache)) or 0

    def drawn_lately(self, cache: Path, card: str, most: int) -> list[str]:
        """See `View.drawn_lately`."""
        connection = self.connection(cache)
        if not self._begun:
            return []
        return [drawn for (drawn,) in connection.execute(_DRAWN_LATELY, {"card": card, "most": most})]

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turns SQLite's errors into one the learner can mend."""
        try:
            yield
        except sqlite3.Error as error:
            raise explained(self._path, error) from error

    def close(self) -> None:
        """Lets the files go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def view_of(places: Places) -> View:
    """A look at the log of `places`, in a file or on a server, brought up to date if an older version wrote it.

    Raises:
        DatabaseError: It is no log, a newer one, locked, damaged, or on a server that can't be reached. It is left as it is.
    """
    path = places.database_path
    if path is None:
        from quizcv.progress.server.view import ServerView  # noqa: PLC0415  psycopg, only for a log on a server

        return ServerView.open(places)
    if condition(path) is Condition.BEHIND:
        bring_up_to_date(places)
    return FileView(path)


def nothing() -> sqlite3.Connection:
    """A projection in memory, with nothing in it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, uri=True)
    connection.execute(_NOTHING)
    return connection


def attach(cache: Path, connection: sqlite3.Connection) -> None:
    """Lets the connection see the library's cards too, read-only."""
    connection.execute("ATTACH ? AS library", (f"{cache.absolute().as_uri()}?mode=ro",))


def identity(path: Path) -> tuple[int, int, int] | None:
    """Which file lies at `path`, and when it was written; None for none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns
