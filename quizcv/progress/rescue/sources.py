"""Where events can be brought back from: the newest good backup, the damaged file itself, and files of events."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import DatabaseError
from quizcv.events import Event
from quizcv.progress.backup import Act, backups_in, kind_and_day
from quizcv.progress.exported.parsing import Trouble
from quizcv.progress.exported.reading import read_events
from quizcv.progress.exported.writing import Heading
from quizcv.progress.file import open_to_read, telling
from quizcv.progress.rescue.salvage import Salvage, salvage
from quizcv.progress.rows import event_of
from quizcv.progress.soundness import Unsound, unsound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path


class Contents(NamedTuple):
    """What a log that SQLite can read holds: its events, the devices' names by their ids, and the rows not to be believed."""

    events: list[Event]
    devices: dict[str, str]
    own: str
    unsound: list[Unsound]


class Source(NamedTuple):
    """Events brought back from one place: how many it had, and how many of them no place before it had."""

    name: str
    events: int
    added: int


class Gathered(NamedTuple):
    """All that can be put together again.

    Args:
        events: Each once, with what the first source that has it says.
        devices: What people call the devices, by their ids.
        sources: Where they come from, the most trusted first.
        unsound: Rows of the damaged file that can't be believed and that no other source had.
        nameless: Events whose device's name is lost.
        remarks: Backups that are not good, and lines of files that gave no event.
        missing: By device, the numbers of events that are known to have been there and are in no source.
    """

    events: list[Event]
    devices: dict[str, str]
    sources: list[Source]
    unsound: int
    nameless: int
    remarks: list[str]
    missing: dict[str, list[range]]

    @property
    def last(self) -> datetime | None:
        """The local time of the latest event; None without events."""
        latest = max(self.events, key=lambda event: event.moment.instant, default=None)
        return None if latest is None else latest.moment.local


def gather(log: Path, backups: Path, files: Sequence[Path]) -> Gathered:
    """Reads everything and changes nothing.

    Raises:
        DatabaseError: The log's file, or the folder of backups, can't be read by this user.
    """
    remarks: list[str] = []
    backup, contents = newest_good(backups, remarks)
    union = _Union()
    if backup is not None:
        union.add(f"the backup {backup}", contents.events, contents.devices)
    lines: dict[Path, list[Event]] = {}
    for path in files:
        lines[path], names = _read_file(path, remarks)
        union.devices |= {device: name for device, name in names.items() if device not in union.devices}
    known = frozenset({*union.devices, *(event.device for events in lines.values() for event in events)})
    try:
        salvaged = salvage(log, known)
    except OSError as error:
        message = f"the log {log} can't be read: {error.strerror or error}; allow reading it"
        raise DatabaseError(message) from None
    union.add("the damaged file", salvaged.events, salvaged.devices)
    for earlier in sorted(log.parent.glob(f"{log.stem}-damaged-*{log.suffix}")):  # a rescue that was killed leaves one
        again = salvage(earlier, known)
        union.add(f"the file set aside as {earlier}", again.events, again.devices)
    for path, events in lines.items():
        union.add(f"the events in {path}", events, {})
    return union.gathered(salvaged, remarks)


class _Union:
    """Events by their ids; the first that says something is believed."""

    def __init__(self) -> None:
        self.events: dict[bytes, Event] = {}
        self.devices: dict[str, str] = {}
        self.sources: list[Source] = []

    def add(self, name: str, events: Sequence[Event], devices: Mapping[str, str]) -> None:
        before = len(self.events)
        for event in events:
            self.events.setdefault(event.id.bytes, event)
        self.devices = {**devices, **self.devices}
        self.sources.append(Source(name, len(events), len(self.events) - before))

    def gathered(self, salvaged: Salvage, remarks: list[str]) -> Gathered:
        events = list(self.events.values())
        return Gathered(
            events, self.devices, self.sources, salvaged.unsound, salvaged.nameless, remarks, missing_numbers(events)
        )


def missing_numbers(events: Sequence[Event]) -> dict[str, list[range]]:
    """By device, the numbers below its last that no event has."""
    numbers: dict[str, set[int]] = {}
    for event in events:
        numbers.setdefault(event.device, set()).add(event.sequence)
    found: dict[str, list[range]] = {}
    for device, there in sorted(numbers.items()):
        expected = 1
        for number in sorted(there):
            if number > expected:
                found.setdefault(device, []).append(range(expected, number))
            expected = number + 1
    return found


def newest_good(folder: Path, remarks: list[str]) -> tuple[Path | None, Contents]:
    """The newest backup in which every event can be believed, with what it holds; none if there is no such.

    A copy made before a restore is asked last: what was in it was given up on purpose.
    """
    found = backups_in(folder)
    found.sort(key=lambda backup: kind_and_day(backup.path)[0] == f"before-{Act.RESTORE}")
    for backup in found:
        if backup.copied is None:
            remarks.append(backup.fault)
            continue
        if not backup.copied.events:
            continue
        contents = read_log(backup.path)
        if not contents.unsound:
            return backup.path, contents
        remarks.append(f"the backup {backup.path} is damaged: {contents.unsound[0]}")
    return None, Contents([], {}, "", [])


def read_log(path: Path) -> Contents:
    """The events of a log that SQLite can read, of this version or an older one.

    Raises:
        DatabaseError: SQLite can't read it.
    """
    with telling(path), closing(open_to_read(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT * FROM event ORDER BY number")]
        devices = connection.execute("SELECT number, id, name, own FROM device").fetchall()
    names = {row["number"]: row["id"] for row in devices}
    sealed = all("seal" in row for row in rows)
    bad = unsound(rows, names, sealed=sealed)
    refused = {(each.device, each.sequence) for each in bad}
    events = [
        event_of(row, names[row["device"]])
        for row in rows
        if (names.get(row["device"]), row["sequence"]) not in refused
    ]
    own = next((row["id"] for row in devices if row["own"]), "")
    return Contents(events, {row["id"]: row["name"] for row in devices}, own, bad)


def _read_file(path: Path, remarks: list[str]) -> tuple[list[Event], dict[str, str]]:
    """The events in a file of lines, and the devices' names; what gave none is remarked, a torn last line is not."""
    events: list[Event] = []
    names: dict[str, str] = {}
    for each in read_events(path):
        if isinstance(each, Event):
            events.append(each)
        elif isinstance(each, Heading):
            names[each.device] = each.name
        elif each.trouble is not Trouble.TORN:
            remarks.append(str(each))
    return events, names
