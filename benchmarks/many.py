"""A big collection: 100,000 cards in 200 decks read, read again, and asked what is due."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.homes import home_of
from benchmarks.measure import Row, calls, milliseconds
from quizcv.cards.library import Library
from quizcv.progress.glance import Glance

CARDS = 100_000
DECKS = 200
TODAY = date(2026, 3, 1)


def run() -> list[Row]:
    """The first reading parses every deck, the second only looks at the files."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        places, library = home_of(Path(folder), CARDS, DECKS)
        first = time.perf_counter() - begin
        again = calls(lambda: Library.load(places), 5)
        with Glance.open(places, library) as glance:
            loads = calls(lambda: glance.loads(TODAY, 20), 20)
            following = calls(lambda: glance.new_keys(20, TODAY), 50)
        cache = places.cache.stat().st_size
        return [
            Row(f"{CARDS:,} cards from YAML, written and read", f"{first:.2f} s", "<= 2.5 s to read"),
            Row("the same again, unchanged", milliseconds(again), "<= 50 ms"),
            Row(f"due and new of {DECKS} decks", milliseconds(loads), "<= 2 ms for 20 decks"),
            Row("the next new cards", milliseconds(following), "<= 0.4 ms"),
            Row("bytes of the cache for each card", f"{cache / CARDS:.0f}", "<= 400"),
        ]
