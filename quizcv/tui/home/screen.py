"""The first screen: what is due, and one key to begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen

from quizcv.errors import QuizcvError
from quizcv.shown import shown, shown_line
from quizcv.tui.commands import Command, bindings
from quizcv.tui.decktable import DeckTable, Row
from quizcv.tui.home.commands import HOME
from quizcv.tui.render.wrapping import Line, Run, hanging, wrap
from quizcv.tui.review.grades import grade_buttons
from quizcv.tui.review.guard import Guard
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text
from quizcv.tui.words import load_words, undone_words

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quizcv.cards.deckinfo import Broken
    from quizcv.tui.bench import Bench, Outlook
    from quizcv.tui.host import Host
    from quizcv.tui.widgets.page import Block

FIRST_LINES: Final = (
    "A question is shown: answer it in your head, or type the answer.",
    "Then say how well you knew it; that decides when it comes back.",
    "Each grade is saved at once; leave when you like, u takes it back.",
)


def headline(outlook: Outlook) -> list[Run]:
    """One number and one key."""
    key = Run("Enter", "bold $primary")
    if outlook.due or outlook.new or outlook.drill:
        return [Run(f"{load_words(outlook.due, outlook.new, outlook.drill)}. ", "bold"), key, Run(" to begin.")]
    if outlook.more:
        return [Run("Nothing is due. ", "bold"), key, Run(" for ten more new cards.")]
    return [Run("Nothing is due, and nothing is new.", "bold")]


def date_line(day: date, width: int) -> Line:
    """The name and the day."""
    name, today = "quizcv", f"{day:%A}, {day.day} {day:%B}"
    gap = max(width - len(name) - len(today), 1)
    return (Run(name, "bold $accent"), Run(" " * gap), Run(today, "$text-muted"))


def broken_lines(broken: Broken, width: int) -> list[Line]:
    """A deck that is out: its first error, how many more there are, and the command that shows them all."""
    first, *more = broken.diagnostics
    told = shown(str(first))
    end = "" if told.endswith((".", "!", "?")) else "."
    rest = f" There are {len(more)} more errors." if len(more) > 1 else " There is one more error." if more else ""
    command = f" See: quizcv check {broken.path}"
    runs = [Run("✗ ", "bold $error"), Run(told), Run(f"{end}{rest}{command}", "$text-muted")]
    return wrap(runs, width)


class HomeScreen(Screen[None]):
    """What is due in each deck, and what tomorrow brings."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HOME)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = HOME

    def __init__(self, bench: Bench, host: Host) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.outlook = bench.outlook()
        self._guard = Guard(bench.monotonic)

    def compose(self) -> ComposeResult:
        """The column, from the date to the keys."""
        with Vertical(classes="column"):
            yield Page(lambda width: [date_line(self.outlook.day, width)], id="date")
            yield Page(id="headline")
            with VerticalScroll(id="decks", can_focus=False):
                yield DeckTable()
                yield Page(id="below")
            yield Page(id="notice", apart=0)
            yield KeyLine()

    def on_mount(self) -> None:
        """Shows the numbers."""
        self.paint()

    def on_screen_resume(self) -> None:
        """Back from a review: the numbers have changed."""
        self.renew()

    def renew(self, notice: str = "") -> None:
        """Reads the progress again."""
        self.outlook = self.bench.outlook()
        self.paint()
        self.tell(notice)

    def paint(self) -> None:
        """Paints what is known."""
        outlook = self.outlook
        table = self.query_one(DeckTable)
        table.show(outlook.loads, {deck.name: deck.group for deck in self.bench.library.decks if deck.group})
        self.query_one("#headline", Page).show(*self._head())
        below: list[Block] = []
        if outlook.tomorrow and not outlook.first_time:
            below.append(text(f"Tomorrow: {load_words(*outlook.tomorrow)}.", "$text-muted"))
        below += [partial(broken_lines, broken) for broken in self.bench.library.broken]
        self.query_one("#below", Page).show(*below)
        self.refresh_bindings()
        self.call_after_refresh(self._guard.painted)

    def _head(self) -> list[Block]:
        outlook = self.outlook
        if self.bench.trouble:
            told = [Run("✗ The progress can't be used: ", "bold $error"), Run(shown(self.bench.trouble))]
            return [
                lambda width: wrap(told, width),
                text("Reviewing is off until this is mended, and the log is left as it is.", "$text-muted"),
            ]
        if not outlook.loads:
            none = "No deck can be read as it is." if self.bench.library.broken else "There are no decks yet."
            return [text(none, "bold"), text(self._how_to_begin())]
        if outlook.first_time:
            deck = self._chosen_title() or outlook.loads[0].title
            begin = [Run("Enter", "bold $primary"), Run(f" begins with: {shown_line(deck)}.")]
            return [_first_lines, lambda width: wrap(begin, width)]
        chosen = self._chosen_title()
        if chosen:
            begin = [Run("Enter", "bold $primary"), Run(" to review only: "), Run(shown_line(chosen), "bold")]
            return [lambda width: wrap(begin, width)]
        runs = headline(outlook)
        return [lambda width: wrap(runs, width)]

    def _how_to_begin(self) -> str:
        return (
            f"Put a deck (a .yaml file) below {self.bench.places.decks}, or press i to turn a note of yours into one."
        )

    def _chosen_title(self) -> str:
        row = self.query_one(DeckTable).row
        if row is None or row.is_group:
            return row.title if row else ""
        return next(load.title for load in self.outlook.loads if load.deck in row.decks)

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
        self.query_one("#notice", Page).show(*([text(notice, style)] if notice else []))

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        able = not self.bench.trouble and bool(self.outlook.loads)
        if action == "begin":
            return able and (self.outlook.something or self._chosen() is not None)
        if action == "undo":
            return not self.bench.trouble
        if action == "all_decks":
            return self._chosen() is not None
        if action == "sync_now":
            return bool(self.bench.settings.sync_folder) and not self.bench.trouble
        if action in {"open_group", "close_group"}:
            return self._group() is not None and self._table.is_open(self._group() or "") == (action == "close_group")
        return super().check_action(action, parameters)

    @property
    def _table(self) -> DeckTable:
        return self.query_one(DeckTable)

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

    def action_begin(self) -> None:
        """Begins the review."""
        chosen = self._chosen()
        decks: tuple[str, ...] = ()
        if chosen is not None:
            decks = chosen.decks
        elif self.outlook.first_time:
            decks = (self.outlook.loads[0].deck,)
        extra = 0 if chosen is not None or self.outlook.due or self.outlook.new or self.outlook.drill else 10
        self.host.begin_review(decks, extra)

    def action_next_deck(self) -> None:
        """Points at the next deck."""
        self.query_one(DeckTable).move(1)

    def action_previous_deck(self) -> None:
        """Points at the previous deck."""
        self.query_one(DeckTable).move(-1)

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
        self.query_one(DeckTable).choose(None)

    def action_drill(self) -> None:
        """Chooses something to practise."""
        self.host.begin_drill()

    def action_statistics(self) -> None:
        """Shows what was reviewed and remembered."""
        self.host.begin_statistics()

    def action_import_note(self) -> None:
        """Chooses a note to import."""
        self.host.begin_import()

    async def action_sync_now(self) -> None:
        """Syncs with the other devices."""
        await self.app.run_action("app.sync")

    def action_undo(self) -> None:
        """Takes the latest back."""
        if self._guard.lets():
            self._guard.changing()
            self.host.with_log(self._undo)

    def _undo(self) -> None:
        store = self.bench.store
        if store is None:
            return
        try:
            undone = store.undo(self.bench.clock.now())
        except QuizcvError as error:
            self.tell(f"Not taken back: {error}", "$error")
            return
        if undone is None:
            self.tell("There is nothing to take back.")
            return
        event, _ = undone
        self.renew(undone_words(event, grade_buttons(self.bench.settings.buttons)))

    def action_leave(self) -> None:
        """Leaves the app."""
        self.host.leave_screen()


def _first_lines(width: int) -> list[Line]:
    return [line for words in FIRST_LINES for line in hanging("· ", wrap([Run(words)], width - 2), "$accent")]
