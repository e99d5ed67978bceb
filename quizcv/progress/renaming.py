"""Which cards go by another key now: renamed on purpose (`was:`), or given an id after they were known by their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.events import UNTOUCHED
from quizcv.progress import queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from quizcv.cards.library import Library


def renamings(connection: Connection, library: Library) -> list[tuple[str, str, int]]:
    """The `(old, new)` keys of cards whose progress has not followed yet, with the instant of the last event under the old key."""
    hashed = ((old, library.same_text(old)) for old in queries.known_by_text(connection) if not library.has(old))
    return [
        (old, new, known.latest[0])
        for old, new in (*library.aliases(), *hashed)
        if (known := queries.projected(connection, old)) is not None
        and known.state != UNTOUCHED
        and not library.has(old)
        and library.has(new)
    ]
