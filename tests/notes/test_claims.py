from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizcv.notes.claims import Claim, Filed, claims_in, corrected


def mended(text: str) -> tuple[str, list[Claim]]:
    return corrected(text, Filed(claims_in(text, 1)))


HOLDING = [
    "1x1x256x64 + 3x3x64x64 = 53248",
    "3 * (C * 3 * 3) = 27C",
    "$C*(7*7*C)=49C^2$",
    "$3*(C*(3*3\n*C))=27C^2$",
    "10/64 = 5/32",
    "12/36 = 33 %",
    "1280 * 100 = 1,28,000",
    "$(1 - 0.9)^2 = 0.01$",
    "3 * 3 * 256 = 2,304 weights",
    "$27C^2 < 49C^2$",
    "weights: 27C^2 < 49C^2 in a row",
    "3 * 9 * C \\le 49C",
    "2 * (3 * 3) ≥ 5 + 5",
    "2/3 = 0.67",
    "2/3 = 0.66",
    "$3 \\times 4 = 12$",
    "$\\frac{1}{4} = 0.25$",
    "7 * 1000 ≈ 7K",
    "5 - 8 = -3",
    "-3 + 5 = 2",
    "so: -3 * 5 = -15",
    "2 * 3 ~= 6.1",
    "1920x1080 = 2 MP",
    "1920 * 1080 = 2MP",
    "1920 * 1080 = 2 million",
    "4 * 1024 = 4 kB",
]
SILENT = [
    "y = F(x) + x",
    "$k=3, s=2$",
    "$out=(in+2∗p−k)/s +1$",
    "x^2 + y^2 = r^2",
    "a == b",
    "top-5 = 3",
    "version 1.2 = stable",
    "L = 1 - IoU",
    "ResNet-50 = 4 stages",
    "0 < x < 1",
    "n > 3",
    "layers 2-3 > 1",
    "a -> 3*4 => 5*6",
    "List<2*n> is no claim, 2*n<m>",
    "C^2 < 2*C",
    "x*y < 2*z",
    "> 3*4",
    "2*3<sup>2</sup>",
    "top-5 3.57 < 3.6",
    "1 * 2 < 3 GB",
]


@pytest.mark.parametrize("text", HOLDING)
def test_arithmetic_that_is_right_holds(text: str) -> None:
    assert [claim.verdict for claim in claims_in(text, 1)] == ["holds"]


@pytest.mark.parametrize("text", SILENT)
def test_definitions_values_and_equations_are_no_claims(text: str) -> None:
    assert claims_in(text, 1) == []


@pytest.mark.parametrize(
    ("text", "correct"),
    [
        ("two layers: 3x3x256x256 * 2 = 11796496", "1179648"),
        ("3 * (C * 3 * 3) = 28C", "27C"),
        ("8 / 3 + 1 = 4", "11/3"),
        ("1280 * 100 = 1,28,800", "128000"),
    ],
)
def test_arithmetic_that_is_wrong_fails_with_the_right_value(text: str, correct: str) -> None:
    (claim,) = [claim for claim in claims_in(text, 1) if claim.verdict != "holds"]
    assert claim.correct == correct
    assert claim.verdict == ("depends" if "/ 3" in text else "fails")


@pytest.mark.parametrize(
    "text", ["a kernel 3x3 = 27 weights", "(32 - 5)/2 + 1 = 14", "about 2 * 1024 = 2 KB", "10/3 = 3"]
)
def test_what_may_be_meant_otherwise_is_no_false_alarm(text: str) -> None:
    assert all(claim.verdict in {"depends", "holds"} for claim in claims_in(text, 1))


def test_a_comparison_that_does_not_hold_is_no_alarm_and_nothing_is_put_right() -> None:
    (claim,) = claims_in("weights: 49C^2 < 27C^2.", 1)
    assert (claim.verdict, claim.correct) == ("depends", "")
    assert mended("weights: 49C^2 < 27C^2.") == ("weights: 49C^2 < 27C^2.", [])


def test_a_claim_has_the_line_it_begins_on() -> None:
    assert [claim.line for claim in claims_in("first\nthen 2 * 3 = 6\nand 2 * 4 = 8", 10)] == [11, 12]


def test_a_wrong_result_is_put_right_where_it_stands() -> None:
    text, faults = mended("so: 2 * 3 * 4 = 25, as 5 * 5 = 25 shows")
    assert text == "so: 2 * 3 * 4 = 24, as 5 * 5 = 25 shows"
    assert [fault.stated for fault in faults] == ["25"]


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5), st.integers(-3, 3))
def test_a_stated_product_holds_exactly_when_it_is_the_product(factors: list[int], slip: int) -> None:
    product = 1
    for factor in factors:
        product *= factor
    assume(not str(product + slip).endswith("000"))  # may be rounded
    (claim,) = claims_in(f": {' * '.join(map(str, factors))} = {product + slip}", 1)
    assert claim.verdict == ("fails" if slip else "holds")


@given(st.text(alphabet="0123456789x*=+-/^().,$ \\C≈<>≤%K\n", max_size=120))
def test_no_text_of_signs_makes_it_raise(text: str) -> None:
    mended(text)


@pytest.mark.parametrize("text", ["1/0 = 3", "9**9**9 = 3", "9^9^9 = 3"])
def test_what_cannot_be_worked_out_is_listed_as_unknown(text: str) -> None:
    assert [claim.verdict for claim in claims_in(text, 1)] == ["unknown"]


def test_a_sum_with_a_sign_of_its_own_is_no_alarm_for_the_sign_may_be_a_dash() -> None:
    assert [claim.verdict for claim in claims_in("-3 * 3 = 9", 1)] == ["depends"]


def test_only_the_result_itself_is_replaced_not_the_same_digits_elsewhere() -> None:
    assert mended("as 5 * 5 = 25; so: 5 * 5 = 2; 15 * 5 = 75")[0] == "as 5 * 5 = 25; so: 5 * 5 = 25; 15 * 5 = 75"


def test_a_result_that_goes_on_is_not_replaced() -> None:
    assert mended("2 * 3 = 7 = 14/2")[0] == "2 * 3 = 7 = 14/2"


def test_a_number_that_fails_nowhere_in_the_note_is_not_replaced() -> None:
    assert corrected("2 * 3 = 7", Filed([])) == ("2 * 3 = 7", [])


def test_code_is_not_put_right() -> None:
    text = "2 * 3 = 6\n\n```py\n2 * 3 = 7\n```"
    assert corrected(text, Filed(claims_in("2 * 3 = 7", 1))) == (text, [])


def test_a_line_that_begins_with_a_sign_is_no_part_of_the_line_above_and_never_fails() -> None:
    for text in ["2 * 10 = 10\n-3 * 2 = 14", "2 * 10 = 10\n- 3 * 2 = 14", "2 * 10 = 10\n+ 3 * 2 = 14"]:
        assert [claim.verdict for claim in claims_in(text, 1)] == ["depends", "depends"]
        assert mended(text)[0] == text


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("84 / 21 = 4.5 m", "fails"),
        ("84 / 21 = 4.5 pixels", "fails"),
        ("46 * 2 = 46 px", "fails"),
        ("4 * 1024 = 4000 bytes", "depends"),
        ("10 / 3 = 3 ms", "holds"),
        ("1 / 30 = 33 ms", "holds"),
        ("3 * 256 * 256 = 192 KB", "holds"),
    ],
)
def test_a_wrong_result_with_a_short_unit_is_told(written: str, verdict: str) -> None:
    assert [claim.verdict for claim in claims_in(f"The rest is {written}.", 1)] == [verdict]


@pytest.mark.parametrize("written", ["2 * 60 = 2 s", "10 * 2 = 50.8 m", "2 * 3 = 36 m"])
def test_a_result_in_another_unit_is_told_nothing_of(written: str) -> None:
    assert claims_in(f"The rest is {written}.", 1) == []
