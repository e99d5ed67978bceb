"""A log made anew from what was gathered takes the place of the damaged one, which is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import DatabaseError
from quizcv.progress.aside import alone_with, discard, fingerprint, one_file, set_aside, take_its_place
from quizcv.progress.backup import unused, verified
from quizcv.progress.checks import numbers, some
from quizcv.progress.rescue.sources import Gathered, gather
from quizcv.shown import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizcv.clock import Clock
    from quizcv.progress.aside import Fingerprint
    from quizcv.settings import Places


class Rescued(NamedTuple):
    """What a rescue did: what was put together, and where the damaged file lies now; None if there was no file."""

    gathered: Gathered
    aside: Path | None


def rescue(places: Places, path: Path, clock: Clock, files: Sequence[Path]) -> Rescued:
    """Puts a new log at `path`, of all that can be brought back; the damaged one gets another name and stays as it is.

    The new log goes on under a new device name, since the numbers of events that were lost may be known elsewhere already.

    Raises:
        DatabaseError: Nothing could be brought back, another program has the log open, or the new one can't be written.
            Nothing was changed.
    """
    before = fingerprint(path)
    gathered = gather(path, places.backups, [*files, *_exported(places)])
    if not gathered.events:
        message = f"not one event could be brought back for the log {path}, so it was left as it is"
        raise DatabaseError(message)
    staged = path.with_name(f".{path.name}.rescuing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        discard(staged)
        _write(places, staged, gathered, clock)
        aside = _put_in_place(staged, path, before, clock)
    except OSError as error:
        message = f"the log {path} can't be replaced: {error.strerror or error}; allow writing to its folder"
        raise DatabaseError(message) from None
    finally:
        discard(staged)
    return Rescued(gathered, aside)


def prospect(places: Places, path: Path, files: Sequence[Path]) -> str:
    """What a rescue would put together, in numbers; changes nothing.

    Raises:
        DatabaseError: Nothing could be brought back, or the sources can't be read.
    """
    gathered = gather(path, places.backups, [*files, *_exported(places)])
    if not gathered.events:
        message = f"not one event could be brought back for the log {path}; it is left as it is"
        raise DatabaseError(message)
    return told(gathered)


def _exported(places: Places) -> list[Path]:
    """Files of events that lie among the backups."""
    return sorted(places.backups.glob("*.jsonl"))


def _write(places: Places, staged: Path, gathered: Gathered, clock: Clock) -> None:
    """Writes the new log: begun as any other, with its guards, its projection and a device of its own."""
    from quizcv.progress.store import Store  # noqa: PLC0415  the store examines itself, so it knows the doctor

    with Store.open(places._replace(database=str(staged)), clock) as store:
        store.absorb(gathered.events, gathered.devices)
        wrong = store.wrong_projections()
    one_file(staged)
    if wrong or verified(staged).events != len(gathered.events):
        message = (
            f"the log put together in {staged.parent} is not what was gathered, so it was not kept; check the disk"
        )
        raise DatabaseError(message)


def _put_in_place(staged: Path, path: Path, before: Fingerprint, clock: Clock) -> Path | None:
    stamp = clock.now().local.strftime("%Y%m%d-%H%M%S")
    aside = unused(path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}"))
    with alone_with(path):
        if fingerprint(path) != before:
            message = f"the log {path} was written by another program meanwhile; close that program and try again"
            raise DatabaseError(message)
        there = any(each is not None for each in before)
        if there:
            set_aside(path, aside)
        take_its_place(staged, path)
    return aside if there else None


def told(gathered: Gathered) -> str:
    """What was, or would be, put together, in numbers."""
    parts: list[str] = []
    for source in gathered.sources:
        if source.added:
            parts.append(f"{source.added} {'more ' if parts else ''}from {source.name}")
    last = f"; the latest is of {gathered.last:%Y-%m-%d %H:%M}" if gathered.last else ""
    told = f"{count(len(gathered.events), 'event')}: {', '.join(parts)}{last}"
    if gathered.missing:
        gaps = [
            f"{some([numbers(each) for each in ranges])} of {device}" for device, ranges in gathered.missing.items()
        ]
        told += f". Known to be missing: events {some(gaps)}"
    if gathered.nameless:
        told += f". {gathered.nameless} of them have lost the name of their device, and with it the proof that they are whole"
    if gathered.unsound:
        rows = "row" if gathered.unsound == 1 else "rows"
        told += f". {gathered.unsound} {rows} of the damaged file can't be believed"
    if gathered.remarks:
        told += f". Not used: {some(gathered.remarks)}"
    return told
