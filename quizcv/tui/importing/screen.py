"""The import's second screen: the lists, the note beside what is made of it, one key for each decision, and the writing at the end."""

from __future__ import annotations

import os
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import SuspendNotSupported
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import Screen

from quizcv.errors import QuizcvError
from quizcv.shown import shown, shown_line
from quizcv.tui.commands import Command, bindings
from quizcv.tui.importing.background import beside
from quizcv.tui.importing.choosing import in_the_app
from quizcv.tui.importing.commands import DECIDING
from quizcv.tui.importing.deciding import Decision, Decisions, Verb
from quizcv.tui.importing.dialogs import EditDialog, LeaveDialog
from quizcv.tui.importing.ending import Written, end_blocks
from quizcv.tui.importing.entries import NOT_IN, Entry, State, Tab, cards_at, entries_of
from quizcv.tui.importing.outcome import outcome
from quizcv.tui.importing.panes import Maker, note_block, place_of_line, rule
from quizcv.tui.importing.plan import Plan, read_plan, write_plan
from quizcv.tui.importing.widgets import EntryList, TabLine
from quizcv.tui.render.wrapping import Line, Run, cut, cut_front, width_of
from quizcv.tui.review.editing import editor_command, run_editor
from quizcv.tui.review.guard import Guard
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Resize

    from quizcv.cards.model import Deck
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host

BESIDE: Final = 80
"""From this width on, note and card stand side by side."""
ROOMY: Final = 30
"""From this height on, blank lines set the lists off."""
FEWEST_ROWS, LEAST_ROWS, MOST_ROWS = 2, 3, 14
"""Rows of the list: with next to nothing in it, on a small screen, and on a large one."""
WITH_DRAFT: Final = frozenset({Tab.DRAFTS, Tab.UNANSWERED})
TOLD_ONLY: Final = frozenset({Tab.CLAIMS, Tab.PLACEHOLDERS, Tab.LEFT_OUT})
MOVING: Final = frozenset(
    {"next_entry", "previous_entry", "first_entry", "last_entry", "next_list", "previous_list"}
    | {"card_down", "card_up", "note_down", "note_up", "math_source", "open_note", "read_again", "write_deck"}
)
ACTIONS: Final = frozenset(command.called for command in DECIDING)


class Phase(Enum):
    """Where the import stands."""

    DECIDING = auto()
    BUSY = auto()
    WRITTEN = auto()


class DecidingScreen(Screen[None]):
    """What an import found, to be looked at and decided; then written.

    Args:
        bench: The decks.
        host: The app.
        plan: What importing would do.
        deck: The name the learner gave the deck; empty for none.
    """

    CSS_PATH = "importing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DECIDING)]
    AUTO_FOCUS = ""
    commands: ClassVar[tuple[Command, ...]] = DECIDING

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
        self._at = dict.fromkeys(Tab, 0)
        self._guard = Guard(bench.monotonic)
        self._reviewing = False
        self._most_rows = LEAST_ROWS

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
        self.set_class(event.size.width < BESIDE, "-stacked")
        self.set_class(event.size.height >= ROOMY, "-roomy")
        self._most_rows = max(min((event.size.height - 7) // 3, MOST_ROWS), LEAST_ROWS)
        self.list.styles.height = self._rows
        self.call_after_refresh(self._to_the_line)

    @property
    def _rows(self) -> int:
        """Rows of the list: as many as it has, within what the screen has for it."""
        return max(min(len(self.lists[self.tab]), self._most_rows), FEWEST_ROWS)

    def on_screen_resume(self) -> None:
        """Back from the review of what was imported: nothing is left to do here."""
        if self._reviewing:
            self.host.leave_screen()

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
        self._guard.changing()
        self.query_one("#head", Page).show(lambda width: [self._head(width)])
        for name in ("#tabs", "#entries", "#panes"):
            self.query_one(name).display = not ended
        self.query_one("#end").display = ended
        if not ended:
            self.list.styles.height = self._rows
            self.tabs.show({tab: len(entries) for tab, entries in self.lists.items()}, self.tab)
            self.list.show(self.lists[self.tab], self._at[self.tab])
            self._paint_panes()
        self.tell(notice, style)
        self.refresh_bindings()
        self.call_after_refresh(self._guard.painted)

    def _paint_panes(self) -> None:
        entry = self.entry
        line = entry.line if entry else 0
        where = f"{self.plan.note.name}, line {line}" if line else self.plan.note.name
        self.query_one("#note-head", Page).show(lambda width: [rule(cut_front(where, width - 6), width)])
        self.note.show(note_block(self.plan.lines, line))
        place = f"{self._at[self.tab] + 1} of {len(self.lists[self.tab])}" if entry else ""
        self.query_one("#made-head", Page).show(lambda width: [rule(place or "nothing here", width)])
        maker = Maker(self.plan, raw_math=self.raw_math)
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

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        is_conflict = self.tab is Tab.CONFLICTS
        entry = self.entry
        match command.name:
            case "accept-entry":
                if is_conflict:
                    return "the note's"
                if self._needs_answer(entry):
                    return "answer"
                return "keep" if self.tab is Tab.CARDS else command.label
            case "out-entry":
                return "keep mine" if is_conflict else command.label
            case "edit-entry":
                return "write a card" if self.tab in TOLD_ONLY and not self._claimed(entry) else command.label
            case "close-import":
                return "home" if self.phase is Phase.WRITTEN else command.label
        return command.label

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action == "close_import":
            return self.phase is not Phase.BUSY
        if action == "review_imported":
            return self.phase is Phase.WRITTEN
        if action not in ACTIONS:
            return super().check_action(action, parameters)
        return self.phase is Phase.DECIDING and (action in MOVING or self._can(action))

    def _can(self, action: str) -> bool:
        """Whether there is something to decide like that."""
        entry = self.entry
        if action == "undo_decision":
            return self.decisions.can_undo
        if action == "accept_all":
            return bool(self._acceptable())
        if entry is None:
            return False
        if action == "edit_entry":
            return entry.editable
        if action == "out_entry":
            return entry.tab not in TOLD_ONLY and entry.state not in NOT_IN
        decided = self.decisions.of(entry) is not None
        return decided or entry.tab in WITH_DRAFT or entry.tab is Tab.CONFLICTS or entry.state in NOT_IN

    def _needs_answer(self, entry: Entry | None) -> bool:
        """Whether a draft has to be given an answer before it can be a card."""
        return entry is not None and entry.draft is not None and not entry.draft.answer.strip()

    def _claimed(self, entry: Entry | None) -> Entry | None:
        """The entry of the card a claim stands on, which is what there is to edit."""
        if entry is None or entry.claim is None:
            return None
        ids = {card.id for card in cards_at(self.plan, entry.line)}
        return next(
            (each for each in self.lists[Tab.CARDS] if each.card and each.card.id in ids and each.editable), None
        )

    def _acceptable(self) -> list[Entry]:
        """The drafts of the present list that only wait for a yes."""
        return [
            entry
            for entry in self.lists[self.tab]
            if entry.tab in WITH_DRAFT
            and entry.state is State.DRAFT
            and not self._needs_answer(entry)
            and self.decisions.of(entry) is None
        ]

    # Moving

    def go(self, number: int) -> None:
        """Points at an entry of the present list."""
        self._at[self.tab] = max(min(number, len(self.lists[self.tab]) - 1), 0)
        self.paint()

    def action_next_entry(self) -> None:
        """The entry below."""
        self.go(self._at[self.tab] + 1)

    def action_previous_entry(self) -> None:
        """The entry above."""
        self.go(self._at[self.tab] - 1)

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

    @on(EntryList.Chosen)
    def _entry_chosen(self, event: EntryList.Chosen) -> None:
        self.go(event.number)

    def action_card_down(self) -> None:
        """The card, a page down."""
        self.query_one("#made-scroll", VerticalScroll).scroll_page_down(animate=False)

    def action_card_up(self) -> None:
        """The card, a page up."""
        self.query_one("#made-scroll", VerticalScroll).scroll_page_up(animate=False)

    def action_note_down(self) -> None:
        """The note, some lines down."""
        self.query_one("#note-scroll", VerticalScroll).scroll_relative(y=3, animate=False)

    def action_note_up(self) -> None:
        """The note, some lines up."""
        self.query_one("#note-scroll", VerticalScroll).scroll_relative(y=-3, animate=False)

    def action_math_source(self) -> None:
        """Formulas as they were written, or drawn again."""
        self.raw_math = not self.raw_math
        self.paint()

    # Deciding

    def decide(self, *decisions: Decision) -> None:
        """Decides, and goes on to the next entry."""
        self.decisions.make(decisions)
        if len(decisions) == 1 and self._at[self.tab] + 1 < len(self.lists[self.tab]):
            self._at[self.tab] += 1
        self.paint()

    def action_accept_entry(self) -> None:
        """Accepts the entry; what has no answer yet is given one."""
        entry = self.entry
        if entry is None:
            return
        if self._needs_answer(entry):
            self.action_edit_entry()
        elif entry.tab is Tab.CARDS and entry.state not in NOT_IN:
            self.decisions.forget(entry)
            self.paint("It stays as the note has it.")
        elif entry.tab in TOLD_ONLY:
            self.decisions.forget(entry)
            self.paint("It becomes no card.")
        else:
            self.decide(Decision(entry, Verb.ACCEPT))

    def action_accept_all(self) -> None:
        """Accepts every draft that has an answer."""
        found = self._acceptable()
        self.decide(*(Decision(entry, Verb.ACCEPT) for entry in found))
        self.tell(f"Accepted {len(found)}; u takes it back.")

    def action_out_entry(self) -> None:
        """Takes the entry out; of a conflict, keeps the deck's text."""
        if self.entry is not None:
            self.decide(Decision(self.entry, Verb.OUT))

    def action_edit_entry(self) -> None:
        """Opens question and answer to be written."""
        entry = self.entry
        claimed = self._claimed(entry)
        if claimed is not None:
            self.tab = Tab.CARDS
            self._at[self.tab] = self.lists[self.tab].index(claimed)
            self.paint()
            entry = claimed
        if entry is None:
            return
        made = self.decisions.of(entry)
        front, back = (made.front, made.back) if made and made.verb is Verb.WRITE else entry.texts
        self.app.push_screen(EditDialog(entry, front, back), partial(self._edited, entry))

    def _edited(self, entry: Entry, written: tuple[str, str] | None) -> None:
        if written is not None:
            self.decide(Decision(entry, Verb.WRITE, *written))

    def action_undo_decision(self) -> None:
        """Takes the last decision back, and goes to what it was about."""
        keys = self.decisions.undo()
        for tab, entries in self.lists.items():
            for number, entry in enumerate(entries):
                if keys and entry.key == keys[0]:
                    self.tab = tab
                    self._at[tab] = number
        self.paint("Took the last decision back.")

    # The note in the editor

    def action_open_note(self) -> None:
        """Opens the note in the editor, and reads it again."""
        line, trouble = (self.entry.line if self.entry else 1) or 1, ""
        try:
            command = editor_command(self.bench.settings.editor, os.environ, self.plan.note, line)
            with self.app.suspend():
                try:  # in here, since nothing may leave this block by an error: the screen would not come back
                    run_editor(command)
                except QuizcvError as error:
                    trouble = str(error)
        except SuspendNotSupported:
            trouble = f"The app can't step aside here; edit {self.plan.note} at line {line} in another window."
        except QuizcvError as error:
            trouble = str(error)
        self.refresh(layout=True)
        if trouble:
            self.tell(trouble, "$warning")
            return
        self.action_read_again()

    def action_read_again(self) -> None:
        """Reads note and deck again, beside the app."""
        self._busy("Reading the note again ...")
        self.run_worker(self._read_again(), group="read", exclusive=True)

    async def _read_again(self) -> None:
        work = partial(read_plan, self.plan.note, self.bench.places.decks, self.deck or None, self.bench.library)
        self.phase = Phase.DECIDING
        try:
            plan = await beside(work)
        except (QuizcvError, OSError, UnicodeError) as error:
            self.paint(f"✗ {in_the_app(str(error))}", "$error")
            return
        self.plan, self.lists = plan, entries_of(plan)
        dropped = self.decisions.carried_to(entry for entries in self.lists.values() for entry in entries)
        self._at = {tab: max(min(at, len(self.lists[tab]) - 1), 0) for tab, at in self._at.items()}
        more = f" {dropped} decided before {'is' if dropped == 1 else 'are'} there no more." if dropped else ""
        self.paint(f"The note was read again; your decisions stay.{more}")

    def _busy(self, words: str) -> None:
        self.phase = Phase.BUSY
        self.paint(words)

    # Writing, and the end

    def action_write_deck(self) -> None:
        """Writes the deck as decided."""
        if self._guard.lets():
            self._write(leave=False)

    def _write(self, *, leave: bool) -> None:
        deck = outcome(self.plan, self.decisions.all).deck
        if self.plan.before is None and not deck.cards and not deck.drafts:
            self.tell("There is no card and no draft to write a deck of.", "$warning")
            return
        self._busy("Writing the deck ...")
        self.run_worker(self._written(deck, leave=leave), group="write", exclusive=True)

    async def _written(self, deck: Deck, *, leave: bool) -> None:
        try:
            changed = await beside(partial(write_plan, self.plan, deck))
        except (QuizcvError, OSError) as error:
            self.phase = Phase.DECIDING
            self.paint(f"✗ Not written: {error}", "$error")
            return
        self.bench.library.reload()
        if self.bench.store is not None:
            self.bench.store.settle_aliases(self.bench.library)
        if leave:
            self.host.leave_screen()
            return
        self.phase = Phase.WRITTEN
        written = Written.of(self.plan, deck, changed=changed)
        self.query_one("#end-text", Page).show(*end_blocks(written))
        self.paint()

    def action_review_imported(self) -> None:
        """Reviews the deck that was written."""
        if not self._guard.lets():
            return
        deck = self.plan.report.deck.name
        load = next((load for load in self.bench.outlook().loads if load.deck == deck), None)
        self._reviewing = True
        self.host.begin_review((deck,), 0 if load and (load.due or load.new) else 10)

    def action_close_import(self) -> None:
        """Leaves; asks first if decisions would be lost."""
        if self.phase is Phase.DECIDING and len(self.decisions):
            self.app.push_screen(LeaveDialog(len(self.decisions), self.plan.report.deck.name), self._leaving)
        else:
            self.host.leave_screen()

    def _leaving(self, verb: Verb | None) -> None:
        if verb is Verb.ACCEPT:
            self._write(leave=True)
        elif verb is Verb.OUT:
            self.host.leave_screen()
