"""The shared folder is away, full, forbidden or goes in the middle of a sync: what can be done is done, and the rest is told."""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from quizcv.progress.sync import folder as folders
from quizcv.progress.sync import publishing
from quizcv.progress.sync.folder import SyncError, own_name
from tests.progress.support import grade
from tests.progress.sync.support import THEIRS, Machine, write_file, wrong
from tests.progress.test_faults import somebody_else
from tests.torture.damage import can_mount, small_disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quizcv.events import Event
    from quizcv.progress.sync.absorbing import Absorbed


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
