"""Syncs beside one another and beside backups, undo, clocks and damage of several devices: nothing is lost, nothing spreads."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.progress.rows import event_row
from quizcv.progress.store import Store
from quizcv.progress.sync.folder import SyncError
from quizcv.progress.sync.lock import alone
from tests.progress.support import at, grade
from tests.progress.sync.support import CLOCK, THEIRS, Machine, assert_agree, said, write_file, wrong

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.events import Event
    from quizcv.progress.sync.syncing import Synced
    from quizcv.settings import Places


def test_two_syncs_of_one_log_at_once_wait_for_each_other(here: Machine, folder: Path) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    for number in range(20):
        grade(here.store, f"b/{number}", 4)
    second = Machine.at(here.places.data)
    done: list[Synced] = []
    threads = [threading.Thread(target=lambda: done.append(here.sync(folder)))]
    threads.append(threading.Thread(target=lambda: done.append(second.sync(folder))))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(synced.received for synced in done) == [0, 5]
    assert sorted(synced.sent for synced in done) == [0, 20]
    assert all(synced.ok for synced in done)
    assert_agree([here, second])
    second.store.close()


def test_a_sync_that_never_ends_is_not_waited_for_without_end(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "lock"),
        pytest.raises(SyncError, match="another sync of this log is still at work"),
        alone(tmp_path / "lock", patience=0),
    ):
        pass


def test_where_there_can_be_no_lock_file_the_sync_goes_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with alone(tmp_path / "file" / "lock"):
        pass


def test_a_backup_is_made_before_what_comes_in_and_only_then(here: Machine, folder: Path) -> None:
    grade(here.store, "a/1", 4)
    here.sync(folder)
    assert not list(here.places.backups.glob("before-sync-*.db"))
    write_file(folder / "events-there.jsonl", THEIRS)
    here.sync(folder)
    assert [path.name for path in here.places.backups.glob("before-sync-*.db")] == ["before-sync-2026-03-01.db"]


def test_without_a_backup_nothing_is_taken_in_but_ones_own_events_are_sent(here: Machine, folder: Path) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    grade(here.store, "a/9", 4)
    shutil.rmtree(here.places.backups, ignore_errors=True)
    here.places.backups.write_text("in the way", encoding="utf-8")
    synced = here.sync(folder)
    assert (synced.received, synced.sent, synced.ok) == (0, 1, False)
    assert wrong(synced)[0].startswith("no backup could be made, so nothing was taken in: ")
    here.places.backups.unlink()
    assert here.sync(folder).received == 5


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"reader":1,"place":[],"published":3,"files":7}', b"\xff"])
def test_damaged_marks_cost_a_longer_sync_and_nothing_else(damage: bytes, here: Machine, folder: Path) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    grade(here.store, "a/9", 4)
    here.sync(folder)
    (marks,) = here.places.cache.parent.glob("sync-*.json")
    marks.write_bytes(damage)
    synced = here.sync(folder)
    assert (synced.sent, synced.received, synced.ok) == (0, 0, True)


def test_an_undo_on_one_device_is_an_undo_on_the_other(here: Machine, there: Machine, folder: Path) -> None:
    grade(here.store, "a/1", 1)
    here.sync(folder)
    there.sync(folder)
    there.store.undo(at(1))
    there.sync(folder)
    here.sync(folder)
    assert here.store.states() == there.store.states() == {}
    assert_agree([here, there])


def test_a_clock_two_hours_off_makes_no_difference_to_what_both_know(
    here: Machine, there: Machine, folder: Path
) -> None:
    grade(here.store, "a/1", 4, at(0, 12))
    grade(there.store, "a/1", 2, at(0, 10))
    for _ in range(2):
        here.sync(folder)
        there.sync(folder)
    assert_agree([here, there])
    state = here.store.states()["a/1"]
    assert (state.asked, state.memory.interval, state.last_day_grades) == (2, 1, 2)


def test_damage_in_the_log_does_not_travel(here: Machine, folder: Path) -> None:
    grade(here.store, "a/1", 2)
    with closing(sqlite3.connect(here.places.database)) as connection, connection:
        connection.execute("DROP TRIGGER event_update")
        connection.execute("UPDATE event SET grade = 5")
    synced = here.sync(folder)
    assert (synced.sent, list(folder.iterdir())) == (0, [])
    assert wrong(synced) == [
        f"event 1 of {here.store.device} is damaged in the log, so nothing was sent; mend the log with: quizcv doctor --repair"
    ]


@pytest.mark.parametrize("damage", ["kind = 'grated'", "grade = 1", "day = 0", "drawn = '['", "instant = 1e300"])
def test_damage_in_the_log_to_an_event_of_another_device_is_told_and_the_rest_is_synced(
    damage: str, here: Machine, folder: Path
) -> None:
    path = folder / "events-there.jsonl"
    write_file(path, THEIRS[:3])
    here.sync(folder)
    with closing(sqlite3.connect(here.places.database)) as connection, connection:
        connection.execute("DROP TRIGGER event_update")
        connection.execute(f"UPDATE event SET {damage} WHERE sequence = 2")  # noqa: S608  from the list above
    write_file(path, THEIRS)
    here.forget_marks()
    synced = here.sync(folder)
    assert synced.received == 2
    told_of_it = f"{path}:2: the event {THEIRS[1].id} is damaged in the log; mend the log with: quizcv doctor --repair"
    assert wrong(synced) == [told_of_it]
    assert wrong(here.sync(folder)) == [told_of_it]
    mend(here, THEIRS[1])
    assert here.sync(folder).ok, "what is mended is not remembered"


def mend(machine: Machine, event: Event) -> None:
    """Puts what a row says back to what it said."""
    with closing(sqlite3.connect(machine.places.database)) as connection, connection:
        (number,) = connection.execute("SELECT number FROM device WHERE id = ?", (event.device,)).fetchone()
        row = event_row(event, number)
        columns = ", ".join(f"{name} = ?" for name in row)
        mended = f"UPDATE event SET {columns} WHERE sequence = ?"  # noqa: S608  the log's own columns
        connection.execute(mended, (*row.values(), event.sequence))


def test_a_log_on_a_server_is_synced_like_any_other(here: Machine, server_places: Places, folder: Path) -> None:
    there = Machine(server_places, Store.open(server_places, CLOCK))
    grade(here.store, "a/1", 4, at(0))
    grade(there.store, "a/1", 2, at(1))
    there.store.undo(at(2))
    for machine in (here, there, here):
        assert machine.sync(folder).ok
    assert_agree([here, there])
    assert (here.sync(folder).summary, there.sync(folder).summary) == ("nothing new", "nothing new")
    there.store.close()


def test_two_programs_of_two_devices_at_once_lose_nothing(here: Machine, there: Machine, folder: Path) -> None:
    for number in range(10):
        grade(here.store, f"a/{number}", 4)
        grade(there.store, f"a/{number}", 3)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "quizcv", "sync", str(folder), "--json"],
            env={**os.environ, "QUIZCV_HOME": str(home)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for home in (here.places.data, there.places.data)
    ]
    outs = [program.communicate(timeout=120)[0] for program in started]
    assert [program.returncode for program in started] == [0, 0], outs
    here.sync(folder)
    there.sync(folder)
    assert_agree([here, there])
    assert len(said(here.store.events())) == 20
