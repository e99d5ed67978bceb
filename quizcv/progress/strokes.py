"""The same done to many cards at once: a stroke, written in one transaction and taken back in one.

Each card has an event of its own, as if it had been noted alone. What tells a stroke in the log, on any machine and after a
restart, is that its events have one kind and one study day, and ids that follow one another without a gap, as those of events written
one by one do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, bindparam, exists, literal_column, select

from quizcv.events import UNTOUCHED, Event, EventKind
from quizcv.progress import many, queries
from quizcv.progress.ids import following, gap
from quizcv.progress.placing import moment_of
from quizcv.progress.replay import carried_on, fact_of
from quizcv.progress.rows import event_row
from quizcv.progress.sync.absorbing import rebuild, write_projection
from quizcv.progress.tables import EVENT
from quizcv.progress.unreadable import read_event

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from quizcv.clock import Moment
    from quizcv.progress.replay import Projected

    Report = Callable[[int], None]

AT_ONCE: Final = 2000
"""Events written between two reports."""
_LATER: Final = EVENT.alias("later")
_BACKWARDS: Final = (
    select(EVENT, exists(select(literal_column("1")).where(_LATER.c.target == EVENT.c.id)).label("is_voided"))
    .where(EVENT.c.device == bindparam("device"), EVENT.c.sequence <= bindparam("sequence"))
    .order_by(EVENT.c.sequence.desc())
)


def nobody(_done: int) -> None:
    """Listens to no report."""


class Pen:
    """Writes events of this device, one after the other.

    Args:
        connection: In a transaction that holds the write lock.
        device: Number and name.
        sequence: Of the first event.
        identity: Of the first event.
        moment: When all of it is done.
    """

    def __init__(
        self, connection: Connection, device: tuple[int, str], sequence: int, identity: UUID, moment: Moment
    ) -> None:
        self._connection = connection
        self._number, self._device = device
        self._sequence = sequence
        self._identity = identity
        self._moment = moment

    def event(
        self,
        kind: EventKind,
        card: str = "",
        note: str = "",
        target: UUID | None = None,
        known: Projected | None = None,
    ) -> Event:
        """The next event; one of a card of which something is known comes after that."""
        moment = moment_of(self._moment, self._identity, known)
        event = Event(self._identity, self._device, self._sequence, moment, kind, card, target, note=note)
        self._sequence += 1
        self._identity = following(self._identity)
        return event

    def write(self, events: Sequence[Event]) -> None:
        """Puts events into the log; the projection is somebody else's."""
        many.add_rows(self._connection, EVENT, [event_row(event, self._number) for event in events])


def note_all(
    connection: Connection, pen: Pen, kind: EventKind, cards: Sequence[str], note: str, report: Report
) -> list[Event]:
    """Logs one kind of event for many cards, and what follows from it for each."""
    written = []
    for start in range(0, len(cards), AT_ONCE):
        some = cards[start : start + AT_ONCE]
        known = {
            card: projected
            for batch in many.batches(list(some))
            for card, projected in queries.projected_of(connection, batch)
        }
        events = [pen.event(kind, card, note, known=known.get(card)) for card in some]
        pen.write(events)
        facts = {event.card: fact_of(event) for event in events}
        late = {card for card in known if known[card].latest >= facts[card][:2]}  # at the very end of the calendar
        made = {
            card: carried_on(known[card].state if card in known else UNTOUCHED, [fact])
            for card, fact in facts.items()
            if card not in late
        }
        write_projection(connection, sorted(made), made)
        if late:
            rebuild(connection, late)
        written += events
        report(len(written))
    return written


def stroke_of(connection: Connection, device: int, latest: Event, most: int | None = None) -> list[Event]:
    """The events of the stroke that ends with this one and still count, the latest first; it alone if it was no stroke.

    Reads backwards, and no further than the stroke: nearly always it is one event, in a log of a million.

    Args:
        connection: To the log.
        device: The number of the event's device.
        latest: The event.
        most: So many are enough to know; None for all.
    """
    stroke: list[Event] = []
    names = queries.devices(connection)
    rows = connection.execute(
        _BACKWARDS,
        {"device": device, "sequence": latest.sequence},
        execution_options={"stream_results": True, "max_row_buffer": AT_ONCE},
    )
    with rows:
        for row in rows.mappings():
            event = read_event(row, names)
            same = (event.kind, event.note, event.moment.day) == (latest.kind, latest.note, latest.moment.day)
            if not same or gap(event.id, latest.id) != latest.sequence - event.sequence:
                break
            if row["is_voided"] or len(stroke) == most:
                break
            stroke.append(event)
    return stroke


def taken_back(connection: Connection, device: int, last: Event) -> list[Event]:
    """What the undo that ends with this `voided` took back, the latest first."""
    voids = stroke_of(connection, device, last)
    return queries.events_of(connection, [each.target.bytes for each in reversed(voids) if each.target is not None])


def take_back_all(connection: Connection, pen: Pen, events: Sequence[Event], report: Report) -> Event:
    """Voids events, brings their cards up to date, and gives the last event written."""
    last = None
    for start in range(0, len(events), AT_ONCE):
        some = events[start : start + AT_ONCE]
        voids = [pen.event(EventKind.VOIDED, target=event.id) for event in some]
        pen.write(voids)
        rebuild(connection, {event.card for event in some})
        last = voids[-1]
        report(start + len(some))
    if last is None:
        message = "there is nothing to take back"
        raise ValueError(message)
    return last
