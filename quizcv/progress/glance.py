"""A read-only look at the projection, for the first screen and for `due` and `next`: standard library only, nothing heavy.

The projection says what is known of a card, the library's cache says which cards there are; SQLite joins the two. A log on a
server is mirrored in memory for that. A card gone from its deck is in neither queue, and comes back with its deck. Each call
looks at what has been written since, so what a store has just written is seen.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self

from quizcv.progress.begun import Begun
from quizcv.progress.columns import STATE_COLUMNS
from quizcv.progress.dealing import Dealer, notes_asked
from quizcv.progress.fileview import view_of
from quizcv.scheduler import DRILL_BELOW
from quizcv.workload import RULES, Load, Rules, Today, Waiting, note_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence
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
# what the rest asks for.
_DUE_CARDS: Final = """
FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.due <= :day AND memory.suspended = 0 AND memory.buried_day IS NOT :day"""
_DUE: Final = f"SELECT memory.card, {{rank}} AS rank, memory.deck {_DUE_CARDS} ORDER BY {{order}}"
_BY_DAY: Final = _DUE.format(rank="memory.due", order="memory.due, memory.shuffle")
_DUE_IN_ORDER: Final = {
    "overdue": _BY_DAY,
    "decks": _BY_DAY,  # sorted by deck afterwards
    # Another order every day: the stored shuffle times the day, modulo a prime just below 2^32.
    "random": _DUE.format(rank="0", order="memory.shuffle * :day % 4294967291, memory.card"),
    # How late a card is, in intervals; the later, the likelier it is forgotten.
    "relative": _DUE.format(
        rank="CAST(memory.due - :day AS REAL) / max(memory.interval, 1)", order="rank, memory.due, memory.shuffle"
    ),
}
_DRILL: Final = f"""
SELECT memory.card, sibling.deck FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.last_day = :day AND memory.last_grade < {DRILL_BELOW} AND {_ASKABLE}
ORDER BY memory.latest_instant, memory.latest_id"""  # noqa: S608  as above
_SUSPENDED: Final = """
SELECT memory.deck, count(*) FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.suspended = 1 GROUP BY memory.deck"""
_LATEST: Final = (
    "SELECT card FROM memory WHERE last_day = :day ORDER BY latest_instant DESC, latest_id DESC LIMIT :most"
)
_LEECHES: Final = """
SELECT memory.card, memory.deck FROM memory CROSS JOIN library.sibling ON sibling.key = memory.card
WHERE memory.last_day = :day AND memory.graded_day = :day AND memory.repetition = 0 AND memory.lapses >= :lapses
ORDER BY memory.lapses DESC, memory.card"""
_STATE: Final = f"SELECT {_COLUMNS} FROM memory WHERE card = ?"  # noqa: S608  as above

# A range of keys in each deck, since the cards known by their text are few and the projection may be long.
_KNOWN_BY_TEXT: Final = """
SELECT memory.card FROM library.deck
CROSS JOIN memory ON memory.card >= deck.name || '/h-' AND memory.card < deck.name || '/h.'
LEFT JOIN library.sibling ON sibling.key = memory.card WHERE sibling.key IS NULL"""
_STATES: Final = f"SELECT card, {_COLUMNS} FROM memory"  # noqa: S608  as above


class Glance:
    """The progress as it stands. Implements `quizcv.session.Reader`."""

    def __init__(self, view: View, library: Library) -> None:
        self._view = view
        self._library = library
        self._begun = Begun(library.cache)
        self._row("")  # a torn file is told now, not at the first question

    @classmethod
    def open(cls, places: Places, library: Library) -> Self:
        """Looks at the log of `places`; where there is none yet, every card is new.

        Raises:
            DatabaseError: It is no log, a newer one, locked, damaged, or on a server that can't be reached. It is left as it is.
        """
        view = view_of(places)
        try:
            return cls(view, library)
        except BaseException:
            view.close()
            raise

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

    def loads(self, day: date, new_limit: int, decks: Sequence[str] = (), rules: Rules = RULES) -> list[Load]:
        """What each deck holds on `day`; `new_limit` new cards are shared out as `new_keys` would give them."""
        with self._reading() as connection:
            due = Counter(deck for _, _, deck in _due(connection, day, rules, notes_asked(connection, day)))
            suspended = dict(connection.execute(_SUSPENDED).fetchall())
            dealer = Dealer(connection, self._chosen(decks), day, rules, self._begun)
            new = Counter(key.partition("/")[0] for key in dealer.deal(new_limit))
        return [
            Load(
                deck.name,
                deck.title,
                due[deck.name],
                new[deck.name],
                deck.total,
                suspended.get(deck.name, 0),
            )
            for deck in self._chosen(decks)
        ]

    def due_cards(self, day: date, decks: Sequence[str] = (), rules: Rules = RULES) -> list[Waiting]:
        """Cards due on or before `day` in the order of the rules; suspended, buried and gone ones left out, siblings if set so."""
        rows = self._due(day, decks, rules)
        if rules.due_order != "decks":
            return [Waiting(card, rank) for card, rank, _ in rows]
        return [Waiting(card, place) for place, (card, _, _) in enumerate(rows)]

    def due_keys(self, day: date, decks: Sequence[str] = (), rules: Rules = RULES) -> list[str]:
        """The keys of `due_cards`."""
        return [card for card, _, _ in self._due(day, decks, rules)]

    def drill_keys(self, day: date, decks: Sequence[str] = ()) -> list[str]:
        """Cards whose latest grade on `day` is under 4, the earliest first."""
        return self._of_decks(_DRILL, {"day": day.toordinal()}, decks)

    def new_keys(
        self,
        limit: int,
        day: date,
        decks: Sequence[str] = (),
        rules: Rules = RULES,
        only: Collection[str] | None = None,
    ) -> list[str]:
        """The first cards never graded, in the order of the rules; by turns, decks of a group take one turn together.

        Of siblings only one comes on a day, and none if one was asked or is due, if set so.
        """
        with self._reading() as connection:
            return Dealer(connection, self._chosen(decks), day, rules, self._begun, only).deal(limit)

    def asked_today(self, day: date) -> Counter[str]:
        """How many siblings were asked on `day`, by what they have in common."""
        with self._reading() as connection:
            return Counter(notes_asked(connection, day))

    def latest_cards(self, day: date, most: int) -> list[str]:
        """The cards asked last on `day`, the latest first."""
        with self._reading() as connection:
            return [card for (card,) in connection.execute(_LATEST, {"day": day.toordinal(), "most": most})]

    def last_event(self) -> int:
        """The number of the log's last event, which no later one has; 0 for none."""
        with self._view.telling():
            return self._view.last_event(self._library.cache)

    def leeches(self, day: date, lapses: int, decks: Sequence[str] = ()) -> list[str]:
        """Cards forgotten on `day` that have lapsed `lapses` times or more, the most forgotten first."""
        return self._of_decks(_LEECHES, {"day": day.toordinal(), "lapses": lapses}, decks)

    def standing(self) -> Standing:
        """How the cards begun stand: when they fall due, their intervals and eases; suspended and gone ones left out."""
        from quizcv.progress import counted, standing  # noqa: PLC0415  only for the statistics

        with self._reading() as connection:
            return standing.standing(connection, self._library.cache.with_name(counted.NAME))

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

    def _due(self, day: date, decks: Sequence[str], rules: Rules) -> list[_Due]:
        with self._reading() as connection:
            rows = _due(connection, day, rules, notes_asked(connection, day))
        if decks:
            rows = [row for row in rows if row[2] in decks]
        if rules.due_order == "decks":
            places = {deck.name: place for place, deck in enumerate(self._library.decks)}
            rows.sort(key=lambda row: places.get(row[2], len(places)))
        return rows

    def _chosen(self, decks: Sequence[str]) -> Sequence[DeckInfo]:
        return [deck for deck in self._library.decks if deck.name in decks] if decks else self._library.decks

    def _row(self, card: str) -> tuple[Any, ...] | None:
        with self._reading() as connection:
            row: tuple[Any, ...] | None = connection.execute(_STATE, (card,)).fetchone()
        return row

    def _of_decks(self, query: str, values: dict[str, int], decks: Sequence[str]) -> list[str]:
        wanted = frozenset(decks or (each.name for each in self._library.decks))
        with self._reading() as connection:
            return [key for key, deck in connection.execute(query, values) if deck in wanted]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._view.telling():
            yield self._view.connection(self._library.cache)


_Due = tuple[str, float, str]
"""Key, rank and deck of a card due."""


def _due(connection: sqlite3.Connection, day: date, rules: Rules, asked: Iterable[str]) -> list[_Due]:
    """The cards due in the order of the rules, but for that of the decks; siblings, and those of the notes asked, left out if set so."""
    rows: list[_Due] = connection.execute(_DUE_IN_ORDER[rules.due_order], {"day": day.toordinal()}).fetchall()
    if not rules.bury_siblings:
        return rows
    taken = set(asked)
    kept = []
    for row in rows:
        note = note_of(row[0])
        if note not in taken:
            taken.add(note)
            kept.append(row)
    return kept
