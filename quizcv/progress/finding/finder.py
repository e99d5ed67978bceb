"""The finder: all the cards that fit a search, and what is known of those on the screen."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from quizcv.cards.searching import Field, Has, Match, SearchError, State, parse
from quizcv.cards.searching.complaints import shortened
from quizcv.errors import UsageError
from quizcv.progress.fileview import FileView, view_of
from quizcv.progress.finding.fitting import Fitting
from quizcv.progress.finding.found import CARDS, Order, SearchCancelledError, found_card
from quizcv.progress.finding.ordering import ordered
from quizcv.progress.finding.shelf import DECKS, DeckRow, Shelf
from quizcv.progress.finding.skimming import skim_of
from quizcv.progress.touched import last_event, touched_since

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from quizcv.cards.library import Library
    from quizcv.cards.searching import Query
    from quizcv.progress.finding.found import FoundCard
    from quizcv.progress.views import View
    from quizcv.settings import Places

LEECH_LAPSES: Final = 8
"""The default of the setting `leech_lapses`."""
_LARGEST_BATCH: Final = 500
_PAUSE_SECONDS: Final = 0.005


class _Seen(NamedTuple):
    """What of the log was last looked at."""

    connection: sqlite3.Connection
    version: int
    changes: int
    last: int | None


class Finder:
    """Finds cards. `find` may run in one thread while `rows` and `cancel` are called from another.

    What is asked of many cards at once is kept in memory, by deck, and read anew when the deck or the log has changed; a search sees the
    decks as the library was last loaded, and the log as it is. The first search that needs something pays for its reading:
    for 100,000 cards a fraction of a second for their keys, for where they stand, and for their texts, each.
    """

    def __init__(self, view: View, rows_view: View, library: Library, leech_lapses: int, *, once: bool) -> None:
        self._view = view
        self._rows_view = rows_view
        self._library = library
        self._leech_lapses = leech_lapses
        self._shelves: dict[str, Shelf] = {}
        self._day: date | None = None
        self._seen: _Seen | None = None
        self._locks = {id(view): threading.Lock(), id(rows_view): threading.Lock()}
        self._searching: sqlite3.Connection | None = None
        self._cancelled = threading.Event()
        self._closed = threading.Event()
        self._once = once

    @classmethod
    def open(cls, places: Places, library: Library, *, leech_lapses: int = LEECH_LAPSES, once: bool = False) -> Self:
        """Looks at the log of `places`, through connections of its own; where there is no log yet, every card is new.

        Args:
            places: Where the log is.
            library: The decks. It may be reloaded meanwhile, by another thread too.
            leech_lapses: The setting of that name.
            once: Whether little more than one search is to be expected. Then only those texts are read that may hold its words.

        Raises:
            DatabaseError: It is no log, a newer one, locked, damaged, or on a server that can't be reached. It is left as it is.
        """
        view = view_of(places)
        # A file is opened twice, so that the screen never waits for a search; a server's log is in memory once.
        rows_view = view_of(places) if isinstance(view, FileView) else view
        return cls(view, rows_view, library, leech_lapses, once=once)

    def close(self) -> None:
        """Ends the search that runs, and what is being made ready, and lets the files go."""
        self._closed.set()
        self.cancel()
        for view in (self._rows_view, self._view):
            with self._locks[id(view)]:
                view.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Finding

    def find(self, query: Query, day: date, order: Order = Order.DECK, *, descending: bool = False) -> Sequence[str]:
        """The keys of all cards that fit, in order; a card with siblings has an entry for each of them.

        Archived cards are in no table of cards: `is:archived` fits none that this finds.

        Args:
            query: As `quizcv.cards.searching.parse` gives it.
            day: The study day.
            order: By what; with `RELEVANCE`, the library's order where no words are searched for.
            descending: The other way round. New cards stay behind those that have what is ordered by.

        Raises:
            SearchError: A deck is named that does not exist.
            SearchCancelledError: `cancel` was called meanwhile.
            DatabaseError: The log can't be read.
        """
        self._cancelled.clear()
        self._day = day
        self._refuse_unknown_decks(query)
        with self._reading(self._view) as connection:
            self._searching = connection
            try:
                connection.execute("BEGIN")  # one look, whoever grades meanwhile
                if self._once:
                    self._shelves.clear()
                shelves = self._up_to_date(connection)
                skim = skim_of(query) if self._once and order is not Order.FRONT else None
                if skim is not None:
                    for shelf in shelves:
                        shelf.skim = skim
                fitting = Fitting(connection, day, self._leech_lapses, self._go_on)
                found = []
                for shelf in shelves:
                    flags = fitting.flags(query.term, shelf, shelf.every)
                    if flags:
                        found.append((shelf, flags.to_bytes(len(shelf.keys), "little")))
                return ordered(found, order, query.words, connection, descending=descending)
            except Exception as error:
                if self._cancelled.is_set():
                    raise SearchCancelledError from error
                raise
            finally:
                self._searching = None
                connection.rollback()

    def cancel(self) -> None:
        """Ends the search that runs, if one does: it raises `SearchCancelledError` soon. For another thread."""
        self._cancelled.set()
        connection = self._searching
        if connection is not None:
            connection.interrupt()

    def _go_on(self) -> None:
        if self._cancelled.is_set():
            raise SearchCancelledError

    def _refuse_unknown_decks(self, query: Query) -> None:
        names = [deck.name for deck in self._library.decks]
        for term in query.terms():
            if not isinstance(term, Has) or term.field is not Field.DECK or term.match is Match.TYPING:
                continue
            if any(map(term.fits, names)):
                continue
            if term.match is Match.PREFIX:
                raise SearchError(
                    term.column,
                    f"no deck's name begins with {shortened(term.name)!r}; the decks are: {', '.join(names) or 'none'}",
                )
            if begin_so := [name for name in names if name.startswith(term.name)]:
                mend = (
                    f"for all that begin so write deck:{term.name}*"
                    if begin_so[1:]
                    else f"did you mean {begin_so[0]!r}?"
                )
                raise SearchError(term.column, f"there is no deck {term.name!r}; {mend}")
            try:
                self._library.resolve_decks([shortened(term.name)])
            except UsageError as error:
                raise SearchError(term.column, str(error)) from None

    # What is in memory

    def prepare(self) -> bool:
        """Makes ready for words to be looked for again and again, step by step: reads the texts deck by deck, then makes their indexes.

        Without it, every search for words looks at all texts that come into question. For a thread of whoever waits for words to be typed;
        a search that comes meanwhile goes first, and `close` ends it. In all, a thousand cards are a twenty-fifth of a second's work.

        Returns:
            Whether there is more to do.

        Raises:
            SearchCancelledError: The finder was closed meanwhile.
            DatabaseError: The log can't be read.
        """
        self._make_way()
        with self._reading(self._view) as connection:
            connection.execute("BEGIN")
            try:
                shelves = self._up_to_date(connection)
                for shelf in shelves:
                    if not shelf.is_read:
                        shelf.wording(connection)
                        return True
                waiting = [shelf.wording(connection) for shelf in shelves if not shelf.is_prepared]
            finally:
                connection.rollback()
        for wording in waiting[:1]:
            wording.prepare(self._make_way)
        return len(waiting) > 1

    def _make_way(self) -> None:
        """Lets a search that runs end first, and ends what is being made ready once the finder is closed."""
        time.sleep(0)
        while not self._closed.is_set() and self._searching is not None:
            self._closed.wait(_PAUSE_SECONDS)
        if self._closed.is_set():
            raise SearchCancelledError

    def _up_to_date(self, connection: sqlite3.Connection) -> list[Shelf]:
        """The decks in their order, those read anew that changed."""
        shelves: list[Shelf] = []
        for row in map(DeckRow._make, connection.execute(DECKS).fetchall()):
            shelf = self._shelves.get(row.name)
            if shelf is None or shelf.row != row:
                shelf = Shelf(row, connection)
            shelves.append(shelf)
        self._shelves = {shelf.row.name: shelf for shelf in shelves}
        self._follow_log(connection)
        return shelves

    def _follow_log(self, connection: sqlite3.Connection) -> None:
        """Lets what is known of standings follow the log, if that has changed: card by card where little did."""
        last = last_event(connection)
        (version,) = connection.execute("PRAGMA main.data_version").fetchone()
        now = _Seen(connection, version, connection.total_changes, last)
        before = self._seen
        if before == now:
            return
        touched = None
        if before is not None and last is not None:
            if before.last != last:
                touched = touched_since(before.last, connection)
            elif before.connection is not connection:
                touched = {}  # the decks have changed, not the log
        for shelf in self._shelves.values():
            if touched is None:
                shelf.forget_standings()
            else:
                shelf.renew_standings(touched.get(shelf.row.name, ()), connection)
        self._seen = now

    @contextmanager
    def _reading(self, view: View) -> Iterator[sqlite3.Connection]:
        with self._locks[id(view)], view.telling():
            yield view.connection(self._library.cache)

    # What is known of the cards found

    def rows(self, keys: Sequence[str], day: date | None = None) -> list[FoundCard]:
        """What is known of some cards now, in the order of their keys; cards that are gone are left out.

        Args:
            keys: As `find` gives them; the window on the screen.
            day: The study day, that of the latest search unless given.

        Raises:
            DatabaseError: The log can't be read.
        """
        today = (day or self._day or date.min).toordinal()
        found = []
        with self._reading(self._rows_view) as connection:
            for begin in range(0, len(keys), _LARGEST_BATCH):
                wanted = json.dumps(keys[begin : begin + _LARGEST_BATCH])
                found += [found_card(row, today, self._leech_lapses) for row in connection.execute(CARDS, (wanted,))]
        return found


def keys_of(text: str, places: Places, library: Library, day: date, *, leech_lapses: int = LEECH_LAPSES) -> list[str]:
    """The keys of the cards that fit a search, in the library's order; for a session of the cards of a search.

    Raises:
        SearchError: The search can't be read, or names a deck that does not exist.
        DatabaseError: The log can't be read.
    """
    query = parse(text)
    if query.mentions(State.ARCHIVED):
        raise SearchError(0, "archived cards are not asked; leave is:archived out")
    with Finder.open(places, library, leech_lapses=leech_lapses, once=True) as finder:
        return list(finder.find(query, day))
