"""Glossaries without marks, and lists of parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.outline import Block, Shape
from quizcv.notes.terms import read_parameter

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    "entry",
    [
        "Disparity\n    The shift of a point between two pictures.",
        "Disparity\nThe shift of a point between two pictures.",
        "Disparity\n: The shift of a point between two pictures.",
        "Disparity   The shift of a point between two pictures.",
        "Disparity\tThe shift of a point between two pictures.",
        "Disparity - the shift of a point between two pictures.",
        "Disparity = the shift of a point between two pictures.",
        "- Disparity - the shift of a point between two pictures.",
    ],
)
def test_an_entry_of_a_glossary_needs_no_mark(cards: Cards, entry: str) -> None:
    assert cards(f"# Glossary\n\n{entry}\n") == [("What is disparity?", "The shift of a point between two pictures.")]


def test_lines_with_a_colon_below_a_term_define_it_anywhere(cards: Cards) -> None:
    assert cards("# Stereo\n\nDisparity\n: The shift of a point between two pictures.\n: Large for near things.\n") == [
        ("What is disparity?", "The shift of a point between two pictures.\nLarge for near things.")
    ]


def test_two_lines_elsewhere_are_an_entry_only_among_their_like(cards: Cards) -> None:
    entries = ["Baseline\nThe distance of the two cameras.", "Disparity\nThe shift between two pictures.", "Epipole\nThe image of the other camera."]  # fmt: skip
    assert len(cards("# Stereo\n\n" + "\n\n".join(entries) + "\n")) == len(entries)
    assert "What is Baseline?" not in {front for front, _ in cards(f"# Two pictures\n\n{entries[0]}\n")}


def test_a_parameter_is_asked_for_below_the_name_of_what_takes_it(cards: Cards) -> None:
    assert cards(
        """
        # Unfold

        - size: int - the side of a window
        - step: int | tuple[int, int] = 1 - how far the window moves
        - wrap (bool, optional): whether the last window begins again
        - `edge` (str): what is added around the picture
        """
    ) == [
        ("Unfold: what is `size`?", "The side of a window\n\n`int`"),
        ("Unfold: what is `step`?", "How far the window moves\n\n`int | tuple[int, int] = 1`"),
        ("Unfold: what is `wrap`?", "Whether the last window begins again\n\n`bool, optional`"),
        ("Unfold: what is `edge`?", "What is added around the picture\n\n`str`"),
    ]


@pytest.mark.parametrize("label", ["Key points", "Key terms", "Concepts"])
def test_a_label_above_terms_is_no_card_of_its_own(cards: Cards, label: str) -> None:
    fronts = [
        front
        for front, _ in cards(
            f"""
            # Sampling

            **{label}:**
            - **Stride**: how far the window moves.
            - **Padding**: what is added around the picture.
            """
        )
    ]
    assert [front.casefold() for front in fronts] == ["what is stride?", "what is padding?"]


@pytest.mark.parametrize(
    "said", ["crowd = number of people", "kept: list of boxes that stay", "mask: array of ones and zeros"]
)
def test_a_word_that_is_also_a_type_makes_no_parameter(said: str) -> None:
    assert read_parameter(Block(Shape.ITEM, said, 1)) is None


def test_rows_of_a_glossary_are_entries_of_their_own(cards: Cards) -> None:
    assert cards(
        "# Glossary\n\nGrid = the points where a picture is read.\nJitter: a random shift of each point.\n\na. Rim\nThe outer row of a grid.\n"
    ) == [
        ("What is grid?", "The points where a picture is read."),
        ("What is Jitter?", "A random shift of each point."),
        ("What is Rim?", "The outer row of a grid."),
    ]
