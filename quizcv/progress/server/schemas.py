"""The schemas of a database that hold logs: what is there of a learner's, and the beginning of it.

Nothing but the server's own catalogue says who has a log: the schemas' names, owners and comments. So there is no table that
all learners would have to share and could spoil for one another.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizcv.errors import DatabaseError
from quizcv.progress.file import VERSION, Condition
from quizcv.progress.server.address import SCHEMAS, address_of, schema_of
from quizcv.progress.server.connecting import connect, learner_of, telling

if TYPE_CHECKING:
    import psycopg

    from quizcv.progress.server.address import Address
    from quizcv.settings import Places

TEACHER: Final = "quizcv_teacher"
"""A role of this name, where there is one, may read every log that is begun."""

_FOUND: Final = """
SELECT obj_description(oid, 'pg_namespace'), pg_get_userbyid(nspowner), pg_has_role(nspowner, 'MEMBER'),
       has_schema_privilege(oid, 'USAGE'),
       EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = 'alembic_version')
FROM pg_namespace n WHERE nspname = %s"""
_LEARNERS: Final = """
SELECT obj_description(oid, 'pg_namespace'), nspname,
       has_schema_privilege(oid, 'USAGE')
       AND EXISTS (SELECT FROM pg_class c WHERE relnamespace = n.oid AND relname = 'event' AND has_table_privilege(c.oid, 'SELECT'))
FROM pg_namespace n
WHERE nspname ~ %s AND EXISTS (SELECT FROM pg_class WHERE relnamespace = n.oid AND relname = 'event')
ORDER BY 1, 2"""


class Learner(NamedTuple):
    """Somebody with a log on the server: the name, the schema, and whether we may read it."""

    name: str
    schema: str
    readable: bool


def condition(address: Address, connection: psycopg.Connection[Any], *, to_write: bool = False) -> Condition:
    """What the server has of the learner's log. Ends the transaction it looked in.

    Raises:
        DatabaseError: It was written by a newer quizcv, or is another's to read or, if `to_write`, to write.
    """
    learner = learner_of(address, connection)
    schema = schema_of(learner)
    with connection.transaction():
        row = connection.execute(_FOUND, (schema,)).fetchone()
        if row is None:
            return Condition.ABSENT
        name, owner, own, usable, begun = row
        if not usable or (to_write and not own):
            act = "write" if usable else "read"
            message = (
                f"the log of {learner} at {address.shown} belongs to the database user {owner}, and {connection.info.user} may not {act} "
                f"it; name another learner in QUIZCV_LEARNER, or log in as {owner}"
            )
            raise DatabaseError(message)
        if not begun:
            return Condition.ABSENT
        if name is not None and name != learner:
            message = f"the schema {schema} at {address.shown} holds the log of {name!r}, not of {learner!r}; it was left as it is"
            raise DatabaseError(message)
        return _judged(address, connection)


def condition_of_server(places: Places) -> Condition:
    """What the server of `places` has of the learner's log.

    Raises:
        DatabaseError: The server can't be reached, or as for `condition`.
    """
    address = address_of(places)
    with telling(address), closing(connect(address)) as connection:
        return condition(address, connection)


def _judged(address: Address, connection: psycopg.Connection[Any]) -> Condition:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = int(row[0]) if row and str(row[0]).isdecimal() else 0
    if version > VERSION:
        message = (
            f"the log {address.shown} was written by a newer quizcv (its tables have version {version}, this quizcv knows up to {VERSION}). "
            "It was left as it is; install the newer quizcv to go on with it"
        )
        raise DatabaseError(message)
    if version == 0:
        message = f"the log {address.shown} has no version, so it was not made by quizcv alone; it was left as it is"
        raise DatabaseError(message)
    return Condition.CURRENT if version == VERSION else Condition.BEHIND


def learners(connection: psycopg.Connection[Any]) -> list[Learner]:
    """Everybody who has a log in this database, by name."""
    with connection.transaction():
        rows = connection.execute(_LEARNERS, (SCHEMAS,)).fetchall()
    found = (Learner(name or schema, schema, readable) for name, schema, readable in rows)
    return sorted(found, key=lambda learner: (learner.name.casefold(), learner.name))


def make_schema(connection: psycopg.Connection[Any], learner: str) -> None:
    """Makes the learner's schema, if it is not there; part of the transaction."""
    from psycopg import sql  # noqa: PLC0415  loaded already: here is a connection

    schema = sql.Identifier(schema_of(learner))
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
    connection.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(schema, sql.Literal(learner)))


def let_teachers_read(connection: psycopg.Connection[Any], learner: str) -> None:
    """Grants the role of the teachers, where there is one, to read the learner's tables; part of the transaction."""
    from psycopg import sql  # noqa: PLC0415  as above

    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (TEACHER,)).fetchone() is None:
        return
    schema, teacher = sql.Identifier(schema_of(learner)), sql.Identifier(TEACHER)
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, teacher))
    connection.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(schema, teacher))
