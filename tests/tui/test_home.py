"""What the first screen promises."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.events import AppFocus

from quizcv.clock import Clock
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Load, Reply
from quizcv.tui.home.decktable import DeckTable, Row, rows_of, table_lines
from tests.tui.conftest import DAY
from tests.tui.driving import running
from tests.tui.test_browse_actions import editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

TWO = "deck: {0}\ntitle: Deck {0}\ncards:\n- {{id: a, front: one, back: two}}\n- {{id: b, front: three, back: four}}\n"


async def test_the_first_start_says_what_happens_and_enter_begins_a_deck(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        assert "A question is shown" in driver.text
        assert "Enter begins with: How cards look (" in driver.text
        await driver.press("enter")
        assert "receptive field" in driver.text


async def test_who_makes_a_deck_before_the_first_review_begins_with_it(bench_of: Bencher) -> None:
    async with running(bench_of(TWO.format("x"), shipped_decks=True), "home") as driver:
        assert len(driver.bench.library.decks) > 1
        assert "Enter begins with: Deck x (2 new)." in driver.text
        await driver.press("enter")
        assert driver.review.session.tally.new == 2


async def test_one_number_and_one_key(bench_of: Bencher) -> None:
    async with running(bench_of(TWO.format("x"))) as driver:
        await driver.press("space", "3", "space", "1", "q")
    later = bench_of(TWO.format("x"))
    later.clock = Clock(DAY + timedelta(days=1))
    async with running(later, "home") as driver:
        assert "2 due. Enter to begin." in driver.text
        assert "A question is shown" not in driver.text


async def test_of_a_deck_pointed_at_it_is_told_how_many_cards_it_begins_by_itself(
    bench_of: Bencher, places: Places
) -> None:
    bench = bench_of(TWO.format("x"), new_per_day=2)
    (places.decks / "y.yaml").write_text(TWO.format("y"), encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home") as driver:
        assert "Enter begins with: Deck x (2 new)." in driver.text
        await driver.press("down", "down")
        assert driver.app.screen.query_one(DeckTable).rows[1].new == 1  # of all decks' new cards today
        assert "Enter begins with: Deck y (2 new)." in driver.text
        await driver.press("enter")
        assert driver.review.session.tally.new == 2
        await driver.press("space", "3", "space", "3", "q")
        assert "Nothing is due in this deck. Enter tells what could be done." in driver.text


async def test_back_home_the_numbers_are_those_of_now(bench_of: Bencher) -> None:
    async with running(bench_of(TWO.format("x")), "home") as driver:
        await driver.press("enter", "space", "3", "q")
        assert "1 new. Enter to go on." in driver.text
        assert "Tomorrow: 1 due, 1 new." in driver.text


async def test_decks_changed_beside_the_app_are_counted_on_the_way_back_and_when_the_window_gets_the_focus(
    bench_of: Bencher, places: Places
) -> None:
    async with running(bench_of(TWO.format("x")), "home") as driver:
        assert "Deck y" not in driver.text
        (places.decks / "y.yaml").write_text(TWO.format("y"), encoding="utf-8")
        await driver.press("enter")
        assert driver.review.session.tally.new == 2  # the first start begins with the first deck
        await driver.press("space", "3", "q")
        assert "3 new. Enter to go on." in driver.text
        assert "Deck y" in driver.text
        (places.decks / "y.yaml").unlink()
        driver.app.post_message(AppFocus())
        await driver.pilot.pause()
        assert "1 new. Enter to go on." in driver.text
        assert "Deck y" not in driver.text


async def test_grades_given_beside_the_app_are_counted_without_a_key(bench_of: Bencher, places: Places) -> None:
    async with running(bench_of(TWO.format("x")), "home") as driver:
        driver.app.look_around()
        with Store.open(places, driver.bench.clock) as store:
            store.grade(driver.bench.library.question("x/a", 0), 4, Reply(), driver.bench.clock.now(), Sm2())
        driver.app.look_around()
        await driver.pilot.pause()
        assert "1 new. Enter to go on." in driver.text


async def test_progress_follows_a_card_renamed_beside_the_app(bench_of: Bencher, places: Places) -> None:
    async with running(bench_of(TWO.format("x")), "home") as driver:
        await driver.press("enter", "space", "3", "q")
        deck = places.decks / "looks.yaml"
        deck.write_text(deck.read_text(encoding="utf-8").replace("id: a,", "id: c, was: a,"), encoding="utf-8")
        driver.app.look_around()
        assert driver.bench.reader is not None
        assert driver.bench.reader.state("x/c").first_day == DAY.date()
        assert "1 new. Enter to go on." in driver.text


async def test_a_deck_chosen_in_the_table_is_reviewed_alone(bench_of: Bencher, places: Places) -> None:
    bench = bench_of(TWO.format("x"))
    (places.decks / "y.yaml").write_text(TWO.format("y"), encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home") as driver:
        await driver.press("down", "down")
        assert "› Deck y" in driver.text
        assert "Deck y" in driver.text
        await driver.press("home")
        assert "› Deck x" in driver.text
        await driver.press("escape")
        assert "› Deck" not in driver.text
        await driver.press("end", "enter")
        assert driver.review.session.decks == ("y",)
        assert driver.review.session.tally.new == 2


def unwrapped(text: str) -> str:
    """The letters alone: where a row ends depends on how long the path of the test's folder is."""
    return "".join(text.split())


async def test_a_broken_deck_is_named_with_its_first_error_and_the_others_go_on(
    bench_of: Bencher, places: Places
) -> None:
    bench = bench_of(TWO.format("x"))
    (places.decks / "bad.yaml").write_text(
        "deck: bad\ntitle: Bad\ncards:\n- {id: a, frnt: x}\n- {id: a}\n", encoding="utf-8"
    )
    bench.library.reload()
    async with running(bench, "home", (120, 40)) as driver:
        told = unwrapped(driver.text)
        assert "✗bad.yaml,line4:" in told
        assert "quizcvchecktellsmore" in told
        assert "moreerror" in told
        await driver.press("enter")
        assert driver.review.asking is not None


async def test_without_decks_the_way_to_some_is_told(bench_of: Bencher) -> None:
    async with running(bench_of(""), "home") as driver:
        assert "There are no decks yet." in driver.text
        assert "itoturnanoteofyoursintoadeck" in unwrapped(driver.text)
        await driver.press("enter")
        assert len(driver.app.screen_stack) == 1


async def test_undo_works_at_home(bench_of: Bencher) -> None:
    async with running(bench_of(TWO.format("x")), "home") as driver:
        await driver.press("enter", "space", "3", "q", "u")
        assert "Taken back, Good: " in driver.text
        assert "Deck x" in driver.text


async def test_limits_of_the_day_hold_for_the_number_shown(bench_of: Bencher) -> None:
    bench = bench_of(TWO.format("x"))
    bench.settings = bench.settings._replace(new_per_day=1)
    assert bench.outlook().new == 1


# Groups

GROUPED = "deck: {0}\ntitle: 'Problems: {0}'\ngroup: Problems\ncards:\n- {{id: a, front: one, back: two}}\n"


def grouped(bench_of: Bencher, places: Places) -> Bench:
    bench = bench_of(TWO.format("x"))
    for name in ("pooling", "tracking", "yolo"):
        (places.decks / f"{name}.yaml").write_text(GROUPED.format(name), encoding="utf-8")
    (places.decks / "z.yaml").write_text(TWO.format("z"), encoding="utf-8")
    bench.library.reload()
    return bench


async def test_the_decks_of_a_group_stand_below_one_line_that_opens_and_closes(
    bench_of: Bencher, places: Places
) -> None:
    async with running(grouped(bench_of, places), "home") as driver:
        assert "▸ Problems  3 decks" in driver.text
        assert "Pooling" not in driver.text
        assert "→ open" not in driver.text
        await driver.press("down", "down")
        assert "› ▸ Problems" in driver.text
        assert "→ open" in driver.text
        await driver.press("right")
        assert "› ▾ Problems" in driver.text
        for title in ("Pooling", "Tracking", "Yolo"):
            assert f"      {title} " in driver.text
        await driver.press("down", "down")
        assert "›   Tracking" in driver.text
        await driver.press("left")
        assert "› ▸ Problems" in driver.text
        assert "Pooling" not in driver.text


async def test_enter_on_a_group_reviews_all_its_decks_and_on_a_deck_in_it_that_one(
    bench_of: Bencher, places: Places
) -> None:
    async with running(grouped(bench_of, places), "home") as driver:
        await driver.press("down", "down")
        assert "Enter begins with: Problems (" in driver.text
        await driver.press("enter")
        assert list(driver.review.session.decks) == ["pooling", "tracking", "yolo"]
        await driver.press("q", "right", "down", "enter")
        assert list(driver.review.session.decks) == ["pooling"]


async def test_a_second_click_opens_a_group_and_begins_a_deck(bench_of: Bencher, places: Places) -> None:
    async with running(grouped(bench_of, places), "home") as driver:
        await driver.pilot.click(DeckTable, offset=(6, 1))
        assert "› ▸ Problems" in driver.text
        await driver.pilot.click(DeckTable, offset=(6, 1))
        assert "› ▾ Problems" in driver.text
        await driver.pilot.click(DeckTable, offset=(6, 2))
        await driver.pilot.click(DeckTable, offset=(6, 2))
        assert driver.review.session.decks == ("pooling",)


async def test_the_deck_pointed_at_is_on_the_screen_however_many_there_are(bench_of: Bencher, places: Places) -> None:
    bench = bench_of(TWO.format("x"))
    for number in range(30):
        (places.decks / f"y{number:02}.yaml").write_text(TWO.format(f"y{number:02}"), encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home", (60, 18)) as driver:
        await driver.press("up")
        await driver.pilot.pause()
        assert "› Deck y29" in driver.text


def test_a_group_of_one_deck_is_that_deck() -> None:
    loads = [Load("a", "A: one", 1, 2, 3, 0), Load("b", "B: one", 0, 1, 5, 0), Load("c", "B: two", 2, 0, 7, 0)]
    rows = rows_of(loads, {"a": "A", "b": "B", "c": "B"}, frozenset())
    assert [(row.title, row.decks, row.due, row.new, row.total) for row in rows] == [
        ("A: one", ("a",), 1, 2, 3),
        ("B", ("b", "c"), 2, 1, 12),
    ]
    assert [row.title for row in rows_of(loads, {"b": "B", "c": "B"}, frozenset("B"))] == ["A: one", "B", "One", "Two"]


@pytest.mark.parametrize("size", [(20, 6), (10, 4), (1, 1)])
async def test_a_window_drawn_far_too_small_stops_nothing(bench_of: Bencher, size: tuple[int, int]) -> None:
    async with running(bench_of(), "home", size=size) as driver:
        await driver.press("enter")
        assert driver.review.asking


async def test_a_deck_that_can_t_be_read_is_opened_at_its_first_error_and_is_there_once_it_is_mended(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(monkeypatch, TWO.format("bad"))
    bench = bench_of(TWO.format("x"))
    (places.decks / "bad.yaml").write_text("deck: bad\ntitle: Bad\ncards:\n- {id: a, frnt: x}\n", encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home") as driver:
        assert "E mend deck" in driver.text
        await driver.press("E")
        assert [(path.name, line) for path, line in calls] == [("bad.yaml", 4)]
        assert "Deck bad" in driver.text
        assert "mend" not in driver.text


async def test_the_headings_stay_where_the_decks_are_scrolled(bench_of: Bencher, places: Places) -> None:
    bench = bench_of("")
    for number in range(60):
        (places.decks / f"d{number:02}.yaml").write_text(TWO.format(f"d{number:02}"), encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home", (60, 18)) as driver:
        await driver.press("up")
        assert "› Deck d59" in driver.text
        assert "Deck d00 " not in driver.text
        assert "due    new  total" in driver.text


async def test_what_is_due_is_unknown_where_the_log_can_t_be_read(bench_of: Bencher, places: Places) -> None:
    places.data.mkdir(parents=True, exist_ok=True)
    assert places.database_path is not None
    places.database_path.write_bytes(b"no database" * 100)
    async with running(bench_of(TWO.format("x")), "home") as driver:
        row = next(line for line in driver.text.splitlines() if "Deck x" in line)
        assert row.split()[-3:] == ["?", "?", "2"]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_the_first_screen_names_every_way_from_it(bench_of: Bencher, size: tuple[int, int]) -> None:
    async with running(bench_of(), "home", size) as driver:
        for entry in ("enter begin", "d drill", "b browse", "n new card", "s statistics", "i import", ", settings"):
            assert entry in driver.text
        assert "q quit  ? help" in driver.text


@pytest.mark.parametrize(("number", "told"), [(1200, "1,200"), (99_999, "99,999"), (123_456, "123456")])
def test_large_numbers_of_cards_keep_apart_from_the_column_before(number: int, told: str) -> None:
    line = table_lines([Row("Deck", ("d",), number, number, number)], None, 56)[0]
    words = "".join(run.text for run in line)
    assert words.split()[-3:] == [told] * 3
    assert len(words) == 56


async def test_what_was_set_aside_before_the_first_review_can_be_taken_back_here(bench_of: Bencher) -> None:
    async with running(bench_of(TWO.format("x")), "home") as driver:
        assert not driver.app.screen.check_action("undo", ())
        await driver.press("b")
        await driver.app.workers.wait_for_complete()
        await driver.press("s", "q")
        assert "u undo" in driver.text
        await driver.press("u")
        assert "Taken back, suspended: " in driver.text
        assert not driver.app.screen.check_action("undo", ())
