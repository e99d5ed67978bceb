"""Undo outside Browse: at once, or in a thread where thousands of cards are taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizcv.errors import QuizcvError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from quizcv.clock import Moment
    from quizcv.events import Event
    from quizcv.progress.store import Store

MANY: Final = 500
"""From so many cards on, the keys would wait for it: 500 take some 20 ms."""


class Listener(NamedTuple):
    """Who hears what comes of an undo, in the app's own thread.

    Args:
        done: Given what was taken back, the latest first; nothing if there was nothing.
        failed: Given why nothing could be.
        tell: Says how far it is.
    """

    done: Callable[[list[Event]], None]
    failed: Callable[[QuizcvError], None]
    tell: Callable[[str], None]


def take_back(screen: Screen[Any], store: Store, moment: Moment, listener: Listener) -> None:
    """Takes the latest back, of many cards at once all of it. The screen lets no key write until it has heard what came of it."""
    try:
        if store.undo_size(MANY) < MANY:
            listener.done(store.undo(moment))
            return
    except QuizcvError as error:
        listener.failed(error)
        return
    listener.tell("Taking back …")
    screen.run_worker(partial(_work, screen, store, moment, listener), thread=True, group="undo")


def _work(screen: Screen[Any], store: Store, moment: Moment, listener: Listener) -> None:
    """In a thread."""

    def report(count: int) -> None:
        screen.app.call_from_thread(listener.tell, f"Taking back … {count:,}")

    try:
        events = store.undo(moment, report)
    except QuizcvError as error:
        screen.app.call_from_thread(listener.failed, error)
        return
    screen.app.call_from_thread(listener.done, events)
