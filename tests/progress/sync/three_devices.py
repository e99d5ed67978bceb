"""Three devices, a folder and bad luck: whatever happens between them, they end with the same events and the same progress.

`python -m tests.progress.sync.three_devices 1000 --seed 7` runs so many random operations and prints what was done. Devices grade,
take back, rename, and sync, with clocks that are hours off; files are torn, doubled, renamed, deleted, and filled with what is
no event; logs are put back to older states, by `restore` and by copying a file, so that two branches write as one device.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizcv.clock import moment_at
from quizcv.events import EventKind
from quizcv.progress.restoring import restore
from quizcv.scheduler import Sm2
from tests.progress.support import NO_REPLY, question
from tests.progress.sync.support import CLOCK, Machine, assert_agree, assert_sound, ids_in, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

CARDS = [f"deck-{number % 3}/card-{number}" for number in range(24)]
SCHEDULERS = [Sm2(), Sm2("text"), Sm2(fuzz=True)]
NOTES = [EventKind.SUSPENDED, EventKind.RESUMED, EventKind.BURIED, EventKind.FLAGGED, EventKind.RESET]
START = datetime.fromisoformat("2026-03-01T12:00+01:00")
HOURS_OFF = {"laptop": 0, "desk": 2, "train": -2}
JUNK = [
    b"\xff\xfe\x00\n",
    b"<<<<<<< HEAD\n=======\n>>>>>>> theirs\n",
    b"\0" * 300 + b"\n",
    b"[" * 5000 + b"\n",
    b'{"v":1,"id":7}\n',
    b'{"v":99,"mood":"new"}\n',
]


class World:
    """Three devices and a folder; each act is one step of their lives."""

    def __init__(self, base: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = base / "shared"
        self.folder.mkdir()
        self.machines = {name: Machine.at(base / name) for name in HOURS_OFF}
        self.now = START
        self.done: Counter[str] = Counter()
        self.acknowledged: set[UUID] = set()
        self.lost: set[UUID] = set()
        self.copies: dict[str, Path] = {}
        self.base = base

    def step(self, *, command: bool = False) -> None:
        """One random act by one device."""
        name = self.chance.choice(list(self.machines))
        acts: list[tuple[Callable[[str], None], int]] = [
            (self.grade, 60),
            (self.note, 8),
            (self.undo, 7),
            (self.alias, 1),
            (self.sync, 18),
            (self.tear, 2),
            (self.double, 2),
            (self.spoil, 2),
            (self.delete, 1),
            (self.copy, 1),
            (self.put_back, 1),
        ]
        (act,) = self.chance.choices([act for act, _ in acts], [weight for _, weight in acts])
        act = self.sync_by_command if command else act
        act(name)
        self.now += timedelta(minutes=self.chance.choice([1, 10, 300, 900]))
        self.done[act.__name__] += 1

    # What a learner does

    def grade(self, name: str) -> None:
        moment = moment_at(self.now + timedelta(hours=HOURS_OFF[name]))
        asked = question(self.chance.choice(CARDS), seed=7, values={"p": 3, "sizes": (1, 2)})
        given, scheduler = self.chance.randrange(6), self.chance.choice(SCHEDULERS)
        event, _ = self.machines[name].store.grade(asked, given, NO_REPLY, moment, scheduler)
        self.acknowledged.add(event.id)

    def note(self, name: str) -> None:
        moment = moment_at(self.now + timedelta(hours=HOURS_OFF[name]))
        kind = self.chance.choice(NOTES)
        text = "odd ☂ \0" if kind is EventKind.FLAGGED else ""
        event, _ = self.machines[name].store.note(kind, self.chance.choice(CARDS), moment, text)
        self.acknowledged.add(event.id)

    def undo(self, name: str) -> None:
        store = self.machines[name].store
        if store.undo(moment_at(self.now + timedelta(hours=HOURS_OFF[name]))):
            self.acknowledged.update(event.id for event in store.events())

    def alias(self, name: str) -> None:
        new, old = self.chance.sample(CARDS, 2)
        event, _ = self.machines[name].store.note(EventKind.ALIASED, new, moment_at(self.now), old)
        self.acknowledged.add(event.id)

    def sync(self, name: str) -> None:
        machine = self.machines[name]
        machine.sync(self.folder)
        assert_sound(machine.store)

    def sync_by_command(self, name: str) -> None:
        machine = self.machines[name]
        machine.store.close()
        environment = {**os.environ, "QUIZCV_HOME": str(machine.places.data), "QUIZCV_NOW": self.now.isoformat()}
        command = [sys.executable, "-m", "quizcv", "sync", str(self.folder)]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert ended.returncode in {0, 1}, ended.stderr
        assert "Traceback" not in ended.stderr, ended.stderr
        machine.store = Machine.at(machine.places.data).store
        assert_sound(machine.store)

    # What happens to files

    def tear(self, _: str) -> None:
        """A file ends in the middle of a line."""
        path = self._some_file()
        if path is not None and self._is_known(path):
            os.truncate(path, self.chance.randrange(path.stat().st_size))

    def double(self, _: str) -> None:
        """A program that syncs makes a second file, or gives one another name."""
        path = self._some_file()
        if path is not None:
            ending = self.chance.choice([" (conflicted copy)", ".sync-conflict-20260301-120000-ABCDEFG", " 2"])
            second = path.with_name(f"{path.stem}{ending}.jsonl")
            if self.chance.random() < 0.5:
                path.replace(second)
            else:
                shutil.copy(path, second)

    def spoil(self, _: str) -> None:
        """Something that is no event comes into a file."""
        path = self._some_file()
        if path is not None:
            lines = path.read_bytes().splitlines(keepends=True)
            lines.insert(self.chance.randint(0, len(lines)), self.chance.choice(JUNK))
            path.write_bytes(b"".join(lines))

    def delete(self, _: str) -> None:
        path = self._some_file()
        if path is not None and self._is_known(path):
            path.unlink()

    def _some_file(self) -> Path | None:
        files = sorted(path for path in self.folder.glob("*.jsonl") if path.stat().st_size)
        return self.chance.choice(files) if files else None

    def _is_known(self, path: Path) -> bool:
        """Whether some log has what is in a file; what nobody else has can't be brought back by anybody."""
        known = {event.id for machine in self.machines.values() for event in machine.store.events()}
        return ids_in(path) <= known

    # What happens to logs

    def copy(self, name: str) -> None:
        """A copy of the log is made, to be put back one day."""
        path = self.base / f"copy-{self.done.total()}.db"
        self.copies[name] = self.machines[name].store.backup(path)

    def put_back(self, name: str) -> None:
        """An older log takes the place of the present one: by `restore`, or by copying the file."""
        if name not in self.copies:
            return
        machine = self.machines[name]
        before = {event.id for event in machine.store.events()}
        machine.store.close()
        path = Path(machine.places.database)
        if self.chance.random() < 0.5:
            restore(path, self.copies[name], machine.places.backups, CLOCK.now())
        else:
            for ending in ("", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            shutil.copy(self.copies[name], path)
        machine.store = Machine.at(machine.places.data).store
        after = {event.id for event in machine.store.events()}
        elsewhere = {each.id for other in self.machines.values() for each in other.store.events()}
        in_files = {identity for path in self.folder.glob("*.jsonl") for identity in ids_in(path)}
        self.lost |= before - after - elsewhere - in_files

    def settle(self) -> None:
        """All sync until nobody has anything new."""
        for _ in range(2):
            for name in self.machines:
                self.sync(name)
        for machine in self.machines.values():
            synced = machine.sync(self.folder)
            assert (synced.sent, synced.received) == (0, 0), synced
            machine.forget_marks()
            synced = machine.sync(self.folder)
            assert (synced.sent, synced.received) == (0, 0), synced


def run(base: Path, operations: int, seed: int, *, commands_every: int = 0) -> World:
    """So many operations; then all sync, and all must agree and have every event that was ever acknowledged and could be known."""
    world = World(base, seed)
    try:
        for number in range(operations):
            world.step(command=bool(commands_every) and number % commands_every == 0)
        world.settle()
        assert_agree(world.machines.values())
        here = set(said(world.machines["laptop"].store.events()))
        assert world.acknowledged - here == world.lost - here
        world.done["events"] = len(here)
        world.done["lost with a log before any sync"] = len(world.lost - here)
        world.done["devices' names"] = len({each.device for each in world.machines["laptop"].store.events()})
        world.done["files"] = len(list(world.folder.iterdir()))
    finally:
        for machine in world.machines.values():
            machine.store.close()
    return world


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("operations", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--commands-every", type=int, default=25, help="each so manyth act is the real command")
    told = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as base:
        world = run(Path(base), told.operations, told.seed, commands_every=told.commands_every)
    seconds = time.monotonic() - begun
    lines = [f"seed {told.seed}: {told.operations} operations in {seconds:.1f} s; the three end identical"]
    lines += [f"  {name:<32} {count}" for name, count in world.done.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
