"""The log while two programs have it open: what one of them does must not take anything from the other."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.file import Condition, condition
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.progress.support import at, grade, write_deck

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CLOCK = Clock(at().local)
LOOK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM event").fetchone()[0])
connection.close()
"""


def look_from_elsewhere(path: Path) -> int:
    """Another program opens the log, reads it and closes it; the last one to do so would clear the write-ahead log away."""
    done = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_no_grade_is_lost_when_another_program_opens_and_closes_the_log(places: Places) -> None:
    write_deck(places, "a", [str(number) for number in range(9)])
    path = places.database_path
    assert path is not None
    library = Library.load(places, shipped=False)
    with Glance.open(places, library) as glance, Store.open(places, CLOCK) as store:
        for number in range(9):
            grade(store, f"a/{number}", 4, at(0))
            glance.today(at().day)
            condition(path)  # as whoever asks what the file is
            assert look_from_elsewhere(path) == number + 1
            with Glance.open(places, library) as second:
                assert second.today(at().day).grades == number + 1
        assert path.with_name(path.name + "-wal").exists()
    assert look_from_elsewhere(path) == 9
    library.close()


def test_an_open_log_is_locked_against_being_closed_down(places: Places) -> None:
    path = places.database_path
    assert path is not None
    close_down = (
        "import sqlite3, sys\nsqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode = DELETE')\n"
    )
    with Store.open(places, CLOCK) as store:
        grade(store, "a/1", 4)
        condition(path)
        done = subprocess.run(
            [sys.executable, "-c", close_down, str(path)], capture_output=True, text=True, check=False
        )
        assert "database is locked" in done.stderr


def test_a_log_looked_at_while_it_is_begun_is_never_taken_for_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10):
        monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / str(number)))
        places = Places.from_environment()
        path = places.database_path
        assert path is not None
        begun = threading.Event()
        seen: set[Condition] = set()

        def look(path: Path = path, begun: threading.Event = begun, seen: set[Condition] = seen) -> None:
            while not begun.is_set():
                seen.add(condition(path))  # an error here ends the thread without what follows
            seen.add(condition(path))

        looking = threading.Thread(target=look)
        looking.start()
        Store.open(places, CLOCK).close()
        begun.set()
        looking.join()
        assert seen <= {Condition.ABSENT, Condition.CURRENT}
        assert Condition.CURRENT in seen
