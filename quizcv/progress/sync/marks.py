"""What was read of a shared folder already, so that a sync with nothing new reads nothing again.

The marks are a cache beside the parsed decks: without them, or when they are of another log, all is read afresh. They hold for
one folder and one log. A log that was restored or exchanged no longer has the events they count, which `Place` tells; and
another version of quizcv may read lines that this one could not.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from quizcv import __version__
from quizcv.lasting import write_whole
from quizcv.progress.exported.writing import VERSION
from quizcv.progress.tables import EVENT

if TYPE_CHECKING:
    from pathlib import Path

READER: Final = f"{__version__}/{VERSION}"


class Mark(NamedTuple):
    """What was read of one file.

    Args:
        stamp: Size, times and number of the file, as the system told them: the same stamp is the same content.
        size: How many bytes, all of them whole lines.
        lines: How many lines.
        digest: SHA-256 of those bytes.
        faults: Lines that gave no event, each with its number, kind of trouble and message.
    """

    stamp: tuple[int, ...]
    size: int
    lines: int
    digest: str
    faults: tuple[tuple[int, str, str], ...] = ()


class Place(NamedTuple):
    """How far the log was: its last event by number and id, and how many there were up to it."""

    number: int = 0
    id: str = ""
    events: int = 0


class Published(NamedTuple):
    """This device's own file as it was left: up to which sequence number, its size and its SHA-256."""

    device: str
    sequence: int
    size: int
    digest: str


class Marks(NamedTuple):
    """All that is remembered of a folder."""

    place: Place = Place()
    published: Published | None = None
    files: dict[str, Mark] = {}  # noqa: RUF012  never changed


def place_of(connection: Connection) -> Place:
    """How far the log is now."""
    last = connection.execute(select(EVENT.c.number, EVENT.c.id).order_by(EVENT.c.number.desc()).limit(1)).first()
    if last is None:
        return Place()
    count = connection.execute(select(func.count()).select_from(EVENT)).scalar() or 0
    return Place(last.number, bytes(last.id).hex(), count)


def is_at(connection: Connection, place: Place) -> bool:
    """Whether the log was once at this place, so that what followed was only added."""
    upto = EVENT.c.number <= place.number
    count = connection.execute(select(func.count()).select_from(EVENT).where(upto)).scalar() or 0
    found = connection.execute(select(EVENT.c.id).where(EVENT.c.number == place.number)).scalar()
    return count == place.events and (b"" if found is None else bytes(found)).hex() == place.id


def marks_file(cache: Path, folder: Path, log: str) -> Path:
    """Where the marks of a folder and a log lie; `cache` is that of the decks."""
    key = hashlib.sha256(f"{folder}\0{log}".encode(errors="surrogateescape")).hexdigest()[:16]
    return cache.with_name(f"sync-{key}.json")


def load_marks(path: Path, connection: Connection) -> Marks:
    """The marks, if they are of this log and this quizcv; else none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        marks = Marks(
            Place(*told["place"]),
            Published(*told["published"]) if told["published"] else None,
            {name: _mark(mark) for name, mark in told["files"].items()},
        )
        return marks if told["reader"] == READER and is_at(connection, marks.place) else Marks()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Marks()


def save_marks(path: Path, marks: Marks) -> None:
    """Writes the marks down; where that can't be done, the next sync reads all again."""
    told = {"reader": READER, "place": marks.place, "published": marks.published, "files": marks.files}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(told))
    except (OSError, ValueError):
        pass


def _mark(told: list[Any]) -> Mark:
    stamp, size, lines, digest, faults = told
    return Mark(tuple(stamp), size, lines, digest, tuple((line, trouble, message) for line, trouble, message in faults))
