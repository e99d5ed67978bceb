"""Manners all screens share: notices that cover nothing, text that can be marked and copied, every key of the first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Click, MouseDown, MouseUp

from quizcv.tui.home.commands import HOME
from quizcv.tui.review.asking import Stage
from quizcv.tui.review.blocks import told_of
from quizcv.tui.review.sheet import Sheet
from quizcv.tui.widgets.noticeline import Notice, NoticeLine
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

SIZES = [(60, 18), (80, 24), (120, 40)]
LEADS_TO = {
    "d": "ChoosingScreen",
    "b": "BrowseScreen",
    "n": "AddingScreen",
    "s": "StatisticsScreen",
    "i": "NoteScreen",
    "comma": "SettingsScreen",
    "enter": "ReviewScreen",
    "question_mark": "HelpDialog",
    "f1": "HelpDialog",
}
TRIED_ELSEWHERE = {
    "down",
    "j",
    "up",
    "k",
    "right",
    "l",
    "left",
    "h",
    "home",
    "g",
    "end",
    "G",
    "escape",
    "y",
    "u",
    "q",
    "E",
}
"""Keys that stay on the screen, or leave the app: `test_home`, `test_syncing` and the test below."""


@pytest.mark.parametrize("key", LEADS_TO)
async def test_each_key_of_the_first_screen_leads_where_it_says_and_back(bench_of: Bencher, key: str) -> None:
    async with running(bench_of(), "home") as driver:
        await driver.press(key)
        assert type(driver.app.screen).__name__ == LEADS_TO[key]
        driver.app.pop_screen()
        await driver.pilot.pause()
        assert "Enter begins with" in driver.text


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [("keep", ""), ("Set how much", "SettingsScreen"), ("Import a note", "NoteScreen"), ("Choose a deck", "")],
)
async def test_a_click_on_a_key_in_the_help_does_what_the_key_does(
    bench_of: Bencher, words: str, leads_to: str
) -> None:
    async with running(bench_of(), "home", (80, 60)) as driver:
        await driver.press("f1")
        lines = driver.text.splitlines()
        row = next((number for number, line in enumerate(lines) if words in line), 3)
        await driver.pilot.click(offset=(30, row))
        await driver.pilot.pause()
        assert type(driver.app.screen).__name__ == (leads_to or "HelpDialog")


async def test_a_click_in_the_help_grades_no_card_and_marking_its_text_does_nothing(bench_of: Bencher) -> None:
    async with running(bench_of(), size=(80, 60)) as driver:
        await driver.press("space", "f1")
        lines = driver.text.splitlines()
        grading = next(number for number, line in enumerate(lines) if "Grade the card" in line)
        revealing = next(number for number, line in enumerate(lines) if "Set the card aside" in line)
        await driver.pilot.click(offset=(30, grading))
        await driver.pilot.mouse_down(offset=(30, revealing))
        await driver.pilot.mouse_up(offset=(40, revealing))
        await driver.pilot.pause()
        assert type(driver.app.screen).__name__ == "HelpDialog"
        assert driver.bench.graded_today() == []


def test_no_key_of_the_first_screen_is_left_out() -> None:
    assert {key for command in HOME for key in command.keys} <= {*LEADS_TO, *TRIED_ELSEWHERE}


async def test_letters_move_in_the_decks_as_arrows_do_and_q_leaves(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        await driver.press("j")
        assert "› How cards look" in driver.text
        await driver.press("escape", "k")
        assert "› How cards look" in driver.text
        await driver.press("q")
        assert driver.app.return_code is not None or not driver.app.is_running


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("start", ["home", "review", "drill"])
async def test_a_notice_covers_neither_card_nor_keys_and_goes_by_itself(
    bench_of: Bencher, start: str, size: tuple[int, int]
) -> None:
    async with running(bench_of(), "home", size, notices=True) as driver:
        if start == "review":
            await driver.press("enter", "space")
        if start == "drill":
            await driver.press("d")
        before = driver.text
        driver.app.notify("Received 1 event from thinkpad.", title="Synced", markup=False)
        await driver.pilot.pause()
        assert "Synced: Received 1 event from thinkpad." in driver.text
        assert not driver.app.screen.query("Toast")
        missing = [line for line in before.splitlines() if line.strip() and line not in driver.text]
        assert not missing
        driver.app.screen.query_one(NoticeLine)._over()
        await driver.pilot.pause()
        assert driver.text == before


async def test_after_an_announcement_what_the_screen_said_stands_there_again(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        line = driver.app.screen.query_one(NoticeLine)
        line.tell("Syncing: reading ...")
        line.announce(Notice("Received 1 event."), 60)
        assert line.announced == "Received 1 event."
        line._over()
        await driver.pilot.pause()
        assert "Syncing: reading ..." in driver.text
        line.announce(Notice("Received 1 event."), 60)
        line.tell("Took back: looks/field.")
        await driver.pilot.pause()
        assert "Took back" in driver.text, "what a key did is told at once"


async def test_a_question_can_be_marked_and_copied(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/field")
        await driver.pilot.mouse_down("#sheet", offset=(0, 0))
        await driver.pilot.hover("#sheet", offset=(20, 0))
        await driver.pilot.mouse_up("#sheet", offset=(60, 0))
        await driver.press("ctrl+c")
        assert driver.app.clipboard == "What is the receptive field of a unit?"


def stage(driver: Driver) -> Stage:
    asking = driver.review.asking
    assert asking
    return asking.stage


async def test_marking_an_option_with_the_mouse_does_not_choose_it(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/batch")
        sheet = driver.app.screen.query_one(Sheet)
        row = sheet.rows_of_option(0).start
        x, y = sheet.region.offset

        def event(kind: type[MouseDown | MouseUp | Click], column: int) -> MouseDown | MouseUp | Click:
            return kind(sheet, column, row, 0, 0, 1, False, False, False, x + column, y + row)

        sheet.post_message(event(MouseDown, 8))
        sheet.post_message(event(Click, 20))
        await driver.pilot.pause()
        assert stage(driver) is Stage.ASKED
        sheet.post_message(event(MouseDown, 8))
        sheet.post_message(event(Click, 8))
        await driver.pilot.pause()
        assert stage(driver) is Stage.REVEALED


async def test_who_presses_ctrl_c_to_leave_is_told_how(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        await driver.press("ctrl+c")
        assert "^q leaves quizcv" in driver.text


@pytest.mark.parametrize(
    ("read_as", "response", "told"),
    [
        ("= 2,012", "2012", ""),
        ("= 138,357,544", "138357544", "= 138,357,544"),
        ("= 1,500 KiB", "1500", "= 1,500 KiB"),
        ("= 2 1/2", "2.5", "= 2 1/2"),
        ("", "x", ""),
    ],
)
def test_a_year_is_not_echoed_with_a_comma(read_as: str, response: str, told: str) -> None:
    assert told_of(read_as, response) == told
