"""What a scene is, and the usual ways to play one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docs.gallery.homes import REVIEWED
from docs.take_pictures import ask

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from docs.gallery.homes import Home
    from quizcv.tui.host import Start

    Play = Callable[[Pilot[int]], Awaitable[None]]


class Scene(NamedTuple):
    """A way through the app, whose last screen is pictured.

    Args:
        play: What is done, once the app stands and its log is open.
        start: What the app begins with.
        home: Where it takes place.
    """

    play: Play
    start: Start = "home"
    home: Home = REVIEWED


async def settle(pilot: Pilot[int]) -> None:
    """Waits until what runs behind the screen has ended and is painted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Presses keys, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def keys(*names: str, start: Start = "home", home: Home = REVIEWED) -> Scene:
    """From the first screen on, by keys."""

    async def play(pilot: Pilot[int]) -> None:
        await press(pilot, *names)

    return Scene(play, start, home)


def card(key: str, *names: str, typed: str = "", home: Home = REVIEWED) -> Scene:
    """A card in the review, an answer typed there, and keys pressed."""

    async def play(pilot: Pilot[int]) -> None:
        screen = ask(pilot, key)
        await pilot.pause()
        if typed and screen.card.box is not None:
            screen.card.box.value = typed
            screen.card.box.cursor_position = len(typed)
            await pilot.pause()
        await press(pilot, *names)

    return Scene(play, "review", home)
