"""A line on stderr that tells how far a long run is; only on a terminal, and gone when the run is over."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Self

from quizcv.mathtext import cells
from quizcv.shown import shown_line

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_SECONDS = 1.0
"""What is done sooner needs no such line."""
_EVERY_SECONDS = 0.25
_WIDTH = 79


def progress_line(done: int, of: int, name: str, seconds: float, share: float | None = None) -> str:
    """`3 of 50: cnn.md, 62 %, 4 s`, no wider than a terminal.

    Args:
        done: Notes that are done.
        of: All of them.
        name: Of the present one.
        seconds: How long it has been read.
        share: How much of it is read, from 0 to 1; None where that is not known.
    """
    where = f"{done + 1} of {of}: " if of > 1 else ""
    tail = f", {seconds:.0f} s" if share is None else f", {int(share * 100)} %, {seconds:.0f} s"
    name = shown_line(name)
    while cells(where + name + tail) > _WIDTH:
        name = "…" + name.lstrip("…")[1:]
    return where + name + tail


class Progress:
    """Keeps the line up to date from a thread of its own, so that a single long note moves it too.

    Args:
        of: How many notes there are.
    """

    def __init__(self, of: int) -> None:
        self._of = of
        self._now: tuple[int, str, float] | None = None
        self._share: float | None = None
        self._written = False
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Begins to tell, where there is a terminal to tell it on."""
        if sys.stderr is not None and sys.stderr.isatty():
            self._thread = threading.Thread(target=self._tick, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Takes the line away."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        self.clear()

    def starting(self, done: int, note: Path) -> None:
        """A note is about to be imported."""
        with self._lock:
            self._now = (done, str(note), time.monotonic())
            self._share = None

    def told(self, done: int, of: int) -> None:
        """So many lines of the present note are done."""
        self._share = done / of

    def clear(self) -> None:
        """Takes the line away, so that something else can be printed."""
        with self._lock:
            self._now = None
            if self._written:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
                self._written = False

    def _tick(self) -> None:
        begin = time.monotonic()
        while not self._over.wait(_EVERY_SECONDS):
            with self._lock:
                if self._now is None or time.monotonic() - begin < PATIENCE_SECONDS:
                    continue
                done, name, since = self._now
                line = progress_line(done, self._of, name, time.monotonic() - since, self._share)
                sys.stderr.write(f"\r\x1b[K{line}")
                sys.stderr.flush()
                self._written = True
