"""Connections to the server: made within seconds or given up, in the learner's schema, and their errors in words a learner can use."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from quizcv.errors import DatabaseError
from quizcv.progress.file import BUSY_SECONDS, SEE_DOCTOR
from quizcv.progress.server.address import schema_of, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import psycopg

    from quizcv.progress.server.address import Address

OLDEST: Final = 120000
"""PostgreSQL 12, as libpq counts."""
CONNECT_SECONDS: Final = 5
RECONNECT_SECONDS: Final = 3
"""The same once there was a connection and it was lost: then the way to the server is known, and somebody waits at a card."""
STATEMENT_SECONDS: Final = 30
"""No statement of ours takes a second; one that takes so long never ends."""
DEAD_SECONDS: Final = 5
"""How long a network may swallow everything before the connection is given up."""
# What a connection gets unless the address says otherwise. Grades are given in the app's own thread, so a server that is gone has to be
# noticed within seconds, not hours: this long, and then `RECONNECT_SECONDS` for another try.
_USUAL: Final[dict[str, Any]] = {
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": DEAD_SECONDS - 2,
    "tcp_user_timeout": DEAD_SECONDS * 1000,
    "application_name": "quizcv",
}
_SETTINGS: Final = """
SELECT set_config('search_path', %(schema)s, false),
       set_config('lock_timeout', %(lock)s, false),
       set_config('statement_timeout', %(statement)s, false),
       CASE WHEN %(careless)s OR current_setting('synchronous_commit') = 'off'
            THEN set_config('synchronous_commit', CASE WHEN %(careless)s THEN 'off' ELSE 'on' END, false) END"""
_LOST: Final = ("57P01", "57P02", "57P03", "57P05", "25P03", "08")
"""SQLSTATEs that end the connection: shut down, crashed, idle too long, connection exceptions."""


def driver(address: Address) -> ModuleType:
    """The module psycopg.

    Raises:
        DatabaseError: It is not installed.
    """
    try:
        import psycopg  # noqa: PLC0415  only for a log on a server
    except ImportError as error:
        message = (
            f"the log {address.shown} is on a PostgreSQL server, and what speaks to it can't be loaded ({error}); install it with: "
            "pip install 'quizcv[postgres]'"
        )
        raise DatabaseError(message) from None
    return psycopg


def connect(
    address: Address, *, busy_seconds: float = BUSY_SECONDS, careless: bool = False, again: bool = False
) -> psycopg.Connection[Any]:
    """A connection that finds the learner's tables by their bare names. Not in a transaction.

    Args:
        address: Where to, and for whom.
        busy_seconds: How long to wait for another program that has the log's write lock.
        careless: For tests only: acknowledge what is not on disk yet.
        again: Whether there was a connection before, so that less time is given to it.

    Raises:
        DatabaseError: The server can't be reached, refuses, or is not fit for a log.
    """
    driver(address)
    import psycopg  # noqa: PLC0415  as in `driver`, which told what is wrong if it is not there
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    try:
        wanted = conninfo_to_dict(address.url)
    except psycopg.Error:
        raise unreadable(address.shown) from None
    try:
        patience = {"connect_timeout": RECONNECT_SECONDS if again else CONNECT_SECONDS}
        connection = psycopg.connect(**{**patience, **_USUAL, **wanted, "client_encoding": "UTF8"}, autocommit=True)
    except (psycopg.Error, OSError, ValueError) as error:
        raise explained(address, error) from None
    try:
        _refuse_unfit(address, connection)
        settings = {
            "schema": schema_of(learner_of(address, connection)),
            "lock": f"{round(busy_seconds * 1000)}ms",
            "statement": f"{STATEMENT_SECONDS}s",
            "careless": careless,
        }
        connection.execute(_SETTINGS, settings)
        connection.autocommit = False
    except psycopg.Error as error:
        connection.close()
        raise explained(address, error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_unfit(address: Address, connection: psycopg.Connection[Any]) -> None:
    info = connection.info
    encoding = info.parameter_status("server_encoding")
    if info.server_version < OLDEST:
        message = f"the server of {address.shown} is PostgreSQL {info.server_version // 10000}; quizcv needs {OLDEST // 10000} or newer"
        raise DatabaseError(message)
    if encoding != "UTF8":
        message = (
            f"the database {info.dbname} at {address.shown} keeps its text as {encoding}, which can't hold every answer; make one with: "
            "createdb --encoding UTF8 --template template0 NAME"
        )
        raise DatabaseError(message)


def learner_of(address: Address, connection: psycopg.Connection[Any]) -> str:
    """Whose log it is: the learner named, or the database's user."""
    return address.learner or connection.info.user


def is_drivers(error: BaseException | None) -> bool:
    """Whether an error is one of psycopg's, which is perhaps not even installed."""
    return any(kind.__module__ == "psycopg" and kind.__name__ == "Error" for kind in type(error).__mro__)


def is_lost(error: BaseException | None) -> bool:
    """Whether an error of psycopg says that the connection is no more."""
    if not is_drivers(error):
        return False
    state: str | None = getattr(error, "sqlstate", None)
    if state is not None:
        return state.startswith(_LOST)
    return type(error).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"}


@contextmanager
def telling(address: Address) -> Iterator[None]:
    """Turns psycopg's errors into one the learner can mend."""
    try:
        yield
    except Exception as error:
        if not is_drivers(error):
            raise
        raise explained(address, error) from error


def explained(address: Address, error: BaseException | None) -> DatabaseError:
    """What an error of psycopg means for the log: what is wrong, where, and the mend."""
    state = getattr(error, "sqlstate", None) or ""
    told = _in_short(_without_secrets(address, str(error)))
    for part, message in _BY_WORDS if not state else ():
        if part in told:
            return DatabaseError(message.format(log=address.shown, told=told))
    if not state and (message := _about_password(error)):
        return DatabaseError(message.format(log=address.shown, told=told))
    found = next((message for part, message in _BY_STATE if state and state.startswith(part)), None)
    if found is None:
        found = _UNREACHABLE if is_lost(error) else "the log {log} can't be used: {told}; " + SEE_DOCTOR
    return DatabaseError(found.format(log=address.shown, told=told))


def _about_password(error: BaseException | None) -> str:
    """What libpq knows of the password, whatever language the server speaks; empty if it was asked for none."""
    failed = getattr(error, "pgconn", None)
    if getattr(failed, "needs_password", False):
        return _ASKED
    return _IN_VAIN if getattr(failed, "used_password", False) else ""


def _in_short(told: str) -> str:
    """What the driver says, in one line, without what it says of every connection and without its questions."""
    line = " ".join(told.split()).partition(" Is the server running")[0]
    return line.removeprefix("connection failed: ").removeprefix("connection is bad: ")


def _without_secrets(address: Address, told: str) -> str:
    """A message of the driver, without the password should it stand there."""
    _, separator, behind = address.url.partition("://")
    secret = behind.rpartition("@")[0].partition(":")[2] if separator else ""
    return told.replace(secret, "***") if secret else told


_UNREACHABLE: Final = (
    "the server of the log {log} can't be reached ({told}); see that it runs and that the address is right. Nothing was lost: what was "
    "acknowledged is in the log"
)
_RIGHTS: Final = (
    "the database's user has no right to do this to the log {log} ({told}); ask whoever runs the server, or name another learner in "
    "QUIZCV_LEARNER; docs/server.md says which rights are needed"
)
_ASKED: Final = "the server of the log {log} asks for a password; put it into the file ~/.pgpass, into PGPASSWORD, or into QUIZCV_DATABASE"
_IN_VAIN: Final = (
    "the server of the log {log} was given the password and took no connection ({told}); if it is the wrong one, put the right one into "
    "QUIZCV_DATABASE or ~/.pgpass"
)
# Before there is a connection libpq gives no SQLSTATE, only words: the server's own, which may be in another language.
_BY_WORDS: Final = (
    (
        "no password supplied",
        _ASKED,
    ),
    (
        "authentication failed",
        "the server of the log {log} does not accept the user or the password; put the right one into QUIZCV_DATABASE or ~/.pgpass",
    ),
    (
        'database "',
        "there is no such database as in {log} ({told}); whoever runs the server makes it with: createdb --encoding UTF8 NAME",
    ),
    (
        'role "',
        "the server of the log {log} knows no such user ({told}); whoever runs the server makes it with: createuser NAME",
    ),
    (
        "pg_hba.conf",
        "the server of the log {log} takes no connection from this machine or user ({told}); whoever runs it allows that in pg_hba.conf",
    ),
    (
        "too many clients",
        "the server of the log {log} has no connection left ({told}); try again, and let whoever runs it raise max_connections",
    ),
    (
        "connection slots",
        "the server of the log {log} has no connection left ({told}); try again, and let whoever runs it raise max_connections",
    ),
)
_BY_STATE: Final = (
    ("55P03", "the log {log} is locked by another program; close that program, or wait for it, and try again"),
    ("57014", "the server of the log {log} took too long and was told to stop; try again. Nothing was lost"),
    ("57P", _UNREACHABLE),
    ("08", _UNREACHABLE),
    (
        "25006",
        "the log {log} can't be written: the server allows reading only ({told}); name the server that takes writes in QUIZCV_DATABASE",
    ),
    ("42501", _RIGHTS),
    ("28", _RIGHTS),
    (
        "53100",
        "the server's disk is full: the log {log} could not be written; tell whoever runs the server. Nothing was lost",
    ),
    ("53", "the server of the log {log} has run out of something ({told}); try again, or tell whoever runs it"),
    ("XX", "the log {log} is damaged on the server ({told}); tell whoever runs the server, and see: quizcv doctor"),
    ("58", "the server's disk failed while the log {log} was used ({told}); tell whoever runs the server"),
    ("42P01", "the log {log} is incomplete: a table is missing ({told}); " + SEE_DOCTOR),
)
