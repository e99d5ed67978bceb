"""What others do while a review is open: grade its card, take a grade back, break a deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.progress.store import Store
from quizcv.session import NO_REPLY
from quizcv.tui import editing
from tests.tui.driving import running
from tests.tui.test_editing import _steps_aside, edits  # noqa: F401  a fixture
from tests.tui.test_review import card, logged

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench
    from tests.tui.driving import Driver

    Bencher = Callable[..., Bench]

THREE = """deck: three
title: Three cards
cards:
  - {id: a, front: First?, back: one}
  - {id: b, front: Second?, back: two}
  - {id: c, front: Third?, back: three}
"""


def graded_elsewhere(driver: Driver, key: str) -> None:
    """Another window on the same home grades a card."""
    bench = driver.bench
    session = bench.session()
    assert session is not None
    with Store.open(bench.places, bench.clock) as store:
        question = bench.library.question(key, 0)
        store.grade(question, 4, NO_REPLY, bench.clock.now(), session.tools.scheduler)


async def test_a_card_graded_elsewhere_is_not_graded_twice_and_that_is_told(bench_of: Bencher) -> None:
    async with running(bench_of(THREE)) as driver:
        await driver.press("space")
        graded_elsewhere(driver, "three/a")
        await driver.press("3")
        assert card(driver) == "three/b"
        assert "three/a, graded elsewhere meanwhile" in driver.text
        assert len(logged(driver)) == 1
        assert driver.review.progress.tally.new == 2


async def test_the_numbers_follow_what_is_done_elsewhere_and_the_card_stays(bench_of: Bencher) -> None:
    async with running(bench_of(THREE)) as driver:
        await driver.press("space")
        graded_elsewhere(driver, "three/b")
        driver.app.look_around()
        await driver.pilot.pause()
        assert card(driver) == "three/a"
        assert driver.review.progress.tally.new == 2
        await driver.press("3")
        assert card(driver) == "three/c"
        with Store.open(driver.bench.places, driver.bench.clock) as store:
            store.undo(driver.bench.clock.now())
            store.undo(driver.bench.clock.now())
        driver.app.look_around()
        assert (driver.review.progress.tally.done, driver.review.progress.tally.left) == (0, 3)


async def test_a_deck_that_breaks_is_told_with_its_line_while_reviewing_and_at_the_end(
    bench_of: Bencher, places: Places
) -> None:
    async with running(bench_of(THREE), size=(120, 40)) as driver:
        (places.decks / "looks.yaml").write_text(THREE + "  - {id: d, fornt: x, back: y}\n", encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        assert "looks.yaml:7:" in "".join(driver.text.split())
        assert card(driver) == "three/a"
        await driver.press("space")
        await driver.press("3")
        assert driver.review.asking is None
        assert "Done for today, except for what is left out." in driver.text
        assert "looks.yaml:7:" in "".join(driver.text.split())
        (places.decks / "looks.yaml").write_text(THREE, encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        assert card(driver) == "three/b"


@pytest.mark.usefixtures("_steps_aside")
async def test_the_key_that_edits_the_card_opens_its_deck_that_broke_and_mended_it_goes_on(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(bench_of(THREE)) as driver:
        (places.decks / "looks.yaml").write_text(THREE.replace("front: First", "fornt: First"), encoding="utf-8")
        driver.app.look_around()
        await driver.pilot.pause()
        monkeypatch.setattr(editing, "run_editor", edits(places, THREE.replace("First?", "The first?")))
        await driver.press("e")
        assert "The first?" in driver.text
        assert driver.review.session.tally.left == 3
        await driver.press("space", "3")
        assert card(driver) == "three/b"
        assert "can't be read" not in driver.text


async def test_a_broken_deck_stays_told_until_it_is_mended(bench_of: Bencher, places: Places) -> None:
    async with running(bench_of(THREE)) as driver:
        (places.decks / "more.yaml").write_text("deck: [", encoding="utf-8")
        driver.app.look_around()
        await driver.press("space", "3")
        assert "more.yaml:2 can't be read: left out until mended." in driver.text
        (places.decks / "more.yaml").unlink()
        driver.app.look_around()
        await driver.pilot.pause()
        assert "more.yaml" not in driver.text
