"""Quizzes: answers written down without their questions, labels of answers, and the place of a heading in a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.recognise import without_place
from quizcv.notes.topics import topic_name

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


def test_a_case_and_its_answer_below_a_quiz_are_a_card(cards: Cards) -> None:
    text = """\
        # Tile quiz

        1. gate left open: corners grow dark
        2. square better than round tile: True
        3. hinge: turns the gate
        """
    assert cards(text) == [
        ("Gate left open?", "Corners grow dark"),
        ("Square better than round tile: true or false?", "True"),
        ("What is hinge?", "Turns the gate"),
    ]


def test_elsewhere_a_value_behind_a_colon_is_no_answer(cards: Cards) -> None:
    assert cards("# Tiles\n\n## Introduction\n\n1. gate of the tile saw: True\n") == []


@pytest.mark.parametrize("label", ["A1. ", "**A1.** ", "A: ", "**A.** "])
def test_the_label_of_an_answer_is_no_part_of_it(cards: Cards, label: str) -> None:
    text = f"# Tiles\n\n**Q1.** What does the gate do?\n\n{label}It closes the corner.\n\n**Q2.** How many corners?\n\nFour of them.\n"
    assert cards(text)[0] == ("What does the gate do?", "It closes the corner.")


def test_lettered_options_keep_their_letters(cards: Cards) -> None:
    text = "# Tiles\n\n**Q1.** Which are gates? Both of them.\n\nA. The corner gate\nB. The edge gate\n"
    assert "A. The corner gate" in str(cards(text))


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Section 2) Stride", "Stride"),
        ("Lecture 5: Stride", "Stride"),
        ("Chapter 3 - Stride", "Stride"),
        ("1-2 Stride", "Stride"),
        ("1-2 norm", "1-2 norm"),
        ("Lecture 5", "Lecture 5"),
        ("Partial convolution", "Partial convolution"),
    ],
)
def test_where_a_heading_stands_is_no_part_of_what_it_names(title: str, bare: str) -> None:
    assert without_place(title) == bare


def test_a_review_of_a_thing_is_about_the_thing() -> None:
    assert topic_name("Section 1) 角門の復習") == "角門"


def test_a_name_with_its_list_is_shown_whole_in_an_answer(cards: Cards) -> None:
    text = "# 角門\n\n## なぜ角門を閉じるのか\n\n```\n角門の役割\n1、角を暗くする働き\n2、端の線を消す働き\n```\n"
    [(front, back)] = cards(text)
    assert front == "なぜ角門を閉じるのか"
    assert "1. 角を暗くする働き" in back


def test_keywords_above_an_answer_are_about_the_note(cards: Cards) -> None:
    text = """\
        # Tiles

        ## What does the corner gate do?

        **Keywords**: gate, corner
        It closes the corners.

        ## Why is it shut?

        **Keywords**: dark

        To keep the corner dark.
        """
    assert [back for _, back in cards(text)] == ["It closes the corners.", "To keep the corner dark."]


def test_what_stands_below_keywords_is_read_on(cards: Cards) -> None:
    text = "# Tiles\n\n## Introduction\n\nKeywords: gate\nThe corner gate is a switch for corners.\n"
    assert cards(text) == [("What is the corner gate?", "The corner gate is a switch for corners.")]


def test_a_question_among_the_points_of_a_term_is_one_of_its_own(cards: Cards) -> None:
    text = """\
        # Saws

        - Corner gate
          - It closes the corners of a tile.
          - It is made of thin steel.
          - How is the gate chosen? The widest one that fits the tile is taken first.
        """
    found = dict(cards(text))
    assert found["How is the gate chosen?"] == "The widest one that fits the tile is taken first."
    assert "- It is made of thin steel." in found["What is the corner gate?"]
    assert "How is" not in found["What is the corner gate?"]
