"""What a drill in the app promises: practising, skipping, and the score by mistake."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from quizcv.drilling import Exercise, families, problems_of_decks
from quizcv.score import Result
from quizcv.tui.application import QuizcvApp
from quizcv.tui.commands import bindings, help_rows, key_name
from quizcv.tui.drill.choosing import ChoosingScreen
from quizcv.tui.drill.commands import CHOOSING, DRILL
from quizcv.tui.drill.rows import rows_for
from quizcv.tui.drill.screen import DrillScreen
from quizcv.tui.review.asking import Stage
from tests.tui.drills import OWN, answer, asked, choosing, drill, into_twice, right, wrong_by_adding_two
from tests.tui.driving import running
from tests.tui.test_snapshots import SIZES
from tests.tui.test_snapshots import pytestmark as same_textual

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


# Practising


async def test_a_problem_is_answered_its_steps_shown_and_enter_goes_on(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        first = asked(driver)
        await driver.press("f2")
        assert "Add it to itself." in driver.text
        await right(driver)
        assert "✓ Right" in driver.text
        assert "1 of 1 right" in driver.text
        await driver.press("space")
        assert "1. " in driver.text
        await driver.press("enter")
        assert asked(driver) != first
        await driver.press("enter")
        assert "1 of 2 right" in driver.text
        await driver.press("space", "space")
        assert "1 of 2 right" in driver.text
        assert drill(driver).asking is not None


async def test_a_known_mistake_is_recognised_and_what_cannot_be_read_is_asked_again(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        await answer(driver, "many")
        assert "✗ " in driver.text
        assert not drill(driver).score.attempts
        await wrong_by_adding_two(driver)
        assert "and 2." in driver.text
        assert [each.result for each in drill(driver).score.attempts] == [Result.WRONG]


async def test_a_problem_can_be_skipped_from_the_box_and_from_the_keys(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        await driver.press("f3", "tab", "n")
        assert [each.result for each in drill(driver).score.attempts] == [Result.SKIPPED] * 2
        await driver.press("tab", "tab", "m", "j", "k", "pagedown", "pageup")
        assert drill(driver).asking is not None


async def test_a_key_held_down_answers_no_problem_unseen(bench_of: Bencher) -> None:
    async with running(bench_of(OWN, step=0.0), "home") as driver:
        await into_twice(driver)
        await driver.press("enter", "enter", "enter", "enter")
        assert not drill(driver).score.attempts


# The score


async def test_the_score_tells_mistakes_and_the_weak_ones_can_be_practised_again(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await driver.press("d")
        choosing(driver).box.value = "my problems"
        await driver.pilot.pause()
        await driver.press("enter")
        for _ in range(4):
            if asked(driver).startswith("Twice"):
                await wrong_by_adding_two(driver)
            else:
                await right(driver)
            await driver.press("enter")
        await driver.press("escape")
        assert "2 of 4 right." in driver.text
        assert "✗ Twice as much" in driver.text
        assert "2 × That is" in driver.text
        assert "✓ Half as much" in driver.text
        await driver.press("enter")
        assert [each.name for each in drill(driver).exercises] == ["mine/twice-as-much"]
        assert not drill(driver).score.attempts
        assert asked(driver).startswith("Twice")


async def test_the_score_can_be_looked_at_and_the_same_problem_answered_after_it(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        await right(driver)
        await driver.press("enter")
        before = asked(driver)
        await driver.press("escape")
        assert "1 of 1 right." in driver.text
        assert "weak" not in driver.text
        await driver.press("c")
        assert asked(driver) == before
        assert drill(driver).query_one(Input).has_focus
        await driver.press("tab", "q", "q")
        assert isinstance(driver.app.screen, ChoosingScreen)


async def test_an_answer_half_typed_is_still_there_after_a_look_at_the_score(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        await right(driver)
        await driver.press("enter", "1", "escape")
        await driver.press("c")
        assert drill(driver).query_one(Input).value == "1"


async def test_a_drill_with_no_answer_is_left_at_once(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        assert "esc back" in driver.text
        await driver.press("escape")
        assert isinstance(driver.app.screen, ChoosingScreen)


async def test_nothing_of_a_drill_is_logged(bench_of: Bencher) -> None:
    async with running(bench_of(OWN), "home") as driver:
        await into_twice(driver)
        await right(driver)
        await driver.press("enter", "escape", "escape", "escape", "escape")
        assert driver.bench.store is not None
        assert not list(driver.bench.store.events())
        assert "2 new" in driver.text or "Enter begins" in driver.text


# Commands


@pytest.mark.parametrize(("commands", "owner"), [(CHOOSING, ChoosingScreen), (DRILL, DrillScreen)])
def test_every_command_is_something_its_screen_can_do(commands: tuple[Any, ...], owner: type) -> None:
    assert [each.name for each in commands if not hasattr(owner, f"action_{each.called}")] == []
    helped = {key for rows in help_rows(commands, {}).values() for row in rows for key in row.keys}
    assert {key_name(key) for command in commands for key in command.keys} <= helped
    assert {binding.id for binding in bindings(commands)} == {command.name for command in commands if command.keys}


# Pictures


SHOWN = (
    *(Exercise(name, title, "convolution", "Convolution") for name, title in (
        ("conv-output", "Output side of a convolution"),
        ("conv-by-hand", "One number of a convolution, worked out by hand from its kernel and its input"),
        ("same-padding", "Padding that keeps the size"),
    )),
    *(Exercise(name, title, "detection", "Detection") for name, title in (
        ("iou", "IoU of two boxes"),
        ("nms", "What non-maximum suppression keeps"),
    )),
)  # fmt: skip


async def _listed(pilot: Any) -> None:
    choices = ChoosingScreen(pilot.app.bench, pilot.app)
    choices.exercises = (*SHOWN, *problems_of_decks(choices.bench.library))
    choices.list.rows = rows_for(choices.exercises, "")
    pilot.app.push_screen(choices)
    await pilot.pause()
    await pilot.press("down", "space", "down", "down", "down", "space")
    await pilot.pause()


async def _drilled(pilot: Any, *keys: str) -> None:
    screen = pilot.app.screen
    chosen = problems_of_decks(screen.bench.library)
    pilot.app.push_screen(DrillScreen(screen.bench, screen.host, chosen, Random(3)))
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()


async def _asked(pilot: Any) -> None:
    await _drilled(pilot, "3", "enter", "enter", "2", "7", "*", "2")


async def _judged(pilot: Any) -> None:
    await _drilled(pilot)
    question = pilot.app.screen.asking.question
    while "twice" not in question.card:
        await pilot.press("f3")
        question = pilot.app.screen.asking.question
    await pilot.press(*question.mistakes[0].answer.text, "enter", "space")
    await pilot.pause()


async def _scored(pilot: Any) -> None:
    await _judged(pilot)
    await pilot.press("enter", "enter", "enter", "f3", "escape")
    await pilot.pause()


@same_textual
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", [_listed, _asked, _judged, _scored], ids=["choosing", "asked", "judged", "score"])
def test_snapshot_of_a_drill(
    bench_of: Bencher, snap_compare: Callable[..., bool], scene: Any, size: tuple[int, int], monkeypatch: Any
) -> None:
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)
    assert snap_compare(QuizcvApp(bench_of(OWN), "home"), terminal_size=size, run_before=scene)


def test_a_stage_is_what_decides_which_keys_there_are(bench_of: Bencher) -> None:
    bench = bench_of(OWN)
    screen = DrillScreen(bench, QuizcvApp(bench), families())
    assert screen.asking is not None
    for stage, able in (
        (Stage.ASKED, {"check", "skip", "to_box", "end_drill"}),
        (Stage.CHECKING, {"stop_comparing"}),
        (Stage.REVEALED, {"go_on", "end_drill"}),
    ):
        screen.asking.stage = stage
        offered = {each.called for each in DRILL if screen.check_action(each.called, ())}
        assert able <= offered
        assert not offered & ({"check", "skip", "go_on", "stop_comparing", "end_drill"} - able)
    bench.close()
