"""A server that is lost: what was acknowledged is there, what is not there is told, and nothing is logged twice."""

from __future__ import annotations

import signal
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from quizcv.cards.library import Library
from quizcv.errors import DatabaseError
from quizcv.events import EventKind
from quizcv.progress.database import UnknownOutcomeError
from quizcv.progress.glance import Glance
from quizcv.progress.replay import replay
from quizcv.progress.server.address import address_of
from quizcv.progress.server.connecting import CONNECT_SECONDS, RECONNECT_SECONDS, connect
from quizcv.progress.store import Store
from tests.progress import postgres
from tests.progress.server.proxy import Cut, Proxy
from tests.progress.support import DAY, at, grade, write_deck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Clock
    from quizcv.settings import Places


@pytest.fixture
def proxy(server: postgres.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with Proxy(server.sockets, tmp_path_factory.mktemp("p")) as standing:
        yield standing


@pytest.fixture
def behind_proxy(server_places: Places, proxy: Proxy) -> Places:
    return server_places._replace(database=proxy.url)


def end_connections(places: Places) -> None:
    """Ends every other connection to the server, as its administrator may."""
    with closing(connect(address_of(places))) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'quizcv'"
        )


def test_a_connection_that_was_ended_is_made_again_before_anything_is_written(
    server_places: Places, clock: Clock
) -> None:
    write_deck(server_places, "a", ["1", "2", "3"])
    with (
        closing(Library.load(server_places, shipped=False)) as library,
        Glance.open(server_places, library) as glance,
        Store.open(server_places, clock) as store,
    ):
        for number in (1, 2, 3):
            grade(store, f"a/{number}", 4)
            end_connections(server_places)
            assert glance.today(DAY).grades == number
            end_connections(server_places)
            assert len(list(store.events())) == number


def test_to_connect_again_less_time_is_given_than_at_first_and_the_address_may_say_otherwise(
    server_places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    make = psycopg.connect

    def made(**options: Any) -> psycopg.Connection[Any]:
        given.append(int(options["connect_timeout"]))
        return make(**options)

    write_deck(server_places, "a", ["1"])
    end_connections(server_places)
    monkeypatch.setattr(psycopg, "connect", made)
    for places, first, again in (
        (server_places, CONNECT_SECONDS, RECONNECT_SECONDS),
        (server_places._replace(database=f"{server_places.database}&connect_timeout=9"), 9, 9),
    ):
        with (
            closing(Library.load(places, shipped=False)) as library,
            Glance.open(places, library) as glance,
            Store.open(places, clock) as store,
        ):
            assert set(given) == {first}
            end_connections(server_places)
            given.clear()
            grade(store, "a/1", 4)
            assert glance.today(DAY).grades
            assert given == [again, again]
            given.clear()


def test_a_connection_lost_before_the_commit_leaves_nothing_and_says_so(
    behind_proxy: Places, proxy: Proxy, clock: Clock
) -> None:
    with Store.open(behind_proxy, clock) as store:
        kept, _ = grade(store, "a/1", 4)
        proxy.cut = Cut.BEFORE
        with pytest.raises(DatabaseError, match="What was to be written is not in the log; try again"):
            grade(store, "a/2", 4)
        assert list(store.events()) == [kept]
        again, _ = grade(store, "a/2", 4)
        assert list(store.events()) == [kept, again]
        assert [event.sequence for event in store.events()] == [1, 2]


def test_a_grade_whose_acknowledgement_is_lost_is_looked_for_and_acknowledged(
    behind_proxy: Places, proxy: Proxy, clock: Clock
) -> None:
    with Store.open(behind_proxy, clock) as store:
        proxy.cut = Cut.AFTER
        given, state = grade(store, "a/1", 4)
        assert list(store.events()) == [given]
        assert store.states() == {"a/1": state} == replay(store.events())
        proxy.cut = Cut.AFTER
        assert store.undo(at()) == [given]
        assert store.states() == {}


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER])
def test_a_grade_of_which_nobody_can_say_whether_it_was_kept_is_logged_once_when_given_again(
    cut: Cut, behind_proxy: Places, proxy: Proxy, clock: Clock
) -> None:
    with Store.open(behind_proxy, clock) as store:
        proxy.cut, proxy.open_again = cut, False
        with pytest.raises(
            UnknownOutcomeError, match=r"it is not known whether it was kept.*see the end of: quizcv log"
        ):
            grade(store, "a/1", 2)
        with pytest.raises(DatabaseError, match="can't be reached"):
            grade(store, "a/1", 2)
        proxy.reopen()
        event, state = grade(store, "a/1", 2, at(hour=13))
        assert list(store.events()) == [event]
        assert (event.kind, event.grade) == (EventKind.GRADED, 2)
        assert store.states() == {"a/1": state} == replay(store.events())
        assert grade(store, "a/1", 2, at(hour=14))[0].kind is EventKind.DRILLED


def test_another_grade_takes_the_place_of_one_that_was_kept_unknown(
    behind_proxy: Places, proxy: Proxy, clock: Clock
) -> None:
    with Store.open(behind_proxy, clock) as store:
        proxy.cut, proxy.open_again = Cut.AFTER, False
        with pytest.raises(UnknownOutcomeError):
            grade(store, "a/1", 1)
        proxy.reopen()
        event, state = grade(store, "a/1", 5, at(hour=13))
        assert (event.kind, event.grade) == (EventKind.GRADED, 5)
        assert [each.kind for each in store.events()] == [EventKind.GRADED, EventKind.VOIDED, EventKind.GRADED]
        assert store.states() == {"a/1": state} == replay(store.events())


def test_an_undo_of_which_nobody_can_say_whether_it_was_kept_takes_back_one_event(
    behind_proxy: Places, proxy: Proxy, clock: Clock
) -> None:
    with Store.open(behind_proxy, clock) as store:
        first, _ = grade(store, "a/1", 4)
        last, _ = grade(store, "a/1", 4, at(1))
        proxy.cut, proxy.open_again = Cut.AFTER, False
        with pytest.raises(UnknownOutcomeError):
            store.undo(at(1))
        proxy.reopen()
        assert store.undo(at(1)) == [last]
        assert store.undo(at(1)) == [first]
        assert store.states() == {}


def test_an_undo_of_many_cards_of_which_nobody_can_say_whether_it_was_kept_tells_all_of_them(
    behind_proxy: Places, proxy: Proxy, clock: Clock
) -> None:
    with Store.open(behind_proxy, clock) as store:
        events = store.note_all(EventKind.SUSPENDED, ["a/1", "a/2", "a/3"], at())
        proxy.cut, proxy.open_again = Cut.AFTER, False
        with pytest.raises(UnknownOutcomeError):
            store.undo(at(1))
        proxy.reopen()
        assert store.undo(at(1)) == events[::-1]
        assert store.undo(at(1)) == []


def test_a_look_at_a_server_that_is_away_sees_what_was_last_seen_and_more_when_it_is_back(
    places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    if postgres.missing():
        pytest.skip(postgres.missing())
    monkeypatch.setattr("quizcv.progress.server.view.AGAIN_SECONDS", 0.0)
    write_deck(places, "a", ["1", "2"])
    with postgres.running() as server, closing(Library.load(places, shipped=False)) as library:
        there = places._replace(database=server.url(), learner="Ada")
        with Store.open(there, clock) as store, Glance.open(there, library) as glance:
            grade(store, "a/1", 4)
            assert glance.today(DAY).grades == 1
            postgres.stop(server, signal.SIGQUIT)
            assert glance.today(DAY).grades == 1
            write_deck(places, "a", ["2", "3"])
            library.reload()
            assert glance.new_keys(9, DAY) == ["a/2", "a/3"]
            assert glance.drawn_lately("a/1", 10) == []
            with pytest.raises(DatabaseError, match="can't be reached"):
                Glance.open(there, library)
            again = postgres.started_again(server)
            try:
                grade(store, "a/2", 4)
                assert glance.today(DAY).grades == 2
                assert glance.new_keys(9, DAY) == ["a/3"]
            finally:
                postgres.stop(again)


def test_a_server_that_crashes_and_comes_back_has_every_acknowledged_grade(places: Places, clock: Clock) -> None:
    if postgres.missing():
        pytest.skip(postgres.missing())
    with postgres.running() as server:
        there = places._replace(database=server.url(), learner="Ada")
        with Store.open(there, clock) as store:
            given = [grade(store, f"a/{number}", 4)[0] for number in range(20)]
            postgres.stop(server, signal.SIGQUIT)
            with pytest.raises(DatabaseError, match="can't be reached"):
                grade(store, "a/x", 4)
            again = postgres.started_again(server)
            try:
                given.append(grade(store, "a/y", 4)[0])
                assert list(store.events()) == given
                assert store.wrong_projections() == []
            finally:
                postgres.stop(again)
    assert not Path(server.sockets).exists()
