"""ctrl+z takes typing back in a box, and steps aside everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Input

from quizcv.tui.application import QuizcvApp
from quizcv.tui.widgets.editarea import EditArea
from quizcv.tui.widgets.editline import EditLine
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


class Alone(App[None]):
    """A box with nothing around it."""

    def compose(self) -> ComposeResult:
        yield EditLine(max_length=40)


def type_in(box: EditLine, text: str) -> None:
    for sign in text:
        box.insert_text_at_cursor(sign)


async def test_words_are_taken_back_one_by_one_and_done_again() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        box = app.query_one(EditLine)
        box.focus()
        type_in(box, "two by three")
        await pilot.press("ctrl+z")
        assert (box.value, box.cursor_position) == ("two by ", 7)
        await pilot.press("ctrl+z")
        assert box.value == "two "
        await pilot.press("ctrl+y", "ctrl+y")
        assert (box.value, box.cursor_position) == ("two by three", 12)


async def test_a_row_of_deleted_signs_is_one_step_and_a_paste_another() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        box = app.query_one(EditLine)
        box.focus()
        box.insert_text_at_cursor("138,357,544")
        await pilot.press("backspace", "backspace", "backspace")
        assert box.value == "138,357,"
        await pilot.press("ctrl+z")
        assert box.value == "138,357,544"
        await pilot.press("ctrl+z", "ctrl+z")
        assert box.value == ""
        await pilot.press("ctrl+y")
        assert box.value == "138,357,544"


async def test_typing_after_an_undo_forgets_what_was_taken_back() -> None:
    app = Alone()
    async with app.run_test():
        box = app.query_one(EditLine)
        type_in(box, "wrong")
        box.action_undo_typing()
        type_in(box, "right")
        box.action_redo_typing()
        assert box.value == "right"


async def test_what_the_app_puts_into_a_box_ends_its_memory() -> None:
    app = Alone()
    async with app.run_test():
        box = app.query_one(EditLine)
        type_in(box, "an answer")
        box.value = ""
        box.action_undo_typing()
        assert box.value == ""


async def test_what_a_box_has_no_room_for_is_no_step() -> None:
    app = Alone()
    async with app.run_test():
        box = app.query_one(EditLine)
        box.insert_text_at_cursor("x" * 40)
        box.insert_text_at_cursor("y")
        box.action_undo_typing()
        assert box.value == ""


EDITS = st.lists(st.tuples(st.sampled_from(["a", " ", "bc", ""]), st.integers(0, 12), st.integers(0, 12)), max_size=25)


@given(EDITS)
@settings(deadline=None, max_examples=40)
async def test_undo_to_the_end_gives_the_beginning_and_redo_to_the_end_the_last(
    edits: list[tuple[str, int, int]],
) -> None:
    app = Alone()
    async with app.run_test():
        box = app.query_one(EditLine)
        for text, start, end in edits:
            box.replace(text, start, end)
        last = box.value
        for _ in edits:
            box.action_undo_typing()
        assert box.value == ""
        for _ in edits:
            box.action_redo_typing()
        assert box.value == last


async def test_ctrl_z_takes_an_answer_back_and_leaves_the_app_where_it_is(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[bool] = []
    monkeypatch.setattr(QuizcvApp, "action_suspend_process", lambda _app: stopped.append(True))
    async with running(bench_of()) as driver:
        driver.app._has_shell = True
        await driver.ask("looks/vgg")
        await driver.press("1", "3", "ctrl+z")
        assert driver.review.query_one(Input).value == ""
        assert not stopped
        await driver.press("escape", "ctrl+z")
        assert stopped == [True]


async def test_every_line_that_is_typed_into_can_be_undone(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        for begin in (
            driver.app.begin_browse,
            driver.app.begin_drill,
            driver.app.begin_import,
            driver.app.begin_settings,
            driver.app.begin_adding,
        ):
            begin()
            await driver.pilot.pause()
            boxes = list(driver.app.screen.query(Input))
            assert boxes
            assert all(isinstance(box, EditLine) for box in boxes)
            driver.app.pop_screen()
            await driver.pilot.pause()


BURST = [
    ("1", "1"),
    ("2", "2"),
    ("backspace", "\x7f"),
    ("3", "3"),
    ("left", None),
    ("4", "4"),
    ("ctrl+e", None),
    ("5", "5"),
]
"""Keys in one packet, and what each writes: `1435` in any order but the right one is something else."""


class Boxes(App[None]):
    """A box of each kind."""

    def compose(self) -> ComposeResult:
        yield EditLine()
        yield EditArea()


@pytest.mark.parametrize("kind", [EditLine, EditArea])
async def test_keys_that_come_in_one_burst_are_done_in_their_order(kind: type[EditLine | EditArea]) -> None:
    app = Boxes()
    async with app.run_test() as pilot:
        box = app.query_one(kind)
        box.focus()
        await pilot.pause()
        for key, character in BURST:
            app.post_message(Key(key, character))
        await pilot.pause()
        await pilot.pause()
        assert (box.value if isinstance(box, EditLine) else box.text) == "1435"


async def test_an_answer_and_enter_in_one_burst_are_checked_as_typed(bench_of: Bencher) -> None:
    async with running(bench_of()) as driver:
        await driver.ask("looks/side")
        for key, character in (("1", "1"), ("2", "2"), ("backspace", "\x7f"), ("3", "3"), ("enter", "\r")):
            driver.app.post_message(Key(key, character))
        for _ in range(4):
            await driver.pilot.pause()
        assert driver.review.asking is not None
        assert driver.review.asking.response == "13"
