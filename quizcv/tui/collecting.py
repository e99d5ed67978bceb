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
KEYS: Final = 10
"""After so many keys the objects that have outlived one are looked at too: most are lines that stood on the screen."""
SHARE: Final = 1000
"""All objects are looked at when so many times what that last took has gone by: 2 ms in a review, a tenth of a second where
there are very many."""


class Collecting:
    """Collects what keys have left behind, once no other key follows."""

    def __init__(self) -> None:
        self._planned: asyncio.TimerHandle | None = None
        self._keys = 0
        self._next_full = 0.0

    def soon(self) -> None:
        """A key was answered."""
        self._keys += 1
        if self._planned is not None:
            self._planned.cancel()
        self._planned = asyncio.get_running_loop().call_later(MOMENT, self._collect)

    def _collect(self) -> None:
        if self._keys < KEYS:
            gc.collect(0)
            return
        self._keys = 0
        if time.monotonic() < self._next_full:
            gc.collect(1)
            return
        begin = time.thread_time()  # how busy the machine is says nothing about the objects
        gc.collect()
        self._next_full = time.monotonic() + SHARE * (time.thread_time() - begin)
