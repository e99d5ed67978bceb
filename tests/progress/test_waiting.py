"""Damage in the write-ahead log is told from the usual end of a write that was cut short."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.doctor import doctor
from quizcv.progress.past import Past
from quizcv.progress.store import Store
from quizcv.progress.waiting import FRAME_HEADER, torn
from tests.progress.support import at, grade

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.settings import Places

CLOCK = Clock(at(9).local)
HEADER, STEP = 32, FRAME_HEADER + 4096


@pytest.fixture
def wal(tmp_path: Path) -> bytes:
    """A write-ahead log of thirty commits, in its second round."""
    path = tmp_path / "t.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (a)")
        for _ in range(60):
            connection.execute("INSERT INTO t VALUES (randomblob(900))")
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        for _ in range(30):
            connection.execute("INSERT INTO t VALUES (randomblob(900))")
        return path.with_name("t.db-wal").read_bytes()


def test_a_whole_one_is_not_torn_however_it_ends(wal: bytes) -> None:
    assert not torn(wal)
    for end in range(0, len(wal), 1009):
        assert not torn(wal[:end])


def test_a_turned_bit_before_the_last_commit_is_found(wal: bytes) -> None:
    salt = wal[16:24]
    frames = [place for place in range(HEADER, len(wal), STEP) if wal[place + 8 : place + 16] == salt]
    for seed in range(60):
        chance = random.Random(seed)
        turned = bytearray(wal)
        turned[chance.randrange(frames[-1])] ^= 1 << chance.randrange(8)
        assert torn(bytes(turned)), seed


def test_a_write_cut_short_over_an_older_round_is_a_usual_end(wal: bytes) -> None:
    salt = wal[16:24]
    last = max(place for place in range(HEADER, len(wal), STEP) if wal[place + 8 : place + 16] == salt)
    short = bytearray(wal)
    short[last + FRAME_HEADER + 100 : last + STEP] = bytes(STEP - FRAME_HEADER - 100)
    assert not torn(bytes(short))


def test_grades_behind_damage_in_the_waiting_writes_are_told_and_rescued(places: Places) -> None:
    path = places.database_path
    assert path is not None
    waiting = path.with_name(path.name + "-wal")
    with Store.open(places, CLOCK) as store:
        made = [grade(store, f"a/{number}", 4)[0] for number in range(12)]
        file, data = path.read_bytes(), bytearray(waiting.read_bytes())
    data[HEADER + 3 * STEP + 500] ^= 1
    path.write_bytes(file)
    waiting.write_bytes(data)
    with closing(Library.load(places, shipped=False)) as library:
        looked = doctor(places, library, CLOCK)
        assert [check.name for check in looked.checks] == ["waiting writes", "rescue"]
        assert doctor(places, library, CLOCK, repair=True).ok
    back = list(Past.open(places).events())
    assert len(made) - len(back) <= 1
    assert {event.id for event in back} <= {event.id for event in made}
