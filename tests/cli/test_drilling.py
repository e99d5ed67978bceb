"""`quizcv drill`, as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.support import Quizcv


def test_a_drill_ends_after_so_many_problems_and_tells_the_score(quizcv: Quizcv) -> None:
    ended = quizcv("drill", "conv-output", "--count", "3", typed="\n" * 10)
    assert ended.code == 0
    assert ended.out.count("[conv-output, seed ") == 3
    assert "0 of 3 right." in ended.out
    assert "3 x shown without an answer" in ended.out


def test_a_drill_asks_the_problems_of_a_deck_and_of_a_card(quizcv: Quizcv) -> None:
    for name in ("small", "small/output"):
        assert "[small/output, seed " in quizcv("drill", name, "--count", "1", typed="\n").out


def test_the_same_seed_drills_the_same_problems(quizcv: Quizcv) -> None:
    first, second = (quizcv("drill", "--seed", "7", "--count", "5", typed="\n" * 5).out for _ in range(2))
    assert first == second


def test_a_name_nobody_knows_is_told(quizcv: Quizcv) -> None:
    ended = quizcv("drill", "conv-outptu")
    assert ended.code == 2
    assert "did you mean 'conv-output'" in ended.err


def test_a_drill_writes_no_log(quizcv: Quizcv) -> None:
    quizcv("drill", "small", "--count", "2", typed="1\n\n")
    assert quizcv("stats", "--json").json["reviews"] == 0
    assert quizcv("due", "--json").json["drill"] == 0
