"""No command without a test that presses its key on its screen and looks at what comes of it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from quizcv.settings import Settings
from quizcv.tui.keys.rooms import Room, rooms
from tests.tui.browsing import press
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench
    from quizcv.tui.host import Start

    Bencher = Callable[..., Bench]

TESTS: Final = Path(__file__).parent
REVIEWING: Final = ("review", "answering", "grades", "guard", "editing", "chosen", "summary", "pictures", "undoing")
WHERE: Final[dict[str, tuple[str, ...]]] = {
    "Everywhere": ("manners", "app", "commands", "hangup", "home", "signs", "editline", "keys"),
    "Home": ("home", "home_past", "manners", "syncing", "undoing"),
    "Review": (*REVIEWING, "sheet", "origin", "manners", "every_key"),
    "Browse": ("browse", "browse_actions", "browse_columns", "chosen", "undoing", "every_key"),
    "Statistics": ("statistics_screen",),
    "Choosing a drill": ("drill", "drill_choosing"),
    "Drill": ("drill",),
    "Choosing a note": ("import_choosing", "import_screen"),
    "Import": ("import_screen", "import_deciding", "import_outcome", "import_editing"),
    "New card": ("adding",),
    "Settings": ("settings_screen",),
    "Windows": ("every_key", "signs", "app", "review", "browse_actions"),
    "A new key": ("settings_screen",),
    "Writing a card": ("import_editing", "import_deciding", "import_screen"),
    "Leaving the import": ("import_deciding", "import_outcome"),
    "Leaving a new card": ("adding",),
    "Resetting cards": ("browse_actions", "every_key"),
    "A deck that can't be read": ("editing", "browse_actions", "every_key"),
    "A flag's words": ("review", "every_key"),
}
"""The modules in which a screen's keys are pressed."""
PICTURED: Final = """\
deck: one
title: One
cards:
  - id: a
    front: |
      What colour is this?

      ![a square](red.png)
    back: Red.
"""
PRESSING: Final = frozenset({"press", "parametrize"})


def keys_pressed(module: str) -> set[str]:
    """The keys that tests of a module press: given to `press`, or gone through in a loop or by parametrization, where something is asserted."""
    tree = ast.parse((TESTS / f"test_{module}.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for function in ast.walk(tree):
        is_test = isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name.startswith("test_")
        if is_test and any(isinstance(node, ast.Assert) for node in ast.walk(function)):
            for source in pressing(function):
                found.update(words_in(source))
    named = {
        node.targets[0].id if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) else "": node
        for node in tree.body
    }
    for name in ("LEADS_TO", "KEYS", "MOVES"):
        if name in named:
            found.update(words_in(named[name]))
    return found


def pressing(function: ast.AST) -> Iterator[ast.AST]:
    """The parts of a test in which keys stand."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in PRESSING:
                yield from node.args
        elif isinstance(node, ast.For):
            yield node.iter


def words_in(node: ast.AST) -> Iterator[str]:
    """The texts that stand in a part of a test; of what is typed letter by letter, none."""
    if isinstance(node, ast.Starred) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from words_in(child)


def test_every_screen_is_known_here() -> None:
    assert {room.title for room in rooms(Settings())} == set(WHERE)


@pytest.mark.parametrize("room", rooms(Settings()), ids=lambda room: room.title)
def test_each_command_has_a_test_that_presses_its_key(room: Room) -> None:
    pressed = {key for module in WHERE[room.title] for key in keys_pressed(module)}
    # Commands of one method differ in a number only: the fifth option is chosen as the first is.
    tried = {each.called for each in room.commands if pressed & set(each.keys)}
    assert [each.name for each in room.commands if each.keys and each.called not in tried] == []


async def test_a_window_is_scrolled_by_line_and_by_page(bench_of: Bencher) -> None:
    async with running(bench_of(), "home", (60, 18)) as driver:
        await driver.press("question_mark")
        body = driver.app.screen.query_one(".dialog-body")
        for key, moves in (("j", 1), ("down", 1), ("k", -1), ("up", -1), ("pagedown", 1), ("pageup", -1)):
            before = body.scroll_y
            await driver.press(key)
            assert (body.scroll_y - before) * moves > 0, key
        assert "j scroll" in driver.text


async def test_what_is_short_enough_has_nothing_to_scroll(bench_of: Bencher) -> None:
    async with running(bench_of(), "home") as driver:
        await driver.press("b", "r")
        assert "enter reset" in driver.text
        assert "scroll" not in driver.text


@pytest.mark.parametrize("start", ["review", "home"])
async def test_o_opens_the_picture_of_the_card(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    opened: list[str] = []
    for module in ("editing", "browse.screen"):
        monkeypatch.setattr(f"quizcv.tui.{module}.open_outside", lambda path: opened.append(path.name))
    places.decks.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 4), (255, 0, 0)).save(places.decks / "red.png")
    async with running(bench_of(PICTURED), start, (120, 40)) as driver:
        if start == "home":
            await press(driver, "b")
        await press(driver, "o")
        assert opened == ["red.png"]
