"""A damaged log: whatever can be brought back is, what is brought back is what was written, and it is told in numbers."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.cli.shapes import event_json
from quizcv.clock import Clock
from quizcv.errors import DatabaseError
from quizcv.progress.backup import daily_backup
from quizcv.progress.doctor import doctor
from quizcv.progress.exported.writing import written
from quizcv.progress.replay import replay
from quizcv.progress.rescue.salvage import salvage
from quizcv.progress.store import Store
from tests.progress.support import at, digest, grade

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quizcv.cards.library import Library
    from quizcv.events import Event
    from quizcv.progress.checks import Diagnosis
    from quizcv.settings import Places

PAGE = 4096
CLOCK = Clock(at(9).local)


def begun(places: Places, events: int, *, backed_up: int | None = None) -> list[Event]:
    """A log of so many grades in one file, the first of them in a backup of the day."""
    made = []
    with Store.open(places, CLOCK, synchronous="OFF") as store:
        for number in range(events):
            if number == backed_up:
                assert daily_backup(store.path, places.backups, at(10).day) is not None
            made.append(grade(store, f"a/{number % 40}", number % 6, at(number // 40, 12 + number % 40 / 10))[0])
    return made


def overwrite(path: Path, start: int, size: int) -> None:
    data = bytearray(path.read_bytes())
    data[start : start + size] = os.urandom(len(data[start : start + size]))
    path.write_bytes(data)


def repaired(places: Places, library: Library, *files: Path) -> str:
    """What the repair says it brought back; after it all is well."""
    diagnosis = doctor(places, library, CLOCK, repair=True, files=files)
    assert diagnosis.ok, told(diagnosis)
    assert diagnosis.checks[0].name == "rescue"
    assert doctor(places, library, CLOCK).ok
    return diagnosis.checks[0].message


def told(diagnosis: Diagnosis) -> str:
    return "; ".join(f"{check.name}: {check.message}" for check in diagnosis.checks if not check.ok)


def log_of(places: Places) -> list[Event]:
    with Store.open(places, CLOCK) as store:
        events = list(store.events())
        assert store.states() == replay(events)
        return events


def among(events: Iterable[Event], others: Iterable[Event]) -> bool:
    """Whether each of the events is, to the letter, one of the others."""
    known = {event.id: event for event in others}
    return all(known.get(event.id) == event for event in events)


def sorted_by_id(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.id)


def test_a_log_whose_middle_is_overwritten_is_put_together_from_backup_and_file(
    places: Places, library: Library, path: Path
) -> None:
    made = begun(places, 400, backed_up=300)
    size = path.stat().st_size
    overwrite(path, size // 3, size // 3)
    damaged = digest(path)
    before = doctor(places, library, CLOCK)
    assert not before.ok
    assert before.checks[-1].name == "rescue"
    assert before.checks[-1].message.startswith("quizcv doctor --repair would put together ")
    assert digest(path) == damaged
    message = repaired(places, library)
    back = log_of(places)
    assert among(back, made)
    assert among(made[:300], back)
    backup = places.backups / "quizcv-2026-03-11.db"
    more = len(back) - 300
    assert message.startswith(f"put together {len(back)} events: 300 from the backup {backup}, ")
    assert f"{more} more from the damaged file" in message or not more
    (aside,) = path.parent.glob("quizcv-damaged-*.db")
    assert f"The damaged file is kept as {aside}" in message
    assert digest(aside) == damaged


def test_what_is_known_to_be_missing_is_named(places: Places, library: Library, path: Path) -> None:
    made = begun(places, 300)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_delete")
        connection.execute("DELETE FROM event WHERE sequence IN (7, 8, 9)")
        connection.execute("VACUUM")
    overwrite(path, 40, 16)  # the schema's version and format
    message = repaired(places, library)
    assert (
        f"put together 297 events: 297 from the damaged file; the latest is of {made[-1].moment.local:%Y-%m-%d %H:%M}"
        in message
    )
    assert f"Known to be missing: events 7 to 9 of {made[0].device}" in message
    assert len(log_of(places)) == 297


def test_the_rescued_log_is_append_only_and_goes_on_under_a_new_name(
    places: Places, library: Library, path: Path
) -> None:
    made = begun(places, 60, backed_up=60 - 1)
    overwrite(path, 0, 200)
    repaired(places, library)
    with Store.open(places, CLOCK) as store:
        assert store.device != made[0].device
        event, _ = grade(store, "a/1", 5, at(20))
        assert (event.device, event.sequence) == (store.device, 1)
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("DELETE FROM event")


@pytest.mark.parametrize("start", [0, 16, 24, 100])
def test_a_log_that_has_lost_its_beginning_is_known_as_one_all_the_same(
    places: Places, library: Library, path: Path, start: int
) -> None:
    made = begun(places, 200)
    overwrite(path, start, 700)
    repaired(places, library)
    assert sorted_by_id(log_of(places)) == sorted_by_id(made)


@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_a_log_that_was_cut_off_keeps_what_is_left(places: Places, library: Library, path: Path, part: int) -> None:
    made = begun(places, 300, backed_up=40)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * part // 5])
    repaired(places, library)
    back = log_of(places)
    assert among(made[:40], back)
    assert among(back, made)


def test_a_log_that_is_gone_comes_back_from_its_backup(places: Places, library: Library, path: Path) -> None:
    made = begun(places, 50, backed_up=30)
    path.unlink()
    diagnosis = doctor(places, library, CLOCK)
    assert told(diagnosis).startswith(
        f"file: there is no log at {path}, but there was one; rescue: quizcv doctor --repair would"
    )
    assert "The damaged file" not in repaired(places, library)
    assert sorted_by_id(log_of(places)) == sorted_by_id(made[:30])


@pytest.mark.parametrize("as_log_prints_it", [True, False])
def test_files_of_events_give_what_no_log_has_any_more(
    places: Places, library: Library, path: Path, tmp_path: Path, *, as_log_prints_it: bool
) -> None:
    made = begun(places, 120)
    lines = [
        json.dumps(event_json(event)).encode() + b"\n" if as_log_prints_it else written(event) for event in made[:100]
    ]
    file = tmp_path / "events.jsonl"
    file.write_bytes(b"".join(lines) + b"{torn")
    path.write_bytes(os.urandom(path.stat().st_size))
    assert not doctor(places, library, CLOCK, repair=True).ok
    message = repaired(places, library, file)
    assert message.startswith(f"put together 100 events: 100 from the events in {file}")
    assert sorted_by_id(log_of(places)) == sorted_by_id(made[:100])


def test_a_grade_that_turned_into_another_one_is_not_believed(places: Places, library: Library, path: Path) -> None:
    made = begun(places, 80, backed_up=50)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_update")
        connection.execute("UPDATE event SET response = 'something else' WHERE sequence IN (10, 70)")
        connection.commit()
    found = told(doctor(places, library, CLOCK))
    assert f"2 events can't be believed: event 10 of {made[0].device}: its seal does not fit what it says" in found
    message = repaired(places, library)
    assert "2 rows of the damaged file can't be believed" in message
    assert f"Known to be missing: events 70 of {made[0].device}" in message
    assert sorted_by_id(log_of(places)) == sorted_by_id([event for event in made if event.sequence != 70])


def test_the_end_of_a_log_that_is_gone_is_seen_by_its_backup(places: Places, library: Library, path: Path) -> None:
    begun(places, 20)
    earlier = path.read_bytes()
    made = begun(places, 5, backed_up=4)
    path.write_bytes(earlier)
    found = told(doctor(places, library, CLOCK))
    assert found.startswith("losses: 4 events are in the backup ")
    repaired(places, library)
    assert among(made[:4], log_of(places))


def test_a_damaged_backup_is_passed_over_for_an_older_one(places: Places, library: Library, path: Path) -> None:
    made = begun(places, 60, backed_up=20)
    with Store.open(places, CLOCK) as store:
        newer = daily_backup(store.path, places.backups, at(11).day)
    assert newer is not None
    overwrite(newer, 8000, 8000)
    path.unlink()
    message = repaired(places, library)
    assert f"put together 20 events: 20 from the backup {places.backups / 'quizcv-2026-03-11.db'}" in message
    assert "Not used: " in message
    assert sorted_by_id(log_of(places)) == sorted_by_id(made[:20])


def test_a_log_open_elsewhere_is_not_rescued_under_its_feet(
    places: Places, library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = begun(places, 30, backed_up=20)
    overwrite(path, 100, 200)

    def busy(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("fcntl.lockf", busy)
    assert "is open in another program; close that program and try again" in told(
        doctor(places, library, CLOCK, repair=True)
    )
    assert [each.name for each in path.parent.glob(".quizcv*")] == []
    monkeypatch.undo()
    monkeypatch.setenv("QUIZCV_HOME", str(path.parent))
    repaired(places, library)
    assert among(made[:20], log_of(places))


def test_nothing_that_damage_made_up_is_salvaged(places: Places, path: Path) -> None:
    made = begun(places, 100)
    whole = path.read_bytes()
    for place in range(0, len(whole), 797):
        flipped = bytearray(whole)
        flipped[place] ^= 0x10
        path.write_bytes(flipped)
        assert among(salvage(path).events, made)


def test_a_file_that_was_never_ours_is_left(places: Places, library: Library, path: Path) -> None:
    path.write_text("My notes.\n" * 900, encoding="utf-8")
    before = digest(path)
    assert "is no quizcv log" in told(doctor(places, library, CLOCK, repair=True))
    assert digest(path) == before


@pytest.mark.parametrize("left", ["empty", "gone"])
def test_grades_that_wait_beside_a_log_that_is_gone_are_not_removed_but_rescued(
    places: Places, library: Library, path: Path, left: str
) -> None:
    begun(places, 3)
    with Store.open(places, CLOCK) as store:
        grade(store, "b/1", 4, at(9))
        file, waiting = path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()
    assert file
    path.write_bytes(b"")
    if left == "gone":
        path.unlink()
    path.with_name(path.name + "-wal").write_bytes(waiting)
    with pytest.raises(
        DatabaseError, match=r"is gone or empty, and .*-wal still holds some of it\. It was left as it is"
    ):
        Store.open(places, CLOCK)
    repaired(places, library)
    assert "b/1" in {event.card for event in log_of(places)}


def test_a_new_log_where_there_was_one_is_told(places: Places, path: Path) -> None:
    begun(places, 5, backed_up=3)
    path.unlink()
    with Store.open(places, CLOCK) as store:
        (notice,) = store.notices
    assert notice.startswith(
        f"a new log was begun at {path}, but there are backups of an earlier one in {places.backups}"
    )
