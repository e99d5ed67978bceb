"""The garbage collector works after a key, not between the key and its picture."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import TYPE_CHECKING

from quizcv.tui import collecting
from quizcv.tui.collecting import Collecting

if TYPE_CHECKING:
    import pytest


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.self = self


async def test_what_keys_leave_behind_is_collected_once_after_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MOMENT", 0.0)
    works: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            works.append(info["generation"])

    after_keys = Collecting()
    gc.disable()
    gc.callbacks.append(note)
    try:
        gone = asyncio.Event()
        left = weakref.ref(Ring(), lambda _: gone.set())
        for _ in range(3):
            after_keys.soon()
        assert left() is not None
        assert works == []
        async with asyncio.timeout(10):
            await gone.wait()
        assert works == [1]
    finally:
        gc.callbacks.remove(note)
        gc.enable()
