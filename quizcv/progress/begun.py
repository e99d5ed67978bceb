"""How far each deck is begun: the place before which none of its cards is new. Standard library only.

Whoever looks for new cards would otherwise pass by every card begun before them, tens of thousands in a big collection. A place is only
a promise that nothing new stands before it, so zero is always right; where that promise can't be proved any more, it is given up.
The places lie in a small file beside the decks' cache, which names the log and its last event. Events after that one can make a card new
again, so the places of their cards are looked at; a deck that was read again begins at zero. The file can be deleted at any time.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from quizcv.progress.touched import Mark, mark_of, readings, touched_since

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from quizcv.progress.touched import Reading

NAME: Final = "begun.json"
"""The file, in the folder of the decks' cache."""
MUCH: Final = 256
"""So many cards passed by since the places were last kept are worth keeping them again."""
OFTEN: Final = 100
"""So many events, too: half of what `touched_since` follows."""

_NEW_AGAIN: Final = """
SELECT sibling.position FROM library.sibling LEFT JOIN memory ON memory.card = sibling.key
WHERE sibling.key = ? AND memory.first_day IS NULL AND (memory.card IS NULL OR NOT memory.suspended)"""


class Begun:
    """The places of a log and a library, as one connection sees them.

    Args:
        cache: The decks' cache.
    """

    def __init__(self, cache: Path) -> None:
        self._path = cache.with_name(NAME)
        self._connection: sqlite3.Connection | None = None
        self._versions: tuple[int, int] | None = None
        self._mark: Mark | None = None
        self._kept: Mark | None = None
        self._readings: dict[str, Reading] = {}
        self._places: dict[str, int] = {}
        self._passed = 0
        self._turn = 0

    def place(self, deck: str) -> int:
        """Where to begin to look for new cards of a deck."""
        return self._places.get(deck, 0)

    def reached(self, deck: str, place: int, turn: int) -> None:
        """Nothing new stands before this place: every card there is begun or suspended. Seen at a turn that is over, it may be past."""
        if turn == self._turn and self._mark is not None and deck in self._readings:
            self._passed += max(0, place - self.place(deck))
            self._places[deck] = place

    def follow(self, connection: sqlite3.Connection) -> int:
        """Brings the places up to the log and the decks as they are now, and gives the turn; to be called before places are asked for.

        The log's last event is read before anything else, so what is written meanwhile is followed at the next call.
        """
        versions = _versions(connection)
        if connection is self._connection and versions == self._versions:
            return self._turn
        mark, now = mark_of(connection), readings(connection)
        if self._mark is None and mark is not None:
            self._read()
        before = self._mark
        kept = self._places if before and mark and before.is_before(mark, connection) else {}
        self._places = {deck: place for deck, place in kept.items() if self._readings.get(deck) == now.get(deck)}
        self._lower(connection, mark)
        self._connection, self._versions, self._mark, self._readings = connection, versions, mark, now
        self._turn += 1
        return self._turn

    def keep(self) -> None:
        """Writes the places down if that will spare the next look much; where they can't be written, nothing is lost."""
        mark = self._mark
        late = self._kept is not None and mark is not None and mark.number - self._kept.number >= OFTEN
        if mark is None or not (self._passed >= MUCH or late):
            return
        decks = {deck: (*self._readings[deck], place) for deck, place in self._places.items()}
        said = json.dumps({"log": mark, "decks": decks})
        beside = self._path.with_name(f"{NAME}.{os.getpid()}-{id(self)}")
        with suppress(OSError):
            beside.write_text(f"{_sum(said)} {said}", encoding="ascii")
            beside.replace(self._path)
        self._kept, self._passed = mark, 0

    def _read(self) -> None:
        """Takes what was kept, if it is whole."""
        try:
            summed, _, said = self._path.read_text(encoding="ascii").partition(" ")
            kept = json.loads(said) if summed == _sum(said) else None
        except (OSError, ValueError):
            return
        if kept is not None:
            self._mark = self._kept = Mark(*kept["log"])
            self._readings = {deck: (digest, read) for deck, (digest, read, _) in kept["decks"].items()}
            self._places = {deck: place for deck, (_, _, place) in kept["decks"].items()}

    def _lower(self, connection: sqlite3.Connection, mark: Mark | None) -> None:
        """Takes places back to cards that newer events may have made new again; all of them, if those may be any cards."""
        before = self._mark
        if not self._places or before is None or before == mark:
            return
        touched = touched_since(before.number, connection)
        if touched is None:
            self._places = {}
            return
        for deck in touched.keys() & self._places.keys():
            for card in touched[deck]:
                for (position,) in connection.execute(_NEW_AGAIN, (card,)):
                    self._places[deck] = min(self._places[deck], position)


def forget(cache: Path) -> None:
    """Removes what was kept beside the decks' cache: the projection was made anew without an event."""
    with suppress(OSError):
        cache.with_name(NAME).unlink(missing_ok=True)


def _versions(connection: sqlite3.Connection) -> tuple[int, int]:
    """Two numbers of which one changes when somebody writes the log or the decks' cache."""
    ((log,),) = connection.execute("PRAGMA main.data_version")
    ((library,),) = connection.execute("PRAGMA library.data_version")
    return log, library


def _sum(said: str) -> str:
    """A checksum: a place that is too far on would hide new cards."""
    from zlib import crc32  # noqa: PLC0415  only where there is a file, or something to keep

    return f"{crc32(said.encode()):08x}"
