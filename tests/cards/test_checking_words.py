"""Typed words, and how they differ from the right ones."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.checking import check, read
from quizcv.cards.checking.difference import difference, folded
from quizcv.cards.checking.wording import distance
from quizcv.cards.verdict import Judgement, Verdict
from quizcv.problems.values import Answer, Expects, Mistake
from tests.cards.asked import INVALID, RIGHT, WRONG, asked

if TYPE_CHECKING:
    from quizcv.cards.question import Question


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
