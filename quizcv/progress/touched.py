"""Which cards an event has touched since somebody last looked at the log, so that a grade does not have all cards read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.progress.kin import kin

if TYPE_CHECKING:
    import sqlite3

FEW: Final = 200
"""With more new events than these, everything is read anew."""
_HAS_LOG: Final = "SELECT 1 FROM main.sqlite_master WHERE name = 'event'"
_LAST: Final = "SELECT coalesce(max(number), 0) FROM main.event"
_RENAMED: Final = "SELECT note, card FROM main.event WHERE kind = 'aliased'"
_NEW: Final = """
SELECT coalesce(target.kind, event.kind), coalesce(target.card, event.card)
FROM main.event LEFT JOIN main.event AS target ON target.id = event.target WHERE event.number > ? LIMIT ?"""


def last_event(connection: sqlite3.Connection) -> int | None:
    """The number of the log's last event; None where the log is not beside its projection, as in a look at a server."""
    if connection.execute(_HAS_LOG).fetchone() is None:
        return None
    (number,) = connection.execute(_LAST).fetchone()
    return int(number)


def touched_since(number: int | None, connection: sqlite3.Connection) -> dict[str, set[str]] | None:
    """By deck, the keys of the cards that events after one are about; None if they may be any, or many."""
    if number is None or last_event(connection) is None:
        return None
    rows = connection.execute(_NEW, (number, FEW + 1)).fetchall()
    if not rows or len(rows) > FEW or any(kind == "aliased" or card is None for kind, card in rows):
        return None
    touched: dict[str, set[str]] = {}
    for card in kin(connection.execute(_RENAMED).fetchall(), {card for _, card in rows}):
        touched.setdefault(card.partition("/")[0], set()).add(card)
    return touched
