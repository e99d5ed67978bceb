"""What Browse promises of the keys that change cards."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.widgets import Input

from quizcv.errors import DatabaseError
from quizcv.events import EventKind
from quizcv.progress.store import Store
from quizcv.tui import editing
from quizcv.tui.browse import actions, finding
from quizcv.tui.browse.commands import BROWSE
from quizcv.tui.browse.verbs import SUSPENDING, told
from quizcv.tui.editing import Edited
from quizcv.tui.home.screen import HomeScreen
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.widgets.noticeline import NoticeLine
from tests.tui.browsing import TEN, browse, grade, look_for, note, opened, press, settled
from tests.tui.driving import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from quizcv.events import Event
    from quizcv.settings import Places
    from quizcv.tui.bench import Bench
    from tests.tui.driving import Driver

    Bencher = Callable[..., Bench]


def events(driver: Driver) -> list[Event]:
    store = driver.bench.store
    assert store is not None
    return list(store.events())


def kinds(driver: Driver) -> list[tuple[str, str]]:
    return [(str(event.kind), event.card.removeprefix("ten/")) for event in events(driver)]


async def test_s_suspends_the_card_pointed_at_and_resumes_it(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await press(driver, "j", "s")
        assert kinds(driver) == [("suspended", "c1")]
        assert screen.table.key == "ten/c1"
        assert screen.table.found is not None
        assert screen.table.found.suspended
        assert "Suspended: ten/c1. u takes it back." in driver.text
        assert "s resume" in driver.text
        await press(driver, "s")
        assert kinds(driver)[1:] == [("resumed", "c1")]


async def test_marked_cards_are_changed_together_each_by_an_event_and_taken_back_in_one_step(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    note(bench, EventKind.SUSPENDED, "c2")
    async with running(bench, "home") as driver:
        screen = await opened(driver)
        await press(driver, "asterisk", "s")
        assert kinds(driver)[1:] == [("suspended", f"c{number}") for number in (0, 1, 3, 4, 5, 6, 7, 8, 9)]
        assert "Suspended: 9 cards. One was suspended already." in driver.text
        assert len(screen.table.marked) == 10
        await press(driver, "u")
        assert "Taken back: 9 cards suspended." in driver.text
        assert sum(kind == "voided" for kind, _ in kinds(driver)) == 9
        await look_for(driver, "is:suspended")
        assert screen.table.keys == ["ten/c2"]


async def test_b_puts_off_until_tomorrow_once(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        await press(driver, "space", "space", "b")
        assert kinds(driver) == [("buried", "c0"), ("buried", "c1")]
        await press(driver, "b")
        assert len(events(driver)) == 2
        assert "Put off until tomorrow already." in driver.text


async def test_f_flags_cards_with_words_and_empty_words_take_the_flags_off(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        await press(driver, "space", "x", "f")
        assert "Flag 2 cards" in driver.text
        driver.app.screen.query_one(Input).value = "the bias is missing"
        await press(driver, "enter")
        assert {event.note for event in events(driver)} == {"the bias is missing"}
        await press(driver, "escape", "home", "f")
        assert driver.app.screen.query_one(Input).value == "the bias is missing"
        driver.app.screen.query_one(Input).value = ""
        await press(driver, "enter")
        assert "Flag taken off: ten/c0." in driver.text
        await press(driver, "f", "escape")
        assert len(events(driver)) == 3


async def test_r_asks_first_how_many_cards_and_makes_only_those_new_that_were_begun(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    grade(bench, "c1", 4)
    async with running(bench, "home") as driver:
        screen = await opened(driver)
        await press(driver, "asterisk", "r")
        assert "Reset 10 cards?" in driver.text
        await press(driver, "escape")
        assert len(events(driver)) == 1
        await press(driver, "r", "y")
        assert kinds(driver)[1:] == [("reset", "c1")]
        assert "New again: ten/c1. 9 were new already." in driver.text
        assert screen.table.row(1) is not None
        await press(driver, "u")
        await look_for(driver, "is:learned")
        assert screen.table.keys == ["ten/c1"]


async def test_a_card_that_is_no_longer_found_leaves_the_pointer_on_the_next(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver, "-is:suspended")
        await press(driver, "j", "j", "s")
        assert screen.table.key == "ten/c3"
        assert len(screen.table.keys) == 9


async def test_i_shows_a_card_s_history(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    grade(bench, "c0", 1, 4)
    async with running(bench, "home") as driver:
        await opened(driver)
        await press(driver, "i")
        assert "History of ten/c0" in driver.text
        assert "Again" in driver.text


async def test_u_takes_back_what_was_done_elsewhere_too_and_says_so_when_nothing_is_left(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    grade(bench, "c0", 4)
    async with running(bench, "home") as driver:
        await opened(driver)
        await press(driver, "u")
        assert "Taken back: ten/c0, Good." in driver.text
        await press(driver, "u")
        assert "There is nothing to take back." in driver.text


async def test_thousands_are_changed_in_a_thread_with_word_of_it_and_nothing_else_is_written_meanwhile(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MANY", 5)
    said: list[str] = []

    class Telling(NoticeLine):
        def tell(self, words: str, style: str = "$text-muted") -> None:
            said.append(words)
            super().tell(words, style)

    monkeypatch.setattr(finding, "NoticeLine", Telling)
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await driver.press("asterisk")
        screen.action_suspend()
        screen.action_bury()
        screen.action_reset_cards()
        await press(driver)
        assert "Suspending 10 cards …" in said
        assert "Suspending 10 cards … 10" in said
        assert said.count("Wait a moment: Suspending 10 cards …") == 2
        assert {kind for kind, _ in kinds(driver)} == {"suspended"}


async def test_a_log_that_cannot_be_written_is_told_and_no_key_changes_anything(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        message = "the disk is full"
        raise DatabaseError(message)

    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        with monkeypatch.context() as patch:
            patch.setattr(Store, "note_all", refuse)
            screen.action_suspend()
            await driver.pilot.pause()
            for worker in list(driver.app.workers):
                while not worker.is_finished:
                    await driver.pilot.pause()
            await driver.pilot.pause()
            assert "✗ Not saved: the disk is full" in driver.text
        screen.bench.trouble = "it is gone"
        for key in ("s", "b", "f", "r", "u"):
            screen.tell("")
            await press(driver, key)
            assert "✗ Nothing can be changed, and the log is left as it is: it is gone" in driver.text, key


async def test_what_is_being_written_is_written_though_the_learner_leaves(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MANY", 1)
    write, left = Store.note_all, threading.Event()

    def later(*given: Any) -> list[Event]:
        left.wait(20)
        return write(*given)

    monkeypatch.setattr(Store, "note_all", later)
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        await driver.press("asterisk", "s", "q")
        assert isinstance(driver.app.screen, HomeScreen)
        left.set()
        while len(events(driver)) < 10:
            await driver.pilot.pause()
        assert isinstance(driver.app.screen, HomeScreen)


async def test_keys_pressed_before_the_log_is_open_are_done_once_it_is(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home", log=False) as driver:
        driver.app.begin_browse("")
        await driver.pilot.pause()
        await press(driver)
        await press(driver, "s")
        assert kinds(driver) == [("suspended", "c0")]


def editor(monkeypatch: pytest.MonkeyPatch, *versions: str, code: int = 0, trouble: str = "") -> list[tuple[Path, int]]:
    """An editor that writes these texts, one at each call."""
    calls: list[tuple[Path, int]] = []
    left = list(versions)

    def edit(_app: object, _setting: str, path: Path, line: int) -> Edited:
        calls.append((path, line))
        if left:
            path.write_text(left.pop(0), encoding="utf-8")
        return Edited(code, trouble)

    monkeypatch.setattr(editing, "edit", edit)
    return calls


async def test_e_opens_the_deck_at_the_card_and_comes_back_to_it(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(
        monkeypatch,
        TEN.replace("Question 3?", "What else?").replace("cards:", "cards:\n  - {id: z, front: New, back: b.}"),
    )
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver, "is:new")
        await press(driver, "j", "j", "j", "greater_than_sign", "e")
        assert [line for _, line in calls] == [7]
        assert screen.table.key == "ten/c3"
        assert "What else?" in driver.text
        assert screen.box.value == "is:new"
        assert "by deck" not in driver.text
        assert "The deck was read again." in driver.text


async def test_a_deck_broken_by_an_edit_is_told_and_can_be_mended_at_once(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(monkeypatch, "deck: [")
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await press(driver, "j", "e")
        assert "The deck can't be read as it is now" in driver.text
        await press(driver, "escape")
        assert "The broken deck is left out" in driver.text
        assert "No deck can be read as it is." in driver.text
        assert not screen.table.keys
        calls[0][0].write_text(TEN, encoding="utf-8")
        driver.app.look_around()
        await settled(driver)
        assert len(screen.table.keys) == 10


async def test_a_deck_broken_by_an_edit_is_opened_again_at_the_fault(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(monkeypatch, TEN.replace("front: Question 3", "frnt: Question 3"), TEN)
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        await press(driver, "enter", "e")
        assert "unknown key 'frnt'" in driver.text
        assert "quizcv search TEXT" not in driver.text
        await press(driver, "e")
        assert [line for _, line in calls] == [4, 7]
        assert "The deck was read again." in driver.text
        assert len(screen.table.keys) == 10


async def test_an_editor_that_cannot_be_had_or_fails_is_told(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(bench_of(TEN), "home") as driver:
        await opened(driver)
        editor(monkeypatch, trouble="there is no such editor")
        await press(driver, "e")
        assert "there is no such editor" in driver.text
        editor(monkeypatch, code=3)
        await press(driver, "e")
        assert "The editor failed with code 3" in driver.text


async def test_a_search_typed_in_one_go_with_its_key_changes_no_card(bench_of: Bencher) -> None:
    async with running(bench_of(TEN), "home") as driver:
        screen = await opened(driver)
        screen.action_find()
        screen.action_suspend()
        screen.action_bury()
        screen.action_flag()
        screen.action_reset_cards()
        screen.action_practise()
        await press(driver)
        assert events(driver) == []
        assert driver.app.screen is screen


async def test_what_another_device_wrote_is_seen(bench_of: Bencher) -> None:
    bench = bench_of(TEN)
    async with running(bench, "home") as driver:
        screen = await opened(driver)
        note(bench, EventKind.SUSPENDED, "c0")
        screen.log_changed()
        await press(driver)
        assert screen.table.found is not None
        assert screen.table.found.suspended
        assert browse(driver) is screen


async def test_with_no_deck_to_be_read_e_opens_the_broken_one_where_it_is_wrong(
    bench_of: Bencher, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(monkeypatch, TEN)
    async with running(bench_of(TEN.replace("front: Question 3", "frnt: Question 3")), "home") as driver:
        screen = await opened(driver)
        assert "E mend deck" in driver.text
        assert "e edit" not in driver.text
        assert "/ find" not in driver.text
        await press(driver, "e")
        assert [line for _, line in calls] == [7]
        assert len(screen.table.keys) == 10
        assert "mend" not in driver.text


async def test_beside_decks_that_can_be_read_a_broken_one_has_a_key_of_its_own(
    bench_of: Bencher, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(monkeypatch, TEN.replace("ten", "eleven"))
    bench = bench_of(TEN)
    (places.decks / "broken.yaml").write_text("deck: [", encoding="utf-8")
    bench.library.reload()
    async with running(bench, "home") as driver:
        screen = await opened(driver)
        await press(driver, "E")
        assert [path.name for path, _ in calls] == ["broken.yaml"]
        assert len(screen.table.keys) == 20


def test_a_long_name_is_cut_so_that_what_is_said_stands_in_one_line() -> None:
    keys = KeyNames(BROWSE, {})
    words = told(SUSPENDING, ["deck/" + "a-long-name-" * 8], 1, keys, 56)
    assert words.startswith("Suspended: deck/a-long")
    assert words.endswith("…. u takes it back.")
    assert cell_len(words) <= 56
    assert told(SUSPENDING, ["deck/a"], 1, keys, 56) == "Suspended: deck/a. u takes it back."
