"""The import's lists on the screen, the note beside what is made of it, and the ways through them."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import Screen

from quizcv.shown import shown, shown_line
from quizcv.tui.importing.commands import DECIDING, EDITING
from quizcv.tui.importing.deciding import Decisions
from quizcv.tui.importing.entries import Entry, Tab, entries_of
from quizcv.tui.importing.panes import Maker, note_block, place_of_line, rule
from quizcv.tui.importing.widgets import EntryList, TabLine
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import Line, Run, cut, cut_front, width_of
from quizcv.tui.review.guard import Guard
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text
from quizcv.tui.words import formulas_words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Resize

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.importing.plan import Plan

BESIDE: Final = 80
"""From this width on, note and card stand side by side."""
ROOMY: Final = 30
"""From this height on, blank lines set the lists off."""
FEWEST_ROWS, LEAST_ROWS, MOST_ROWS = 2, 3, 14
"""Rows of the list: with next to nothing in it, on a small screen, and on a large one."""
NOTE_STEP: Final = 3
"""Lines of the note a key scrolls."""


class Phase(Enum):
    """Where the import stands."""

    DECIDING = auto()
    BUSY = auto()
    WRITTEN = auto()


class LookingScreen(Screen[None]):
    """What an import found, to be looked at.

    Args:
        bench: The decks.
        host: The app.
        plan: What importing would do.
        deck: The name the learner gave the deck; empty for none.
    """

    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = ""

    def __init__(self, bench: Bench, host: Host, plan: Plan, deck: str = "") -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.plan = plan
        self.deck = deck
        self.decisions = Decisions()
        self.lists = entries_of(plan)
        self.tab = next((tab for tab in Tab if self.lists[tab]), Tab.CARDS)
        self.phase = Phase.DECIDING
        self.raw_math = False
        self.tabs = TabLine()
        self.list = EntryList(self.decisions)
        self.note = Page(id="note-text", apart=0)
        self.made = Page(id="made-text")
        self.at = dict.fromkeys(Tab, 0)
        self.guard = Guard(bench.monotonic, bench.pressed)
        self.reviewing = False
        self._most_rows = LEAST_ROWS

    @property
    def keys(self) -> KeyNames:
        """The keys of the import, as sentences name them."""
        return KeyNames((*DECIDING, *EDITING), self.host.own_keys)

    def compose(self) -> ComposeResult:
        """From the title to the keys."""
        with Vertical(classes="wide"):
            yield Page(lambda width: [self._head(width)], id="head")
            yield self.tabs
            yield self.list
            with Container(id="panes"):
                with Vertical(classes="pane", id="source"):
                    yield Page(id="note-head", apart=0)
                    with VerticalScroll(can_focus=False, id="note-scroll"):
                        yield self.note
                with Vertical(classes="pane", id="made"):
                    yield Page(id="made-head", apart=0)
                    with VerticalScroll(can_focus=False, id="made-scroll"):
                        yield self.made
            with VerticalScroll(can_focus=False, id="end"):
                yield Page(id="end-text")
            yield Page(id="notice", apart=0)
            yield KeyLine()

    def on_mount(self) -> None:
        """Shows the first list."""
        self.paint()

    def on_resize(self, event: Resize) -> None:
        """Shares the rows out: some for the list, most for note and card."""
        if self.has_class("-stacked") != (event.size.width < BESIDE):
            self.toggle_class("-stacked")
            self._paint_panes()
        self.set_class(event.size.height >= ROOMY, "-roomy")
        self._most_rows = max(min((event.size.height - 7) // 3, MOST_ROWS), LEAST_ROWS)
        self.list.styles.height = self._rows
        self.call_after_refresh(self._to_the_line)

    @property
    def _rows(self) -> int:
        """Rows of the list: as many as it has, within what the screen has for it."""
        return max(min(len(self.lists[self.tab]), self._most_rows), FEWEST_ROWS)

    # Showing

    @property
    def entry(self) -> Entry | None:
        """The entry pointed at."""
        return self.list.entry

    def _head(self, width: int) -> Line:
        number = len(self.decisions)
        if self.phase is Phase.WRITTEN:
            told = "written"
        elif number:
            told = f"{number} decided, not written"
        else:
            told = "nothing written yet"
        name = f" → {self.plan.report.deck.name}"
        room = width - len(told) - len("Import  ") - 2
        note = cut_front(shown_line(self.plan.note.name), max(room - len(name), room // 2))
        left = cut(f"{note}{name}", room)
        gap = max(width - len("Import  ") - len(told) - width_of([Run(left)]), 1)
        return (Run("Import  ", "bold $accent"), Run(left), Run(" " * gap), Run(told, "$text-muted"))

    def paint(self, notice: str = "", style: str = "$text-muted") -> None:
        """Paints the lists and the entry pointed at, or the end."""
        ended = self.phase is Phase.WRITTEN
        self.guard.changing()
        self.query_one("#head", Page).show(lambda width: [self._head(width)])
        for name in ("#tabs", "#entries", "#panes"):
            self.query_one(name).display = not ended
        self.query_one("#end").display = ended
        if not ended:
            self.list.styles.height = self._rows
            self.tabs.show({tab: len(entries) for tab, entries in self.lists.items()}, self.tab)
            self.list.show(self.lists[self.tab], self.at[self.tab])
            self._paint_panes()
        self.tell(notice, style)
        self.refresh_bindings()
        self.call_after_refresh(self.guard.painted)

    def _paint_panes(self) -> None:
        entry = self.entry
        line = entry.line if entry else 0
        where = f"{self.plan.note.name}, line {line}" if line else self.plan.note.name
        self.query_one("#note-head", Page).show(lambda width: [rule(cut_front(where, width - 6), width)])
        self.note.show(note_block(self.plan.lines, line))
        place = f"{self.at[self.tab] + 1} of {len(self.lists[self.tab])}" if entry else ""
        self.query_one("#made-head", Page).show(lambda width: [rule(place or "nothing here", width)])
        maker = Maker(self.plan, self.keys, raw_math=self.raw_math, tight=self.has_class("-stacked"))
        self.made.show(*(maker.blocks(entry, self.decisions.of(entry)) if entry else [text(" ")]))
        self.query_one("#made-scroll").scroll_home(animate=False)
        self.call_after_refresh(self._to_the_line)

    def _to_the_line(self) -> None:
        """Where the note's pane is so low that its line would be out of sight, it is scrolled to."""
        entry, area = self.entry, self.query_one("#note-scroll", VerticalScroll)
        if entry is None or self.phase is Phase.WRITTEN or not self.note.size.width:
            return
        above = place_of_line(self.plan.lines, entry.line, self.note.size.width)
        room = area.size.height // 4
        area.scroll_to(y=max(above - room, 0), animate=False)

    def tell(self, words: str, style: str = "$text-muted") -> None:
        """A line above the keys."""
        self.query_one("#notice", Page).show(*([text(shown(words), style)] if words else []))

    # Moving

    def go(self, number: int) -> None:
        """Points at an entry of the present list."""
        self.at[self.tab] = max(min(number, len(self.lists[self.tab]) - 1), 0)
        self.paint()

    def action_next_entry(self) -> None:
        """The entry below."""
        self.go(self.at[self.tab] + 1)

    def action_previous_entry(self) -> None:
        """The entry above."""
        self.go(self.at[self.tab] - 1)

    def action_first_entry(self) -> None:
        """The first entry."""
        self.go(0)

    def action_last_entry(self) -> None:
        """The last entry."""
        self.go(len(self.lists[self.tab]))

    def show_list(self, tab: Tab) -> None:
        """Shows another list."""
        self.tab = tab
        self.paint()

    def _beside(self, step: int) -> None:
        tabs = [tab for tab in Tab if self.lists[tab] or tab is self.tab]
        self.show_list(tabs[(tabs.index(self.tab) + step) % len(tabs)])

    def action_next_list(self) -> None:
        """The next list that holds something."""
        self._beside(1)

    def action_previous_list(self) -> None:
        """The list before."""
        self._beside(-1)

    @on(TabLine.Chosen)
    def _tab_chosen(self, event: TabLine.Chosen) -> None:
        self.show_list(event.tab)

    @on(EntryList.Clicked)
    def _entry_chosen(self, event: EntryList.Clicked) -> None:
        self.go(event.number)

    def action_card_down(self) -> None:
        """The card, a page down."""
        self.query_one("#made-scroll", VerticalScroll).scroll_page_down(animate=False)

    def action_card_up(self) -> None:
        """The card, a page up."""
        self.query_one("#made-scroll", VerticalScroll).scroll_page_up(animate=False)

    def action_note_down(self) -> None:
        """The note, some lines down."""
        self.query_one("#note-scroll", VerticalScroll).scroll_relative(y=NOTE_STEP, animate=False)

    def action_note_up(self) -> None:
        """The note, some lines up."""
        self.query_one("#note-scroll", VerticalScroll).scroll_relative(y=-NOTE_STEP, animate=False)

    def action_math_source(self) -> None:
        """Formulas as they were written, or drawn again."""
        self.raw_math = not self.raw_math
        self.paint(formulas_words(raw=self.raw_math))
