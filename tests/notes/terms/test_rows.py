"""Rows with a label each, sentences that go on about the term above, and labels that name nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


def test_rows_that_end_in_a_hard_break_and_begin_with_a_label_are_taken_one_by_one(cards: Cards) -> None:
    assert cards(
        "# Sampling\n\nGrid: the points where a picture is read.  \nJitter: a random shift of each point of the grid.\n"
    ) == [
        ("What is grid?", "The points where a picture is read."),
        ("What is Jitter?", "A random shift of each point of the grid."),
    ]


def test_rows_that_begin_in_bold_are_taken_one_by_one(cards: Cards) -> None:
    made = cards(
        "# Week 1\n\n**Skew** tilts the axes of a picture.  \n**Zoom** scales the picture around its middle.\n"
    )
    assert [back for _, back in made] == [
        "**Skew** tilts the axes of a picture.",
        "**Zoom** scales the picture around its middle.",
    ]


def test_a_line_without_a_subject_goes_on_about_the_formula_above(made: Cards) -> None:
    found = dict(made("# Week 2\n\n**Shear matrix**\n\n$$S = I + m e_1 e_2^T$$\n\nHas one degree of freedom.\n"))
    assert found["State the formula of Shear matrix."] == "$$S = I + m e_1 e_2^T$$"
    assert found["What is the shear matrix?"] == "$$S = I + m e_1 e_2^T$$\n\nHas one degree of freedom."


def test_a_sentence_may_name_its_term_last(cards: Cards) -> None:
    made = cards(
        "# Week 3\n\nThe shortest line between two slanted rays is the **common normal**. Found by least squares.\n"
    )
    assert [front for front, _ in made] == ["What is common normal?"]


def test_a_label_that_says_what_one_does_is_explained(made: Cards) -> None:
    assert made("# Hints\n\n- initialize weights with zeros: all the neurons learn the same\n") == [
        ("Explain: initialize weights with zeros.", "All the neurons learn the same")
    ]


@pytest.mark.parametrize("label", ["a + b // not", "He start (for", "Notice that"])
def test_what_is_no_name_defines_nothing(cards: Cards, label: str) -> None:
    assert not cards(f"# Hints\n\n- {label}: something that is said of it here\n")


@pytest.mark.parametrize(
    ("label", "front"),
    [
        ("动机", "瓷砖锯 想解决什么问题？"),
        ("核心逻辑", "瓷砖锯：核心逻辑是什么？"),
    ],
)
def test_a_label_that_says_nothing_alone_gets_what_it_is_about(cards: Cards, label: str, front: str) -> None:
    assert cards(f"# 瓷砖锯\n\n## 核心直觉\n\n- **{label}**：圆形的锯片切不到瓷砖的四个角。\n") == [
        (front, "圆形的锯片切不到瓷砖的四个角。")
    ]


def test_a_list_of_things_done_explains_no_heading(cards: Cards) -> None:
    assert not cards("# Tiles\n\n## Losses\n\n- [x] round loss\n- [x] square loss\n- [ ] rim loss\n")
