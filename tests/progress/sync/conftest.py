"""Two devices and the folder they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.progress.sync.support import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shared folder, empty."""
    shared = tmp_path / "shared"
    shared.mkdir()
    return shared


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Machine]:
    """A device with an empty log."""
    machine = Machine.at(tmp_path / "here")
    yield machine
    machine.store.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Machine]:
    """Another one."""
    machine = Machine.at(tmp_path / "there")
    yield machine
    machine.store.close()
