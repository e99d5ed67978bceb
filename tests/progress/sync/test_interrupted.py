"""A sync that is stopped, or that meets another one, leaves a log that is what its events say, and a folder that has them all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from quizcv.events import EventKind
from quizcv.progress.exported.writing import written
from quizcv.progress.store import Store
from quizcv.progress.sync.folder import own_name
from tests.progress.support import at, event, grade
from tests.progress.sync.support import CLOCK, Machine, assert_agree, assert_sound, ids_in, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.events import Event
    from quizcv.progress.sync.syncing import Synced
    from quizcv.settings import Places

KILLED_AFTER = """
import os, signal, sys
from pathlib import Path
from quizcv.progress.sync import absorbing, syncing
from quizcv.progress.store import Store
from tests.progress.sync.support import Machine

syncing.AT_ONCE = 40
writes, left = Store.absorb, int(sys.argv[3])

def absorb(store, events, names):
    global left
    if left == 0:
        if sys.argv[4] == "within":
            absorbing.rebuild = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return writes(store, events, names)

Store.absorb = absorb
Machine.at(Path(sys.argv[1])).sync(Path(sys.argv[2]))
"""


def theirs() -> list[Event]:
    """Grades of a few cards over many days, with renamings, and with undos that stand far behind, and before, what they take back."""
    events = []
    for number in range(1, 161):
        card, day = f"a/{number % 7}", number // 4
        if number % 23 == 0:
            events.append(event(number, EventKind.ALIASED, "a/new", at(day), note=card, device="there"))
        elif number % 11 == 0:
            taken = events[number // 2]
            if taken.kind is EventKind.GRADED:
                events.append(event(number, EventKind.VOIDED, "", at(day), target=taken, device="there"))
        else:
            events.append(event(number, EventKind.GRADED, card, at(day), given=number % 6, interval=1, device="there"))
    return events


@pytest.mark.parametrize(("chunks", "where"), [(0, "within"), (1, "between"), (2, "within"), (3, "between")])
def test_a_merge_killed_anywhere_leaves_a_log_that_is_its_events_and_the_next_sync_finishes_it(
    chunks: int, where: str, here: Machine, folder: Path
) -> None:
    mine, _ = grade(here.store, "a/1", 3, at(20))
    events = theirs()
    write_file(folder / "events-there.jsonl", events)
    here.store.close()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER, str(here.places.data), str(folder), str(chunks), where], check=False
    )
    assert killed.returncode == -9
    here.reopen()
    assert_sound(here.store)
    came = {each.id for each in here.store.events()} - {mine.id}
    in_order = sorted(events, key=lambda each: (each.moment.instant, each.id))
    assert came == {each.id for each in in_order[: 40 * chunks]}
    synced = here.sync(folder)
    assert (synced.ok, synced.received) == (True, len(events) - 40 * chunks)
    assert_sound(here.store)
    assert len(list(here.store.events())) == len(events) + 1


@pytest.fixture
def two_machines(server_places: Places, tmp_path: Path) -> Iterator[list[Machine]]:
    """Two machines with a log on a server, which is one log and therefore one device; caches and locks are each machine's own."""
    machines = [
        Machine(places, Store.open(places, CLOCK))
        for name in ("desk", "laptop")
        for places in [server_places._replace(cache=tmp_path / name / "decks.db", backups=tmp_path / name / "backups")]
    ]
    yield machines
    for machine in machines:
        machine.store.close()


def at_once(machines: list[Machine], folder: Path) -> list[Synced]:
    """Both sync at the same moment; no lock keeps them apart, since each machine has its own."""
    done: list[Synced] = []
    ready = threading.Barrier(len(machines))

    def run(machine: Machine) -> None:
        ready.wait()
        done.append(machine.sync(folder))

    threads = [threading.Thread(target=run, args=(machine,)) for machine in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def test_two_machines_with_one_log_on_a_server_write_one_file_without_harm(
    two_machines: list[Machine], here: Machine, folder: Path
) -> None:
    desk, laptop = two_machines
    assert desk.store.device == laptop.store.device
    for turn in range(6):
        for machine in two_machines:
            grade(machine.store, f"a/{turn}", 4, at(turn))
        grade(here.store, f"b/{turn}", 4, at(turn))
        here.sync(folder)
        done = at_once(two_machines, folder)
        assert [check.message for synced in done for check in synced.checks if not check.ok] == []
    for machine in (desk, laptop, here, desk):
        assert machine.sync(folder).ok
    assert_agree([desk, laptop, here])
    own = [each for each in desk.store.events() if each.device == desk.store.device]
    own.sort(key=lambda each: each.sequence)
    lines = desk.file(folder).read_bytes().splitlines(keepends=True)
    assert lines[1:] == [written(each) for each in own], "each event once, in order, and the rest of no line"
    assert {path.name for path in folder.iterdir()} == {own_name(desk.store.device), own_name(here.store.device)}
    assert ids_in(desk.file(folder)) | ids_in(here.file(folder)) == {each.id for each in here.store.events()}


def test_what_a_killed_sync_left_in_the_folder_is_removed_after_an_hour(here: Machine, folder: Path) -> None:
    old, young = (folder / f".~events-there.jsonl.{name}.tmp" for name in ("0a0a0a0a", "0b0b0b0b"))
    for left in (old, young):
        left.write_bytes(b"{")
    os.utime(old, (0, 0))
    grade(here.store, "a/1", 4)
    assert here.sync(folder).ok
    assert {path.name for path in folder.iterdir()} == {own_name(here.store.device), young.name}
