"""A percentage told with both of its numbers is checked; one that may be of something else is no alarm."""

from __future__ import annotations

import pytest

from quizcv.notes.claims import claims_in


@pytest.mark.parametrize(
    ("text", "verdict", "correct"),
    [
        ("the weights go from 49 to 27, which is 45 % fewer", "holds", ""),
        ("from 27 to 49: 81 % more", "holds", ""),
        ("cost drops from 1,179,648 to 69,632, a reduction of 94.1 %", "holds", ""),
        ("error fell from 30.2% to 28.1%, reduced by 2.1 %", "holds", ""),
        ("memory goes from 100 MB to 80 MB, a saving of 30 %", "depends", "20 %"),
    ],
)
def test_a_change_is_worked_out(text: str, verdict: str, correct: str) -> None:
    assert [(claim.verdict, claim.correct) for claim in claims_in(text, 1)] == [(verdict, correct)]


@pytest.mark.parametrize(
    "text",
    [
        "it reduces the cost by 81 %",
        "layers 3 to 7 hold 40 % of the weights",
        "from 2012 to 2015 the accuracy was 80 %",
        "from 10 to 100 epochs with 50 % dropout",
        "from 3 channels to 64 filters, 20 % more",
    ],
)
def test_a_percentage_without_its_two_numbers_claims_nothing(text: str) -> None:
    assert claims_in(text, 1) == []
