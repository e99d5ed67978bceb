"""Sections below a question that define what they name have a card each; the question keeps them all as its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


def test_parts_of_an_answer_that_define_their_names_are_cards_too(cards: Cards) -> None:
    text = """\
        # Tiles

        ## How does a tile saw work?

        ### Corner gate

        The corner gate holds the tile at its corners.

        ### Water feed

        - **Definition**: A pump that cools the blade with water.
        - **Where**: Behind the blade.
        """
    found = dict(cards(text))
    assert found["What is the corner gate?"] == "The corner gate holds the tile at its corners."
    assert next(back for front, back in found.items() if "feed" in front.lower()).startswith("A pump")
    whole = found["How does a tile saw work?"]
    assert "holds the tile" in whole
    assert "Behind the blade" in whole


def test_steps_and_reasons_below_a_question_are_only_its_answer(cards: Cards) -> None:
    text = """\
        # Tiles

        ## Why do tiles crack?

        ### Cold nights

        Water freezes below them and lifts one side.

        ### Heavy loads

        A single wheel presses on one corner.
        """
    assert [front for front, _ in cards(text)] == ["Why do tiles crack?"]
