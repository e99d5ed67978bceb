"""Every family against its oracle, which shares nothing with our formulas; `--seeds 1000` looks longer than a test run."""

from __future__ import annotations

import pytest

from quizcv.problems.families import catalogue
from tests.problems.oracle import differences, load_oracles

NAMES = [each.name for each in catalogue()]


def test_every_family_has_an_oracle_and_every_oracle_a_family() -> None:
    assert sorted(load_oracles()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_oracles(name: str, pytestconfig: pytest.Config) -> None:
    assert differences(name, range(pytestconfig.getoption("seeds"))) == []
