from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.checks import check_decks, deck_paths
from quizcv.cards.fixanswers import fix_answers
from quizcv.cards.proofs import typed_back
from quizcv.errors import UsageError
from quizcv.problems.authoring import Family, Problem
from quizcv.problems.values import Answer, Expects, Mistake

if TYPE_CHECKING:
    from quizcv.cards.checks import Checked
    from quizcv.problems.drawing import Stream

DECKS = Path(__file__).parent / "decks"


def checked(tmp_path: Path, text: str, seeds: int = 0) -> Checked:
    path = tmp_path / "d.yaml"
    path.write_text(text, encoding="utf-8")
    return check_decks([path], seeds=seeds)


def told(result: Checked) -> list[str]:
    return [str(each).partition("d.yaml:")[2] for each in (*result.errors, *result.warnings)]


def test_a_sound_deck_has_nothing_to_tell() -> None:
    result = check_decks(deck_paths([DECKS]), seeds=20)
    assert (result.files, result.cards, result.problems) == (1, 13, 2)
    assert (result.errors, result.warnings) == ((), ())


def test_reading_faults_are_errors_and_the_other_decks_are_checked_too(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("deck: a\ncards:\n  - {front: x}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("deck: b\ncards:\n  - {front: x, back: y}\n", encoding="utf-8")
    result = check_decks(deck_paths([tmp_path]))
    assert (result.files, result.cards) == (2, 1)
    assert [str(each) for each in result.errors] == [f"{tmp_path}/a.yaml:3:5: a basic card needs `back:`; add it"]
    (warning,) = result.warnings
    assert str(warning) == (
        f"{tmp_path}/b.yaml:3:5: this card has no id; its progress is lost when its text changes; "
        "quizcv check --fix gives it one"
    )


def test_faults_in_formulas_are_warnings_at_their_column(tmp_path: Path) -> None:
    text = (
        "deck: d\ncards:\n  - id: a\n    front: A $\\frob{x}$ here\n    back: |\n      Fine $x$\n      and $\\frac{a}{$ not\n"
        "  - {id: b, kind: choice, front: c, options: ['$\\frob$', x], answer: x, why: 'it''s $\\frob$'}\n"
    )
    unknown = "unknown command \\frob; it is shown as typed"
    assert told(checked(tmp_path, text)) == [
        f"4:15: {unknown}",
        "7:20: this { is never closed",
        f"8:49: {unknown}",
        f"8:86: {unknown}",
    ]


def test_formulas_of_the_formula_language_are_not_read_as_math(tmp_path: Path) -> None:
    text = (
        "deck: d\ncards:\n  - {id: a, kind: problem, given: {n: 1..99}, front: 'Twice ${n}$?', answer: 2*n, unit: $}\n"
    )
    assert told(checked(tmp_path, text)) == []


def test_pictures_that_are_not_there_are_told(tmp_path: Path) -> None:
    text = "deck: d\ncards:\n  - {id: a, front: 'See ![x](figures/x.png)', back: b}\n"
    (warning,) = told(checked(tmp_path, text))
    assert warning.startswith("3:25: there is no picture ")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "x.png").write_bytes(b"png")
    assert told(checked(tmp_path, text)) == []


def test_a_template_that_proves_wrong_is_an_error_at_its_place(tmp_path: Path) -> None:
    text = (
        "deck: d\ncards:\n  - id: a\n    kind: problem\n    given: {n: 1..99}\n    front: Twice {n}?\n    answer: 2*n\n"
        "    steps:\n      - n\n      - 3*n\n"
    )
    result = checked(tmp_path, text, seeds=20)
    assert (result.cards, result.problems) == (1, 1)
    (error,) = result.errors
    assert (error.line, error.column) == (10, 9)
    assert "the last step comes to" in error.message


def test_problems_are_told_before_they_are_proven(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "deck: d\ncards:\n  - {id: a, kind: problem, family: conv-output}\n  - {id: b, kind: problem, family: conv-output}\n",
        encoding="utf-8",
    )
    names: list[str] = []
    result = check_decks([path], seeds=2, told=names.append)
    assert names == ["d/a"], "a family is proven once"
    assert result.problems == 2


def test_an_unknown_family_is_an_error_with_near_names(tmp_path: Path) -> None:
    (error,) = told(checked(tmp_path, "deck: d\ncards:\n  - {id: a, kind: problem, family: conv-outptu}\n"))
    assert error.startswith("3:36: there is no family 'conv-outptu'; did you mean 'conv-output'")


def test_two_decks_of_one_name_are_an_error(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("title: T\ndeck: same\ncards: []\n", encoding="utf-8")
    (error,) = check_decks(deck_paths([tmp_path])).errors
    assert str(error) == (
        f"{tmp_path}/b.yaml:2:7: the name 'same' is already taken by {tmp_path}/a.yaml; choose another one"
    )


MOVED = "deck: {deck}\ncards:\n  - {{id: {id}, was: {was}, front: {id}, back: b}}\n"


def test_progress_is_not_taken_from_a_card_of_another_deck_that_is_still_there(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("deck: old\ncards:\n  - {id: x, front: a, back: b}\n", encoding="utf-8")
    new.write_text(MOVED.format(deck="new", id="x", was="old/x"), encoding="utf-8")
    mend = "take that one out, or take this line out"
    assert [str(each) for each in check_decks([old, new], seeds=0).errors] == [
        f"{new}:3:18: was: old/x is still a card, at {old}:3; {mend}"
    ]
    library = {"old/x": "decks/old.yaml:3"}
    found = check_decks([new], seeds=0, elsewhere=lambda key: library.get(key, ""))
    assert [str(each) for each in found.errors] == [
        f"{new}:3:18: was: old/x is still a card, at decks/old.yaml:3; {mend}"
    ]
    old.write_text("deck: old\ncards: []\n", encoding="utf-8")
    assert not check_decks([old, new], seeds=0, elsewhere=lambda key: library.get(key, "")).errors


def test_cards_that_take_over_from_one_another_in_a_circle_are_refused(tmp_path: Path) -> None:
    names = ["a", "b", "c"]
    for name, before in zip(names, ["c", "a", "b"], strict=True):
        (tmp_path / f"{name}.yaml").write_text(MOVED.format(deck=name, id="x", was=f"{before}/x"), encoding="utf-8")
    found = check_decks(deck_paths([tmp_path]), seeds=0).errors
    assert [(Path(each.path).stem, each.line, each.column) for each in found] == [(name, 3, 18) for name in names]
    assert all("is still a card" in each.message for each in found)


def test_progress_can_follow_one_card_only_whichever_deck_it_is_in(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(MOVED.format(deck=name, id="x", was="old/x"), encoding="utf-8")
    (fault,) = check_decks(deck_paths([tmp_path]), seeds=0).errors
    assert fault.path == str(tmp_path / "b.yaml")
    assert (
        fault.message
        == f"was: old/x is in the card at {tmp_path / 'a.yaml'}:3 already; progress can follow one card only"
    )


def test_folders_are_looked_through_and_files_are_taken_by_name(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "sub/c.yaml", ".git/d.yaml", "e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    names = [
        str(path.relative_to(tmp_path)) for path in deck_paths([tmp_path, tmp_path / "e.txt", tmp_path / "b.yaml"])
    ]
    assert names == ["a.yml", "b.yaml", "sub/c.yaml", "e.txt"]
    with pytest.raises(UsageError, match=r"there is no file .*gone; name a deck, its file or a folder of decks"):
        deck_paths([tmp_path / "gone"])


def test_math_is_looked_at_in_a_deck_with_other_faults_too(tmp_path: Path) -> None:
    result = checked(tmp_path, "deck: d\ncards:\n  - front: a $\\farc{1}{2}$\n    bakc: y\n")
    assert [line.partition(": ")[0] for line in told(result)] == ["4:5", "3:15"]
    assert (len(result.errors), len(result.warnings)) == (1, 1)


INVERSE = """\
deck: d
cards:
  - kind: problem  # mine
    id: inverse
    given: {n: 24..64, k: [3, 5, 7], s: [1, 2, 4], p: 0..3, o: floor((n + 2*p - k)/s) + 1}
    front: "{n} {k} {s} {o}: the smallest padding?"
    solves: {equation: o == floor((n + 2*p - k)/s) + 1, unknown: p, choose: smallest}
  - {kind: problem, id: flow, front: "{w} {c}: side?", given: {k: [1, 3, 5], c: 2..64, w: k^2*c}, solves: {equation: w == k^2*c, unknown: k}}
"""


def test_an_answer_left_out_is_told_and_fixed_without_another_byte(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(INVERSE, encoding="utf-8")
    told = {str(error) for error in check_decks([path]).errors}
    assert (
        f"{path}:7:5: it is solved by answer: max(0, ceil(k/2 - n/2 + o*s/2 - s/2)); quizcv check --fix writes it"
        in told
    )
    assert [line for line, _ in fix_answers(path)] == [7, 8]
    fixed = path.read_text(encoding="utf-8")
    assert fixed == INVERSE.replace(
        "    solves:", "    answer: max(0, ceil(k/2 - n/2 + o*s/2 - s/2))\n    solves:"
    ).replace(", solves:", ', answer: "sqrt(w/c)", solves:')
    checked = check_decks([path])
    assert (checked.errors, checked.problems, len(checked.proofs)) == ((), 2, 2)


def test_an_answer_that_cannot_be_found_says_why(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(INVERSE.replace(", choose: smallest", ""), encoding="utf-8")
    told = [error.message for error in check_decks([path]).errors]
    assert "write the answer: in some draws several p solve it; say which is asked, like choose: smallest" in told


def test_sound_problems_of_a_deck_with_faults_are_proved_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    wrong = "  - {id: w, kind: problem, given: {n: 1..50}, front: '{n}', answer: n, steps: [n + 1]}\n"
    path.write_text(
        f"deck: d\ncards:\n  - {{front: no back}}\n{wrong}  - {{id: f, kind: problem, family: iou}}\n", encoding="utf-8"
    )
    checked = check_decks([path], seeds=20)
    assert [error.line for error in checked.errors] == [3, 4]
    assert [(proof.card, proof.family, proof.draws) for proof in checked.proofs] == [
        ("d/w", "", 20),
        ("d/f", "iou", 20),
    ]
    assert all(0 < proof.acceptance <= 1 and proof.questions for proof in checked.proofs)


def test_an_answer_and_a_mistake_that_are_not_read_as_they_are_shown_are_found() -> None:
    def messages(answer: str, mistake: str) -> list[str]:
        def maker(draw: Stream) -> Problem:
            right = Answer(Expects.NUMBER, answer, (Fraction(5),))
            wrong = Answer(Expects.NUMBER, mistake, (Fraction(6),))
            return Problem(values={"n": draw.below(9)}, prompt="?", answer=right, mistakes=(Mistake(wrong, "No."),))

        return [
            each.message
            for each in typed_back(Family(name="f", topic="t", title="T", source="S", maker=maker), "d", "f")
        ]

    assert messages("5", "6") == []
    assert messages("5 px", "6") == [
        "seed 0: the answer 5 px, typed as it is shown, is invalid: 'px' is no number; write the number alone."
    ]
    assert messages("5", "5") == ["seed 0: the mistake 5, typed as it is shown, is right"]
