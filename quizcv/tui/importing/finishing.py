"""The import's ways on: the note opened and read again, the deck written, its cards reviewed, the screen left."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from quizcv.errors import ContentError, QuizcvError
from quizcv.tui.editing import Edited, edit
from quizcv.tui.importing.background import beside
from quizcv.tui.importing.choosing import in_the_app
from quizcv.tui.importing.commands import CHOOSING_NOTE
from quizcv.tui.importing.deciding import Decision, Verb
from quizcv.tui.importing.dialogs import LeaveDialog
from quizcv.tui.importing.ending import Written, end_blocks
from quizcv.tui.importing.entries import entries_of
from quizcv.tui.importing.looking import LookingScreen, Phase
from quizcv.tui.importing.outcome import outcome
from quizcv.tui.importing.plan import read_plan, write_plan
from quizcv.tui.importing.written import line_of, read_back, text_of
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.widgets.page import Page

if TYPE_CHECKING:
    from quizcv.cards.model import Deck
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host
    from quizcv.tui.importing.entries import Entry
    from quizcv.tui.importing.plan import Plan


class FinishingScreen(LookingScreen):
    """The part of the import's screen that reads and writes files."""

    def __init__(self, bench: Bench, host: Host, plan: Plan, deck: str = "") -> None:
        super().__init__(bench, host, plan, deck)
        self._unkept: dict[str, str] = {}

    def on_screen_resume(self) -> None:
        """Back from the review of what was imported: nothing is left to do here."""
        if self.reviewing:
            self.host.leave_screen()

    # The note in the editor

    def action_open_note(self) -> None:
        """Opens the note in the editor, and reads it again."""
        line = (self.entry.line if self.entry else 1) or 1
        trouble = edit(self.app, self.bench.settings.editor, self.plan.note, line).trouble
        self.refresh(layout=True)
        if trouble:
            self.tell(trouble, "$warning")
            return
        self.action_read_again()

    # A card in the editor

    def edit_as_yaml(self, entry: Entry) -> None:
        """Opens a card in the editor as it is written in a deck; what could not be kept is there again the next time."""
        if entry.card is None:
            return
        made = self.decisions.of(entry)
        before = text_of((made.card if made else None) or entry.card)
        file = Path(mkdtemp(prefix="quizcv-")) / "card.yaml"
        try:
            file.write_text(self._unkept.get(entry.key, before), encoding="utf-8")
            left = edit(self.app, self.bench.settings.editor, file, line_of(before))
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            left, text = Edited(trouble=f"✗ {error}"), before
        finally:
            rmtree(file.parent, ignore_errors=True)
        self.refresh(layout=True)
        if str(file) in left.trouble:
            told = "The app can't step aside here; write the deck with {write-deck}, and edit the card there."
            self.tell(self.keys.said(told), "$warning")
        elif left.trouble or left.code:
            self.tell(left.trouble or f"The editor was left with code {left.code}; the card is as it was.", "$warning")
        elif text == before:
            self._unkept.pop(entry.key, None)
            self.tell("Nothing of it was changed.")
        else:
            self._busy("Checking the card ...")
            self.run_worker(self._read_back(entry, text, file), group="read", exclusive=True)

    async def _read_back(self, entry: Entry, text: str, file: Path) -> None:
        self.phase = Phase.DECIDING
        if entry.card is None:
            return
        try:
            card = await beside(partial(read_back, text, file, entry.card))
        except ContentError as error:
            self._unkept[entry.key] = text
            fault = error.diagnostics[0]
            where = f"line {fault.line}: {fault.message}" if fault.line else fault.message
            self.paint(
                self.keys.said("✗ Not kept: {fault}. {edit-entry} goes on with what you wrote.", fault=where), "$error"
            )
            return
        self._unkept.pop(entry.key, None)
        self.decide(Decision(entry, Verb.WRITE, card=card))

    def decide(self, *decisions: Decision) -> None:
        """Decides, and goes on to the next entry."""
        raise NotImplementedError

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
            self.paint(f"✗ {in_the_app(str(error), KeyNames(CHOOSING_NOTE, self.host.own_keys))}", "$error")
            return
        self.plan, self.lists = plan, entries_of(plan)
        dropped = self.decisions.carried_to(entry for entries in self.lists.values() for entry in entries)
        self.at = {tab: max(min(at, len(self.lists[tab]) - 1), 0) for tab, at in self.at.items()}
        more = f" {dropped} decided before {'is' if dropped == 1 else 'are'} there no more." if dropped else ""
        self.paint(f"The note was read again; your decisions stay.{more}")

    def _busy(self, words: str) -> None:
        self.phase = Phase.BUSY
        self.paint(words)

    # Writing, and the end

    def action_write_deck(self) -> None:
        """Writes the deck as decided."""
        if self.guard.lets():
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
        self.query_one("#end-text", Page).show(*end_blocks(written, self.keys))
        self.paint()

    def action_review_imported(self) -> None:
        """Reviews the deck that was written."""
        if not self.guard.lets():
            return
        deck = self.plan.report.deck.name
        load = next((load for load in self.bench.outlook().loads if load.deck == deck), None)
        self.reviewing = True
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
