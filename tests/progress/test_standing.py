"""How the cards stand is told the same whether the kept sums can be used or not. That they follow the log: see `test_begun`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.cards.library import Library
from quizcv.events import EventKind
from quizcv.progress.counted import NAME
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.statistics.figures import Standing
from tests.progress.support import DAY, at, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.settings import Places

ON_BOTH = True
TOMORROW = DAY.toordinal() + 1
EASE = 250


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    write_deck(places, "a", ["1", "2", "3"])
    with closing(Library.load(places, shipped=False)) as library:
        yield library


@pytest.fixture
def glance(places: Places, library: Library, store: Store) -> Iterator[Glance]:
    grade(store, "a/1", 4)
    grade(store, "a/2", 4)
    with Glance.open(places, library) as glance:
        yield glance


def all_the_same(cards: int) -> Standing:
    """So many cards, each graded once, yesterday's tomorrow."""
    return Standing({TOMORROW: cards}, {1: cards}, {EASE: cards})


def test_a_grade_and_a_card_set_aside_are_in_the_next_look(glance: Glance, store: Store) -> None:
    assert glance.standing() == all_the_same(2)
    grade(store, "a/3", 4)
    assert glance.standing() == all_the_same(3)
    store.note(EventKind.SUSPENDED, "a/3", at())
    assert glance.standing() == all_the_same(2)


def test_a_card_gone_from_its_deck_is_counted_no_more(glance: Glance, places: Places, library: Library) -> None:
    assert glance.standing() == all_the_same(2)
    write_deck(places, "a", ["2", "3"])
    library.reload()
    assert glance.standing() == all_the_same(1)
    (places.decks / "a.yaml").unlink()
    library.reload()
    assert glance.standing() == Standing()


@pytest.mark.file_only
def test_only_the_cards_of_new_events_are_read_again(glance: Glance, store: Store) -> None:
    glance.standing()
    grade(store, "a/3", 4)
    seen: list[str] = []
    with glance._reading() as connection:
        connection.set_trace_callback(seen.append)
        glance.standing()
        connection.set_trace_callback(None)
    read = [statement for statement in seen if "memory.ease" in statement]
    assert len(read) == 1
    assert read[0].endswith("memory.card = 'a/3'")


@pytest.mark.file_only
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"no database" * 99),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"x" * 9000),
    ],
    ids=["something else", "emptied", "torn"],
)
def test_a_spoilt_file_is_made_anew(glance: Glance, places: Places, spoil: Any) -> None:
    glance.standing()
    spoil(places.cache.with_name(NAME))
    assert glance.standing() == all_the_same(2)
    assert glance.standing() == all_the_same(2)


@pytest.mark.file_only
def test_where_nothing_can_be_kept_all_cards_are_counted(glance: Glance, places: Places) -> None:
    places.cache.with_name(NAME).mkdir()
    assert glance.standing() == all_the_same(2)


@pytest.mark.file_only
def test_a_file_that_another_program_holds_is_done_without(
    glance: Glance, store: Store, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizcv.progress.counted.PATIENCE_SECONDS", 0.01)
    glance.standing()
    with closing(sqlite3.connect(places.cache.with_name(NAME), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        grade(store, "a/3", 4)
        assert glance.standing() == all_the_same(3)


@pytest.mark.file_only
def test_another_log_in_the_same_place_is_counted_anew(
    glance: Glance, places: Places, library: Library, clock: Clock, tmp_path: Path
) -> None:
    glance.standing()
    other = places._replace(database=str(tmp_path / "other.db"))
    with Store.open(other, clock) as store:
        grade(store, "a/3", 4)
        store.note(EventKind.FLAGGED, "a/1", at(), "odd")
    with Glance.open(other, library) as look:
        assert look.standing() == all_the_same(1)
