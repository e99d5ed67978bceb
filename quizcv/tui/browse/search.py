"""What is looked for and what was found: the finder as the screen uses it."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Self

from quizcv.cards.searching import SearchError, parse, render
from quizcv.errors import QuizcvError
from quizcv.progress.finding import Finder, Order, SearchCancelledError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.progress.finding import FoundCard
    from quizcv.tui.bench import Bench


class Sorting(NamedTuple):
    """How the cards are sorted.

    Args:
        order: By what; `RELEVANCE` is the library's order as long as no words are looked for.
        descending: The other way round.
    """

    order: Order = Order.RELEVANCE
    descending: bool = False


class Search(NamedTuple):
    """What is looked for.

    Args:
        query: As typed.
        sorting: How the cards found are sorted.
        unfinished: Whether it is still being typed, so that what is missing at its end is no fault.
    """

    query: str
    sorting: Sorting = Sorting()
    unfinished: bool = False


class Found(NamedTuple):
    """What a search gave.

    Args:
        search: What was looked for.
        keys: The cards that fit, in order.
        order: By what they are sorted.
        by_words: Whether words were looked for, so that some cards fit better than others.
        understood: How the query was read.
        fault: Why it could not be read.
    """

    search: Search
    keys: Sequence[str] = ()
    order: Order = Order.DECK
    by_words: bool = False
    understood: str = ""
    fault: SearchError | None = None


class Searcher:
    """Searches for the screen: `find` in a thread, `rows` and `cancel` from anywhere.

    Args:
        finder: Finds the cards.
        bench: Tells the study day.
    """

    def __init__(self, finder: Finder, bench: Bench) -> None:
        self._finder = finder
        self._bench = bench
        self._finding = Lock()

    @classmethod
    def open(cls, bench: Bench) -> Self:
        """Opens the finder. Slow the first time: call it in a thread.

        Raises:
            QuizcvError: The log can't be read.
        """
        return cls(Finder.open(bench.places, bench.library, leech_lapses=bench.settings.leech_lapses), bench)

    def find(self, search: Search) -> Found:
        """The cards that fit; in a thread.

        Raises:
            SearchCancelledError: `cancel` was called meanwhile.
            DatabaseError: The log can't be read.
        """
        try:
            query = parse(search.query, unfinished=search.unfinished)
            order = search.sorting.order
            if order is Order.RELEVANCE and not query.words:
                order = Order.DECK
            day, descending = self._bench.clock.now().day, search.sorting.descending
            with self._finding:
                keys = self._finder.find(query, day, order, descending=descending)
        except SearchError as error:
            return Found(search, fault=error)
        return Found(search, keys, order, bool(query.words), render(query))

    def read_texts(self) -> None:
        """Reads the texts and makes their index before words to find are typed; of very many cards seconds' work, beside the searches. In a thread."""
        with suppress(SearchCancelledError, QuizcvError):
            while self._finder.prepare():
                pass

    def rows(self, keys: Sequence[str]) -> Sequence[FoundCard]:
        """What is known of some cards, in their order."""
        return self._finder.rows(keys)

    def cancel(self) -> None:
        """Ends the search that runs."""
        self._finder.cancel()

    def close(self) -> None:
        """Lets the files go, after the search that runs has ended."""
        self._finder.cancel()
        with self._finding:
            self._finder.close()


def place_after(before: Sequence[str], cursor: int, after: Sequence[str]) -> int:
    """Where the pointer goes when other cards are shown: to its card, or to the first card after it that is still there.

    Args:
        before: The cards shown so far.
        cursor: Which of them was pointed at.
        after: The cards shown from now on.
    """
    if not after or not before:
        return 0
    places = {key: number for number, key in enumerate(after)}
    for key in before[cursor:]:
        if key in places:
            return places[key]
    return next((places[key] for key in reversed(before[:cursor]) if key in places), 0)
