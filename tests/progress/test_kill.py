from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from quizcv.cards.library import Library
from quizcv.progress.doctor import doctor
from quizcv.progress.replay import replay
from quizcv.progress.store import Store

if TYPE_CHECKING:
    from quizcv.clock import Clock
    from quizcv.settings import Places

PROGRAM = """
import itertools
from quizcv.clock import Clock
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.progress.support import at, grade
with Store.open(Places.from_environment(), Clock()) as store:
    for number in itertools.count():
        event, _ = grade(store, f"a/{number % 50}", number % 6, at(number // 50))
        print(event.id, flush=True)
"""


def test_a_process_killed_between_grades_loses_none_it_acknowledged(places: Places, clock: Clock) -> None:
    acknowledged: list[str] = []
    for stop_after in (1, 60):
        with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            acknowledged += [process.stdout.readline().strip() for _ in range(stop_after)]
            process.kill()
            acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
        with Store.open(places, clock) as store:
            events = list(store.events())
            assert [str(event.id) for event in events][: len(acknowledged)] == acknowledged
            assert len(events) <= len(acknowledged) + 1
            assert store.states() == replay(events)
            acknowledged = [str(event.id) for event in events]
    with closing(Library.load(places, shipped=False)) as library:
        assert doctor(places, library, clock).ok
