"""Events of other devices come into the log: the union by id, and what follows from it for the projection.

Taking in is commutative, associative and idempotent: an event that is there already changes nothing, and the projection
is what a replay of the union gives. `(device, sequence)` names one event of the log. Where a log was copied by hand to
another machine, both counted on under one name; then the events of the other branch are kept here under a second name that
follows from the first, and this machine goes on under a name of its own. An event's id, and all that it says, stay as they are.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, literal_column, select, update

from quizcv.events import UNTOUCHED, Event, EventKind
from quizcv.progress import many, queries
from quizcv.progress.replay import carried_on, project
from quizcv.progress.rows import FACT_COLUMNS, event_of, event_row, fact_from, memory_row
from quizcv.progress.seals import seal_of
from quizcv.progress.tables import DEVICE, EVENT, MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from quizcv.progress.replay import Fact, Projected

_CARDS_OF: Final = select(EVENT.c.card).where(
    EVENT.c.id.in_(bindparam("ids", expanding=True)), EVENT.c.card.is_not(None)
)
_SEQUENCES: Final = select(EVENT.c.sequence).where(
    EVENT.c.device == bindparam("device"), EVENT.c.sequence.between(bindparam("low"), bindparam("high"))
)
_ALIASES: Final = select(EVENT.c.note, EVENT.c.card).where(EVENT.c.kind == literal_column("'aliased'"))
_TARGETS: Final = select(EVENT.c.target).where(EVENT.c.target.is_not(None))
_FACT: Final = itemgetter(*FACT_COLUMNS)
_FORGET: Final = delete(MEMORY).where(MEMORY.c.card.in_(bindparam("cards", expanding=True)))


class Clash(NamedTuple):
    """An event whose id is known here with other content; `damaged` if that is so because the log's own row is not what was written."""

    event: Event
    damaged: bool = False


class Absorbed(NamedTuple):
    """What taking in did.

    Args:
        received: How many events were new here, by the device that wrote them.
        clashes: Events whose id is known here with other content; the log keeps its own.
        renamed: This log's new name among devices, since events of its old name came from outside; empty if it keeps its name.
        last: The last event written; None for none.
    """

    received: Counter[str]
    clashes: tuple[Clash, ...] = ()
    renamed: str = ""
    last: UUID | None = None


def absorb(connection: Connection, events: Iterable[Event], names: Mapping[str, str]) -> Absorbed:
    """Writes the events that are not in the log yet, and rebuilds the projection of the cards they touch.

    Args:
        connection: In a transaction that holds the write lock.
        events: In any order, some of them perhaps twice.
        names: What people call the devices, by their ids.
    """
    own = queries.own_device(connection)
    fresh, clashes = sorted_out(connection, events)
    if not fresh:
        return Absorbed(Counter(), tuple(clashes))
    fresh.sort(key=lambda event: (event.moment.instant, event.id))
    numbering = _Numbering(connection, fresh, names)
    rows = [numbering.row(event) for event in fresh]
    many.add_rows(connection, EVENT, rows)
    touched = _touched(connection, fresh)
    rebuild(connection, touched - _carry_on(connection, [fact_from(_FACT(row)) for row in rows], touched))
    renamed = ""
    if any(event.device == own[1] for event in fresh):
        _, renamed = retire(connection)
    return Absorbed(Counter(event.device for event in fresh), tuple(clashes), renamed, fresh[-1].id)


def retire(connection: Connection) -> tuple[int, str]:
    """Gives this log a new name among the devices; its number and the name. What it wrote under the old one stays under it."""
    connection.execute(update(DEVICE).values(own=False))
    return queries.own_device(connection)


def sorted_out(connection: Connection, events: Iterable[Event]) -> tuple[list[Event], list[Clash]]:
    """The events the log lacks, each once, and those that contradict one of the same id."""
    first: dict[bytes, Event] = {}
    clashes = []
    for event in events:
        earlier = first.setdefault(event.id.bytes, event)
        if earlier is not event and not _same(earlier, event):
            clashes.append(Clash(event))
    names: dict[int, str] = {}
    for row in many.events_of(connection, list(first)):
        event = first.pop(bytes(row["id"]))
        if not _says(row, event):
            names = names or queries.devices(connection)
            device = names.get(row["device"], "")
            clashes.append(Clash(event, damaged=seal_of(dict(row), device) != row["seal"]))
    return list(first.values()), clashes


def _says(row: RowMapping, event: Event) -> bool:
    """Whether a row of the log says what the event says; one that is damaged may say nothing that can be read."""
    try:
        return _same(event_of(row, event.device), event)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return False


def _same(one: Event, other: Event) -> bool:
    """Whether two events of one id say the same. Which device wrote it as its how manyth is how it was filed, not what it says."""
    return one._replace(device=other.device, sequence=other.sequence) == other


class _Numbering:
    """Finds for each event its device's row, and a number on that device that no other event has."""

    def __init__(self, connection: Connection, events: Sequence[Event], names: Mapping[str, str]) -> None:
        self._connection = connection
        self._names = names
        self._numbers = {device: number for number, device in queries.devices(connection).items()}
        self._next = (connection.execute(select(func.max(DEVICE.c.number))).scalar() or 0) + 1
        numbers = [event.sequence for event in events]
        self._low, self._high = min(numbers), max(numbers)
        self._taken: dict[str, set[int]] = {}

    def row(self, event: Event) -> dict[str, object]:
        device, twin = event.device, 1
        while event.sequence in self._taken_of(device, event.device):
            twin += 1
            device = _twin(event.device, twin)
        self._taken[device].add(event.sequence)
        return event_row(event if twin == 1 else event._replace(device=device), self._numbers[device])

    def _taken_of(self, device: str, written_as: str) -> set[int]:
        if device not in self._numbers:
            name = self._names.get(written_as, "")
            self._connection.execute(insert(DEVICE).values(number=self._next, id=device, name=name, own=False))
            self._numbers[device] = self._next
            self._next += 1
        if device not in self._taken:
            bounds = {"device": self._numbers[device], "low": self._low, "high": self._high}
            self._taken[device] = set(self._connection.execute(_SEQUENCES, bounds).scalars())
        return self._taken[device]


def _twin(device: str, number: int) -> str:
    """The name under which a further branch of a device's events is kept: the same on every machine."""
    return hashlib.sha256(f"{device}/{number}".encode()).hexdigest()[:12]


def _touched(connection: Connection, events: Sequence[Event]) -> set[str]:
    """The cards whose projection may be another one with these events."""
    cards = {event.card for event in events if event.card}
    cards |= {event.note for event in events if event.kind is EventKind.ALIASED}
    return cards | _cards_of_targets(connection, [event.target.bytes for event in events if event.target is not None])


def _cards_of_targets(connection: Connection, targets: Sequence[bytes]) -> set[str]:
    """The cards of these events."""
    cards: set[str] = set()
    for some in many.batches(targets):
        cards.update(connection.execute(_CARDS_OF, {"ids": some}).scalars())
    return cards


def _carry_on(connection: Connection, fresh: Sequence[Fact], touched: set[str]) -> set[str]:
    """Brings the cards up to date whose new events, in order, all come after those known, and gives them.

    That is how most events come in, and saves reading a card's whole past. Cards with a renaming or with an event that is taken
    back are left to a rebuilding.
    """
    voided = {bytes(target) for target in connection.execute(_TARGETS).scalars()}
    renamed = {key for pair in connection.execute(_ALIASES) for key in pair}
    special = renamed | {fact.card for fact in fresh if fact.id in voided}
    special |= _cards_of_targets(connection, [fact.target for fact in fresh if fact.target is not None])
    facts: dict[str, list[Fact]] = {}
    for fact in fresh:
        if fact.card and fact.card not in special:
            facts.setdefault(fact.card, []).append(fact)
    known = {
        card: projected
        for some in many.batches(sorted(touched & facts.keys()))
        for card, projected in queries.projected_of(connection, some)
    }
    made = {
        card: carried_on(known[card].state if card in known else UNTOUCHED, mine)
        for card, mine in facts.items()
        if card not in known or known[card].latest < mine[0][:2]
    }
    write_projection(connection, sorted(made), made)
    return set(made)


def write_projection(connection: Connection, keys: Sequence[str], made: Mapping[str, Projected]) -> None:
    """Puts states into the projection in place of what it has of these cards."""
    for some in many.batches(keys):
        connection.execute(_FORGET, {"cards": some})
    many.add_rows(connection, MEMORY, [memory_row(card, each) for card, each in made.items()])


def rebuild(connection: Connection, cards: set[str]) -> None:
    """Makes the projection of many cards, and of those renamed into or out of them, afresh from the log."""
    keys = sorted(_with_kin(connection, cards))
    write_projection(connection, keys, project(queries.facts(connection, keys)))


def _with_kin(connection: Connection, cards: set[str]) -> set[str]:
    """The cards, and all that were ever renamed into one another with any of them."""
    neighbours: dict[str, set[str]] = {}
    for old, new in connection.execute(_ALIASES):
        neighbours.setdefault(old, set()).add(new)
        neighbours.setdefault(new, set()).add(old)
    found, ahead = set(cards), list(cards)
    while ahead:
        more = neighbours.get(ahead.pop(), set()) - found
        found |= more
        ahead += more
    return found
