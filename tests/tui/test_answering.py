"""Answers and what stands around them: long ones, slow ones, many options, and what was typed."""

from __future__ import annotations

from threading import Event as Flag
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.tui.home.commands import HOME
from quizcv.tui.palette import offered
from quizcv.tui.review.asking import Stage
from quizcv.tui.review.differing import difference_lines
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

LONG = """\
deck: long
title: Long answers
cards:
  - id: steps
    front: "Which steps does a detector take, from the picture that is read to the boxes that are told?"
    back: |
      1. It reads the picture.
      2. It scales the picture.
      3. It takes the mean away.
      4. It makes maps of features.
      5. It makes a pyramid of them.
      6. It proposes regions.
      7. It pools each region.
      8. It classifies each region.
      9. It moves each box.
      10. It drops boxes that overlap.
      11. It tells what is left.
  - {id: word, kind: typed, front: Which block?, answer: MBConv}
  - {id: other, kind: typed, front: Which other block?, answer: Bottleneck}
"""
MANY = """\
deck: many
title: Many options
cards:
  - id: eleven
    kind: choice
    front: Which number is prime and even?
    options: [one, two, four, six, eight, nine, ten, twelve, fourteen, fifteen, sixteen, eighteen]
    answer: two
"""


UNITS = """\
deck: units
title: Units
cards:
  - {id: unsaid, kind: numeric, front: How much memory do 16 Ki weights take?, answer: 64, unit: KiB}
  - {id: said, kind: numeric, front: How many parameters are there?, answer: 64, unit: parameters}
"""


@pytest.mark.parametrize(
    ("card", "words"),
    [("unsaid", "Type the answer in KiB, then Enter."), ("said", "Type the answer, then Enter.")],
)
async def test_the_unit_is_told_where_the_question_does_not_name_it(bench_of: Bencher, card: str, words: str) -> None:
    bench = bench_of("\n".join(line for line in UNITS.splitlines() if "id:" not in line or f"id: {card}," in line))
    async with running(bench) as driver:
        assert words in driver.text


async def test_the_questions_end_stays_when_a_long_answer_scrolls_it_away(bench_of: Bencher) -> None:
    async with running(bench_of(LONG), size=(60, 18)) as driver:
        await driver.press("space")
        lines = driver.text.splitlines()
        assert "Long answers" in lines[1]
        assert lines[2].strip().startswith("… ")
        assert "that is read to the boxes that are told?  " in lines[2]
        assert lines[2].endswith(" ↑ 2 lines")
        assert "It reads the picture" in driver.text
        await driver.press("pageup")
        assert driver.text.splitlines()[2].strip() == ""
        assert "Which steps" in driver.text


TIGHT = """\
deck: tight
title: Tight
cards:
  - id: a
    kind: typed
    front: What is it called when a deeper plain network has a higher training error than a shallower one?
    answer: degradation
    accept: [degradation problem, the degradation problem]
  - id: b
    kind: typed
    front: |
      An image is convolved with a kernel.

      $$X = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\\\ 5 & 6 \\\\ 7 & 8 \\end{pmatrix}$$

      What is the output? Give its numbers row by row, as a list in brackets.
    answer: nothing
"""


async def test_an_answer_draws_nearer_to_its_question_before_anything_is_scrolled(bench_of: Bencher) -> None:
    async with running(bench_of(TIGHT), size=(60, 18)) as driver:
        await driver.ask("tight/a")
        await driver.type("degredation")
        await driver.press("enter")
        shown = [line.strip() for line in driver.text.splitlines()]
        assert "What is it called when a deeper plain network has a" in shown
        assert "the fingers, grade it as known." in shown
        headed = next(row for row, line in enumerate(shown) if "✗ Wrong" in line)
        assert (shown[headed - 1], shown[headed + 1]) == ("", "You wrote   degredation")


async def test_the_box_of_the_card_behind_a_scrolled_one_is_in_view_and_what_stands_above_is_told(
    bench_of: Bencher,
) -> None:
    async with running(bench_of(TIGHT), size=(60, 18)) as driver:
        for _ in range(2):
            await driver.ask("tight/b")
            await driver.pilot.pause()
            assert driver.review.card.box is not None
            assert driver.review.card.region.contains_region(driver.review.card.box.region)
            assert driver.text.splitlines()[2].strip() == "An image is convolved with a kernel.           ↑ 2 lines"


async def test_a_notice_of_the_programs_covers_neither_the_grades_nor_the_keys(bench_of: Bencher) -> None:
    async with running(bench_of(LONG), size=(60, 18), notices=True) as driver:
        await driver.press("space")
        driver.app.notify("The backup of today could not be made: the disk is full.", timeout=60)
        await driver.pilot.pause()
        await driver.pilot.pause()
        assert "backup" in driver.text
        for words in ("Again", "Hard", "[3 ✓ Good]", "Easy", "q leave"):
            assert words in driver.text


def test_what_was_typed_keeps_its_own_capitals() -> None:
    yours, right = ("".join(run.text for run in line) for line in difference_lines("mbcnov", "MBConv", 60))
    assert yours == "You wrote   mbcnov"
    assert right == "Right       MBConv"


async def test_undo_onto_a_typed_card_leaves_the_keys_free_for_another_undo(bench_of: Bencher) -> None:
    async with running(bench_of(LONG)) as driver:
        await driver.press("space", "3", "enter", "1", "enter", "1", "tab", "u", "u", "u")
        assert driver.bench.graded_today() == []
        assert driver.review.asking is not None
        assert driver.review.asking.question.card == "long/steps"


async def test_after_undo_tab_leads_back_into_the_box(bench_of: Bencher) -> None:
    async with running(bench_of(LONG)) as driver:
        await driver.ask("long/word")
        await driver.press("enter", "1", "tab", "u")
        assert not driver.review.query_one(Input).has_focus
        assert "tab type" in driver.text
        await driver.press("tab", "x")
        assert driver.review.query_one(Input).value == "x"


async def test_the_palette_of_the_first_screen_leaves_by_one_name(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        labels = [each.label.casefold() for each, _ in offered(driver.app.screen) if each.palette]
        assert labels.count("quit") == 1
    assert [each.name for each in HOME if each.name == "leave"] == ["leave"]


async def test_the_right_formula_is_shown_as_mathematics(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/formula")
        await driver.press("enter")
        assert "k²·cᵢₙ·cₒᵤₜ + cₒᵤₜ" in driver.text


@pytest.mark.parametrize("key", ["0", "up"])
async def test_more_than_nine_options_can_be_chosen_and_stand_in_line(bench_of: Bencher, key: str) -> None:
    async with running(bench_of(MANY), size=(60, 18)) as driver:
        assert " 1 ( ) " in driver.text
        assert "(0 is the tenth)" in driver.text
        await driver.press(key)
        if key == "up":
            assert "› 12 ( ) " in driver.text
            await driver.press("space")
        asking = driver.review.asking
        assert asking is not None
        assert asking.stage is Stage.REVEALED
        assert asking.chosen == {9 if key == "0" else 11}


async def test_a_comparing_that_takes_long_can_be_left(bench_of: Bencher, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/formula")
        done = Flag()

        def slow(_response: str) -> Verdict:
            done.wait(10)
            return Verdict(Judgement.WRONG, grade=1)

        monkeypatch.setattr(driver.review.session, "check", slow)
        await driver.type("k")
        await driver.press("enter")
        assert "Comparing ..." in driver.text
        assert "esc stop waiting" in driver.text
        await driver.press("escape")
        assert "Could not decide: grade it yourself" in driver.text
        done.set()
        await driver.checked()
        asking = driver.review.asking
        assert asking is not None
        assert asking.verdict == Verdict(Judgement.UNDECIDED)
        await driver.press("3")
        assert [event.grade for event in driver.bench.graded_today()] == [4]


async def test_cards_seen_for_the_first_time_are_no_recall(bench_of: Bencher) -> None:
    async with running(bench_of("deck: one\ncards:\n- {id: a, front: What?, back: That.}\n")) as driver:
        await driver.press("space", "3")
        assert "1, 1 new" in driver.text
        assert "Retention   nothing was due" in driver.text
