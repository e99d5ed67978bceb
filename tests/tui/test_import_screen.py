"""What the import's screen promises: every list, every key, the mouse, and how it looks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.tui.application import QuizcvApp
from quizcv.tui.commands import bindings, help_rows, key_name
from quizcv.tui.importing.choosing import NoteScreen
from quizcv.tui.importing.commands import CHOOSING_NOTE, DECIDING, EDITING, LEAVING
from quizcv.tui.importing.deciding import Decision, Verb
from quizcv.tui.importing.dialogs import EditDialog, LeaveDialog
from quizcv.tui.importing.entries import Entry, State, Tab, uncovered
from quizcv.tui.importing.outcome import outcome
from quizcv.tui.importing.panes import Maker, extent, note_block
from quizcv.tui.importing.rows import entry_line, tab_line, tab_names
from quizcv.tui.importing.screen import DecidingScreen
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.render.wrapping import width_of
from tests.tui.importing_notes import (
    GUESS,
    deciding,
    entry_of,
    note_in,
    planned,
    to_list,
    words,
)
from tests.tui.test_snapshots import SIZES, THEMES
from tests.tui.test_snapshots import pytestmark as same_textual

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


# Looking


async def test_note_and_card_stand_side_by_side_and_below_80_columns_one_above_the_other(
    bench_of: Bencher, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    for size, beside in (((80, 24), True), ((60, 18), False)):
        async with deciding(bench_of(), note, size) as driver:
            source, made = (driver.screen.query_one(name).region for name in ("#source", "#made"))
            assert (source.y == made.y) is beside
            assert (source.x == made.x) is not beside
            assert " 5 ▎ - Why does a pooling layer" in driver.text
            assert "── Answer" in driver.text


async def test_arrows_letters_and_home_and_end_go_through_a_list_and_the_note_follows(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await driver.press("down")
        assert "small.md, line 7" in driver.text
        assert "2 of 3" in driver.text
        await driver.press("j", "k", "up")
        assert "small.md, line 5" in driver.text
        await driver.press("end")
        assert "3 of 3" in driver.text
        await driver.press("j", "home")
        assert "1 of 3" in driver.text
        await driver.press("G", "g")
        assert "1 of 3" in driver.text


async def test_tab_and_arrows_go_through_the_lists_and_round(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        seen = []
        for key in ("tab", "right", "l", "tab", "tab"):
            await driver.press(key)
            seen.append(driver.screen.tab)
        assert seen == [Tab.DRAFTS, Tab.UNANSWERED, Tab.CLAIMS, Tab.PLACEHOLDERS, Tab.LEFT_OUT]
        await driver.press("tab")
        seen.append(driver.screen.tab)
        await driver.press("left", "h", "shift+tab")
        assert [*seen[-1:], driver.screen.tab] == [Tab.CARDS, Tab.CLAIMS]


async def test_every_list_says_what_it_is_about(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        assert "basic, new" in words(driver)
        for tab, told in (
            (Tab.DRAFTS, "The answer was guessed."),
            (Tab.UNANSWERED, "The note has no answer."),
            (Tab.CLAIMS, "The right value: 1152; the note says 1125."),
            (Tab.PLACEHOLDERS, "A place that is still to be filled."),
            (Tab.LEFT_OUT, "e writes a card from it all the same"),
        ):
            await to_list(driver, tab)
            assert told.split()[-1] in words(driver)
            assert told.split()[0] in words(driver)


async def test_math_is_drawn_as_on_cards_and_m_shows_its_source(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path), (120, 40)) as driver:
        await driver.press("end")
        assert "rₙ = rₙ₋₁ + (k − 1) j" in words(driver)
        await driver.press("m")
        assert "rₙ = rₙ₋₁ + (k − 1) j" not in words(driver)


async def test_long_notes_and_cards_scroll(bench_of: Bencher, tmp_path: Path) -> None:
    points = "\n".join(f"  {number}. point number {number}\n" for number in range(1, 9))
    text = f"- Which points are there?\n{points}\n" + "more\n\n" * 60
    async with deciding(bench_of(), note_in(tmp_path, text), (60, 18)) as driver:
        note, card = (driver.screen.query_one(name) for name in ("#note-scroll", "#made-scroll"))
        await driver.press("J", "J", "pagedown")
        assert note.scroll_y == 6
        assert card.scroll_y > 0
        await driver.press("K", "K", "pageup")
        assert (note.scroll_y, card.scroll_y) == (0, 0)


async def test_the_mouse_chooses_lists_and_lines_and_scrolls(bench_of: Bencher, tmp_path: Path) -> None:
    many = "".join(f"- What is thing {number}?\n  - It is the thing of number {number}.\n" for number in range(40))
    async with deciding(bench_of(), note_in(tmp_path, "# FAQ\n\n" + many + "\n- Unanswered?\n")) as driver:
        await driver.pilot.click("#entries", offset=(12, 2))
        assert "3 of 40" in driver.text
        driver.screen.list.scroll_lines(3)

        await driver.pilot.click("#entries", offset=(12, 0))
        assert "4 of 40" in driver.text
        await driver.pilot.click("#tabs", offset=(12, 0))
        assert driver.screen.tab is Tab.DRAFTS
        await driver.pilot.click(offset=(2, driver.app.size.height - 1))
        await driver.settled()
        assert "new cards" in driver.text


# Lines


@pytest.mark.parametrize(
    ("commands", "owner"),
    [(CHOOSING_NOTE, NoteScreen), (DECIDING, DecidingScreen), (EDITING, EditDialog), (LEAVING, LeaveDialog)],
)
def test_every_command_is_something_its_screen_can_do(commands: tuple[Any, ...], owner: type) -> None:
    assert [each.name for each in commands if not hasattr(owner, f"action_{each.called}")] == []
    helped = {key for rows in help_rows(commands, {}).values() for row in rows for key in row.keys}
    assert {key_name(key) for command in commands for key in command.keys} <= helped
    assert {binding.id for binding in bindings(commands)} == {command.name for command in commands if command.keys}


@pytest.mark.parametrize("width", [24, 36, 56, 76, 116])
def test_every_line_of_a_list_is_as_wide_as_the_screen_and_the_names_of_the_lists_fit(width: int) -> None:
    for state in State:
        for verb in (None, *Verb):
            entry = Entry(Tab.LEFT_OUT, "x", "殘差連接解決了什麼問題？ and more words than fit", 12345, state)
            decision = Decision(entry, verb) if verb else None
            assert width_of(entry_line(entry, decision, width, 5, here=True)) == width
    for tab in Tab:
        named = tab_names(dict.fromkeys(Tab, 1234), tab, width)
        assert named[-1].start + len(named[-1].words) <= width or len(named) == 1
        assert tab in [each.tab for each in named]
        line = tab_line(named, tab, dict.fromkeys(Tab, 1234))
        assert width_of(line) <= width or len(named) == 1
        words = "".join(run.text for run in line)
        assert words.startswith("…") == (named[0].tab is not Tab.CARDS)
        assert words.endswith("…") == (named[-1].tab is not list(Tab)[-1])
        assert all(words[each.start :].startswith(each.words) for each in named)


def test_a_piece_of_a_note_is_its_line_and_what_is_indented_below_it_or_a_paragraph() -> None:
    lines = ["# Head", "- one", "  - two", "", "  - three", "- four", "a", "b", "", "c"]
    assert [list(extent(lines, number)) for number in (1, 2, 6, 7, 0, 99)] == [[1], [2, 3, 4, 5], [6], [7, 8], [], []]


@pytest.mark.parametrize("width", [20, 36, 56])
def test_the_note_wraps_within_its_pane_whatever_its_lines_hold(width: int) -> None:
    lines = ["\t\tdeeply indented " * 5, "x" * 5000, "字" * 300, "", "\u202eturned round"]
    for line in note_block(lines, 2)(width):
        assert width_of(line) <= width


def test_a_cloze_is_shown_with_its_blanks_open() -> None:
    assert uncovered("VGG has {{three::how many}} layers of {{3x3}}.") == "VGG has [three] layers of [3x3]."
    assert uncovered("no {{blank") == "no {{blank"


# Pictures


async def _shown(pilot: Any, note: Path, *keys: str) -> None:
    app = pilot.app
    app.push_screen(DecidingScreen(app.bench, app, planned(app.bench, note)))
    await pilot.pause()
    await pilot.press(*keys)
    await app.workers.wait_for_complete()
    await pilot.pause()


SCENES: dict[str, tuple[str, ...]] = {
    "cards": ("j", "x"),
    "draft": ("tab",),
    "claim": ("tab", "tab", "tab"),
    "edit": ("e",),
    "written": ("x", "w"),
}


@pytest.fixture
def import_looks(
    bench_of: Bencher, snap_compare: Callable[..., bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., bool]:
    """Compares a scene with its picture."""
    monkeypatch.setattr(QuizcvApp, "_open_log", lambda _app: None)
    monkeypatch.setattr("quizcv.tui.importing.ending.shown", lambda _path: "decks/small.yaml")
    note = note_in(tmp_path)

    def compare(name: str, size: tuple[int, int], theme: str) -> bool:
        async def scene(pilot: Any) -> None:
            await _shown(pilot, note, *SCENES[name])

        return snap_compare(QuizcvApp(bench_of(theme=theme), "home"), terminal_size=size, run_before=scene)

    return compare


@same_textual
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCENES)
def test_snapshot_of_an_import(import_looks: Callable[..., bool], name: str, size: tuple[int, int]) -> None:
    assert import_looks(name, size, THEMES[0])


@same_textual
@pytest.mark.parametrize("name", ["cards", "claim"])
def test_snapshot_of_an_import_in_the_light(import_looks: Callable[..., bool], name: str) -> None:
    assert import_looks(name, SIZES[1], THEMES[1])


def test_a_guess_is_among_the_drafts_of_the_plan(bench_of: Bencher, tmp_path: Path) -> None:
    plan = planned(bench_of(), note_in(tmp_path))
    assert GUESS in outcome(plan, ()).deck.drafts


def test_a_card_the_learner_has_rewritten_is_listed_with_its_own_words(bench_of: Bencher, tmp_path: Path) -> None:
    entry = entry_of(planned(bench_of(), note_in(tmp_path)), Tab.CARDS, "pooling layer")
    decision = Decision(entry, Verb.WRITE, "What trains nothing?", "Pooling.")
    line = "".join(run.text for run in entry_line(entry, decision, 80, 3, here=False))
    assert "What trains nothing?" in line
    assert entry.title in "".join(run.text for run in entry_line(entry, Decision(entry, Verb.OUT), 80, 3, here=False))


FORMULA = r"""# Sizes

## FAQ

- How large is the output of a convolution?
  - $o = \lfloor (i + 2p - k)/s \rfloor + 1$, where $i$ is the input size, $p$ is the padding, $k$ is the kernel size and
    $s$ is the stride.
"""


def test_a_problem_is_named_without_the_braces_of_its_template(bench_of: Bencher, tmp_path: Path) -> None:
    plan = planned(bench_of(), note_in(tmp_path, FORMULA))
    assert "Take i = … (input size)" in entry_of(plan, Tab.CARDS, "Take").title
    maker = Maker(plan, KeyNames(DECIDING, {}), raw_math=False)
    blocks = maker.blocks(entry_of(plan, Tab.CLAIMS, ""), None)
    told = " ".join("".join(run.text for run in line).strip() for block in blocks for line in block(200))
    assert re.search(r"Card │ .*Take i = \d+ \(input size\)", told)


def test_in_a_low_pane_an_answer_stands_right_below_its_rule(bench_of: Bencher, tmp_path: Path) -> None:
    plan = planned(bench_of(), note_in(tmp_path))
    entry = entry_of(plan, Tab.CARDS, "pooling layer")
    made = [
        Maker(plan, KeyNames(DECIDING, {}), raw_math=False, tight=tight).blocks(entry, None) for tight in (False, True)
    ]
    assert len(made[1]) == len(made[0]) - 1
    below = ["".join(run.text for run in line) for line in made[1][1](60)]
    assert below[0].startswith("── Answer ──")
    assert below[1] == "It only takes the largest or the mean value of a window."
