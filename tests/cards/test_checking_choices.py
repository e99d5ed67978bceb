"""Chosen options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.cards.checking import check, read
from quizcv.problems.values import Answer, Expects
from tests.cards.asked import INVALID, RIGHT, WRONG, asked

if TYPE_CHECKING:
    from quizcv.cards.verdict import Judgement

OPTIONS = ("Batch normalisation", "Group normalisation", "Layer normalisation", "None of these")
ONE = asked(Answer(expects=Expects.CHOICE, text=OPTIONS[1], texts=OPTIONS[1:2]), *OPTIONS)
SOME = asked(Answer(expects=Expects.CHOICES, text="", texts=OPTIONS[1:3]), *OPTIONS)


@pytest.mark.parametrize(
    "response", ["2", "2.", "(2)", "b", "B", "b)", "group normalisation", "Group normalization", "group", "= 2"[2:]]
)
def test_an_option_is_chosen_by_number_letter_or_words(response: str) -> None:
    assert check(ONE, response).judgement is RIGHT


@pytest.mark.parametrize(
    ("response", "judgement"),
    [
        ("1", WRONG),
        ("d", WRONG),
        ("layer", WRONG),
        ("5", INVALID),
        ("0", INVALID),
        ("e", INVALID),
        ("", INVALID),
        ("dropout", INVALID),
        ("1 2", INVALID),
    ],
)
def test_another_option_is_wrong_and_no_option_is_invalid(response: str, judgement: Judgement) -> None:
    assert check(ONE, response).judgement is judgement


def test_the_echo_says_which_option_was_meant() -> None:
    assert check(ONE, "1").read_as == "= Batch normalisation"
    assert read(ONE, "b") == "= Group normalisation"
    assert read(ONE, "group normalisation") == ""
    assert read(SOME, "c2") == ""
    assert read(SOME, "3 2") == "= Group normalisation; Layer normalisation"


def test_a_number_that_is_a_place_and_an_option_is_asked_again() -> None:
    question = asked(Answer(expects=Expects.CHOICE, text="3", texts=("3",)), "7", "3", "5")
    assert check(question, "3").judgement is INVALID
    assert (
        check(question, "3").diagnosis
        == "'3' could mean the option in that place or the one with those words; type a letter, a to c."
    )
    assert check(question, "b").judgement is RIGHT
    assert check(question, "7").judgement is WRONG


@pytest.mark.parametrize(
    "response",
    [
        "2 3",
        "2,3",
        "3, 2",
        "23",
        "b c",
        "bc",
        "B,C",
        "2 and 3",
        "2;3",
        "b & c",
        "Group normalisation, layer normalisation",
        "group; layer",
        "2\n3",
    ],
)
def test_all_that_apply_are_chosen_in_any_spelling(response: str) -> None:
    assert check(SOME, response).judgement is RIGHT


@pytest.mark.parametrize(
    ("response", "diagnosis"),
    [
        ("2", "1 of the 2 right options chosen."),
        ("1 2 3", "2 of the 2 right options chosen, 1 chosen that does not apply."),
        ("1 2 4", "1 of the 2 right options chosen, 2 chosen that do not apply."),
        ("1 4", ""),
    ],
)
def test_what_is_right_in_a_wrong_choice_is_said(response: str, diagnosis: str) -> None:
    verdict = check(SOME, response)
    assert (verdict.judgement, verdict.grade, verdict.diagnosis) == (WRONG, 1, diagnosis)


@pytest.mark.parametrize("response", ["", "7", "2 7", "bz", "dropout", "2, dropout"])
def test_choices_that_cannot_be_read_are_invalid(response: str) -> None:
    assert check(SOME, response).judgement is INVALID
