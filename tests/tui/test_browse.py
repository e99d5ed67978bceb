"""What Browse promises: every key, and what is found."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.events import AppFocus
from textual.widgets import Input
from textual.worker import WorkerFailed

from quizcv.errors import DatabaseError
from quizcv.events import EventKind
from quizcv.tui.adding.screen import AddingScreen
from quizcv.tui.browse.screen import BrowseScreen
from quizcv.tui.browse.search import Searcher
from quizcv.tui.browse.table import PAGE
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.host import CardsToBrowse
from tests.tui.browsing import TEN, browse, grade, look_for, note, opened, press, settled
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

PATIENCE = 20
"""Looks at the screen for what is to come."""
MANY = "deck: many\ntitle: Many\ncards:\n" + "".join(
    f"  - {{id: c{number}, front: Number {number}, back: Yes.}}\n" for number in range(3 * PAGE)
)


async def test_b_on_the_first_screen_opens_a_table_of_all_cards_and_escape_leads_back(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await press(driver, "b")
        assert len(browse(driver).table.keys) == 10
        assert "10 cards, by deck ▲" in driver.text
        assert "Question 9?" in driver.text
        await press(driver, "escape")
        assert isinstance(driver.app.screen, HomeScreen)


async def test_words_narrow_the_table_while_they_are_typed_and_the_arrows_point_meanwhile(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        await press(driver, "slash", "7")
        screen = browse(driver)
        assert screen.table.keys == ["ten/c7"]
        assert "one card, best first" in driver.text
        await press(driver, "backspace", "down", "down", "enter")
        assert not screen.typing
        assert screen.table.key == "ten/c2"
        await look_for(driver, "is:new question")
        assert len(screen.table.keys) == 10
        await press(driver, "escape")
        assert screen.box.value == ""


async def test_an_unfinished_search_is_no_error_and_a_finished_one_is_told_with_its_place(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        await driver.press("slash")
        await look_for(driver, "is:n")
        assert "✗" not in driver.text
        assert len(browse(driver).table.keys) == 10
        await press(driver, "enter")
        lines = driver.text.split("\n")
        fault = next(number for number, line in enumerate(lines) if "✗" in line)
        assert lines[fault - 1].index("↑") == lines[fault - 2].index("is:n") + len("is:")
        assert "Question 9?" in driver.text
        assert browse(driver).typing  # the mend is typed there, and no letter of it acts on cards
        await look_for(driver, "is:new")
        assert "✗" not in driver.text


async def test_where_nothing_fits_it_is_told_how_the_search_was_read_and_what_can_be_typed(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver, 'question  is:suspended "two words"')
        assert "No card fits." in driver.text
        assert 'question is:suspended "two words"' in driver.text
        assert "is:due kind:problem" in driver.text
        assert "no card" in driver.text
        await press(driver, "s", "enter", "space", "j", "G", "less_than_sign", "R")
        assert not browse(driver).table.keys


async def test_without_decks_it_is_told_how_to_get_some(bench_of: Bencher) -> None:
    async with running(bench_of(""), "home") as driver:
        await opened(driver)
        assert "There are no decks yet." in driver.text


async def test_a_deck_that_is_left_out_is_told(bench_of: Bencher, places: Places) -> None:
    bench = bench_of(TEN)
    (places.decks / "broken.yaml").write_text("deck: [", encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home") as driver:
        await opened(driver)
        assert "✗ broken.yaml, line 2: the deck is left out; E opens it." in driver.text
        assert "Question 9?" in driver.text


async def test_the_pointer_goes_card_by_card_page_by_page_and_to_both_ends(bench_of: Bencher) -> None:
    async with running(bench_of(MANY), "home") as driver:
        table = (await opened(driver)).table
        await driver.press("j", "down", "k")
        assert table.key == "many/c1"
        await driver.press("k", "up", "up")
        assert table.cursor == 0
        await driver.press("pagedown")
        assert table.cursor == table.size.height - 1
        await driver.press("pageup")
        assert table.cursor == 0
        await driver.press("G")
        assert table.cursor == 3 * PAGE - 1
        assert f"› Number {3 * PAGE - 1}" in driver.text.replace("›   ", "› ")
        await driver.press("j", "g")
        assert table.cursor == 0
        await driver.press("end", "home")
        assert table.cursor == 0


async def test_only_the_rows_in_view_are_asked_for(bench_of: Bencher, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    look = BrowseScreen._look

    def counted(screen: BrowseScreen, keys: list[str]) -> object:
        asked.append(len(keys))
        return look(screen, keys)

    monkeypatch.setattr(BrowseScreen, "_look", counted)
    async with running(bench_of(MANY), "home") as driver:
        await opened(driver)
        assert asked == [PAGE]
        await driver.press("G", "k", "k")
        assert asked == [PAGE, PAGE]


async def test_the_order_is_changed_by_keys_and_by_headings_and_the_pointer_stays_on_its_card(
    bench_of: Bencher,
) -> None:
    bench = bench_of(TEN)
    grade(bench, "c4", 1)
    async with running(bench, "home", (120, 30)) as driver:
        screen = await opened(driver)
        await press(driver, "j", "enter", "greater_than_sign", "greater_than_sign")
        assert "by due day ▲" in driver.text
        assert screen.table.keys[0] == "ten/c4"
        assert screen.table.key == "ten/c1"
        for _ in range(3):
            screen.action_sort_left()  # faster than the cards are found
        screen.action_sort_round()
        await press(driver)
        assert "by front ▼" in driver.text
        assert "Front▼" in driver.text
        assert screen.table.keys[0] == "ten/c9"
        assert screen.table.key == "ten/c1"
        head = driver.text.split("\n")[screen.head.region.y]
        await driver.pilot.click("#table-head", offset=(head.index("Lapses") - screen.head.region.x, 0))
        await settled(driver)
        assert "by lapses ▲" in driver.text
        await driver.pilot.click("#table-head", offset=(head.index("Lapses") - screen.head.region.x, 0))
        await settled(driver)
        assert "by lapses ▼" in driver.text


async def test_the_card_stands_beside_the_table_where_there_is_room_and_enter_hides_it(bench_of: Bencher) -> None:
    async with running(bench_of(), "home", (120, 40)) as driver:
        await opened(driver)
        assert "The region of the input that can change" in driver.text
        await driver.press("j")
        assert "[size]" in driver.text
        assert "Answer" in driver.text
        await driver.press("enter")
        assert "Answer" not in driver.text
        assert "Lapses" in driver.text


async def test_the_card_takes_the_table_s_place_in_a_small_window_and_keys_go_on_to_the_next(bench_of: Bencher) -> None:
    async with running(bench_of(), "home", (60, 18)) as driver:
        screen = await opened(driver)
        assert "Answer" not in driver.text
        await driver.press("enter")
        assert "Backwards" not in driver.text
        assert "Think backwards." in driver.text
        assert "(k − 1)" in driver.text
        await driver.press("m")
        assert "$(k - 1)$" in driver.text
        await driver.press("j")
        assert "looks/stack:1" in driver.text
        await driver.press("k", "J")
        assert screen.preview.scroll_offset.y > 0
        await driver.press("K", "pagedown", "pageup")
        assert screen.preview.scroll_offset.y == 0
        await driver.press("escape")
        assert "Answer" not in driver.text
        assert screen.table.key == "looks/field"
        await driver.press("enter", "slash")
        assert screen.typing
        assert screen.table.display


async def test_in_a_narrow_window_the_keys_of_a_card_name_all_that_is_done_to_one(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home", (60, 18)) as driver:
        await opened(driver)
        await press(driver, "enter")
        for words in ("s suspend", "e edit", "b bury", "f flag", "? help"):
            assert words in driver.text


async def test_what_m_did_to_the_formulas_is_told(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        await press(driver, "m")
        assert "Formulas are shown as they were written." in driver.text
        await press(driver, "m")
        assert "Formulas are drawn." in driver.text


async def test_both_sides_of_every_kind_of_card_are_shown(bench_of: Bencher) -> None:
    async with running(bench_of(), "home", (120, 60)) as driver:
        screen = await opened(driver)
        wanted = {
            "looks/batch": "Group normalisation ✓",
            "looks/vgg": "138357544 parameters",
            "looks/block": "Also right  mobile inverted bottleneck",
            "looks/formula": "cᵢₙ",
            "looks/side": "An example: the numbers are new",
            "looks/residual": "讓很深的網路也能訓練",
        }
        for key, words in wanted.items():
            screen.table.point(screen.table.keys.index(key))
            for _ in range(PATIENCE):  # the card is painted a few messages after it was pointed at
                await driver.pilot.pause()
                if words in driver.text:
                    break
            assert words in driver.text, key


async def test_cards_are_marked_one_by_one_and_all_that_were_found(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await driver.press("space", "x")
        assert screen.table.marked == {"ten/c0", "ten/c1"}
        assert screen.table.cursor == 2
        assert "2 marked" in driver.text
        await driver.press("k", "x")
        assert screen.table.marked == {"ten/c0"}
        await look_for(driver, "7 or 8")
        await driver.press("asterisk")
        assert screen.table.marked == {"ten/c0", "ten/c7", "ten/c8"}
        await driver.press("ctrl+a")
        assert screen.table.marked == {"ten/c0"}
        await driver.press("escape")
        assert not screen.table.marked
        await press(driver, "escape")
        assert len(screen.table.keys) == 10


async def test_a_click_points_a_second_one_shows_the_card_and_one_on_the_edge_marks(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await driver.pilot.click("#cards", offset=(12, 3))
        assert screen.table.cursor == 3
        await driver.pilot.click("#cards", offset=(2, 5))
        assert screen.table.marked == {"ten/c5"}
        await driver.pilot.click("#cards", offset=(12, 5))
        await driver.pilot.pause()
        assert "Answer 5." in driver.text


async def test_the_wheel_scrolls_the_table_and_the_pointer_stays(bench_of: Bencher) -> None:
    async with running(bench_of(MANY), "home") as driver:
        table = (await opened(driver)).table
        table.scroll_to(y=40, animate=False)
        await driver.pilot.pause()
        assert "Number 41" in driver.text
        assert table.cursor == 0
        await driver.press("j")
        assert "› Number 1 " in driver.text.replace("›   ", "› ")


async def test_a_window_made_larger_and_smaller_keeps_the_card_in_view(bench_of: Bencher) -> None:
    async with running(bench_of(MANY), "home", (120, 40)) as driver:
        screen = await opened(driver)
        screen.table.point(100)
        await driver.pilot.resize_terminal(60, 18)
        await driver.pilot.pause()
        assert screen.table.key == "many/c100"
        assert "›   Number 100" in driver.text
        assert "Answer" not in driver.text
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause()
        assert "›   Number 100" in driver.text
        assert "Answer" in driver.text


async def test_what_is_being_found_gives_way_to_what_is_typed_next(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        for words in ("q", "qu", "que", "question 3", "question 4"):
            screen.box.value = words
            screen.look()
        await settled(driver)
        assert screen.table.keys == ["ten/c4"]
        assert screen.found.search.query == "question 4"


async def test_the_app_can_begin_with_the_cards_of_a_search(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), CardsToBrowse("7 or 8")) as driver:
        await settled(driver)
        assert browse(driver).table.keys == ["ten/c7", "ten/c8"]


async def test_p_practises_the_marked_cards_and_comes_back_to_them(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver, "question")
        await press(driver, "j", "x", "x", "p")
        session = driver.review.session
        assert session.practising
        assert session.tally.practice == 2
        await press(driver, "q")
        assert driver.app.screen is screen
        assert screen.table.marked == {"ten/c1", "ten/c2"}
        assert screen.table.key == "ten/c3"


async def test_v_reviews_those_of_the_cards_found_or_marked_that_are_asked_today(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    grade(bench, "c1", 4)
    async with running(bench, "home") as driver:
        screen = await opened(driver, '"question 1" or "question 2" or "question 3"')
        await press(driver, "v")
        assert not driver.review.session.practising
        assert driver.review.session.tally.new == 2
        await press(driver, "space", "3", "q")
        assert driver.app.screen is screen
        screen.table.point(screen.table.keys.index("ten/c1"))
        await press(driver, "x", "v")
        assert "None of these cards is asked today" in driver.text
        assert driver.app.screen is screen


async def test_n_writes_a_new_card_into_the_deck_pointed_at_and_it_is_found_on_the_way_back(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await press(driver, "j", "n")
        assert isinstance(driver.app.screen, AddingScreen)
        driver.bench.library.place("ten/c0")[0].write_text(
            TEN.replace("cards:", "cards:\n  - {id: z, front: N, back: b.}")
        )
        driver.bench.library.reload()
        driver.app.leave_screen()
        await press(driver)
        assert len(screen.table.keys) == 11
        assert screen.table.key == "ten/c1"


async def test_a_log_that_cannot_be_read_is_told_in_place_of_the_cards(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_bench: Bench) -> Searcher:
        message = "the log is damaged"
        raise DatabaseError(message)

    async with running(bench_of(TEN), "home") as driver:
        with monkeypatch.context() as patch:
            patch.setattr(Searcher, "open", refuse)
            with suppress(WorkerFailed):
                await opened(driver)
            for _ in range(100):
                await driver.pilot.pause()
                if "damaged" in driver.text:
                    break
            assert "✗ The cards can't be looked for: the log is damaged." in driver.text
            assert "no card" not in driver.text
        browse(driver).log_changed()
        await settled(driver)
        assert "Question 9?" in driver.text
        assert "✗" not in driver.text


async def test_cards_in_a_state_have_its_sign_in_the_table_and_its_word_on_the_card(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    note(bench, EventKind.SUSPENDED, "c1")
    note(bench, EventKind.FLAGGED, "c1", "c2", words="look [bold]here[/bold]")
    async with running(bench, "home", (120, 30)) as driver:
        await opened(driver)
        rows = {line.split("?")[0][-1]: line for line in driver.text.split("\n") if "Question" in line}
        assert " S⚑ " in rows["1"]
        assert "  ⚑ " in rows["2"]
        await driver.press("j")
        assert "Suspended; flagged: look [bold]here[/bold]." in driver.text


async def test_the_box_for_words_takes_letters_that_are_keys_elsewhere(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await press(driver, "slash", "s", "b")
        assert screen.query_one(Input).value == "sb"
        assert screen.table.key == ""
        assert not screen.busy


async def test_a_table_left_open_overnight_counts_due_days_from_the_new_day(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        grade(driver.bench, "c3", 4)
        screen = await opened(driver, "id:c3")
        assert "1 day" in driver.text
        now = driver.bench.clock.now().local
        driver.bench.clock = driver.bench.clock._replace(fixed=now + timedelta(days=1))
        driver.app.look_around()
        await settled(driver)
        assert screen.table.keys == ["ten/c3"]
        assert "today" in driver.text
        assert "1 day" not in driver.text


async def test_decks_changed_beside_the_app_are_followed_and_a_mended_one_comes_back(
    bench_of: Bencher, places: Places
) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        deck = places.decks / "looks.yaml"
        deck.write_text(TEN.replace("front: Question 3", "frnt: Question 3"), encoding="utf-8")
        driver.app.post_message(AppFocus())
        await settled(driver)
        assert "left out" in driver.text
        assert not screen.table.keys
        deck.write_text(f"{TEN}\n  - {{id: c10, front: A new one?, back: Yes.}}\n", encoding="utf-8")
        driver.app.look_around()
        await settled(driver)
        assert "left out" not in driver.text
        assert "A new one?" in driver.text
        assert len(screen.table.keys) == 11
