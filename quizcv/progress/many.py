"""Many rows at once: a first sync brings a hundred thousand, and SQLAlchemy's work on each of their values would be half of the time.

SQLite takes all that the tables keep as it is, so there the statements go to its driver; other databases have types to convert.
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Connection, RowMapping, Table, bindparam, insert, select
from sqlalchemy.dialects import sqlite

from quizcv.progress.tables import EVENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quizcv.progress.rows import Row

_T = TypeVar("_T")

AT_ONCE: Final = 500
"""How many keys or ids go into one statement; SQLite's own bound is higher, other databases differ."""
_OF: Final = select(EVENT).where(EVENT.c.id.in_(bindparam("ids", expanding=True)))
_OF_SQLITE: Final = "SELECT * FROM event WHERE id IN ({})"


def batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """The items, as many at a time as go into one statement."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Writes the rows, all of which have the same columns."""
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), rows)
        return
    statement, values = _insert(table, tuple(rows[0]))
    connection.exec_driver_sql(statement, list(map(values, rows)))


def events_of(connection: Connection, ids: Sequence[bytes]) -> Iterator[RowMapping]:
    """The rows of the log that have one of these ids, in no order."""
    for some in batches(ids):
        if connection.dialect.name == "sqlite":
            statement = _OF_SQLITE.format(",".join("?" * len(some)))
            yield from connection.exec_driver_sql(statement, tuple(some)).mappings()
        else:
            yield from connection.execute(_OF, {"ids": some}).mappings()


@cache
def _insert(table: Table, columns: tuple[str, ...]) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """The statement for SQLite, and what takes a row's values in its order."""
    compiled = insert(table).inline().compile(dialect=sqlite.dialect(), column_keys=list(columns))
    return str(compiled), itemgetter(*(compiled.positiontup or ()))
