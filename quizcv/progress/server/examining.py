"""Whether a log on a server is well: that the server keeps what it acknowledges, the tables, and what is asked of any log."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from quizcv.errors import DatabaseError
from quizcv.progress.checks import Check, broken_decks, examined_log, found_in, log_checks
from quizcv.progress.file import Condition, without_referral
from quizcv.progress.server.address import address_of
from quizcv.progress.server.connecting import connect, learner_of, telling
from quizcv.progress.server.schemas import condition

if TYPE_CHECKING:
    import psycopg

    from quizcv.cards.library import Library
    from quizcv.clock import Clock
    from quizcv.settings import Places

_LASTING: Final = """
SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'"""
_TABLES: Final = """
SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()
UNION ALL SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()
UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND convalidated"""
_WRITABLE: Final = """
SELECT current_setting('transaction_read_only') = 'off' AND has_table_privilege('event', 'INSERT')
       AND has_table_privilege('memory', 'INSERT, UPDATE, DELETE')"""


def examined_server(places: Places, library: Library, clock: Clock, *, repair: bool) -> list[Check]:
    """What was found, and with `repair` what was mended: all that follows from the events. No event is ever touched."""
    try:
        checks, writable = _looked_at(places)
    except DatabaseError as error:
        return [Check("server", ok=False, message=without_referral(error))]
    if writable is None:
        return [*checks, *broken_decks(library)]
    from quizcv.progress.past import Past  # noqa: PLC0415  SQLModel, only to examine
    from quizcv.progress.store import Store  # noqa: PLC0415  as above

    try:
        if repair and writable:
            with Store.open(places, clock) as store:
                return [*checks, *examined_log(store, library, repair=True)]
        past = Past.open(places)
        return [*checks, *log_checks(found_in(past), past.device(), library)]
    except DatabaseError as error:
        return [*checks, Check("log", ok=False, message=without_referral(error))]


def _looked_at(places: Places) -> tuple[list[Check], bool | None]:
    """What the server says of itself and of the tables, and whether the log can be written; None if it is not begun."""
    address = address_of(places)
    with telling(address), closing(connect(address)) as connection:
        learner = learner_of(address, connection)
        version = connection.info.parameter_status("server_version")
        where = Check("server", ok=True, message=f"{address.shown}: PostgreSQL {version}, the log of {learner}")
        checks = [where, _lasting(connection)]
        found = condition(address, connection)
        if found is Condition.ABSENT:
            message = f"{learner} has no log here yet; the first grade begins it"
            return [*checks, Check("log", ok=True, message=message)], None
        if found is Condition.BEHIND:
            message = "its tables are of an older version; the next grade brings them up to date"
            return [*checks, Check("log", ok=True, message=message)], None
        checks.append(_tables(connection))
        ((writable,),) = connection.execute(_WRITABLE).fetchall()
        if not writable:
            message = f"{connection.info.user} may read this log and not write it, so nothing can be logged"
            checks.append(Check("writing", ok=True, message=message))
        return checks, bool(writable)


def _lasting(connection: psycopg.Connection[Any]) -> Check:
    off = [name for (name,) in connection.execute(_LASTING).fetchall()]
    if not off:
        return Check("durability", ok=True, message="the server has on its disk what it acknowledges")
    message = (
        f"the server may lose what it acknowledged when its machine fails, since {' and '.join(off)} is off; whoever runs it turns "
        "that on"
    )
    return Check("durability", ok=False, message=message)


def _tables(connection: psycopg.Connection[Any]) -> Check:
    there = {name for (name,) in connection.execute(_TABLES).fetchall()}
    missing = sorted(_wanted() - there)
    if not missing:
        return Check("tables", ok=True, message="every table, index and rule is there")
    message = f"missing on the server: {', '.join(missing)}; let whoever runs the server bring its own backup back"
    return Check("tables", ok=False, message=message)


def _wanted() -> set[str]:
    """The columns, indexes and named constraints that a log has."""
    from sqlalchemy import CheckConstraint  # noqa: PLC0415  only to examine

    from quizcv.progress.tables import DEVICE, EVENT, MEMORY  # noqa: PLC0415  as above

    wanted: set[str] = {"event_device_sequence_key", "event_id_key", "event_device_fkey", "event_pkey", "memory_pkey"}
    for table in (DEVICE, EVENT, MEMORY):
        wanted |= {f"{table.name}.{column.name}" for column in table.columns}
        wanted |= {str(index.name) for index in table.indexes}
        wanted |= {str(rule.name) for rule in table.constraints if isinstance(rule, CheckConstraint) and rule.name}
    return wanted
