"""Abbreviations: what they stand for is a card, once in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.notes.terms import abbreviation_in, stands_for

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("IoU", "Intersection over Union"),
        ("NMS", "non-maximum suppression"),
        ("ReLU", "Rectified Linear Unit"),
        ("mAP", "mean Average Precision"),
        ("RoI", "Region of Interest"),
        ("CNNs", "convolutional neural networks"),
        ("SqNet", "square network"),
    ],
)
def test_the_letters_are_beginnings_of_the_words_in_their_order(short: str, long: str) -> None:
    assert stands_for(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [("GAN", "two networks that play"), ("BN", "it normalises"), ("IoU", "IoU"), ("CNN", "network"), ("RPN", "a net for regions"), ("", "")],
)  # fmt: skip
def test_other_words_are_not_what_it_stands_for(short: str, long: str) -> None:
    assert not stands_for(short, long)


@given(st.text(max_size=12), st.text(max_size=120))
def test_no_text_raises(short: str, long: str) -> None:
    stands_for(short, long)
    abbreviation_in(short, long)


@pytest.mark.parametrize(
    "text",
    [
        "- SqGate (Square Gate): closes the corners of a filter.",
        "- **SqGate** (Square Gate): closes the corners of a filter.",
        "- Square Gate (SqGate): closes the corners of a filter.",
        "# Terms\n## SqGate (Square Gate)\ncloses the corners of a filter.",
    ],
)
def test_short_form_and_meaning_are_two_cards(cards: Cards, text: str) -> None:
    assert cards(text) == [
        ("What does SqGate stand for?", "Square Gate"),
        ("What is SqGate?", "Closes the corners of a filter."),
    ]


@pytest.mark.parametrize(
    "text",
    ["- SQG: Square Gate", "- **SQG：Square Gate**", "| Abbreviation | Full name |\n|---|---|\n| SQG | Square Gate |"],
)
def test_a_definition_that_only_spells_out_is_one_card(cards: Cards, text: str) -> None:
    assert cards(text) == [("What does SQG stand for?", "Square Gate")]


def test_it_is_asked_once_in_a_note(cards: Cards) -> None:
    text = "- SQG (Square Gate): closes corners.\n- SQG (Square Gate): and edges.\n"
    assert [front for front, _ in cards(text)].count("What does SQG stand for?") == 1


def test_a_table_with_short_form_name_and_meaning_gives_both(cards: Cards) -> None:
    text = "| 縮寫 | 全稱 | 說明 |\n|---|---|---|\n| SQG | Square Gate | 把濾波器的角關起來 |\n"
    assert [back for _, back in cards(text)] == ["Square Gate", "把濾波器的角關起來"]
