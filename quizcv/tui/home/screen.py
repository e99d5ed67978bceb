"""The first screen: what is due and one key to begin; the decks; the days in a row, the year, and what tomorrow brings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Click

from quizcv.tui.commands import Command, bindings
from quizcv.tui.home.arrangement import Arrangement, arranged
from quizcv.tui.home.commands import HOME
from quizcv.tui.home.counting import CountingScreen
from quizcv.tui.home.decktable import DeckTable, Row, heading_line, rows_of
from quizcv.tui.home.headline import Headline
from quizcv.tui.home.past import Past
from quizcv.tui.home.wording import broken_lines, date_line
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.mending import mend_deck
from quizcv.tui.review.grades import grade_buttons
from quizcv.tui.review.guard import Guard
from quizcv.tui.undoing import Listener, take_back
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.noticeline import NoticeLine
from quizcv.tui.widgets.page import Page
from quizcv.tui.words import asked_by, undone_words
from quizcv.workload import MORE_NEW

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.errors import QuizcvError
    from quizcv.events import Event
    from quizcv.tui.bench import Bench
    from quizcv.tui.editing import DeckEdited
    from quizcv.tui.host import Host
    from quizcv.workload import Load

BROKEN_ROWS: Final = 2
"""Rows that the error of a deck that can't be read takes, as a rule; a blank one stands above, how to mend it below."""
DAY_CHECK_SECONDS: Final = 60.0
"""How often to look whether a new study day has begun, for an app left open overnight."""


class HomeScreen(CountingScreen):
    """What is due in each deck, what was done, and what tomorrow brings."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HOME)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = HOME
    legend: ClassVar[str] = "home"

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.outlook = bench.outlook()
        self.notice = NoticeLine()
        self._table = DeckTable()
        self._headline = Headline()
        self._past = Past()
        self._guard = Guard(bench.monotonic, bench.pressed)
        self._planned: Arrangement | None = None
        self._is_fresh = True
        self._can_undo = False

    def compose(self) -> ComposeResult:
        """The date, the number and the key; decks and past; notice and keys."""
        with Vertical(classes="column -scrolling"):
            yield Page(id="date")
            yield self._headline
            with Container(id="today"):
                with Vertical(id="deck-pane"):
                    yield Page(id="deck-head")
                    with VerticalScroll(id="decks", can_focus=False):
                        yield self._table
                        yield Page(id="below")
                yield self._past
            yield self.notice
            yield KeyLine()

    def on_mount(self) -> None:
        """Counts once the first frame is on its way; looks now and then whether it is a new day."""
        self.call_after_refresh(self.count)
        self.set_interval(DAY_CHECK_SECONDS, self._look_at_the_day)

    def on_resize(self, event: Resize) -> None:
        """Shows what has room in the window as it is now; what is shown already is laid out anew by itself."""
        if self._plan(event.size.width, event.size.height) != self._planned:
            self.paint(event.size.width, event.size.height)

    def on_screen_resume(self) -> None:
        """Back from a review: the numbers have changed. What was read a moment ago for the first frame has not."""
        if not self._is_fresh:
            self.bench.look_around()
            self.renew()
        self._is_fresh = False

    def renew(self, notice: str = "") -> None:
        """Reads the progress again."""
        self.others_changed()
        self.tell(notice)

    def others_changed(self) -> None:
        """Reads the progress again, and leaves the notice as it is: other programs have changed decks or log."""
        self.outlook = self.bench.outlook()
        self._can_undo = self.outlook.first_time and self.bench.has_something_to_undo()
        self.paint()
        self.count()

    def _look_at_the_day(self) -> None:
        if self.bench.clock.now().day != self.outlook.day:
            self.renew()

    # Painting

    def _plan(self, width: int, height: int) -> Arrangement:
        groups = self._groups()
        broken = len(self.bench.library.broken)
        rows, all_rows = (
            1 + len(rows_of(self.outlook.loads, groups, opened))
            for opened in (frozenset[str](), frozenset(groups.values()))
        )
        past = not self.outlook.first_time and bool(self.outlook.loads) and not self.bench.trouble
        told = BROKEN_ROWS * broken + 2 if broken else 0
        return arranged(width, height, rows=rows, all_rows=all_rows, past=past, broken=told)

    def _groups(self) -> dict[str, str]:
        return {deck.name: deck.group for deck in self.bench.library.decks if deck.group}

    def paint(self, width: int = 0, height: int = 0) -> None:
        """Paints what is known, for a window of a size; without one, for the present window."""
        outlook, broken = self.outlook, self.bench.library.broken
        plan = self._plan(width or self.size.width, height or self.size.height)
        self._planned = plan
        self.set_class(plan.beside, "-beside")
        self.query_one(KeyLine).styles.height = plan.key_rows
        self._table.show(outlook.loads, self._groups(), unfolded=plan.unfolded, known=not self.bench.trouble)
        head = [lambda width: [heading_line(width, len(broken))]] if outlook.loads else []
        self.query_one("#deck-head", Page).show(*head)
        self.query_one("#date", Page).show(lambda width: [date_line(outlook.day, width)])
        self._headline.tell(self.bench, outlook, self._keys, self._to_begin())
        self.query_one("#below", Page).show(*([partial(broken_lines, broken, self._keys)] if broken else []))
        self._past.show(plan, outlook.day, outlook.tomorrow, len(broken))
        self.refresh_bindings()
        self.call_after_refresh(self._guard.painted)

    @property
    def _keys(self) -> KeyNames:
        return KeyNames(HOME, self.host.own_keys)

    def _to_begin(self) -> Row | None:
        """What would be begun now, where that is less than everything."""
        if self._table.row is not None or not self.outlook.first_time or not self.outlook.loads:
            return self._table.row
        first = self._first
        return Row(first.title, (first.deck,), first.due, first.new, first.total)

    def log_settled(self) -> None:
        """The log is open, or can't be."""
        self.renew()

    def sync_progress(self, words: str) -> None:
        """What a sync that takes long is doing; empty when it is over."""
        self.tell(words)

    def log_changed(self) -> None:
        """Somebody else has written the log: the numbers are others."""
        self.renew()

    def tell(self, notice: str, style: str = "$text-muted") -> None:
        """A line above the keys."""
        self.notice.tell(notice, style)

    # What can be done

    def label_of(self, command: Command) -> str:
        """The words of a command in the footer; syncing is told there only once a folder is set, though its key says how to set one."""
        return "" if command.name == "sync-now" and not self.bench.settings.sync_folder else command.label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        able = not self.bench.trouble and bool(self.outlook.loads)
        if action == "begin":
            return able and (self.outlook.something or self._chosen() is not None)
        if action == "undo":
            return not self.bench.trouble and (not self.outlook.first_time or self._can_undo)
        if action == "mend_deck":
            return bool(self.bench.library.broken)
        if action == "all_decks":
            return self._chosen() is not None
        if action == "sync_now":
            return not self.bench.trouble
        if action in {"open_group", "close_group"}:
            return self._group() is not None and self._table.is_open(self._group() or "") == (action == "close_group")
        return super().check_action(action, parameters)

    @property
    def _first(self) -> Load:
        """What the first start begins with: a deck of the learner's own if there is one, for whoever has made one wants to see it."""
        loads, own = self.outlook.loads, {deck.name for deck in self.bench.library.decks if not deck.shipped}
        return next((load for load in loads if load.deck in own and load.new), loads[0])

    def _chosen(self) -> Row | None:
        return self._table.row if self.is_mounted else None

    def _group(self) -> str | None:
        """The group pointed at, or that of the deck pointed at."""
        row = self._chosen()
        return row.group if row is not None and row.group else None

    def on_deck_table_chosen(self, event: DeckTable.Chosen) -> None:
        """Another deck was pointed at, or begun by a second click."""
        self.paint()
        if event.begin:
            self.action_begin()

    @on(Click, "#headline")
    def _clicked_headline(self) -> None:
        if self.check_action("begin", ()):
            self.action_begin()

    def action_begin(self) -> None:
        """Begins the review."""
        chosen = self._chosen()
        decks: tuple[str, ...] = ()
        if chosen is not None:
            decks = chosen.decks
        elif self.outlook.first_time:
            decks = (self._first.deck,)
        extra = 0 if chosen is not None or self.outlook.due or self.outlook.new or self.outlook.drill else MORE_NEW
        self.host.begin_review(decks, extra)

    def action_next_deck(self) -> None:
        """Points at the next deck."""
        self._table.move(1)

    def action_previous_deck(self) -> None:
        """Points at the previous deck."""
        self._table.move(-1)

    def action_first_deck(self) -> None:
        """Points at the first line of the table."""
        self._table.move_to_end(last=False)

    def action_last_deck(self) -> None:
        """Points at the last line of the table."""
        self._table.move_to_end(last=True)

    def _set_open(self, *, wanted: bool) -> None:
        group = self._group()
        if group is not None:
            self._table.set_open(group, wanted=wanted)

    def action_open_group(self) -> None:
        """Shows the decks of the group pointed at."""
        self._set_open(wanted=True)

    def action_close_group(self) -> None:
        """Shows the group's line alone."""
        self._set_open(wanted=False)

    def action_all_decks(self) -> None:
        """All decks again."""
        self._table.choose(None)

    def action_drill(self) -> None:
        """Chooses something to practise."""
        self.host.begin_drill()

    def action_browse(self) -> None:
        """Opens the table of all cards."""
        self.host.begin_browse()

    def action_new_card(self) -> None:
        """Opens the form for a new card, for the deck pointed at."""
        row = self._chosen()
        self.host.begin_adding(row.decks[0] if row is not None and len(row.decks) == 1 else "")

    def action_statistics(self) -> None:
        """Shows what was reviewed and remembered."""
        self.host.begin_statistics()

    def action_settings(self) -> None:
        """Opens the settings."""
        self.host.begin_settings()

    def action_import_note(self) -> None:
        """Chooses a note to import."""
        self.host.begin_import()

    def action_mend_deck(self) -> None:
        """Opens the first deck that is left out where it is wrong."""
        mend_deck(self, self.bench, self._edited)

    def _edited(self, outcome: DeckEdited) -> None:
        self.renew()
        self.tell(outcome.words or "The deck was read again.", "$warning" if outcome.words else "$text-muted")

    async def action_sync_now(self) -> None:
        """Syncs with the other devices."""
        await self.app.run_action("app.sync")

    def action_undo(self) -> None:
        """Takes the latest back."""
        if self._guard.lets():
            self._guard.changing()
            self.host.with_log(self._undo)

    def _undo(self) -> None:
        if self.bench.store is not None:
            listener = Listener(self._undone, self._not_undone, self.tell)
            take_back(self, self.bench.store, self.bench.clock.now(), listener)

    def _not_undone(self, error: QuizcvError) -> None:
        self.tell(f"✗ Not taken back: {error}", "$error")
        self.call_after_refresh(self._guard.painted)

    def _undone(self, events: list[Event]) -> None:
        asked = asked_by(self.bench.library, events[0].card, events[0].seed) if len(events) == 1 else ""
        told = undone_words(events, grade_buttons(self.bench.settings.buttons), asked)
        if events:
            self.renew(told)
        else:
            self.tell(told)
            self.call_after_refresh(self._guard.painted)

    def action_leave(self) -> None:
        """Leaves the app."""
        self.host.leave_screen()
