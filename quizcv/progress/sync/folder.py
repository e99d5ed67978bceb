"""The files of a shared folder are read: every line of every file of events, whoever wrote it and whatever its name has become.

A folder that programs sync holds duplicates (`events-x (conflicted copy).jsonl`, `events-x.sync-conflict-....jsonl`), files that
end in the middle and files that were put back to an earlier state. None of that matters: an event counts by its id.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from quizcv.errors import QuizcvError
from quizcv.events import Event
from quizcv.progress.exported.parsing import Trouble
from quizcv.progress.exported.reading import Fault, open_events, read_lines
from quizcv.progress.exported.writing import Heading
from quizcv.progress.sync.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from quizcv.progress.sync.absorbing import Clash

    Sift = Callable[[list[Event]], tuple[list[Event], list[Clash]]]
    """Of some events, those the log lacks, and those it knows with other content."""

TOLD_AT_MOST: Final = 20
"""How many lines of one file are told one by one."""
_AT_ONCE: Final = 2000
_CHUNK: Final = 1 << 20


class SyncError(QuizcvError):
    """The folder can't be used at all; nothing was changed."""


class _RewrittenError(Exception):
    """A file was read before and is another one now: what it held must be looked for afresh."""


@dataclass(slots=True)
class Shelf:
    """What the files of a folder gave.

    Args:
        complete: Whether every file was read from its beginning; else only what is new since the marks.
        fresh: Events the log lacks.
        ids: The ids of all events that were read.
        names: What people call the devices.
        faults: Lines and files that gave no event; those remembered by the marks, too.
        marks: What was read of each file.
        sound: Whether no event in the log was found to be damaged. Else the marks are not to be kept: what they say of that is
            true no more once the log is mended.
    """

    complete: bool
    fresh: list[Event] = field(default_factory=list)
    ids: set[bytes] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    sound: bool = True


def own_name(device: str) -> str:
    """The name of a device's own file, which it alone writes."""
    return f"events-{device}.jsonl"


def kept_name(device: str, keeper: str) -> str:
    """The name of the file in which `keeper`, and nobody else, keeps the events of a device that stand in no other file."""
    return f"events-{device}-kept-by-{keeper}.jsonl"


def is_events_file(name: str) -> bool:
    """Whether a file may hold events, whatever a program that syncs has made of its name."""
    return "events-" in name and name.lower().endswith(".jsonl") and not name.startswith((".", "~"))


def check_folder(folder: Path) -> None:
    """Refuses a folder that is not there: made here, it would be another one than the learner's.

    Raises:
        SyncError: There is no such folder.
    """
    try:
        told = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        what = "is not there"
    except (OSError, ValueError) as error:
        what = f"can't be used: {getattr(error, 'strerror', None) or error}"
    else:
        what = "" if stat.S_ISDIR(told.st_mode) else "is no folder"
    if what:
        message = f"the folder {folder} {what}; make it or mount it, or name another one"
        raise SyncError(message)


def read_folder(folder: Path, known: Mapping[str, Mark], sift: Sift) -> Shelf:
    """Reads what is new since the marks; all of it if a file is gone or was rewritten.

    Raises:
        SyncError: The folder can't be read.
    """
    try:
        return _read(folder, known, sift)
    except _RewrittenError:
        return _read(folder, {}, sift)


def _read(folder: Path, known: Mapping[str, Mark], sift: Sift) -> Shelf:
    try:
        paths = sorted(folder / each.name for each in os.scandir(folder) if is_events_file(each.name))
    except OSError as error:
        message = f"the folder {folder} can't be read: {error.strerror or error}; allow reading it, or name another one"
        raise SyncError(message) from None
    if known.keys() - {path.name for path in paths}:
        raise _RewrittenError
    shelf = Shelf(complete=not known)
    for path in paths:
        _Reading(path, shelf, sift).run(known.get(path.name))
    return shelf


class _Source(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def copy(self) -> _Source: ...
    def hexdigest(self) -> str: ...


class _Reading:
    """One file's way onto the shelf."""

    def __init__(self, path: Path, shelf: Shelf, sift: Sift) -> None:
        self._path = path
        self._shelf = shelf
        self._sift = sift
        self._faults: list[Fault] = []
        self._more = 0
        self._waiting: list[Event] = []

    def run(self, mark: Mark | None) -> None:
        """Reads the file, or what was added to it since the mark."""
        shelf, path = self._shelf, self._path
        try:
            with open_events(path) as file:
                stamp = stamp_of(file)
                if mark is not None and mark.stamp == stamp:
                    shelf.marks[path.name] = mark
                    shelf.faults += faults_of(path, mark)
                    return
                counted = self._counted(file, mark)
                for found in read_lines(counted, path, first=counted.lines + 1):
                    self._take(found)
        except OSError as error:
            self._pass_on()
            self._blame(Fault(path, 0, Trouble.UNREADABLE, f"the file can't be read: {error.strerror or error}"))
            shelf.faults += self._faults
            return
        self._pass_on()
        if mark is not None:
            self._faults = [each for each in faults_of(path, mark) if each.line <= mark.lines] + self._faults
        if self._more:
            self._faults.append(Fault(path, 0, Trouble.UNREADABLE, f"{self._more:,} more lines can't be read"))
        shelf.faults += self._faults
        shelf.marks[path.name] = Mark(
            stamp, counted.size, counted.lines, counted.hexdigest(), tuple(_remembered(each) for each in self._faults)
        )

    def _counted(self, file: BinaryIO, mark: Mark | None) -> _Counted:
        """The file from where the mark ends.

        Raises:
            _RewrittenError: It does not begin as it did.
        """
        counted = _Counted(file)
        if mark is not None:
            counted.skip(mark)
            if counted.hexdigest() != mark.digest:
                raise _RewrittenError
        return counted

    def _take(self, found: Event | Heading | Fault) -> None:
        if isinstance(found, Event):
            self._waiting.append(found)
            if len(self._waiting) == _AT_ONCE:
                self._pass_on()
        elif isinstance(found, Heading):
            self._shelf.names[found.device] = found.name
        else:
            self._blame(found)

    def _blame(self, fault: Fault) -> None:
        if len(self._faults) < TOLD_AT_MOST:
            self._faults.append(fault)
        else:
            self._more += 1

    def _pass_on(self) -> None:
        events, self._waiting = self._waiting, []
        if not events:
            return
        self._shelf.ids.update(event.id.bytes for event in events)
        fresh, clashes = self._sift(events)
        self._shelf.fresh += fresh
        for clash in clashes:
            self._shelf.sound = self._shelf.sound and not clash.damaged
            self._blame(clash_fault(self._path, clash))


class _Counted:
    """A file whose whole lines are counted and hashed while they are read. Implements `quizcv.progress.exported.reading.Lines`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash: _Source = hashlib.sha256()
        self._part: _Source | None = None
        self._pending = 0
        self.size = 0
        self.lines = 0

    def skip(self, mark: Mark) -> None:
        """Goes on where the mark ends."""
        left = mark.size
        while left and (chunk := self._file.read(min(left, _CHUNK))):
            self._hash.update(chunk)
            left -= len(chunk)
        self.size, self.lines = mark.size - left, mark.lines

    def readline(self, limit: int, /) -> bytes:
        """See `Lines.readline`."""
        line = self._file.readline(limit)
        whole = line.endswith(b"\n")
        if self._part is None and whole:
            self._hash.update(line)
        elif line:
            self._part = self._part or self._hash.copy()
            self._part.update(line)
        self._pending += len(line)
        if whole:
            self._hash, self._part = self._part or self._hash, None
            self.size, self._pending = self.size + self._pending, 0
            self.lines += 1
        return line

    def hexdigest(self) -> str:
        """SHA-256 of the whole lines read so far."""
        return self._hash.hexdigest()


def stamp_of(file: BinaryIO) -> tuple[int, ...]:
    """What the system tells of an open file that changes with its content."""
    told = os.fstat(file.fileno())
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


def clash_fault(path: Path, clash: Clash) -> Fault:
    """An event whose id the log knows with other content, told with the line it stands in."""
    line, event = 0, clash.event
    try:
        with open_events(path) as file:
            counted = _Counted(file)
            found = (counted.lines for each in read_lines(counted, path) if isinstance(each, Event) and each == event)
            line = next(found, 0)
    except OSError:
        pass
    if clash.damaged:
        message = f"the event {event.id} is damaged in the log; mend the log with: quizcv doctor --repair"
    else:
        message = f"the event {event.id} is known here with other content; the one in the log stays"
    return Fault(path, line, Trouble.UNREADABLE, message)


def faults_of(path: Path, mark: Mark) -> list[Fault]:
    """The faults a mark remembers."""
    return [Fault(path, line, Trouble(trouble), message) for line, trouble, message in mark.faults]


def _remembered(fault: Fault) -> tuple[int, str, str]:
    return fault.line, fault.trouble.value, fault.message
