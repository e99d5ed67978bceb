"""What a slow line promises: letters that come in one burst with the key for a box stand in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Key
from textual.widgets import Input

from tests.tui.browsing import TEN
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


@pytest.mark.parametrize("screen", ["b", "d", "comma"])
async def test_of_a_search_that_comes_in_one_burst_no_letter_is_lost(bench_of: Bencher, screen: str) -> None:
    async with running(bench_of(TEN), "home", (80, 24)) as driver:
        await driver.press(screen)
        await driver.app.workers.wait_for_complete()
        for key, character in (("slash", "/"), ("s", "s"), ("question_mark", "?"), ("space", " "), ("n", "n")):
            driver.app.post_message(Key(key, character))
        for _ in range(5):
            await driver.pilot.pause()
        here = driver.app.screen
        assert here.query_one("#find", Input).value == "s? n"
        assert here.focused is here.query_one("#find", Input)
