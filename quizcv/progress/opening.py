"""The log of some places, opened for writing: begun if there is none, brought up to date if an older version wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from quizcv.errors import DatabaseError
from quizcv.progress.backup import back_up, daily_backup
from quizcv.progress.file import VERSION, Condition, condition
from quizcv.progress.sqlite import SqliteDatabase, engine_for, explained_driver, make_ready

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from quizcv.progress.database import Database
    from quizcv.settings import Places


def opened(places: Places, day: date, *, busy_seconds: float, synchronous: str) -> tuple[Database, tuple[str, ...]]:
    """The database, and what went wrong without keeping anybody from reviewing: a daily backup that could not be made.

    Raises:
        DatabaseError: It is no log, a newer one, locked, damaged, or can't be written or reached. It is as it was.
    """
    path = places.database_path
    if path is None:
        from quizcv.progress.server.database import open_server  # noqa: PLC0415  psycopg, only for a log on a server

        return open_server(places, busy_seconds=busy_seconds, synchronous=synchronous), ()
    return _opened_file(path, places.backups, day, busy_seconds=busy_seconds, synchronous=synchronous)


def _opened_file(
    path: Path, backups: Path, day: date, *, busy_seconds: float, synchronous: str
) -> tuple[SqliteDatabase, tuple[str, ...]]:
    before_upgrade = backups / f"before-version-{VERSION}-{day}.db"
    if condition(path) is Condition.BEHIND and not before_upgrade.exists():
        back_up(path, before_upgrade)
    engine = engine_for(path, busy_seconds=busy_seconds, synchronous=synchronous)
    try:
        begun = make_ready(path, engine)
        database = SqliteDatabase(path, engine)
    except DBAPIError as error:
        engine.dispose()
        raise explained_driver(path, error) from error
    except BaseException:
        engine.dispose()
        raise
    if begun:
        return database, _earlier(path, backups)
    try:
        daily_backup(path, backups, day)
    except DatabaseError as error:
        return database, (f"today's backup was not made: {error}",)
    return database, ()


def _earlier(path: Path, backups: Path) -> tuple[str, ...]:
    """A word to the learner whose log is gone, and who would see a new one as if nothing had ever been."""
    if not any(backups.glob("quizcv-*.db")):
        return ()
    return (
        f"a new log was begun at {path}, but there are backups of an earlier one in {backups}; they are listed by: quizcv restore",
    )
