"""A durable grade and its undo, held against one append with fdatasync on the same disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.homes import home_of
from benchmarks.measure import Row, calls, milliseconds
from quizcv.clock import Clock
from quizcv.progress.store import Store
from quizcv.scheduler import Sm2
from quizcv.session import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 2000


def run() -> list[Row]:
    """Each grade is of another card, as in a review."""
    with tempfile.TemporaryDirectory() as folder:
        places, library = home_of(Path(folder))
        clock = Clock()
        keys = library.keys()
        questions = [library.question(key, 1) for key in keys]
        with Store.open(places, clock) as store:
            number = 0

            def grade() -> None:
                nonlocal number
                store.grade(questions[number % len(questions)], 4, Reply(None, None, 1200), clock.now(), Sm2())
                number += 1

            graded = calls(grade, RUNS)
            undone = calls(lambda: store.undo(clock.now()), RUNS // 4)
        size = places.database_path.stat().st_size if places.database_path else 0
        return [
            Row("one append and fdatasync", milliseconds(calls(_append_to(Path(folder) / "log"), RUNS)), "yardstick"),
            Row("a durable grade", milliseconds(graded), "<= 1 ms (p99 5)"),
            Row("undo", milliseconds(undone), "as a grade"),
            Row("bytes of the database for each grade", f"{size / (RUNS * 1.25):.0f}", "<= 200 a log row"),
        ]


def _append_to(path: Path) -> Callable[[], None]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> None:
        os.write(file, b"x" * 200)
        os.fdatasync(file)

    return append
