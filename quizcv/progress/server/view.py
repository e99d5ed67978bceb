"""A log on a server as a look at the progress sees it: its projection mirrored in SQLite's memory, where the decks are joined to it.

The same queries answer for a file and for a server. Each look asks the server for its last event; only if there are new ones are the
rows of their cards fetched, so what somebody else has just graded is seen, at the price of one short question. While the server is away,
a look sees what the last one saw: whoever then grades is told, and an app that runs goes on showing what it has.
"""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from quizcv.errors import DatabaseError
from quizcv.progress.columns import STATE_COLUMNS
from quizcv.progress.escaping import unescaped
from quizcv.progress.file import Condition, bring_up_to_date
from quizcv.progress.fileview import attach, identity, nothing
from quizcv.progress.kin import kin
from quizcv.progress.server.address import address_of
from quizcv.progress.server.connecting import connect, is_lost, telling
from quizcv.progress.server.schemas import condition

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import psycopg

    from quizcv.progress.server.address import Address
    from quizcv.settings import Places

_T = TypeVar("_T")

_COLUMNS: Final = ("card", "deck", "shuffle", "latest_instant", "latest_id", *STATE_COLUMNS)
_FLAG: Final = _COLUMNS.index("flag")
_NAMED: Final = ", ".join(_COLUMNS)
_PUT: Final = f"INSERT OR REPLACE INTO memory ({_NAMED}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608  names of our own
_LAST: Final = "SELECT coalesce(max(number), 0) FROM event"
_ALL: Final = f"SELECT {_NAMED} FROM memory"  # noqa: S608  as above
_SOME: Final = f"SELECT {_NAMED} FROM memory WHERE card = ANY(%s)"  # noqa: S608  as above
_NEW: Final = "SELECT card, target FROM event WHERE number > %s ORDER BY number LIMIT %s"
_TARGETS: Final = "SELECT card FROM event WHERE id = ANY(%s)"
_RENAMED: Final = "SELECT note, card FROM event WHERE kind = 'aliased'"
_DRAWN_LATELY: Final = """
WITH RECURSIVE called(key) AS (
    SELECT %(card)s::text
    UNION SELECT event.note FROM called JOIN event ON event.card = called.key AND event.kind = 'aliased')
SELECT event.drawn FROM called JOIN event ON event.card = called.key
WHERE event.drawn IS NOT NULL AND NOT EXISTS (SELECT FROM event AS later WHERE later.target = event.id)
ORDER BY event.instant DESC, event.id DESC LIMIT %(most)s"""
AGAIN_SECONDS: Final = 3.0
"""How long a server that is away is left alone."""
FEW: Final = 100
"""With more new events than these, everything is fetched anew."""


class ServerView:
    """The projection on a server. Implements `quizcv.progress.views.View`."""

    def __init__(self, address: Address, server: psycopg.Connection[Any]) -> None:
        self._address = address
        self._server = server
        self._away_until = 0.0
        self._begun = False
        self._last = -1
        self._cache: tuple[int, int, int] | None = None
        self._mirror = nothing()

    @classmethod
    def open(cls, places: Places) -> Self:
        """The log of `places`, on its server, brought up to date if it is behind.

        Raises:
            DatabaseError: The server can't be reached, or the log can't be read.
        """
        address = address_of(places)
        with telling(address):
            server = connect(address)
            try:
                if condition(address, server) is Condition.BEHIND:
                    bring_up_to_date(places)
                return cls(address, server)
            except BaseException:
                server.close()
                raise

    def connection(self, cache: Path) -> sqlite3.Connection:
        """See `View.connection`."""
        seen = identity(cache)
        if self._cache != seen:
            if self._cache is not None:
                self._mirror.execute("DETACH library")
                self._cache = None
            attach(cache, self._mirror)
            self._cache = seen
        self._asked(self._refresh, None)
        return self._mirror

    def last_event(self, cache: Path) -> int:
        """See `View.last_event`."""
        self.connection(cache)
        return max(self._last, 0)

    def drawn_lately(self, cache: Path, card: str, most: int) -> list[str]:
        """See `View.drawn_lately`; none while the server is away."""
        if not self._begun:
            self.connection(cache)
        if not self._begun:
            return []
        return self._asked(lambda: [drawn for (drawn,) in self._rows(_DRAWN_LATELY, {"card": card, "most": most})], [])

    @contextmanager
    def telling(self) -> Iterator[None]:
        """See `View.telling`."""
        with telling(self._address):
            yield

    def close(self) -> None:
        """See `View.close`."""
        self._mirror.close()
        self._server.close()

    def _asked(self, ask: Callable[[], _T], otherwise: _T) -> _T:
        """What the server answers, in one look at it; once more over a new connection if the old one was lost meanwhile.

        While it is away, and something of the log was seen before: `otherwise`. It is tried again every few seconds.
        """
        if monotonic() < self._away_until:
            return otherwise
        try:
            return self._asked_once(ask)
        except Exception as error:
            if not is_lost(error):
                raise
        self._server.close()
        try:
            self._server = connect(self._address, again=True)
        except DatabaseError:
            if self._last < 0:
                raise
            self._away_until = monotonic() + AGAIN_SECONDS
            return otherwise
        return self._asked_once(ask)

    def _asked_once(self, ask: Callable[[], _T]) -> _T:
        from psycopg import IsolationLevel  # noqa: PLC0415  loaded: here is a connection

        self._server.isolation_level = IsolationLevel.REPEATABLE_READ
        self._server.read_only = True
        with self._server.transaction():
            return ask()

    def _rows(
        self, statement: str, values: Sequence[object] | Mapping[str, object] | None = None
    ) -> list[tuple[Any, ...]]:
        return self._server.execute(statement.encode(), values).fetchall()

    def _refresh(self) -> None:
        """Brings the mirror up to the server's last event."""
        if not self._begun:
            self._begun = condition(self._address, self._server) is not Condition.ABSENT
            if not self._begun:
                return
        ((last,),) = self._rows(_LAST)
        if last == self._last:
            return
        touched = self._touched()
        if touched is None:
            rows = self._rows(_ALL)
            self._mirror.execute("DELETE FROM memory")
        else:
            rows = self._rows(_SOME, (touched,))
            self._mirror.executemany("DELETE FROM memory WHERE card = ?", [(card,) for card in touched])
        self._mirror.executemany(_PUT, [(*row[:_FLAG], unescaped(row[_FLAG]), *row[_FLAG + 1 :]) for row in rows])
        self._last = last

    def _touched(self) -> list[str] | None:
        """The cards whose rows the new events may have changed; None for all, if the events are many."""
        if self._last < 0:
            return None
        events = self._rows(_NEW, (self._last, FEW + 1))
        if len(events) > FEW:
            return None
        cards = {card for card, _ in events if card is not None}
        cards.update(
            card for (card,) in self._rows(_TARGETS, ([target for _, target in events if target is not None],))
        )
        return sorted(kin(self._rows(_RENAMED), cards))
