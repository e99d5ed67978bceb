"""A log in the test's own home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.clock import Clock
    from quizcv.settings import Places


@pytest.fixture
def store(places: Places, clock: Clock) -> Iterator[Store]:
    with Store.open(places, clock) as opened:
        yield opened
