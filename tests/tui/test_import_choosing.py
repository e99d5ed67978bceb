"""Which note is meant, however its path is typed; and what is told of a note that can't be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.tui.host import NoteToImport
from quizcv.tui.importing.choosing import NoteScreen
from quizcv.tui.importing.notefiles import completed, offer_lines, offers_for, size_words, typed_path
from quizcv.tui.importing.plan import read_plan, write_plan
from quizcv.tui.importing.screen import DecidingScreen
from quizcv.tui.render.wrapping import width_of
from tests.tui.driving import Driver, running
from tests.tui.importing_notes import NOTE, note_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench

    Bencher = Callable[..., Bench]


def choosing(driver: Driver) -> NoteScreen:
    screen = driver.app.screen
    assert isinstance(screen, NoteScreen)
    return screen


async def named(driver: Driver, path: object, *keys: str) -> None:
    """Names a note in the box, and presses some keys."""
    await driver.press("i")
    choosing(driver).box.value = str(path)
    await driver.pilot.pause()
    await driver.press(*(keys or ("enter",)))
    await driver.app.workers.wait_for_complete()
    await driver.pilot.pause()


def words(driver: Driver) -> str:
    return " ".join(driver.text.split())


# Paths


@pytest.mark.parametrize(
    "typed",
    [
        "/notes/my note.md",
        "  /notes/my note.md ",
        "'/notes/my note.md'",
        '"/notes/my note.md"',
        "'/notes/my note.md",
        "/notes/my\\ note.md",
        "file:///notes/my%20note.md",
    ],
)
def test_a_path_is_understood_as_it_is_typed_pasted_quoted_or_dropped(typed: str) -> None:
    assert typed_path(typed) == Path("/notes/my note.md")


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    assert typed_path("~/a.md") == Path("/somewhere/a.md")


def test_a_backslash_that_is_part_of_a_name_stays(tmp_path: Path) -> None:
    note = note_in(tmp_path, name="a\\b.md")
    assert typed_path(str(note)) == note


def test_notes_and_folders_are_offered_that_begin_as_typed_and_hidden_ones_only_when_asked_for(
    bench_of: Bencher, tmp_path: Path
) -> None:
    library = bench_of("").library
    for name in ("Cnn.md", "cnn-old.markdown", "other.txt", "picture.png", ".hidden.md"):
        note_in(tmp_path, name=name)
    (tmp_path / "cnns").mkdir()
    assert [offer.words for offer in offers_for(f"{tmp_path}/cn", library)] == ["cnn-old.markdown", "Cnn.md", "cnns/"]
    assert [offer.words for offer in offers_for(f"{tmp_path}/.h", library)] == [".hidden.md"]
    assert "picture.png" not in [offer.words for offer in offers_for(f"{tmp_path}/", library)]
    assert offers_for("/nowhere/at/all", library) == []


def test_what_is_typed_is_completed_as_far_as_the_offers_agree(bench_of: Bencher, tmp_path: Path) -> None:
    library = bench_of("").library
    note_in(tmp_path, name="layers-one.md")
    note_in(tmp_path, name="layers-two.md")
    typed = f"{tmp_path}/lay"
    assert completed(typed, offers_for(typed, library)) == f"{tmp_path}/layers-"
    typed = f"{tmp_path}/layers-t"
    assert completed(typed, offers_for(typed, library)) == f"{tmp_path}/layers-two.md"
    assert completed(f"{tmp_path}/x", []) == f"{tmp_path}/x"


def test_the_notes_imported_before_are_offered_first(bench_of: Bencher, tmp_path: Path) -> None:
    bench = bench_of("")
    note = note_in(tmp_path)
    plan = read_plan(note, bench.places.decks, None, bench.library)
    write_plan(plan, plan.report.deck)
    bench.library.reload()
    first = offers_for("", bench.library)[0]
    assert (first.path, first.aside) == (note, "again, into small")
    note.unlink()
    assert all(offer.path != note for offer in offers_for("", bench.library))


@pytest.mark.parametrize("width", [30, 56, 72])
def test_every_offer_is_as_wide_as_its_list(bench_of: Bencher, tmp_path: Path, width: int) -> None:
    note_in(tmp_path, name="影像辨識的很長很長很長的筆記名稱.md")
    offers = offers_for(f"{tmp_path}/", bench_of("").library)
    assert all(width_of(line) <= width for line in offer_lines(offers, 0, 0, width))


def test_a_size_is_told_in_three_digits() -> None:
    assert [size_words(each) for each in (0, 9626, 40_000, 3 << 20)] == ["0 B", "9.4 kB", "39 kB", "3.0 MB"]


# The screen


def larger_than_any_note(path: Path) -> None:
    """A file that says it is large and takes no room."""
    path.touch()
    os.truncate(path, (64 << 20) + 1)


async def test_i_on_the_first_screen_asks_for_a_note_and_enter_leads_to_its_cards(
    bench_of: Bencher, tmp_path: Path
) -> None:
    note = note_in(tmp_path)
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, f"'{note}'")
        assert isinstance(driver.app.screen, DecidingScreen)
        assert "Why does a pooling layer have no weights?" in driver.text
        assert not (driver.bench.places.decks / "small.yaml").exists()
        await driver.press("escape")
        assert "Enter" in driver.text


async def test_the_beginning_of_the_only_name_there_is_will_do(bench_of: Bencher, tmp_path: Path) -> None:
    note_in(tmp_path)
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, f"{tmp_path}/sma")
        assert isinstance(driver.app.screen, DecidingScreen)
    note_in(tmp_path, name="smaller.md")
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, f"{tmp_path}/sma")
        assert "no such file" in driver.text


async def test_a_note_is_chosen_from_the_list_by_keys_and_by_clicks(bench_of: Bencher, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    note_in(tmp_path / "notes")
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, f"{tmp_path}/no", "down", "enter")
        assert choosing(driver).box.value == f"{tmp_path}/notes/"
        assert "small.md" in driver.text
        await driver.press("down", "up")
        assert choosing(driver).list.cursor == -1
        await driver.pilot.click("#offers", offset=(6, 0))
        assert choosing(driver).list.cursor == 0
        await driver.pilot.click("#offers", offset=(6, 0))
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert isinstance(driver.app.screen, DecidingScreen)


async def test_tab_completes_and_f2_names_the_deck(bench_of: Bencher, tmp_path: Path) -> None:
    note_in(tmp_path)
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, f"{tmp_path}/sm", "tab", "f2")
        screen = choosing(driver)
        assert screen.box.value == f"{tmp_path}/small.md"
        assert screen.name_box.has_focus
        screen.name_box.value = "mine"
        await driver.press("f2")
        assert screen.box.has_focus
        await driver.press("enter")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert "→ mine" in driver.text


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _note: None, "can't be read"),
        (lambda note: note.write_text("", encoding="utf-8"), "the note is empty"),
        (lambda note: note.write_text(" \n\n", encoding="utf-8"), "the note is empty"),
        (lambda note: note.write_bytes(bytes(range(256)) * 40), "no text"),
        (larger_than_any_note, "larger than 64 MiB"),
        (os.mkfifo, "a device or a pipe"),
    ],
    ids=["vanished", "empty", "blank", "no-text", "too-large", "pipe"],
)
async def test_a_note_that_cannot_be_read_is_told_on_the_screen_and_another_can_be_named(
    bench_of: Bencher, tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    bad = tmp_path / "bad.md"
    make(bad)
    note = note_in(tmp_path)
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, bad)
        assert told in words(driver)
        choosing(driver).box.value = str(note)
        await driver.pilot.pause()
        assert told not in words(driver)
        await driver.press("enter")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert isinstance(driver.app.screen, DecidingScreen)


async def test_a_picture_s_file_is_refused_by_its_name_and_nothing_named_is_told(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, note_in(tmp_path, name="a.png"))
        assert "is no note that can be imported" in words(driver)
        choosing(driver).box.value = ""
        await driver.press("enter")
        assert "Name a note first." in driver.text


async def test_a_name_that_another_deck_has_is_told_with_the_box_to_name_it_in(
    bench_of: Bencher, tmp_path: Path
) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, note_in(tmp_path, name="looks.md"))
        assert "in the box above (F2)" in words(driver)
        assert "--to" not in driver.text


async def test_a_note_with_nothing_in_it_is_told(bench_of: Bencher, tmp_path: Path) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, note_in(tmp_path, "***\n", name="bare.md"))
        assert "nothing in this note" in words(driver)


async def test_of_a_note_that_makes_no_card_no_deck_is_written(bench_of: Bencher, tmp_path: Path) -> None:
    async with running(bench_of(), "home", log=False) as driver:
        await named(driver, note_in(tmp_path, "<!-- a comment -->\n", name="bare.md"))
        assert isinstance(driver.app.screen, DecidingScreen)
        await driver.press("w")
        assert "no card and no draft" in words(driver)
        assert not (driver.bench.places.decks / "bare.yaml").exists()


async def test_the_app_can_be_started_with_a_note_and_is_left_from_its_lists(bench_of: Bencher, tmp_path: Path) -> None:
    async with running(bench_of(), NoteToImport(note_in(tmp_path), "mine"), log=False) as driver:
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert isinstance(driver.app.screen, DecidingScreen)
        assert "→ mine" in driver.text
        await driver.press("q")
    assert driver.app.return_value == 0


async def test_reading_can_be_stopped(bench_of: Bencher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = note_in(tmp_path, NOTE)
    async with running(bench_of(), "home", log=False) as driver:
        await driver.press("i")
        screen = choosing(driver)
        monkeypatch.setattr(screen, "run_worker", lambda work, **_: work.close())
        screen.read(note)
        await driver.pilot.pause()
        assert "Reading" in driver.text
        assert "stop" in driver.text
        assert "%" not in driver.text
        reading = screen.reading
        assert reading is not None
        screen._done(reading, 300, 800)
        screen._tick()
        await driver.pilot.pause()
        assert "━" * 9 + "─" * 15 + "  37 %" in driver.text
        await driver.press("escape")
        screen._done(reading, 800, 800)
        assert screen._share == 300 / 800
        assert "Stopped; nothing is imported." in driver.text
        assert isinstance(driver.app.screen, NoteScreen)
        await driver.press("escape")
        assert not isinstance(driver.app.screen, NoteScreen)
