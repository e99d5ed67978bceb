"""Slow work beside the app: in a thread that may be left behind, since it only reads."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


async def beside(work: Callable[[], Result]) -> Result:
    """The result of some work, done in a daemon thread: leaving the app does not wait for it.

    Raises:
        Exception: What the work raised.
    """
    loop = asyncio.get_running_loop()
    waiting: asyncio.Future[Result] = loop.create_future()

    def settle(act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the app was left meanwhile, and its loop with it
            loop.call_soon_threadsafe(lambda: None if waiting.cancelled() else act())

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  whatever it was, it is raised where the result is waited for
            settle(partial(waiting.set_exception, error))
        else:
            settle(partial(waiting.set_result, result))

    Thread(target=run, name="import", daemon=True).start()
    return await waiting
