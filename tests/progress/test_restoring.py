from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.clock import Clock
from quizcv.errors import DatabaseError, UsageError
from quizcv.progress.replay import replay
from quizcv.progress.restoring import restore
from quizcv.progress.store import Store
from tests.progress.support import at, digest, grade

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.settings import Places

CLOCK = Clock(at(9).local)


def begun(places: Places, cards: int = 3) -> Path:
    with Store.open(places, CLOCK) as store:
        for number in range(cards):
            grade(store, f"a/{number}", 4)
    path = places.database_path
    assert path is not None
    return path


def backed_up(places: Places, tmp_path: Path) -> Path:
    with Store.open(places, CLOCK) as store:
        return store.backup(tmp_path / "backup.db")


def events_of(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    return int(events)


def test_a_backup_becomes_the_log_and_the_log_before_it_stays(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    with Store.open(places, CLOCK) as store:
        grade(store, "a/later", 5)
    before = digest(backup)
    restored = restore(path, backup, places.backups, at(9))
    assert (restored.path, restored.events) == (path, 3)
    assert restored.aside is not None
    assert (events_of(path), events_of(restored.aside)) == (3, 4)
    assert digest(backup) == before
    assert not path.with_name(path.name + "-wal").exists()


def test_the_restored_log_goes_on_under_a_name_of_its_own(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    with Store.open(places, CLOCK) as store:
        first = store.device
    restore(path, backup, places.backups, at(9))
    with Store.open(places, CLOCK) as store:
        assert store.device != first
        event, _ = grade(store, "a/0", 5, at(20))
        assert event.sequence == 1
        assert store.states() == replay(store.events())


def test_a_damaged_log_is_set_aside_as_it_lies(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    data = bytearray(path.read_bytes())
    data[2000:9000] = b"\0" * 7000
    path.write_bytes(data)
    damaged = digest(path)
    restored = restore(path, backup, places.backups, at(9))
    assert restored.aside is not None
    assert digest(restored.aside) == damaged
    assert events_of(path) == 3


def test_where_there_is_no_log_the_backup_becomes_it(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    path.unlink()
    assert restore(path, backup, places.backups, at(9)).aside is None
    assert events_of(path) == 3


def test_two_restores_in_one_second_set_two_logs_aside(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    asides = {restore(path, backup, places.backups, at(9)).aside for _ in range(3)}
    assert len(asides) == 3


def test_what_is_no_backup_is_refused_and_the_log_stays(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    before = digest(path)
    cut = backed_up(places, tmp_path)
    cut.write_bytes(cut.read_bytes()[:8192])
    text, empty = tmp_path / "notes.txt", tmp_path / "empty.db"
    text.write_text("no database at all", encoding="utf-8")
    empty.touch()
    for file, why in ((text, "it is not an SQLite database"), (cut, "it is damaged"), (empty, "it is empty")):
        with pytest.raises(DatabaseError, match=f"^{file} is no usable backup: {why}") as told:
            restore(path, file, places.backups, at(9))
        assert "Nothing was restored" in str(told.value)
        assert str(told.value).endswith("listed by: quizcv restore")
        assert "doctor" not in str(told.value)
    with pytest.raises(UsageError, match="there is no backup at"):
        restore(path, tmp_path / "gone.db", places.backups, at(9))
    with pytest.raises(UsageError, match="is the log itself"):
        restore(path, path, places.backups, at(9))
    assert digest(path) == before
    assert [each.name for each in path.parent.glob("*restor*")] == []


def test_a_log_open_elsewhere_is_not_replaced(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    monkeypatch.setattr("quizcv.progress.aside.BUSY_SECONDS", 0.1)
    with Store.open(places, CLOCK) as store:
        with pytest.raises(DatabaseError, match="is open in another program; close that program and try again"):
            restore(path, backup, places.backups, at(9))
        grade(store, "a/9", 4)
    assert events_of(path) == 4


def test_a_damaged_backup_is_refused_to_its_last_event(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("DROP TRIGGER event_update")
        connection.execute("UPDATE event SET grade = 5 WHERE sequence = 3")
        connection.commit()
    before = digest(path)
    with pytest.raises(DatabaseError, match=r"is damaged \(1 event can't be believed, the first: event 3 of "):
        restore(path, backup, places.backups, at(9))
    assert digest(path) == before


def test_a_newer_backup_is_refused(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DatabaseError, match="was written by a newer quizcv"):
        restore(path, backup, places.backups, at(9))


def test_the_log_before_a_restore_is_a_backup_like_any_other(places: Places, tmp_path: Path) -> None:
    path = begun(places)
    backup = backed_up(places, tmp_path)
    restored = restore(path, backup, places.backups, at(9))
    assert restored.aside == places.backups / "before-restore-2026-03-10-120000.db"
    again = restore(path, restored.aside, places.backups, at(10))
    assert again.events == 3
