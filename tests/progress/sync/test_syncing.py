"""A sync withstands what happens to files, folders and logs: the rest goes on, and what can't be read is told with its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from quizcv.events import EventKind
from quizcv.progress.exported.writing import Heading, written, written_heading
from quizcv.progress.rows import event_row
from quizcv.progress.store import Store
from quizcv.progress.sync import folder as folders
from quizcv.progress.sync import publishing
from quizcv.progress.sync.folder import SyncError, is_events_file, kept_name, own_name
from quizcv.progress.sync.lock import alone
from tests.progress.support import at, event, grade
from tests.progress.sync.support import CLOCK, Machine, assert_agree, assert_sound, ids_in, said, write_file
from tests.progress.test_faults import somebody_else
from tests.torture.damage import can_mount, small_disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quizcv.events import Event
    from quizcv.progress.sync.absorbing import Absorbed
    from quizcv.progress.sync.syncing import Synced
    from quizcv.settings import Places

THEIRS = [
    event(number, EventKind.GRADED, f"a/{number}", at(number), given=4, interval=1, device="there")
    for number in range(1, 6)
]


def wrong(synced: Synced) -> list[str]:
    return [check.message for check in synced.checks if not check.ok]


def told(synced: Synced) -> list[str]:
    return [check.message for check in synced.checks[1:]]


def test_the_file_is_the_log_in_order_and_grows_by_what_is_new(here: Machine, folder: Path) -> None:
    first, _ = grade(here.store, "a/1", 4, at(2))
    assert here.sync(folder).sent == 1
    before, number = here.file(folder).read_bytes(), here.file(folder).stat().st_ino
    second, _ = grade(here.store, "a/1", 4, at(1))  # the clock was set back; the order is that of writing
    assert here.sync(folder).sent == 1
    after = here.file(folder).read_bytes()
    assert after == before + written(second)
    assert here.file(folder).stat().st_ino == number
    heading = next(iter(here.file(folder).read_bytes().splitlines(keepends=True)))
    assert after == heading + written(first) + written(second)
    assert [path.name for path in folder.iterdir()] == [own_name(here.store.device)]


def test_the_same_log_gives_the_same_bytes_whenever_the_file_is_made(here: Machine, folder: Path) -> None:
    for day in range(5):
        grade(here.store, "a/1", 4, at(day))
        here.sync(folder)
    grown = here.file(folder).read_bytes()
    here.file(folder).unlink()
    assert here.sync(folder).sent == 5
    assert here.file(folder).read_bytes() == grown


def test_a_sync_with_nothing_new_opens_no_line(here: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    grade(here.store, "a/1", 4)
    here.sync(folder)
    monkeypatch.setattr(folders, "read_lines", None)
    monkeypatch.setattr(publishing, "written", None)
    synced = here.sync(folder)
    assert (synced.sent, synced.received, synced.summary) == (0, 0, "nothing new")


def test_of_a_file_that_grew_only_the_new_lines_are_read(here: Machine, folder: Path) -> None:
    path = folder / "events-there.jsonl"
    write_file(path, THEIRS[:3])
    here.sync(folder)
    with path.open("ab") as file:
        file.write(b"junk\n" + written(THEIRS[3]))
    synced = here.sync(folder)
    assert synced.received == 1
    assert wrong(synced) == [f"{path}:4: this is no JSON"]
    assert wrong(here.sync(folder)) == [f"{path}:4: this is no JSON"], "remembered"
    write_file(path, THEIRS)
    synced = here.sync(folder)
    assert (synced.received, synced.ok) == (1, True)


def test_a_rewritten_file_of_the_same_size_and_time_is_read_again(here: Machine, folder: Path) -> None:
    path = folder / "events-there.jsonl"
    write_file(path, THEIRS[:1])
    here.sync(folder)
    stamp = path.stat()
    write_file(path, [THEIRS[1]._replace(card="a/1")])
    assert path.stat().st_size == stamp.st_size
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert here.sync(folder).received == 1


def test_a_torn_last_line_waits_for_its_rest(here: Machine, folder: Path) -> None:
    path = folder / "events-there.jsonl"
    whole = b"".join(map(written, THEIRS))
    path.write_bytes(whole[:-30])
    synced = here.sync(folder)
    assert (synced.received, synced.ok) == (4, True)
    assert told(synced) == [f"{path}:5: the line ends in the middle; it is read once the rest of it is there"]
    path.write_bytes(whole)
    synced = here.sync(folder)
    assert (synced.received, told(synced)) == (1, [])


def test_ones_own_torn_file_is_finished(here: Machine, folder: Path) -> None:
    for day in range(3):
        grade(here.store, "a/1", 4, at(day))
    here.sync(folder)
    whole, number = here.file(folder).read_bytes(), here.file(folder).stat().st_ino
    os.truncate(here.file(folder), len(whole) - 20)
    synced = here.sync(folder)
    assert synced.ok
    assert "The file was written afresh from the log" in told(synced)[0]
    assert here.file(folder).read_bytes() == whole
    assert here.file(folder).stat().st_ino == number
    assert told(here.sync(folder)) == []


@pytest.mark.parametrize("spoilt", [b"<<<<<<< HEAD\n", b"\xff\xff\n", b"\0\0\0\n", b"[1]\n"])
def test_ones_own_spoilt_file_is_mended(spoilt: bytes, here: Machine, folder: Path) -> None:
    for day in range(3):
        grade(here.store, "a/1", 4, at(day))
    here.sync(folder)
    whole = here.file(folder).read_bytes()
    here.file(folder).write_bytes(spoilt + whole)
    synced = here.sync(folder)
    assert (synced.ok, synced.sent) == (True, 0)
    assert here.file(folder).read_bytes() == whole


@pytest.mark.parametrize(
    "name",
    [
        "events-there (conflicted copy).jsonl",
        "events-there (laptop's conflicted copy 2026-03-01).jsonl",
        "events-there.sync-conflict-20260301-120000-ABCDEFG.jsonl",
        "events-there 2.jsonl",
        "Copy of events-there.jsonl",
        "events-there.JSONL",
    ],
)
def test_a_duplicated_or_renamed_file_is_read_like_any_other(name: str, here: Machine, folder: Path) -> None:
    write_file(folder / "events-there.jsonl", THEIRS[:3])
    write_file(folder / name, THEIRS[1:])
    synced = here.sync(folder)
    assert (synced.received, synced.ok) == (5, True)


@pytest.mark.parametrize(
    "name", [".events-a.jsonl", "~events-a.jsonl", "events-a.jsonl.tmp", "notes.jsonl", "events-a.json"]
)
def test_other_files_are_left_alone(name: str) -> None:
    assert not is_events_file(name)


def test_a_hostile_file_is_told_line_by_line_up_to_a_bound_and_the_rest_comes_in(here: Machine, folder: Path) -> None:
    path = folder / "events-bad.jsonl"
    lines = [b"\xff\n", b"[" * 50_000 + b"\n", bytes(99) + b"\n", b"{}\n", *([b"junk\n"] * 5_000)]
    path.write_bytes(b"".join([*lines, *map(written, THEIRS)]))
    synced = here.sync(folder)
    assert synced.received == 5
    assert len(wrong(synced)) == folders.TOLD_AT_MOST + 1
    assert wrong(synced)[-1] == f"{path}: 4,984 more lines can't be read"
    assert_sound(here.store)


def test_an_event_known_with_other_content_is_told_with_its_line_and_stays_as_it_is(
    here: Machine, folder: Path
) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    here.sync(folder)
    forged = [THEIRS[0], THEIRS[1]._replace(grade=0)]
    write_file(folder / "events-zzz.jsonl", forged)
    synced = here.sync(folder)
    line = f"{folder / 'events-zzz.jsonl'}:2: the event {THEIRS[1].id} is known here with other content; the one in the log stays"
    assert wrong(synced) == [line]
    assert said(here.store.events()) == said(THEIRS)
    assert wrong(here.sync(folder)) == [line]


def test_two_files_that_contradict_each_other_are_told_too(here: Machine, folder: Path) -> None:
    write_file(folder / "events-aaa.jsonl", THEIRS)
    write_file(folder / "events-zzz.jsonl", [THEIRS[4]._replace(grade=0)])
    synced = here.sync(folder)
    assert synced.received == 5
    (message,) = wrong(synced)
    assert message.startswith(f"{folder / 'events-zzz.jsonl'}:1: the event {THEIRS[4].id} is known")


def test_events_of_a_newer_version_are_told_kept_and_read_after_the_upgrade(
    here: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "events-there.jsonl"
    text = written(THEIRS[0]) + written(THEIRS[1]).replace(b'"v":1', b'"v":2')
    path.write_bytes(text)
    synced = here.sync(folder)
    assert synced.received == 1
    assert wrong(synced) == [
        f"{path}:2: a newer quizcv wrote this (version 2, this quizcv reads up to 1); install it to read this line"
    ]
    assert path.read_bytes() == text
    monkeypatch.setattr("quizcv.progress.exported.parsing.VERSION", 2)
    monkeypatch.setattr("quizcv.progress.sync.marks.READER", "newer/2")
    assert here.sync(folder).received == 1


def test_lines_of_a_newer_version_in_ones_own_file_are_never_overwritten(here: Machine, folder: Path) -> None:
    grade(here.store, "a/1", 4)
    here.sync(folder)
    path, device = here.file(folder), here.store.device
    newer = path.read_bytes() + b'{"v":2,"news":"good"}\n'
    path.write_bytes(newer)
    grade(here.store, "a/2", 4)
    here.sync(folder)
    assert path.read_bytes() == newer
    assert here.store.device != device
    assert {each.id for each in here.store.events()} <= {i for file in folder.iterdir() for i in ids_in(file)}


def test_a_log_put_back_takes_its_lost_events_from_its_own_file_and_takes_a_new_name(
    here: Machine, folder: Path, tmp_path: Path
) -> None:
    grade(here.store, "a/1", 4, at(0))
    copy = here.store.backup(tmp_path / "old.db")
    grade(here.store, "a/2", 4, at(1))
    here.sync(folder)
    lost, device = said(here.store.events()), here.store.device
    here.store.close()
    for ending in ("-wal", "-shm"):
        (here.places.data / f"quizcv.db{ending}").unlink(missing_ok=True)
    shutil.copy(copy, here.places.data / "quizcv.db")
    here.store = Machine.at(here.places.data).store
    grade(here.store, "a/3", 4, at(2))  # under the number the lost event had
    synced = here.sync(folder)
    assert synced.received == 1
    assert lost.keys() < said(here.store.events()).keys()
    assert here.store.device != device
    assert f"it goes on as {here.store.device}" in told(synced)[0]
    assert_sound(here.store)
    assert {each.id for each in here.store.events()} == {i for file in folder.iterdir() for i in ids_in(file)}


def test_a_log_copied_to_a_second_machine_loses_nothing_on_either(here: Machine, folder: Path, tmp_path: Path) -> None:
    for card in ("a/1", "a/2"):
        grade(here.store, card, 4, at(0))
    twin_home = tmp_path / "twin"
    twin_home.mkdir()
    here.store.backup(twin_home / "quizcv.db")
    twin = Machine.at(twin_home)
    assert twin.store.device == here.store.device
    for number in range(4):
        grade(here.store, f"b/{number}", 4, at(1 + number))
        grade(twin.store, f"c/{number}", 3, at(1 + number))
        here.sync(folder)
        twin.sync(folder)
    here.sync(folder)
    assert_agree([here, twin])
    assert len(said(here.store.events())) == 10
    assert here.store.device != twin.store.device
    assert (here.sync(folder).summary, twin.sync(folder).summary) == ("nothing new", "nothing new")
    twin.store.close()


def test_what_stands_in_no_file_any_more_is_put_back_by_who_knows_it(
    here: Machine, there: Machine, folder: Path
) -> None:
    grade(here.store, "a/1", 4)
    here.sync(folder)
    there.sync(folder)
    here.file(folder).unlink()
    synced = there.sync(folder)
    assert told(synced) == ["1 event of other devices stood in no file of the folder and were put back"]
    kept = folder / kept_name(here.store.device, there.store.device)
    assert ids_in(kept) == set(said(here.store.events()))
    assert told(there.sync(folder)) == []
    assert here.sync(folder).sent == 0, "the folder has it"
    assert ids_in(here.file(folder)) == ids_in(kept)


def test_a_restored_log_that_was_never_synced_before_sends_what_it_wrote_under_its_old_name(
    here: Machine, there: Machine, folder: Path
) -> None:
    grade(here.store, "a/1", 4)
    here.store.begin_as_new_device()
    grade(here.store, "a/2", 4)
    assert here.sync(folder).sent == 2
    there.sync(folder)
    assert_agree([here, there])


def test_a_device_is_told_by_the_name_of_its_machine(here: Machine, folder: Path) -> None:
    text = written_heading(Heading("there", "thinkpad")) + b"".join(map(written, THEIRS))
    (folder / "events-there.jsonl").write_bytes(text)
    assert here.sync(folder).summary == "received 5 events from thinkpad"


# The folder


def test_a_folder_that_is_not_there_is_told(here: Machine, tmp_path: Path) -> None:
    with pytest.raises(SyncError, match="is not there; make it or mount it"):
        here.sync(tmp_path / "gone")
    (tmp_path / "file").touch()
    with pytest.raises(SyncError, match="is no folder"):
        here.sync(tmp_path / "file")


def fill(path: Path) -> None:
    """Takes all the space there is."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1024))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


def test_from_a_folder_that_cant_be_written_all_is_taken_and_the_rest_waits(
    here: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    grade(here.store, "a/9", 4)

    def refuse(path: Path, text: bytes) -> None:
        assert text
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "replace", refuse)
        synced = here.sync(folder)
    assert (synced.received, synced.sent, synced.ok) == (5, 0, False)
    assert wrong(synced)[0].startswith(
        f"{here.file(folder)} can't be written: Permission denied; free some space or allow"
    )
    assert here.sync(folder).sent == 1


def test_a_folder_that_rights_forbid_is_told(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    for each in (tmp_path, *tmp_path.parents[:2]):
        each.chmod(each.stat().st_mode | 0o055)
    with read_only(shared), somebody_else(), pytest.raises(PermissionError):
        publishing.replace(shared / "events-a.jsonl", b"x")
    assert list(shared.iterdir()) == []


@pytest.mark.skipif(bool(can_mount()), reason=can_mount() or "it can")
def test_a_full_folder_keeps_what_it_had_and_gets_the_rest_when_there_is_space(here: Machine, tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 64) as stick:
        grade(here.store, "a/1", 4)
        here.sync(stick)
        before = here.file(stick).read_bytes()
        filler = stick / "filler"
        fill(filler)
        for number in range(30):
            grade(here.store, f"b/{number}", 4)
        synced = here.sync(stick)
        assert wrong(synced)[0].startswith(f"{here.file(stick)} can't be written: No space left on device")
        assert here.file(stick).read_bytes() == before
        filler.unlink()
        assert here.sync(stick).sent == 30
        assert sorted(path.name for path in stick.iterdir()) == [own_name(here.store.device)]


def test_a_folder_removed_midway_is_told_and_the_next_sync_goes_on(
    here: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)
    grade(here.store, "a/9", 4)
    absorb = here.store.absorb

    def absorb_and_unmount(events: Iterable[Event], names: Mapping[str, str]) -> Absorbed:
        shutil.rmtree(folder)
        return absorb(events, names)

    monkeypatch.setattr(here.store, "absorb", absorb_and_unmount)
    synced = here.sync(folder)
    assert (synced.received, synced.sent, synced.ok) == (5, 0, False)
    monkeypatch.undo()
    folder.mkdir()
    synced = here.sync(folder)
    assert (synced.received, synced.sent, synced.ok) == (0, 6, True)


def test_a_file_that_fails_in_the_middle_is_told_and_read_again_the_next_time(
    here: Machine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(folder / "events-there.jsonl", THEIRS)

    def failing(*_: object, **__: object) -> Iterator[object]:
        yield THEIRS[0]
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(folders, "read_lines", failing)
        synced = here.sync(folder)
    assert synced.received == 1
    assert wrong(synced) == [f"{folder / 'events-there.jsonl'}: the file can't be read: Input/output error"]
    assert here.sync(folder).received == 4


# Two at once, and backups


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
