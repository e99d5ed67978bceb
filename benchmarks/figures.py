"""The statistics of a million events of three years: counted for the first time, and afterwards, and by the command."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.homes import home_of
from benchmarks.measure import Row, calls, milliseconds, processes
from quizcv.clock import Clock
from quizcv.progress.counted import counted
from quizcv.progress.glance import Glance
from quizcv.progress.store import Store
from quizcv.statistics import Period, figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.settings import Places

EVENTS = 1_000_000
CARDS = 100_000
DECKS = 20
DAYS = 1000
TODAY = date(2026, 3, 1)
MICROSECONDS_A_DAY = 86_400_000_000


def run() -> list[Row]:
    """What stands on the screen of statistics, less the drawing."""
    with tempfile.TemporaryDirectory() as folder:
        places, library = home_of(Path(folder), CARDS, DECKS)
        _fill(places)
        begin = time.perf_counter()
        counted(places)
        first = time.perf_counter() - begin
        titles = {deck.name: deck.title for deck in library.decks}
        rows = [Row(f"statistics of {EVENTS:,} events, counted for the first time", f"{first:.2f} s", "no bound set")]
        with Glance.open(places, library) as glance:
            standing = calls(glance.standing, 10)
            for period in (Period.YEAR, Period.ALL):

                def look(period: Period = period) -> None:
                    figures_of(counted(places, period.since(TODAY)), glance.standing(), titles, TODAY, period)

                rows.append(Row(f"the same afterwards, {period.words}", milliseconds(calls(look, 20)), "<= 50 ms"))
        rows.append(Row("of that, how the cards stand", milliseconds(standing)))

        def after_another() -> None:
            _append(places)
            counted(places)

        rows.append(Row("after another grade", milliseconds(calls(after_another, 10)), "<= 50 ms"))
        environment = {**os.environ, "QUIZCV_HOME": folder, "QUIZCV_NOW": "2026-03-01T12:00+00:00"}
        program = (sys.executable, "-m", "quizcv")
        whole = processes(
            {"stats": (*program, "stats", "--json"), "bare": (sys.executable, "-c", "pass")}, environment, runs=7
        )
        rows.append(
            Row(
                "quizcv stats --json, the whole process",
                f"{whole['stats'] * 1000:.0f} ms = {whole['stats'] / whole['bare']:.1f} x bare Python",
            )
        )
        return rows


def _rows(first: int, last: int) -> Iterator[tuple[object, ...]]:
    """Ten rounds of grades over all the cards, a thousand a day from eight in the morning on; intervals grow from round to round."""
    chance = Random(1)  # noqa: S311  the same in every run
    begin = TODAY - timedelta(days=DAYS)
    unix = begin.toordinal() - date(1970, 1, 1).toordinal()
    for number in range(first, last):
        day, within = divmod(number * DAYS, EVENTS)
        card = number % CARDS
        yield (
            number + 1,
            number.to_bytes(16),
            1,
            number + 1,
            (unix + day) * MICROSECONDS_A_DAY + 8 * 3_600_000_000 + within * 10_000,
            60,
            begin.toordinal() + day,
            "graded",
            f"made-up-{card % DECKS}/card-{card // DECKS}",
            chance.choice((1, 2, 3, 4, 4, 4, 4, 5)),
            chance.randrange(2000, 30_000),
            "sm2/1",
            6 * (1 + number // CARDS),
            number,
        )


_INSERT = """INSERT INTO event (number, id, device, sequence, instant, "offset", day, kind, card, grade, milliseconds, scheduler, interval, seal)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _fill(places: Places) -> None:
    """A million events straight into the table, and for each card what they left in the projection."""
    Store.open(places, Clock()).close()
    with closing(sqlite3.connect(places.database)) as connection, connection:
        connection.execute("INSERT OR IGNORE INTO device (number, id, name, own) VALUES (1, 'a', 'a', 0)")
        connection.execute("DROP TRIGGER event_replace")  # asked at every row; nothing here is replaced
        connection.executemany(_INSERT, _rows(0, EVENTS - 100))
        connection.execute(
            """INSERT INTO memory (card, deck, due, shuffle, ease, repetition, interval, lapses, asked, first_day, graded_day, last_day,
               last_grade, last_day_grades, suspended, flag, latest_instant, latest_id)
               SELECT card, substr(card, 1, instr(card, '/') - 1), max(day) + interval, number, 130 + number % 150, 10, interval, 0, 10,
                      min(day), max(day), max(day), grade, 1, 0, '', instant, id
               FROM event GROUP BY card"""
        )


def _append(places: Places) -> None:
    with closing(sqlite3.connect(places.database)) as connection, connection:
        (last,) = connection.execute("SELECT max(number) FROM event").fetchone()
        connection.executemany(_INSERT, _rows(last, last + 1))
