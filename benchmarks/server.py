"""A class at work: 200 learners grade at once, each on a connection of his own, on one PostgreSQL server that syncs its disk.

Each learner's program is a thread with its own open log, dealt out over a few processes. Afterwards every event is counted and every
projection compared with a replay.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Row
from quizcv.clock import Clock
from quizcv.progress.replay import replay
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply
from quizcv.settings import Places
from tests.progress import postgres
from tests.progress.support import question

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

LEARNERS = 200
PROCESSES = 4
CARDS = 30
WAIT_SECONDS = 300
PAUSE_SECONDS = 5.0
"""From one grade of a learner to his next, in the second run: a quick reviewer."""
AT_FULL_SPEED, AT_EASE = 50, 10
"""Grades of each learner in the two runs."""


def run() -> list[Row]:
    """First each learner grades as fast as the server lets him, then one card in five seconds."""
    if postgres.missing():
        return [Row("200 learners on a server", "not measured", postgres.missing())]
    on_disk = f"max_connections={2 * LEARNERS + 20}"
    with postgres.running(on_disk, memory=False) as server, tempfile.TemporaryDirectory() as folder:
        places = _places(Path(folder), server.url())
        rows = [Row("one append and fdatasync on the server's disk", _milliseconds(_synced(server.data)), "yardstick")]
        rows += _class(places, "at full speed", AT_FULL_SPEED, 0)
        rows += _class(places, f"one in {PAUSE_SECONDS:.0f} s each", AT_EASE, PAUSE_SECONDS)
        return rows


def _class(places: Places, how: str, grades: int, pause: float) -> list[Row]:
    context = multiprocessing.get_context("spawn")
    shares = [range(start, LEARNERS, PROCESSES) for start in range(PROCESSES)]
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        ready = manager.Barrier(PROCESSES)
        parts = pool.starmap(_graded, [(places, how, share, grades, pause, ready) for share in shares], chunksize=1)
    waits = sorted(wait for part in parts for wait in part[0])
    seconds = max(part[2] for part in parts) - min(part[1] for part in parts)
    events, wrong = _examined(places, how, grades)
    assert events == len(waits) == LEARNERS * grades, f"{len(waits)} grades acknowledged, {events} in the logs"
    assert wrong == 0, f"{wrong} projections are not what a replay gives"
    return [
        Row(f"{LEARNERS} learners, {how}: grades a second", f"{len(waits) / seconds:.0f}", ""),
        Row(f"{LEARNERS} learners, {how}: a grade", _milliseconds(waits), ""),
        Row(
            f"{LEARNERS} learners, {how}: acknowledged, lost, wrong",
            f"{len(waits):,}, {len(waits) - events}, {wrong}",
            "none",
        ),
    ]


def _graded(
    places: Places, how: str, numbers: range, grades: int, pause: float, ready: Barrier
) -> tuple[list[float], float, float]:
    """Lets a share of the learners grade; how long each grade took, when they began and when they ended."""
    stores = [Store.open(_of(places, how, number), Clock()) for number in numbers]
    waits: list[list[float]] = [[] for _ in numbers]
    threads = [
        threading.Thread(target=_grade, args=(store, mine, grades, pause * place / len(stores), pause))
        for place, (store, mine) in enumerate(zip(stores, waits, strict=True))
    ]
    ready.wait(WAIT_SECONDS)
    begun = time.time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ended = time.time()
    for store in stores:
        store.close()
    return [wait for mine in waits for wait in mine], begun, ended


def _grade(store: Store, waits: list[float], grades: int, first: float, pause: float) -> None:
    clock, scheduler = Clock(), Sm2()
    time.sleep(first)
    for number in range(grades):
        begun = time.perf_counter()
        store.grade(question(f"a/{number % CARDS}"), number % 6, Reply(None, None, 1200), clock.now(), scheduler)
        waits.append(time.perf_counter() - begun)
        if pause:
            time.sleep(max(0.0, pause - waits[-1]))


def _examined(places: Places, how: str, grades: int) -> tuple[int, int]:
    """How many events the logs have, and how many cards' projections are not what a replay gives."""
    found = wrong = 0
    for number in range(LEARNERS):
        with Store.open(_of(places, how, number), Clock()) as store:
            events = list(store.events())
            assert [event.sequence for event in events] == list(range(1, grades + 1))
            found += len(events)
            wrong += len(store.wrong_projections()) + (store.states() != replay(events))
    return found, wrong


def _of(places: Places, how: str, number: int) -> Places:
    return places._replace(learner=f"Learner {number}, {how}")


def _places(folder: Path, url: str) -> Places:
    return Places(folder, url, folder, folder, folder / "settings.toml", folder / "decks.db", folder)


def _synced(folder: Path) -> list[float]:
    """How long the server's disk takes for one append, as the write-ahead log makes them."""
    waits = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(300):
            begun = time.perf_counter()
            file.write(b"x" * 200)
            file.flush()
            os.fdatasync(file.fileno())
            waits.append(time.perf_counter() - begun)
    return sorted(waits)


def _milliseconds(waits: list[float]) -> str:
    middle, late = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    return f"{1000 * middle:.1f} ms (p99 {1000 * late:.1f})"
