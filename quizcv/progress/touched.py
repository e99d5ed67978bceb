"""What has changed since somebody last looked at the log and the decks, so that a grade does not have all cards read anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.progress.kin import kin

if TYPE_CHECKING:
    import sqlite3

FEW: Final = 200
"""With more new events than these, everything is read anew."""
_HAS_LOG: Final = "SELECT 1 FROM main.sqlite_master WHERE name = 'event'"
_LAST: Final = "SELECT coalesce(max(number), 0) FROM main.event"
_EVENT: Final = "SELECT number, id FROM main.event WHERE number = ?"
_READINGS: Final = """
SELECT deck.name, file.digest, file.read_ns FROM library.deck JOIN library.file ON file.path = deck.path"""
_RENAMED: Final = "SELECT note, card FROM main.event WHERE kind = 'aliased'"
_NEW: Final = """
SELECT coalesce(target.kind, event.kind), coalesce(target.card, event.card)
FROM main.event LEFT JOIN main.event AS target ON target.id = event.target WHERE event.number > ? LIMIT ?"""


Reading = tuple[str, int]
"""The hash of a deck's file, and when it was read: with another one, its cards may be others, or stand at other places."""


class Mark(NamedTuple):
    """Up to where a log was followed: which file it is, and the last event, as a number and an id."""

    device: int
    inode: int
    number: int
    id: str

    def is_before(self, later: Mark, connection: sqlite3.Connection) -> bool:
        """Whether the log is the same one still, with events added at its end or none."""
        if self[:2] != later[:2] or self.number > later.number:
            return False
        row = connection.execute(_EVENT, (self.number,)).fetchone()
        return row is not None and row[1].hex() == self.id


def mark_of(connection: sqlite3.Connection) -> Mark | None:
    """The log's last event; None for an empty log, or one that is not beside its projection, as in a look at a server."""
    last = last_event(connection)
    row = connection.execute(_EVENT, (last,)).fetchone() if last else None
    if row is None:
        return None
    path = next(path for _, name, path in connection.execute("PRAGMA database_list") if name == "main")
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return Mark(status.st_dev, status.st_ino, row[0], row[1].hex())


def readings(connection: sqlite3.Connection) -> dict[str, Reading]:
    """Which reading of its file each deck's cards come from."""
    return {name: (digest, read) for name, digest, read in connection.execute(_READINGS)}


def last_event(connection: sqlite3.Connection) -> int | None:
    """The number of the log's last event; None where the log is not beside its projection, as in a look at a server."""
    if connection.execute(_HAS_LOG).fetchone() is None:
        return None
    (number,) = connection.execute(_LAST).fetchone()
    return int(number)


def touched_since(number: int | None, connection: sqlite3.Connection, most: int = FEW) -> dict[str, set[str]] | None:
    """By deck, the keys of the cards that events after one are about; None if they may be any, or more events than `most`."""
    if number is None or last_event(connection) is None:
        return None
    rows = connection.execute(_NEW, (number, most + 1)).fetchall()
    if not rows or len(rows) > most or any(kind == "aliased" or card is None for kind, card in rows):
        return None
    touched: dict[str, set[str]] = {}
    for card in kin(connection.execute(_RENAMED).fetchall(), {card for _, card in rows}):
        touched.setdefault(card.partition("/")[0], set()).add(card)
    return touched
