"""Whether the log is well: the file, its guards, its numbering, and the projection against a replay.

Nothing is changed unless asked; then the projection is made afresh from the log and the log's guards are put back. No
event is ever touched.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quizcv.errors import DatabaseError
from quizcv.progress.file import Condition, condition, open_to_read, telling

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from quizcv.cards.library import Library
    from quizcv.clock import Clock
    from quizcv.progress.store import Store
    from quizcv.settings import Places

TOLD_AT_MOST: Final = 5
"""How many cards or numbers a message names."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, whether it is well, and what was found or what to do."""

    name: str
    ok: bool
    message: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that was looked at."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.ok for check in self.checks)


def doctor(places: Places, library: Library, clock: Clock, *, repair: bool = False) -> Diagnosis:
    """Examines the log of `places`, whatever state it is in; `repair` mends what follows from the log."""
    from quizcv.progress.store import Store  # noqa: PLC0415  not needed for a file that can't be opened

    path = places.database_path
    try:
        if path is not None and condition(path) is Condition.ABSENT:
            absent = Check("file", ok=True, message=f"there is no log yet; the first grade begins {path}")
            return Diagnosis((absent, *_broken(library)))
        checks = [Check("file", ok=True, message=str(path))] if path is None else examined_file(path)
    except DatabaseError as error:
        return Diagnosis((Check("file", ok=False, message=str(error)),))
    if not all(check.ok for check in checks):
        return Diagnosis((*checks, Check("log", ok=False, message="not looked at, since the file is damaged")))
    try:
        with Store.open(places, clock) as store:
            return Diagnosis((*checks, *examined_log(store, library, repair=repair)))
    except DatabaseError as error:
        return Diagnosis((*checks, Check("log", ok=False, message=str(error))))


def examined_file(path: Path) -> list[Check]:
    """What SQLite itself says of the file.

    Raises:
        DatabaseError: It can't be read at all.
    """
    with telling(path), closing(open_to_read(path)) as connection:
        return [
            Check("file", ok=True, message=str(path)),
            _integrity(path, connection),
            _foreign_keys(connection),
        ]


def _integrity(path: Path, connection: sqlite3.Connection) -> Check:
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    if faults == ["ok"]:
        return Check("integrity", ok=True, message="the file is whole")
    message = f"{path} is damaged: {'; '.join(faults)}. Bring a backup back with: quizcv restore FILE"
    return Check("integrity", ok=False, message=message)


def _foreign_keys(connection: sqlite3.Connection) -> Check:
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not loose:
        return Check("foreign keys", ok=True, message="every event has its device")
    message = f"{len(loose)} events name a device that is not there; bring a backup back with: quizcv restore FILE"
    return Check("foreign keys", ok=False, message=message)


def examined_log(store: Store, library: Library, *, repair: bool) -> list[Check]:
    """What the log says of itself, and whether the projection follows from it."""
    missing = store.missing_triggers()
    if repair and missing:
        store.restore_triggers()
    wrong = store.wrong_projections()
    if repair and wrong:
        store.rebuild()
    return [
        _triggers(missing, repair=repair),
        *_sequences(store),
        _projection(wrong, repair=repair),
        _decks(store, library),
        *_broken(library),
    ]


def _triggers(missing: list[str], *, repair: bool) -> Check:
    if not missing:
        return Check("append-only", ok=True, message="the log can't be changed, only added to")
    names = ", ".join(missing)
    if repair:
        return Check("append-only", ok=True, message=f"the log's guards are back: {names}")
    message = f"the log's guards are missing ({names}), so events could be changed; put them back with: quizcv doctor --repair"
    return Check("append-only", ok=False, message=message)


def _sequences(store: Store) -> list[Check]:
    checks = []
    for device, events, gaps in store.sequence_gaps():
        own = device == store.device
        name = "numbering" if own else f"numbering of {device}"
        if not gaps:
            checks.append(Check(name, ok=True, message=f"{events} events, numbered without a gap"))
        elif own:
            message = f"events {_some([_numbers(gap) for gap in gaps])} are missing; bring a backup back with: quizcv restore FILE"
            checks.append(Check(name, ok=False, message=message))
        else:
            message = f"{events} events; {_some([_numbers(gap) for gap in gaps])} have not arrived from that device yet"
            checks.append(Check(name, ok=True, message=message))
    return checks


def _projection(wrong: list[str], *, repair: bool) -> Check:
    if not wrong:
        return Check("projection", ok=True, message="what is known of each card is what a replay of the log gives")
    if repair:
        return Check("projection", ok=True, message=f"made afresh from the log; it was wrong for {_some(wrong)}")
    message = f"what is known differs from a replay of the log for {_some(wrong)}; mend it with: quizcv doctor --repair"
    return Check("projection", ok=False, message=message)


def _decks(store: Store, library: Library) -> Check:
    states = store.states()
    archived = sorted(card for card in states if not library.has(card))
    known = "1 card of the log is known" if len(states) == 1 else f"{len(states)} cards of the log are known"
    if not archived:
        return Check("decks", ok=True, message=known)
    where = "in no deck that can be read" if library.broken else "in no deck now and rest until they are back"
    message = f"{known}; {len(archived)} of them {'is' if len(archived) == 1 else 'are'} {where}: {_some(archived)}"
    return Check("decks", ok=True, message=message)


def _broken(library: Library) -> list[Check]:
    """The decks that are left out because of their faults; no check if there are none."""
    return [
        Check(
            "deck", ok=False, message=f"{broken.path} is left out; its faults are told by: quizcv check {broken.path}"
        )
        for broken in library.broken
    ]


def _numbers(gap: range) -> str:
    return f"{gap.start}" if len(gap) == 1 else f"{gap.start} to {gap.stop - 1}"


def _some(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - TOLD_AT_MOST
    return ", ".join(names[:TOLD_AT_MOST]) + (f" and {more} more" if more > 0 else "")
