"""`quizcv drill`, as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_problem_without_numbers_is_told_and_the_others_are_asked(quizcv: Quizcv, home: Path) -> None:
    deck = home / "decks" / "small.yaml"
    bad = [
        "  - id: never",
        "    kind: problem",
        "    given: {n: 1..9}",
        '    where: ["n > 20"]',
        "    front: Twice {n}?",
        "    answer: 2*n",
    ]
    deck.write_text(deck.read_text(encoding="utf-8") + "\n".join(bad), encoding="utf-8")
    ended = quizcv("drill", "small", "--count", "3", typed="\n" * 3)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.count("[small/output, seed ") == 3
    assert ended.out.count("small/never can't be asked: never: no numbers fit in 2,000 draws; widen 'given'") == 1
    alone = quizcv("drill", "small/never", typed="\n")
    assert (alone.code, alone.out) == (1, "? explains the commands, q leaves.\n")
    assert "never: no numbers fit in 2,000 draws; widen 'given' or loosen 'where'" in alone.err


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
