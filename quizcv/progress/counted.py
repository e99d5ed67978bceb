"""The log, counted: read with the standard library's SQLite, and kept in a cache beside the decks', so that a look costs milliseconds.

The cache is no second truth. It names the log's file and the last event it has counted; if the log holds others, the cards they are
about are counted again, as they were and as they are, and the difference is added. A cache of another log, another version, or one that
is damaged is made anew; where none can be written, the log is counted at each look. It can be deleted at any time.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.errors import DatabaseError
from quizcv.progress.file import SEE_DOCTOR, Condition, condition, explained, open_to_read
from quizcv.progress.kin import kin
from quizcv.statistics.counting import COUNTED_KINDS, NOTHING, Count, Tally, happening, tally, tally_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quizcv.settings import Places

NAME: Final = "statistics.db"
"""The cache's file, in the folder of the decks' cache."""
APPLICATION: Final = 0x71637673
"""`qcvs`: marks the file as ours, so that no other database is ever overwritten."""
VERSION: Final = 2
"""Of the tables and of what is counted; another one in the file means: make it anew."""
MANY: Final = 20_000
"""With more new events than these, or more events of the cards they are about, the whole log is counted again."""

_COUNTS: Final = ", ".join(Count._fields)
_SUMS: Final = ", ".join(f"sum({name})" for name in Count._fields)
_TABLES: Final = (
    "CREATE TABLE counted (device INTEGER, inode INTEGER, number INTEGER, id BLOB)",
    f"CREATE TABLE days (day INTEGER PRIMARY KEY, {_COUNTS})",
    f"CREATE TABLE hours (day INTEGER, part INTEGER, {_COUNTS}, PRIMARY KEY (day, part)) WITHOUT ROWID",
    f"CREATE TABLE decks (day INTEGER, part TEXT, {_COUNTS}, PRIMARY KEY (day, part)) WITHOUT ROWID",
    # How the cards stand: see `quizcv.progress.standing`.
    "CREATE TABLE stood_at (device INTEGER, inode INTEGER, number INTEGER, id TEXT)",
    "CREATE TABLE stood_decks (deck TEXT PRIMARY KEY, digest TEXT, read_ns INTEGER) WITHOUT ROWID",
    "CREATE TABLE stood (deck TEXT, card TEXT, due INTEGER, interval INTEGER, ease INTEGER, PRIMARY KEY (deck, card)) WITHOUT ROWID",
    "CREATE TABLE standing (what INTEGER, value INTEGER, cards INTEGER, PRIMARY KEY (what, value)) WITHOUT ROWID",
)
# The hour is that of a clock on the wall: the instant in minutes, and the offset. The fields are those of a Happening.
_FIELDS: Final = 'instant, id, kind, card, day, ((instant / 60000000 + "offset") / 60) % 24, grade, interval, milliseconds, note, target'
_KINDS: Final = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)
_ALL: Final = f"SELECT {_FIELDS} FROM event WHERE kind IN ({_KINDS}) AND number <= ? ORDER BY instant, id"  # noqa: S608  names of our own
_VOIDED: Final = "SELECT target FROM event WHERE kind = 'voided' AND number <= ?"
_OF_CARDS: Final = "SELECT {fields} FROM event WHERE kind IN ({kinds}) AND number <= ? AND card IN ({cards})"
_VOIDS: Final = "SELECT {fields} FROM event WHERE kind = 'voided' AND number <= ? AND target IN ({ids})"
_SINCE: Final = "SELECT card, note, target FROM event WHERE number > ? ORDER BY number LIMIT ?"
_LAST: Final = "SELECT number, id FROM event ORDER BY number DESC LIMIT 1"
_INSTANTS: Final = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The years 1 to 9999, in microseconds since 1970."""
_WRONG: Final = f"""
    SELECT e.sequence, d.id FROM event e LEFT JOIN device d ON d.number = e.device
    WHERE e.number > ? AND e.number <= ? AND e.kind IN ({_KINDS}) AND (
        typeof(e.instant) <> 'integer' OR e.instant NOT BETWEEN {_INSTANTS[0]} AND {_INSTANTS[1]}
        OR typeof(e."offset") <> 'integer'
        OR typeof(e.day) <> 'integer' OR e.day NOT BETWEEN 1 AND {date.max.toordinal()}
        OR typeof(e.card) NOT IN ('text', 'null') OR typeof(e.note) NOT IN ('text', 'null')
        OR typeof(e.grade) NOT IN ('integer', 'null') OR typeof(e.interval) NOT IN ('integer', 'null')
        OR typeof(e.milliseconds) NOT IN ('integer', 'null')
    ) LIMIT 1"""  # noqa: S608  words of our own
"""A row that holds what no event can: SQLite keeps any kind of value in any column."""
_RENAMED: Final = "SELECT note, card FROM event WHERE kind = 'aliased'"
_AT_ONCE: Final = 500
_COUNTING: Final = Lock()
"""Whoever asks while another thread counts a long log for the first time waits for it: two would each count all of it."""
PATIENCE_SECONDS: Final = 1.0
"""How long to wait for another quizcv that is counting; after that this one counts for itself."""


class _Mark(NamedTuple):
    """How far a log is counted: which file it is, and its last event."""

    device: int
    inode: int
    number: int
    id: bytes


def counted(places: Places, since: date | None = None) -> Tally:
    """The counts of the log of `places`: of all days, and by hour and deck from `since` on, summed up under the last day.

    Raises:
        DatabaseError: The log can't be read.
    """
    path = places.database_path
    if path is None:
        return _on_server(places)
    if condition(path) is Condition.ABSENT:
        return tally(())
    first = 0 if since is None else since.toordinal()
    try:
        with closing(open_to_read(path)) as log:
            log.execute("BEGIN")
            with _COUNTING:
                return _in_file(log, path, places.cache.with_name(NAME), first)
    except sqlite3.Error as error:
        raise explained(path, error) from error


def _on_server(places: Places) -> Tally:
    """A log on a server is counted at each look."""
    from quizcv.progress.file import condition_of  # noqa: PLC0415  psycopg, only for a log on a server
    from quizcv.progress.past import Past  # noqa: PLC0415  as above

    if condition_of(places) is Condition.ABSENT:
        return tally(())
    return tally(map(happening, Past.open(places).events()))


def _in_file(log: sqlite3.Connection, path: Path, kept: Path, first: int) -> Tally:
    last = log.execute(_LAST).fetchone()
    if last is None:
        return tally(())
    status = path.stat()
    mark = _Mark(status.st_dev, status.st_ino, *last)
    fresh: Tally | None = None
    try:
        with closing(open_counts(kept)) as cache:
            if _mark_of(cache) != mark:
                cache.execute("BEGIN IMMEDIATE")  # held while counting, so that no other quizcv adds the same events
                before = _mark_of(cache)
                if before != mark:
                    change = None if before is None else _change(log, path, before, mark)
                    if change is None:
                        fresh = _whole(log, path, mark.number)
                    _keep(cache, change or fresh, mark, anew=fresh is not None)
                cache.execute("COMMIT")
            return _read(cache, first)
    except (sqlite3.DatabaseError, OSError) as error:
        discard_damaged(kept, error)
        return fresh or _whole(log, path, mark.number)


def _refuse_wrong(log: sqlite3.Connection, path: Path, after: int, number: int) -> None:
    """Makes sure that the events after one, up to another, are such as can be counted.

    Raises:
        DatabaseError: One is not; it says which, and the mend.
    """
    found = log.execute(_WRONG, (after, number)).fetchone()
    if found is not None:
        sequence, device = found
        message = (
            f"the log {path} is damaged: event {sequence} of {device or 'an unknown device'} holds what no event can. It was left as "
            f"it is; {SEE_DOCTOR}, and quizcv doctor --repair puts it together again"
        )
        raise DatabaseError(message)


def _whole(log: sqlite3.Connection, path: Path, number: int) -> Tally:
    _refuse_wrong(log, path, 0, number)
    voided = {target for (target,) in log.execute(_VOIDED, (number,))}
    return tally_in_order(log.execute(_ALL, (number,)), voided)


def _change(log: sqlite3.Connection, path: Path, before: _Mark, now: _Mark) -> Tally | None:
    """What to add to the counts of before; None if the log is another one, or too much of it is new."""
    if before[:2] != now[:2] or before.number > now.number:
        return None
    if log.execute("SELECT id FROM event WHERE number = ?", (before.number,)).fetchone() != (before.id,):
        return None
    rows = log.execute(_SINCE, (before.number, MANY + 1)).fetchall()
    if len(rows) > MANY:
        return None
    _refuse_wrong(log, path, before.number, now.number)
    cards = {key for card, note, _ in rows for key in (card, note) if key}
    cards |= {
        card for (card,) in _many(log, "SELECT card FROM event WHERE id IN ({})", [row[2] for row in rows if row[2]])
    }
    touched = sorted(kin(log.execute(_RENAMED).fetchall(), cards))
    then, today = (_of(log, touched, number) for number in (before.number, now.number))
    return None if then is None or today is None else today.minus(then)


def _of(log: sqlite3.Connection, cards: Sequence[str], number: int) -> Tally | None:
    """The counts of some cards, as they stood at an event; None if their events are too many."""
    events = list(_many(log, _OF_CARDS.format(fields=_FIELDS, kinds=_KINDS, cards="{}"), cards, number))
    if len(events) > MANY:
        return None
    voids = list(_many(log, _VOIDS.format(fields=_FIELDS, ids="{}"), [event[1] for event in events], number))
    return tally([*events, *voids])


def _many(
    log: sqlite3.Connection, statement: str, keys: Sequence[object], number: int | None = None
) -> Iterable[tuple[object, ...]]:
    """The rows of a statement over many keys, some at a time."""
    ahead = () if number is None else (number,)
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        yield from log.execute(statement.format(", ".join("?" * len(some))), (*ahead, *some))


# The cache


def open_counts(path: Path) -> sqlite3.Connection:
    """The cache with its tables; an empty or older one of ours is begun afresh.

    Raises:
        sqlite3.DatabaseError: It is none, is somebody else's, or can't be written.
        OSError: Its folder can't be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    cache = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    try:
        (application,) = cache.execute("PRAGMA application_id").fetchone()
        (version,) = cache.execute("PRAGMA user_version").fetchone()
        if (application, version) != (APPLICATION, VERSION):
            _make(cache, application)
    except BaseException:
        cache.close()
        raise
    return cache


def _make(cache: sqlite3.Connection, application: int) -> None:
    cache.execute("BEGIN IMMEDIATE")
    (tables,) = cache.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION:
        message = "somebody else's database"
        raise sqlite3.OperationalError(message)
    for name in ("counted", *Tally._fields, "stood_at", "stood_decks", "stood", "standing"):
        cache.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        cache.execute(statement)
    cache.execute(f"PRAGMA application_id = {APPLICATION}")
    cache.execute(f"PRAGMA user_version = {VERSION}")
    cache.execute("COMMIT")


def _mark_of(cache: sqlite3.Connection) -> _Mark | None:
    row = cache.execute("SELECT device, inode, number, id FROM counted").fetchone()
    return None if row is None else _Mark(*row)


def _keep(cache: sqlite3.Connection, change: Tally | None, mark: _Mark, *, anew: bool) -> None:
    """Adds a change to what is kept, or keeps it instead; within a transaction of the caller's."""
    if anew:
        for name in Tally._fields:
            cache.execute(f"DELETE FROM {name}")  # noqa: S608  names of our own
    if change is not None:
        _add(cache, "days", "day", [(day, *done) for day, done in change.days.items()])
        _add(cache, "hours", "day, part", [(*key, *done) for key, done in change.hours.items()])
        _add(cache, "decks", "day, part", [(*key, *done) for key, done in change.decks.items()])
    cache.execute("DELETE FROM counted")
    cache.execute("INSERT INTO counted VALUES (?, ?, ?, ?)", mark)


def _add(cache: sqlite3.Connection, table: str, key: str, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in Count._fields)
    cache.executemany(
        f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))}) ON CONFLICT ({key}) DO UPDATE SET {added}",  # noqa: S608  names of our own
        rows,
    )


def _read(cache: sqlite3.Connection, first: int) -> Tally:
    days = {day: Count(*done) for day, *done in cache.execute("SELECT * FROM days ORDER BY day")}
    by_hour = f"SELECT max(day), part, {_SUMS} FROM hours WHERE day >= ? GROUP BY part"  # noqa: S608  names of our own
    by_deck = f"SELECT max(day), part, {_SUMS} FROM decks WHERE day >= ? GROUP BY part"  # noqa: S608  as above
    hours = {(day, hour): Count(*done) for day, hour, *done in cache.execute(by_hour, (first,))}
    decks = {(day, deck): Count(*done) for day, deck, *done in cache.execute(by_deck, (first,))}
    return Tally(*({key: done for key, done in table.items() if done != NOTHING} for table in (days, hours, decks)))  # type: ignore[arg-type]  # three tables of different keys


def discard_damaged(path: Path, error: Exception) -> None:
    """Removes a cache of ours that is torn, so that the next look makes a new one."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def forget(cache: Path) -> None:
    """Removes what was kept beside the decks' cache: the projection was made anew without an event."""
    with suppress(OSError):
        cache.with_name(NAME).unlink(missing_ok=True)
