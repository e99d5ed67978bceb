"""Sentences that name keys: they follow the learner's own, and none names a key by its letter."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import quizcv.tui
from quizcv.settings import Settings
from quizcv.tui.browse.commands import BROWSE
from quizcv.tui.commands import EVERYWHERE
from quizcv.tui.home.commands import HOME
from quizcv.tui.keys.keymap import known_commands
from quizcv.tui.keys.prose import KEY_STYLE, KeyNames, spoken
from quizcv.tui.review.commands import REVIEW
from tests.tui.browsing import TEN, opened, press
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]

ROOT = Path(quizcv.tui.__file__).parent
NAMED = re.compile(
    r"\b(?:Enter|Space|Esc|Escape|Tab|Backspace|PgUp|PgDn|F\d{1,2})\b"  # a key's name
    r"|(?i:\bctrl\+|\bpress (?:enter|space|tab|esc))|\^[a-z]\b"
    r"|(?<![\w'’{}/%.:-])(?<!0 )[b-zB-HJ-Z](?![\w'’}/%:-])"  # a letter that stands alone, but for a unit behind a number
    r"|(?:^|[.;:,] )a (?:or\b|[a-z]+s\b)"  # `a keeps it` is a key, `a card` is not
)
BRACED = re.compile(r"(?<!\{)\{([a-z][a-z-]*)\}(?!\})")


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text with a blank in it that is no docstring, with its line; `0` for what is put in."""
    passed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if node in passed:
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            passed |= {each for each in node.values if isinstance(each, ast.Constant)}
            said = "".join(str(each.value) if isinstance(each, ast.Constant) else "0" for each in node.values)
            if " " in said:
                yield node.lineno, said
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.lineno, node.value


def everywhere() -> Iterator[tuple[Path, int, str]]:
    """The sentences of the app, but for the room that is about keys themselves."""
    for path in sorted(ROOT.rglob("*.py")):
        if path.parent.name != "keys":
            for line, said in sentences(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.relative_to(ROOT), line, said


def test_no_sentence_names_a_key_by_its_letter() -> None:
    """Patterns are no sentences: they are known by their backslashes."""
    found = [f"{path}:{line}: {said}" for path, line, said in everywhere() if "\\" not in said and NAMED.search(said)]
    assert not found, "name the command in braces, and fill it by KeyNames:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "said",
    [
        "Enter begins with: 0.",
        "? 0; ctrl+s again adds it all the same.",
        "0: 0. u brings it back.",
        "taken out; a puts it back",
        "a takes the note's, x keeps yours for good",
        "Write it anew (e) or set it aside (s).",
        "^c copies what the mouse has marked",
        "in the box above (F2)",
        "point with the arrows and press space",
    ],
)
def test_a_key_named_in_a_sentence_is_found(said: str) -> None:
    assert NAMED.search(said)


@pytest.mark.parametrize("said", ["a leech", "0 s, 0 B", "0 d ago", "? It depends on how it is meant.", "It's a card."])
def test_a_sentence_without_keys_is_let_through(said: str) -> None:
    assert not NAMED.search(said)


def test_every_command_named_in_a_sentence_is_one() -> None:
    known = known_commands(Settings())
    given = {
        word.arg
        for path in ROOT.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and any(
            isinstance(each, ast.Attribute) and each.attr in {"said", "runs"} for each in (call.func, *call.args[:1])
        )
        for word in call.keywords
    }
    named = {name for _, _, said in everywhere() for name in BRACED.findall(said)}
    assert {"undo", "begin", "accept-entry", "save-card"} <= named
    assert named <= known.keys() | given


# Filling them in


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("enter", "Enter"),
        ("space", "Space"),
        ("escape", "Esc"),
        ("u", "u"),
        ("A", "A"),
        ("f2", "F2"),
        ("ctrl+s", "^s"),
        ("shift+tab", "Shift+Tab"),
        ("up", "↑"),
        ("pagedown", "PgDn"),
        ("question_mark", "?"),
        ("alt+x", "Alt+x"),
    ],
)
def test_a_key_has_one_name_in_sentences(key: str, name: str) -> None:
    assert spoken(key) == name


def test_a_sentence_names_the_keys_commands_have_now() -> None:
    assert KeyNames(HOME, {}).said("{begin} to begin.") == "Enter to begin."
    assert (
        KeyNames(HOME, {"begin": "f5,enter"}).said("{begin} to begin, {help} for help.") == "F5 to begin, ? for help."
    )


def test_what_is_put_into_a_sentence_is_not_read_again() -> None:
    assert KeyNames(HOME, {}).said("Deck {deck}: {undo}.", deck="{undo} {0}") == "Deck {undo} {0}: u."


def test_a_command_without_a_key_is_named_as_the_palette_names_it() -> None:
    assert KeyNames(HOME, {"undo": ""}).said("{undo} takes it back.") == "Undo in ^p takes it back."
    assert KeyNames(HOME, {"undo": "", "command-palette": "f9"}).name("undo") == "Undo in F9"


def test_of_keys_two_commands_share_the_other_one_is_named() -> None:
    assert KeyNames(REVIEW, {}).name("reveal") == "Space"
    assert KeyNames(REVIEW, {}).name("reveal", besides="choose") == "Enter"
    assert KeyNames(REVIEW, {"reveal": "space"}).name("reveal", besides="choose") == "Space"


def test_the_keys_of_a_sentence_stand_out() -> None:
    (first, second) = KeyNames(HOME, {}).runs("{begin} for more.")
    assert (first.text, first.style, second.text, second.style) == ("Enter", KEY_STYLE, " for more.", "")


def test_an_unknown_command_is_an_error() -> None:
    with pytest.raises(LookupError, match="no command 'fly'"):
        KeyNames(EVERYWHERE, {}).said("{fly} away")


# In the app


async def test_home_names_the_keys_as_they_are_set(bench_of: Bencher) -> None:
    keys = (("begin", "f5"), ("undo", "U"))
    async with running(bench_of(keys=keys), "home") as driver:
        assert "F5 begins with: How cards look (" in driver.text
        assert "U takes it back." in driver.text
        assert "Enter" not in driver.text


async def test_home_without_decks_names_the_keys_as_they_are_set(bench_of: Bencher) -> None:
    async with running(bench_of("", keys=(("new-card", "f6"), ("import", "f7"))), "home") as driver:
        told = " ".join(driver.text.split())
        assert "Press F6 to write a first card, or F7 to turn a note" in told


async def test_what_was_done_in_browse_is_taken_back_by_the_key_told(bench_of: Bencher) -> None:
    async with running(bench_of(TEN, keys=(("undo", "U"),)), "home") as driver:
        await opened(driver)
        await press(driver, "s")
        assert "U takes it back." in driver.text
        await press(driver, "U")
        assert "Taken back" in driver.text


async def test_the_end_of_a_review_names_the_keys_as_they_are_set(bench_of: Bencher, places: Any) -> None:
    one = "deck: one\ntitle: One\ncards:\n  - {id: a, front: Question?, back: Answer.}\n"
    async with running(bench_of(one, keys=(("undo", "U"), ("suspend", "f8")))) as driver:
        await driver.press("space", "3")
        assert "The key U undoes the last grade." in driver.text
        await driver.press("U", "f8")
        assert "Suspended, U brings it back: " in driver.text
        assert places.decks.exists()


def test_browse_s_sentences_know_every_command_they_name() -> None:
    names = KeyNames((*BROWSE, *HOME), {"import": "f3"})
    assert names.said("{undo} {practise} {import}") == "u p F3"
