"""The app on Textual: opens the first screen at once and the log behind it, and holds what all screens share.

A grade given before the log is open waits for it, and so does leaving.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.console import Console
from textual.app import SuspendNotSupported
from textual.events import InputEvent, Key
from textual.message import Message
from textual.worker import Worker, WorkerState

from quizcv.errors import QuizcvError
from quizcv.tui.collecting import Collecting
from quizcv.tui.commands import EVERYWHERE, bindings
from quizcv.tui.keys.prose import KeyNames, spoken
from quizcv.tui.opening import OpeningApp
from quizcv.tui.palette import CommandPalette
from quizcv.tui.screens import first_screen
from quizcv.tui.suspending import has_shell, stop_group
from quizcv.tui.syncing import SyncEnded, Syncing, SyncProgress
from quizcv.tui.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Event
    from textual.screen import Screen
    from textual.timer import Timer

    from quizcv.progress.store import Store
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Start

RETRY_SECONDS: Final = 3.0
"""How long to wait before a log that could not be opened is tried again."""
LOOK_SECONDS: Final = 5.0
"""How often to look whether other programs changed decks or the log."""
SETTLED_SECONDS: Final = 0.05
"""How long a terminal must have kept its size to be painted afresh."""


class QuizcvApp(OpeningApp):
    """quizcv in the terminal.

    Args:
        bench: Decks, progress and settings.
        start: The first screen.
        looks: The theme to begin with instead of the one that is set; empty: that one.
    """

    TITLE = "quizcv"
    CSS_PATH = Path(__file__).with_name("quizcv.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    COMMANDS: ClassVar[set[Any]] = {CommandPalette}

    def __init__(self, bench: Bench, start: Start = "home", *, looks: str = "") -> None:
        super().__init__(bench, looks)
        self.failure = StringIO()
        self.error_console = Console(file=self.failure, markup=False, highlight=False, width=120)
        self._start = start
        self._waiting: list[Callable[[], None]] = []
        self._leaving: int | None = None
        self._left = False
        self._settling: Timer | None = None
        self._syncing = Syncing(bench, self)
        self._watching = Watching(bench, self)
        self._collecting = Collecting()
        self._has_shell = has_shell()

    def get_default_screen(self) -> Screen[Any]:
        """The first screen, with its commands on the learner's keys."""
        screen = first_screen(self.bench, self, self._start)
        for path in screen.css_path:  # Textual reads it only for screens that are pushed
            self.stylesheet.read(path)
        self.lay(screen)
        return screen

    def on_ready(self) -> None:
        """The first frame is on its way: now the log may be opened."""
        gc.freeze()  # what was imported stays; the collector need not walk it again
        gc.enable()
        self.call_after_refresh(self._open_log)
        self.set_interval(LOOK_SECONDS, self.look_around)
        self.tell_faults()

    def on_resize(self) -> None:
        """A terminal made small and large again has lost what stood on it, and Textual sees only that its size is as before."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLED_SECONDS, self._paint_again)

    def _paint_again(self) -> None:
        if self.screen_stack:  # none is left while the app ends
            self.screen.refresh()

    # Other programs

    def look_around(self) -> None:
        """Lets the present screen, if it shows decks, progress or settings, follow what others did to them meanwhile."""
        follow = getattr(self.screen, "others_changed", None)
        if follow is None:
            return
        self._watching.look()
        settings_changed = self.follow_settings()
        if self.bench.look_around() or settings_changed:
            follow()

    def on_log_changed(self) -> None:
        """The log on the server has changed: the present screen follows, and others do when they are shown again."""
        follow = getattr(self.screen, "others_changed", None)
        if follow is not None:
            follow()

    def on_app_focus(self) -> None:
        """Back from another window, where a deck may have been edited, or a card added."""
        self.look_around()

    # The log

    def _open_log(self) -> None:
        if self.bench.store is None:
            self.run_worker(self.bench.open_store, thread=True, group="log", name="log", exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The log is open, or can't be."""
        worker: Worker[Store] = event.worker
        if worker.group != "log" or event.state not in {WorkerState.SUCCESS, WorkerState.ERROR}:
            return
        try:
            if event.state is WorkerState.ERROR:
                raise worker.error or QuizcvError("the log could not be opened")
            if worker.result is not None:
                gc.freeze()  # what the log needs was imported since; walking it took half a frame in the middle of a review
                self.bench.settle(worker.result)
                for notice in worker.result.notices:
                    self.notify(notice, severity="warning", markup=False)
        except QuizcvError as error:
            told = self.bench.trouble == str(error)
            self.bench.trouble = str(error)
            self.set_timer(
                RETRY_SECONDS, self._open_log
            )  # a lock goes away, a file is put right: nobody need start again
            if told:
                return
        self._log_settled()

    def _log_settled(self) -> None:
        """Does what waited for the log, tells the screens, and leaves if that was asked for."""
        waiting, self._waiting = self._waiting, []
        if self.bench.store is not None:
            for act in waiting:
                act()
            self._syncing.begin(asked=False)
        for screen in self.screen_stack:
            settled = getattr(screen, "log_settled", None)
            if settled is not None:
                settled()
        if self._leaving is not None:
            self._go(self._leaving)

    def with_log(self, act: Callable[[], None]) -> None:
        """Does something that writes the log: now, or once it is open; never if it can't be."""
        if self.bench.store is not None:
            act()
        elif not self.bench.trouble:
            self._waiting.append(act)

    # Other devices

    def action_sync(self) -> None:
        """Syncs in the background; what came of it is told."""
        self._syncing.begin(asked=True)

    def on_sync_progress(self, event: SyncProgress) -> None:
        """A sync goes on, or nothing is to be said of it any more: the first screen has a line for it."""
        for screen in self.screen_stack:
            tell = getattr(screen, "sync_progress", None)
            if tell is not None:
                tell(event.words)

    def on_sync_ended(self, event: SyncEnded) -> None:
        """A sync is over: what came in is on the screens from now on."""
        told = self._syncing.end(event)
        if event.received:
            for screen in self.screen_stack:
                changed = getattr(screen, "log_changed", None)
                if changed is not None:
                    changed()
        if told is not None:
            self.notify(told.words, title=told.title, severity=told.severity, markup=False)

    # Leaving

    def leave(self, code: int) -> None:
        """Leaves the app, after what waits for the log has been written."""
        if self._waiting:
            self._leaving = code
        else:
            self._go(code)

    def _go(self, code: int) -> None:
        self._left = True
        self.exit(code)

    async def on_event(self, event: Event) -> None:
        """What is typed after the app was left is nobody's: a screen it opened would never be built."""
        if not isinstance(event, InputEvent):
            await super().on_event(event)
        elif not self._left and not self._was_typed_ahead(event):
            self.bench.waited = Message().time - event.time
            try:
                await super().on_event(event)
            finally:
                self.bench.waited = 0.0
                self._collecting.soon()

    def _was_typed_ahead(self, event: Event) -> bool:
        """Whether a key on its way up was a letter for the box that an earlier key of its burst has led to."""
        if not isinstance(event, Key) or not event.is_forwarded:
            return False
        takes = getattr(self.screen, "takes_ahead", None)
        return takes is not None and takes(event)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command of the app would do something now: there is no help on the help, nor where any key is taken."""
        if action == "suspend_process":
            return self._has_shell
        if action == "help" and self.screen.id in {"help", "recording"}:
            return False
        return super().check_action(action, parameters)

    def action_help(self) -> None:
        """Shows the keys of the present screen, and what its signs mean."""
        from quizcv.tui.help import HelpDialog  # noqa: PLC0415  when first asked for
        from quizcv.tui.signs import signs_of  # noqa: PLC0415  as above

        signs = signs_of(getattr(self.screen, "legend", ""), self.bench.settings)
        self.push_screen(HelpDialog(getattr(self.screen, "commands", ()), self.own_keys, signs))

    def action_suspend_process(self) -> None:
        """Stops the app, and what was started with it, until the shell continues it."""
        if not self._has_shell:
            return
        with suppress(SuspendNotSupported), self.suspend():
            stop_group()

    def action_help_quit(self) -> None:
        """What ctrl+c does where nothing is marked: those who want to leave by it are told how."""
        told = "{copy} copies what the mouse has marked; {quit} leaves quizcv."
        self.notify(KeyNames(EVERYWHERE, self.own_keys).said(told, copy=spoken("ctrl+c")), markup=False)

    async def action_quit(self) -> None:
        """Leaves the app."""
        self.leave(0)
