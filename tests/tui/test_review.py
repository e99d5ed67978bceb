"""What the review's screen promises, key by key."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from quizcv.events import UNTOUCHED, EventKind
from quizcv.scheduler import NEW
from quizcv.tui.review.asking import Stage
from quizcv.tui.review.blocks import title_line
from quizcv.tui.review.gradebar import GradeBar
from quizcv.tui.review.screen import ReviewScreen
from quizcv.tui.review.sheet import Sheet
from quizcv.tui.widgets.page import Page
from quizcv.tui.words import standing_words
from tests.tui.conftest import DAY, Ticking
from tests.tui.driving import Driver, running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


def logged(driver: Driver) -> list[tuple[str, int | None]]:
    """The grades in the log, without those taken back."""
    assert driver.bench.store is not None
    events_ = list(driver.bench.store.events())
    voided = {event.target for event in events_}
    return [(event.card, event.grade) for event in events_ if event.grade is not None and event.id not in voided]


def stage(driver: Driver) -> Stage:
    assert driver.review.asking is not None
    return driver.review.asking.stage


def card(driver: Driver) -> str:
    assert driver.review.asking is not None
    return driver.review.asking.question.card


async def test_space_reveals_and_then_takes_good_and_the_next_card_comes(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        first = card(driver)
        assert first == "looks/field"
        assert "The region" not in driver.text
        await driver.press("space")
        assert "The region of the input" in driver.text
        assert "[3 ✓ Good]" in driver.text
        await driver.press("space")
        assert logged(driver) == [(first, 4)]
        assert card(driver) != first
        assert "1 done" in driver.text


@pytest.mark.parametrize(
    ("buttons", "key", "grade"), [("four", "1", 1), ("four", "4", 5), ("six", "0", 0), ("six", "2", 2)]
)
async def test_digits_grade_by_the_setting(bench_of: Bencher, buttons: str, key: str, grade: int) -> None:
    async with running(bench_of(buttons=buttons)) as driver:
        await driver.press("enter", key)
        assert logged(driver) == [("looks/field", grade)]


async def test_a_digit_before_the_answer_is_shown_grades_nothing(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("3", "1")
        assert logged(driver) == []
        assert stage(driver) is Stage.ASKED


async def test_keys_in_a_burst_grade_no_card_unseen(bench_of: Bencher) -> None:
    async with running(bench_of(step=0.0)) as driver:
        await driver.press("space", "space", "space", "3", "3")
        assert logged(driver) == []


async def test_a_paste_outside_the_box_does_nothing(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("space")
        driver.app.post_message(events.Paste("3 3 3 3"))
        await driver.pilot.pause()
        assert logged(driver) == []


async def test_undo_brings_the_card_back_ungraded(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("space", "1", "u")
        assert logged(driver) == []
        assert card(driver) == "looks/field"
        assert "Taken back, Again: " in driver.text
        await driver.press("u")
        assert "nothing to take back" in driver.text


ONE = "deck: one\ntitle: One\ncards:\n- {id: a, front: What is $k^2$?, back: nine}\n"


async def test_the_end_tells_the_day_and_undo_works_there_and_after_a_restart(bench_of: Bencher) -> None:
    async with running(bench_of(ONE)) as driver:
        await driver.press("space", "3")
        for words in ("Done for today", "Retention", "nothing was due", "Tomorrow", "1 due"):
            assert words in driver.text
        await driver.press("u")
        assert card(driver) == "one/a"
        await driver.press("space", "1")
        assert card(driver) == "one/a"
    async with running(bench_of(ONE), "home") as driver:
        await driver.press("u")
        assert "Taken back, Again: What is k²?" in driver.text
        assert logged(driver) == []


async def test_a_card_graded_again_comes_again_the_same_day(bench_of: Bencher) -> None:
    async with running(bench_of(ONE)) as driver:
        await driver.press("space", "1")
        assert "again today" in driver.text
        await driver.press("space")
        assert "today" in driver.text.splitlines()[-3]
        await driver.press("3")
        assert logged(driver) == [("one/a", 1), ("one/a", 4)]
        assert "1, 1 new, 1 asked again" in driver.text


async def test_enter_at_the_end_begins_more_new_cards(bench_of: Bencher) -> None:
    async with running(bench_of(new_per_day=1, bury_siblings=False)) as driver:
        await driver.press("space", "3")
        assert "Enter begins 10 more new cards" in driver.text
        await driver.press("enter")
        assert card(driver) != "looks/field"


async def test_no_more_new_cards_are_offered_than_there_are(bench_of: Bencher) -> None:
    few = "deck: one\ncards:\n" + "".join(f"- {{id: {name}, front: {name}, back: b}}\n" for name in "abc")
    async with running(bench_of(few, new_per_day=1), "home") as driver:
        await driver.press("enter", "space", "3")
        assert "Enter begins 2 more new cards" in driver.text
        await driver.press("q")
        assert "Enter for 2 more new cards" in driver.text
        await driver.press("enter", "space", "3", "space", "3")
        assert "The key u undoes the last grade." in driver.text


# Typing


async def test_a_number_is_echoed_while_typed_and_judged_by_its_tolerance(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/vgg")
        await driver.type("138M")
        assert "= 138,000,000 parameters" in driver.text
        await driver.press("enter")
        assert "✓ Right" in driver.text
        assert "[3 ✓ Good]" in driver.text


async def test_what_can_t_be_read_is_asked_again_without_a_grade(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/vgg")
        await driver.type("many")
        await driver.press("enter")
        assert stage(driver) is Stage.ASKED
        assert "✗" in driver.text
        assert driver.app.focused is driver.review.query_one(Input)
        assert logged(driver) == []


async def test_enter_alone_shows_the_answer_and_suggests_again(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/vgg")
        await driver.press("enter")
        assert stage(driver) is Stage.REVEALED
        assert "[1 ✗ Again]" in driver.text


async def test_a_wrong_word_is_shown_beside_the_right_one(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/block")
        await driver.press(*"MBnet", "enter")
        assert "You wrote   MBnet" in driver.text
        assert "Right       MBConv" in driver.text
        await driver.press("space")
        assert driver.bench.store is not None
        event = driver.bench.store.history("looks/block")[-1]
        assert (event.response, event.verdict, event.grade) == ("MBnet", "wrong", 1)
        assert (event.milliseconds or 0) > 0


async def test_letters_in_the_box_are_letters_and_escape_leads_to_the_keys(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/block")
        await driver.press("u", "q")
        assert driver.review.query_one(Input).value == "uq"
        assert "enter check" in driver.text
        await driver.press("escape")
        assert not driver.review.query_one(Input).has_focus
        assert "Tab leads back to the box, Space checks what is in it." in driver.text
        await driver.press("tab")
        assert driver.review.query_one(Input).has_focus
        assert "Type the answer, then Enter." in driver.text


async def test_in_an_empty_box_space_shows_the_answer_and_a_question_mark_the_help(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/block")
        await driver.press("question_mark")
        assert "Keys and signs" in driver.text
        await driver.press("escape", "a", "space", "question_mark")
        assert driver.review.query_one(Input).value == "a ?"
        await driver.press(*["backspace"] * 3, "space")
        assert driver.review.asking is not None
        assert driver.review.asking.stage is Stage.REVEALED


async def test_where_there_is_no_hint_h_says_so(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        assert "h hint" in driver.text
        await driver.press("h", "h")
        assert "There is no further hint." in driver.text
        assert "h hint" not in driver.text
        await driver.press("s", "h")
        assert "This card has no hint." in driver.text


async def test_an_answer_half_typed_is_left_only_on_purpose(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        await driver.press("enter")
        await driver.ask("looks/block")
        await driver.press("x", "escape", "escape")
        assert "Not checked yet: the same key again leaves all the same." in driver.text
        await driver.press("escape")
        assert not isinstance(driver.app.screen, ReviewScreen)


async def test_at_the_keys_a_digit_begins_the_answer_and_letters_stay_keys(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/block")
        await driver.press("escape", "h", "4", "h")
        assert driver.review.query_one(Input).value == "4h"
        await driver.press("enter")
        await driver.press("4")
        assert driver.bench.store is not None
        assert driver.bench.store.history("looks/block")[-1].grade == 5


async def test_an_equivalent_formula_is_right_and_the_screen_stays_alive_meanwhile(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/formula")
        await driver.type("c_out*(k*k*c_in + 1)")
        await driver.press("enter")
        await driver.checked()
        assert "✓ Right" in driver.text


async def test_a_recognised_mistake_is_named_and_the_steps_come_one_by_one(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/side")
        asking = driver.review.asking
        assert asking is not None
        mistake = asking.question.mistakes[-1]
        await driver.type(mistake.answer.text)
        await driver.press("enter")
        assert "✗ Wrong" in driver.text
        assert mistake.says in driver.text
        assert f"seed {asking.question.seed}" in driver.text
        assert "1. " not in driver.text
        await driver.press("space")
        assert "1. " in driver.text
        assert "2. " not in driver.text
        await driver.press("space")
        assert "2. " in driver.text
        assert logged(driver) == []
        await driver.press("space")
        assert logged(driver) == [("looks/side", 2)]


# Choosing


async def test_a_digit_answers_a_choice_and_marks_right_and_wrong(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/batch")
        asking = driver.review.asking
        assert asking is not None
        right = asking.question.options.index("Group normalisation")
        await driver.press(str((right + 1) % 3 + 1))
        assert "✗ Wrong" in driver.text
        assert "Group normalisation ✓" in driver.text
        await driver.press("space")
        assert logged(driver) == [("looks/batch", 1)]


async def test_several_options_are_marked_by_digits_and_mouse_and_then_checked(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/anchors")
        asking = driver.review.asking
        assert asking is not None
        fcos, center = (asking.question.options.index(name) for name in ("FCOS", "CenterNet"))
        await driver.press(str(fcos + 1))
        row = driver.app.screen.query_one(Sheet).rows_of_option(center).start
        await driver.pilot.click(Sheet, offset=(8, row))
        assert driver.text.count("[x]") == 2
        await driver.press("enter")
        assert "✓ Right" in driver.text
        await driver.press("enter")
        assert driver.bench.store is not None
        assert {"FCOS", "CenterNet"} == set((driver.bench.store.history("looks/anchors")[0].response or "").split(", "))


async def test_options_can_be_pointed_at_with_the_arrows(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/batch")
        await driver.press("down", "down", "up")
        assert "space choose  enter check" in driver.text
        await driver.press("space")
        assert stage(driver) is Stage.REVEALED
        assert driver.review.asking is not None
        assert driver.review.asking.chosen == {0}


async def test_a_click_on_a_grade_gives_it(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("space")
        await driver.pilot.click(GradeBar, offset=(40, 1))
        await driver.pilot.pause()
        assert logged(driver) == [("looks/field", 4)]


# The card


async def test_hints_come_on_demand(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        assert "Think backwards" not in driver.text
        await driver.press("h")
        assert "Think backwards" in driver.text


async def test_suspended_and_buried_cards_go_and_undo_brings_them_back(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("s")
        assert card(driver) != "looks/field"
        assert "Suspended, u brings it back: " in driver.text
        await driver.press("u")
        assert card(driver) == "looks/field"
        await driver.press("b", "u")
        assert card(driver) == "looks/field"


@pytest.mark.parametrize("key", ["s", "b"])
async def test_a_key_held_down_sets_one_card_aside_and_takes_one_thing_back(bench_of: Bencher, key: str) -> None:
    async with running(bench_of()) as driver:
        clock = driver.bench.monotonic
        assert isinstance(clock, Ticking)
        clock.step = 0.001  # from here on keys come as fast as a finger resting on one sends them
        clock.now += 1
        await driver.press(*key * 6)
        clock.now += 1
        await driver.press(*"u" * 6)
        assert driver.bench.store is not None
        kinds = [event.kind.value for event in driver.bench.store.events()]
        assert kinds == ["suspended" if key == "s" else "buried", "voided"]


async def test_an_option_of_one_letter_can_be_chosen(bench_of: Bencher) -> None:
    deck = "deck: letters\ntitle: Letters\ncards:\n  - {id: a, kind: choice, front: Which?, options: [k, s, p, d, a, b, c], answer: b}\n"
    async with running(bench_of(deck)) as driver:
        options = driver.review.asking.question.options if driver.review.asking else ()
        await driver.press(str(options.index("b") + 1))
        assert "✓ Right" in driver.text


async def test_a_flag_too_long_for_its_line_is_cut_apart_from_the_reason(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        assert driver.review.asking is not None
        turn = driver.review.asking.turn
        flagged = turn._replace(state=turn.state._replace(flag="a word " * 20))
        told = "".join(run.text for run in title_line(flagged, 56))
        assert "…  " in told
        assert len(told) == 56


async def test_a_flag_is_asked_for_kept_and_shown(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("f", *"odd", "enter")
        assert "⚑ odd" in driver.text
        assert driver.bench.store is not None
        assert [(e.kind, e.note) for e in driver.bench.store.history("looks/field")] == [(EventKind.FLAGGED, "odd")]


async def test_history_tells_what_happened(bench_of: Bencher) -> None:
    async with running(bench_of(ONE)) as driver:
        await driver.press("space", "1", "i")
        assert "History of one/a" in driver.text
        assert "Again" in driver.text
        await driver.press("escape")
        assert card(driver) == "one/a"


async def test_math_can_be_seen_as_source(bench_of: Bencher) -> None:
    async with running(bench_of(ONE)) as driver:
        assert "What is k²?" in driver.text
        await driver.press("m")
        assert "What is $k^2$?" in driver.text
        assert "Formulas are shown as they were written." in driver.text
        await driver.press("m")
        assert "Formulas are drawn." in driver.text


async def test_help_lists_the_keys_and_closes(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("question_mark")
        assert "Keys" in driver.text
        assert "Show the answer." in driver.text
        await driver.press("escape")
        assert "receptive field" in driver.text


async def test_a_long_card_scrolls_and_the_grades_stay(bench_of: Bencher) -> None:
    lines = "".join(f"    line {number}\n\n" for number in range(40))
    deck = f"deck: one\ntitle: One\ncards:\n- id: a\n  front: long\n  back: |\n{lines}"
    async with running(bench_of(deck), size=(60, 18)) as driver:
        await driver.press("space")
        before = driver.text
        await driver.press("pagedown", "j")
        assert driver.text != before
        assert "[3 ✓ Good]" in driver.text


async def test_a_log_that_can_t_be_written_stays_told_and_no_grade_is_offered(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        driver.bench.trouble, driver.bench.store = "the disk is full", None
        driver.review.log_settled()
        await driver.press("space", "3")
        assert "✗ Grades can't be saved, and the log is left as it is: the disk is full" in driver.text
        assert "Grading is off until this is mended." in driver.text
        assert "Good" not in driver.text
        assert card(driver) == "looks/field"


async def test_the_end_has_the_rows_of_the_grades(bench_of: Bencher) -> None:
    async with running(bench_of(ONE), size=(60, 18)) as driver:
        bar = driver.review.query_one(GradeBar)
        shown = [bar.display]
        await driver.press("space", "3")
        assert "Done for today" in driver.text
        shown.append(bar.display)
        await driver.press("u")
        assert [*shown, bar.display] == [True, False, True]


@pytest.mark.parametrize("before", [(), ("space",), ("space", "3")])
async def test_escape_leads_back_from_a_card_from_its_answer_and_from_the_end(
    bench_of: Bencher, before: tuple[str, ...]
) -> None:
    async with running(bench_of(ONE), "home") as driver:
        await driver.press("enter")
        assert isinstance(driver.app.screen, ReviewScreen)
        for key in before:
            await driver.press(key)
        await driver.press("escape")
        assert not isinstance(driver.app.screen, ReviewScreen)


async def test_what_was_set_aside_is_told_in_one_line_however_much_the_card_asks(bench_of: Bencher) -> None:
    asked = "What is " + "very " * 10 + "long"
    deck = f"deck: one\ntitle: One\ncards:\n- {{id: a, front: {asked}, back: b}}\n- {{id: c, front: c, back: d}}\n"
    async with running(bench_of(deck), size=(60, 18)) as driver:
        await driver.press("s")
        line = next(line for line in driver.text.split("\n") if "Suspended" in line)
        assert line.strip().startswith("Suspended, u brings it back: What is very ")
        assert line.strip().endswith("…")
        await driver.press("u")
        line = next(line for line in driver.text.split("\n") if "Taken back" in line)
        assert line.strip().startswith("Taken back, suspended: What is very ")
        assert line.strip().endswith("…")


def test_where_a_card_stands_is_said_as_one_says_it() -> None:
    begun = UNTOUCHED._replace(first_day=DAY.date())
    told = [
        standing_words(begun._replace(memory=NEW._replace(lapses=lapses))).rpartition(", ")[2] for lapses in (0, 1, 7)
    ]
    assert told == ["no lapses.", "1 lapse.", "7 lapses."]


async def test_leaving_a_review_that_was_begun_first_leaves_the_app(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.press("q")
        assert driver.app.return_value == 0


async def test_the_bar_of_a_long_card_stands_a_cell_off_its_text_which_is_as_wide_as_without_it(
    bench_of: Bencher,
) -> None:
    long = "\n\n".join(["word " * 40] * 12)
    deck = f"deck: one\ntitle: One\ncards:\n- id: a\n  front: Short?\n  back: |\n{indent(long, '    ')}\n"
    async with running(bench_of(deck)) as driver:
        view = driver.review.card
        words = view.query(Page).first()
        before = words.content_region
        await driver.press("space")
        assert view.show_vertical_scrollbar
        assert words.content_region.width == before.width
        assert view.region.right - 1 == before.right + 1


async def test_the_answer_of_a_long_question_is_scrolled_to(bench_of: Bencher) -> None:
    lines = "".join(f"    line {number}\n\n" for number in range(30))
    deck = f"deck: one\ntitle: One\ncards:\n- id: a\n  front: |\n{lines}  back: the end of it\n"
    async with running(bench_of(deck), size=(60, 18)) as driver:
        assert "line 0" in driver.text
        await driver.press("space")
        await driver.pilot.pause()
        assert "the end of it" in driver.text
