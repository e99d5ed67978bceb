from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.progress.support import write_deck
from tests.session.support import Bench, bench_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.settings import Places


@pytest.fixture
def bench(places: Places) -> Iterator[Bench]:
    write_deck(places, "a", ["1", "2", "3"])
    write_deck(places, "b", ["1", "2"])
    with bench_of(places) as made:
        yield made
