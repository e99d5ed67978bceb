"""A window is as high as its text, whatever its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.tui.dialog import Dialog
from quizcv.tui.widgets.page import text
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench
    from quizcv.tui.widgets.page import Block

    Bencher = Callable[..., Bench]


class Telling(Dialog[None]):
    """Says some words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def blocks(self) -> list[Block]:
        return [text(self.words)]


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_words_that_just_fill_a_line_are_shown_to_the_last(bench_of: Bencher, size: tuple[int, int]) -> None:
    async with running(bench_of(), "home", size, log=False) as driver:
        widest = min(size[0], 76)
        for length in range(widest - 10, widest):
            driver.app.push_screen(Telling("a " * ((length - 3) // 2) + " " * (length % 2) + "end"))
            await driver.pilot.pause()
            assert driver.app.screen.query_one(".dialog-body").max_scroll_y == 0, length
            assert "end" in driver.text, length
            driver.app.pop_screen()
            await driver.pilot.pause()
