"""A sync: what the other devices wrote comes into the log, and what this one wrote goes into the shared folder.

The database itself is never shared. Nothing is ever removed from the folder, and whatever can't be read is told and stays
where it is. Stopped anywhere, the next sync goes on: taking in an event twice changes nothing.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import func, select

from quizcv.errors import DatabaseError
from quizcv.progress.backup import Act, back_up_before
from quizcv.progress.checks import Check
from quizcv.progress.exported.parsing import Trouble
from quizcv.progress.sync.absorbing import sorted_out
from quizcv.progress.sync.folder import Shelf, SyncError, check_folder, clash_fault, own_name, read_folder
from quizcv.progress.sync.lock import alone
from quizcv.progress.sync.marks import Marks, load_marks, marks_file, place_of, save_marks
from quizcv.progress.sync.publishing import keep_orphans, publish
from quizcv.progress.tables import DEVICE, EVENT
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.events import Event
    from quizcv.progress.exported.reading import Fault
    from quizcv.progress.store import Store
    from quizcv.progress.sync.absorbing import Clash
    from quizcv.settings import Places

    Report = Callable[[str], None]

AT_ONCE: Final = 20_000
"""How many events come in by one transaction, so that a grade given meanwhile waits for less than a second."""


class Device(NamedTuple):
    """One of the machines in the log.

    Args:
        id: Its name in the log and in the folder.
        name: What people call it, with its id where two are called the same; the id alone if it never said.
        own: Whether it is this one.
        events: How many of its events the log has.
        received: How many of them this sync brought.
    """

    id: str
    name: str
    own: bool
    events: int
    received: int


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did.

    Args:
        folder: The shared folder.
        sent: Events that the folder did not have.
        received: Events that the log did not have.
        devices: Every device of the log.
        checks: All that was looked at, and what was wrong.
        news: Whether anything is wrong that was not told by the sync before.
    """

    folder: Path
    sent: int
    received: int
    devices: tuple[Device, ...]
    checks: tuple[Check, ...]
    news: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.ok for check in self.checks)

    @property
    def summary(self) -> str:
        """In a few words: `received 12 events from thinkpad, sent 40`."""
        parts = []
        if self.received:
            found = [device for device in self.devices if device.received]
            whom = [f"{device.received:,} from {device.name}" for device in found]
            if len(found) == 1:
                whom = [f"{count(self.received, 'event')} from {found[0].name}"]
            parts.append(f"received {' and '.join(filter(None, [', '.join(whom[:-1]), whom[-1]]))}")
        if self.sent:
            parts.append(f"sent {count(self.sent, 'event')}")
        return ", ".join(parts) or "nothing new"


def sync(folder: Path, store: Store, places: Places, clock: Clock, report: Report | None = None) -> Synced:
    """Brings the log and the folder together.

    Args:
        folder: The shared folder; it must be there.
        store: The log.
        places: Where backups and marks lie.
        clock: Tells the study day of the backup.
        report: Told now and then what is being done.

    Raises:
        SyncError: The folder is not there or can't be read, or another sync of this log is at work.
        DatabaseError: The log can't be written; what came in before stays.
    """
    folder = folder.expanduser().absolute()
    check_folder(folder)
    with alone(places.cache.with_name("sync.lock")), _few_full_collections(), store.taking_many():
        return _Sync(folder, store, places, clock, report or (lambda _: None)).run()


@contextmanager
def _few_full_collections() -> Iterator[None]:
    """Lets Python look for cycles in all it holds less often: a first sync holds a hundred thousand events, and none has a cycle."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, max(old, 1000))
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)


class _Sync:
    """One sync, step by step."""

    def __init__(self, folder: Path, store: Store, places: Places, clock: Clock, report: Report) -> None:
        self._folder = folder
        self._store = store
        self._places = places
        self._clock = clock
        self._report = report
        self._checks = [Check("folder", ok=True, message=str(folder))]
        self._received: Counter[str] = Counter()

    def run(self) -> Synced:
        marked = marks_file(self._places.cache, self._folder, self._store.shown)
        with self._store.reading() as connection:
            before = load_marks(marked, connection)
        self._report(f"reading {self._folder}")
        shelf = read_folder(self._folder, before.files, self._sift)
        took = self._take_in(shelf)
        self._leave_newer_lines(shelf)
        sent, after = self._send(shelf, before)
        if took and after is not None and shelf.sound:
            save_marks(marked, after)
        known = {(name, *fault) for name, mark in before.files.items() for fault in mark.faults}
        news = any((each.path.name, each.line, each.trouble.value, each.message) not in known for each in shelf.faults)
        self._tell(shelf, mended=after is not None)
        failed = any(not check.ok and check.name in {"backup", "sent"} for check in self._checks)
        return Synced(
            self._folder, sent, self._received.total(), self._devices(), tuple(self._checks), news=news or failed
        )

    def _sift(self, events: list[Event]) -> tuple[list[Event], list[Clash]]:
        with self._store.reading() as connection:
            return sorted_out(connection, events)

    def _take_in(self, shelf: Shelf) -> bool:
        """Brings the events into the log; gives whether it could be done."""
        if not shelf.fresh:
            return True
        path = self._places.database_path
        if path is not None:
            try:
                back_up_before(Act.SYNC, path, self._places.backups, self._clock.now())
            except DatabaseError as error:
                message = f"no backup could be made, so nothing was taken in: {error}"
                self._checks.append(Check("backup", ok=False, message=message))
                return False
        shelf.fresh.sort(key=lambda event: (event.moment.instant, event.id))
        clashes: list[Clash] = []
        for start in range(0, len(shelf.fresh), AT_ONCE):
            self._report(f"taking in {count(len(shelf.fresh), 'event')}, {100 * start // len(shelf.fresh)} %")
            absorbed = self._store.absorb(shelf.fresh[start : start + AT_ONCE], shelf.names)
            self._received += absorbed.received
            clashes += absorbed.clashes
            if absorbed.renamed:
                self._tell_renamed("the folder knew events of this device that its log did not have")
        self._blame(shelf, clashes)
        return True

    def _blame(self, shelf: Shelf, clashes: list[Clash]) -> None:
        """Tells events that say something else than another of this sync with the same id."""
        for clash in clashes:
            places = (clash_fault(self._folder / name, clash) for name in shelf.marks)
            shelf.faults.append(next((each for each in places if each.line), clash_fault(self._folder, clash)))

    def _leave_newer_lines(self, shelf: Shelf) -> None:
        """A file of our own with lines of a newer quizcv is left to it: this one goes on under another name."""
        own = own_name(self._store.device)
        if any(fault.path.name == own and fault.trouble is Trouble.NEWER for fault in shelf.faults):
            self._store.begin_as_new_device()
            self._tell_renamed(f"{own} has lines of a newer quizcv")

    def _tell_renamed(self, why: str) -> None:
        message = f"{why}; it goes on as {self._store.device}, so that none of its events is taken for another"
        self._checks.append(Check("name", ok=True, message=message))

    def _send(self, shelf: Shelf, before: Marks) -> tuple[int, Marks | None]:
        """Writes what the folder lacks; gives how many events, and the marks to be kept, None if it could not be written."""
        device = self._store.device
        self._report(f"writing {own_name(device)}")
        try:
            with self._store.reading() as connection:
                place = place_of(connection)
                sent = publish(connection, self._folder, device, shelf, before.published)
                since = 0 if shelf.complete else before.place.number
                kept = keep_orphans(connection, self._folder, device, shelf, since)
        except SyncError as error:
            self._checks.append(Check("sent", ok=False, message=str(error)))
            return 0, None
        if kept:
            message = f"{count(kept, 'event')} of other devices stood in no file of the folder and were put back"
            self._checks.append(Check("kept", ok=True, message=message))
        return sent.events + kept, Marks(place, sent.published, shelf.marks)

    def _tell(self, shelf: Shelf, *, mended: bool) -> None:
        own = own_name(self._store.device)
        for fault in shelf.faults:
            self._checks.append(_check(fault, mended=mended and fault.path.name == own))

    def _devices(self) -> tuple[Device, ...]:
        counts = (
            select(DEVICE.c.id, DEVICE.c.name, DEVICE.c.own, func.count(EVENT.c.number))
            .join(EVENT, EVENT.c.device == DEVICE.c.number, isouter=True)
            .group_by(DEVICE.c.number, DEVICE.c.id, DEVICE.c.name, DEVICE.c.own)
            .order_by(DEVICE.c.number)
        )
        with self._store.reading() as connection:
            rows = connection.execute(counts).all()
        called = Counter(row.name for row in rows)
        return tuple(
            Device(device, _called(device, name, called[name]), bool(own), events, self._received[device])
            for device, name, own, events in rows
        )


def _called(device: str, name: str, namesakes: int) -> str:
    """What a device is called in a sentence."""
    if not name:
        return device
    return name if namesakes == 1 else f"{name} ({device})"


def _check(fault: Fault, *, mended: bool) -> Check:
    if mended and fault.trouble is not Trouble.NEWER:
        return Check("file", ok=True, message=f"{fault}. The file was written afresh from the log")
    return Check("file", ok=fault.trouble is Trouble.TORN, message=str(fault))
