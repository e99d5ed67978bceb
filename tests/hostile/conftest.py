"""One process that runs quizcv on hostile input for each worker, and a machine of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.making import FULL, SIZE
from tests.hostile.sandbox import Kennel, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def kennel() -> Iterator[Kennel]:
    """The process that forks the runs."""
    made = Kennel()
    yield made
    made.close()


@pytest.fixture
def sandbox(tmp_path: Path, kennel: Kennel) -> Sandbox:
    """A machine with a home in which only one's own decks are reviewed."""
    return a_machine(tmp_path, kennel)


@pytest.fixture(scope="session")
def machine_of_all(tmp_path_factory: pytest.TempPathFactory, kennel: Kennel) -> Sandbox:
    """A machine for what is run once with a whole area of the corpus in it."""
    return a_machine(tmp_path_factory.mktemp("all"), kennel)


@pytest.fixture(scope="session")
def size(request: pytest.FixtureRequest) -> int:
    """How large what is made becomes: `--full` for what docs/safety.md promises."""
    return FULL if request.config.getoption("--full") else SIZE


def a_machine(folder: Path, kennel: Kennel) -> Sandbox:
    """A machine in a folder."""
    made = Sandbox(folder / "machine", kennel)
    (made.home / "settings.toml").write_text("shipped_decks = false\n", encoding="utf-8")
    return made
