"""How the cards begun stand, counted: kept beside the log's counts, so that a look at a hundred thousand cards costs milliseconds.

For each card it is kept what it added to the sums, so a card whose events are new, or whose deck was read again, is taken out and
added as it stands now. Where the kept sums can't be read or written, all cards are counted. Standard library only.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Final

from quizcv.progress.counted import MANY, discard_damaged, open_counts
from quizcv.progress.touched import Mark, mark_of, readings, touched_since
from quizcv.statistics.figures import Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from quizcv.progress.touched import Reading

_SUMS = tuple[Counter[int], Counter[int], Counter[int]]
"""Cards by due day, by interval and by ease."""
_Row = tuple[str, str, int, int, int]
"""A card's deck and key, its due day, interval and ease."""

# Without the order of the tables said, SQLite may look for each card of the library in the projection, however few are begun.
_ROWS: Final = """
SELECT sibling.deck, memory.card, memory.due, memory.interval, memory.ease
FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.suspended = 0 AND memory.first_day IS NOT NULL"""
_OF_CARD: Final = f"{_ROWS} AND memory.card = ?"
_OF_DECK: Final = f"{_ROWS} AND memory.card >= ? || '/' AND memory.card < ? || '0'"  # '0' comes after '/'
_VALUES: Final = "SELECT memory.due, memory.interval, memory.ease FROM" + _ROWS.partition("FROM")[2]
_STOOD: Final = "SELECT due, interval, ease FROM stood WHERE deck = ?"
_PUT: Final = "INSERT INTO stood VALUES (?, ?, ?, ?, ?)"
_ADD: Final = (
    "INSERT INTO standing VALUES (?, ?, ?) ON CONFLICT (what, value) DO UPDATE SET cards = cards + excluded.cards"
)


def standing(connection: sqlite3.Connection, kept: Path) -> Standing:
    """The sums of a log and a library as `connection` sees them, from the file of counts at `kept` where that is possible."""
    mark = mark_of(connection)
    if mark is not None:
        now = readings(connection)
        try:
            with closing(open_counts(kept)) as cache:
                _follow(connection, cache, mark, now)
                return Standing(*_read(cache))
        except (sqlite3.DatabaseError, OSError) as error:
            discard_damaged(kept, error)
    return Standing(*_summed(connection.execute(_VALUES)))


def _follow(connection: sqlite3.Connection, cache: sqlite3.Connection, mark: Mark, now: dict[str, Reading]) -> None:
    """Brings the sums up to the log and the decks, unless they are there."""
    if _known(cache) == (mark, now):
        return
    cache.execute("BEGIN IMMEDIATE")  # held while counting, so that no other quizcv does the same meanwhile
    before, then = _known(cache)
    touched: dict[str, set[str]] | None = {}
    if before is None or not before.is_before(mark, connection):
        touched = None
    elif before != mark:
        touched = touched_since(before.number, connection, MANY)
    if touched is None:
        for table in ("stood", "standing"):
            cache.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own
        _add(cache, _kept(cache, connection.execute(_ROWS)), +1)
    else:
        for deck in then.keys() | now.keys():
            if then.get(deck) != now.get(deck):
                _recount_deck(connection, cache, deck)
            elif deck in touched:
                _recount_cards(connection, cache, deck, touched[deck])
    cache.execute("DELETE FROM stood_at")
    cache.execute("INSERT INTO stood_at VALUES (?, ?, ?, ?)", mark)
    cache.execute("DELETE FROM stood_decks")
    cache.executemany("INSERT INTO stood_decks VALUES (?, ?, ?)", [(deck, *read) for deck, read in now.items()])
    cache.execute("COMMIT")


def _recount_deck(connection: sqlite3.Connection, cache: sqlite3.Connection, deck: str) -> None:
    _add(cache, _summed(cache.execute(_STOOD, (deck,))), -1)
    cache.execute("DELETE FROM stood WHERE deck = ?", (deck,))
    _add(cache, _kept(cache, connection.execute(_OF_DECK, (deck, deck))), +1)


def _recount_cards(
    connection: sqlite3.Connection, cache: sqlite3.Connection, deck: str, cards: Collection[str]
) -> None:
    for card in cards:
        _add(cache, _summed(cache.execute(f"{_STOOD} AND card = ?", (deck, card))), -1)
        cache.execute("DELETE FROM stood WHERE deck = ? AND card = ?", (deck, card))
        _add(cache, _kept(cache, connection.execute(_OF_CARD, (card,))), +1)


def _kept(cache: sqlite3.Connection, rows: Iterable[_Row]) -> _SUMS:
    """Writes down what each card adds, and sums it up."""
    found = list(rows)
    cache.executemany(_PUT, found)
    return _summed(row[2:] for row in found)


def _summed(rows: Iterable[tuple[int, int, int]]) -> _SUMS:
    sums: _SUMS = (Counter(), Counter(), Counter())
    for each, values in zip(sums, zip(*rows, strict=True), strict=False):
        each.update(values)
    return sums


def _add(cache: sqlite3.Connection, sums: _SUMS, sign: int) -> None:
    for what, each in enumerate(sums):
        cache.executemany(_ADD, [(what, value, sign * cards) for value, cards in each.items()])


def _known(cache: sqlite3.Connection) -> tuple[Mark | None, dict[str, Reading]]:
    """What log and which decks the sums are of."""
    row = cache.execute("SELECT device, inode, number, id FROM stood_at").fetchone()
    decks = cache.execute("SELECT deck, digest, read_ns FROM stood_decks")
    return None if row is None else Mark(*row), {deck: (digest, read) for deck, digest, read in decks}


def _read(cache: sqlite3.Connection) -> _SUMS:
    sums: _SUMS = (Counter(), Counter(), Counter())
    for what, value, cards in cache.execute("SELECT what, value, cards FROM standing WHERE cards <> 0"):
        sums[what][value] = cards
    return sums
