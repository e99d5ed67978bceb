"""Everybody's figures, for whoever teaches the class: each log in the database that may be read, in one look at all of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select, text

from quizcv.clock import Moment
from quizcv.events import Event, EventKind
from quizcv.progress.replay import EPOCH
from quizcv.progress.server.connecting import telling
from quizcv.progress.server.database import ReadOnlyServer, driver_connection
from quizcv.progress.server.schemas import learners
from quizcv.progress.tables import EVENT
from quizcv.statistics import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from quizcv.settings import Places

_SCHEMA: Final = text("SELECT set_config('search_path', :schema, true)")
_COUNTED: Final = ("id", "instant", "day", "kind", "card", "target", "grade", "interval", "milliseconds", "note")
_EVENTS: Final = select(*(EVENT.c[name] for name in _COUNTED))


class Progress(NamedTuple):
    """A learner and what the log says; None where it may not be read."""

    name: str
    summary: Summary | None


def overview(places: Places) -> list[Progress]:
    """All learners of the database of `places`, by name.

    Raises:
        DatabaseError: The server can't be reached.
    """
    server = ReadOnlyServer(places)
    with server.reading() as connection, telling(server.address):
        found = learners(driver_connection(connection))
        return [
            Progress(learner.name, summarise(_events(connection, learner.schema)) if learner.readable else None)
            for learner in found
        ]


def _events(connection: Connection, schema: str) -> Iterator[Event]:
    """What the figures need of a learner's events."""
    connection.execute(_SCHEMA, {"schema": schema})
    for row in connection.execute(_EVENTS, execution_options={"yield_per": 5000}):
        identity, instant, day, kind, card, target, grade, interval, milliseconds, note = row
        yield Event(
            id=UUID(bytes=identity),
            device="",
            sequence=0,
            moment=Moment(EPOCH + timedelta(microseconds=instant), 0, date.fromordinal(day)),
            kind=EventKind(kind),
            card=card or "",
            target=None if target is None else UUID(bytes=target),
            grade=grade,
            interval=interval,
            milliseconds=milliseconds,
            note=note or "",
        )
