from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.editor import editor_command, run_editor
from quizcv.errors import UsageError
from quizcv.tui import editing
from quizcv.tui.editing import open_outside
from tests.tui.driving import running
from tests.tui.test_review import ONE, card

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

FILE = Path("/decks/my deck.yaml")


@pytest.mark.parametrize(
    ("setting", "environment", "command"),
    [
        ("", {}, ["vi", "+7", "/decks/my deck.yaml"]),
        ("", {"EDITOR": "nano"}, ["nano", "+7", "/decks/my deck.yaml"]),
        ("", {"EDITOR": "nano", "VISUAL": "hx"}, ["hx", "/decks/my deck.yaml:7"]),
        ("/usr/bin/nvim -u NONE", {"VISUAL": "hx"}, ["/usr/bin/nvim", "-u", "NONE", "+7", "/decks/my deck.yaml"]),
        ("code", {}, ["code", "--wait", "--goto", "/decks/my deck.yaml:7"]),
        ("unheard-of", {}, ["unheard-of", "/decks/my deck.yaml"]),
    ],
)
def test_the_editor_is_the_setting_s_else_visual_else_editor_else_vi_and_opens_at_the_line(
    setting: str, environment: dict[str, str], command: list[str]
) -> None:
    assert editor_command(setting, environment, FILE, 7) == command


def test_an_editor_that_can_t_be_read_or_started_is_told_with_the_mend() -> None:
    with pytest.raises(UsageError, match="quizcv settings editor"):
        editor_command("vi 'unclosed", {}, FILE, 1)
    with pytest.raises(UsageError, match="quizcv settings editor"):
        run_editor(["/nowhere/at/all"])


def test_only_pictures_are_opened_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no picture by its name"):
        open_outside(tmp_path / "run.desktop")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(UsageError, match="no desktop"):
        open_outside(tmp_path / "a.png")


def test_a_picture_is_handed_to_the_desktop_s_viewer_and_to_no_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    viewer = tmp_path / "bin" / "xdg-open"
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {told}\n', encoding="utf-8")
    viewer.chmod(viewer.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{viewer.parent}:/bin:/usr/bin")
    started = open_outside(tmp_path / "$(touch x).png")
    started.wait(timeout=10)
    assert told.read_text(encoding="utf-8") == str(tmp_path / "$(touch x).png")


# Coming back from the editor


def edits(places: Places, text: str) -> Callable[[list[str]], None]:
    def edit(_command: list[str]) -> None:
        (places.decks / "looks.yaml").write_text(text, encoding="utf-8")

    return edit


@pytest.fixture
def _steps_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app of a test has no terminal to hand over: it goes on as if it had."""
    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver.can_suspend", True, raising=False)


@pytest.mark.usefixtures("_steps_aside")
async def test_an_edited_card_is_shown_as_it_is_now(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(bench_of(ONE)) as driver:
        monkeypatch.setattr(editing, "run_editor", edits(places, ONE.replace("What is", "How much is")))
        await driver.press("e")
        assert "How much is k²?" in driver.text
        assert card(driver) == "one/a"


@pytest.mark.usefixtures("_steps_aside")
async def test_a_deck_broken_by_the_edit_is_told_with_its_place_and_can_be_mended_at_once(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(bench_of(ONE)) as driver:
        monkeypatch.setattr(editing, "run_editor", edits(places, ONE.replace("back:", "bcak:")))
        await driver.press("e")
        assert "looks.yaml:4:" in "".join(driver.text.split())
        assert "Nothing is lost" in driver.text
        monkeypatch.setattr(editing, "run_editor", edits(places, ONE.replace("nine", "ten")))
        await driver.press("e")
        assert card(driver) == "one/a"
        await driver.press("space")
        assert "ten" in driver.text


@pytest.mark.usefixtures("_steps_aside")
async def test_a_broken_deck_can_be_left_out_and_its_progress_stays(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(bench_of(ONE)) as driver:
        await driver.press("space", "1")
        monkeypatch.setattr(editing, "run_editor", edits(places, "not a deck"))
        await driver.press("e", "escape")
        assert driver.review.asking is None
        assert "left out until it is mended" in driver.text
        assert driver.bench.store is not None
        assert len(driver.bench.store.history("one/a")) == 1


@pytest.mark.usefixtures("_steps_aside")
async def test_a_card_deleted_in_the_editor_goes_and_the_next_comes(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = ONE + "- {id: b, front: other, back: one}\n"
    async with running(bench_of(two)) as driver:
        monkeypatch.setattr(
            editing, "run_editor", edits(places, two.replace("- {id: a, front: What is $k^2$?, back: nine}\n", ""))
        )
        await driver.press("e")
        assert card(driver) == "one/b"


async def test_a_card_that_came_with_quizcv_is_not_edited_and_the_way_to_one_s_own_is_told(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(editing, "run_editor", opened.append)
    async with running(bench_of(ONE, shipped_decks=True)) as driver:
        await driver.ask(driver.bench.library.keys("cnn-faq")[0])
        await driver.press("e")
        assert "replaced with each new version, so it is not edited; write a card of your own" in " ".join(
            driver.text.split()
        )
        assert opened == []


@pytest.mark.usefixtures("_steps_aside")
async def test_an_editor_that_fails_or_is_missing_leaves_the_card_as_it_was(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(bench_of(ONE)) as driver:
        monkeypatch.setattr(editing, "run_editor", lambda _command: 7)
        await driver.press("e")
        assert "The editor failed with code 7" in driver.text
        monkeypatch.undo()
        assert card(driver) == "one/a"
