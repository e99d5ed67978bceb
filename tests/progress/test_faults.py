"""A log that can't be used is refused with what is wrong, where, and the mend; and it is left as it was, to the byte."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.errors import DatabaseError
from quizcv.progress.doctor import doctor
from quizcv.progress.file import VERSION
from quizcv.progress.glance import Glance
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.progress.support import at, digest, grade, writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizcv.clock import Clock


@pytest.fixture
def refused(places: Places, library: Library, clock: Clock, path: Path) -> Callable[[], str]:
    """Opens the log in every way, and gives the message with which each of them refuses it; the file is as it was."""

    def message() -> str:
        before = digest(path)
        with pytest.raises(DatabaseError) as by_store:
            Store.open(places, clock, busy_seconds=0.05)
        with pytest.raises(DatabaseError) as by_glance:
            Glance.open(places, library)
        diagnosis = doctor(places, library, clock)
        assert not diagnosis.ok
        assert digest(path) == before
        assert str(by_store.value) == str(by_glance.value) == diagnosis.checks[-1].message
        return str(by_store.value)

    return message


@pytest.fixture
def written(places: Places, clock: Clock, path: Path) -> Path:
    """A log with a few events, closed."""
    with Store.open(places, clock) as store:
        for number in range(40):
            grade(store, f"a/{number}", 4)
    return path


def test_a_text_file_is_no_log(path: Path, refused: Callable[[], str]) -> None:
    path.write_text("These are my notes, not a database.\n" * 50, encoding="utf-8")
    assert refused() == (
        f"{path} is no quizcv log: it is not an SQLite database. It was left as it is; move it away to begin a new log, "
        "or set QUIZCV_DATABASE to the right file"
    )


def test_random_bytes_are_no_log(path: Path, refused: Callable[[], str]) -> None:
    path.write_bytes(os.urandom(8192))
    assert "is no quizcv log: it is not an SQLite database" in refused()


def test_a_folder_is_no_log(path: Path, places: Places, clock: Clock) -> None:
    path.mkdir()
    with pytest.raises(DatabaseError, match=r"the log .* can't be read: .*; allow reading it, or set QUIZCV_DATABASE"):
        Store.open(places, clock)


def test_the_database_of_another_program_is_no_log(path: Path, refused: Callable[[], str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE places (url)")
    assert "is no quizcv log: it is the database of another program. It was left as it is; move it away" in refused()


def test_a_newer_log_is_left_to_the_newer_quizcv(written: Path, refused: Callable[[], str]) -> None:
    with closing(sqlite3.connect(written)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.execute("UPDATE alembic_version SET version_num = ?", (f"{VERSION + 1:04}",))
        connection.commit()
    assert refused() == (
        f"{written} was written by a newer quizcv (its tables have version {VERSION + 1}, this quizcv knows up to {VERSION}). "
        "It was left as it is; install the newer quizcv to go on with it"
    )


def test_a_torn_log_is_told_and_left(written: Path, places: Places, library: Library, clock: Clock) -> None:
    whole = written.read_bytes()
    written.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    before = digest(written)
    for opening in (lambda: Store.open(places, clock), lambda: Glance.open(places, library)):
        with pytest.raises(DatabaseError, match=r"is damaged .*\. It was left as it is; quizcv doctor tells more"):
            opening()
    diagnosis = doctor(places, library, clock)
    assert not diagnosis.ok
    assert not any("quizcv doctor tells more" in check.message for check in diagnosis.checks), (
        "it is the doctor who speaks"
    )
    assert digest(written) == before


@pytest.mark.parametrize("name", [b"event_update", b"INSERT ON event", b"memory"])
def test_a_name_in_the_log_that_is_no_text_is_damage_however_it_is_opened(
    name: bytes, written: Path, places: Places, library: Library, clock: Clock
) -> None:
    whole = written.read_bytes()
    place = whole.index(name)
    written.write_bytes(whole[:place] + b"\xff" + whole[place + 1 :])
    before = digest(written)
    for opening in (lambda: Store.open(places, clock), lambda: Glance.open(places, library).close()):
        with suppress(DatabaseError):
            opening()
    assert not doctor(places, library, clock).ok
    assert digest(written) == before


def test_a_log_cut_short_is_found_by_the_doctor(written: Path, places: Places, library: Library, clock: Clock) -> None:
    whole = written.read_bytes()
    written.write_bytes(whole[: len(whole) // 2])
    before = digest(written)
    diagnosis = doctor(places, library, clock)
    assert not diagnosis.ok
    assert "damaged" in " ".join(check.message for check in diagnosis.checks)
    assert digest(written) == before


def test_a_locked_log_is_told(written: Path, places: Places, clock: Clock) -> None:
    with closing(sqlite3.connect(written, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        before = digest(written)
        with pytest.raises(DatabaseError) as caught:
            Store.open(places, clock, busy_seconds=0.05)
        assert str(caught.value) == (
            f"the log {written} is locked by another program; close that program, or wait for it, and try again"
        )
        assert digest(written) == before


def test_a_log_locked_for_everyone_is_told_by_the_first_look_too(
    written: Path, library: Library, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizcv.progress.file.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(written, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseError, match="is locked by another program"):
            Glance.open(places, library)


def test_a_grade_that_finds_the_log_locked_is_not_lost_silently(places: Places, clock: Clock) -> None:
    with Store.open(places, clock, busy_seconds=0.05) as store:
        first, _ = grade(store, "a/1", 4)
        with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseError, match="is locked by another program"):
                grade(store, "a/2", 4)
        second, _ = grade(store, "a/2", 4)
        assert list(store.events()) == [first, second]


def test_a_full_disk_loses_no_grade_that_was_acknowledged(places: Places, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        kept = [grade(store, "a/1", 4)[0]]
        pages = writer(store).exec_driver_sql("PRAGMA page_count").scalar()
        writer(store).rollback()
        writer(store).exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        writer(store).rollback()
        with pytest.raises(DatabaseError) as caught:
            kept.extend(grade(store, f"a/{number}", 4, at(1))[0] for number in range(400))
        assert str(caught.value) == (
            f"the disk is full: the log {store.path} could not be written; free some space and try again. Nothing was lost"
        )
        assert list(store.events()) == kept
        assert store.states() == replay(store.events())
        writer(store).exec_driver_sql("PRAGMA max_page_count = 100000")
        writer(store).rollback()
        kept.append(grade(store, "a/after", 4, at(2))[0])
        assert list(store.events()) == kept


@contextmanager
def no_room() -> Iterator[None]:
    """No file can be made longer than a page, as on a disk that is full: too short for what SQLite puts beside a log."""
    import resource  # noqa: PLC0415  not on every platform

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_log_that_a_full_disk_keeps_shut_says_so(
    written: Path, places: Places, library: Library, clock: Clock
) -> None:
    before = digest(written)
    for opening in (lambda: Store.open(places, clock), lambda: Glance.open(places, library)):
        with no_room(), pytest.raises(DatabaseError) as caught:
            opening()
        assert str(caught.value) == (
            f"the disk is full: the log {written} can't be opened, since {written.name}-shm could not be made beside it; "
            "free some space and try again. Nothing was lost"
        )
    assert digest(written) == before


def test_an_empty_file_is_a_log_not_yet_begun(path: Path, places: Places, library: Library, clock: Clock) -> None:
    path.touch()
    with Glance.open(places, library) as glance:
        assert glance.states() == {}
    with Store.open(places, clock) as store:
        grade(store, "a/1", 4)
    with Glance.open(places, library) as glance:
        assert glance.states().keys() == {"a/1"}


@contextmanager
def somebody_else() -> Iterator[None]:
    """A superuser may write anything, so what is asked here is asked by somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture
def open_home(written: Path) -> Iterator[Path]:
    """A copy of a written log where anybody may go."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "quizcv.db").write_bytes(written.read_bytes())
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept another way there")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_read_only_log_can_be_looked_at_and_says_why_it_cant_be_written(
    folder_mode: int, file_mode: int, open_home: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    log = open_home / "quizcv.db"
    before = digest(log)
    log.chmod(file_mode)
    open_home.chmod(folder_mode)
    monkeypatch.setenv("QUIZCV_HOME", str(open_home))
    places = Places.from_environment()
    with somebody_else(), closing(Library.load(places, shipped=False)) as library:
        with Glance.open(places, library) as glance:
            assert len(glance.states()) == 40
        with pytest.raises(DatabaseError) as caught:
            Store.open(places, clock)
    assert str(caught.value).startswith(f"the log {log} can't be ")
    assert "allow writing to" in str(caught.value)
    assert digest(log) == before
