"""A log in the test's own home; in a module that says `ON_BOTH = True`, each test runs a second time with the log on a server."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from quizcv.cards.library import Library
from quizcv.progress.store import Store
from quizcv.settings import Places
from tests.progress import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.clock import Clock


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "file_only: in a module that runs on both, a test of what files alone have")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    on_both = getattr(metafunc.module, "ON_BOTH", False)
    if on_both and "places" in metafunc.fixturenames and not metafunc.definition.get_closest_marker("file_only"):
        metafunc.parametrize("places", ["file", "server"], indirect=True)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server for all tests of this process."""
    if postgres.missing():
        pytest.skip(postgres.missing())
    with postgres.running() as running:
        yield running


@pytest.fixture
def places(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Where things are: the log in a file, or on the server under a name nobody else has."""
    assert home.is_dir()
    if getattr(request, "param", "file") == "server":
        on_server(request.getfixturevalue("server"), monkeypatch)
    return Places.from_environment()


@pytest.fixture
def server_places(server: postgres.Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Where things are, with the log on the server."""
    assert home.is_dir()
    on_server(server, monkeypatch)
    return Places.from_environment()


def on_server(server: postgres.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the environment name a log on the server that nobody has begun."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("QUIZCV_DATABASE", server.url())
    monkeypatch.setenv("QUIZCV_LEARNER", f"Zoë {uuid4()}")


@pytest.fixture
def path(places: Places) -> Path:
    """The log's file."""
    assert places.database_path is not None
    return places.database_path


@pytest.fixture
def library(places: Places) -> Iterator[Library]:
    """The learner's own decks; none unless a module has a library of its own."""
    with closing(Library.load(places, shipped=False)) as loaded:
        yield loaded


@pytest.fixture
def store(places: Places, clock: Clock) -> Iterator[Store]:
    with Store.open(places, clock) as opened:
        yield opened
