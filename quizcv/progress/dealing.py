"""Which new cards a day holds: decks by turns, deck after deck, or at random. Standard library only.

What was dealt is not remembered from one look to the next: cards begun today count as dealt, so that a queue made again goes on where the
last one was left.
"""

from __future__ import annotations

import json
from heapq import heappop, heapreplace
from itertools import count
from math import gcd
from typing import TYPE_CHECKING, Any, Final

from quizcv.workload import Rules, note_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from quizcv.cards.deckinfo import DeckInfo
    from quizcv.progress.begun import Begun

# The note's own key and a range for its siblings', since one OR over both would read the whole table.
_NOTE: Final = "substr(sibling.key, 1, instr(sibling.key || ':', ':') - 1)"
_TODAY: Final = "(last_day = :day OR due <= :day AND NOT suspended AND buried_day IS NOT :day)"
_SIBLING_TODAY: Final = f"""
EXISTS (SELECT 1 FROM memory AS note WHERE note.card = {_NOTE} AND {_TODAY})
OR EXISTS (SELECT 1 FROM memory AS other WHERE other.card > {_NOTE} || ':' AND other.card < {_NOTE} || ';' AND {_TODAY})"""  # noqa: S608  our own words
_OUT: Final = f"memory.buried_day IS :day OR :apart AND ({_SIBLING_TODAY})"
_IS_NEW: Final = "memory.first_day IS NULL AND (memory.card IS NULL OR NOT memory.suspended)"
_NEW: Final = f"""
SELECT sibling.key, sibling.position, {_OUT} FROM library.sibling LEFT JOIN memory ON memory.card = sibling.key
WHERE sibling.deck = :deck AND {_IS_NEW}"""  # noqa: S608  as above
_IN_ORDER: Final = (
    f"{_NEW} AND (sibling.position, sibling.key) > (:place, :key) ORDER BY sibling.position, sibling.key LIMIT :some"
)
_AT: Final = f"{_NEW} AND sibling.position = :position"
# Of many decks at once, since asking each by itself takes several times as long.
_AT_PLACES: Final = f"""
SELECT sibling.deck, sibling.key, sibling.position, {_OUT} FROM json_each(:places) AS at
CROSS JOIN library.sibling ON sibling.deck = at.key AND sibling.position = at.value
LEFT JOIN memory ON memory.card = sibling.key WHERE {_IS_NEW}"""  # noqa: S608  as above
_NOTES_ASKED: Final = "SELECT card FROM memory WHERE last_day = :day"
_BEGUN: Final = "SELECT deck, count(*) FROM memory WHERE last_day = :day AND first_day = :day GROUP BY deck"
_GUESSES: Final = 8
"""Places looked up for each card wanted at random, before all new cards are put in order instead."""

_AT_FIRST: Final = 2
"""New cards of a deck that are read at once, to begin with."""

_Turn = tuple[int, int, list[tuple[int, int, int]]]
"""Cards dealt, the place among the groups, and for each deck: cards dealt, the place in the group today, the place among all."""


def notes_asked(connection: sqlite3.Connection, day: date) -> list[str]:
    """What the siblings asked on this day and on no later one have in common, once for each of them."""
    return [note_of(card) for (card,) in connection.execute(_NOTES_ASKED, {"day": day.toordinal()})]


class Dealer:
    """Deals new cards of some decks on a day.

    Args:
        connection: Sees the projection as `memory` and the decks as `library`.
        decks: Those to deal from, in the library's order.
        day: The study day. Cards begun on it count as dealt.
        rules: The order, and whether siblings are kept apart.
        begun: Where each deck's first new card may stand; brought up to date here.
        only: Only these cards; None for all.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        decks: Sequence[DeckInfo],
        day: date,
        rules: Rules,
        begun: Begun,
        only: Collection[str] | None = None,
    ) -> None:
        self._turn = begun.follow(connection)
        self._begun = begun
        self._connection = connection
        self._decks = decks
        self._day = day
        self._apart = rules.bury_siblings
        self._at = {"day": day.toordinal(), "apart": self._apart}
        self._order = rules.new_order
        self._only = only
        self._taken: set[str] = set()
        self._ahead: dict[str, list[tuple[str, int, int]]] = {}

    def deal(self, limit: int) -> list[str]:
        """The first `limit` cards never graded, in the order set."""
        if limit <= 0:
            return []
        dealt = self._dealt(limit)
        self._begun.keep()
        return dealt

    def _dealt(self, limit: int) -> list[str]:
        if self._order == "turns":
            return self._by_turns(limit)
        keys = self._at_random(limit) if self._order == "random" else self._deck_after_deck()
        dealt: list[str] = []
        for key in keys:
            if self._takes(key):
                dealt.append(key)
                if len(dealt) == limit:
                    break
        return dealt

    def _takes(self, key: str) -> bool:
        """Whether a new card may come today; its siblings may not, from now on."""
        if self._only is not None and key not in self._only:
            return False
        if not self._apart:
            return True
        note = note_of(key)
        if note in self._taken:
            return False
        self._taken.add(note)
        return True

    def _of_deck(self, deck: DeckInfo) -> Iterator[str]:
        return (key for key, _ in self._placed(deck))

    def _placed(self, deck: DeckInfo) -> Iterator[tuple[str, int]]:
        """The new cards of a deck with their places, in its order; siblings have one place in common.

        Read some at a time, and more each time: of a statement that is not read to its end, SQLite prepares another for the next deck.
        """
        at: dict[str, Any] = {
            "deck": deck.name,
            "place": self._begun.place(deck.name),
            "key": "",
            "some": _AT_FIRST,
            **self._at,
        }
        if rows := self._ahead.get(deck.name):
            yield from ((key, place) for key, place, out in rows if not out)
            at |= {"key": rows[-1][0], "place": rows[-1][1]}
        while at["place"] < deck.total:
            rows = self._connection.execute(_IN_ORDER, at).fetchall()
            if not at["key"]:  # a card put off until tomorrow is new all the same
                self._begun.reached(deck.name, rows[0][1] if rows else deck.total, self._turn)
            yield from ((key, place) for key, place, out in rows if not out)
            if len(rows) < at["some"]:
                return
            at |= {"key": rows[-1][0], "place": rows[-1][1], "some": 4 * at["some"]}

    def _read_ahead(self, decks: Iterable[DeckInfo]) -> None:
        """Reads the first new cards of many decks at once, where there are some at their places; the others are read at their turns."""
        places = json.dumps({deck.name: self._begun.place(deck.name) for deck in decks}, ensure_ascii=False)
        for deck, *row in sorted(self._connection.execute(_AT_PLACES, {"places": places, **self._at})):
            self._ahead.setdefault(deck, []).append(tuple(row))

    def _deck_after_deck(self) -> Iterator[str]:
        for deck in self._decks:
            yield from self._of_deck(deck)

    def _by_turns(self, limit: int) -> list[str]:
        dealt: list[str] = []
        turns = _turns(self._decks, self._begun_today(), self._day)
        if turns:
            each = -(-limit // len(turns))
            self._read_ahead(self._decks[at] for _, _, mine in turns[:limit] for _, _, at in mine[:each])
        rows: dict[int, Iterator[str]] = {}
        while turns and len(dealt) < limit:
            of_group, first, mine = turns[0]
            number, place, position = mine[0]
            if position not in rows:  # a deck is asked no sooner than at its turn
                rows[position] = filter(self._takes, self._of_deck(self._decks[position]))
            key = next(rows[position], None)
            if key is not None:
                dealt.append(key)
                heapreplace(mine, (number + 1, place, position))
                heapreplace(turns, (of_group + 1, first, mine))
                continue
            heappop(mine)
            if not mine:
                heappop(turns)
        return dealt

    def _begun_today(self) -> dict[str, int]:
        """How many cards of each deck were begun on the day."""
        return dict(self._connection.execute(_BEGUN, self._at).fetchall())

    def _at_random(self, limit: int) -> Iterator[str]:
        """All new cards in the day's order: looked up place by place, or sorted once most places turn out to be taken."""
        from bisect import bisect_right  # noqa: PLC0415  for this order only

        from quizcv.progress.scrambling import Scrambled  # noqa: PLC0415  as above

        starts, total = [], 0
        for deck in self._decks:
            starts.append(total)
            total += deck.total
        order = Scrambled(total, self._day.toordinal())
        guesses = 0 if self._only is not None else min(total, limit * _GUESSES)
        for guess in range(guesses):
            number = order.at(guess)
            found = bisect_right(starts, number) - 1
            at = {"deck": self._decks[found].name, "position": number - starts[found], **self._at}
            yield from (key for key, _, out in self._connection.execute(_AT, at) if not out)
        placed = (
            (order.place_of(start + position), key)
            for each, start in zip(self._decks, starts, strict=True)
            for key, position in self._placed(each)
        )
        yield from (key for place, key in sorted(placed) if place >= guesses)


def _turns(decks: Sequence[DeckInfo], dealt: Mapping[str, int], day: date) -> list[_Turn]:
    """Whose turn it is, in order (which makes heaps of them): for each group, and each deck without one, how many were dealt, and the same for its decks.

    A group may have more decks than it is dealt cards a day, so it begins with another deck every day, each as often as the others.
    """
    groups: dict[str, list[int]] = {}
    turns: list[_Turn] = []
    for position, deck in enumerate(decks):
        if deck.group:
            groups.setdefault(deck.group, []).append(position)
        else:
            number = dealt.get(deck.name, 0)
            turns.append((number, position, [(number, 0, position)]))
    for positions in groups.values():
        size = len(positions)
        step = next(each for each in count(max(3 * size // 8, 1)) if gcd(each, size) == 1)
        mine = [
            (dealt.get(decks[position].name, 0), (place - day.toordinal() * step) % size, position)
            for place, position in enumerate(positions)
        ]
        mine.sort()
        turns.append((sum(number for number, _, _ in mine), positions[0], mine))
    turns.sort()
    return turns
