"""A big collection: 100,000 cards read, read again, and asked what is due, before any was begun and when half of them are.

Questions are timed by the processor's clock, so that other programs on the machine count for little; the first reading is not.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.homes import home_of, write_grades
from benchmarks.measure import Row, calls, milliseconds
from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.glance import Glance
from quizcv.progress.replay import Fact, project
from quizcv.progress.rows import memory_row
from quizcv.progress.store import Store

if TYPE_CHECKING:
    from quizcv.settings import Places

CARDS = 100_000
DECKS = 200
FEWER_DECKS = 20
TODAY = date(2026, 3, 1)


def run() -> list[Row]:
    """The first reading parses every deck, the second only looks at the files."""
    return [*_read(), *_half_begun()]


def _read() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        places, library = home_of(Path(folder), CARDS, DECKS)
        first = time.perf_counter() - begin
        again = calls(lambda: Library.load(places), 5, time.process_time)
        with Glance.open(places, library) as glance:
            loads = calls(lambda: glance.loads(TODAY, 20), 50, time.process_time)
            following = calls(lambda: glance.new_keys(20, TODAY), 50, time.process_time)
        cache = places.cache.stat().st_size
        return [
            Row(f"{CARDS:,} cards from YAML, written and read", f"{first:.2f} s", "<= 2.5 s to read"),
            Row("the same again, unchanged", milliseconds(again), "<= 50 ms"),
            Row(f"due and new of {DECKS} decks", milliseconds(loads), "<= 2 ms for 20 decks"),
            Row("the next new cards", milliseconds(following), "<= 0.4 ms"),
            Row("bytes of the cache for each card", f"{cache / CARDS:.0f}", "<= 400"),
        ]


def _half_begun() -> list[Row]:
    """The first half of each deck known for a year, a two-hundredth of it due."""
    with tempfile.TemporaryDirectory() as folder:
        places, library = home_of(Path(folder), CARDS, FEWER_DECKS)
        _begin(places, library.keys())
        with Glance.open(places, library) as glance:
            due = calls(lambda: glance.due_keys(TODAY), 50, time.process_time)
            loads = calls(lambda: glance.loads(TODAY, 20), 50, time.process_time)
            following = calls(lambda: glance.new_keys(20, TODAY), 50, time.process_time)
        half = f"half of {CARDS:,} cards begun"
        return [
            Row(f"{half}: due cards, in order", milliseconds(due), "<= 0.4 ms"),
            Row(f"{half}: due and new of {FEWER_DECKS} decks", milliseconds(loads), "<= 2 ms"),
            Row(f"{half}: the next new cards", milliseconds(following), "<= 0.4 ms"),
        ]


def _begin(places: Places, keys: list[str]) -> None:
    """Puts into the log the grades of a year, and into the projection what they left there."""
    each = CARDS // FEWER_DECKS
    known = [key for number, key in enumerate(keys) if number % each < each // 2]
    facts = []
    for number, key in enumerate(known):
        # Recalled twice, the second time six days before it is due again: the due days fill the half year from today on.
        for turn, before in enumerate((7, 6)):
            day = TODAY + timedelta(days=number % 200 - before)
            identity = (2 * number + turn).to_bytes(16)
            facts.append(Fact(2 * number + turn, identity, "graded", key, day.toordinal(), 4, None, "sm2/1"))
    Store.open(places, Clock()).close()
    rows = [memory_row(card, projected) for card, projected in project(facts).items()]
    names = ", ".join(f":{name}" for name in rows[0])
    with closing(sqlite3.connect(places.database)) as connection, connection:
        connection.executemany(f"INSERT INTO memory ({', '.join(rows[0])}) VALUES ({names})", rows)  # noqa: S608  our own names
        write_grades(connection, [(fact.card or "", fact.day, fact.grade or 0) for fact in facts])
