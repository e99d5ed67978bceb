"""A card's words on one sheet: what it spares the screen, and what it lets the mouse do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.tui.review.sheet import Sheet
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

LONG = " ".join(["Words that go on for more than a line."] * 4)
DECK = f"""
deck: lengths
title: Lengths
cards:
  - {{id: a, front: What is a stride?, back: Its step.}}
  - {{id: b, front: {LONG}, back: {LONG} {LONG}}}
  - {{id: c, front: What is padding?, back: {LONG}}}
"""


def laid_out(driver: Driver) -> list[None]:
    """Grows with every time the screen is laid out from now on."""
    times: list[None] = []
    screen = driver.review
    screen.screen_layout_refresh_signal.subscribe(screen, lambda _screen: times.append(None), immediate=True)
    return times


async def test_answers_and_next_cards_of_other_lengths_come_without_the_screen_being_laid_out(
    bench_of: Bencher,
) -> None:
    async with running(bench_of(DECK)) as driver:
        times = laid_out(driver)
        for _ in range(2):
            await driver.press("space")
            assert "[3 ✓ Good]" in driver.text
            await driver.press("space")
        assert "2 done" in driver.text
        assert times == []


async def test_a_card_longer_than_the_screen_has_it_laid_out_and_the_next_one_again(bench_of: Bencher) -> None:
    deck = DECK.replace("back: Its step.", "back: " + " ".join([LONG] * 8))
    async with running(bench_of(deck), size=(60, 18)) as driver:
        await driver.ask("lengths/a")
        times, card = laid_out(driver), driver.review.card
        await driver.press("space")
        assert times
        assert card.max_scroll_y > 0
        await driver.ask("lengths/c")
        assert card.max_scroll_y == 0
        assert driver.review.query_one(Sheet).size.height == card.scrollable_content_region.height


async def test_question_and_answer_can_be_marked_in_one_go(bench_of: Bencher) -> None:
    async with running(bench_of(DECK)) as driver:
        await driver.ask("lengths/a")
        await driver.press("space")
        answer = driver.review.query_one(Sheet).rows_of("answer")
        await driver.pilot.mouse_down("#sheet", offset=(8, 0))
        await driver.pilot.hover("#sheet", offset=(20, 1))
        await driver.pilot.mouse_up("#sheet", offset=(9, answer.stop - 1))
        await driver.press("ctrl+c")
        copied = driver.app.clipboard.split("\n")
        assert copied[0] == "a stride?"
        assert copied[-1].startswith("Its step")
