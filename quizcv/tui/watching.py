"""A log on a server watched while the app runs: in a thread that neither the screen nor leaving waits for.

A file's dates are cheap to look at, and `Bench.look_around` does so. A server may take seconds to answer, or never do it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from quizcv.progress.server.watching import ServerWatch
    from quizcv.tui.bench import Bench


class LogChanged(Message):
    """Somebody has written the log on the server, perhaps this app itself."""


class Watching:
    """Asks the server whether the log has changed, one question at a time.

    Args:
        bench: Knows where the log lies.
        app: Gets the messages.
    """

    def __init__(self, bench: Bench, app: MessagePump) -> None:
        self._bench = bench
        self._app = app
        self._watch: ServerWatch | None = None
        self._asking: threading.Thread | None = None

    def look(self) -> None:
        """Asks, unless the log is a file, can't be read, or the last question is not answered yet."""
        if self._bench.places.database_path is not None or self._bench.reader is None:
            return
        if self._asking is None or not self._asking.is_alive():
            self._asking = threading.Thread(target=self._ask, name="watch", daemon=True)
            self._asking.start()

    def _ask(self) -> None:
        """In the thread."""
        if self._watch is None:
            self._watch = self._bench.watch()
        if self._watch.changed():
            self._app.post_message(LogChanged())
