"""What the choice of what to practise promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.drilling import families
from quizcv.tui.drill.choosing import ChoosingScreen
from quizcv.tui.drill.rows import row_line, rows_for, toggled
from quizcv.tui.render.wrapping import width_of
from tests.tui.drills import OWN, choosing, drill
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


async def test_d_on_the_first_screen_opens_the_list_with_every_family_by_topic_and_the_decks_own_problems(
    bench_of: Bencher,
) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d")
        rows = choosing(driver).list.rows
        names = [row.exercises[0].name for row in rows if not row.is_topic]
        assert names == [*(each.name for each in families()), "mine/twice-as-much", "mine/half-as-much"]
        assert [row.title for row in rows if row.is_topic][-1] == "My problems"
        assert "nothing is scheduled or logged" in driver.text


async def test_words_narrow_the_list_and_escape_shows_all_again_and_goes_back(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d", "slash", *"my half")
        assert [row.title for row in choosing(driver).list.rows] == ["My problems", "Half as much"]
        await driver.press("enter")
        assert not choosing(driver).box.has_focus
        assert "Half as much" in driver.text
        await driver.press("escape")
        assert len(choosing(driver).list.rows) > 10
        await driver.press("slash", *"qqq")
        assert "Nothing holds these words." in driver.text
        await driver.press("escape", "escape")
        assert driver.app.screen.id == "_default" or not isinstance(driver.app.screen, ChoosingScreen)


async def test_lines_are_marked_one_by_one_by_topic_and_all_at_once(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d")
        choosing(driver).box.value = "my problems"
        await driver.pilot.pause()
        await driver.press("down", "space")
        assert choosing(driver).list.marked == {"mine/twice-as-much"}
        assert f"1 of {len(families()) + 2} marked" in driver.text
        assert "[-] My problems" in driver.text
        await driver.press("up", "space")
        assert choosing(driver).list.marked == {"mine/twice-as-much", "mine/half-as-much"}
        await driver.press("a")
        assert not choosing(driver).list.marked
        await driver.press("a", "enter")
        assert {each.name for each in drill(driver).exercises} == {"mine/twice-as-much", "mine/half-as-much"}


async def test_the_pointer_goes_line_by_line_and_page_by_page_and_round(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d", "j", "down", "k")
        assert choosing(driver).list.cursor == 1
        await driver.press("pagedown")
        assert choosing(driver).list.cursor > 10
        await driver.press("pageup", "up", "up")
        assert choosing(driver).list.cursor == len(choosing(driver).list.rows) - 1
        assert "› [ ]   Half as much" in driver.text
        await driver.press("down")
        assert choosing(driver).list.cursor == 0


async def test_a_click_points_and_a_click_on_the_box_marks(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d")
        await driver.pilot.click("#choices", offset=(12, 2))
        assert (choosing(driver).list.cursor, len(choosing(driver).list.marked)) == (2, 0)
        await driver.pilot.click("#choices", offset=(3, 1))
        assert (choosing(driver).list.cursor, len(choosing(driver).list.marked)) == (1, 1)


async def test_with_nothing_marked_the_line_pointed_at_is_practised(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d", "enter")
        assert {each.group for each in drill(driver).exercises} == {families()[0].group}


def test_marks_of_lines_that_are_not_shown_stay() -> None:
    rows = rows_for(families(), "iou")
    assert toggled(frozenset({"conv-output"}), rows) >= {"conv-output", "iou"}
    assert toggled(toggled(frozenset({"conv-output"}), rows), rows) == {"conv-output"}


@pytest.mark.parametrize("width", [20, 36, 56, 72])
def test_every_line_is_as_wide_as_the_screen(width: int) -> None:
    for row in rows_for(families(), ""):
        assert width_of(row_line(row, frozenset({"iou"}), width, here=True)) == width
