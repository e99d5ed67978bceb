"""A log on a server is guarded, examined, brought up to date, copied into a file and filled from one."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from quizcv.cards.library import Library
from quizcv.errors import DatabaseError, UsageError
from quizcv.events import EventKind
from quizcv.progress.doctor import doctor
from quizcv.progress.file import VERSION, Condition, condition, condition_of
from quizcv.progress.glance import Glance
from quizcv.progress.migrations import upgrade
from quizcv.progress.replay import replay
from quizcv.progress.server.address import address_of
from quizcv.progress.server.connecting import connect
from quizcv.progress.server.database import ServerDatabase
from quizcv.progress.server.restoring import restore_into_server
from quizcv.progress.server.view import FEW
from quizcv.progress.store import Store
from tests.fresh import printed
from tests.progress.support import DAY, at, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.events import Event
    from quizcv.settings import Places
    from tests.progress.postgres import Server
    from tests.progress.server.conftest import Administer


@pytest.fixture
def places(server_places: Places) -> Places:
    return server_places


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    write_deck(places, "a", ["1", "2", "3"])
    with closing(Library.load(places, shipped=False)) as loaded:
        yield loaded


def tamper(places: Places, *statements: str) -> None:
    with closing(connect(address_of(places))) as connection:
        for statement in statements:
            connection.execute(statement.encode())
        connection.commit()


def asked(places: Places, query: str) -> list[tuple[Any, ...]]:
    with closing(connect(address_of(places))) as connection:
        return connection.execute(query.encode()).fetchall()


def told(places: Places, library: Library, clock: Clock, *, repair: bool = False) -> dict[str, tuple[bool, str]]:
    return {check.name: (check.ok, check.message) for check in doctor(places, library, clock, repair=repair).checks}


# Guards


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE event SET grade = 5", "an event is never changed"),
        ("UPDATE event SET grade = 5 WHERE false", "an event is never changed"),
        ("DELETE FROM event", "an event is never removed"),
        ("TRUNCATE event", "an event is never removed"),
        (
            "INSERT INTO event SELECT * FROM event ON CONFLICT (number) DO UPDATE SET grade = 5",
            "an event is never changed",
        ),
    ],
)
def test_nobody_changes_or_removes_an_event(statement: str, said: str, places: Places, store: Store) -> None:
    event, _ = grade(store, "a/1", 4)
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match=f"the log is append-only: {said}"):
        tamper(places, statement)
    assert list(store.events()) == [event]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER event_delete ON event",
        "ALTER TABLE event DISABLE TRIGGER event_delete",
        "CREATE OR REPLACE TRIGGER event_delete BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_refused()",
    ],
)
def test_missing_guards_are_found_and_put_back(
    statement: str, places: Places, store: Store, library: Library, clock: Clock
) -> None:
    grade(store, "a/1", 4)
    tamper(places, statement)
    ok, message = told(places, library, clock)["append-only"]
    assert not ok
    assert "(event_delete)" in message
    assert told(places, library, clock, repair=True)["append-only"] == (True, "the log's guards are back: event_delete")
    assert doctor(places, library, clock).ok
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
        tamper(places, "DELETE FROM event")


def test_a_guard_that_was_made_to_do_nothing_is_found_and_put_back(
    places: Places, store: Store, library: Library, clock: Clock
) -> None:
    tamper(
        places,
        "CREATE OR REPLACE FUNCTION event_refused() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    )
    assert len(store.missing_triggers()) == 3
    told(places, library, clock, repair=True)
    assert store.missing_triggers() == []


# The doctor


def test_a_log_that_is_well_is_well_in_every_part(places: Places, store: Store, library: Library, clock: Clock) -> None:
    grade(store, "a/1", 4)
    diagnosis = doctor(places, library, clock)
    assert diagnosis.ok
    names = ["server", "durability", "tables", "append-only", "numbering", "projection", "decks"]
    assert [check.name for check in diagnosis.checks] == names
    assert f"PostgreSQL {asked(places, 'SHOW server_version')[0][0]}, the log of Zoë" in diagnosis.checks[0].message


def test_a_log_that_is_not_begun_is_not_begun_by_examining_it(places: Places, library: Library, clock: Clock) -> None:
    diagnosis = doctor(places, library, clock, repair=True)
    assert diagnosis.ok
    assert diagnosis.checks[-1].message == f"{places.learner} has no log here yet; the first grade begins it"
    assert condition_of(places) is Condition.ABSENT


@pytest.mark.parametrize(
    "statement", ["UPDATE memory SET ease = 999", "DELETE FROM memory", "UPDATE memory SET card = 'a/other'"]
)
def test_a_wrong_projection_is_found_and_made_afresh(
    statement: str, places: Places, store: Store, library: Library, clock: Clock
) -> None:
    _, state = grade(store, "a/1", 4)
    tamper(places, statement)
    assert not told(places, library, clock)["projection"][0]
    assert told(places, library, clock, repair=True)["projection"][0]
    assert doctor(places, library, clock).ok
    assert store.states() == {"a/1": state}


def test_a_missing_index_and_a_missing_event_are_found(
    places: Places, store: Store, library: Library, clock: Clock
) -> None:
    for number in (1, 2, 3):
        grade(store, f"a/{number}", 4)
    tamper(
        places, "DROP INDEX memory_due", "DROP TRIGGER event_delete ON event", "DELETE FROM event WHERE sequence = 2"
    )
    found = told(places, library, clock)
    assert found["tables"] == (
        False,
        "missing on the server: memory_due; let whoever runs the server bring its own backup back",
    )
    assert not found["numbering"][0]
    assert "event 2 is missing" in found["numbering"][1]


def test_a_turned_byte_is_found_by_its_seal(places: Places, store: Store, library: Library, clock: Clock) -> None:
    grade(store, "a/1", 4)
    tamper(places, "DROP TRIGGER event_update ON event", "UPDATE event SET grade = 5")
    assert not told(places, library, clock)["events"][0]


# Versions


def test_a_log_that_is_behind_is_brought_up_to_date_and_is_made_as_a_fresh_one(
    places: Places, library: Library, clock: Clock
) -> None:
    shape = """
SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, ordinal_position
FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 6"""
    indexes = "SELECT indexname, replace(indexdef, schemaname, '') FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
    rules = """
SELECT conname, pg_get_constraintdef(oid, true) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace ORDER BY 1"""
    guards = "SELECT pg_get_triggerdef(oid, true) FROM pg_trigger WHERE tgrelid = 'event'::regclass AND NOT tgisinternal ORDER BY 1"
    Store.open(places, clock).close()
    fresh = [asked(places, query) for query in (shape, indexes, rules, guards)]
    tamper(places, "DROP TABLE event, memory, device, alembic_version CASCADE", "DROP FUNCTION event_refused")
    upgrade_from_nothing(places)
    assert asked(places, "SELECT version_num FROM alembic_version") == [(f"{VERSION:04}",)]
    assert [asked(places, query) for query in (shape, indexes, guards)] == [fresh[0], fresh[1], fresh[3]]
    assert {rule for _, rule in asked(places, rules)} == {rule for _, rule in fresh[2]}
    with Store.open(places, clock) as store:
        grade(store, "a/1", 4)
    assert doctor(places, library, clock).ok


def upgrade_from_nothing(places: Places) -> None:
    database = ServerDatabase(address_of(places))
    try:
        upgrade(database._engine)
    finally:
        database.close()


def test_the_first_look_brings_a_log_up_to_date(places: Places, library: Library, clock: Clock) -> None:
    Store.open(places, clock).close()
    tamper(places, "ALTER TABLE event DROP COLUMN seal", "UPDATE alembic_version SET version_num = '0001'")
    assert condition_of(places) is Condition.BEHIND
    with Glance.open(places, library) as glance:
        assert glance.states() == {}
    assert condition_of(places) is Condition.CURRENT
    assert doctor(places, library, clock).ok


# Into a file and back


def by_id(event: Event) -> bytes:
    return event.id.bytes


def filled(store: Store) -> None:
    for number in range(30):
        grade(store, f"a/{number % 7}", number % 6, at(number))
    store.note(EventKind.FLAGGED, "a/1", at(31), "odd \0")
    store.note(EventKind.ALIASED, "a/new", at(31), "a/2")
    store.undo(at(32))


def test_a_copy_in_a_file_is_the_whole_log_and_goes_on_under_a_name_of_its_own(
    places: Places, store: Store, tmp_path: Path, clock: Clock
) -> None:
    filled(store)
    copy = store.backup(tmp_path / "copy.db")
    assert condition(copy) is Condition.CURRENT
    with Store.open(places._replace(database=str(copy)), clock) as opened:
        assert list(opened.events()) == list(store.events())
        assert opened.states() == store.states() == replay(opened.events())
        assert opened.device != store.device


def test_a_copy_overwrites_nothing_and_is_not_made_of_what_is_unsound(
    places: Places, store: Store, tmp_path: Path
) -> None:
    grade(store, "a/1", 4)
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        store.backup(tmp_path / "there")
    tamper(places, "UPDATE memory SET ease = 999")
    with pytest.raises(DatabaseError, match="is not sound: what is known differs from a replay for 1 card,"):
        store.backup(tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["there"]


def test_what_is_put_into_a_server_is_added_once_and_takes_nothing_away(
    places: Places, store: Store, tmp_path: Path, clock: Clock
) -> None:
    here = places._replace(database=str(tmp_path / "mine.db"))
    with Store.open(here, clock) as mine:
        filled(mine)
        copy = mine.backup(tmp_path / "copy.db")
        theirs, _ = grade(store, "a/1", 5, at(3))
        added = restore_into_server(places, copy, clock)
        assert (added.events, added.added) == (33, 33)
        assert restore_into_server(places, copy, clock).added == 0
        everything = [theirs, *mine.events()]
        assert sorted(store.events(), key=by_id) == sorted(everything, key=by_id)
    assert store.states() == replay(store.events())
    assert store.wrong_projections() == []
    with pytest.raises(UsageError, match="there is no backup at"):
        restore_into_server(places, tmp_path / "nothing.db", clock)


# The first look


def test_a_look_sees_what_others_did_whether_little_or_much(
    places: Places, store: Store, library: Library, clock: Clock
) -> None:
    with Glance.open(places, library) as glance, Store.open(places, clock) as other:
        for number in range(3):
            grade(other, "a/1", 4, at(number))
            assert glance.states() == store.states()
        for number in range(FEW + 20):
            grade(other, f"a/{number % 5}", number % 6, at(4 + number // 5))
        assert glance.states() == store.states()
        other.note(EventKind.ALIASED, "a/3", at(200), "a/1")
        assert glance.states() == store.states()
        other.undo(at(201))
        assert glance.states() == store.states()
        grade(other, "a/1", 4, at(1))
        assert glance.states() == store.states() == replay(store.events())


def test_what_is_due_loads_neither_sqlalchemy_nor_more(store: Store, library: Library) -> None:
    grade(store, "a/1", 4)
    program = (
        "import sys\n"
        "from quizcv.__main__ import main\n"
        "code = main(['due', '--json'])\n"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'alembic', 'textual', 'sympy'} & set(sys.modules)), code)\n"
    )
    assert printed(program).splitlines()[-1] == "[] 0"
    assert library.has("a/1")


def test_a_reader_without_the_right_to_write_can_look(
    server: Server, places: Places, library: Library, somebody: str, administer: Administer, clock: Clock
) -> None:
    with Store.open(places, clock) as store:
        grade(store, "a/1", 4)
    ((schema,),) = asked(places, "SELECT current_schema()")
    administer(
        f"GRANT USAGE ON SCHEMA {schema} TO {somebody}", f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {somebody}"
    )
    reader = places._replace(database=server.url(user=somebody))
    with Glance.open(reader, library) as glance:
        assert glance.today(DAY).grades == 1
    diagnosis = doctor(reader, library, clock)
    assert diagnosis.ok
    assert f"{somebody} may read this log and not write it" in " ".join(check.message for check in diagnosis.checks)
