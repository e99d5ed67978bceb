"""Typed words, chosen options and typed formulas."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.checking import check, difference, read
from quizcv.cards.checking.difference import folded
from quizcv.cards.checking.wording import distance
from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems import symbolic
from quizcv.problems.formula.parser import parse
from quizcv.problems.symbolic import Worker
from quizcv.problems.values import Answer, Expects, Mistake

RIGHT, WRONG, INVALID = Judgement.RIGHT, Judgement.WRONG, Judgement.INVALID


def asked(answer: Answer, *options: str, mistakes: tuple[Mistake, ...] = ()) -> Question:
    return Question(
        card="d/c", deck="d", title="D", kind=Kind.TYPED, prompt="?", answer=answer, options=options, mistakes=mistakes
    )


def typed(*texts: str) -> Question:
    return asked(Answer(expects=Expects.TEXT, text=texts[0], texts=texts))


@pytest.mark.parametrize(
    ("right", "response"),
    [
        ("U-Net", "u-net"),
        ("U-Net", "UNet"),
        ("U-Net", "u net"),
        ("U-Net", " U‑Net. "),
        ("Batch normalisation", "batch  normalization"),
        ("naïve Bayes", "naive bayes"),
        ("Schrödinger", "Schrodinger"),
        ("Schrödinger", "Schro\u0308dinger"),
        ("Krizhevsky, Sutskever & Hinton", "krizhevsky sutskever & hinton"),
        (
            "ImageNet Classification with Deep Convolutional Neural Networks",
            "imagenet classification with deep convolutional neural networks",
        ),
        ("straße", "STRASSE"),
        ("ＡＢＣ", "abc"),
        ("卷积神经网络", "卷积神经网络"),
        ("?", "?"),
        ("F1", "f₁"),
    ],
)
def test_case_accents_punctuation_and_spelling_do_not_count(right: str, response: str) -> None:
    assert check(typed(right), response) == Verdict(judgement=RIGHT, grade=4)


def test_every_accepted_wording_is_right() -> None:
    question = typed("ImageNet Classification with Deep Convolutional Neural Networks", "AlexNet paper")
    assert check(question, "the alexnet paper").judgement is WRONG
    assert check(question, "alexnet paper").judgement is RIGHT


@pytest.mark.parametrize(
    ("right", "response"),
    [
        ("AlexNet", "AlxNet"),
        ("AlexNet", "AlexxNet"),
        ("AlexNet", "AlexNte"),
        ("AlexNet", "AlexMet"),
        ("batch normalisation", "bacth normalisatoin"),
        ("ResNet-50", "RseNet-50"),
    ],
)
def test_a_slip_of_the_fingers_is_told_and_left_to_the_learner(right: str, response: str) -> None:
    verdict = check(typed(right), response)
    assert (verdict.judgement, verdict.grade) == (WRONG, 2)
    assert verdict.diagnosis == f"Nearly: it is written {right}. If that was a slip of the fingers, grade it as known."


@pytest.mark.parametrize(
    ("right", "response"),
    [
        ("ResNet-50", "ResNet-51"),
        ("ResNet-50", "ResNet-101"),
        ("R-CNN", "F-CNN"),
        ("SGD", "SGB"),
        ("AlexNet", "GoogLeNet"),
        ("batch normalisation", "layer normalisation"),
        ("max pooling", "mean pooling"),
    ],
)
def test_another_name_is_no_slip(right: str, response: str) -> None:
    assert check(typed(right), response) == Verdict(judgement=WRONG, grade=1)


def test_nothing_typed_is_invalid() -> None:
    assert check(typed("AlexNet"), "  ") == Verdict(judgement=INVALID, diagnosis="Nothing was typed.")


def test_a_card_graded_by_its_learner_has_nothing_to_check() -> None:
    question = asked(Answer(expects=Expects.SELF, text="x"))
    assert check(question, "anything") == Verdict(judgement=Judgement.SELF)
    assert read(question, "anything") == ""


def test_a_known_wrong_wording_is_diagnosed() -> None:
    wrong = Mistake(Answer(expects=Expects.TEXT, text="VGG", texts=("VGG",)), "VGG came two years later.")
    question = asked(Answer(expects=Expects.TEXT, text="AlexNet", texts=("AlexNet",)), mistakes=(wrong,))
    assert check(question, "vgg") == Verdict(judgement=WRONG, diagnosis="VGG came two years later.", grade=2)


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


@given(st.text(max_size=40), st.sampled_from([Expects.TEXT, Expects.CHOICE, Expects.CHOICES]))
def test_any_text_has_a_verdict(response: str, expects: Expects) -> None:
    question = asked(Answer(expects=expects, text="b", texts=("b",)), "a", "b", "c")
    assert check(question, response).judgement in {RIGHT, WRONG, INVALID}


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_difference_leads_from_one_text_to_the_other(expected: str, typed_text: str) -> None:
    runs = difference(expected, typed_text)
    right = "".join(run.text for run in runs if run.kind != "extra")
    left = "".join(run.text for run in runs if run.kind != "missing")
    assert right == unicodedata.normalize("NFC", expected)
    assert [folded(c) for c in left] == [folded(c) for c in unicodedata.normalize("NFC", typed_text)]


def test_a_difference_shows_what_is_missing_and_what_is_too_much() -> None:
    assert difference("Batch norm", "bath-norm") == [
        ("same", "Bat"),
        ("missing", "c"),
        ("same", "h"),
        ("extra", "-"),
        ("missing", " "),
        ("same", "norm"),
    ]
    assert difference("AlexNet", "AlexNet") == [("same", "AlexNet")]
    assert difference("", "x") == [("extra", "x")]
    assert difference("x", "") == [("missing", "x")]
    assert difference("", "") == []


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "abcd", 1),
        ("abc", "ab", 1),
        ("abc", "axc", 1),
        ("abcd", "badc", 2),
        ("abc", "xyz", 3),
    ],
)
def test_distance_counts_changes_and_swaps(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 2) == min(steps, 3)
    assert distance(other, one, 2) == min(steps, 3)
