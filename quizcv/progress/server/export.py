"""A log on a server, copied into a file: the same tables, as a log that can be used, kept and restored like any other."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from quizcv.errors import DatabaseError
from quizcv.progress import queries
from quizcv.progress.backup import back_up
from quizcv.progress.sqlite import SqliteDatabase, engine_for, explained_driver, make_ready
from quizcv.progress.tables import DEVICE, EVENT, MEMORY
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from quizcv.progress.database import Database
    from quizcv.settings import Places

AT_ONCE: Final = 1000
"""Rows fetched and written in one go."""


def back_up_server(places: Places, target: Path) -> Path:
    """Copies the log of `places` from its server into `target`; needs no right to write there.

    Raises:
        UsageError: There is a file already.
        DatabaseError: The server can't be reached, or as for `export`.
    """
    from quizcv.progress.server.database import ReadOnlyServer  # noqa: PLC0415  which imports this room when it copies

    return export(ReadOnlyServer(places), target)


def export(database: Database, target: Path) -> Path:
    """Copies the log as it is at one moment; the copy's projection is compared with a replay before it gets its name.

    The copy has no device of its own, so whoever goes on with it does so under a new name: the server goes on numbering too.

    Raises:
        UsageError: There is a file already.
        DatabaseError: The copy can't be written, or what was copied is not sound.
    """
    with tempfile.TemporaryDirectory(prefix="quizcv-export-") as folder:
        path = Path(folder) / "log.db"
        _written(database, path, target)
        return back_up(path, target)


def _written(database: Database, path: Path, target: Path) -> None:
    engine = engine_for(path, synchronous="OFF")
    copy = None
    try:
        make_ready(path, engine)
        copy = SqliteDatabase(path, engine)
        try:
            with database.reading() as source, copy.writing(lambda: None) as connection:
                for table in (DEVICE, EVENT, MEMORY):
                    for rows in _batches(source, table):
                        connection.execute(insert(table), rows)
                connection.execute(update(DEVICE).values(own=False))
        except DBAPIError as error:
            raise (explained_driver(path, error) if _is_the_files(error) else database.explained(error)) from error
        with copy.reading() as connection:
            wrong = queries.wrong_projections(connection)
    finally:
        if copy is not None:
            copy.close()
        engine.dispose()
    if wrong:
        message = (
            f"the log {database.shown} is not sound: what is known differs from a replay for {count(len(wrong), 'card')}, so {target} was not "
            "written; mend it with: quizcv doctor --repair"
        )
        raise DatabaseError(message)


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    statement = select(table).order_by(*table.primary_key.columns)
    rows = source.execute(statement, execution_options={"yield_per": AT_ONCE}).mappings()
    for some in rows.partitions():
        yield [dict(row) for row in some]


def _is_the_files(error: DBAPIError) -> bool:
    """Whether an error is SQLite's, not the server's."""
    return type(error.orig).__module__.startswith("sqlite3")
