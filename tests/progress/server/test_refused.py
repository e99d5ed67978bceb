"""A log on a server that can't be used is refused with what is wrong and the mend; and it is left as it was."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.errors import DatabaseError
from quizcv.events import EventKind
from quizcv.progress.doctor import doctor
from quizcv.progress.file import VERSION, condition_of
from quizcv.progress.glance import Glance
from quizcv.progress.past import Past
from quizcv.progress.replay import replay
from quizcv.progress.server import connecting
from quizcv.progress.server.address import address_of, lock_of, schema_of
from quizcv.progress.server.connecting import connect
from quizcv.progress.store import Store
from quizcv.session import Reply
from tests.progress.postgres import LOCKED
from tests.progress.support import PLAIN, at, grade, question

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.settings import Places
    from tests.progress.postgres import Server
    from tests.progress.server.conftest import Administer

    Refused = Callable[[Places], str]


@pytest.fixture
def refused(clock: Clock) -> Refused:
    """Opens the log in every way, and gives the message with which each of them refuses it."""

    def message(places: Places) -> str:
        with closing(Library.load(places, shipped=False)) as library:
            with pytest.raises(DatabaseError) as by_store:
                Store.open(places, clock)
            with pytest.raises(DatabaseError) as by_glance:
                Glance.open(places, library)
            with pytest.raises(DatabaseError) as by_look:
                condition_of(places)
            diagnosis = doctor(places, library, clock)
        assert not diagnosis.ok
        assert str(by_store.value) == str(by_glance.value) == str(by_look.value) == diagnosis.checks[-1].message
        return str(by_store.value)

    return message


def test_a_server_that_does_not_run_is_told(server_places: Places, tmp_path: Path, refused: Refused) -> None:
    told = refused(server_places._replace(database=f"postgresql+psycopg://ada:s3cret@/quizcv?host={tmp_path}"))
    assert told.startswith(
        f"the server of the log postgresql+psycopg://ada:***@/quizcv?host={tmp_path} can't be reached ("
    )
    assert told.endswith(
        "see that it runs and that the address is right. Nothing was lost: what was acknowledged is in the log"
    )


def test_a_wrong_password_is_told_in_whatever_language_the_server_speaks(
    server: Server, server_places: Places, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "_BY_WORDS", ())  # as if none of its words were known
    told = refused(server_places._replace(database=server.url(user=LOCKED, password="wr0ng")))  # noqa: S106  of nobody
    assert "was given the password and took no connection" in told
    assert "put the right one into QUIZCV_DATABASE or ~/.pgpass" in told
    assert "wr0ng" not in told
    assert "asks for a password" in refused(server_places._replace(database=server.url(user=LOCKED)))


def test_a_server_that_never_answers_is_given_up(server_places: Places, clock: Clock) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"postgresql+psycopg://ada@127.0.0.1:{silent.getsockname()[1]}/quizcv?connect_timeout=2"
        with pytest.raises(DatabaseError, match=r"can't be reached \(.*timeout"):
            Store.open(server_places._replace(database=url), clock)


def test_a_database_that_is_not_there_is_told(server: Server, server_places: Places, refused: Refused) -> None:
    told = refused(server_places._replace(database=server.url("nowhere")))
    assert "there is no such database as in " in told
    assert told.endswith("whoever runs the server makes it with: createdb --encoding UTF8 NAME")


def test_a_user_who_is_not_known_is_told(server: Server, server_places: Places, refused: Refused) -> None:
    assert "knows no such user" in refused(server_places._replace(database=server.url(user="nobody_at_all")))


def test_a_wrong_password_is_told_and_not_shown(
    server: Server, server_places: Places, administer: Administer, refused: Refused, clock: Clock
) -> None:
    administer(f"DROP ROLE IF EXISTS {LOCKED}", f"CREATE ROLE {LOCKED} LOGIN SUPERUSER PASSWORD 'r1ght@/'")
    told = refused(server_places._replace(database=server.url(user=LOCKED, password="wr0ng")))  # noqa: S106  of nobody
    assert "does not accept the user or the password; put the right one into QUIZCV_DATABASE or ~/.pgpass" in told
    assert "wr0ng" not in told
    assert "asks for a password; put it into the file ~/.pgpass" in refused(
        server_places._replace(database=server.url(user=LOCKED))
    )
    with Store.open(server_places._replace(database=server.url(user=LOCKED, password="r1ght@/")), clock) as store:  # noqa: S106  as above
        assert "r1ght" not in store.shown
        grade(store, "a/1", 4)


def test_a_driver_that_is_not_installed_is_told(
    server_places: Places, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refused(server_places).endswith("install it with: pip install 'quizcv[postgres]'")


def test_a_newer_log_is_left_to_the_newer_quizcv(server_places: Places, clock: Clock, refused: Refused) -> None:
    with Store.open(server_places, clock) as store:
        kept, _ = grade(store, "a/1", 4)
    stamp(server_places, VERSION + 1)
    told = refused(server_places)
    assert (
        f"was written by a newer quizcv (its tables have version {VERSION + 1}, this quizcv knows up to {VERSION})"
        in told
    )
    stamp(server_places, VERSION)
    assert list(Past.open(server_places).events()) == [kept]


def stamp(places: Places, version: int) -> None:
    with closing(connect(address_of(places))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = %s", (f"{version:04}",))
        connection.commit()


def test_a_user_without_the_right_to_begin_a_log_is_told(theirs: Places, somebody: str, clock: Clock) -> None:
    with pytest.raises(DatabaseError, match=r"has no right to do this .*permission denied for database") as caught:
        Store.open(theirs, clock)
    assert somebody in str(caught.value)


def test_anothers_log_is_neither_read_nor_written(
    theirs: Places, somebody: str, server_places: Places, refused: Refused, clock: Clock
) -> None:
    with Store.open(server_places, clock) as store:
        grade(store, "a/1", 4)
    told = refused(theirs)
    assert told.startswith(f"the log of {server_places.learner} at ")
    assert (
        f"belongs to the database user quizcv, and {somebody} may not read it; name another learner in QUIZCV_LEARNER"
        in told
    )


def test_a_database_of_another_encoding_is_refused(
    server: Server, server_places: Places, administer: Administer, refused: Refused
) -> None:
    administer(
        "DROP DATABASE IF EXISTS old",
        "CREATE DATABASE old ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'",
    )
    assert "keeps its text as LATIN1, which can't hold every answer" in refused(
        server_places._replace(database=server.url("old"))
    )


def test_a_log_locked_by_another_program_is_told(server_places: Places, clock: Clock) -> None:
    with Store.open(server_places, clock, busy_seconds=0.05) as store:
        kept, _ = grade(store, "a/1", 4)
        with closing(connect(address_of(server_places))) as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", (lock_of(schema_of(server_places.learner)),))
            with pytest.raises(DatabaseError, match="is locked by another program; close that program, or wait for it"):
                grade(store, "a/2", 4)
            assert list(store.events()) == [kept]
        given, _ = grade(store, "a/2", 4)
        assert list(store.events()) == [kept, given]


def test_learners_do_not_wait_for_one_another(server_places: Places, clock: Clock) -> None:
    other = server_places._replace(learner=f"{server_places.learner} 2")
    with (
        Store.open(server_places, clock) as mine,
        Store.open(other, clock, busy_seconds=0.05) as theirs,
        mine._transaction(),
    ):
        answered = threading.Thread(target=grade, args=(theirs, "a/1", 4))
        answered.start()
        answered.join(timeout=20)
        assert len(list(theirs.events())) == 1


def test_the_server_keeps_a_log_that_says_off(server_places: Places, administer: Administer) -> None:
    administer("CREATE ROLE hasty LOGIN SUPERUSER", "ALTER ROLE hasty SET synchronous_commit = off")
    try:
        there = server_places._replace(database=server_places.database.replace("//quizcv@", "//hasty@"))
        with closing(connect(address_of(there))) as connection:
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    finally:
        administer("DROP ROLE hasty")


def test_what_was_typed_comes_back_whatever_it_is(server_places: Places, clock: Clock) -> None:
    typed = "a\0b \x1a \x1a0 \N{GRINNING FACE} \\ ' \""
    with Store.open(server_places, clock) as store:
        event, _ = store.grade(question("a/1"), 4, Reply(typed, "right", 2**40), at(), PLAIN)
        assert event.response == typed
        assert list(store.events()) == [event]
        store.note(EventKind.FLAGGED, "a/1", at(), typed)
        assert store.states() == replay(store.events())
        assert store.states()["a/1"].flag == typed
        with (
            closing(Library.load(server_places, shipped=False)) as library,
            Glance.open(server_places, library) as glance,
        ):
            assert glance.state("a/1").flag == typed
