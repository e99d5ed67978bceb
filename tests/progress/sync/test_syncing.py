"""A sync withstands what happens to files and logs: the rest goes on, and what can't be read is told with its place."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from quizcv.progress.exported.writing import Heading, written, written_heading
from quizcv.progress.sync import folder as folders
from quizcv.progress.sync import publishing
from quizcv.progress.sync.folder import is_events_file, kept_name, own_name
from tests.progress.support import at, grade
from tests.progress.sync.support import (
    THEIRS,
    Machine,
    assert_agree,
    assert_sound,
    ids_in,
    said,
    told,
    write_file,
    wrong,
)

if TYPE_CHECKING:
    from pathlib import Path


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
