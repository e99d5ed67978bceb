"""What the import's screen promises: every key, the mouse, and that nothing is written before it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quizcv.tui import editing
from quizcv.tui.application import QuizcvApp
from quizcv.tui.commands import bindings, help_rows, key_name
from quizcv.tui.home import HomeScreen
from quizcv.tui.importing.choosing import NoteScreen
from quizcv.tui.importing.commands import CHOOSING_NOTE, DECIDING, EDITING, LEAVING
from quizcv.tui.importing.deciding import Decision, Verb
from quizcv.tui.importing.dialogs import EditDialog, LeaveDialog
from quizcv.tui.importing.entries import Entry, State, Tab
from quizcv.tui.importing.outcome import outcome
from quizcv.tui.importing.panes import extent, note_block, uncovered
from quizcv.tui.importing.plan import read_plan, write_plan
from quizcv.tui.importing.rows import entry_line, tab_names
from quizcv.tui.importing.screen import DecidingScreen
from quizcv.tui.render.wrapping import width_of
from quizcv.tui.review.screen import ReviewScreen
from tests.tui.importing_notes import GUESS, NOTE, POOLING, ImportDriver, deciding, deck_of, note_in, planned
from tests.tui.test_snapshots import SIZES, THEMES
from tests.tui.test_snapshots import pytestmark as same_textual

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


def verbs(driver: ImportDriver) -> list[Verb]:
    return [each.verb for each in driver.screen.decisions.all]


def words(driver: ImportDriver) -> str:
    return " ".join(driver.text.split())


async def to_list(driver: ImportDriver, tab: Tab) -> None:
    driver.screen.show_list(tab)
    await driver.pilot.pause()


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
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
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


# Deciding


async def test_x_takes_a_card_out_a_keeps_it_after_all_and_u_takes_steps_back(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await driver.press("x")
        assert verbs(driver) == [Verb.OUT]
        assert "taken out" in driver.text
        assert "1 decided, not written" in driver.text
        assert "2 of 3" in driver.text
        await driver.press("k", "a")
        assert verbs(driver) == []
        await driver.press("u")
        assert verbs(driver) == [Verb.OUT]
        await driver.press("tab", "u")
        assert verbs(driver) == []
        assert driver.screen.tab is Tab.CARDS
        assert "1 of 3" in driver.text
        assert not driver.screen.check_action("undo_decision", ())


async def test_a_makes_a_draft_a_card_and_capital_a_all_of_them(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        assert not driver.screen.check_action("accept_entry", ())
        assert not driver.screen.check_action("accept_all", ())
        await driver.press("tab", "a")
        assert verbs(driver) == [Verb.ACCEPT]
        assert "accepted" in driver.text
        await driver.press("u", "A")
        assert verbs(driver) == [Verb.ACCEPT]
        assert "Accepted 1" in driver.text
        await driver.press("w")
        await driver.settled()
        assert "what-do-dense-layers-cost" in [card.id for card in deck_of(driver.bench).cards]


async def test_an_unanswered_question_is_answered_at_once_and_the_note_is_not_touched(
    bench_of: Bencher, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    async with deciding(bench_of(), note) as driver:
        await to_list(driver, Tab.UNANSWERED)
        await driver.press("enter")
        dialog = driver.app.screen
        assert isinstance(dialog, EditDialog)
        assert dialog.back.has_focus
        assert "Answer the question" in driver.text
        await driver.write(dialog.front.text, "When it saves weights.")
        assert "answered" in driver.text
        await driver.press("k")
        assert "When it saves weights." in words(driver)
        await driver.press("w")
        await driver.settled()
    assert note.read_text(encoding="utf-8") == NOTE


async def test_an_edit_is_checked_before_it_is_kept_and_escape_leaves_all_as_it_was(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await driver.press("e")
        await driver.write("What?", "")
        assert "the answer is empty" in words(driver)
        await driver.write("What is $\\nonsense$?", "something")
        assert "in a formula" in words(driver)
        await driver.press("tab", "shift+tab")
        await driver.press("ctrl+s")
        assert [(each.front, each.back) for each in driver.screen.decisions.all] == [
            ("What is $\\nonsense$?", "something")
        ]
        await driver.press("k", "e")
        dialog = driver.app.screen
        assert isinstance(dialog, EditDialog)
        assert dialog.front.text == "What is $\\nonsense$?"
        await driver.press("escape")
        assert len(driver.screen.decisions) == 1
        await driver.press("j", "e", "ctrl+s")
        assert len(driver.screen.decisions) == 1
        assert "Nothing of it was changed." in driver.text
        assert driver.app.screen is driver.screen


async def test_e_on_a_claim_edits_the_card_it_stands_on(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await to_list(driver, Tab.CLAIMS)
        await driver.press("e")
        dialog = driver.app.screen
        assert isinstance(dialog, EditDialog)
        assert "1152" in dialog.back.text
        await driver.write("How many weights?", "1152")
        assert verbs(driver) == [Verb.WRITE]
        assert driver.screen.tab is Tab.CARDS


async def test_what_is_no_card_can_be_made_one_and_that_can_be_taken_back(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await to_list(driver, Tab.PLACEHOLDERS)
        assert not driver.screen.check_action("out_entry", ())
        await driver.press("e")
        await driver.write("What does label smoothing soften?", "The target.")
        assert "a card" in driver.text
        await driver.press("a")
        assert verbs(driver) == []


async def test_a_conflict_is_settled_by_one_key(bench_of: Bencher, tmp_path: Path) -> None:
    bench, note = bench_of(), note_in(tmp_path)
    plan = read_plan(note, bench.places.decks, None, bench.library)
    write_plan(plan, plan.report.deck)
    deck = plan.target.read_text(encoding="utf-8")
    plan.target.write_text(deck.replace("only takes the largest or the mean", "takes the mean"), encoding="utf-8")
    note_in(tmp_path, NOTE.replace("only takes the largest or the mean", "takes the largest"))
    async with deciding(bench, note) as driver:
        await to_list(driver, Tab.CONFLICTS)
        assert "✓ yours, in the deck" in words(driver)
        assert "the note's" in driver.text
        assert "keep mine" in driver.text
        await driver.press("x")
        assert verbs(driver) == [Verb.OUT]
        await driver.press("a")
        assert verbs(driver) == [Verb.ACCEPT]
        assert "✓ the note's" in words(driver)
        await driver.press("w")
        await driver.settled()
    card = next(card for card in deck_of(bench).cards if card.id == POOLING)
    assert "takes the largest value" in str(card)


# The note in the editor


async def test_the_note_is_opened_at_its_line_read_again_and_decisions_stay(
    bench_of: Bencher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = note_in(tmp_path)
    commands: list[list[str]] = []

    def edit(command: list[str]) -> int:
        commands.append(command)
        note.write_text(NOTE.replace("1125", "1152"), encoding="utf-8")
        return 0

    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver.can_suspend", True, raising=False)
    monkeypatch.setattr(editing, "run_editor", edit)
    async with deciding(bench_of(editor="vi"), note) as driver:
        await driver.press("x")
        await to_list(driver, Tab.CLAIMS)
        await driver.press("o")
        await driver.settled()
        assert commands == [["vi", "+8", str(note)]]
        assert driver.screen.lists[Tab.CLAIMS][0].state is State.HOLDS
        assert verbs(driver) == [Verb.OUT]
        assert "your decisions stay" in driver.text


async def test_a_note_that_vanished_meanwhile_is_told_and_nothing_decided_is_lost(
    bench_of: Bencher, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    async with deciding(bench_of(), note) as driver:
        await driver.press("x")
        note.unlink()
        await driver.press("r")
        await driver.settled()
        assert "can't be read" in words(driver)
        assert verbs(driver) == [Verb.OUT]


async def test_without_a_terminal_to_hand_over_the_place_of_the_note_is_told(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await driver.press("o")
        assert "in another window" in words(driver)


# Writing and leaving


async def test_nothing_is_written_before_w_and_then_the_new_cards_are_told_and_reviewed(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with deciding(bench_of(), note_in(tmp_path), log=True) as driver:
        deck = driver.bench.places.decks / "small.yaml"
        await driver.press("x", "tab", "a")
        assert not deck.exists()
        await driver.press("w")
        await driver.settled()
        assert deck.exists()
        assert "✓ 3 new cards in Small networks." in words(driver)
        assert "One claim of the note fails" in words(driver)
        assert not driver.screen.check_action("accept_entry", ())
        await driver.press("enter")
        assert isinstance(driver.app.screen, ReviewScreen)
        assert driver.review.asking is not None
        assert driver.review.asking.question.deck == "small"
        await driver.press("q")
        assert isinstance(driver.app.screen, HomeScreen)
        assert "Small networks" in driver.text


async def test_leaving_with_decisions_asks_and_each_answer_does_what_it_says(bench_of: Bencher, tmp_path: Path) -> None:
    note = note_in(tmp_path)
    async with deciding(bench_of(), note) as driver:
        deck = driver.bench.places.decks / "small.yaml"
        await driver.press("x", "q")
        assert isinstance(driver.app.screen, LeaveDialog)
        await driver.press("escape")
        assert len(driver.app.screen_stack) == 2
        await driver.press("escape", "d")
        assert isinstance(driver.app.screen, HomeScreen)
        assert not deck.exists()
    async with deciding(bench_of(), note) as driver:
        await driver.press("x", "q", "w")
        await driver.settled()
        assert isinstance(driver.app.screen, HomeScreen)
        assert POOLING not in [card.id for card in deck_of(driver.bench).cards]


async def test_leaving_with_nothing_decided_asks_nothing_and_writes_nothing(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await driver.press("q")
        assert isinstance(driver.app.screen, HomeScreen)
        assert not (driver.bench.places.decks / "small.yaml").exists()


async def test_a_deck_that_cannot_be_written_is_told_and_the_decisions_stay(
    bench_of: Bencher, places: Places, tmp_path: Path
) -> None:
    async with deciding(bench_of(), note_in(tmp_path)) as driver:
        await driver.press("x")
        (places.decks / "small.yaml").write_text("deck: small\ncards: []\n", encoding="utf-8")
        await driver.press("w")
        await driver.settled()
        assert "Not written" in driver.text
        assert verbs(driver) == [Verb.OUT]
        assert (places.decks / "small.yaml").read_text(encoding="utf-8") == "deck: small\ncards: []\n"


async def test_a_burst_of_keys_does_not_write(bench_of: Bencher, tmp_path: Path) -> None:
    async with deciding(bench_of(step=0.0), note_in(tmp_path)) as driver:
        await driver.press("w")
        await driver.settled()
        assert not (driver.bench.places.decks / "small.yaml").exists()


async def test_importing_an_unchanged_note_again_tells_that_nothing_had_to_be_written(
    bench_of: Bencher, tmp_path: Path
) -> None:
    bench, note = bench_of(), note_in(tmp_path)
    plan = read_plan(note, bench.places.decks, None, bench.library)
    write_plan(plan, plan.report.deck)
    async with deciding(bench, note) as driver:
        assert "as it was" in driver.text
        await driver.press("w")
        await driver.settled()
        assert "No new card" in driver.text
        assert "nothing had to be written" in driver.text


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
