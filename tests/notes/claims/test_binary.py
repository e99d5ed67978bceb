"""A count in millions that is right only in powers of 1024 depends on that; it neither fails nor holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("8192 * 24576 = 192M", "depends"),
        ("8192 * 24576 = 201M", "holds"),
        ("2000 * 4000 = 8M", "holds"),
        ("2048 * 32 = 64K", "holds"),
    ],
)
def test_a_count_in_binary_units_depends_on_them(read: Callable[[str], Report], said: str, verdict: str) -> None:
    claims = read(f"# Weights\n\nThe layer has {said} weights.\n").claims
    assert [claim.verdict for claim in claims] == [verdict]
    assert [claim.says for claim in claims] == (["true where M means 2^20"] if verdict == "depends" else [""])


def test_a_sum_before_a_formula_is_not_its_name(read: Callable[[str], Report]) -> None:
    cards = read("# Sizes\n\nside: 1 + 2*3 = 7\nout = (a - b)/c + 1\n").deck.cards
    assert not any("1 + 2*3" in texts_of(card)[0] for card in cards)
