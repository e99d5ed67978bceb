"""What can be done with cards: with the marked ones, or with the one pointed at if none is marked.

Everything that writes the log does so in a thread and in one transaction, so that thousands of cards hold nothing up; meanwhile
nothing else is written. Afterwards the cards are looked for again, and the pointer stays on its card, or on the next one if that is
no longer found.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from textual import on
from textual.message import Message
from textual.worker import Worker, WorkerState

from quizcv.errors import QuizcvError
from quizcv.tui.browse.dialogs import FlagManyDialog, ResetDialog
from quizcv.tui.browse.finding import FindingScreen
from quizcv.tui.browse.verbs import (
    BURYING,
    FLAGGING,
    RESETTING,
    SUSPENDING,
    UNFLAGGING,
    Verb,
    cards_words,
    decided,
    told,
)
from quizcv.tui.editing import edit_deck, place_to_edit
from quizcv.tui.mending import mend_deck
from quizcv.tui.review.grades import grade_buttons
from quizcv.tui.words import undone_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.events import Event
    from quizcv.progress.store import Store
    from quizcv.progress.strokes import Report
    from quizcv.tui.editing import DeckEdited

MANY: Final = 500
"""From so many cards on, it is told how far the work is."""


class Done(NamedTuple):
    """What came of writing.

    Args:
        events: What was written, or taken back.
        words: Said of it.
    """

    events: Sequence[Event]
    words: str


class ActingScreen(FindingScreen):
    """The part of Browse that changes cards."""

    class Reported(Message):
        """So many cards are done."""

        def __init__(self, done: int) -> None:
            super().__init__()
            self.done = done

    busy = ""
    """What is being written just now; empty for nothing."""

    # Which cards

    def chosen(self) -> tuple[str, ...]:
        """The marked cards in the order of the table, those it does not show last; without marks the one pointed at."""
        marked = self.table.marked
        if not marked:
            return (self.table.key,) if self.table.key else ()
        here = [key for key in self.table.keys if key in marked] if len(marked) > 1 else list(marked)
        return (*here, *sorted(marked.difference(here)))

    # Writing

    def write(self, doing: str, count: int, work: Callable[[Store, Report], Done]) -> None:
        """Writes the log in a thread, now or as soon as it is open; why it can't be is told.

        Args:
            doing: What is told meanwhile: `Suspending`.
            count: How many cards it is about.
            work: Does it.
        """
        if not self.can_write():
            return
        self.busy = f"{doing} {cards_words(count)} …" if count else f"{doing} …"
        if count >= MANY or self.bench.store is None:
            self.tell(self.busy)
        self.host.with_log(partial(self._begin, count, work))

    def can_write(self) -> bool:
        """Whether something can be written now; why not is told."""
        if self.busy:
            self.tell(f"Wait a moment: {self.busy}")
            return False
        if self.bench.trouble:
            self.tell(f"✗ Nothing can be changed, and the log is left as it is: {self.bench.trouble}", "$error")
            return False
        return True

    def _begin(self, count: int, work: Callable[[Store, Report], Done]) -> None:
        store = self.bench.store
        if store is not None:
            report = self._report if count >= MANY else _silent
            self.run_worker(lambda: work(store, report), thread=True, group="write", exit_on_error=False)

    def _report(self, done: int) -> None:
        """From the thread, which waits for nobody: how far it is."""
        self.post_message(self.Reported(done))

    @on(Reported)
    def _reported(self, event: Reported) -> None:
        if self.busy:
            self.tell(f"{self.busy} {event.done:,}")

    @on(Worker.StateChanged)
    def _written(self, event: Worker.StateChanged) -> None:
        """Something was written, or could not be."""
        if event.worker.group != "write" or event.state not in {WorkerState.SUCCESS, WorkerState.ERROR}:
            return
        self.busy = ""
        worker: Worker[Done] = event.worker
        if event.state is WorkerState.ERROR:
            if not isinstance(worker.error, QuizcvError):
                raise worker.error or RuntimeError
            self.tell(f"✗ Not saved: {worker.error}", "$error")
        elif worker.result is not None:
            self.tell(worker.result.words)
        self.look()

    def note(self, verb: Verb, flag: str = "") -> None:
        """Does something to all cards chosen that it changes."""
        chosen, keys = self.chosen(), self.keys
        if not chosen:
            return
        moment, room = self.bench.clock.now(), self.notice.size.width

        def work(store: Store, report: Report) -> Done:
            states = store.states_of(chosen)
            done, changed = decided(verb, chosen, states, moment.day, flag)
            events = store.note_all(done.kind, changed, moment, flag, report) if changed else []
            return Done(events, told(done, changed, len(chosen), keys, room))

        self.write(verb.doing, len(chosen), work)

    def let(self) -> bool:
        """Whether a key that changes something counts: one held down, or a paste into the line for words that comes too soon, does not."""
        return self.guard.lets()

    def action_suspend(self) -> None:
        """Sets cards aside; if all of them are, asks them again."""
        if self.let():
            self.note(SUSPENDING)

    def action_bury(self) -> None:
        """Puts cards off until tomorrow."""
        if self.let():
            self.note(BURYING)

    def action_flag(self) -> None:
        """Asks for a flag's words."""
        keys, found = self.chosen(), self.table.found
        if keys and self.let() and self.can_write():
            flag = found.flag if len(keys) == 1 and found and found.key == keys[0] else ""
            self.app.push_screen(FlagManyDialog(flag, len(keys)), self._flagged)

    def _flagged(self, words: str | None) -> None:
        flag = (words or "").strip()
        if words is not None:
            self.note(FLAGGING if flag else UNFLAGGING, flag)

    def action_reset_cards(self) -> None:
        """Asks whether cards shall be new again."""
        keys = self.chosen()
        if keys and self.let() and self.can_write():
            self.app.push_screen(ResetDialog(len(keys), self.keys), self._reset)

    def _reset(self, sure: bool | None) -> None:  # noqa: FBT001  a dialog's answer
        if sure:
            self.note(RESETTING)

    # Undo

    def action_undo(self) -> None:
        """Takes the latest back; of many cards at once, all of it."""
        if self.let():
            self.write("Taking back", 0, self._undo)

    def _undo(self, store: Store, report: Report) -> Done:
        """In a thread."""
        events = store.undo(self.bench.clock.now(), report)
        return Done(events, undone_words(events, grade_buttons(self.bench.settings.buttons)))

    # Looking back

    def action_history(self) -> None:
        """Shows what happened to the card pointed at so far."""
        if self.table.key:
            self.host.with_log(self._show_history)

    def _show_history(self) -> None:
        from quizcv.tui.review.dialogs import HistoryDialog  # noqa: PLC0415  when first asked for

        key, store, reader = self.table.key, self.bench.store, self.bench.reader
        if store is None or reader is None:
            return
        try:
            dialog = HistoryDialog(key, store.history(key), reader.state(key), self.bench.settings.buttons)
        except QuizcvError as error:
            self.tell(f"✗ {error}", "$error")
            return
        self.app.push_screen(dialog)

    # Editing

    def action_edit(self) -> None:
        """Opens the deck in the editor at the card pointed at, and reads it again; without any card, a deck that can't be read."""
        if not self.table.key:
            self.action_mend_deck()
            return
        if not self.let():
            return
        try:
            path, line = place_to_edit(self.bench.library, self.table.key)
        except QuizcvError as error:
            self.tell(str(error), "$warning")
            return
        edit_deck(self, self.bench, path, line, self._edited)

    def action_mend_deck(self) -> None:
        """Opens the first deck that is left out where it is wrong."""
        if self.let():
            mend_deck(self, self.bench, self._edited)

    def _edited(self, outcome: DeckEdited) -> None:
        """The cards are looked for again in the decks as they are now."""
        if outcome.is_read:
            self.look()
        self.tell(outcome.words or "The deck was read again.", "$warning" if outcome.words else "$text-muted")


def _silent(_done: int) -> None:
    """Tells nobody."""
