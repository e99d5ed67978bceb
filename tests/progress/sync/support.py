"""Devices with homes of their own, and a folder between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizcv.clock import Clock
from quizcv.events import Event, EventKind
from quizcv.progress.exported.reading import read_events
from quizcv.progress.exported.writing import written
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from quizcv.progress.sync.syncing import Synced, sync
from quizcv.settings import Places
from tests.progress.support import at, event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from uuid import UUID

CLOCK = Clock(datetime.fromisoformat("2026-03-01T12:00+01:00"))

THEIRS = [
    event(number, EventKind.GRADED, f"a/{number}", at(number), given=4, interval=1, device="there")
    for number in range(1, 6)
]
"""What another device graded."""


@dataclass
class Machine:
    """One device: its home and its open log."""

    places: Places
    store: Store

    @classmethod
    def at(cls, home: Path) -> Machine:
        home.mkdir(parents=True, exist_ok=True)
        places = Places(
            data=home,
            database=str(home / "quizcv.db"),
            decks=home / "decks",
            backups=home / "backups",
            settings=home / "settings.toml",
            cache=home / "cache" / "decks.db",
            content=home / "content",
        )
        return cls(places, Store.open(places, CLOCK, synchronous="OFF"))

    def sync(self, folder: Path) -> Synced:
        return sync(folder, self.store, self.places, CLOCK)

    def file(self, folder: Path) -> Path:
        """Its own file in the folder."""
        return folder / f"events-{self.store.device}.jsonl"

    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.places, CLOCK, synchronous="OFF")

    def forget_marks(self) -> None:
        for path in self.places.cache.parent.glob("sync-*.json"):
            path.unlink()


def said(events: Iterable[Event]) -> dict[UUID, Event]:
    """Events by what they say: under which name and number a device filed them is left out."""
    return {event.id: event._replace(device="", sequence=0) for event in events}


def assert_sound(store: Store) -> None:
    """The projection is what a replay gives, and no number of a device is there twice."""
    events = list(store.events())
    assert store.states() == replay(events)
    assert store.wrong_projections() == []
    assert len({(event.device, event.sequence) for event in events}) == len(events)


def assert_agree(machines: Iterable[Machine]) -> None:
    """All have the same events and the same projection, and each is sound."""
    first, *others = machines
    events, states = said(first.store.events()), first.store.states()
    assert_sound(first.store)
    for other in others:
        assert said(other.store.events()) == events
        assert other.store.states() == states
        assert_sound(other.store)


def write_file(path: Path, events: Iterable[Event]) -> None:
    path.write_bytes(b"".join(map(written, events)))


def ids_in(path: Path) -> set[UUID]:
    """The ids of the events that can be read in a file."""
    return {found.id for found in read_events(path) if isinstance(found, Event)}


def wrong(synced: Synced) -> list[str]:
    return [check.message for check in synced.checks if not check.ok]


def told(synced: Synced) -> list[str]:
    return [check.message for check in synced.checks[1:]]
