"""The app ends with its terminal.

The system sends SIGHUP when a terminal goes away, but only to the program that was started in it. Begun by another program
that waits for it, such as make, the app would stay behind, with nobody to see it and nothing to read but the end of input.
"""

from __future__ import annotations

import os
import select
import signal
from threading import Thread

HUNG_UP = 128 + 1
"""The exit code of a program that SIGHUP ended, as shells give it."""


def end_with_terminal(terminal: int) -> None:
    """Ends this process, as SIGHUP would, once the terminal behind a file descriptor is gone; every grade is saved by then.

    A thread waits for it in the system and costs nothing meanwhile. Where the system can't watch a terminal so (Windows, some
    versions of macOS), nothing is watched.
    """
    if not hasattr(select, "poll") or not os.isatty(terminal):
        return
    watch = select.poll()
    watch.register(terminal, 0)  # the end of it is told whatever is asked for
    Thread(target=_wait, args=(watch,), name="terminal", daemon=True).start()


def _wait(watch: select.poll) -> None:
    if any(told & select.POLLHUP for _, told in watch.poll()):
        os.kill(os.getpid(), signal.SIGHUP)
        os._exit(HUNG_UP)  # where SIGHUP is ignored, as under nohup
