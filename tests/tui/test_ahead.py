"""What a slow line promises: letters that come in one burst with the key for a box stand in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Key
from textual.widgets import Input, TextArea

from tests.tui.browsing import TEN
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Start

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


@pytest.mark.parametrize(
    ("key", "start", "box"),
    [("ctrl+p", "home", "CommandPalette Input"), ("n", "home", "#front"), ("f", "review", "FlagDialog Input")],
)
async def test_letters_in_one_burst_with_the_key_that_opens_a_window_stand_in_its_box(
    bench_of: Bencher, key: str, start: Start, box: str
) -> None:
    async with running(bench_of(TEN), start, (80, 24)) as driver:
        for name, character in (
            (key, key if len(key) == 1 else None),
            ("q", "q"),
            ("u", "u"),
            ("space", " "),
            ("s", "s"),
        ):
            driver.app.post_message(Key(name, character))
        for _ in range(5):
            await driver.pilot.pause()
        found = driver.app.screen.query_one(box)
        assert isinstance(found, Input | TextArea)
        assert (found.value if isinstance(found, Input) else found.text) == "qu s"
        assert driver.app.screen.focused is found
        await driver.press("x")
        assert (found.value if isinstance(found, Input) else found.text) == "qu sx"
