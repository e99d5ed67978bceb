"""Whether somebody else has written a log on a server: one short question over a connection of its own, to be asked in a thread.

Nothing is ever told of a server that is away: whoever reads or grades is told already. It is asked again later, and less often.
"""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from quizcv.errors import DatabaseError
from quizcv.progress.server.connecting import connect, is_drivers

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

    from quizcv.progress.server.address import Address

_LAST: Final = b"SELECT coalesce(max(number), 0) FROM event"
AGAIN_SECONDS: Final = 30.0
"""How long a server that is away is left alone."""


class ServerWatch:
    """Remembers the last event's number. One thread at a time may ask.

    Args:
        address: Of the log.
        clock: Seconds, never going back.
    """

    def __init__(self, address: Address, clock: Callable[[], float] = monotonic) -> None:
        self._address = address
        self._clock = clock
        self._server: psycopg.Connection[Any] | None = None
        self._last: int | None = None
        self._away_until = 0.0

    def changed(self) -> bool:
        """Whether the log has other events than when this was asked last, and True the first time. False while it can't be told.

        A connection is made, and made anew, when it is needed; that may take seconds.
        """
        if self._clock() < self._away_until:
            return False
        try:
            if self._server is None:
                self._server = connect(self._address)
                self._server.autocommit = True
            row = self._server.execute(_LAST).fetchone()
        except Exception as error:
            if not (is_drivers(error) or isinstance(error, DatabaseError)):
                raise
            self.close()
            self._away_until = self._clock() + AGAIN_SECONDS
            return False
        before, self._last = self._last, row[0] if row else 0
        return self._last != before

    def close(self) -> None:
        """Lets the connection go."""
        if self._server is not None:
            with suppress(Exception):  # it may be dead; there is nothing left to lose
                self._server.close()
            self._server = None
