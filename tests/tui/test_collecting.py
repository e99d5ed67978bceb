"""The garbage collector works after a key, not between the key and its picture."""

from __future__ import annotations

import asyncio
import gc
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizcv.tui import collecting
from quizcv.tui.collecting import Collecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.self = self


@contextmanager
def generations() -> Iterator[list[int]]:
    """The generations collected meanwhile, each collection once; none but those asked for."""
    collected: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            collected.append(info["generation"])

    gc.disable()
    gc.callbacks.append(note)
    try:
        yield collected
    finally:
        gc.callbacks.remove(note)
        gc.enable()


async def gone(after_keys: Collecting, keys: int) -> None:
    """Some keys are answered, and what they leave behind goes."""
    went = asyncio.Event()
    left = weakref.ref(Ring(), lambda _: went.set())
    for _ in range(keys):
        after_keys.soon()
    assert left() is not None
    async with asyncio.timeout(10):
        await went.wait()


async def test_what_keys_leave_behind_is_collected_once_after_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MOMENT", 0.0)
    with generations() as collected:
        await gone(Collecting(), 3)
        assert len(collected) == 1


async def test_older_objects_are_looked_at_now_and_then_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MOMENT", 0.0)
    monkeypatch.setattr(collecting, "KEYS", 3)
    monkeypatch.setattr(collecting, "SHARE", 1e9)
    after_keys = Collecting()
    with generations() as collected:
        for _ in range(6):
            await gone(after_keys, 1)
        assert collected == [0, 0, 2, 0, 0, 1]
        monkeypatch.setattr(collecting, "SHARE", 0)
        after_keys = Collecting()
        for _ in range(2):
            await gone(after_keys, 3)
        assert collected[6:] == [2, 2]
