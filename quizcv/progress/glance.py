"""A read-only look at the projection, for the first screen and for `due` and `next`: standard library only, nothing heavy.

The projection says what is known of a card, the library's cache says which cards there are; SQLite joins the two. A log on a
server is mirrored in memory for that. A card gone from its deck is in neither queue, and comes back with its deck. Everything is
read anew at each call, so what a store has just written is seen.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from heapq import heapify, heappop, heapreplace
from itertools import count
from math import gcd
from typing import TYPE_CHECKING, Any, Final, Self

from quizcv.progress.columns import STATE_COLUMNS
from quizcv.progress.file import Condition, bring_up_to_date, condition
from quizcv.progress.fileview import FileView
from quizcv.scheduler import DRILL_BELOW
from quizcv.workload import Load, Today

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from types import TracebackType

    from quizcv.cards.deckinfo import DeckInfo
    from quizcv.cards.library import Library
    from quizcv.events import CardState
    from quizcv.progress.views import View
    from quizcv.settings import Places
    from quizcv.statistics.figures import Standing

_COLUMNS: Final = ", ".join(STATE_COLUMNS)

_ASKABLE: Final = "NOT memory.suspended AND memory.buried_day IS NOT :day"
_TODAY: Final = """
SELECT count(*) FILTER (WHERE first_day = :day), count(*) FILTER (WHERE graded_day = :day AND first_day < :day),
       coalesce(sum(last_day_grades), 0)
FROM memory WHERE last_day = :day"""
# Written so that indexes alone answer: `suspended = 0` is what the index over due days asks for, and its last columns are
# what the rest asks for; the plus sign keeps SQLite from grouping by the index over decks.
_DUE_CARDS: Final = """
FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.due <= :day AND memory.suspended = 0 AND memory.buried_day IS NOT :day"""
_DUE: Final = f"SELECT memory.card, memory.deck {_DUE_CARDS} ORDER BY memory.due, memory.shuffle"
_DUE_COUNTS: Final = f"SELECT memory.deck, count(*) {_DUE_CARDS} GROUP BY +memory.deck"
_DRILL: Final = f"""
SELECT memory.card, sibling.deck FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.last_day = :day AND memory.last_grade < {DRILL_BELOW} AND {_ASKABLE}
ORDER BY memory.latest_instant, memory.card"""  # noqa: S608  as above
_NEW: Final = f"""
SELECT sibling.key FROM library.sibling LEFT JOIN memory ON memory.card = sibling.key
WHERE sibling.deck = :deck AND memory.first_day IS NULL AND (memory.card IS NULL OR ({_ASKABLE}))
ORDER BY sibling.position"""  # noqa: S608  as above
_BEGUN: Final = "SELECT deck, count(*) FROM memory WHERE last_day = :day AND first_day = :day GROUP BY deck"
_SUSPENDED: Final = """
SELECT memory.deck, count(*) FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.suspended = 1 GROUP BY memory.deck"""
_STATE: Final = f"SELECT {_COLUMNS} FROM memory WHERE card = ?"  # noqa: S608  as above

# A range of keys in each deck, since the cards known by their text are few and the projection may be long.
_KNOWN_BY_TEXT: Final = """
SELECT memory.card FROM library.deck
CROSS JOIN memory ON memory.card >= deck.name || '/h-' AND memory.card < deck.name || '/h.'
LEFT JOIN library.sibling ON sibling.key = memory.card WHERE sibling.key IS NULL"""
_STATES: Final = f"SELECT card, {_COLUMNS} FROM memory"  # noqa: S608  as above
_STANDING: Final = """
SELECT memory.due, memory.interval, memory.ease FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.suspended = 0 AND memory.first_day IS NOT NULL"""


_Turn = tuple[int, int, list[tuple[int, int, int]]]
"""Cards dealt, the place among the groups, and for each deck: cards dealt, the place in the group today, the place among all."""


class Glance:
    """The progress as it stands. Implements `quizcv.session.Reader`."""

    def __init__(self, view: View, library: Library) -> None:
        self._view = view
        self._library = library
        self._row("")  # a torn file is told now, not at the first question

    @classmethod
    def open(cls, places: Places, library: Library) -> Self:
        """Looks at the log of `places`; where there is none yet, every card is new.

        Raises:
            DatabaseError: It is no log, a newer one, locked, damaged, or on a server that can't be reached. It is left as it is.
        """
        path = places.database_path
        if path is None:
            from quizcv.progress.server.view import ServerView  # noqa: PLC0415  psycopg, only for a log on a server

            view = ServerView.open(places)
            try:
                return cls(view, library)
            except BaseException:
                view.close()
                raise
        if condition(path) is Condition.BEHIND:
            bring_up_to_date(places)
        return cls(FileView(path), library)

    def close(self) -> None:
        """Lets the files go."""
        self._view.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # The reader

    def today(self, day: date) -> Today:
        """What was done on the study day, if it is the latest on which its cards were graded."""
        with self._reading() as connection:
            return Today(*connection.execute(_TODAY, {"day": day.toordinal()}).fetchone())

    def loads(self, day: date, new_limit: int, decks: Sequence[str] = ()) -> list[Load]:
        """What each deck holds on `day`; `new_limit` new cards are shared out as `new_keys` would give them."""
        with self._reading() as connection:
            due = dict(connection.execute(_DUE_COUNTS, {"day": day.toordinal()}).fetchall())
            suspended = dict(connection.execute(_SUSPENDED).fetchall())
        new = Counter(key.partition("/")[0] for key in self.new_keys(new_limit, day, decks))
        return [
            Load(
                deck.name,
                deck.title,
                due.get(deck.name, 0),
                new[deck.name],
                deck.total,
                suspended.get(deck.name, 0),
            )
            for deck in self._library.decks
            if not decks or deck.name in decks
        ]

    def due_keys(self, day: date, decks: Sequence[str] = ()) -> list[str]:
        """Cards due on or before `day`, longest overdue first, shuffled within a day; suspended, buried and gone ones left out."""
        return self._of_decks(_DUE, day, decks)

    def drill_keys(self, day: date, decks: Sequence[str] = ()) -> list[str]:
        """Cards whose latest grade on `day` is under 4, the earliest first."""
        return self._of_decks(_DRILL, day, decks)

    def new_keys(self, limit: int, day: date, decks: Sequence[str] = ()) -> list[str]:
        """The first cards never graded: deck by turns, in the order of each deck; decks of a group take one turn together."""
        if limit <= 0:
            return []
        wanted = [deck for deck in self._library.decks if not decks or deck.name in decks]
        at = {"day": day.toordinal()}
        chosen: list[str] = []
        with self._reading() as connection:
            # Cards begun today count as dealt, so that a queue made again goes on where the last one was left.
            turns = _turns(wanted, dict(connection.execute(_BEGUN, at).fetchall()), day)
            rows: dict[int, sqlite3.Cursor] = {}
            while turns and len(chosen) < limit:
                of_group, first, mine = turns[0]
                number, place, position = mine[0]
                if position not in rows:  # a deck is asked no sooner than at its turn
                    rows[position] = connection.execute(_NEW, {"deck": wanted[position].name, **at})
                row = rows[position].fetchone()
                if row is not None:
                    chosen.append(row[0])
                    heapreplace(mine, (number + 1, place, position))
                    heapreplace(turns, (of_group + 1, first, mine))
                    continue
                heappop(mine)
                if not mine:
                    heappop(turns)
        return chosen

    def standing(self) -> Standing:
        """How the cards begun stand: when they fall due, their intervals and eases; suspended and gone ones left out."""
        from quizcv.statistics.figures import Standing  # noqa: PLC0415  only for the statistics

        counts: tuple[Counter[int], ...] = (Counter(), Counter(), Counter())
        with self._reading() as connection:
            for each, values in zip(counts, zip(*connection.execute(_STANDING), strict=True), strict=False):
                each.update(values)
        return Standing(*counts)

    def state(self, card: str) -> CardState:
        """The card's state; `UNTOUCHED` if the log does not know it."""
        from quizcv.events import UNTOUCHED  # noqa: PLC0415  what is due is counted without looking at states
        from quizcv.progress.states import state_from  # noqa: PLC0415

        row = self._row(card)
        return UNTOUCHED if row is None else state_from(row)

    def drawn_lately(self, card: str, most: int) -> list[dict[str, Any]]:
        """The numbers of a card's latest askings that were not taken back, as JSON has them, the latest first."""
        with self._view.telling():
            return [json.loads(drawn) for drawn in self._view.drawn_lately(self._library.cache, card, most)]

    def states(self, cards: Iterable[str] | None = None) -> dict[str, CardState]:
        """The states of these cards, or of all the log knows; those never touched left out."""
        from quizcv.events import UNTOUCHED  # noqa: PLC0415  as in `state`
        from quizcv.progress.states import state_from  # noqa: PLC0415

        with self._reading() as connection:
            if cards is None:
                found = {card: state_from(tuple(row)) for card, *row in connection.execute(_STATES)}
            else:
                rows = ((card, connection.execute(_STATE, (card,)).fetchone()) for card in cards)
                found = {card: state_from(row) for card, row in rows if row is not None}
        return {card: state for card, state in found.items() if state != UNTOUCHED}

    def awaits_renaming(self) -> bool:
        """Whether a card goes by another key now and its progress has not followed: `Store.settle_aliases` lets it."""
        library = self._library
        with self._reading() as connection:
            by_text = [key for (key,) in connection.execute(_KNOWN_BY_TEXT)]
        pairs = (*library.aliases(), *((old, library.same_text(old)) for old in by_text))
        renamed = [old for old, new in pairs if not library.has(old) and library.has(new)]
        return bool(renamed and self.states(renamed))

    # The inside

    def _row(self, card: str) -> tuple[Any, ...] | None:
        with self._reading() as connection:
            row: tuple[Any, ...] | None = connection.execute(_STATE, (card,)).fetchone()
        return row

    def _of_decks(self, query: str, day: date, decks: Sequence[str]) -> list[str]:
        wanted = frozenset(decks or (each.name for each in self._library.decks))
        with self._reading() as connection:
            rows = connection.execute(query, {"day": day.toordinal()})
            return [key for key, deck in rows if deck in wanted]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._view.telling():
            yield self._view.connection(self._library.cache)


def _turns(decks: Sequence[DeckInfo], dealt: Mapping[str, int], day: date) -> list[_Turn]:
    """Whose turn it is, as heaps: for each group, and each deck without one, how many were dealt, and the same for its decks.

    A group may have more decks than it is dealt cards a day, so it begins with another deck every day, each as often as the others.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for position, deck in enumerate(decks):
        together = (deck.group, "") if deck.group else ("", deck.name)
        groups.setdefault(together, []).append(position)
    turns: list[_Turn] = []
    for positions in groups.values():
        size = len(positions)
        step = next(each for each in count(max(3 * size // 8, 1)) if gcd(each, size) == 1)
        mine = [
            (dealt.get(decks[position].name, 0), (place - day.toordinal() * step) % size, position)
            for place, position in enumerate(positions)
        ]
        heapify(mine)
        turns.append((sum(number for number, _, _ in mine), positions[0], mine))
    heapify(turns)
    return turns
