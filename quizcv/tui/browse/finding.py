"""Finding on the screen: the line for words, the search behind it, and the table that shows what fits.

The search runs in a thread, one at a time: what is typed meanwhile cancels it, and is looked for next. What was found before stays
on the screen until the next is there.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Container, Vertical
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from quizcv.cards.searching import SearchError, parse
from quizcv.errors import QuizcvError
from quizcv.progress.finding import Order, SearchCancelledError
from quizcv.shown import shown
from quizcv.tui.ahead import TypingAheadScreen
from quizcv.tui.browse.columns import ALL
from quizcv.tui.browse.commands import BROWSE
from quizcv.tui.browse.preview import Preview
from quizcv.tui.browse.search import Found, Search, Searcher, Sorting, place_after
from quizcv.tui.browse.table import CardTable, TableHead
from quizcv.tui.browse.telling import broken_block, fault_block, head_line, nothing_blocks, trouble_block
from quizcv.tui.home.commands import HOME
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.review.guard import Guard
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from quizcv.progress.finding import FoundCard
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.render.wrapping import Line

BESIDE: Final = 100
"""From this width on, the card stands beside the table."""
LOW: Final = 24
"""Below this height every row goes to the cards."""
NARROW: Final = 76
"""In a narrower window the keys of a card that stands in the table's place take two rows: in one, some of what can be done to it is missing."""


class FindingScreen(TypingAheadScreen):
    """The table of the cards that fit.

    Args:
        bench: Decks and progress.
        host: The app.
        query: What is looked for at first.
    """

    CSS_PATH = "browse.tcss"
    AUTO_FOCUS = ""

    def __init__(self, bench: Bench, host: Host, query: str = "") -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.sorting = Sorting()
        self.found = Found(Search(query))
        self.shows_card = False
        self.raw_math = False
        self._entered_words: str | None = None
        self.guard = Guard(bench.monotonic, bench.pressed)
        self.box = EditLine(id="find", placeholder="words to find", compact=True, select_on_focus=False)
        self.box.cursor_blink = False
        self.table = CardTable(self._look, bench.clock.now().day)
        self.head = TableHead()
        self.preview = Preview()
        self.notice = NoticeLine()
        self._searcher: Searcher | None = None
        self._searching = False
        self._again = False
        self._prepared = False
        self._painting = False
        self._trouble = ""

    @property
    def keys(self) -> KeyNames:
        """The keys of Browse, and of the first screen, as sentences name them."""
        return KeyNames((*BROWSE, *HOME), self.host.own_keys)

    def compose(self) -> ComposeResult:
        """From the title to the keys."""
        with Vertical(classes="browse"):
            yield Page(lambda width: [self._head(width)], id="browse-head")
            yield self.box
            yield Page(id="told", apart=0)
            with Container(id="browse-panes"):
                with Vertical(id="table-pane"):
                    yield self.head
                    yield self.table
                    yield Page(id="found-none")
                yield self.preview
            yield self.notice
            yield KeyLine()

    def on_mount(self) -> None:
        """Looks for what was asked for."""
        self.shows_card = self.app.size.width >= BESIDE
        with self.prevent(Input.Changed):
            self.box.value = self.found.search.query
        self.look()

    def on_unmount(self) -> None:
        """Lets the search go."""
        if self._searcher is not None:
            self._searcher.close()

    def on_resize(self, event: Resize) -> None:
        """The card beside the table, or in its place."""
        self.set_class(event.size.height < LOW, "-low")
        self.set_class(event.size.width < NARROW, "-narrow")
        self.fit_card(event.size.width)

    @property
    def beside(self) -> bool:
        """Whether there is room for the card beside the table."""
        return self.app.size.width >= BESIDE

    def fit_card(self, width: int) -> None:
        """Shows the card, or hides it, where there is room for it."""
        beside = width >= BESIDE
        if beside != self.has_class("-wide"):
            self.shows_card = beside  # another window: a card in the table's place would hide it
        self.set_class(beside, "-wide")
        self.set_class(beside and self.shows_card, "-beside")
        self.set_class(self.shows_card and not beside, "-instead")
        self.preview.set_class(self.shows_card, "-open")
        self.paint_soon()

    # Searching

    @property
    def typing(self) -> bool:
        """Whether keys go into the line for words."""
        return self.focused is self.box

    @property
    def wanted(self) -> Search:
        """What is to be looked for."""
        words = self.box.value
        return Search(words, self.sorting, unfinished=self.typing and words != self._entered_words)

    @property
    def can_look(self) -> bool:
        """Whether cards can be looked for."""
        return not self._trouble

    @property
    def is_open(self) -> bool:
        """Whether cards were looked for already."""
        return self._searcher is not None

    def look(self) -> None:
        """Looks for what is typed, in the order chosen; a search that runs is cancelled, and this one comes after it."""
        if self._searching:
            self._again = True
            if self._searcher is not None:
                self._searcher.cancel()
            return
        self._searching = True
        search = self.wanted
        self.run_worker(lambda: self._search(search), thread=True, group="find", exit_on_error=False)

    def _search(self, search: Search) -> Found | None:
        """In a thread; nothing if it was cancelled."""
        if self._searcher is None:
            self._searcher = Searcher.open(self.bench)
        with suppress(SearchCancelledError):
            return self._searcher.find(search)
        return None

    @on(Worker.StateChanged)
    def _searched(self, event: Worker.StateChanged) -> None:
        """A search is over."""
        worker: Worker[Found] = event.worker
        if worker.group != "find" or event.state not in {WorkerState.SUCCESS, WorkerState.ERROR}:
            return
        again, self._again, self._searching = self._again, False, False
        if again:
            self.look()
            return
        if event.state is WorkerState.ERROR:
            if not isinstance(worker.error, QuizcvError):
                raise worker.error or RuntimeError
            self._trouble = str(worker.error)
            self.paint()
            return
        if worker.result is not None:
            self._trouble = ""
            self._take(worker.result)

    def prepare(self) -> None:
        """Somebody is about to type words to find."""
        searcher = self._searcher
        if searcher is not None and not self._prepared:
            self._prepared = True
            self.run_worker(searcher.read_texts, thread=True, group="texts", exit_on_error=False)

    def _take(self, found: Found) -> None:
        before = self.found
        # A search that can't be read leaves the cards on the screen that were found before it.
        self.found = found if found.fault is None else found._replace(keys=before.keys, order=before.order)
        if found.fault is None:
            other = before.search.query.split() != found.search.query.split()  # what is typed shows the best that fits
            cursor = 0 if other else place_after(self.table.keys, self.table.cursor, found.keys)
            self.table.show(found.keys, cursor)
        self.paint()

    def _look(self, keys: Sequence[str]) -> Sequence[FoundCard]:
        """What is known of some cards."""
        if self._searcher is None or not keys:
            return ()
        try:
            return self._searcher.rows(keys)
        except QuizcvError as error:
            self._trouble = str(error)
            return ()

    # Painting

    def _head(self, width: int) -> Line:
        return head_line(self.found, self.table.marked, width, searching=self._searching, able=self.can_look)

    def paint(self) -> None:
        """Paints all but the rows."""
        found, shown_keys = self.found, len(self.table.keys)
        self.query_one("#browse-head", Page).show(lambda width: [self._head(width)])
        self.paint_head()
        told = [trouble_block(self._trouble)] if self._trouble else []
        if found.fault is not None:
            told.append(fault_block(found.fault))
        told += [broken_block(self.bench.library.broken, self.keys)] if self.bench.library.broken else []
        self.query_one("#told", Page).show(*told)
        nothing = not shown_keys and not self._searching and not self._trouble
        self.query_one("#found-none", Page).show(*(nothing_blocks(found, self.bench, self.keys) if nothing else []))
        self.head.display = self.table.display = not nothing and (bool(shown_keys) or not self._trouble)
        self.preview.set_class(nothing, "-empty")
        self.paint_soon()
        self.refresh_bindings()
        self.call_after_refresh(self.guard.painted)

    @on(CardTable.Reshaped)
    def paint_head(self) -> None:
        """Paints the headings of the columns there are."""
        found = self.found
        self.head.show(self.table.columns, found.order, descending=found.search.sorting.descending)

    def paint_soon(self) -> None:
        """Paints the card pointed at as soon as nothing else is to be done: a key held down paints only where it stops."""
        if not self._painting:
            self._painting = True
            self.call_after_refresh(self._paint_card)

    def _paint_card(self) -> None:
        self._painting = False
        if self.shows_card and self.is_mounted:
            self.preview.show(self.table.found, self.bench, raw_math=self.raw_math)

    def tell(self, words: str, style: str = "$text-muted") -> None:
        """A line above the keys; an empty one takes it away."""
        self.notice.tell(shown(words), style)

    @on(CardTable.Pointed)
    def _pointed(self) -> None:
        self.paint_soon()

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        self.look()

    @on(Input.Submitted, "#find")
    def _entered(self) -> None:
        """To the cards; what can't be read is told instead, and stays where it is to be mended."""
        self._entered_words = self.box.value
        try:
            parse(self.box.value)
        except SearchError:
            self.look()
        else:
            self.to_table()

    def to_table(self) -> None:
        """From the line for words to the table."""
        self.set_focus(None)
        self.refresh_bindings()
        if self.found.search != self.wanted:
            self.look()  # what was no fault while it was being typed may be one now

    @on(TableHead.Chosen)
    def _sorted_by(self, event: TableHead.Chosen) -> None:
        order = Order(event.column.name)
        again = order is self.order
        self.sort(Sorting(order, descending=again and not self.sorting.descending))

    @property
    def order(self) -> Order:
        """By what the cards are sorted, or will be in a moment."""
        order = self.sorting.order
        return Order.DECK if order is Order.RELEVANCE and not self.found.by_words else order

    def sort(self, sorting: Sorting) -> None:
        """Sorts the cards otherwise; the pointer stays on its card."""
        self.sorting = sorting
        self.look()

    def sort_beside(self, step: int) -> None:
        """Sorts by another column."""
        orders = [Order(column.name) for column in ALL]
        if self.found.by_words:
            orders.insert(0, Order.RELEVANCE)
        here = orders.index(self.order)
        self.sort(Sorting(orders[(here + step) % len(orders)]))
