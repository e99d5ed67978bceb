"""A log on a server is watched by one short question, and a server that is away is left in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError
from quizcv.progress.server import watching
from quizcv.progress.server.address import address_of
from quizcv.progress.server.watching import AGAIN_SECONDS, ServerWatch
from quizcv.progress.store import Store
from tests.progress.server.test_lost import end_connections
from tests.progress.support import at, grade

if TYPE_CHECKING:
    import pytest

    from quizcv.clock import Clock
    from quizcv.progress.server.address import Address
    from quizcv.settings import Places


def test_what_others_write_is_seen_once(server_places: Places, clock: Clock) -> None:
    watch = ServerWatch(address_of(server_places))
    with Store.open(server_places, clock) as store:
        assert watch.changed()
        assert not watch.changed()
        grade(store, "a/1", 4)
        assert watch.changed()
        assert not watch.changed()
        store.undo(at())
        assert watch.changed()
    watch.close()


def test_a_log_that_is_not_begun_has_nothing_to_tell(server_places: Places) -> None:
    watch = ServerWatch(address_of(server_places))
    assert not watch.changed()
    watch.close()


def test_a_server_that_is_away_is_left_alone_for_a_while_and_then_asked_again(
    server_places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, tried = [0.0], []

    def refuse(address: Address) -> None:
        tried.append(address)
        message = "the server can't be reached"
        raise DatabaseError(message)

    watch = ServerWatch(address_of(server_places), lambda: now[0])
    with Store.open(server_places, clock) as store:
        grade(store, "a/1", 4)
        with monkeypatch.context() as context:
            context.setattr(watching, "connect", refuse)
            assert [watch.changed() for _ in range(3)] == [False] * 3
        assert len(tried) == 1
        now[0] += AGAIN_SECONDS
        assert watch.changed()
    watch.close()


def test_a_connection_that_was_ended_is_made_again(server_places: Places, clock: Clock) -> None:
    now = [0.0]
    watch = ServerWatch(address_of(server_places), lambda: now[0])
    with Store.open(server_places, clock) as store:
        assert watch.changed()
        end_connections(server_places)
        assert not watch.changed()
        grade(store, "a/1", 4)
        now[0] += AGAIN_SECONDS
        assert watch.changed()
    watch.close()
