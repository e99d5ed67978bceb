from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.events import EventKind
from quizcv.progress.doctor import doctor
from quizcv.progress.replay import replay
from tests.progress.support import at, digest, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Clock
    from quizcv.progress.store import Store
    from quizcv.settings import Places


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    write_deck(places, "a", ["1", "2"])
    loaded = Library.load(places, shipped=False)
    yield loaded
    loaded.close()


def tamper(store: Store, *statements: str) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def message(store: Store, library: Library, name: str, *, ok: bool) -> str:
    (check,) = [check for check in store.doctor(library).checks if check.name == name]
    assert check.ok is ok
    return check.message


def test_a_log_that_is_well_is_well_in_every_part(store: Store, library: Library) -> None:
    grade(store, "a/1", 4)
    store.note(EventKind.FLAGGED, "a/2", at(), "odd")
    store.undo(at())
    diagnosis = store.doctor(library)
    assert diagnosis.ok
    assert [check.name for check in diagnosis.checks] == [
        "file",
        "integrity",
        "foreign keys",
        "append-only",
        "numbering",
        "projection",
        "decks",
    ]


def test_before_the_first_grade_all_is_well(places: Places, library: Library, clock: Clock) -> None:
    (check,) = doctor(places, library, clock).checks
    assert check.ok
    assert check.message == f"there is no log yet; the first grade begins {places.database}"
    assert places.database_path is not None
    assert not places.database_path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE memory SET ease = 251 WHERE card = 'a/1'",
        "DELETE FROM memory WHERE card = 'a/1'",
        "UPDATE memory SET card = 'a/0' WHERE card = 'a/1'",
        "UPDATE memory SET deck = 'b' WHERE card = 'a/1'",
    ],
)
def test_a_wrong_projection_is_found_and_made_afresh(statement: str, store: Store, library: Library) -> None:
    event, _ = grade(store, "a/1", 4)
    tamper(store, statement)
    told = message(store, library, "projection", ok=False)
    assert told.startswith("what is known differs from a replay of the log for a/")
    assert told.endswith("mend it with: quizcv doctor --repair")
    assert store.doctor(library, repair=True).ok
    assert store.states() == replay(store.events())
    assert list(store.events()) == [event]
    assert store.doctor(library).ok


def test_missing_guards_are_found_and_put_back(store: Store, library: Library) -> None:
    grade(store, "a/1", 4)
    tamper(store, "DROP TRIGGER event_delete")
    assert "(event_delete)" in message(store, library, "append-only", ok=False)
    assert store.doctor(library, repair=True).ok
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tamper(store, "DELETE FROM event")


def test_missing_events_are_found_and_not_invented(store: Store, library: Library) -> None:
    for number in range(6):
        grade(store, f"a/{number}", 4)
    tamper(store, "DROP TRIGGER event_delete", "DELETE FROM event WHERE sequence IN (2, 4, 5)")
    assert message(store, library, "numbering", ok=False).startswith(
        "events 2, 4 to 5 are missing; bring a backup back"
    )
    assert not store.doctor(library, repair=True).ok


def test_one_event_is_told_as_one(store: Store, library: Library) -> None:
    grade(store, "a/1", 4)
    assert message(store, library, "numbering", ok=True) == "1 event of this device, numbered without a gap"
    grade(store, "a/2", 4)
    grade(store, "a/1", 5)
    tamper(store, "DROP TRIGGER event_delete", "DELETE FROM event WHERE sequence = 2")
    assert message(store, library, "numbering", ok=False).startswith("event 2 is missing; ")


def test_an_event_without_its_device_is_found(store: Store, library: Library) -> None:
    grade(store, "a/1", 4)
    tamper(store, "DELETE FROM device")
    assert "1 event names a device that is not there" in message(store, library, "foreign keys", ok=False)


def test_cards_that_are_in_no_deck_are_told_and_are_no_fault(store: Store, library: Library) -> None:
    for number in range(9):
        grade(store, f"gone/{number}", 4)
    grade(store, "a/1", 4)
    assert message(store, library, "decks", ok=True) == (
        "10 cards of the log are known; 9 of them are in no deck now and rest until they are back: "
        "gone/0, gone/1, gone/2, gone/3, gone/4 and 4 more"
    )


def test_tables_that_were_altered_are_found(store: Store, library: Library, places: Places, clock: Clock) -> None:
    grade(store, "a/1", 4)
    store.close()
    tamper(store, "DROP INDEX event_card")
    (check,) = [check for check in doctor(places, library, clock).checks if check.name == "tables"]
    assert not check.ok
    assert "not as this version makes them: event_card" in check.message
    assert doctor(places, library, clock, repair=True).ok
    assert doctor(places, library, clock).ok


def test_a_repair_is_made_after_a_backup(store: Store, library: Library, places: Places, clock: Clock) -> None:
    grade(store, "a/1", 4)
    tamper(store, "UPDATE memory SET ease = 130")
    before = [row.ease for row in [store.states()["a/1"].memory]]
    diagnosis = doctor(places, library, clock, repair=True)
    assert diagnosis.ok
    (copy,) = places.backups.glob("before-repair-*.db")
    assert diagnosis.checks[-1].message == f"the log as it was before is kept as {copy}"
    with closing(sqlite3.connect(copy)) as connection:
        assert [ease for (ease,) in connection.execute("SELECT ease FROM memory")] == before == [130]


def test_the_doctor_changes_nothing_unless_asked(store: Store, library: Library, places: Places, clock: Clock) -> None:
    grade(store, "a/1", 4)
    tamper(store, "UPDATE memory SET ease = 130", "DROP TRIGGER event_delete")
    store.close()
    before = digest(store.path)
    assert not doctor(places, library, clock).ok
    assert digest(store.path) == before
    assert not places.backups.exists()
