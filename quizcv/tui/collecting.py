"""When the garbage collector works: a moment after a key, while the learner looks, rather than between a key and its picture."""

from __future__ import annotations

import asyncio
import gc
from typing import Final

YOUNG: Final = 10_000
"""So many new objects have the collector work in the middle of something. Python's own 700 are made by two keys."""
MOMENT: Final = 0.1
"""Seconds after a key; one that comes sooner puts it off."""


class Collecting:
    """Collects what a key has left behind, once no other key follows."""

    def __init__(self) -> None:
        self._planned: asyncio.TimerHandle | None = None

    def soon(self) -> None:
        """A key was answered."""
        if self._planned is not None:
            self._planned.cancel()
        self._planned = asyncio.get_running_loop().call_later(MOMENT, gc.collect, 1)
