"""Typed formulas."""

from __future__ import annotations

import time

import pytest

from quizcv.cards.checking import check, read
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems import symbolic
from quizcv.problems.formula.parser import parse
from quizcv.problems.symbolic import Worker
from quizcv.problems.values import Answer, Expects, Mistake
from tests.cards.asked import INVALID, RIGHT, WRONG, asked


@pytest.fixture(autouse=True)
def _patient_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may be slow to start SymPy: what is decided must not depend on it."""
    monkeypatch.setattr(symbolic.WORKER, "deadline", 60.0)


def test_greek_letters_and_numbered_names_are_read_by_their_names() -> None:
    question = asked(Answer(expects=Expects.FORMULA, text="", formula="1/(1 + exp(-lambda*x1))"))
    for response in ("1/(1 + exp(-λ x₁))", "1/(1 + exp(-λx_1))", "1/(1 + exp(-lambda x1))"):
        verdict = check(question, response)
        assert (verdict.judgement, verdict.read_as) == (RIGHT, "= 1/(1 + exp(-lambda*x1))"), response


FORMULA = asked(Answer(expects=Expects.FORMULA, text="", formula="k^2*c_in*c_out + c_out"))


@pytest.mark.parametrize(
    "response",
    [
        "k^2*c_in*c_out + c_out",
        "c_out*(k^2*c_in + 1)",
        "k**2*c_in*c_out+c_out",
        "k^2 c_in c_out + c_out",
        "k²c_in c_out + c_out",
        "(k²c_in + 1)c_out",
        "k² cᵢₙ cₒᵤₜ + cₒᵤₜ",
        "$k^2 c_{in} c_{out} + c_{out}$",
        r"k^2 \cdot c_{\text{in}} \times c_{out} + c_{out}",
        "k² · c_in × c_out − −c_out",
        "2k²c_in c_out ÷ 2 + c_out",
        "√(k^4)c_in c_out + c_out",
        "P = k*k*c_in*c_out + c_out",
        "(c_in*k^2 + 1)*c_out",
        "$k^2*c_in*c_out + c_out$",
        "k²·c_in·c_out + c_out",
        "c_out – 1 + k²*c_in*c_out + 1",
        "k³·k⁻¹·c_in·c_out−(0–c_out)",
        "k × k × c_in × c_out + c_out",
    ],
)
def test_any_equivalent_formula_is_right(response: str) -> None:
    assert check(FORMULA, response).judgement is RIGHT


def test_formulas_that_need_sympy_are_decided_by_it() -> None:
    question = asked(Answer(expects=Expects.FORMULA, text="", formula="ceil(n/2)"))
    assert check(question, "floor((n + 1)/2)").judgement is RIGHT
    assert check(question, "floor(n/2)").judgement is WRONG


def test_a_formula_sympy_cannot_decide_is_left_to_the_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "ask", _no_answer)
    question = asked(Answer(expects=Expects.FORMULA, text="", formula="sqrt(a^2*b)"))
    verdict = check(question, "a*sqrt(b)")
    assert (verdict.judgement, verdict.grade) == (Judgement.UNDECIDED, None)
    assert "grade it yourself" in verdict.diagnosis


def test_a_formula_that_would_keep_sympy_for_minutes_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    assert symbolic.value(parse("1 + 1"), {}) == 2  # SymPy is loaded
    monkeypatch.setattr(symbolic.WORKER, "deadline", 1.0)
    question = asked(Answer(expects=Expects.FORMULA, text="", formula="(a + b + c + d + f + g)^60*sqrt(a)"))
    typed = "(a + b + c + d + f + g)^58*sqrt(a)*((a + b + c)^2 + 2*(a + b + c)*(d + f + g) + (d + f + g)^2)"
    begun = time.perf_counter()
    verdict = check(question, typed)
    assert 0.9 < time.perf_counter() - begun < 3
    assert (verdict.judgement, verdict.grade) == (Judgement.UNDECIDED, None)
    assert verdict.diagnosis.startswith("Could not decide in time")


def _no_answer(*_: object, **__: object) -> dict[str, object]:
    raise symbolic.Undecided


@pytest.mark.parametrize(
    ("response", "diagnosis"),
    [
        ("k^2*cin*c_out", "Unknown name 'cin' at column 5; did you mean 'c_in'?"),
        ("k 2 c_in", "An operator is missing before '2' at column 3; write * for a product."),
        (
            "c_out/2k",
            "'k' could belong to the quotient or stand behind it at column 8; write * for a product, with brackets like 1/(2*k).",
        ),
        (
            "2^3k",
            "'k' could belong to the power or stand behind it at column 4; write * for a product, with brackets like 1/(2*k).",
        ),
        ("c_in(k + 1)", "There is no function 'c_in' at column 1; write c_in*(...) for a product."),
        (
            "log(k)",
            "Unknown name 'log' at column 1; write ln(x) for the natural logarithm, log2(x) for base 2, ln(x)/ln(10) for base 10.",
        ),
        ("", "The formula ends too early: a number or a name is missing at column 1."),
        (
            "__import__('os')",
            "A text in quotes is not part of the formula language at column 12; write numbers and names.",
        ),
        ("k^2*c_in*", "The formula ends too early: a number or a name is missing at column 10."),
    ],
)
def test_a_formula_that_cannot_be_read_says_where(response: str, diagnosis: str) -> None:
    assert check(FORMULA, response) == Verdict(judgement=INVALID, diagnosis=diagnosis)


@pytest.mark.parametrize(
    ("response", "diagnosis"),
    [
        ("9**9**9", "A number gets too large to calculate with at column 2; at most 4,096 bits."),
        ("((9**9)**9999)**9999", "A number gets too large to calculate with at column 8; at most 4,096 bits."),
        (
            "(k^2*c_in + 1)*c_out + 0*9**9**9",
            "A number gets too large to calculate with at column 27; at most 4,096 bits.",
        ),
        ("k^99999999999999", "A number gets too large to calculate with at column 2; at most 4,096 bits."),
        ("1/0", "Division by zero at column 2."),
        ("y = k/(2 - 2)", "Division by zero at column 6."),
        ("ln(0 - 1)*k", "Only a positive number has a logarithm at column 1."),
    ],
)
def test_a_formula_that_can_have_no_value_is_refused_at_once(
    response: str, diagnosis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Worker, "ask", _no_answer)
    check(FORMULA, "k")
    start = time.perf_counter()
    verdict = check(FORMULA, response)
    assert time.perf_counter() - start < 0.05  # a few milliseconds, on a busy machine
    assert verdict == Verdict(judgement=INVALID, diagnosis=diagnosis)


def test_a_known_wrong_formula_is_diagnosed() -> None:
    wrong = Mistake(Answer(expects=Expects.FORMULA, text="", formula="k^2*c_in*c_out"), "The biases are missing.")
    question = asked(FORMULA.answer, mistakes=(wrong,))
    verdict = check(question, "c_in*c_out*k*k")
    assert (verdict.judgement, verdict.diagnosis, verdict.grade) == (WRONG, "The biases are missing.", 2)
    assert check(question, "k").grade == 1


def test_the_echo_of_a_formula_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "ask", _no_answer)
    assert read(FORMULA, "k**2*c_in") == "= k^2*c_in"
    assert read(FORMULA, "k^2*c_in") == ""
    assert read(FORMULA, "k^2*") == ""
