"""What the first screen promises of the days behind and ahead, and of its room."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.clock import Clock
from quizcv.statistics import Count
from quizcv.statistics.grouping import year_of
from quizcv.tui.heatmap import MARGIN, day_at, heat_lines, scale_of
from quizcv.tui.home.arrangement import AHEAD, AROUND, LINE, SCALE, YEAR, arranged
from quizcv.tui.home.commands import HOME
from quizcv.tui.home.decktable import DeckTable
from quizcv.tui.home.past import HeatMap, Past
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.home.wording import at_both_ends, headline, tomorrow_words
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.outlook import Outlook
from quizcv.tui.render.wrapping import width_of
from tests.tui.conftest import DAY
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

TODAY = date(2026, 3, 1)


async def counted(driver: Driver) -> None:
    """Waits until the figures of now are on the screen."""
    screen = driver.app.screen
    assert isinstance(screen, HomeScreen)
    while not screen.is_counted:
        await driver.pilot.pause(0.01)
    await driver.pilot.pause()


# On the screen


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_number_key_decks_days_in_a_row_and_tomorrow_are_there_at_every_size(
    bench_with_past: Bencher, size: tuple[int, int]
) -> None:
    async with running(bench_with_past(), "home", size) as driver:
        await counted(driver)
        for words in ("Enter to begin.", "How cards look", "12 days in a row", "Tomorrow: ", "enter begin", "? help"):
            assert words in driver.text
        assert ("Mon " in driver.text) == (size != (60, 18))
        assert ("Due in the week ahead" in driver.text) == (size == (120, 40))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (80, 50), (120, 40)])
async def test_nothing_moves_when_the_figures_come(bench_with_past: Bencher, size: tuple[int, int]) -> None:
    async with running(bench_with_past(), "home", size, log=False) as driver:
        screen = driver.app.screen
        assert isinstance(screen, HomeScreen)
        await counted(driver)
        screen._past.take(None)
        screen.paint()
        await driver.pilot.pause()
        assert "in a row" not in driver.text
        before = {widget: widget.region for widget in screen.query("*")}
        screen.count()
        await counted(driver)
        assert "in a row" in driver.text
        assert {widget: widget.region for widget in screen.query("*")} == before


async def test_the_day_under_the_mouse_is_told(bench_with_past: Bencher) -> None:
    async with running(bench_with_past(), "home") as driver:
        await counted(driver)
        lines = driver.app.screen.query_one(HeatMap).lines()
        week = width_of(lines[7]) - width_of(lines[7][-1:]) - 1
        await driver.pilot.hover(HeatMap, offset=(MARGIN + 51, 7))
        await driver.pilot.pause()
        assert "22 Feb 2026" in driver.text
        assert "grade" in driver.text
        assert week
        await driver.pilot.hover("#date")
        await driver.pilot.pause()
        assert "22 Feb 2026" not in driver.text


async def test_a_first_start_has_no_empty_year(bench_of: Bencher) -> None:
    async with running(bench_of(), "home", (120, 40)) as driver:
        assert "Mon " not in driver.text
        assert "in a row" not in driver.text
        assert not driver.app.screen.query_one(Past).display


async def test_after_the_first_grade_the_year_has_begun(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        await driver.press("enter", "space", "3", "q")
        await counted(driver)
        assert "1 day in a row." in driver.text
        assert "█ 1 or more" in driver.text
        assert "Enter to go on." in driver.text


async def test_a_click_on_the_line_with_the_key_begins(bench_with_past: Bencher) -> None:
    async with running(bench_with_past(), "home") as driver:
        await driver.pilot.click("#headline", offset=(2, 0))
        await driver.pilot.pause()
        assert driver.review.asking


async def test_on_a_large_screen_groups_stand_open_until_closed(bench_of: Bencher, places: Places) -> None:
    bench = bench_of()
    for name in ("pooling", "tracking"):
        deck = f"deck: {name}\ntitle: 'Problems: {name}'\ngroup: Problems\ncards:\n- {{id: a, front: one, back: two}}\n"
        (places.decks / f"{name}.yaml").write_text(deck, encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home", (120, 40)) as driver:
        assert "▾ Problems" in driver.text
        assert "Tracking" in driver.text
        await driver.press("up")
        assert "›   Tracking" in driver.text
        await driver.pilot.resize_terminal(80, 24)
        await driver.pilot.pause()
        assert "› ▸ Problems" in driver.text, "the pointer went to the group when it closed"
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause()
        assert "› ▾ Problems" in driver.text
        await driver.press("left")
        assert "› ▸ Problems" in driver.text
        assert driver.app.screen.query_one(DeckTable).row is not None


async def test_a_new_day_is_seen_by_an_app_left_open_overnight(bench_with_past: Bencher) -> None:
    async with running(bench_with_past(), "home") as driver:
        screen = driver.app.screen
        assert isinstance(screen, HomeScreen)
        assert "Sunday, 1 March" in driver.text
        driver.bench.clock = Clock(DAY + timedelta(days=1))
        screen._look_at_the_day()
        await counted(driver)
        assert "Monday, 2 March" in driver.text
        assert "Best so far: " in driver.text


async def test_broken_decks_are_counted_where_one_looks_first(bench_of: Bencher, places: Places) -> None:
    bench = bench_of()
    (places.decks / "bad.yaml").write_text("deck: bad\ncards: 3\n", encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home", (60, 18)) as driver:
        assert "✗ 1 left out, see below" in driver.text
        await driver.press("up")
        assert "bad.yaml" in "".join(driver.text.split())


async def test_a_log_that_can_t_be_counted_is_told_and_the_decks_stand(
    bench_with_past: Bencher, places: Places
) -> None:
    bench = bench_with_past()
    with sqlite3.connect(places.data / "quizcv.db") as log:
        log.execute("DROP TABLE IF EXISTS event")
    async with running(bench, "home", log=False) as driver:
        await counted(driver)
        assert "How cards look" in driver.text
        assert "in a row" not in driver.text


# Words and room


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (Outlook(TODAY, (), due=12, new=20), "12 due, 20 new. Enter to begin."),
        (Outlook(TODAY, (), due=2, done=5), "2 due. Enter to go on."),
        (Outlook(TODAY, (), more=10), "Nothing is due. Enter for 10 more new cards, d to practise problems."),
        (
            Outlook(TODAY, (), more=1, done=1),
            "Done for today: 1 card. Enter for one more new card, d to practise problems.",
        ),
        (Outlook(TODAY, (), done=34), "Done for today: 34 cards. No new cards are left; d to practise problems."),
    ],
)
def test_the_headline_says_what_there_is_to_do(outlook: Outlook, words: str) -> None:
    assert "".join(run.text for run in headline(outlook, KeyNames(HOME, {}))) == words


def test_what_tomorrow_brings_says_that_decks_left_out_are_not_counted() -> None:
    assert tomorrow_words(None, 1) == ""
    assert tomorrow_words((14, 20)) == "Tomorrow: 14 due, 20 new."
    assert tomorrow_words((0, 0), 1) == "Tomorrow: nothing due, without the deck left out."
    assert tomorrow_words((2, 0), 3) == "Tomorrow: 2 due, without the 3 decks left out."


@given(left=st.text("ab ", max_size=40), right=st.text("cd ", max_size=40), width=st.integers(1, 80))
def test_two_sayings_never_take_more_than_the_line(left: str, right: str, width: int) -> None:
    assert width_of(at_both_ends(left, right, width)) <= width


@given(
    width=st.integers(1, 200),
    height=st.integers(1, 80),
    rows=st.integers(1, 30),
    more=st.integers(0, 30),
    past=st.booleans(),
)
def test_what_is_shown_has_room_and_leaves_the_decks_theirs(
    width: int, height: int, rows: int, more: int, past: bool
) -> None:
    plan = arranged(width, height, rows=rows, all_rows=rows + more, past=past)
    taken = (plan.line * LINE) + plan.year * (YEAR + plan.scale_below * SCALE) + plan.ahead * AHEAD
    if plan.beside:
        assert not taken or taken - 1 <= height - AROUND
    else:
        assert not taken or taken + min(rows, 7) <= height - AROUND
    assert not plan.year or plan.line
    assert not plan.ahead or plan.year
    if not past:
        assert not plan.line


@given(
    days=st.dictionaries(
        st.dates(date(2025, 1, 1), TODAY), st.integers(1, 60).map(lambda grades: Count(reviews=grades)), max_size=60
    ),
    today=st.dates(date(2026, 2, 20), date(2026, 3, 10)),
    width=st.integers(5, 80),
)
def test_each_sign_of_a_heatmap_is_that_of_its_day_and_the_scale_says_its_number(
    days: dict[date, Count], today: date, width: int
) -> None:
    lines = ["".join(run.text for run in line) for line in heat_lines(days, today, width)]
    scale = {step.sign: step for step in scale_of(year_of(days, today, max(min(53, width - MARGIN), 1)).bounds)}
    for row, line in enumerate(lines[1:], 1):
        for column, sign in enumerate(line):
            day = day_at(column, row, today, width)
            assert (day is None) == (column < MARGIN)
            if day is not None:
                grades = days[day].grades if day in days else 0
                step = scale[sign]
                assert step.least <= grades
                assert step.most is None or grades <= step.most


def test_no_day_is_told_beside_the_year() -> None:
    assert day_at(2, 1, TODAY, 72) is None
    assert day_at(MARGIN + 53, 1, TODAY, 72) is None
    assert day_at(MARGIN + 52, 0, TODAY, 72) is None
    assert day_at(MARGIN + 52, 7, TODAY, 72) == TODAY
    assert day_at(MARGIN + 52, 7, TODAY - timedelta(days=1), 72) is None
