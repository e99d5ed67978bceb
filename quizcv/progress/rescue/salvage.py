"""Every event that can still be read from a log's file and from what waits beside it, whatever state they are in.

Both are read as bytes and never opened by SQLite, which would change them. A row counts only if its seal fits: so nothing
that damage made up is taken for an event, and a row in an old copy of a page is as good as in the page itself.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from quizcv.progress.file import APPLICATION, WAL_HEADER
from quizcv.progress.rescue.pages import (
    FILE_HEADER,
    SIZES,
    USUAL_SIZE,
    Record,
    hidden_records,
    is_whole,
    page_size,
    records,
)
from quizcv.progress.rows import event_of
from quizcv.progress.seals import SEALED as SEALED_COLUMNS
from quizcv.progress.soundness import fault_of
from quizcv.progress.waiting import FRAME_HEADER, MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quizcv.events import Event

_COLUMNS: Final = ("number", SEALED_COLUMNS[0], "device", *SEALED_COLUMNS[1:], "seal")
"""A row of the log as it lies in the file; those of the first version end before the seal."""
_SEALED: Final = len(_COLUMNS)
_UNSEALED: Final = _SEALED - 1
_DEVICE_COLUMNS: Final = 4
_DEVICE_ID: Final = re.compile("[0-9a-z]{1,12}")
_BEGINNINGS: Final = (b"\x00\x2c", b"\x00\x25")
"""How the serial types of a row of events and of devices begin: its number, kept elsewhere; then 16 bytes, or 12 characters."""
_MARK: Final = slice(68, 72)
"""Where the header keeps its application's mark."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a file still holds.

    Args:
        events: The sound ones, each once, in the order of their rows.
        devices: The names people know the devices by, by their ids.
        own: The id of the device that was this machine; empty if that can't be read.
        unsound: How many rows were found that can't be believed.
        nameless: Of the events, how many have lost the name of their device: they go by a made-up one, and their seals, which
            the name is part of, prove nothing any more.
        marked: Whether the file's header says that it is ours.
    """

    events: tuple[Event, ...] = ()
    devices: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    unsound: int = 0
    nameless: int = 0
    marked: bool = False


def salvage(path: Path, known_devices: frozenset[str] = frozenset()) -> Salvage:
    """Reads what can be read; `known_devices` are ids that may own rows whose device can't be read any more.

    Raises:
        OSError: The file itself can't be read.
    """
    data = path.read_bytes() if path.exists() else b""
    waiting = path.with_name(path.name + "-wal")
    wal = waiting.read_bytes() if waiting.exists() else b""
    size = page_size(data) or _size_in_wal(wal) or USUAL_SIZE
    found = _Found(data, wal, size)
    if not found.rows:
        for other in SIZES:
            tried = _Found(data, wal, other) if other != size else found
            found = max(found, tried, key=lambda each: len(each.rows))
    return found.judged(known_devices)


class _Found:
    """The rows of all pages of a size, not yet judged."""

    def __init__(self, data: bytes, wal: bytes, size: int) -> None:
        self.size = size
        self.rows: dict[tuple[int, tuple[Any, ...]], None] = {}
        self.numbers: dict[int, tuple[str, str, bool]] = {}
        self._data = data
        self._newer = dict(_frames(wal, size))  # the last of each page
        for number in range(1, (len(data) + size - 1) // size + 1):
            page = data[(number - 1) * size : number * size]
            self._take(page.ljust(size, b"\0"), FILE_HEADER if number == 1 else 0)
        for number, page in _frames(wal, size):
            self._take(page, FILE_HEADER if number == 1 else 0)

    def _take(self, page: bytes, start: int) -> None:
        """Keeps a page's rows of events and devices."""
        torn = not is_whole(page, start) and any(page)
        for record in records(page, self._overflow, start):
            if record is None:
                torn = True
            else:
                self._keep(record)
        if torn:
            for record in hidden_records(page, self._overflow, _BEGINNINGS):
                self._keep(record)

    def _overflow(self, number: int) -> bytes:
        return self._newer.get(number) or self._data[(number - 1) * self.size : number * self.size]

    def _keep(self, record: Record) -> None:
        columns = record.columns
        if len(columns) in {_SEALED, _UNSEALED} and columns[0] is None and isinstance(columns[1], bytes):
            self.rows[record.rowid, columns[1:]] = None
        elif len(columns) == _DEVICE_COLUMNS:
            _, identity, name, own = columns
            if isinstance(identity, str) and _DEVICE_ID.fullmatch(identity) and isinstance(name, str) and own in {0, 1}:
                self.numbers[record.rowid] = identity, name, bool(own)

    def judged(self, known_devices: frozenset[str]) -> Salvage:
        """The rows that can be believed, as events; the sealed ones first, since they prove themselves."""
        rows = [
            (dict(zip(_COLUMNS, (rowid, *columns), strict=False)), len(columns) == _SEALED - 1)
            for rowid, columns in sorted(self.rows, key=lambda each: (-len(each[1]), each[0]))
        ]
        names = self._names([row for row, sealed in rows if sealed], known_devices)
        made_up = self._made_up([row for row, sealed in rows if sealed and row["device"] not in names])
        events: dict[bytes, tuple[int, Event]] = {}
        places: set[tuple[str, int]] = set()
        unsound = nameless = 0
        for row, sealed in rows:
            device = names.get(row["device"])
            lost = device is None and sealed
            name = made_up.get(row["device"], "") if lost else device
            if fault_of(row, name, sealed=sealed and not lost):
                unsound += 1
            elif name is not None and row["id"] not in events and (name, row["sequence"]) not in places:
                places.add((name, row["sequence"]))
                events[row["id"]] = row["number"], event_of(row, name)
                nameless += lost
        return Salvage(
            events=tuple(event for _, event in sorted(events.values(), key=lambda each: each[0])),
            devices={identity: name for identity, name, _ in self.numbers.values()},
            own=next((identity for identity, _, own in self.numbers.values() if own), ""),
            unsound=unsound,
            nameless=nameless,
            marked=self._data[_MARK] == APPLICATION.to_bytes(4),
        )

    @staticmethod
    def _made_up(rows: list[dict[str, Any]]) -> dict[object, str]:
        """Names for devices that have lost theirs: from the ids of their events, so that no two logs make up the same."""
        least: dict[object, bytes] = {}
        for row in rows:
            least[row["device"]] = min(row["id"], least.get(row["device"], row["id"]))
        return {number: f"lost{zlib.crc32(identity):08x}" for number, identity in least.items()}

    def _names(self, rows: list[dict[str, Any]], known_devices: frozenset[str]) -> dict[object, str]:
        """Whose the numbers of devices are: as the table of devices says, or if that is lost, whoever the seals fit."""
        names: dict[object, str] = {number: identity for number, (identity, _, _) in self.numbers.items()}
        for row in rows:
            number = row["device"]
            if number not in names:
                fits = next((each for each in sorted(known_devices) if not fault_of(row, each)), None)
                if fits is not None:
                    names[number] = fits
        return names


def _size_in_wal(wal: bytes) -> int | None:
    if len(wal) < WAL_HEADER:
        return None
    magic, _, size = struct.unpack_from(">III", wal)
    return size if magic in MAGIC and size in SIZES else None


def _frames(wal: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages in the write-ahead log by their numbers, as far as they were committed.

    Frames of another round, told by their salt, are older than the file and are left out. A checksum that fails is no reason
    to stop, as it is for SQLite: each row proves itself.
    """
    if len(wal) < WAL_HEADER:
        return
    places = range(WAL_HEADER, len(wal) - FRAME_HEADER - size + 1, FRAME_HEADER + size)
    salts = Counter(wal[place + 8 : place + 16] for place in places)
    salt = wal[16:24] if wal[16:24] in salts or not salts else salts.most_common(1)[0][0]
    frames = []
    committed = 0
    for place in places:
        number, pages = struct.unpack_from(">II", wal, place)
        if wal[place + 8 : place + 16] != salt:
            continue
        frames.append((number, wal[place + FRAME_HEADER : place + FRAME_HEADER + size]))
        if pages:
            committed = len(frames)
    yield from frames[:committed]
