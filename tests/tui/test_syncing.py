"""Syncing in the app: in the background, told in a corner, and what came in counts from the next card on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from quizcv.events import EventKind
from quizcv.progress.exported.writing import Heading, written, written_heading
from quizcv.progress.sync.folder import SyncError
from quizcv.tui.syncing import SyncEnded
from quizcv.tui.widgets.noticeline import NoticeLine
from tests.progress.support import at, event
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

TWO = "deck: x\ntitle: Deck x\ncards:\n- {id: a, front: one, back: two}\n- {id: b, front: three, back: four}\n- {id: c, front: five, back: six}\n"


def graded_elsewhere(card: str) -> bytes:
    """The file of another device, on which a card was graded this morning."""
    graded = event(1, EventKind.GRADED, card, at(0, 8), given=4, interval=1, device="there")
    return written_heading(Heading("there", "thinkpad")) + written(graded)


def all_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shared = tmp_path / "shared"
    shared.mkdir()
    return shared


async def settled(driver: Driver) -> None:
    """Waits until no sync is at work."""
    while driver.app._syncing._running:
        await driver.pilot.pause(0.01)
    await driver.pilot.pause()


def notices(driver: Driver) -> list[str]:
    """The announcements that stand on the screen."""
    return [line.announced for line in driver.app.screen.query(NoticeLine) if line.announced]


async def test_what_another_device_did_is_there_after_the_start_without_a_key(bench_of: Bencher, folder: Path) -> None:
    (folder / "events-there.jsonl").write_bytes(graded_elsewhere("x/a"))
    async with running(bench_of(TWO, sync_folder=str(folder)), "home", notices=True) as driver:
        await settled(driver)
        assert notices(driver) == ["Received 1 event from thinkpad."]
        assert "2 new. Enter to go on." in driver.text


async def test_a_key_syncs_at_once_and_what_was_graded_is_sent(bench_of: Bencher, folder: Path) -> None:
    async with running(bench_of(TWO, sync_folder=str(folder)), notices=True) as driver:
        await settled(driver)
        await driver.press("space", "3", "q")
    async with running(bench_of(TWO, sync_folder=str(folder)), "home", notices=True) as driver:
        await settled(driver)
        await driver.press("y")
        await settled(driver)
        assert notices(driver)[-1] == "Nothing new."
        assert b'"card":"x/a"' in all_of(folder)


async def test_the_card_on_the_screen_stays_and_the_next_ones_are_those_of_now(bench_of: Bencher, folder: Path) -> None:
    async with running(bench_of(TWO, sync_folder=str(folder))) as driver:
        await settled(driver)
        assert "one" in driver.text
        await driver.press("space")
        (folder / "events-there.jsonl").write_bytes(graded_elsewhere("x/b"))
        driver.app.action_sync()
        await settled(driver)
        assert "two" in driver.text, "the answer is still there"
        await driver.press("3")
        assert "five" in driver.text, "the second card was graded elsewhere"


async def test_at_the_end_of_a_review_a_card_taken_back_elsewhere_comes_up(bench_of: Bencher, folder: Path) -> None:
    one = "deck: x\ntitle: Deck x\ncards:\n- {id: a, front: one, back: two}\n"
    async with running(bench_of(one, sync_folder=str(folder))) as driver:
        await settled(driver)
        await driver.press("space", "3")
        assert "Done for today" in driver.text
        store = driver.bench.store
        assert store is not None
        (graded,) = store.events()
        (folder / "events-there.jsonl").write_bytes(
            written(event(7, EventKind.VOIDED, "", at(0, 10), target=graded, device="there"))
        )
        driver.app.action_sync()
        await settled(driver)
        assert "one" in driver.text


async def test_a_folder_that_is_not_there_is_told_and_keeps_nobody_from_reviewing(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with running(bench_of(TWO, sync_folder=str(tmp_path / "stick")), notices=True) as driver:
        await settled(driver)
        assert notices(driver) == [
            f"the folder {tmp_path / 'stick'} is not there; make it or mount it, or name another one"
        ]
        await driver.press("space", "3")
        assert "three" in driver.text


async def test_what_is_wrong_is_told_once_by_itself_and_always_when_asked(bench_of: Bencher, folder: Path) -> None:
    (folder / "events-bad.jsonl").write_bytes(b"junk\nmore\n")
    told = f"nothing new. {folder / 'events-bad.jsonl'}:1: this is no JSON. And 1 more; see: quizcv sync"
    async with running(bench_of(TWO, sync_folder=str(folder)), "home", notices=True) as driver:
        await settled(driver)
        assert notices(driver) == [told]
    async with running(bench_of(TWO, sync_folder=str(folder)), "home", notices=True) as driver:
        await settled(driver)
        assert notices(driver) == []
        await driver.press("y")
        await settled(driver)
        assert notices(driver) == [told]


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_without_a_folder_key_and_palette_say_how_to_set_one_and_the_first_screen_shows_no_key(
    bench_of: Bencher, how: str
) -> None:
    async with running(bench_of(TWO), "home", (200, 40), notices=True) as driver:
        assert "y sync" not in driver.text
        told = "No folder is set. Set one in the settings, or with: quizcv settings sync_folder ~/Sync/quizcv"
        if how == "key":
            await driver.press("y")
        else:
            driver.app.action_sync()
            await driver.pilot.pause()
        assert notices(driver) == [told]


async def test_a_new_name_given_by_a_sync_is_the_name_the_next_grade_has(bench_of: Bencher, folder: Path) -> None:
    async with running(bench_of(TWO, sync_folder=str(folder))) as driver:
        await settled(driver)
        store = driver.bench.store
        assert store is not None
        before = store.device
        lost = event(9, EventKind.GRADED, "x/b", at(0, 8), given=4, interval=1, device=before)
        (folder / f"events-{before}.jsonl").write_bytes(written(lost))
        driver.app.action_sync()
        await settled(driver)
        assert store.device != before
        await driver.press("space", "3")
        assert [each.device for each in store.events()] == [before, store.device]


async def test_a_sync_that_hangs_keeps_neither_the_screen_nor_leaving_waiting(
    bench_of: Bencher, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung = threading.Event()

    def hang(*_: object) -> None:
        hung.wait(60)
        raise SyncError

    monkeypatch.setattr("quizcv.tui.bench.Bench.sync", hang)
    async with running(bench_of(TWO, sync_folder=str(folder))) as driver:
        await driver.press("space", "3")
        assert "three" in driver.text
        await driver.press("q")
    assert driver.app._syncing._running
    hung.set()


def test_a_message_of_a_failed_sync_brought_nothing() -> None:
    assert SyncEnded(None, "why").received == 0
