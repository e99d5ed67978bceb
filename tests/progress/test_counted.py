"""The cache of counts says what the log says, whatever happened to either since it was made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.clock import Clock
from quizcv.errors import DatabaseError
from quizcv.events import EventKind
from quizcv.progress import counted as room
from quizcv.progress.counted import NAME, counted
from quizcv.progress.past import Past
from quizcv.progress.store import Store
from quizcv.settings import Places
from quizcv.statistics import Tally, happening, tally, total
from tests.progress.support import DAY, at, grade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STEPS = st.lists(
    st.tuples(st.sampled_from(["grade", "undo", "reset", "rename", "look"]), st.integers(0, 3), st.integers(0, 5)),
    max_size=25,
)


def truth(places: Places) -> Tally:
    """What the log says, read to its last event."""
    return tally(map(happening, Past.open(places).events()))


def agrees(places: Places) -> bool:
    """Whether what is kept says the same, by day, by hour and by deck."""
    found, wanted = counted(places), truth(places)
    hours = {hour: total(done for (_, at_), done in wanted.hours.items() if at_ == hour) for _, hour in wanted.hours}
    decks = {deck: total(done for (_, at_), done in wanted.decks.items() if at_ == deck) for _, deck in wanted.decks}
    return (
        found.days == wanted.days
        and {hour: done for (_, hour), done in found.hours.items()} == hours
        and {deck: done for (_, deck), done in found.decks.items()} == decks
    )


@pytest.fixture
def store(places: Places, clock: Clock) -> Iterator[Store]:
    with Store.open(places, clock) as store:
        yield store


@settings(max_examples=25)
@given(steps=STEPS)
def test_what_is_kept_follows_the_log_whatever_is_done(
    steps: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("home")
    places = Places.from_environment()._replace(
        data=folder, database=str(folder / "quizcv.db"), backups=folder / "backups", cache=folder / "cache" / "decks.db"
    )
    with Store.open(places, Clock(at().local)) as store:
        for number, (act, card, given_grade) in enumerate(steps):
            moment = at(number // 2, 12 + number / 100)
            key = f"{'ab'[card % 2]}/{card}"
            if act == "grade":
                grade(store, key, given_grade, moment)
            elif act == "undo":
                store.undo(moment)
            elif act == "reset":
                store.note(EventKind.RESET, key, moment)
            elif act == "rename":
                store.note(EventKind.ALIASED, f"b/{card}-{number}", moment, key)
            else:
                assert agrees(places)
        assert agrees(places)


def test_a_log_that_is_not_begun_has_no_counts_and_gets_no_cache(places: Places) -> None:
    assert counted(places) == tally(())
    assert not places.cache.with_name(NAME).exists()


def test_only_what_is_new_is_counted_again(store: Store, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    for card in range(5):
        grade(store, f"a/{card}", 4)
    counted(places)
    monkeypatch.setattr(room, "_whole", lambda *_: pytest.fail("the whole log was counted"))
    grade(store, "a/1", 4, at(1))
    assert agrees(places)


def test_hours_and_decks_are_those_of_the_period(store: Store, places: Places) -> None:
    grade(store, "a/1", 4, at(0, 9))
    grade(store, "b/1", 4, at(40, 21))
    found = counted(places, DAY + timedelta(days=30))
    assert len(found.days) == 2
    assert {hour for _, hour in found.hours} == {21}
    assert {deck for _, deck in found.decks} == {"b"}


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _torn(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)


def _no_database(path: Path) -> None:
    path.write_text("nothing of the kind" * 100, encoding="utf-8")


def _older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as cache:
        cache.execute("DROP TABLE days")
        cache.execute("PRAGMA user_version = 0")


@pytest.mark.parametrize("spoil", [_emptied, _torn, _no_database, _older])
def test_a_spoilt_cache_is_made_anew(store: Store, places: Places, spoil: Any) -> None:
    grade(store, "a/1", 4)
    counted(places)
    spoil(places.cache.with_name(NAME))
    assert agrees(places)
    assert agrees(places)
    with closing(sqlite3.connect(places.cache.with_name(NAME))) as cache:
        assert cache.execute("SELECT number FROM counted").fetchone() == (1,)


def test_somebody_else_s_database_stays_as_it_is(store: Store, places: Places) -> None:
    kept = places.cache.with_name(NAME)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(kept)) as other:
        other.execute("CREATE TABLE theirs (word TEXT)")
    before = kept.read_bytes()
    grade(store, "a/1", 4)
    assert agrees(places)
    assert kept.read_bytes() == before


def test_a_cache_that_is_locked_or_can_t_be_made_is_done_without(
    store: Store, places: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 0.01)
    grade(store, "a/1", 4)
    counted(places)
    grade(store, "a/2", 4)
    with closing(sqlite3.connect(places.cache.with_name(NAME), isolation_level=None)) as busy:
        busy.execute("BEGIN EXCLUSIVE")
        assert agrees(places)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert agrees(places._replace(cache=tmp_path / "file" / "decks.db"))


def test_another_log_in_the_same_place_is_counted_anew(places: Places, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        grade(store, "a/1", 4)
    counted(places)
    for each in places.data.glob("quizcv.db*"):
        each.unlink()
    with Store.open(places, clock) as store:
        grade(store, "b/1", 4, at(5))
        assert agrees(places)


def test_a_file_that_is_no_log_is_told(places: Places) -> None:
    assert places.database_path is not None
    places.database_path.write_text("nothing of the kind" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError):
        counted(places)


def test_a_log_is_counted_by_one_thread_at_a_time(
    store: Store, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(store, "a/1", 4)
    held: list[bool] = []
    whole = room._whole

    def counting(log: sqlite3.Connection, path: Path, number: int) -> Tally:
        held.append(room._COUNTING.locked())
        return whole(log, path, number)

    monkeypatch.setattr(room, "_whole", counting)
    assert agrees(places)
    assert held == [True]
    assert not room._COUNTING.locked()
