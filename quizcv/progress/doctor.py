"""Whether the log is well: the file, its guards, its events, their numbering, and the projection against a replay.

Nothing is changed unless asked. Then what follows from the log is made afresh, and the log's guards are put back; and a log
that is damaged itself is set aside, and a new one put together of the newest good backup, of every event that can still be
read in the damaged file, and of files of events. No event is ever altered.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from quizcv.errors import DatabaseError
from quizcv.events import Event
from quizcv.progress.checks import (
    Check,
    Diagnosis,
    broken_decks,
    examined_file,
    examined_log,
    found_in,
    log_checks,
)
from quizcv.progress.file import VERSION, WAL_HEADER, Condition, condition, open_to_read, without_referral
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizcv.cards.library import Library
    from quizcv.clock import Clock
    from quizcv.settings import Places

__all__ = ["Check", "Diagnosis", "doctor", "examined_file", "examined_log"]


def doctor(
    places: Places, library: Library, clock: Clock, *, repair: bool = False, files: Sequence[Path] = ()
) -> Diagnosis:
    """Examines the log of `places`, whatever state it is in.

    Args:
        places: Where it lies.
        library: The decks, compared with the log.
        clock: Dates what is set aside.
        repair: Mends what can be mended, after a backup.
        files: Files of events (`events-DEVICE.jsonl` of a sync folder, or what `quizcv log --json` printed) that may have
            what the log has lost.
    """
    path = places.database_path
    if path is None:
        from quizcv.progress.server.examining import examined_server  # noqa: PLC0415  psycopg, only for a log on a server

        return Diagnosis(tuple(examined_server(places, library, clock, repair=repair)))
    patient = _Patient(places, path, library, clock, files)
    return Diagnosis(tuple(patient.mended() if repair else patient.examined()))


class _Patient:
    """A log in a file, in whatever state."""

    def __init__(self, places: Places, path: Path, library: Library, clock: Clock, files: Sequence[Path]) -> None:
        self._places = places
        self._path = path
        self._library = library
        self._clock = clock
        self._files = files

    def examined(self) -> list[Check]:
        """What is wrong, and what a repair would do; nothing is changed."""
        checks, damaged = self._look()
        return [*checks, self._prospect()] if damaged else checks

    def mended(self) -> list[Check]:
        """What was done, and what the log is like after it."""
        lost = self._begins() and self._has_events()
        checks, damaged = self._look()
        if damaged or lost:
            return self._rescued(checks)
        if all(check.ok for check in checks) or not self._usable():
            return checks
        return self._repaired(checks)

    def _look(self) -> tuple[list[Check], bool]:
        """What was found, and whether the log itself is damaged, so that only a rescue helps."""
        try:
            found = condition(self._path)
            if found is Condition.ABSENT:
                return self._absent()
            torn = self._torn_writes()
            if torn:
                return torn, True
            checks = examined_file(self._path) if found is Condition.CURRENT else self._brought_up_to_date()
            if not all(check.ok for check in checks):
                unread = Check("log", ok=False, message="not looked at, since the file is damaged")
                return [*checks, unread], True
            return self._looked_into(checks)
        except DatabaseError as error:
            return [Check("file", ok=False, message=without_referral(error))], self._is_ours()

    def _torn_writes(self) -> list[Check]:
        """Grades behind a damaged one in the write-ahead log, which the next write would remove for good."""
        from quizcv.progress.waiting import torn_writes  # noqa: PLC0415  only to examine

        if not torn_writes(self._path):
            return []
        message = f"the writes that wait in {self._path}-wal are damaged, and what stands behind the damage is not seen"
        return [Check("waiting writes", ok=False, message=message)]

    def _absent(self) -> tuple[list[Check], bool]:
        message = f"there is no log yet; the first grade begins {self._path}"
        if self._has_events():
            message += ". Files of events are there: quizcv doctor --repair makes a log of them, as does quizcv sync"
        begins = Check("file", ok=True, message=message)
        asides = [*self._path.parent.glob(f"{self._path.stem}-damaged-*{self._path.suffix}")]
        if not asides and not self._has_backups():
            return [begins, *broken_decks(self._library)], False
        message = f"there is no log at {self._path}, but there was one"
        return [Check("file", ok=False, message=message), *broken_decks(self._library)], True

    def _begins(self) -> bool:
        """Whether nothing lies where the log should."""
        return not self._path.exists() and not self._waits()

    def _has_events(self) -> bool:
        """Whether any of the files of events has one."""
        from quizcv.progress.exported.reading import read_events  # noqa: PLC0415  seldom

        return any(isinstance(each, Event) for path in self._files for each in read_events(path))

    def _brought_up_to_date(self) -> list[Check]:
        """A log of an older version: examined before it is upgraded, and after."""
        from quizcv.progress.backup import verified  # noqa: PLC0415  seldom
        from quizcv.progress.store import Store  # noqa: PLC0415  seldom

        verified(self._path)
        Store.open(self._places, self._clock).close()
        return examined_file(self._path)

    def _looked_into(self, checks: list[Check]) -> tuple[list[Check], bool]:
        from quizcv.progress.past import Past  # noqa: PLC0415  SQLModel, only to examine

        past = Past.open(self._places)
        found = found_in(past)
        device = past.device()
        checks += log_checks(found, device, self._library)
        lost = self._lost(device)
        if lost is not None:
            checks.append(lost)
        if not self._is_writable():
            message = f"{self._path} or its folder is read-only, so nothing can be logged; allow writing to both"
            checks.append(Check("writing", ok=False, message=message))
        return checks, bool(found.unsound or lost)

    def _lost(self, device: str) -> Check | None:
        """Events of this device that a backup or a file has and the log has not: after a restore it has a new name."""
        from quizcv.progress.rescue.losses import lost_events  # noqa: PLC0415  only to examine

        lost, where = lost_events(self._path, device, self._places.backups, self._files)
        if not lost:
            return None
        are, them = ("is", "it") if len(lost) == 1 else ("are", "them")
        message = f"{count(len(lost), 'event')} {are} in {where} and not in the log; bring {them} back with: quizcv doctor --repair"
        return Check("losses", ok=False, message=message)

    def _is_writable(self) -> bool:
        effective = os.access in os.supports_effective_ids
        return all(os.access(each, os.W_OK, effective_ids=effective) for each in (self._path, self._path.parent))

    def _is_ours(self) -> bool:
        """Whether a file that can't be opened as a log is a damaged one of ours; a newer one is not damaged.

        A file where the log lies unless told otherwise is taken for it if there is anything to put in its place: whatever it
        is, it is set aside and kept.
        """
        from quizcv.progress.rescue.salvage import salvage  # noqa: PLC0415  only for a file that can't be opened

        if not self._path.exists() or (self._path.is_file() and not self._path.stat().st_size):
            return self._waits()
        if not self._path.is_file() or not os.access(self._path, os.R_OK) or self._is_newer():
            return False
        try:
            found = salvage(self._path)
        except OSError:
            return False
        usual = self._path == self._places.data / "quizcv.db"
        return bool(found.events or found.devices or found.marked or (usual and (self._files or self._has_backups())))

    def _has_backups(self) -> bool:
        from quizcv.progress.backup import backups_in  # noqa: PLC0415  seldom

        return any(backup.copied and backup.copied.events for backup in backups_in(self._places.backups))

    def _waits(self) -> bool:
        waiting = self._path.with_name(self._path.name + "-wal")
        return waiting.is_file() and waiting.stat().st_size > WAL_HEADER

    def _is_newer(self) -> bool:
        """Whether a later version wrote the log: its own table says so too, not only a byte of the header."""
        try:
            with closing(open_to_read(self._path)) as connection:
                (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
                return int(version) > VERSION
        except (sqlite3.Error, TypeError, ValueError):
            return False

    def _usable(self) -> bool:
        try:
            return condition(self._path) is Condition.CURRENT and self._is_writable()
        except DatabaseError:
            return False

    def _prospect(self) -> Check:
        from quizcv.progress.rescue.rescuing import prospect  # noqa: PLC0415  only for a damaged log

        try:
            message = f"quizcv doctor --repair would put together {prospect(self._places, self._path, self._files)}"
        except DatabaseError as error:
            message = without_referral(error)
        return Check("rescue", ok=False, message=message)

    def _rescued(self, before: list[Check]) -> list[Check]:
        from quizcv.progress.rescue.rescuing import rescue, told  # noqa: PLC0415  only for a damaged log

        try:
            rescued = rescue(self._places, self._path, self._clock, self._files)
        except DatabaseError as error:
            return [*before, Check("rescue", ok=False, message=without_referral(error))]
        kept = f" The damaged file is kept as {rescued.aside}" if rescued.aside else ""
        done = Check("rescue", ok=True, message=f"put together {told(rescued.gathered)}.{kept}")
        return [done, *self._look()[0]]

    def _repaired(self, before: list[Check]) -> list[Check]:
        """The log is whole, and what follows from it is made afresh."""
        from quizcv.progress import begun, counted  # noqa: PLC0415  only to repair
        from quizcv.progress.backup import Act, back_up_before  # noqa: PLC0415  as above
        from quizcv.progress.store import Store  # noqa: PLC0415  SQLModel, only to repair

        try:
            copy = back_up_before(Act.REPAIR, self._path, self._places.backups, self._clock.now())
            with Store.open(self._places, self._clock) as store:
                checks = [*examined_file(self._path), *examined_log(store, self._library, repair=True)]
            begun.forget(self._library.cache)
            counted.forget(self._library.cache)
        except DatabaseError as error:
            return [*before, Check("repair", ok=False, message=without_referral(error))]
        return [*checks, Check("backup", ok=True, message=f"the log as it was before is kept as {copy}")]
