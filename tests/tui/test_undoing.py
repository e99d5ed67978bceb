"""What was done to many cards at once is taken back as one, wherever undo is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.errors import DatabaseError
from quizcv.events import EventKind
from quizcv.progress.store import Store
from quizcv.tui import undoing
from tests.tui.browsing import TEN, grade
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Start
    from tests.tui.driving import Driver

    Bencher = Callable[..., Bench]

EIGHT = [f"ten/c{number}" for number in range(8)]


def begun(bench: Bench) -> Bench:
    """A home in which something was reviewed: before that, the first screen has nothing to take back."""
    grade(bench, "c9", 4)
    return bench


def suspend(driver: Driver) -> None:
    store = driver.bench.store
    assert store is not None
    store.note_all(EventKind.SUSPENDED, EIGHT, driver.bench.clock.now())


def suspended(driver: Driver) -> set[str]:
    store = driver.bench.store
    assert store is not None
    return {card for card, state in store.states().items() if state.suspended}


@pytest.mark.parametrize("many", [500, 3])
@pytest.mark.parametrize("start", ["home", "review"])
async def test_u_takes_back_all_of_it_and_says_how_many(
    start: Start, many: int, bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, or in a thread where it would hold the keys up."""
    monkeypatch.setattr(undoing, "MANY", many)
    async with running(begun(bench_of(TEN)), start) as driver:
        suspend(driver)
        await driver.press("u")
        await driver.checked()
        assert "Taken back: 8 cards suspended." in driver.text
        assert suspended(driver) == set()
        await driver.press("u")
        await driver.checked()
        assert "Taken back, Good: " in driver.text


async def test_the_review_stays_at_its_card_when_many_are_taken_back(bench_of: Bencher) -> None:
    async with running(bench_of(TEN)) as driver:
        driver.review.session.recorder = driver.bench.store
        await driver.ask("ten/c9")
        suspend(driver)
        await driver.press("u")
        turn = driver.review.session.turn
        assert turn is not None
        assert turn.question.card == "ten/c9"


@pytest.mark.parametrize("start", ["home", "review"])
async def test_what_can_t_be_taken_back_in_the_thread_is_told_and_keys_go_on(
    start: Start, bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "MANY", 3)
    async with running(begun(bench_of(TEN)), start) as driver:
        suspend(driver)

        def refuse(*_: object) -> None:
            message = "the disk is full"
            raise DatabaseError(message)

        with monkeypatch.context() as context:
            context.setattr(Store, "undo", refuse)
            await driver.press("u")
            await driver.checked()
            assert "Not taken back: the disk is full" in driver.text
            assert len(suspended(driver)) == 8
        await driver.press("u")
        await driver.checked()
        assert suspended(driver) == set()
