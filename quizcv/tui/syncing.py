"""Syncing while the app runs: in a thread that neither the screen nor leaving waits for.

The thread has the log open for itself. It may hang in a folder of the network; then the app goes on, and the thread ends with it:
a sync that was cut off anywhere is finished by the next one.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from textual.message import Message

from quizcv.errors import QuizcvError
from quizcv.shown import shown

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from quizcv.progress.sync.syncing import Synced
    from quizcv.tui.bench import Bench

PATIENCE_SECONDS: Final = 1.0
"""A sync that is done sooner needs no line that says what it does."""


class Told(NamedTuple):
    """What is said of a sync, in a corner of the screen."""

    words: str
    title: str = "Synced"
    severity: Literal["information", "warning", "error"] = "information"


class SyncProgress(Message):
    """A sync goes on; `words` say with what."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class SyncEnded(Message):
    """A sync is over: what it did, or why it could not be done."""

    def __init__(self, synced: Synced | None, trouble: str = "") -> None:
        super().__init__()
        self.synced = synced
        self.trouble = trouble

    @property
    def received(self) -> int:
        """How many events it brought."""
        return self.synced.received if self.synced else 0


class Syncing:
    """The app's syncs, one at a time.

    Args:
        bench: The log, and the folder of the setting.
        app: Gets the messages.
    """

    def __init__(self, bench: Bench, app: MessagePump) -> None:
        self._bench = bench
        self._app = app
        self._asked = False
        self._running = False

    def begin(self, *, asked: bool) -> None:
        """Begins a sync, unless one is at work; `asked` if the learner wants to hear of it whatever comes of it."""
        folder = self._bench.settings.sync_folder
        if not folder:
            if asked:
                words = "No folder is set. Set one in the settings, or with: quizcv settings sync_folder ~/Sync/quizcv"
                self._app.post_message(SyncEnded(None, words))
                self._asked = True
            return
        self._asked = self._asked or asked
        if not self._running:
            self._running = True
            threading.Thread(target=self._run, args=(folder,), name="sync", daemon=True).start()

    def _run(self, folder: str) -> None:
        begun, told = time.monotonic(), False

        def report(words: str) -> None:
            nonlocal told
            if time.monotonic() - begun >= PATIENCE_SECONDS:
                told = self._app.post_message(SyncProgress(f"Syncing: {words} …"))

        try:
            ended = SyncEnded(self._bench.sync(folder, report))
        except (QuizcvError, OSError) as error:
            ended = SyncEnded(None, str(error))
        if told:
            self._app.post_message(SyncProgress(""))
        self._app.post_message(ended)

    def end(self, event: SyncEnded) -> Told | None:
        """Takes what came in, and gives what is to be said; None if there is nothing to say."""
        asked, self._asked, self._running = self._asked, False, False
        synced = event.synced
        if synced is None:
            return Told(shown(event.trouble), "Not synced", "warning")
        try:
            self._bench.follow(synced)
        except QuizcvError as error:
            return Told(shown(str(error)), "Synced", "warning")
        wrong = [check.message for check in synced.checks if not check.ok]
        if wrong and (asked or synced.news):
            more = f" And {len(wrong) - 1} more; see: quizcv sync" if len(wrong) > 1 else ""
            return Told(shown(f"{synced.summary}. {wrong[0]}.{more}"), "Synced, with trouble", "warning")
        if asked or synced.received:
            return Told(shown(f"{synced.summary[0].upper()}{synced.summary[1:]}."))
        return None
