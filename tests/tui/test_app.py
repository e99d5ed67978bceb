"""What the app promises about its start, its log and its end."""

from __future__ import annotations

import subprocess
import sys
from functools import partialmethod
from typing import TYPE_CHECKING

import pytest

from quizcv.clock import Clock
from quizcv.errors import DatabaseError
from quizcv.settings import Settings
from quizcv.tui.app import AppFailedError, run
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench
from quizcv.tui.review.asking import Stage
from tests.tui.conftest import DAY
from tests.tui.driving import running
from tests.tui.test_review import ONE, card, logged, stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.progress.store import Store
    from quizcv.settings import Places

    Bencher = Callable[..., Bench]

FIRST_FRAME = """
import sys
from quizcv.cards import files
files.SETTLED_NS = -10**12  # a file just written is read once more; this one counts as long written
from quizcv.clock import Clock
from quizcv.settings import Places, Settings
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench

class Stopped(QuizcvApp):
    def _open_log(self):
        heavy = {"sqlmodel", "sqlalchemy", "alembic", "sympy", "pydantic", "yaml", "PIL", "markdown_it", "click"}
        print("loaded:", sorted(heavy & set(sys.modules)))
        print("asked:", self.screen.asking.question.card)
        self.exit(0)

Stopped(Bench.open(Places.from_environment(), Settings(shipped_decks=False), Clock()), "review").run(headless=True)
"""


def test_the_first_card_is_painted_before_anything_heavy_is_imported(bench_of: Bencher) -> None:
    bench_of(ONE).close()
    done = subprocess.run([sys.executable, "-c", FIRST_FRAME], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["loaded: []", "asked: one/a"]


async def test_a_grade_given_before_the_log_is_open_waits_and_is_never_lost(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = bench_of(ONE)
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)
    async with running(bench, log=False) as driver:
        await driver.press("space", "3")
        assert stage(driver) is Stage.SAVING
        await driver.press("q")
        assert driver.app.return_value is None
        driver.bench.settle(driver.bench.open_store())
        driver.app._log_settled()
        await driver.pilot.pause()
        assert logged(driver) == [("one/a", 4)]
        assert driver.app.return_value == 0


async def test_a_file_that_is_no_log_is_told_and_left_as_it_is(bench_of: Bencher, places: Places) -> None:
    places.data.mkdir(parents=True, exist_ok=True)
    path = places.database_path
    assert path is not None
    path.write_text("my diary", encoding="utf-8")
    async with running(bench_of(ONE), "home") as driver:
        assert "The progress can't be used:" in driver.text
        assert "Reviewing is off" in driver.text
        await driver.press("enter")
        assert len(driver.app.screen_stack) == 1
    assert path.read_text(encoding="utf-8") == "my diary"


async def test_a_log_that_can_t_be_written_turns_grading_off_and_says_why(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_bench: Bench) -> Store:
        message = "the folder is read-only."
        raise DatabaseError(message)

    monkeypatch.setattr(Bench, "open_store", refused)
    bench = bench_of(ONE)
    app = QuizcvApp(bench, "review")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("space", "3")
        await pilot.pause()
        assert bench.trouble == "the folder is read-only."
        assert bench.store is None
        assert app.screen.check_action("grade", (4, "four")) is False


async def test_a_log_that_was_locked_is_opened_as_soon_as_it_can_be(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Bench.open_store
    locked = [True, True]

    def sometimes(bench: Bench) -> Store:
        if locked and locked.pop():
            message = "the log is locked by another program; close that program, or wait for it, and try again"
            raise DatabaseError(message)
        return opened(bench)

    monkeypatch.setattr(Bench, "open_store", sometimes)
    monkeypatch.setattr("quizcv.tui.application.RETRY_SECONDS", 0.01)
    async with running(bench_of(ONE), log=False) as driver:
        for _ in range(200):
            await driver.pilot.pause(0.01)
            if driver.bench.store is not None:
                break
        await driver.pilot.pause()
        assert driver.bench.trouble == ""
        await driver.press("space", "3")
        assert logged(driver) == [("one/a", 4)]


async def test_keys_that_follow_the_one_that_leaves_do_nothing(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(QuizcvApp, "begin_import", lambda _app: begun.append("import"))
    async with running(bench_of(ONE), "home") as driver:
        home = driver.app.screen
        monkeypatch.setattr(driver.app, "exit", lambda _code: None)  # the end is near, and not yet there
        await driver.press("i", "q", "i")
        assert driver.app.screen is home
    assert begun == ["import"]


async def test_a_grade_that_can_t_be_written_leaves_the_card_and_says_so(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        message = "the disk is full; free some space"
        raise DatabaseError(message)

    async with running(bench_of(ONE)) as driver:
        assert driver.bench.store is not None
        monkeypatch.setattr(driver.bench.store, "grade", full)
        await driver.press("space", "3")
        assert "Not saved: the disk is full" in driver.text
        assert card(driver) == "one/a"
        assert stage(driver) is Stage.REVEALED
        monkeypatch.undo()
        await driver.press("3")
        assert logged(driver) == [("one/a", 4)]


async def test_the_palette_finds_what_can_be_done_now(bench_of: Bencher) -> None:
    async with running(bench_of(ONE)) as driver:
        await driver.press("ctrl+p")
        await driver.press(*"bury")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        await driver.press("enter")
        await driver.pilot.pause()
        assert driver.review.asking is None


async def test_a_theme_that_does_not_exist_gives_way_to_ours(bench_of: Bencher) -> None:
    async with running(bench_of(ONE, theme="nope"), "home") as driver:
        assert driver.app.theme == "quizcv-dark"


@pytest.mark.parametrize("theme", ["quizcv-light", "ansi", "nord"])
async def test_any_theme_shows_a_revealed_card(bench_of: Bencher, theme: str) -> None:
    async with running(bench_of(ONE, theme=theme)) as driver:
        await driver.press("space")
        assert "[3 ✓ Good]" in driver.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (20, 6)])
async def test_no_size_breaks_a_screen(bench_of: Bencher, size: tuple[int, int]) -> None:
    async with running(bench_of(), size=size) as driver:
        await driver.press("space", "question_mark", "escape")
        assert stage(driver) is Stage.REVEALED


def test_a_mistake_of_ours_ends_in_one_error_and_no_traceback_on_the_screen(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    bench_of(ONE).close()

    def broken(_app: QuizcvApp) -> None:
        message = "a mistake of ours"
        raise RuntimeError(message)

    monkeypatch.setattr(QuizcvApp, "_open_log", broken)
    monkeypatch.setattr(QuizcvApp, "run", partialmethod(QuizcvApp.run, headless=True))
    with pytest.raises(AppFailedError, match="a mistake of ours"):
        run(places, Settings(shipped_decks=False), Clock(DAY))
    assert "Traceback" not in "".join(capfd.readouterr())
