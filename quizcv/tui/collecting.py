"""When the garbage collector works: a moment after a key, while the learner looks, rather than between a key and its picture."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import Final

YOUNG: Final = 10_000
"""So many new objects have the collector work in the middle of something. Python's own 700 are made by two keys."""
MOMENT: Final = 0.1
"""Seconds after a key; one that comes sooner puts it off."""
PAUSE: Final = 1.0
"""Seconds at least from one look at all objects to the next. What stood on the screen is found by no other."""
SHARE: Final = 1000
"""So many times what such a look takes goes by until the next: 2 ms in a review, a tenth of a second among very many objects."""


class Collecting:
    """Collects what a key has left behind, once no other key follows."""

    def __init__(self) -> None:
        self._planned: asyncio.TimerHandle | None = None
        self._next_full = 0.0

    def soon(self) -> None:
        """A key was answered."""
        if self._planned is not None:
            self._planned.cancel()
        self._planned = asyncio.get_running_loop().call_later(MOMENT, self._collect)

    def _collect(self) -> None:
        if time.monotonic() < self._next_full:
            gc.collect(1)
            return
        begin = time.thread_time()  # how busy the machine is says nothing about the objects
        gc.collect()
        self._next_full = time.monotonic() + max(PAUSE, SHARE * (time.thread_time() - begin))
