"""What every test gets: a home of its own, a clock that stands still, and nothing of the developer's."""

from __future__ import annotations

import gc
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from quizcv.clock import Clock
from quizcv.settings import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN_FILES = Path("/proc/self/fd")
"""The files a process has open, where the system tells."""
MOST_FILES = 200

# Two cores are shared by many tests: how long an example takes says nothing.
# CI makes the same examples each time, so that a change is judged by what it changes; elsewhere they are fresh.
settings.register_profile("quizcv", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("quizcv")


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many instances of each family are looked at: `--seeds 1000` beside its oracle, `--proofs 200` by SymPy."""
    parser.addoption(
        "--seeds", type=int, default=200, help="instances of each problem family that are compared with its oracle"
    )
    parser.addoption("--proofs", type=int, default=40, help="instances of each problem family that are proved by SymPy")
    parser.addoption(
        "--full", action="store_true", help="the hostile input that is made, in the size docs/safety.md promises"
    )


@pytest.fixture(autouse=True)
def _nobodys_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hides the developer's own files and settings from every test."""
    for name in [name for name in os.environ if name.startswith("QUIZCV_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("QUIZCV_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_memory_kept_for_ever() -> Iterator[None]:
    """Lets the collector see again what an app has frozen: it is meant for a process that ends with the app."""
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _no_files_open_for_long() -> Iterator[None]:
    """Has the collector close the files of what a test left behind, before a process has more than `select` can watch."""
    yield
    if OPEN_FILES.is_dir() and sum(1 for _ in OPEN_FILES.iterdir()) > MOST_FILES:
        gc.collect()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, which QUIZCV_HOME names."""
    folder = tmp_path / "home"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("QUIZCV_HOME", str(folder))
    return folder


@pytest.fixture
def places(home: Path) -> Places:
    """Where things are in that home."""
    assert home.is_dir()
    return Places.from_environment()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon in Paris on Sunday, 1 March 2026."""
    return Clock(datetime.fromisoformat("2026-03-01T12:00+01:00"))
