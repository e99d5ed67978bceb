from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.clock import Clock
from quizcv.errors import DatabaseError, UsageError
from quizcv.events import EventKind
from quizcv.progress.backup import (
    DAILY,
    MONTHLY,
    WEEKLY,
    Act,
    Copied,
    back_up,
    back_up_before,
    backups_in,
    kept,
    thin,
    verified,
)
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from tests.progress.support import DAY, at, grade

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.settings import Places


def noon(day: int) -> Clock:
    return Clock(at(day).local)


def test_a_backup_is_the_whole_log_in_one_file(store: Store, tmp_path: Path) -> None:
    events = [grade(store, f"a/{number}", 4)[0] for number in range(20)]
    target = store.backup(tmp_path / "far" / "away.db")
    assert [path.name for path in target.parent.iterdir()] == ["away.db"]
    with closing(sqlite3.connect(f"file:{target}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (20,)
    assert list(store.events()) == events


def test_a_backup_can_be_gone_on_with(
    places: Places, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(store, "a/1", 4)
    target = store.backup(tmp_path / "copy.db")
    monkeypatch.setenv("QUIZCV_DATABASE", str(target))
    with Store.open(type(places).from_environment(), noon(0)) as copy:
        grade(copy, "a/1", 4, at(1))
        assert copy.states() == replay(copy.events())
        assert len(list(copy.events())) == 2


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "mine.txt"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        store.backup(target)
    assert str(caught.value) == f"{target} exists already and is left as it is; name another file for the backup"
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_backup_that_cant_be_written_is_told_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(DatabaseError, match=r"the backup .* can't be written: .*; name another folder"):
        store.backup(tmp_path / "taken" / "copy.db")


def test_no_backup_is_made_of_a_damaged_log(store: Store, tmp_path: Path) -> None:
    for number in range(200):
        grade(store, f"a/{number}", 4)
    store.close()
    torn = bytearray(store.path.read_bytes())
    torn[-4096 * 3 : -4096] = bytes(8192)
    store.path.write_bytes(torn)
    with pytest.raises(DatabaseError, match="damaged"):
        back_up(store.path, tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_log_is_copied_once_a_study_day_before_its_first_write(places: Places) -> None:
    for day in range(3):
        for _ in range(2):
            with Store.open(places, noon(day)) as store:
                grade(store, "a/1", 4, at(day))
    copies = sorted(places.backups.iterdir())
    assert [path.name for path in copies] == [f"quizcv-2026-03-0{day}.db" for day in (1, 2, 3)]
    with closing(sqlite3.connect(copies[1])) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)


def test_older_copies_are_thinned_and_other_files_left(places: Places) -> None:
    with Store.open(places, noon(0)):
        pass
    places.backups.mkdir()
    days = [DAY - timedelta(days=number) for number in range(1, 400)]
    for day in days:
        (places.backups / f"quizcv-{day}.db").touch()
    (places.backups / "quizcv-before-exam.db").touch()
    with Store.open(places, noon(0)):
        pass
    names = {path.name for path in places.backups.iterdir()}
    assert names == {"quizcv-before-exam.db", *(f"quizcv-{day}.db" for day in kept([DAY, *days]))}
    assert len(names) <= 1 + DAILY + WEEKLY + MONTHLY


def test_a_backup_that_fails_keeps_nobody_from_reviewing(places: Places) -> None:
    with Store.open(places, noon(0)) as store:
        grade(store, "a/1", 4)
    places.backups.write_text("a file, no folder", encoding="utf-8")
    with Store.open(places, noon(1)) as store:
        assert grade(store, "a/1", 4, at(1))[0].sequence == 2
        (notice,) = store.notices
    assert notice.startswith("today's backup was not made: ")


@given(st.sets(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=200))
def test_seven_days_four_weeks_and_twelve_months_are_kept(days: set[date]) -> None:
    stays = kept(days)
    assert stays <= days
    assert set(sorted(days)[-DAILY:]) <= stays
    assert len(stays) <= DAILY + WEEKLY + MONTHLY
    months = sorted({(day.year, day.month) for day in days})
    assert {(day.year, day.month) for day in stays} >= set(months[-MONTHLY:])
    weeks = sorted({day.isocalendar()[:2] for day in days})
    assert {day.isocalendar()[:2] for day in stays} >= set(weeks[-WEEKLY:])


def test_before_what_changes_the_log_as_a_whole_it_is_copied_under_a_name_that_says_so(
    places: Places, store: Store
) -> None:
    grade(store, "a/1", 4)
    made = [back_up_before(act, store.path, places.backups, at(3, 14.25)) for act in Act for _ in range(2)]
    assert [path.name for path in made if path is not None] == [
        "before-version-2-2026-03-04.db",
        "before-version-2-2026-03-04.db",
        "before-repair-2026-03-04-141500.db",
        "before-repair-2026-03-04-141500-2.db",
        "before-restore-2026-03-04-141500.db",
        "before-restore-2026-03-04-141500-2.db",
        "before-sync-2026-03-04.db",
        "before-sync-2026-03-04.db",
    ]
    assert all(verified(path).events == 1 for path in made if path is not None)


def test_where_there_is_no_log_nothing_is_copied(places: Places, tmp_path: Path) -> None:
    assert back_up_before(Act.SYNC, tmp_path / "none.db", places.backups, at()) is None


def test_each_kind_of_copy_is_thinned_by_itself_and_no_other_file_is_touched(places: Places) -> None:
    places.backups.mkdir()
    days = [DAY - timedelta(days=number) for number in range(400)]
    for day in days:
        for name in (f"quizcv-{day}.db", f"before-sync-{day}.db", f"before-repair-{day}-101500.db"):
            (places.backups / name).touch()
    own = ["before-exam.db", "quizcv-2026-13-99.db", "before-sync-2020-01-01.txt", "quizcv-2020-01-01-old.db"]
    for name in own:
        (places.backups / name).touch()
    thin(places.backups)
    names = {path.name for path in places.backups.iterdir()}
    stays = kept(days)
    assert names == {
        *own,
        *(f"quizcv-{day}.db" for day in stays),
        *(f"before-sync-{day}.db" for day in stays),
        *(f"before-repair-{day}-101500.db" for day in stays),
    }


def test_a_copy_that_is_not_what_it_should_be_is_not_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(store, "a/1", 4)
    monkeypatch.setattr("quizcv.progress.backup.verified", lambda _: Copied(0, None))
    with pytest.raises(DatabaseError, match=r"the backup .* had 0 events where the log has 1, so it was not kept"):
        back_up(store.path, tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_backups_are_listed_with_what_they_hold_and_what_is_wrong(places: Places, store: Store) -> None:
    grade(store, "a/1", 4, at(0))
    store.note(EventKind.FLAGGED, "a/1", at(1), "odd")
    back_up(store.path, places.backups / "quizcv-2026-03-05.db")
    (places.backups / "mine.db").write_bytes(b"no database" * 100)
    (places.backups / "quizcv-2026-03-06.db").write_bytes((places.backups / "quizcv-2026-03-05.db").read_bytes()[:9000])
    found = {backup.path.name: backup for backup in backups_in(places.backups)}
    assert list(found)[1:] == ["quizcv-2026-03-06.db", "quizcv-2026-03-05.db"]
    assert found["quizcv-2026-03-05.db"].copied == Copied(2, at(0).instant)
    assert "is no quizcv log" in found["mine.db"].fault
    assert "damaged" in found["quizcv-2026-03-06.db"].fault
    assert backups_in(places.backups / "none") == []


def test_what_a_killed_copy_left_behind_is_removed_in_time(places: Places) -> None:
    places.backups.mkdir()
    old, new = places.backups / ".quizcv-2026-03-01.db.abc.tmp", places.backups / ".quizcv-2026-03-02.db.xyz.tmp"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    thin(places.backups)
    assert list(places.backups.iterdir()) == [new]


def test_a_new_log_is_its_owners_alone_as_its_copies_are(places: Places, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        grade(store, "a/1", 4)
        files = [store.path, *store.path.parent.glob(f"{store.path.name}-*")]
        assert len(files) > 1
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
