"""Keys of the learner's own: how they are written, what they must not get in the way of, and that they work."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest
from textual.keys import _character_to_key

import quizcv.tui
from quizcv.settings import Settings
from quizcv.tui.commands import Command, help_rows, key_name
from quizcv.tui.keys.keymap import clash_with, known_commands, parse_keys, read_keymap
from quizcv.tui.keys.names import SIGNS, KeyNameError, key_named, written_key
from quizcv.tui.keys.rooms import clashes, rooms
from quizcv.tui.review.commands import HOME_ROW, REVIEW, review_commands
from quizcv.tui.review.screen import ReviewScreen
from quizcv.tui.widgets.page import Page
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


def own(**keys: object) -> Settings:
    return Settings(keys=tuple((name.replace("_", "-"), value) for name, value in keys.items()))


def faults(settings: Settings) -> dict[str, str]:
    return {fault.command: fault.message for fault in read_keymap(settings).faults}


# How keys are written


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("u", "u"),
        ("U", "U"),
        ("?", "question_mark"),
        (",", "comma"),
        ("+", "plus"),
        ("question_mark", "question_mark"),
        ("ctrl+r", "ctrl+r"),
        ("Ctrl+R", "ctrl+r"),
        ("^r", "ctrl+r"),
        ("ctrl++", "ctrl+plus"),
        ("esc", "escape"),
        ("PgDn", "pagedown"),
        ("shift+tab", "shift+tab"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("f5", "f5"),
        ("é", "é"),
    ],
)
def test_a_key_is_known_by_the_names_people_give_it(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("pgdwn", "'pgdwn' names no key; did you mean 'pgdn'?"),
        ("something", "'something' names no key; write one like u, ctrl+r, f5, space, escape or ?"),
        ("", "'' names no key; write one like u, ctrl+r, f5, space, escape or ?"),
        ("control+z", "'control+z' names no key; before + stands ctrl, alt, shift or super"),
        ("ctrl+", "'ctrl+' names no key; write one like u, ctrl+r, f5, space, escape or ?"),
        ("shift+u", "'shift+u' is written 'U'"),
        ("ctrl+i", "a terminal can't tell 'ctrl+i' from tab; write 'tab'"),
        ("\x1b", "'\\x1b' names no key"),
    ],
)
def test_what_names_no_key_is_told_with_the_mend(written: str, message: str) -> None:
    with pytest.raises(KeyNameError) as caught:
        key_named(written)
    assert str(caught.value) == message


def test_every_sign_is_named_as_textual_names_it_and_shown_as_itself() -> None:
    for key, sign in SIGNS.items():
        assert (key, key_named(sign), key_named(key)) == (_character_to_key(sign), key, key)
        assert key_name(key) == written_key(key) == sign


def test_keys_are_shown_short_and_written_so_that_they_are_read_again() -> None:
    shown = [key_name(key) for key in ("ctrl+r", "escape", "pagedown", "alt+x", "ctrl+shift+left", "ctrl+slash")]
    assert shown == ["^r", "esc", "pgdn", "alt+x", "ctrl+shift+←", "^/"]
    for key in ("up", "shift+left"):
        assert key_named(key_name(key)) == key
    for key in ("ctrl+r", "question_mark", "ctrl+plus", "comma", "space", "U"):
        assert key_named(written_key(key)) == key


# Screens and their commands


def test_no_screen_s_commands_are_forgotten() -> None:
    known = {command.name for each in ("four", "six") for command in known_commands(Settings(buttons=each)).values()}
    for module in pkgutil.walk_packages(quizcv.tui.__path__, "quizcv.tui."):
        if module.name.endswith(".commands"):
            for value in vars(importlib.import_module(module.name)).values():
                held = value if isinstance(value, tuple) else (value,)
                found = {each.name for each in held if isinstance(each, Command)}
                assert found <= known, module.name


@pytest.mark.parametrize("buttons", ["four", "six"])
@pytest.mark.parametrize("grade_keys", ["digits", "home-row"])
def test_as_quizcv_comes_no_two_commands_are_in_each_other_s_way(buttons: Any, grade_keys: Any) -> None:
    assert list(clashes(Settings(buttons=buttons, grade_keys=grade_keys), {})) == []


# The table of keys


def test_a_command_has_the_keys_the_learner_gives_it() -> None:
    assert read_keymap(own(undo="ctrl+r", hint=["h", "f9"], flag="F")) == (
        {"undo": "ctrl+r", "hint": "h,f9", "flag": "F"},
        (),
    )


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"udno": "z"}, "there is no command 'udno'; did you mean 'undo'?"),
        ({"xyzzy": "z"}, "there is no command 'xyzzy'; docs/keys.md names them all"),
        ({"undo": 3}, 'undo takes a key or a list of keys in quotes, like "ctrl+r" or ["u", "ctrl+r"]'),
        ({"undo": ["z", 3]}, 'undo takes a key or a list of keys in quotes, like "ctrl+r" or ["u", "ctrl+r"]'),
        ({"undo": {"a": "b"}}, 'undo takes a key or a list of keys in quotes, like "ctrl+r" or ["u", "ctrl+r"]'),
        ({"undo": "ctlr+z"}, "'ctlr+z' names no key; before + stands ctrl, alt, shift or super"),
        ({"choose": []}, "choose needs a key: nothing else leads to it"),
        ({"flag": "s"}, "s is 'suspend' on the screen 'Review'; give one of the two another key"),
        ({"hint": ["h", "?"]}, "? is 'help' on the screen 'Review'; give one of the two another key"),
        ({"help": "u"}, "u is 'undo' on the screen 'Home'; give one of the two another key"),
    ],
)
def test_a_wrong_entry_is_told_and_its_command_keeps_its_usual_keys(entry: dict[str, object], message: str) -> None:
    settings = Settings(keys=(("bury", "B"), *entry.items()))
    assert list(faults(settings).values()) == [message]
    assert read_keymap(settings).keys == {"bury": "B"}


def test_of_two_own_keys_that_clash_the_later_is_left_out() -> None:
    settings = own(flag="f9", bury="f9")
    assert list(faults(settings)) == ["bury"]
    assert read_keymap(settings).keys == {"flag": "f9"}


def test_keys_may_be_swapped_and_half_a_swap_is_a_clash() -> None:
    assert read_keymap(own(flag="s", suspend="f")).faults == ()
    assert list(faults(own(flag="s", suspend="nokey"))) == ["suspend", "flag"]


def test_commands_that_take_turns_on_one_key_may_do_so_on_another() -> None:
    assert read_keymap(own(reveal="x", accept="x", next_step="x")).faults == ()


def test_a_command_of_the_palette_may_have_no_key() -> None:
    assert read_keymap(own(flag=[])).keys == {"flag": ""}
    rows = help_rows([command for command in REVIEW if command.name == "flag"], {"flag": ""})
    assert [row.keys for row in rows["The card"]] == [("^p",)]
    rows = help_rows([command for command in REVIEW if command.name == "flag"], {"flag": "", "command-palette": "f9"})
    assert [row.keys for row in rows["The card"]] == [("f9",)]


def test_keys_typed_on_the_command_line() -> None:
    assert parse_keys(Settings(), "undo", "ctrl+r") == ["ctrl+r"]
    assert parse_keys(Settings(), "undo", "u, ctrl+r") == ["u", "ctrl+r"]
    assert parse_keys(Settings(), "undo", "u ctrl+r") == ["u", "ctrl+r"]
    assert parse_keys(Settings(), "undo", ";") == [";"]
    with pytest.raises(KeyNameError, match="s is 'suspend'"):
        parse_keys(Settings(), "flag", "s")


def test_a_key_that_is_taken_is_told_with_its_command_and_screen() -> None:
    commands = known_commands(Settings())
    taken = clash_with(Settings(), {}, commands["flag"], "s")
    assert taken is not None
    assert (taken[0].name, taken[1]) == ("suspend", "Review")
    assert clash_with(Settings(), {}, commands["flag"], "F") is None
    assert clash_with(Settings(), {"suspend": "S"}, commands["flag"], "s") is None


# The home row


@pytest.mark.parametrize("buttons", ["four", "six"])
def test_on_the_home_row_letters_grade_beside_the_digits_and_do_nothing_else(buttons: str) -> None:
    commands = review_commands(buttons, "home-row")
    grades = [command.keys for command in commands if command.method == "grade"]
    assert [keys[0] for keys in grades] == list(HOME_ROW[buttons])
    assert [keys[1] for keys in grades] == (["1", "2", "3", "4"] if buttons == "four" else list("012345"))
    others = {key for command in commands if command.method != "grade" for key in command.keys}
    assert not others & set(HOME_ROW[buttons])
    assert all(command.keys for command in commands)


async def test_the_home_row_grades_and_the_bar_says_so(bench_of: Bencher) -> None:
    async with running(bench_of(grade_keys="home-row")) as driver:
        await driver.ask("looks/field")
        await driver.press("space")
        assert "; ✦ Easy" in driver.text
        await driver.press("l")
        assert driver.review.session.tally.done == 1
        assert [event.grade for event in driver.bench.graded_today()] == [4]


async def test_own_keys_work_are_shown_and_leave_the_others_alone(bench_of: Bencher) -> None:
    keys = (("reveal", "x"), ("good", "g"), ("undo", ["u", "ctrl+r"]))
    async with running(bench_of(keys=keys)) as driver:
        await driver.ask("looks/field")
        assert "x show the answer" in driver.text
        await driver.press("space")
        assert "region of the input" not in driver.text
        await driver.press("x")
        assert "region of the input" in driver.text
        assert "g ✓ Good" in driver.text
        await driver.press("3")
        assert not driver.bench.graded_today()
        await driver.press("g")
        assert [event.grade for event in driver.bench.graded_today()] == [4]
        await driver.press("ctrl+r")
        assert driver.bench.graded_today() == []


async def test_space_still_steps_and_accepts_when_another_command_leaves_it(bench_of: Bencher) -> None:
    async with running(bench_of(keys=(("reveal", "x"),))) as driver:
        await driver.ask("looks/vgg")
        await driver.type("138357544")
        await driver.press("enter", "space")
        assert [event.grade for event in driver.bench.graded_today()] == [4]


async def test_the_help_tells_the_learner_s_own_keys(bench_of: Bencher) -> None:
    async with running(bench_of(keys=(("help", "f5"), ("flag", "F")))) as driver:
        await driver.press("question_mark")
        assert isinstance(driver.app.screen, ReviewScreen)
        await driver.press("f5")
        assert driver.app.screen.id == "help"
        lines = driver.app.screen.query_one("#dialog-text", Page).lines(60)
        rows = [" ".join("".join(run.text for run in line).split()) for line in lines]
        assert any(row.startswith("F Flag the card with a few words") for row in rows)
        assert "f5 What every key does here." in rows


async def test_wrong_keys_are_told_with_their_line_and_the_app_starts(bench_of: Bencher, places: Any) -> None:
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    places.settings.write_text('fuzz = true\n\n[keys]\nflag = "s"\n', encoding="utf-8")
    async with running(bench_of(keys=(("flag", "s"),)), "home", notices=True) as driver:
        told = " ".join(driver.text.split())
        assert f"line 4 of {places.settings}"[:20] in told
        assert "s is 'suspend' on the screen 'Review'" in told
        assert driver.app.own_keys == {}


def test_every_screen_has_its_commands_once() -> None:
    titles = [room.title for room in rooms(Settings())]
    assert len(titles) == len(set(titles))
    for room in rooms(Settings()):
        names = [command.name for command in room.commands]
        assert len(names) == len(set(names)), room.title


async def test_a_window_lets_the_help_and_the_way_out_through(bench_of: Bencher) -> None:
    async with running(bench_of(keys=(("help", "f5"),))) as driver:
        await driver.ask("looks/field")
        await driver.press("i")
        assert "f5 help" in driver.text
        await driver.press("f5")
        assert driver.app.screen.id == "help"
        await driver.press("f5", "escape", "escape")
        assert isinstance(driver.app.screen, ReviewScreen)
        await driver.press("i", "ctrl+q")
        assert driver.app.return_value == 0
