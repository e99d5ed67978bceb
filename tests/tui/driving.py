"""Drives the app in a test: opens it, waits for the log, and reads what stands on the screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from quizcv.session import turn_for
from quizcv.tui.application import QuizcvApp
from quizcv.tui.review.screen import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Start


class Driver:
    """The running app, and short words for what a learner does and sees."""

    def __init__(self, app: QuizcvApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def bench(self) -> Bench:
        return self.app.bench

    @property
    def review(self) -> ReviewScreen:
        screen = next(each for each in self.app.screen_stack if isinstance(each, ReviewScreen))
        assert isinstance(screen, ReviewScreen)
        return screen

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines[:height])[
            : (width + 1) * height
        ]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Puts words into the box, as typing would; each key through the pilot takes 80 ms."""
        self.review.query_one(Input).value = words
        await self.pilot.pause()

    async def ask(self, card: str) -> None:
        """Puts a card on the screen, whatever the queue says."""
        session, reader = self.review.session, self.bench.reader
        assert reader is not None
        session.turn = turn_for(card, "new", session.tools, reader)
        self.review.show_turn()
        await self.pilot.pause()

    async def checked(self) -> None:
        """Waits until a formula has been compared."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()


@asynccontextmanager
async def running(
    bench: Bench, start: Start = "review", size: tuple[int, int] = (80, 24), *, log: bool = True, notices: bool = False
) -> AsyncIterator[Driver]:
    """The app, its log open unless told otherwise."""
    app = QuizcvApp(bench, start)
    async with app.run_test(size=size, notifications=notices) as pilot:
        if log:
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.pause()
        yield Driver(app, pilot)
    bench.close()
