"""Random input for every reader, a little of it each time the tests run; `python -m tests.hostile.fuzz` goes on for as long as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.targets import TARGETS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", TARGETS)
def test_random_input_is_read_or_refused_in_order(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        drawn = data.draw(target.inputs)
        if target.needs_folder:
            target.run(drawn, tmp_path)
        else:
            target.run(drawn)

    holds()
