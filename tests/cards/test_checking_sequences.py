"""Shapes, lists and sets as people type them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from quizcv.cards.checking import check
from quizcv.problems.answers import number_answer, parse_tolerance
from quizcv.problems.values import Expects, Mistake
from tests.cards.asked import INVALID, RIGHT, WRONG, asked, several

if TYPE_CHECKING:
    from quizcv.cards.verdict import Judgement


@pytest.mark.parametrize(
    "response",
    [
        "64 by 112 by 112",
        "torch.Size([64, 112, 112])",
        "64 ✕ 112 ✕ 112",
        "64⨯112⨯112",
        "([64, 112, 112])",
        "64 px x 112 px x 112 px",
    ],
)
def test_a_shape_is_read_as_it_is_pasted(response: str) -> None:
    question = asked(number_answer(Expects.SHAPE, [64, 112, 112], unit="px"))
    assert check(question, response).judgement is RIGHT


@pytest.mark.parametrize(
    "response",
    [
        "64x112x112",
        "64×112×112",
        "(64,112,112)",
        "(64, 112, 112)",
        "[64, 112, 112]",
        "64 112 112",
        "64 x 112 x 112",
        "64X112X112",
        "64*112*112",
        "64,112,112",
        "64x(224/2)x112",
        " 64 × 112 x 112 ",
        "= 64x112x112",
    ],
)
def test_a_shape_is_read_in_every_usual_spelling(response: str) -> None:
    verdict = check(several(Expects.SHAPE, 64, 112, 112), response)
    assert verdict.judgement is RIGHT
    assert verdict.read_as in {"", "= 64×112×112"}


@pytest.mark.parametrize(
    ("response", "diagnosis"),
    [
        ("64x112x111", "The first two sizes are right; the third is not."),
        ("1x112x1", "The second size is right; the first and third are not."),
        ("112x112x64", "The sizes are right, but in another order."),
        ("64x112", "3 sizes are asked, 2 were typed; the first two are right."),
        ("7", "3 sizes are asked, 1 was typed."),
        ("1x2x3", ""),
    ],
)
def test_what_is_right_in_a_wrong_shape_is_said(response: str, diagnosis: str) -> None:
    verdict = check(several(Expects.SHAPE, 64, 112, 112), response)
    assert (verdict.judgement, verdict.grade, verdict.diagnosis) == (WRONG, 1, diagnosis)


@pytest.mark.parametrize(
    "response", ["", "()", "64xx112", "axb", "64x", "x64", "64,,112", "(64,112", "64x1.2.3", "1x" * 100 + "1"]
)
def test_a_shape_that_cannot_be_read_is_invalid(response: str) -> None:
    verdict = check(several(Expects.SHAPE, 64, 112, 112), response)
    assert verdict.judgement is INVALID
    assert verdict.diagnosis
    assert verdict.grade is None


@pytest.mark.parametrize(
    ("expects", "response", "judgement"),
    [
        (Expects.LIST, "0, 2, 5", RIGHT),
        (Expects.LIST, "0, 2 and 5", RIGHT),
        (Expects.LIST, "0, 2, and 5", RIGHT),
        (Expects.LIST, "0; 2 and 5", RIGHT),
        (Expects.LIST, "0,2 and 5", RIGHT),
        (Expects.SET, "5 and 0 and 2", RIGHT),
        (Expects.SET, "5 and 2", WRONG),
        (Expects.LIST, "0, 2 and", INVALID),
        (Expects.LIST, "0 2 5", RIGHT),
        (Expects.LIST, "[0,2,5]", RIGHT),
        (Expects.LIST, "0;2;5", RIGHT),
        (Expects.LIST, "0, 1+1, 5", RIGHT),
        (Expects.LIST, "0, 5, 2", WRONG),
        (Expects.LIST, "0, 2", WRONG),
        (Expects.LIST, "0, , 5", INVALID),
        (Expects.SET, "{5, 2, 0}", RIGHT),
        (Expects.SET, "5 2 0", RIGHT),
        (Expects.SET, "0,2,5,5", RIGHT),
        (Expects.SET, "0, 2", WRONG),
        (Expects.SET, "0, 2, 5, 7", WRONG),
        (Expects.SET, "zero", INVALID),
    ],
)
def test_lists_keep_their_order_and_sets_do_not(expects: Expects, response: str, judgement: Judgement) -> None:
    assert check(several(expects, 0, 2, 5), response).judgement is judgement


def test_thousands_keep_their_commas_beside_an_and() -> None:
    assert check(several(Expects.LIST, 1000, 2000), "1,000 and 2,000").judgement is RIGHT


@pytest.mark.parametrize(
    "response", ["0.09, 0.2447, 0.6652", "9.00% 24.5% 66.5%", "[.0900; .245; .665]", "9/100, 1/4 - 1/200, 0.665"]
)
def test_a_list_of_decimals_is_right_within_its_tolerance(response: str) -> None:
    vector = [Fraction(9003, 100000), Fraction(24473, 100000), Fraction(66524, 100000)]
    question = asked(number_answer(Expects.LIST, vector, tolerance=parse_tolerance("1%")))
    assert check(question, response).judgement is RIGHT
    assert check(question, "0.09, 0.24, 0.665").diagnosis == "The first and third numbers are right; the second is not."
    assert check(question, "0.09, 0.245").diagnosis == "3 numbers are asked, 2 were typed; the first two are right."


def test_a_set_of_decimals_is_right_in_any_order_within_its_tolerance() -> None:
    question = asked(number_answer(Expects.SET, [Fraction(1, 3), Fraction(2, 3)], tolerance=parse_tolerance("2sf")))
    assert check(question, "{0.67, 0.33}").judgement is RIGHT
    assert check(question, "{0.67, 0.3, 0.9}").diagnosis == "1 of the 2 numbers is there; 0.3, 0.9 do not belong."


def test_the_nearest_known_mistake_of_a_list_is_told() -> None:
    loose = parse_tolerance("10%")
    mistakes = (
        Mistake(number_answer(Expects.LIST, [10, 20], tolerance=loose), "First."),
        Mistake(number_answer(Expects.LIST, [10, 21], tolerance=loose), "Second."),
    )
    question = asked(number_answer(Expects.LIST, [1, 2]), mistakes=mistakes)
    assert check(question, "10, 20.9").diagnosis == "Second."


def test_thousands_in_a_list_need_a_space_or_semicolon_between_numbers() -> None:
    assert check(several(Expects.LIST, 1000, 2000), "1,000, 2,000").judgement is RIGHT
    assert check(several(Expects.LIST, 1000, 2000), "1,000; 2,000").judgement is RIGHT
    assert check(several(Expects.LIST, 1, 0, 2, 0), "1,000,2,000").judgement is RIGHT
