"""The cache can be deleted, damaged, locked or impossible at any time: nobody who reviews ever notices."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quizcv.cards import cache as cache_module
from quizcv.cards import filling
from quizcv.cards.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.model import Deck
    from quizcv.settings import Places

DECK = "deck: a\ncards:\n  - {id: x, front: kernel size, back: b}\n"


@pytest.fixture
def places_with_deck(places: Places) -> Places:
    (places.decks / "a.yaml").write_text(DECK, encoding="utf-8")
    return places


def works(places: Places) -> Library:
    library = Library.load(places)
    assert library.keys() == ["a/x"]
    assert library.question("a/x", 1).prompt == "kernel size"
    assert library.cache.is_file()
    tables = sqlite3.connect(library.cache)
    assert tables.execute("SELECT name, title, position, total FROM deck").fetchall() == [("a", "a", 0, 1)]
    assert tables.execute("SELECT key, deck, position, kind FROM sibling").fetchall() == [("a/x", "a", 0, "basic")]
    tables.close()
    return library


def test_a_cache_that_was_deleted_is_made_again(places_with_deck: Places) -> None:
    works(places_with_deck).close()
    places_with_deck.cache.unlink()
    assert works(places_with_deck).cache == places_with_deck.cache


@pytest.mark.parametrize(
    "damage",
    [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000],
    ids=["empty", "text", "torn"],
)
def test_a_damaged_cache_is_made_again(places_with_deck: Places, damage: bytes) -> None:
    places_with_deck.cache.parent.mkdir(parents=True)
    places_with_deck.cache.write_bytes(damage)
    works(places_with_deck)


def test_pages_torn_out_of_a_sound_looking_cache_are_noticed(places_with_deck: Places) -> None:
    works(places_with_deck).close()
    data = places_with_deck.cache.read_bytes()
    places_with_deck.cache.write_bytes(data[:4096] + b"\xaa" * (len(data) - 4096))
    works(places_with_deck)


def test_damage_while_it_is_open_is_mended(places_with_deck: Places) -> None:
    library = works(places_with_deck)
    size = places_with_deck.cache.stat().st_size
    with places_with_deck.cache.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xaa" * (size - 4096))
    assert library.question("a/x", 1).prompt == "kernel size"


def test_a_cache_of_another_version_is_made_again(places_with_deck: Places) -> None:
    works(places_with_deck).close()
    connection = sqlite3.connect(places_with_deck.cache)
    connection.execute("PRAGMA user_version = 999")
    connection.execute("DROP TABLE sibling")
    connection.close()
    assert works(places_with_deck).cache == places_with_deck.cache


def test_somebody_else_s_database_is_left_alone(places_with_deck: Places) -> None:
    places_with_deck.cache.parent.mkdir(parents=True)
    connection = sqlite3.connect(places_with_deck.cache)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = places_with_deck.cache.read_bytes()
    library = works(places_with_deck)
    assert library.cache != places_with_deck.cache
    assert places_with_deck.cache.read_bytes() == before


def test_a_locked_cache_is_worked_around(places_with_deck: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "PATIENCE_SECONDS", 0.01)
    works(places_with_deck).close()
    other = sqlite3.connect(places_with_deck.cache, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    (places_with_deck.decks / "a.yaml").write_text(DECK + "# changed\n", encoding="utf-8")
    library = works(places_with_deck)
    assert library.cache != places_with_deck.cache
    other.execute("ROLLBACK")
    other.close()


def test_a_cache_that_can_not_be_written_is_worked_around(
    places_with_deck: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    works(places_with_deck).close()
    original = cache_module._connect

    def read_only(path: Path) -> sqlite3.Connection:
        if path != places_with_deck.cache:
            return original(path)
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr(cache_module, "_connect", read_only)
    (places_with_deck.decks / "a.yaml").write_text(DECK + "# changed\n", encoding="utf-8")
    assert works(places_with_deck).cache != places_with_deck.cache


def test_a_cache_in_an_impossible_place_is_worked_around(places_with_deck: Places) -> None:
    places_with_deck.cache.parent.parent.mkdir(parents=True, exist_ok=True)
    places_with_deck.cache.parent.write_text("a file where a folder should be", encoding="utf-8")
    library = works(places_with_deck)
    folder = library.cache.parent
    del library
    assert not folder.exists(), "a temporary cache is removed with its library"


def test_a_folder_in_the_cache_s_place_is_worked_around(places_with_deck: Places) -> None:
    places_with_deck.cache.mkdir(parents=True)
    assert works(places_with_deck).cache != places_with_deck.cache


def test_many_may_start_at_once(places_with_deck: Places) -> None:
    for number in range(20):
        (places_with_deck.decks / f"{number}.yaml").write_text(
            DECK.replace("deck: a", f"deck: d{number}"), encoding="utf-8"
        )
    code = (
        "from quizcv.settings import Places; from quizcv.cards.library import Library\n"
        "places = Places.from_environment(); library = Library.load(places, shipped=False)\n"
        "print(len(library.keys()), library.cache == places.cache)"
    )
    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[0] for process in started] == ["21 True\n"] * 4


def test_a_disk_that_fills_up_while_reading_leaves_the_old_cache_whole(
    places_with_deck: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    works(places_with_deck).close()
    (places_with_deck.decks / "b.yaml").write_text(DECK.replace("deck: a", "deck: b"), encoding="utf-8")
    failed: list[Path] = []

    original = filling._insert

    def full(connection: sqlite3.Connection, deck: Deck, *, shipped: bool) -> None:
        if not failed:
            failed.append(places_with_deck.cache)
            message = "database or disk is full"
            raise sqlite3.OperationalError(message)
        original(connection, deck, shipped=shipped)

    monkeypatch.setattr(filling, "_insert", full)
    library = Library.load(places_with_deck)
    assert library.keys() == ["a/x", "b/x"]
    assert library.cache != places_with_deck.cache
    stored = sqlite3.connect(places_with_deck.cache)
    assert stored.execute("SELECT name FROM deck").fetchall() == [("a",)]
    stored.close()
