from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.events import EventKind
from quizcv.progress.replay import replay
from quizcv.progress.store import NOTED, Store
from quizcv.scheduler import NEW, Sm2
from quizcv.session import Reply
from tests.progress.support import DAY, PLAIN, at, grade, question, writer

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.events import CardState, Event
    from quizcv.settings import Places

ON_BOTH = True

# Grades


def test_the_first_grade_of_a_study_day_schedules_and_later_ones_drill(store: Store) -> None:
    first, state = grade(store, "a/1", 2)
    assert (first.kind, first.interval, state.memory) == (EventKind.GRADED, 1, Sm2().review(NEW, 2, DAY))
    second, after = grade(store, "a/1", 4, at(hour=13))
    assert (second.kind, second.interval, after.memory) == (EventKind.DRILLED, None, state.memory)
    night, _ = grade(store, "a/1", 4, at(1, hour=3))
    assert night.kind is EventKind.DRILLED
    third, _ = grade(store, "a/1", 4, at(1, hour=5))
    assert third.kind is EventKind.GRADED


def test_an_event_keeps_all_that_was_known_and_comes_back_equal(store: Store) -> None:
    asked = question(
        "a/1", seed=2**32 - 1, values={"n": 64, "r": Fraction(3, 4), "kind": "max", "sides": (1, Fraction(1, 2))}
    )
    given, _ = store.grade(asked, 4, Reply("= 73,856 µ", "right", 5321), at(offset=-300), Sm2(fuzz=True))
    assert list(store.events()) == [given]
    assert given.values == {"n": 64, "r": "3/4", "kind": "max", "sides": (1, "1/2")}
    assert (given.sequence, given.device, given.moment.offset_minutes) == (1, store.device, -300)
    assert (given.response, given.verdict, given.milliseconds) == ("= 73,856 µ", "right", 5321)
    assert (given.content, given.scheduler, given.seed) == ("0123456789abcdef", "sm2/1?fuzz=1", 2**32 - 1)


@pytest.mark.parametrize("given", [-1, 6])
def test_a_grade_that_is_none_is_refused_and_nothing_is_logged(given: int, store: Store) -> None:
    with pytest.raises(ValueError, match="from 0 to 5"):
        grade(store, "a/1", given)
    assert list(store.events()) == []


def test_sequence_and_ids_ascend_even_if_the_clock_stands_still_or_goes_back(store: Store) -> None:
    events = [grade(store, f"a/{number}", 4, at(-number // 3))[0] for number in range(12)]
    assert [each.sequence for each in events] == list(range(1, 13))
    assert [each.id for each in events] == sorted(each.id for each in events)
    assert all(each.id.version == 7 for each in events)


def test_two_programs_that_grade_one_card_on_one_day_do_not_both_schedule_it(places: Places, clock: Clock) -> None:
    kinds: list[EventKind] = []
    ready = threading.Barrier(2, timeout=20)

    def answer() -> None:
        with Store.open(places, clock) as opened:
            ready.wait()
            kinds.extend(grade(opened, f"a/{number}", 4)[0].kind for number in range(20))

    threads = [threading.Thread(target=answer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kinds) == sorted([EventKind.GRADED, EventKind.DRILLED] * 20)
    with Store.open(places, clock) as opened:
        assert opened.states() == replay(opened.events())
        assert [each.sequence for each in opened.events()] == list(range(1, 41))


def test_programs_that_begin_the_log_at_the_same_time_share_it(tmp_path: Path, places: Places, clock: Clock) -> None:
    in_a_file = places.database_path is not None
    devices: list[str] = []
    failed: list[BaseException] = []

    def begin(its: Places, ready: threading.Barrier) -> None:
        try:
            ready.wait()
            with Store.open(its, clock) as opened:
                devices.append(opened.device)
        except Exception as error:  # noqa: BLE001  told by the test, not by the thread
            failed.append(error)

    for number in range(15):
        its = places._replace(learner=f"{places.learner} {number}")
        if in_a_file:
            its = places._replace(database=str(tmp_path / f"{number}.db"))
        ready = threading.Barrier(4, timeout=20)
        threads = [threading.Thread(target=begin, args=(its, ready)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    assert len(devices) == 60
    assert len(set(devices)) == 15


# The other events


def test_a_card_is_suspended_resumed_buried_flagged_and_reset(store: Store) -> None:
    assert store.note(EventKind.SUSPENDED, "a/1", at())[1].suspended
    assert not store.note(EventKind.RESUMED, "a/1", at())[1].suspended
    assert store.note(EventKind.BURIED, "a/1", at())[1].buried_day == DAY
    assert store.note(EventKind.FLAGGED, "a/1", at(), "odd")[1].flag == "odd"
    grade(store, "a/1", 4)
    event, state = store.note(EventKind.RESET, "a/1", at())
    assert (event.kind, state.is_new, state.asked, state.flag) == (EventKind.RESET, True, 1, "odd")
    assert store.states() == replay(store.events())


@pytest.mark.parametrize("kind", sorted(set(EventKind) - NOTED))
def test_grades_and_undos_are_not_notes(kind: EventKind, store: Store) -> None:
    with pytest.raises(ValueError, match=f"{kind.value} can't be noted"):
        store.note(kind, "a/1", at())


@pytest.mark.parametrize("old", ["", "a/1"])
def test_a_card_is_no_alias_of_itself(old: str, store: Store) -> None:
    with pytest.raises(ValueError, match="aliased can't be noted"):
        store.note(EventKind.ALIASED, "a/1", at(), old)


# Undo


def test_undo_takes_back_the_latest_again_and_again_and_after_a_restart(places: Places, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        steps: list[tuple[Event, dict[str, CardState]]] = []
        for number in range(6):
            before = store.states()
            event, _ = grade(store, f"a/{number % 2}", 3, at(number))
            steps.append((event, before))
    for event, before in reversed(steps):
        with Store.open(places, clock) as store:
            assert store.undo(at(9)) == [event]
            assert store.states() == before == replay(store.events())
    with Store.open(places, clock) as store:
        assert store.undo(at(9)) == []
        assert len(list(store.events())) == 12


def test_after_an_undo_the_card_is_as_it_was(store: Store) -> None:
    _, before = grade(store, "a/1", 4)
    grade(store, "a/1", 1, at(1))
    store.undo(at(1, hour=13))
    assert store.states() == {"a/1": before}


def test_a_new_grade_after_an_undo_schedules_again(store: Store) -> None:
    grade(store, "a/1", 1)
    store.undo(at())
    event, state = grade(store, "a/1", 5)
    assert event.kind is EventKind.GRADED
    assert state.memory == Sm2().review(NEW, 5, DAY)


def test_undo_takes_back_what_was_done_last_though_the_clock_was_set_back(store: Store) -> None:
    grade(store, "a/1", 4, at(10))
    last, _ = grade(store, "a/2", 4, at(0))
    assert store.undo(at(0)) == [last]


def test_undo_passes_over_a_renaming_and_takes_back_what_the_learner_did(store: Store) -> None:
    first, before = grade(store, "a/old", 4)
    last, _ = grade(store, "a/old", 5, at(1))
    store.note(EventKind.ALIASED, "a/new", at(1), "a/old")
    assert store.undo(at(1)) == [last]
    assert store.states() == {"a/new": before}
    assert store.undo(at(1)) == [first]
    assert store.undo(at(1)) == []


# What is read


def test_the_history_of_a_card_leaves_out_what_was_taken_back(store: Store) -> None:
    kept, _ = grade(store, "a/1", 4)
    grade(store, "a/2", 4)
    grade(store, "a/1", 1, at(1))
    store.undo(at(1))
    assert store.history("a/1") == [kept]
    assert store.history("a/3") == []


# The file


@pytest.mark.file_only
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET grade = 5",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "REPLACE INTO event (id, device, sequence, instant, offset, day, kind) SELECT id, device, 99, 0, 0, 1, 'reset' FROM event",
        "REPLACE INTO event (id, device, sequence, instant, offset, day, kind) SELECT x'00', device, 1, 0, 0, 1, 'reset' FROM event",
    ],
)
def test_nobody_changes_or_removes_an_event(statement: str, store: Store) -> None:
    event, _ = grade(store, "a/1", 4)
    with closing(sqlite3.connect(store.path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    assert list(store.events()) == [event]


@pytest.mark.file_only
def test_the_log_is_kept_as_safely_as_sqlite_can(store: Store) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys")
    pragmas = {name: writer(store).exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.file_only
def test_much_memory_is_taken_only_while_many_events_are_written(store: Store) -> None:
    def kept() -> int:
        driver: Any = writer(store).connection.driver_connection
        return -int(driver.execute("PRAGMA cache_size").fetchone()[0])

    few = kept()
    with store.taking_many():
        assert kept() > few
        grade(store, "a/1", 4)
        assert kept() > few
    assert kept() == few <= 2048
    with pytest.raises(ZeroDivisionError), store.taking_many():
        raise ZeroDivisionError
    assert kept() == few


def test_a_device_keeps_its_name(places: Places, clock: Clock) -> None:
    with Store.open(places, clock) as store:
        device = store.device
    with Store.open(places, clock) as store:
        assert store.device == device
    assert len(device) == 12


@pytest.mark.file_only
def test_a_row_of_the_log_takes_at_most_200_bytes_with_its_indexes(places: Places, clock: Clock) -> None:
    sizes = []
    with Store.open(places, clock, synchronous="OFF") as store, closing(sqlite3.connect(store.path)) as connection:
        for rows in (800, 1600):
            for number in range(rows - 800, rows):
                asked = question(f"cnn-faq/conv-params-{number % 200}")
                store.grade(asked, 4, Reply("AlexNet", "right", 5321), at(number // 200), PLAIN)
            copy = sqlite3.connect(":memory:")
            connection.backup(copy)
            copy.execute("DROP TABLE memory")
            copy.execute("VACUUM")
            sizes.append(
                copy.execute("PRAGMA page_count").fetchone()[0] * copy.execute("PRAGMA page_size").fetchone()[0]
            )
            copy.close()
    assert (sizes[1] - sizes[0]) / 800 <= 200


def test_the_study_day_of_a_grade_is_that_of_its_moment(store: Store) -> None:
    event, state = grade(store, "a/1", 4, at(0, hour=26))
    assert event.moment.day == state.graded_day == DAY
    assert state.memory.due == DAY + timedelta(days=1)


def test_the_grades_of_a_day_are_found_without_those_taken_back(store: Store) -> None:
    kept, _ = grade(store, "a/1", 1)
    again, _ = grade(store, "a/1", 4, at(hour=13))
    grade(store, "a/2", 5, at(hour=14))
    store.undo(at(hour=15))
    other, _ = grade(store, "a/3", 3, at(1))
    assert store.grades_on(DAY) == [kept, again]
    assert store.grades_on(DAY + timedelta(days=1)) == [other]
    assert store.grades_on(DAY + timedelta(days=2)) == []
