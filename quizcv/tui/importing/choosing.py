"""The import's first screen: which note, and into which deck. It reads the note beside the app, and tells what keeps it from it."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.widgets import Input

from quizcv.errors import QuizcvError
from quizcv.shown import shown, shown_line
from quizcv.tui.ahead import OpeningOnABox
from quizcv.tui.commands import Command, bindings
from quizcv.tui.importing.background import beside
from quizcv.tui.importing.commands import CHOOSING_NOTE
from quizcv.tui.importing.notefiles import completed, offers_for, size_words, typed_path
from quizcv.tui.importing.widgets import OfferList
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import Line, Run, cut
from quizcv.tui.widgets.editline import EditLine
from quizcv.tui.widgets.keyline import KeyLine
from quizcv.tui.widgets.page import Page, text

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Host, NoteToImport

BAR: Final = 24
"""Cells of the bar while a note is read."""
STEPS_A_SECOND: Final = 10
SWEEP: Final = 6


class NoteScreen(OpeningOnABox[None]):
    """Asks for a note; a note that can be read leads on to what is made of it.

    Args:
        bench: The decks.
        host: The app.
        named: A note to be read at once; None to ask for one.
    """

    CSS_PATH = "importing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CHOOSING_NOTE)]
    AUTO_FOCUS = "#note"
    commands: ClassVar[tuple[Command, ...]] = CHOOSING_NOTE
    box: Input
    name_box: Input

    def __init__(self, bench: Bench, host: Host, named: NoteToImport | None = None) -> None:
        super().__init__()
        self.bench = bench
        self.host = host
        self.list = OfferList()
        self.reading: Path | None = None
        self._named = named
        self._since = 0.0
        self._share: float | None = None
        self._left = False

    def compose(self) -> ComposeResult:
        """The column: the title, the boxes, what there is to choose, the keys. A box can be made only once there is a screen."""
        note, deck = (str(self._named.path), self._named.deck) if self._named else ("", "")
        self.box = EditLine(note, id="note", placeholder="a note's path", compact=True, select_on_focus=False)
        self.name_box = EditLine(deck, id="deck-name", placeholder="named after the note", compact=True)
        for box in (self.box, self.name_box):
            box.cursor_blink = False
        with Vertical(classes="column"):
            yield Page(_head, id="date")
            yield Page(text("Which note? Type or drop its path, or choose below.", "$text-muted"), id="which")
            yield self.box
            yield Page(text("Its deck's name", "$text-muted"), id="whose")
            yield self.name_box
            yield Page(id="told")
            yield self.list
            yield KeyLine()

    def on_mount(self) -> None:
        """Shows what there is to choose, or reads the note that was named."""
        self.list.show(offers_for(self.box.value, self.bench.library))
        self.set_interval(1 / STEPS_A_SECOND, self._tick)
        if self._named is not None:
            self.read(self._named.path)

    # Choosing

    def label_of(self, command: Command) -> str:
        """The words of a command as they are now."""
        if command.name == "close-note" and self.reading is not None:
            return "stop"
        if command.name == "name-deck" and self.name_box.has_focus:
            return "note"
        offer = self.list.offer
        return "open" if command.name == "read-note" and offer is not None and offer.is_folder else command.label

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action would do something now."""
        if action in {"read_note", "complete", "next_note", "previous_note", "name_deck"}:
            return self.reading is None
        return super().check_action(action, parameters)

    @on(Input.Changed, "#note")
    def _typed(self) -> None:
        if self.reading is None:
            self.list.show(offers_for(self.box.value, self.bench.library))
            self.tell()
            self.refresh_bindings()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_read_note()

    @on(OfferList.Clicked)
    def _clicked(self, event: OfferList.Clicked) -> None:
        if self.reading is not None:
            return
        if event.number == self.list.cursor:
            self.action_read_note()
        else:
            self.list.point(event.number)
            self.refresh_bindings()

    def action_next_note(self) -> None:
        """The offer below."""
        self.list.point(self.list.cursor + 1)
        self.refresh_bindings()

    def action_previous_note(self) -> None:
        """The offer above; from the first one, back to what is typed."""
        self.list.point(self.list.cursor - 1)
        self.refresh_bindings()

    def action_complete(self) -> None:
        """Completes what is typed, or takes what is pointed at."""
        offer = self.list.offer
        self._type(offer.typed if offer else completed(self.box.value, self.list.offers))

    def _type(self, words: str) -> None:
        self.box.value = words
        self.box.cursor_position = len(words)
        self.box.focus()

    def action_name_deck(self) -> None:
        """From the note's box to the deck's name, and back."""
        (self.box if self.name_box.has_focus else self.name_box).focus()
        self.refresh_bindings()

    def action_read_note(self) -> None:
        """Reads the note; a folder is opened. What is no path yet is that of the only offer there is for it."""
        offer, typed = self.list.offer, self.box.value
        if offer is None and typed.strip() and len(self.list.offers) == 1 and not typed_path(typed).exists():
            offer = self.list.offers[0]
        if offer is not None:
            self._type(offer.typed)
        path = offer.path if offer else typed_path(self.box.value)
        if not self.box.value.strip():
            self.tell("Name a note first.", "$warning")
        elif path.is_dir():
            self._type(self.box.value.rstrip("/") + "/")
        else:
            self.read(path)

    def action_close_note(self) -> None:
        """Stops the reading, or goes back."""
        if self.reading is None:
            self.host.leave_screen()
            return
        self.workers.cancel_group(self, "read")
        self._settled()
        self.tell("Stopped; nothing is imported.")

    # Reading

    def read(self, path: Path) -> None:
        """Reads a note beside the app."""
        self.reading, self._since, self._share = path, time.monotonic(), None
        self.list.display = False
        self._tick()
        self.refresh_bindings()
        self.run_worker(self._read(path), group="read", exclusive=True)

    async def _read(self, path: Path) -> None:
        from quizcv.tui.importing.plan import read_plan  # noqa: PLC0415  the importer, once there is a note
        from quizcv.tui.importing.screen import DecidingScreen  # noqa: PLC0415  as above

        name = self.name_box.value.strip() or None
        try:
            work = partial(
                read_plan, path, self.bench.places.decks, name, self.bench.library, partial(self._done, path)
            )
            plan = await beside(work)
        except (QuizcvError, OSError, UnicodeError) as error:
            self._settled()
            self.tell(f"✗ {in_the_app(str(error), KeyNames(CHOOSING_NOTE, self.host.own_keys))}", "$error")
            return
        if not plan.found_anything:
            self._settled()
            self.tell(f"✗ {path}: there is nothing in this note to make cards of", "$error")
            return
        lists = DecidingScreen(self.bench, self.host, plan, name or "")
        if len(self.app.screen_stack) > 1:
            self.app.switch_screen(lists)
        else:  # Textual can't switch the app's first screen: this one stays below, and leaves with the lists
            self._left = True
            self.app.push_screen(lists)

    def _done(self, path: Path, lines: int, of: int) -> None:
        """Hears from the thread that reads how far it is; the next tick shows it. A reading that was stopped counts no more."""
        if self.reading is path:
            self._share = lines / of

    def on_screen_resume(self) -> None:
        """Back from the lists, which the app was started for: nothing is left to do here."""
        if self._left:
            self.host.leave_screen()

    def _settled(self) -> None:
        self.reading = None
        self.list.display = True
        self.box.focus()
        self.refresh_bindings()

    def _tick(self) -> None:
        if self.reading is not None:
            seconds = time.monotonic() - self._since
            self.query_one("#told", Page).show(partial(_reading_lines, self.reading, seconds, self._share))

    def tell(self, words: str = "", style: str = "$text-muted") -> None:
        """Says something below the boxes."""
        self.query_one("#told", Page).show(*([text(shown(words), style)] if words else []))


def in_the_app(message: str, keys: KeyNames) -> str:
    """A message of the importer's in the words of this screen, where a deck is named in a box and not by an option."""
    return message.replace("with --to NAME", keys.said("in the box above ({name-deck})"))


def _head(width: int) -> list[Line]:
    told = "nothing is written before you say so"
    gap = max(width - len("Import a note") - len(told), 1)
    return [(Run("Import a note", "bold $accent"), Run(" " * gap), Run(told, "$text-muted"))]


def _reading_lines(path: Path, seconds: float, share: float | None, width: int) -> list[Line]:
    """What is being read, for how long, and a bar of what is done; until that is known, one that moves as long as the app does."""
    try:
        size = size_words(path.stat().st_size)
    except OSError:
        size = ""
    room = min(BAR, width)
    start = int(seconds * STEPS_A_SECOND) % (room + SWEEP) - SWEEP
    filled = range(start, start + SWEEP) if share is None else range(int(share * room))
    bar = "".join("━" if place in filled else "─" for place in range(room))
    done = "" if share is None else f"  {int(share * 100)} %"
    whole = f", {int(seconds)} s" if seconds >= 1 else ""
    return [
        (
            Run("Reading ", "$text-muted"),
            Run(cut(shown_line(path.name), width - 24)),
            Run(f"  {size}{whole}", "$text-muted"),
        ),
        (Run(bar, "$primary"), Run(done, "$text-muted")),
    ]
