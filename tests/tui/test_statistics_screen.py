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
from quizcv.tui.statistics.plot import MANY_ROWS, Plot, even_steps, steps_to
from quizcv.tui.statistics.screen import FigureLine, StatisticsScreen
from quizcv.tui.statistics.views import NAMES, Drawing, view_of
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
        for words in ("Statistics", "last 30 days", "[1 Year]", "Mon ", "days in a row", "by quarters"):
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
            assert view.rows
            assert view.rows[0][-1] in shown
            assert view.says.split(".")[0][:60] in shown
            assert screen.query_one(Plot).display == (number != 1)


async def test_p_looks_further_back_and_at_the_month_again(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        seen = []
        for _ in range(3):
            await driver.press("p")
            await driver.checked()
            assert screen.figures is not None
            seen.append((screen.period, screen.figures.period, screen.period.words in driver.text))
        assert seen == [(each, each, True) for each in (Period.YEAR, Period.ALL, Period.MONTH)]


async def test_the_numbers_scroll_by_line_and_by_page(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of()), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press("5")
        numbers = screen.query_one("#numbers")
        for keys, moves in (("j", 1), ("down", 2), ("k", 1), ("up", 0)):
            await driver.press(keys)
            assert numbers.scroll_y == moves
        await driver.press("pagedown")
        assert numbers.scroll_y > 2
        await driver.press("pageup")
        assert numbers.scroll_y == 0


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_back(bench_of: Bencher, key: str) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await opened(driver)
        await driver.press(key)
        assert isinstance(driver.app.screen, HomeScreen)


async def test_a_click_on_a_name_shows_its_figure(bench_of: Bencher) -> None:
    async with running(reviewed(bench_of(), 10), "home", log=False) as driver:
        screen = await opened(driver)
        line = screen.query_one(FigureLine)
        column, row = next(
            (sum(len(name) + 2 for _, name in row[:place]), down)
            for down, row in enumerate(line.rows(line.size.width))
            for place, (number, _) in enumerate(row)
            if number == 8
        )
        assert row == 1
        await driver.pilot.click(FigureLine, offset=Offset(column + 1, row))
        await driver.pilot.pause()
        assert screen.chosen == 8


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
            assert "p looks further back" in " ".join(driver.text.split())


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


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ((0.0,), True),
        ((1.0,), True),
        ((None, 0.5), True),
        ((0.0,), False),
        ((0.0, 0.0), False),
        ((1_000_000.0, 3.0), False),
        ((0.001,), False),
    ],
)
async def test_odd_numbers_can_be_drawn(bench_of: Bencher, values: tuple[float | None, ...], *, share: bool) -> None:
    async with running(reviewed(bench_of(), 5), "home", log=False) as driver:
        screen = await opened(driver)
        await driver.press("2")
        screen.query_one(Plot).show(Drawing(values, ((0, "a"),), share=share, line=share))
        await driver.pilot.pause()
        assert "┤" in driver.text


def test_only_this_screen_loads_plotext() -> None:
    program = (
        "import sys, quizcv.tui.app, quizcv.tui.application, quizcv.tui.home.screen, quizcv.tui.review.screen, quizcv.cli.stats;"
        "print(*sys.modules); import quizcv.tui.statistics.screen; print(*sys.modules)"
    )
    before, after = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert not {"plotext", "textual_plotext", "quizcv.tui.statistics"} & set(before.split())
    assert {"plotext", "textual_plotext"} <= set(after.split())


@pytest.mark.skipif(version("textual") != "8.2.8", reason="the pictures were taken with textual 8.2.8")
@pytest.mark.parametrize("theme", ["quizcv-dark", "quizcv-light"])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("figure", ["1", "2", "3"])
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


@pytest.mark.parametrize("rows", range(2, 40))
@pytest.mark.parametrize("top", [0.0, 0.4, 3.0, 35.0, 999.0, 123_456.0])
def test_the_marks_beside_a_plot_stand_equally_far_apart(rows: int, top: float) -> None:
    marks = [height for height, _ in steps_to(top, even_steps(rows))]
    assert marks[0] == 0
    assert marks[-1] >= top
    if rows < MANY_ROWS:
        assert (rows - 1) % (len(marks) - 1) == 0
