"""What is decided about an import, and that nothing is written before it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.tui import editing
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.importing.deciding import Verb
from quizcv.tui.importing.dialogs import EditDialog, LeaveDialog
from quizcv.tui.importing.entries import State, Tab
from quizcv.tui.importing.plan import read_plan, write_plan
from quizcv.tui.review.screen import ReviewScreen
from tests.tui.importing_notes import (
    NOTE,
    POOLING,
    deciding,
    deck_of,
    note_in,
    to_list,
    verbs,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from quizcv.settings import Places
    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


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
        assert "✗ The answer is empty." in words(driver)
        await driver.write("What is $\\nonsense$?", "something")
        assert "? In a formula" in words(driver)
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


async def test_importing_a_changed_note_again_tells_how_many_cards_have_other_words(
    bench_of: Bencher, tmp_path: Path
) -> None:
    bench, note = bench_of(), note_in(tmp_path)
    plan = read_plan(note, bench.places.decks, None, bench.library)
    write_plan(plan, plan.report.deck)
    note.write_text("\n\n" + NOTE.replace("the mean value", "the average"), encoding="utf-8")
    async with deciding(bench, note) as driver:
        await driver.press("w")
        await driver.settled()
        assert "1 changed card in" in driver.text
