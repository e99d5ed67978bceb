"""A file that was cut off, flipped or made read-only: opened and right, or refused and told; never content with another log."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.library import Library
from quizcv.clock import Clock
from quizcv.progress.doctor import doctor
from quizcv.progress.past import Past
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.progress.support import at, grade
from tests.progress.test_faults import somebody_else

if TYPE_CHECKING:
    from quizcv.events import Event

PAGE = 4096
CLOCK = Clock(at(9).local)


@pytest.fixture
def made(places: Places) -> list[Event]:
    """What a closed log has, in the order it was written."""
    with Store.open(places, CLOCK, synchronous="OFF") as store:
        return [grade(store, f"a/{number % 30}", number % 6, at(number // 30))[0] for number in range(120)]


def believed(places: Places, library: Library) -> list[Event] | None:
    """The log, if the doctor finds all well; None if not."""
    if not doctor(places, library, CLOCK).ok:
        return None
    return list(Past.open(places).events())


def test_a_log_cut_off_at_any_page_is_told(places: Places, library: Library, made: list[Event]) -> None:
    path = places.database_path
    assert path is not None
    whole = path.read_bytes()
    for end in range(PAGE, len(whole), PAGE):
        path.write_bytes(whole[:end])
        assert believed(places, library) is None, f"cut off at {end}"
    path.write_bytes(whole)
    assert believed(places, library) == made


def test_a_turned_byte_is_told_or_changes_nothing(places: Places, library: Library, made: list[Event]) -> None:
    path = places.database_path
    assert path is not None
    whole = path.read_bytes()
    for seed in range(24):
        chance = random.Random(seed)
        turned = bytearray(whole)
        place = chance.randrange(len(turned))
        turned[place] ^= 1 << chance.randrange(8)
        path.write_bytes(turned)
        assert believed(places, library) in (None, made), f"byte {place}"


def test_a_read_only_log_is_examined(
    made: list[Event], places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = places.database_path
    assert path is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        log = folder / "quizcv.db"
        log.write_bytes(path.read_bytes())
        log.chmod(0o444)
        folder.chmod(0o555)
        monkeypatch.setenv("QUIZCV_HOME", name)
        there = Places.from_environment()
        with somebody_else(), closing(Library.load(there, shipped=False)) as library:
            diagnosis = doctor(there, library, clock)
            assert len(list(Past.open(there).events())) == len(made)
        assert [check.name for check in diagnosis.checks if not check.ok] == ["writing"]
        assert diagnosis.checks[-1].message == (
            f"{log} or its folder is read-only, so nothing can be logged; allow writing to both"
        )
        folder.chmod(0o755)
