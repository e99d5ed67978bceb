"""The help says what the signs on a screen mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from quizcv.settings import Settings
from quizcv.statistics.grouping import HEAT_SIGNS
from quizcv.tui.browse.columns import state_signs
from quizcv.tui.browse.screen import BrowseScreen
from quizcv.tui.drill.choosing import ChoosingScreen
from quizcv.tui.help import HEADING, group_lines
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.importing.entries import MARKS
from quizcv.tui.importing.rows import DECIDED
from quizcv.tui.importing.screen import DecidingScreen
from quizcv.tui.review.grades import grade_buttons
from quizcv.tui.review.screen import ReviewScreen
from quizcv.tui.settings.screen import SettingsScreen
from quizcv.tui.signs import GRADES, signs_of
from quizcv.tui.statistics.screen import StatisticsScreen
from tests.tui.driving import running
from tests.tui.test_browse_columns import CARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

LEGENDS = ("home", "review", "browse", "statistics", "drill", "import", "settings")


def told(legend: str, buttons: Literal["four", "six"] = "four") -> set[str]:
    return {sign for row in signs_of(legend, Settings(buttons=buttons)) for sign in row.keys}


def test_every_sign_of_a_card_s_state_is_explained() -> None:
    both = [CARD._replace(suspended=True, flag="look", leech=True), CARD._replace(buried=True)]
    drawn = {run.text for card in both for run in state_signs(card)}
    assert drawn == {"S", "B", "⚑", "L"}
    assert drawn <= told("browse")


@pytest.mark.parametrize("buttons", ["four", "six"])
def test_every_mark_of_a_grade_is_explained(buttons: Literal["four", "six"]) -> None:
    assert {each.mark for each in grade_buttons(buttons)} <= told("review", buttons=buttons)
    assert {each.command for each in grade_buttons(buttons)} <= GRADES.keys()


def test_every_shade_of_the_year_is_explained() -> None:
    assert set(HEAT_SIGNS) <= told("home") & told("statistics")


def test_every_mark_of_an_import_is_explained() -> None:
    assert {*MARKS.values(), *(mark for mark, _ in DECIDED.values())} <= told("import")


@pytest.mark.parametrize("legend", LEGENDS)
def test_the_signs_fit_a_small_window_and_are_sentences(legend: str) -> None:
    rows = signs_of(legend, Settings())
    assert rows
    for row in rows:
        assert row.help.endswith(".")
    for line, _ in group_lines(HEADING, rows, 11, 52):
        assert sum(len(run.text) for run in line) <= 52


def test_a_screen_without_signs_has_none() -> None:
    assert signs_of("", Settings()) == ()


async def test_the_help_of_browse_tells_its_signs_below_its_keys(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        driver.app.begin_browse()
        await driver.pilot.pause()
        await driver.press("question_mark")
        assert "Keys and signs" in driver.text
        await driver.press(*["pagedown"] * 4)
        assert "Suspended: not asked until it is resumed." in driver.text


def test_every_legend_is_that_of_a_screen() -> None:
    screens = {
        "home": HomeScreen,
        "review": ReviewScreen,
        "browse": BrowseScreen,
        "statistics": StatisticsScreen,
        "drill": ChoosingScreen,
        "import": DecidingScreen,
        "settings": SettingsScreen,
    }
    assert tuple(screens) == LEGENDS
    assert [vars(screen)["legend"] for screen in screens.values()] == list(LEGENDS)
