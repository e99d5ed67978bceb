from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.notes.english import article, as_sentence, names_its_number, with_article


@pytest.mark.parametrize(
    "words",
    ["RNN", "MLP", "FPN", "LSTM", "F1 score", "ROI", "IoU", "hour", "8-bit weight", "18-layer network", "11x11 kernel",
     "encoder", "uninitialised network", "Inception network", "ImageNet model"],
)  # fmt: skip
def test_words_that_sound_like_a_vowel_take_an(words: str) -> None:
    assert article(words) == "an"


@pytest.mark.parametrize(
    "words",
    ["one-stage detector", "unit", "universal filter", "U-Net", "European filter", "GAN", "CNN", "1x1 kernel", "MAP",
     "NASNet", "user", "residual block"],
)  # fmt: skip
def test_words_that_sound_like_a_consonant_take_a(words: str) -> None:
    assert article(words) == "a"


@pytest.mark.parametrize(
    ("term", "definition", "asked"),
    [
        ("one-stage detector", "boxes at once", "a one-stage detector"),
        ("RNN", "a recurrent network that reads a row", "an RNN"),
        ("MLP", "A multilayer perceptron.", "an MLP"),
        ("YOLO", "a one-stage detector", "YOLO"),
        ("BN", "a layer that normalises", "BN"),
        ("dropout", "a way to switch units off", "dropout"),
        ("running mean", "an average of batches", "a running mean"),
        ("focal loss", "a loss for rare classes", "the focal loss"),
    ],
)
def test_a_term_takes_the_article_its_last_word_needs(term: str, definition: str, asked: str) -> None:
    assert with_article(term, term, definition) == asked


@pytest.mark.parametrize(
    "text", ["one label for the image.", "a way to do it", "one-stage boxes", "it is so", "a $k$ by $k$ map"]
)
def test_an_ordinary_word_gets_its_capital(text: str) -> None:
    assert as_sentence(text) == text[0].upper() + text[1:]


@pytest.mark.parametrize(
    "text",
    ["k is the kernel", "max(0, x)", "max of all", "y = F(x)", "pytorch does it", "iPhone", "ch_in times", "log p", "`x` is",
     "$x$ is", "global average pooling 的平均", "in x, y", "3x3 layers", "- one\n- two", "in = out", "gate * x"],
)  # fmt: skip
def test_math_code_names_and_lists_stay_as_they_are(text: str) -> None:
    assert as_sentence(text) == text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What are the three parts of a feature pyramid network?", 3),
        ("Which 4 steps has it?", 4),
        ("Name three well known losses.", 3),
        ("提出哪三個主要概念？", 3),
    ],
)
def test_a_question_that_names_its_number_is_told_from_others(question: str, number: int) -> None:
    assert names_its_number(question, number)
    assert not names_its_number(question, number + 1)


@pytest.mark.parametrize(
    "question", ["Why 3x3 layers?", "What is a three-stage detector?", "Why $3$ layers?", "Why so?"]
)
def test_another_number_does_not_count(question: str) -> None:
    assert not names_its_number(question, 3)


@given(st.text(max_size=60))
def test_no_text_makes_english_raise(text: str) -> None:
    assert article(text) in {"a", "an"}
    assert as_sentence(text).casefold() == text.casefold()
    names_its_number(text, 3)
    with_article(text, text, text)
