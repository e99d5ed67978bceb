"""Numbers as people type them."""

from __future__ import annotations

import timeit
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.checking import check, read
from quizcv.cards.verdict import Verdict
from quizcv.problems.answers import number_answer, parse_tolerance
from quizcv.problems.families import catalogue
from quizcv.problems.values import Answer, Expects, Mistake
from tests.cards.asked import INVALID, RIGHT, WRONG, asked, number, several
from tests.fresh import printed

if TYPE_CHECKING:
    from quizcv.cards.question import Question


@pytest.mark.parametrize(
    "response",
    [
        "25557032",
        "25,557,032",
        "25 557 032",
        "25_557_032",
        "25\u2009557\u2009032",
        "25\u202f557\u202f032",
        "25\u00a0557\u00a0032",
        "25'557'032",
        "  25557032  ",
        "= 25557032",
        "25557032 parameters",
        "25,557,032 parameter",
        "25557032.0",
        "2.5557032e7",
        "25557.032K",
        "25.557032M",
        "25.557032 M parameters",
        "25.557032 million",
        "0.025557032 Billion parameters",
        "25557.032 thousand",
        "about 25.557032M",
        "approximately ≈ 25557032 parameters",
        "2.5557032×10⁷",
        "5² · 1022281.28",
        "25557040 − 2³",
        "25557040 – 8",
        "255570320e–1",
        "255570320·10⁻¹",
        "25557000 + 32",
        "2*12,778,516",
        "51114064/2",
        "25,557,032 + 0",
        "+25557032",
        "(25557032)",
    ],
)
def test_a_whole_number_is_read_in_every_usual_spelling(response: str) -> None:
    question = number("25557032", unit="parameters", suffixes=True)
    verdict = check(question, response)
    assert (verdict.judgement, verdict.grade) == (RIGHT, 4)
    assert verdict.read_as in {"", "= 25,557,032 parameters"}
    assert read(question, response) == verdict.read_as


@pytest.mark.parametrize(
    "response", ["25557033", "25557032.1", "25.56M", "25.6M", "-25557032", "25557032%", "25,557,03"]
)
def test_whole_numbers_are_compared_exactly(response: str) -> None:
    assert check(number("25557032", suffixes=True), response).judgement is not RIGHT


@pytest.mark.parametrize(
    ("response", "diagnosis"),
    [
        ("", "Nothing was typed."),
        ("   ", "Nothing was typed."),
        ("abc", "Unknown name 'abc'; only numbers belong here."),
        (
            "1,5",
            "The comma in '1,5' could mean two things; a comma separates thousands (25,557,032); for a decimal write 1.5.",
        ),
        (
            "0,125",
            "The comma in '0,125' could mean two things; a comma separates thousands (25,557,032); for a decimal write 0.125.",
        ),
        ("1.500.000", "A number has two decimal points; write thousands like 1,500,000 and decimals like 1.5."),
        ("3–5", "The dash between two numbers could mean minus or a range; write - for minus."),
        ("25.6 million", "The suffix 'million' is not read here; write the number out, like 25,557,032 or 25.6e6."),
        ("nearly 25M", "The suffix 'M' is not read here; write the number out, like 25,557,032 or 25.6e6."),
        ("2²^3", "A power beside a raised one could be read in two ways; write brackets, like (k^2)^3."),
        ("²", "The raised ² stands behind nothing; write it behind a number, a name or a bracket, like k^2."),
        ("12 m²", "'m²' is no number; write the number alone."),
        ("1 2", "An operator is missing before '2'; write * for a product."),
        ("12 px", "'px' is no number; write the number alone."),
        ("0x10", "'0x10' is no decimal number; write 16."),
        ("0b11", "'0b11' is no decimal number; write 3."),
        ("64x64", "'64x64' is a shape, and one number is asked; write * for a product."),
        ("5:7", "A colon could be a ratio or a time; write a fraction like 5/7."),
        ("1 5/3", "An operator is missing before '5'; write * for a product."),
        (
            "log(2)",
            "Unknown name 'log'; write ln(x) for the natural logarithm, log2(x) for base 2, ln(x)/ln(10) for base 10.",
        ),
        ("e^2", "Unknown name 'e'; write exp(x) for a power of e."),
        ("12m", "The suffix 'm' is not read here; write the number out, like 25,557,032 or 25.6e6."),
        ("25.6M", "The suffix 'M' is not read here; write the number out, like 25,557,032 or 25.6e6."),
        ("3*(4", "The bracket '(' is not closed; add ')'."),
        ("1/0", "Division by zero."),
        ("9**9**9", "A number gets too large to calculate with; at most 4,096 bits."),
        ("1e999999999", "The number '1e999999999' is too large to calculate with."),
        ("__import__('os')", "A text in quotes is not part of the formula language; write numbers and names."),
        ("１２", "The digit '１' is not one of 0-9; write plain digits."),
        ("7" * 300, "The answer is too long: 300 characters, at most 256 are read."),
    ],
)
def test_what_cannot_be_read_is_invalid_and_says_why(response: str, diagnosis: str) -> None:
    assert check(number("12"), response) == Verdict(judgement=INVALID, diagnosis=diagnosis)
    assert read(number("12"), response) == ""


@pytest.mark.parametrize(
    ("value", "right"),
    [
        (
            "3/2",
            [
                "1 1/2",
                "1½",
                "3⁄2",
                "3∕2",
                "1 + ½",
                "½*3",
                "1.5…",
                "1.5...",
                "-1½ + 3",
                "3÷2",
                "√2.25",
                "√(9/4)",
                "1.50",
            ],
        ),
        ("5/7", ["5/7", "10 / 14", "1 - 2/7"]),
        (
            "25000000",
            ["2.5x10^7", "2.5 x 10^7", "2.5X10**7", "2.5×10⁷", "2.5*10^7", "2.5e+7", "25 000 000", "25’000’000"],
        ),
        ("-3/2", ["-1 1/2", "−1½", "-3/2"]),
        ("1/4", ["25%", "25 %", "25 percent", "2^-2", "¼"]),
    ],
)
def test_fractions_mixed_numbers_and_powers_of_ten_are_read(value: str, right: list[str]) -> None:
    assert {each: check(number(value), each).judgement for each in right} == dict.fromkeys(right, RIGHT)


@pytest.mark.parametrize(
    ("value", "tolerance", "right", "wrong"),
    [
        ("5/7", "3sf", ["0.714", "5/7", "0.7143", "0.71428", "71.4%", "10/14"], ["0.71", "0.715", "0.72"]),
        ("5/7", "1%", ["0.71", "0.72", "0.7214"], ["0.70", "0.722"]),
        ("5/7", "0.05", ["0.7", "0.75", "0.76"], ["0.66", "0.77"]),
        ("5/7", "", ["5/7", "10/14", "1 - 2/7"], ["0.714285714", "0.71"]),
        ("1/4", "", ["0.25", "25%", ".25", "1/4", "sqrt(1/16)", "2^-2", "sqrt(2)/(4*sqrt(2))"], ["0.2500001"]),
        ("123456", "2sf", ["120000", "123456", "1.2e5", "124999"], ["126000", "119000 + 126000"]),
        ("0", "", ["0", "-0", "0.0", "1-1"], ["1e-9"]),
    ],
)
def test_a_tolerance_decides_how_near_is_right(value: str, tolerance: str, right: list[str], wrong: list[str]) -> None:
    question = number(value, tolerance=tolerance)
    assert {response: check(question, response).judgement for response in right} == dict.fromkeys(right, RIGHT)
    assert {response: check(question, response).judgement for response in wrong} == dict.fromkeys(wrong, WRONG)


@pytest.mark.parametrize(
    ("response", "echo"),
    [
        ("3*3*64*128+128", "= 73,856"),
        ("73856", "= 73,856"),
        ("73,856", ""),
        ("1/3", ""),
        ("2/6", "= 1/3"),
        ("1/300", "≈ 0.00333333"),
        ("1e-3", "= 0.001"),
        ("0.2500001", ""),
        ("112", ""),
        ("–0.5", "= -0.5"),
        ("3*(", ""),
    ],
)
def test_the_echo_says_how_a_number_is_read(response: str, echo: str) -> None:
    assert read(number("1"), response) == echo


@pytest.mark.parametrize(
    ("question", "response", "echo"),
    [
        (number("5"), "1e400", "= 1e400"),
        (number("5"), "-1e400 + 0", "= -1e400"),
        (number("5"), "9" * 250, "≈ 1e250"),
        (number("5", unit="px"), "10^400 + 1", "≈ 1e400 px"),
        (number("5"), "10^30", "= 1,000,000,000,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_too_long_to_look_at_is_echoed_by_its_size(question: Question, response: str, echo: str) -> None:
    assert check(question, response).read_as == echo


@pytest.mark.parametrize("expects", [Expects.LIST, Expects.SET, Expects.SHAPE])
def test_the_echo_of_several_numbers_has_an_end(expects: Expects) -> None:
    verdict = check(several(expects, 1, 2), "1, 10^900")
    assert len(verdict.read_as) < 300
    assert verdict.read_as.endswith("000 ...")
    assert len(verdict.diagnosis) < 400


def test_a_known_mistake_is_diagnosed_with_grade_2() -> None:
    mistakes = (
        Mistake(number_answer(Expects.NUMBER, [111]), "Padding counts on both sides."),
        Mistake(number_answer(Expects.NUMBER, [100], tolerance=parse_tolerance("20%")), "Far off."),
    )
    question = asked(number_answer(Expects.NUMBER, [112]), mistakes=mistakes)
    assert check(question, "111") == Verdict(judgement=WRONG, diagnosis="Padding counts on both sides.", grade=2)
    assert check(question, "105").diagnosis == "Far off."
    assert check(question, "7") == Verdict(judgement=WRONG, grade=1)


@pytest.mark.parametrize(
    ("value", "tolerance", "response", "diagnosis"),
    [
        ("12", "", "-12", "The sign is the other way round."),
        ("73856", "", "73.856", "The figures are right, but the size is off by a thousand: look at the unit."),
        ("4.1", "1%", "4.1e9", "The figures are right, but the size is off by a thousand million: look at the unit."),
        ("1/3", "", "0.333", "Near, but the exact number is asked: a fraction such as 3/4 is read too."),
    ],
)
def test_a_wrong_number_is_explained_where_it_can_be(value: str, tolerance: str, response: str, diagnosis: str) -> None:
    verdict = check(number(value, tolerance=tolerance), response)
    assert (verdict.judgement, verdict.grade, verdict.diagnosis) == (WRONG, 1, diagnosis)


def test_other_right_answers_count() -> None:
    question = asked(number_answer(Expects.NUMBER, [8]), alternatives=(number_answer(Expects.NUMBER, [16]),))
    assert check(question, "16").judgement is RIGHT


@given(st.integers(-(10**15), 10**15))
def test_the_shown_answer_is_always_read_as_right(value: int) -> None:
    question = number(str(value), unit="parameters", suffixes=True)
    assert check(question, question.answer.text).judgement is RIGHT
    assert check(question, str(value)).judgement is RIGHT


@pytest.mark.parametrize("name", [each.name for each in catalogue()])
def test_every_family_grades_its_own_answer_right_and_its_own_mistakes_2(name: str) -> None:
    (chosen,) = [each for each in catalogue() if each.name == name]
    for seed in range(40):
        instance = chosen.draw("test", seed)
        question = asked(instance.answer, mistakes=instance.mistakes, alternatives=instance.alternatives)
        question = question._replace(options=instance.options)
        assert check(question, typed(instance.answer)).judgement is RIGHT
        if instance.answer.numbers:
            assert check(question, instance.answer.text.removeprefix("≈ ")).judgement is RIGHT
        for mistake in instance.mistakes:
            verdict = check(question, typed(mistake.answer))
            assert (verdict.judgement, verdict.grade, verdict.diagnosis) == (WRONG, 2, mistake.says)


def typed(answer: Answer) -> str:
    """An answer as it may be typed."""
    exact = "; ".join(map(str, answer.numbers)) or answer.formula or answer.texts[0]
    return exact if len(exact) < 256 else answer.text.removeprefix("≈ ")


@given(st.text(max_size=60), st.sampled_from([Expects.NUMBER, Expects.SHAPE, Expects.LIST, Expects.SET]))
def test_any_text_has_a_verdict(response: str, expects: Expects) -> None:
    question = several(expects, 3)
    verdict = check(question, response)
    assert verdict.judgement in {RIGHT, WRONG, INVALID}
    assert (verdict.judgement is INVALID) == (verdict.grade is None)
    assert isinstance(read(question, response), str)


def test_a_number_is_checked_in_under_a_millisecond_without_sympy() -> None:
    question = number("73856", unit="parameters", suffixes=True)
    assert min(timeit.repeat(lambda: check(question, "3*3*64*128 + 128"), number=50, repeat=5)) / 50 < 1e-3
    code = (
        "import sys\n"
        "from fractions import Fraction\n"
        "from quizcv.cards.checking import check, read\n"
        "from quizcv.cards.model import Kind\n"
        "from quizcv.cards.question import Question\n"
        "from quizcv.problems.values import Answer, Expects\n"
        "answer = Answer(expects=Expects.NUMBER, text='4', numbers=(Fraction(4),))\n"
        "question = Question(card='d/c', deck='d', title='D', kind=Kind.NUMERIC, prompt='?', answer=answer)\n"
        "print(check(question, '2*2').judgement, [m for m in ('sympy', 'mpmath', 'subprocess', 'pydantic') if m in sys.modules])\n"
    )
    assert printed(code).strip() == "right []"
