"""The statements of the store, on the tables SQLModel declares: compiled once, and the same on every database."""

from __future__ import annotations

import platform
import secrets
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, literal_column, select, update

from quizcv.events import UNTOUCHED
from quizcv.progress.columns import STATE_COLUMNS
from quizcv.progress.kin import kin as related
from quizcv.progress.many import add_rows, batches
from quizcv.progress.replay import Fact, Projected, project, sorted_out
from quizcv.progress.rows import FACT_COLUMNS, fact_from, memory_row
from quizcv.progress.states import state_from
from quizcv.progress.tables import DEVICE, EVENT, MEMORY
from quizcv.progress.unreadable import read_event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from quizcv.events import CardState, Event

_INSERT_MEMORY: Final = insert(MEMORY)
_DELETE_MEMORY: Final = delete(MEMORY).where(MEMORY.c.card.in_(bindparam("cards", expanding=True)))
_UPDATE_MEMORY: Final = update(MEMORY).where(MEMORY.c.card == bindparam("key"))

_LATER: Final = EVENT.alias("later")
_COUNTS: Final = ~exists(select(literal_column("1")).where(_LATER.c.target == EVENT.c.id))
"""No event takes this one back."""
# Written out, not bound: only so does the partial index over renamings serve.
_IS_ALIAS: Final = EVENT.c.kind == literal_column("'aliased'")
_IS_VOID: Final = EVENT.c.kind == literal_column("'voided'")

_DEVICES: Final = select(DEVICE.c.number, DEVICE.c.id)
_PROJECTED_COLUMNS: Final = (*(MEMORY.c[name] for name in STATE_COLUMNS), MEMORY.c.latest_instant, MEMORY.c.latest_id)
_PROJECTED: Final = select(*_PROJECTED_COLUMNS).where(MEMORY.c.card == bindparam("card"))
_PROJECTED_OF: Final = select(MEMORY.c.card, *_PROJECTED_COLUMNS).where(
    MEMORY.c.card.in_(bindparam("cards", expanding=True))
)
_ALL_PROJECTED: Final = select(MEMORY.c.card, *_PROJECTED_COLUMNS).order_by(MEMORY.c.card)
_FACTS: Final = select(*(EVENT.c[name] for name in FACT_COLUMNS))
_FACTS_OF: Final = _FACTS.where(EVENT.c.card.in_(bindparam("cards", expanding=True)), ~_IS_VOID, _COUNTS)
_IS_THERE: Final = select(exists(select(literal_column("1")).where(EVENT.c.id == bindparam("id"))))
_LATEST: Final = (
    select(EVENT)
    .where(EVENT.c.device == bindparam("device"), ~_IS_VOID, ~_IS_ALIAS, _COUNTS)
    .order_by(EVENT.c.sequence.desc())
    .limit(1)
)
_KNOWN_BY_TEXT: Final = select(MEMORY.c.card).where(MEMORY.c.card.like("%/h-%"))
_ALIASES: Final = select(EVENT.c.note, EVENT.c.card).where(_IS_ALIAS)

_GRADES_ON: Final = (
    select(EVENT)
    .join(MEMORY, MEMORY.c.card == EVENT.c.card)
    .where(MEMORY.c.last_day == bindparam("day"), EVENT.c.day == bindparam("day"), EVENT.c.grade.is_not(None), _COUNTS)
    .order_by(EVENT.c.instant, EVENT.c.id)
)


def devices(connection: Connection) -> dict[int, str]:
    """The devices' names by their numbers."""
    return {row.number: row.id for row in connection.execute(_DEVICES)}


def projected(connection: Connection, card: str) -> Projected | None:
    """What the projection has of a card."""
    row = connection.execute(_PROJECTED, {"card": card}).first()
    return None if row is None else _projected_from(tuple(row))


def state_of(connection: Connection, card: str) -> CardState:
    """A card's state by the projection."""
    known = projected(connection, card)
    return known.state if known else UNTOUCHED


def has_event(connection: Connection, identity: bytes) -> bool:
    """Whether an event is in the log."""
    return bool(connection.execute(_IS_THERE, {"id": identity}).scalar())


def all_projected(connection: Connection) -> Iterator[tuple[str, Projected]]:
    """The whole projection, by card."""
    for card, *row in connection.execute(_ALL_PROJECTED):
        yield card, _projected_from(tuple(row))


def projected_of(connection: Connection, cards: Sequence[str]) -> Iterator[tuple[str, Projected]]:
    """What the projection has of some cards, no more than go into one statement."""
    for card, *row in connection.execute(_PROJECTED_OF, {"cards": cards}):
        yield card, _projected_from(tuple(row))


def latest(connection: Connection) -> Event | None:
    """The latest event that counts and is no renaming: by sequence on each device, by the clock among devices."""
    found = []
    names = devices(connection)
    for number in names:
        row = connection.execute(_LATEST, {"device": number}).mappings().first()
        if row is not None:
            found.append(read_event(row, names))
    return max(found, key=lambda event: (event.moment.instant, event.id), default=None)


def kin(connection: Connection, card: str) -> set[str]:
    """The keys that were ever, by whatever way, renamed into one another with this one; with the card itself."""
    return related([tuple(row) for row in connection.execute(_ALIASES)], [card])


def facts(connection: Connection, cards: Iterable[str]) -> list[Fact]:
    """The events of some cards that count, in no order."""
    return [
        fact_from(tuple(row))
        for some in batches(sorted(cards))
        for row in connection.execute(_FACTS_OF, {"cards": some})
    ]


def all_facts(connection: Connection) -> Iterator[Fact]:
    """The whole log, in the order in which this machine learnt of it."""
    rows = connection.execute(_FACTS.order_by(EVENT.c.number), execution_options={"yield_per": 5000})
    return (fact_from(tuple(row)) for row in rows)


def events(connection: Connection) -> Iterator[Event]:
    """The whole log, in the order in which this machine learnt of it."""
    names = devices(connection)
    rows = connection.execute(select(EVENT).order_by(EVENT.c.number), execution_options={"yield_per": 1000})
    return (read_event(row, names) for row in rows.mappings())


def history(connection: Connection, card: str) -> list[Event]:
    """The events that make up a card's state, in order."""
    mine = sorted_out(facts(connection, kin(connection, card))).get(card, [])
    return events_of(connection, [fact.id for fact in mine])


def events_of(connection: Connection, ids: Sequence[bytes]) -> list[Event]:
    """The events of these ids, in the order of the ids given."""
    names = devices(connection)
    found = {
        row["id"]: read_event(row, names)
        for some in batches(ids)
        for row in connection.execute(select(EVENT).where(EVENT.c.id.in_(some))).mappings()
    }
    return [found[identity] for identity in ids]


def grades_on(connection: Connection, day: date) -> list[Event]:
    """The grades of a study day that count, of cards not graded since, in order; found by way of the projection."""
    names = devices(connection)
    rows = connection.execute(_GRADES_ON, {"day": day.toordinal()}).mappings()
    return [read_event(row, names) for row in rows]


def save_projected(connection: Connection, card: str, projected: Projected, *, known: bool) -> None:
    """Writes a card's state into the projection; `known` if it has one already."""
    row = memory_row(card, projected)
    if known:
        connection.execute(_UPDATE_MEMORY, {"key": row.pop("card"), **row})
    else:
        connection.execute(_INSERT_MEMORY, row)


def rebuild(connection: Connection, card: str) -> dict[str, CardState]:
    """Makes the projection of a card, and of those renamed into or out of it, afresh from the log; gives their states."""
    keys = kin(connection, card)
    made = project(facts(connection, keys))
    for some in batches(sorted(keys)):
        connection.execute(_DELETE_MEMORY, {"cards": some})
    add_rows(connection, MEMORY, [memory_row(key, each) for key, each in made.items()])
    return {key: each.state for key, each in made.items()}


def rebuild_all(connection: Connection) -> int:
    """Makes the whole projection afresh from the log; gives the number of cards."""
    made = project(all_facts(connection))
    connection.execute(delete(MEMORY))
    add_rows(connection, MEMORY, [memory_row(card, each) for card, each in made.items()])
    return len(made)


def wrong_projections(connection: Connection) -> list[str]:
    """The cards whose row in the projection is not what a replay gives, or that have one too many or too few."""
    wanted = {card: memory_row(card, each) for card, each in project(all_facts(connection)).items()}
    wrong = []
    for row in connection.execute(select(MEMORY)).mappings():
        made = wanted.pop(row["card"], None)
        if made is None or made != dict(row):
            wrong.append(row["card"])
    return sorted([*wrong, *wanted])


def sequence_gaps(connection: Connection) -> list[tuple[str, int, list[range]]]:
    """For each device how many events it has, and which numbers are missing before the last."""
    found = []
    for number, device in devices(connection).items():
        rows = connection.execute(
            select(EVENT.c.sequence).where(EVENT.c.device == number).order_by(EVENT.c.sequence)
        ).scalars()
        events, expected, gaps = 0, 1, []
        for sequence in rows:
            if sequence != expected:
                gaps.append(range(expected, sequence))
            events, expected = events + 1, sequence + 1
        found.append((device, events, gaps))
    return found


def _projected_from(row: tuple[Any, ...]) -> Projected:
    *state, instant, identity = row
    return Projected(state_from(tuple(state)), (instant, bytes(identity)))


def own_device(connection: Connection) -> tuple[int, str]:
    """The number and the name of this machine, written down if it is here for the first time."""
    own = connection.execute(select(DEVICE.c.number, DEVICE.c.id).where(DEVICE.c.own)).first()
    if own is not None:
        return own.number, own.id
    number = (connection.execute(select(func.max(DEVICE.c.number))).scalar() or 0) + 1
    identity = secrets.token_hex(6)
    connection.execute(insert(DEVICE).values(number=number, id=identity, name=platform.node(), own=True))
    return number, identity


def known_device(connection: Connection) -> str:
    """The name of this machine in the log; empty if it has none yet."""
    return connection.execute(select(DEVICE.c.id).where(DEVICE.c.own)).scalar() or ""


def known_by_text(connection: Connection) -> list[str]:
    """The keys of cards that had no id and were known by a hash of their text."""
    return list(connection.execute(_KNOWN_BY_TEXT).scalars())
