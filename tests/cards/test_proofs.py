"""Proofs made two at a time tell the same, in the same order, as one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.checks import check_decks
from quizcv.problems.families import family
from quizcv.problems.proving import proved

if TYPE_CHECKING:
    from pathlib import Path

FAMILIES = ("conv-output", "iou", "nms", "conv-params", "padding-for-output")
WRONG = "  - {{id: {id}, kind: problem, given: {{n: 1..{most}}}, front: '{{n}}?', answer: n, steps: [n + {more}]}}\n"


def test_proofs_come_in_the_order_of_the_cards_and_are_those_made_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    rows = [f"  - {{id: {name}, kind: problem, family: {name}}}\n" for name in FAMILIES]
    path.write_text("deck: d\ncards:\n" + "".join(rows), encoding="utf-8")
    names: list[str] = []
    result = check_decks([path], seeds=30, told=names.append)
    assert names == [proof.card for proof in result.proofs] == [f"d/{name}" for name in FAMILIES]
    for proof in result.proofs:
        alone = proved(family(proof.family), "d", proof.family, seeds=30)
        assert (proof.draws, proof.acceptance, proof.questions) == (alone.draws, alone.acceptance, alone.questions)
    assert (result.errors, result.warnings) == ((), ())


def test_each_problem_is_told_its_own_faults_though_two_bear_one_id(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    rows = [WRONG.format(id="same", most=most, more=more) for most, more in ((500, 1), (600, 2))]
    path.write_text("deck: d\ncards:\n" + "".join(rows), encoding="utf-8")
    errors = [(each.line, each.message.split(" for ")[0]) for each in check_decks([path], seeds=5).errors]
    assert [line for line, message in errors if message.startswith("the last step comes to")] == [3, 4]
    assert len(errors) == 3, "and the id is told once"


def test_an_answer_of_hundreds_of_digits_is_told_by_its_first_ones(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "deck: d\ncards:\n  - {id: a, kind: problem, given: {n: 1000..9999}, front: '{n}?', answer: n^200}\n",
        encoding="utf-8",
    )
    (error,) = check_decks([path], seeds=5).errors
    assert "typed as it is shown, is invalid: The answer is too long" in error.message
    assert len(error.message) < 250
