"""Callouts: their sign is no text of a card, their title asks, and what stands in them answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


def test_a_titled_callout_is_one_card(made: Cards) -> None:
    text = """\
        # Tiles

        > [!TIP] Corner gate
        >
        > - **Open**: the corners of a tile pass.
        > - **Closed**: the corners of a tile are kept.
        """
    [(front, back)] = made(text)
    assert front == "Explain: Corner gate."
    assert back.startswith("- **Open**: the corners")


def test_a_callout_that_asks_is_a_question_without_its_sign(cards: Cards) -> None:
    text = """\
        # Tiles

        > [!question]- Why do tiles overlap?
        > Their edges would show otherwise.
        """
    assert cards(text) == [("Why do tiles overlap?", "Their edges would show otherwise.")]


def test_a_callout_without_a_title_is_prose(cards: Cards) -> None:
    text = """\
        # Tiles

        > [!NOTE]
        > The corner gate is a switch for corners.
        """
    assert cards(text) == [("What is the corner gate?", "The corner gate is a switch for corners.")]


def test_definitions_below_a_callout_that_names_nothing_are_cards_of_their_own(cards: Cards) -> None:
    text = """\
        # Tiles

        > [!info] Terms
        > - **Corner gate**: a switch for the corners of a tile.
        > - **Round tile**: a tile whose corners are cut off.
        """
    assert [back for _, back in cards(text)] == [
        "A switch for the corners of a tile.",
        "A tile whose corners are cut off.",
    ]
