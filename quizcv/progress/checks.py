"""What is looked at in a log, each thing a check: the file as SQLite sees it, and the log, wherever it lies."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from quizcv.events import UNTOUCHED
from quizcv.progress.file import open_to_read, telling
from quizcv.shown import count

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection

    from quizcv.cards.library import Library
    from quizcv.progress.soundness import Unsound

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


# The file


def examined_file(path: Path) -> list[Check]:
    """What SQLite itself says of the file.

    Raises:
        DatabaseError: It can't be read at all.
    """
    with telling(path), closing(open_to_read(path)) as connection:
        checks = [
            Check("file", ok=True, message=str(path)),
            _integrity(path, connection),
            _foreign_keys(connection),
        ]
        altered = _altered(connection)
    if altered:
        message = (
            f"not as this version makes them: {some(altered)}; put the log together again with: quizcv doctor --repair"
        )
        checks.append(Check("tables", ok=False, message=message))
    return checks


def _integrity(path: Path, connection: sqlite3.Connection) -> Check:
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    if faults == ["ok"]:
        return Check("integrity", ok=True, message="the file is whole")
    found = "; ".join(" ".join(fault.split()) for fault in faults)
    return Check("integrity", ok=False, message=f"{path} is damaged: {found}")


def _foreign_keys(connection: sqlite3.Connection) -> Check:
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not loose:
        return Check("foreign keys", ok=True, message="every event has its device")
    found = f"{count(len(loose), 'event')} {'names' if len(loose) == 1 else 'name'} a device that is not there"
    return Check("foreign keys", ok=False, message=f"{found}; mend it with: quizcv doctor --repair")


_MADE: Final = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"


def _altered(connection: sqlite3.Connection) -> list[str]:
    """The tables and indexes that are missing or were changed; triggers are looked at with the log, and can be put back."""
    there = dict(connection.execute(_MADE).fetchall())
    return sorted(name for name, sql in _wanted().items() if there.get(name) != sql)


@cache
def _wanted() -> dict[str, str]:
    """The tables and indexes of a log, as this version makes them."""
    from sqlalchemy import create_engine  # noqa: PLC0415  only to examine
    from sqlmodel import SQLModel  # noqa: PLC0415  as above

    import quizcv.progress.tables  # noqa: F401, PLC0415  declares them

    engine = create_engine("sqlite://")
    with engine.begin() as fresh:
        SQLModel.metadata.create_all(fresh, checkfirst=False)
        made = {row.name: row.sql for row in fresh.exec_driver_sql(_MADE)}
    engine.dispose()
    return made


# The log, in a file or on a server


class Examinable(Protocol):
    """A log that can be looked at."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at one moment of it."""

    def missing_triggers(self) -> list[str]:
        """Which of its guards are not there."""


class Repairable(Examinable, Protocol):
    """A log that can be written: what follows from its events can be made afresh."""

    device: str

    def restore_triggers(self) -> None:
        """Puts its guards back."""

    def rebuild(self) -> int:
        """Makes the projection afresh."""


class Findings(NamedTuple):
    """What was found in a log at one moment.

    Args:
        unsound: Events that can't be believed.
        missing_triggers: Guards that are not there.
        numbering: For each device how many events it has, and which numbers are missing before the last.
        wrong: Cards whose projection is not what a replay gives; None if there are events that can't be believed.
        cards: The cards something is known of.
    """

    unsound: list[Unsound]
    missing_triggers: list[str]
    numbering: list[tuple[str, int, list[range]]]
    wrong: list[str] | None
    cards: list[str]


def found_in(log: Examinable) -> Findings:
    """Looks at everything; changes nothing."""
    from quizcv.progress import queries  # noqa: PLC0415  SQLAlchemy, only to examine
    from quizcv.progress.soundness import unsound  # noqa: PLC0415  only to examine

    triggers = log.missing_triggers()
    with log.reading() as connection:
        bad = unsound(_rows(connection), queries.devices(connection))
        wrong = None if bad else queries.wrong_projections(connection)
        cards = [] if bad else [card for card, each in queries.all_projected(connection) if each.state != UNTOUCHED]
        return Findings(bad, triggers, queries.sequence_gaps(connection), wrong, cards)


def _rows(connection: Connection) -> Any:  # noqa: ANN401  mappings whose keys, to SQLAlchemy, may also be columns
    from sqlalchemy import select  # noqa: PLC0415  only to examine

    from quizcv.progress.tables import EVENT  # noqa: PLC0415  as above

    return connection.execute(select(EVENT).order_by(EVENT.c.number), execution_options={"yield_per": 5000}).mappings()


def examined_log(log: Repairable, library: Library, *, repair: bool) -> list[Check]:
    """What the log says of itself, and whether the projection follows from it; `repair` mends all that follows from events."""
    found = found_in(log)
    if repair and found.missing_triggers:
        log.restore_triggers()
    if repair and found.wrong:
        log.rebuild()
    return log_checks(found, log.device, library, repaired=repair)


def log_checks(found: Findings, device: str, library: Library, *, repaired: bool = False) -> list[Check]:
    """The findings as checks; `device` is this machine's name in the log."""
    return [
        *_events(found.unsound),
        _triggers(found.missing_triggers, repaired=repaired),
        *_sequences(found.numbering, device),
        _projection(found.wrong, repaired=repaired),
        _decks(found.cards, library),
        *broken_decks(library),
    ]


def _events(bad: Sequence[Unsound]) -> list[Check]:
    if not bad:
        return []
    told = some([str(each) for each in bad])
    message = f"{count(len(bad), 'event')} can't be believed: {told}; mend it with: quizcv doctor --repair"
    return [Check("events", ok=False, message=message)]


def _triggers(missing: list[str], *, repaired: bool) -> Check:
    if not missing:
        return Check("append-only", ok=True, message="the log can't be changed, only added to")
    names = ", ".join(missing)
    if repaired:
        return Check("append-only", ok=True, message=f"the log's guards are back: {names}")
    message = f"the log's guards are missing ({names}), so events could be changed; put them back with: quizcv doctor --repair"
    return Check("append-only", ok=False, message=message)


def _sequences(numbering: list[tuple[str, int, list[range]]], own: str) -> list[Check]:
    checks = []
    for device, events, gaps in numbering:
        name = "numbering" if device == own else f"numbering of {device}"
        logged = f"{count(events, 'event')} of this device" if device == own else count(events, "event")
        if not gaps:
            checks.append(Check(name, ok=True, message=f"{logged}, numbered without a gap"))
        elif device == own:
            message = f"{_numbered(gaps)} missing; bring a backup back with: quizcv restore FILE"
            checks.append(Check(name, ok=False, message=message))
        else:
            message = f"{logged}; {_numbered(gaps)} not here: not arrived from that device yet, or lost"
            checks.append(Check(name, ok=True, message=message))
    return checks


def _numbered(gaps: Sequence[range]) -> str:
    """The events that are missing, as the subject of a sentence: `event 7 is`, `events 7 to 9 are`."""
    one = len(gaps) == 1 and len(gaps[0]) == 1
    return f"event {gaps[0].start} is" if one else f"events {some([numbers(gap) for gap in gaps])} are"


def _projection(wrong: list[str] | None, *, repaired: bool) -> Check:
    if wrong is None:
        return Check("projection", ok=False, message="not compared, since there are events that can't be believed")
    if not wrong:
        return Check("projection", ok=True, message="what is known of each card is what a replay of the log gives")
    if repaired:
        return Check("projection", ok=True, message=f"made afresh from the log; it was wrong for {some(wrong)}")
    message = f"what is known differs from a replay of the log for {some(wrong)}; mend it with: quizcv doctor --repair"
    return Check("projection", ok=False, message=message)


def _decks(cards: list[str], library: Library) -> Check:
    archived = sorted(card for card in cards if not library.has(card))
    known = f"{count(len(cards), 'card')} of the log {'is' if len(cards) == 1 else 'are'} known"
    if not archived:
        return Check("decks", ok=True, message=known)
    where = "in no deck that can be read" if library.broken else "in no deck now and rest until they are back"
    message = f"{known}; {len(archived)} of them {'is' if len(archived) == 1 else 'are'} {where}: {some(archived)}"
    return Check("decks", ok=True, message=message)


def broken_decks(library: Library) -> list[Check]:
    """The decks that are left out because of their faults; no check if there are none."""
    return [
        Check(
            "deck", ok=False, message=f"{broken.path} is left out; its faults are told by: quizcv check {broken.path}"
        )
        for broken in library.broken
    ]


def numbers(gap: range) -> str:
    """`7`, or `7 to 9`."""
    return f"{gap.start}" if len(gap) == 1 else f"{gap.start} to {gap.stop - 1}"


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - TOLD_AT_MOST
    return ", ".join(names[:TOLD_AT_MOST]) + (f" and {more} more" if more > 0 else "")
