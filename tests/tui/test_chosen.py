"""Reviews and practice of chosen cards, and the end of a review that left something over, on the screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quizcv.clock import moment_at
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import NO_REPLY
from quizcv.tui.home.commands import HOME
from quizcv.tui.home.wording import headline, leech_words
from quizcv.tui.host import ChosenCards
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.outlook import Outlook
from tests.tui.conftest import DAY
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

CARDS = ("looks/field", "looks/residual")


async def test_practice_asks_until_known_and_leaves_the_log_alone(bench_of: Bencher) -> None:
    async with running(bench_of(), ChosenCards(CARDS, practise=True)) as driver:
        assert "2 to practise" in driver.text
        assert "practice" in driver.text
        await driver.press("space")
        assert "again" in driver.text
        assert "known" in driver.text
        await driver.press("1")
        assert "1 again" in driver.text
        await driver.press("u")
        assert "Taken back: here it is once more." in driver.text
        await driver.press("space", "1", "space", "3", "space", "3")
        assert "Practice is done." in driver.text
        assert "1 of 2 known the first time" in driver.text
        assert driver.bench.store is not None
        assert list(driver.bench.store.events()) == []


async def test_practice_goes_on_where_the_log_cant_be_written(bench_of: Bencher) -> None:
    bench = bench_of()
    async with running(bench, ChosenCards(CARDS[:1], practise=True), log=False) as driver:
        bench.trouble = "the disk is full"
        await driver.press("space", "3")
        assert "Practice is done." in driver.text


async def test_practice_offers_nothing_that_would_move_the_schedule(bench_of: Bencher) -> None:
    async with running(bench_of(), ChosenCards(CARDS, practise=True)) as driver:
        await driver.press("s", "b")
        assert driver.bench.store is not None
        assert list(driver.bench.store.events()) == []
        await driver.press("question_mark")
        assert driver.app.screen.id == "help"


async def test_a_review_of_chosen_cards_counts(bench_of: Bencher) -> None:
    async with running(bench_of(), ChosenCards(CARDS[:1])) as driver:
        assert "1 new" in driver.text
        await driver.press("space", "3")
        assert "Done for today." in driver.text
        assert "more new card" not in driver.text  # no further card was chosen
        assert driver.bench.store is not None
        assert [event.card for event in driver.bench.store.events()] == ["looks/field"]


async def test_the_end_tells_leeches_and_enter_goes_on_beyond_the_limit(bench_of: Bencher) -> None:
    bench = bench_of(new_per_day=0, reviews_per_day=1, leech_lapses=2)
    with Store.open(bench.places, bench.clock) as store:
        for days, given in ((-9, 4), (-8, 1), (-7, 4)):
            for card in CARDS:
                store.grade(bench.library.question(card, 0), given, NO_REPLY, moment_at(DAY + timedelta(days)), Sm2())
    async with running(bench, size=(80, 30)) as driver:
        await driver.press("space", "1")
        assert "a leech" in driver.text
        assert "When it comes again, write it anew" in " ".join(driver.text.split())
        await driver.press("space", "3")
        for words in (
            "Leeches",
            "2 lapses: ",
            "1 more due card lies beyond the day's limit.",
            "Enter goes on beyond it",
        ):
            assert words in driver.text
        await driver.press("enter")
        assert "1 due" in driver.text


def test_the_first_screen_tells_the_days_leeches() -> None:
    told = "".join(run.text for run in headline(Outlook(DAY.date(), (), done=12, leeches=1), KeyNames(HOME, {})))
    assert told.startswith("Done for today: 12 cards, 1 of them a leech. ")
    assert leech_words(3) == ", 3 of them leeches"
    assert leech_words(0) == ""
