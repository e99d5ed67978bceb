"""The cards of one deck in memory, a column for each thing that searches ask of many cards at once.

A column has a value for each sibling of each card, in the deck's order. Which cards fit a term is told by *flags*: a whole number with
a byte for each sibling, 1 where it fits and 0 where not, the first sibling's byte the lowest. So `and`, `or` and `not` of
a hundred thousand cards take microseconds, whatever the cards are.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizcv.cards.model import Kind
from quizcv.cards.searching.language import fold
from quizcv.cards.searching.texts import said
from quizcv.progress.finding.bits import bits_at, bits_of, flags_of
from quizcv.progress.finding.wording import Wording
from quizcv.scheduler import DRILL_BELOW

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from quizcv.progress.finding.skimming import Skim

KINDS: Final = tuple(str(kind) for kind in Kind)
_KIND_PLACES: Final = {kind: at for at, kind in enumerate(KINDS)}
BEGUN: Final = 1
SUSPENDED: Final = 2
FLAGGED: Final = 4
FAILED: Final = 8
"""The bits of a standing; the last says that the latest grade was one after which a card comes again."""

_decoded: Final = json.JSONDecoder().raw_decode
"""Quicker than `json.loads` by a third: our own rows have no space to look for around them."""

DECKS: Final = """
SELECT deck.name, deck.title, deck.tags, deck.position, file.digest, file.read_ns
FROM library.deck JOIN library.file ON file.path = deck.path ORDER BY deck.position"""
_SIBLINGS: Final = "SELECT key, kind, card FROM library.sibling WHERE deck = ? ORDER BY position"
_BODIES: Final = "SELECT number, body FROM library.card WHERE number BETWEEN ? AND ? AND ({condition})"
_STANDING: Final = """
SELECT card, due, ease, interval, lapses, buried_day, last_day,
       (first_day IS NOT NULL) + 2 * (suspended <> 0) + 4 * (flag <> '') + 8 * (last_grade IS NOT NULL AND last_grade < ?)
FROM memory WHERE """
_STANDINGS_OF_DECK: Final = _STANDING + "card >= ? AND card < ?"
_STANDING_OF_CARD: Final = _STANDING + "card = ?"


class DeckRow(NamedTuple):
    """A deck as the library's cache knows it; another digest, or another reading, means: its cards may be others."""

    name: str
    title: str
    tags: str
    position: int
    digest: str
    read_ns: int


class Standings:
    """Where the cards of a deck stand: due day, interval and lapses of those begun, and what is asked of all."""

    def __init__(self, size: int) -> None:
        nothing = array("i", bytes(4 * size))
        self.due = nothing[:]
        self.ease = nothing[:]
        self.interval = nothing[:]
        self.lapses = nothing[:]
        self.buried = nothing[:]
        self.last_day = nothing[:]
        self.bits = bytearray(size)

    def put(self, at: int, row: Sequence[Any] | None) -> None:
        """Takes in what the projection says of a card, as `_STANDING` asks it; None if it says nothing."""
        due, ease, interval, lapses, buried, last_day, bits = row or (0, 0, 0, 0, 0, 0, 0)
        self.due[at] = due or 0
        self.ease[at] = ease
        self.interval[at] = interval
        self.lapses[at] = lapses
        self.buried[at] = buried or 0
        self.last_day[at] = last_day or 0
        self.bits[at] = bits


class Shelf:
    """One deck.

    Attributes:
        row: The deck, as it was when its cards were read.
        keys: The siblings' keys.
        every: The flags of all siblings.
        skim: Which cards' texts to read, for who searches once; the others count as saying nothing. None for all.
    """

    def __init__(self, row: DeckRow, connection: sqlite3.Connection) -> None:
        self.row = row
        rows = connection.execute(_SIBLINGS, (row.name,)).fetchall()
        self.keys: list[str] = [key for key, _, _ in rows]
        self.every = int.from_bytes(b"\1" * len(rows), "little")
        self.kinds = bytes([_KIND_PLACES[kind] for _, kind, _ in rows])
        self._numbers = array("q", [card for _, _, card in rows])
        self.tags = frozenset(fold(tag) for tag in json.loads(row.tags))
        self.skim: Skim | None = None
        self._wording: Wording | None = None
        self._tagged: dict[str, int] = {}
        self._standings: Standings | None = None
        self._latest = self.every, (1 << len(rows)) - 1

    def bits(self, flags: int) -> int:
        """Flags as bits (see `quizcv.progress.finding.bits`); those that `holding` gave last need no turning."""
        latest, bits = self._latest
        return bits if flags == latest else bits_of(flags, len(self.keys))

    def flags(self, fits: Iterable[int]) -> int:
        """Flags of a value for each sibling: true where it fits."""
        return int.from_bytes(bytes(fits), "little")

    # Texts and tags

    def wording(self, connection: sqlite3.Connection) -> Wording:
        """What the cards say; siblings share it."""
        if self._wording is None:
            self._wording, self._tagged = self._read(connection)
        return self._wording

    def tagged(self, connection: sqlite3.Connection) -> dict[str, int]:
        """The bits of each folded tag that cards have for themselves."""
        self.wording(connection)
        return self._tagged

    def _read(self, connection: sqlite3.Connection) -> tuple[Wording, dict[str, int]]:
        fronts: list[str] = []
        rests: list[str] = []
        tagged: dict[str, list[int]] = {}
        numbers: list[int] = []
        for row, (number, body) in enumerate(self._bodies(connection)):
            fields, _ = _decoded(body)
            for tag in map(fold, fields.get("tags", ())):
                tagged.setdefault(tag, []).append(row)
            front, _, rest = said(fields).partition("\n")
            numbers.append(number)
            fronts.append(front)
            rests.append(rest)
        if numbers != self._numbers.tolist():  # some cards have siblings, or were passed by
            rows = {number: row for row, number in enumerate(numbers)}
            row_of = [rows.get(number, -1) for number in self._numbers]
            fronts = [fronts[row] if row >= 0 else "" for row in row_of]
            rests = [rests[row] if row >= 0 else "" for row in row_of]
            siblings: dict[int, list[int]] = {}
            for at, row in enumerate(row_of):
                siblings.setdefault(row, []).append(at)
            tagged = {tag: [at for row in those for at in siblings.get(row, ())] for tag, those in tagged.items()}
        return Wording(fronts, rests), {tag: bits_at(each, len(fronts)) for tag, each in tagged.items()}

    def _bodies(self, connection: sqlite3.Connection) -> Iterable[tuple[int, str]]:
        if not self._numbers:
            return ()
        condition, values = self.skim or ("TRUE", ())
        statement = _BODIES.format(condition=condition)
        return connection.execute(statement, (self._numbers[0], self._numbers[-1], *values))

    @property
    def is_read(self) -> bool:
        """Whether its texts are read."""
        return self._wording is not None

    @property
    def is_prepared(self) -> bool:
        """Whether the index of its texts is made too."""
        return self._wording is not None and self._wording.is_prepared

    def holding(self, words: str, among: int, connection: sqlite3.Connection) -> int:
        """The flags of the cards among some whose texts hold these folded words."""
        _, found = self.wording(connection).holding(words, self.bits(among))
        flags = flags_of(found, len(self.keys))
        self._latest = flags, found
        return flags

    def ranks(self, words: Iterable[str], among: int, connection: sqlite3.Connection) -> dict[int, int]:
        """How well some cards, as bits, fit folded words: the bits of those of each rank, higher is better.

        In the front counts 2, standing by itself 1, for each of the words.
        """
        wording = self.wording(connection)
        digits: list[int] = []
        for each in words:
            front, found = wording.holding(each, among)
            _count(digits, wording.saying(each, found), 0)
            _count(digits, front, 1)
        ranks = {0: among} if among else {}
        for place, ones in enumerate(digits):
            above = {rank + (1 << place): those & ones for rank, those in ranks.items()}
            below = {rank: those & ~ones for rank, those in ranks.items()}
            ranks = {rank: those for rank, those in (below | above).items() if those}
        return ranks

    # Standings

    def standings(self, connection: sqlite3.Connection) -> Standings:
        """Where the cards stand, read from the projection unless that was done since it last changed."""
        if self._standings is None:
            standings = Standings(len(self.keys))
            place = {key: at for at, key in enumerate(self.keys)}
            deck = self.row.name
            for card, *row in connection.execute(_STANDINGS_OF_DECK, (DRILL_BELOW, f"{deck}/", f"{deck}0")):
                at = place.get(card)
                if at is not None:
                    standings.put(at, row)
            self._standings = standings
        return self._standings

    def forget_standings(self) -> None:
        """Lets the standings be read anew when they are next asked for."""
        self._standings = None

    def renew_standings(self, cards: Collection[str], connection: sqlite3.Connection) -> None:
        """Takes in what the projection says of these cards of the deck now."""
        if self._standings is None or not cards:
            return
        for at in [at for at, key in enumerate(self.keys) if key in cards]:
            row = connection.execute(_STANDING_OF_CARD, (DRILL_BELOW, self.keys[at])).fetchone()
            self._standings.put(at, row and row[1:])


def _count(digits: list[int], bits: int, place: int) -> None:
    """Adds one at a place to the binary numbers of the cards whose bits are set; of the numbers each digit is kept as the bits of all cards."""
    digits += [0] * (place + 1 - len(digits))
    while bits:
        if place == len(digits):
            digits.append(0)
        carried = digits[place] & bits
        digits[place] ^= bits
        bits, place = carried, place + 1
