"""The statistics screen: every key of it, what it says of a log, and what it loads."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest
from textual.geometry import Offset

from quizcv.clock import Clock, moment_at
from quizcv.errors import DatabaseError
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply
from quizcv.statistics import Period
from quizcv.tui.application import QuizcvApp
from quizcv.tui.bench import Bench
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.statistics.heat import YearMap
from quizcv.tui.statistics.plot import Plot
from quizcv.tui.statistics.screen import StatisticsScreen
from quizcv.tui.statistics.tabs import Tabs
from quizcv.tui.statistics.views import NAMES, OF_ALL_TIMES, view_of
from tests.progress.support import question
from tests.tui.conftest import DAY
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    Bencher = Callable[..., Bench]

CARDS = ("field", "batch", "vgg", "block", "residual")
GRADES = (4, 4, 5, 3, 4, 2, 4, 1, 4)


def reviewed(bench: Bench, days: int = 120) -> Bench:
    """Grades of the last days, each card whenever it was due; one day in six is left out."""
    grades = iter(GRADES * 200)
    due = dict.fromkeys(CARDS, 0)
    with Store.open(bench.places, Clock(DAY - timedelta(days=days))) as store:
        for day in range(days):
            if day % 6 == 5:
                continue
            for number, card in enumerate(CARDS):
                if due[card] <= day and number <= day:
                    moment = moment_at(DAY + timedelta(days=day - days + 1, hours=number % 3, minutes=number))
                    state = store.grade(
                        question(f"looks/{card}"), next(grades), Reply(milliseconds=9000), moment, Sm2()
                    )[1]
                    due[card] = day + state.memory.interval
    bench.reader = None
    bench.look()
    return bench


async def opened(driver: Driver) -> StatisticsScreen:
    await driver.press("s")
    await driver.checked()
    screen = driver.app.screen
    assert isinstance(screen, StatisticsScreen)
    return screen


async def test_s_on_the_first_screen_shows_the_year(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home") as driver:
        screen = await opened(driver)
        assert (screen.chosen, screen.period) == (1, Period.MONTH)
        for words in ("Statistics", "[1 Year]", "Mon ", "in a row", " or more", "30 days", "365 days"):
            assert words in driver.text
        assert not driver.app.screen.query_one(Plot).display


@pytest.mark.parametrize("key", ["right", "l", "tab"])
async def test_next(bench_of: Bencher, key: str) -> None:
    async with running(reviewed(bench_of(), 10), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press(key)
        assert screen.chosen == 2
        assert "[2 Retention]" in driver.text
        await driver.press("9", key)
        assert screen.chosen == 1


@pytest.mark.parametrize("key", ["left", "h", "shift+tab"])
async def test_previous(bench_of: Bencher, key: str) -> None:
    async with running(reviewed(bench_of(), 10), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press(key)
        assert screen.chosen == len(NAMES)
        await driver.press(key)
        assert screen.chosen == len(NAMES) - 1


async def test_each_figure_has_its_key_its_plot_its_numbers_and_its_meaning(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", size=(120, 40), log=False) as driver:
        screen = await opened(driver)
        assert screen.figures is not None
        for number, name in enumerate(NAMES, 1):
            await driver.press(str(number))
            view = view_of(screen.figures, name)
            shown = " ".join(driver.text.split())
            assert f"[{number} {name}]" in shown
            assert view.table.rows
            assert view.table.rows[0].cells[-1] in shown
            assert view.sentence in shown
            assert view.says.split(".")[0][:30] in shown
            assert (view.drawing is not None) == (number <= 5)
            assert screen.query_one("#drawn").display == (number <= 5)


async def test_p_looks_further_back_and_at_the_month_again(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press("2")
        seen = []
        for _ in Period:
            await driver.press("p")
            await driver.checked()
            assert screen.figures is not None
            seen.append((screen.period, screen.figures.period, f"[{screen.period.short}]" in driver.text))
        assert seen == [(each, each, True) for each in (Period.QUARTER, Period.YEAR, Period.ALL, Period.MONTH)]


async def test_a_figure_of_all_times_offers_no_period(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of(), 10), "home", log=False) as driver:
        screen = await opened(driver)
        for number, name in enumerate(NAMES, 1):
            screen.action_figure(number)
            await driver.pilot.pause()
            assert ("p period" in driver.text) == ("[30 days]" in driver.text) == (name not in OF_ALL_TIMES)
        await driver.press("p")
        assert screen.period is Period.MONTH


async def test_a_day_is_picked_in_the_numbers_and_marked_in_the_plot(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press("5")
        assert "pick a day" in driver.text
        assert "▲" not in driver.text
        await driver.press("j")
        assert "› today" in driver.text
        assert "▲" in driver.text
        await driver.press("down", "down", "k")
        assert "› tomorrow" in driver.text
        await driver.press("pagedown")
        assert screen.row is not None
        assert screen.row > 3
        assert screen.query_one("#numbers").scroll_y > 0
        await driver.press("pageup", "up")
        assert screen.row == 0


async def test_a_picked_day_is_never_the_sum_of_all(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        for figure in ("2", "3", "4"):
            await driver.press(figure, "down", "up", "up")
            assert screen.row == 1
            await driver.press("right")
            assert screen.row is None


async def test_numbers_without_days_scroll(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", size=(60, 18), log=False) as driver:
        screen = await opened(driver)
        numbers = screen.query_one("#numbers")
        assert "↓ scroll" in driver.text
        for keys, moves in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("pagedown", 3), ("pageup", 0)):
            await driver.press(keys)
            assert numbers.scroll_y == moves


async def test_a_click_on_a_bar_and_the_wheel_pick_its_day(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press("5")
        plot = screen.query_one(Plot)
        column = plot.chart().centres[4]
        await driver.pilot.click(Plot, offset=Offset(column, 2))
        await driver.pilot.pause()
        assert screen.row == 4
        assert "›" in driver.text
        screen.post_message(Plot.Turned(1))
        await driver.pilot.pause()
        assert screen.row == 5
        for _ in range(9):
            screen.post_message(Plot.Turned(-1))
        await driver.pilot.pause()
        assert screen.row == 0


async def test_the_day_under_the_mouse_is_told_beside_the_year(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        assert screen.figures is not None
        today, day = screen.figures.today, max(screen.figures.heat)
        weeks = (today - day + timedelta(days=day.weekday())).days // 7
        await driver.pilot.hover(YearMap, offset=Offset(4 + 52 - weeks, 1 + day.weekday()))
        await driver.pilot.pause()
        assert f"{day.day} {day:%b %Y}" in driver.text
        assert "review" in driver.text.split("today")[0]
        await driver.pilot.hover(YearMap, offset=Offset(1, 1))
        await driver.pilot.pause()
        assert "in a row" in driver.text


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back(bench_of: Bencher, key: str) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await opened(driver)
        await driver.press(key)
        assert isinstance(driver.app.screen, HomeScreen)


async def test_a_click_on_a_name_shows_its_figure_or_its_period(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of(), 10), "home", log=False) as driver:
        screen = await opened(driver)
        figures, periods = screen.query_one("#figures", Tabs), screen.query_one("#periods", Tabs)
        tab = figures.laid(figures.size.width)[6]
        await driver.pilot.click("#figures", offset=Offset(tab.column + 1, tab.row))
        await driver.pilot.pause()
        assert screen.chosen == 7
        tab = periods.laid(periods.size.width)[2]
        await driver.pilot.click("#periods", offset=Offset(tab.column + 1, tab.row))
        await driver.checked()
        assert screen.period is Period.YEAR
        assert "[365 days]" in driver.text


async def test_nothing_reviewed_yet_says_how_it_begins(bench_of: Bencher) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await opened(driver)
        assert "Nothing was reviewed yet" in driver.text
        assert "begin with Enter" in " ".join(driver.text.split())


async def test_a_time_without_reviews_points_further_back(bench_of: Bencher) -> None:
    bench = reviewed(bench_of(), 10)
    bench.clock = Clock(DAY + timedelta(days=200))
    async with running(bench, "home", log=False) as driver:
        await opened(driver)
        for number in ("2", "3", "4", "6", "7"):
            await driver.press(number)
            assert "looks further back" in " ".join(driver.text.split())


async def test_a_log_that_can_t_be_read_is_told(bench_of: Bencher, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        message = "the log is locked"
        raise DatabaseError(message)

    monkeypatch.setattr(Bench, "figures", refused)
    async with running(bench_of(), "home", log=False) as driver:
        await opened(driver)
        assert "the log is locked" in driver.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (40, 10), (200, 60)])
async def test_every_figure_can_be_drawn_at_every_size(bench_of: Bencher, size: tuple[int, int]) -> None:
    async with running(reviewed(bench_of(), 60), "home", size=size, log=False) as driver:
        screen = await opened(driver)
        for number in range(1, len(NAMES) + 1):
            screen.action_figure(number)
            await driver.pilot.pause()
            assert all(len(line) <= size[0] for line in driver.text.split("\n"))


@pytest.mark.parametrize("theme", ["ansi", "quizcv-light", "nord"])
async def test_other_themes_and_a_change_of_size_draw_it_too(bench_of: Bencher, theme: str) -> None:
    async with running(reviewed(bench_of(theme=theme), 60), "home", log=False) as driver:
        await opened(driver)
        await driver.press("3")
        assert "█" in driver.text
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause()
        assert "█" in driver.text


def test_only_a_line_of_retention_loads_plotext() -> None:
    program = (
        "import sys, quizcv.tui.app, quizcv.tui.application, quizcv.tui.home.screen, quizcv.tui.review.screen, quizcv.cli.stats;"
        "import quizcv.tui.statistics.screen; print(*sys.modules);"
        "from quizcv.tui.statistics.charts import Shares, chart; chart(Shares((0.5, 1.0), ()), 40, 10); print(*sys.modules)"
    )
    before, after = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert not {"plotext", "textual_plotext"} & set(before.split())
    assert {"plotext", "textual_plotext"} <= set(after.split())


@pytest.mark.skipif(version("textual") != "8.2.8", reason="the pictures were taken with textual 8.2.8")
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("figure", "theme"),
    [*((figure, "quizcv-dark") for figure in "123568"), *((figure, "quizcv-light") for figure in "13")],
)
def test_snapshot(
    bench_of: Bencher,
    snap_compare: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
    figure: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)

    async def scene(pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        await pilot.app.workers.wait_for_complete()
        await pilot.press(figure)
        await pilot.pause()

    assert snap_compare(QuizcvApp(reviewed(bench_of(theme=theme)), "home"), terminal_size=size, run_before=scene)


async def test_statistics_left_open_count_from_the_new_day_once_it_begins(bench_of: Bencher) -> None:
    bench = reviewed(bench_of(), 12)
    async with running(bench, "home") as driver:
        await driver.press("s")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        screen = driver.app.screen
        assert isinstance(screen, StatisticsScreen)
        assert screen.figures is not None
        before = screen.figures
        bench.clock = Clock(DAY + timedelta(days=1))
        driver.app.look_around()
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        after = screen.figures
        assert after.today == before.today + timedelta(days=1)
        assert after.forecast[after.today] == before.forecast[before.today] + before.forecast[after.today]


async def test_scrolling_is_offered_only_where_there_is_something_to_scroll(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of(), 3), "home", size=(60, 18), log=False) as driver:
        await opened(driver)
        assert "↓ scroll" in driver.text
        await driver.press("6")
        await driver.checked()
        assert "↓ scroll" not in driver.text
