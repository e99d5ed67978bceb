"""A note's pictures lie anywhere; the deck made from it can be read all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.cards.reader.deck import read_deck, read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.notes.importing import import_into, import_note
from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

FAR = ["https://example.org/a.png", "../a.png", "/home/a.png", "data:image/png;base64,AA", "C:\\a.png"]


@pytest.mark.parametrize("place", FAR)
def test_a_picture_from_elsewhere_inside_an_answer_gives_way_to_its_words(read: Read, place: str) -> None:
    report = read(f"- What is stride?\n  - The step of the window.\n  - ![a step of two]({place})\n")
    (card,) = read_deck_text(write_deck(report.deck)).cards
    assert texts_of(card) == texts_of(report.deck.cards[0])
    assert "a step of two" in write_deck(report.deck)
    assert place not in write_deck(report.deck)
    assert [(each.line, each.reason) for each in report.left_out] == [
        (1, "a picture outside the deck's folder; the card keeps its words")
    ]


def test_a_picture_without_words_leaves_no_empty_bullet(cards: Cards) -> None:
    text = (
        "- What is stride?\n  - The step.\n  - [![](https://example.org/a.png)](https://example.org)\n  - In pixels.\n"
    )
    assert cards(text) == [("What is stride?", "- The step.\n- In pixels.")]


def test_a_picture_in_a_question_a_term_or_a_statement_is_no_obstacle(read: Read) -> None:
    picture = "![it](https://example.org/30%20layers.png)"
    report = read(
        f"# {picture} Nets\n- What is {picture} for?\n  - Depth.\n- Gate: opens {picture}.\n"
        f"## Net (2031)\n- **Square Filters for Nets**\n- It has 12 layers {picture}.\n"
    )
    deck = read_deck_text(write_deck(report.deck))
    assert deck.title == "it Nets"
    assert len(deck.cards) == len(report.deck.cards) == 5


def test_a_picture_of_two_questions_is_listed_once(read: Read) -> None:
    report = read("- What is stride? Why stride?\n  - The step. ![two](https://example.org/a.png)\n")
    assert (len(report.deck.cards), len(report.left_out)) == (2, 1)


def test_a_picture_that_can_lie_beside_the_deck_stays_and_is_asked_for_until_it_does(tmp_path: Path) -> None:
    note = tmp_path / "stride.md"
    note.write_text("- What is stride?\n  - The step. ![two](figures/a.png)\n", encoding="utf-8")
    (row,) = import_into(note, tmp_path / "decks").left_out
    assert (row.line, row.text) == (1, "figures/a.png")
    assert "![two](figures/a.png)" in (tmp_path / "decks" / "stride.yaml").read_text(encoding="utf-8")
    (tmp_path / "decks" / "figures").mkdir()
    (tmp_path / "decks" / "figures" / "a.png").write_bytes(b"png")
    assert import_into(note, tmp_path / "decks").left_out == ()
    assert read_deck(tmp_path / "decks" / "stride.yaml").cards


PIECES = st.lists(
    st.sampled_from(
        ["![", "a", "](", "http://x", "../b.png", "c.png", ")", "]", "[", "(", "<", ">", " ", "\n", "- ", "**", "`", "$", "?",
         "12 layers", "Gate: ", "\n\n", "x" * 490]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
def test_however_pictures_are_written_the_deck_can_be_read(pieces: list[str]) -> None:
    text = f"## Net (2031)\n- **Square Filters for Nets**\n- {''.join(pieces)}\n- What is it?\n  - It is {''.join(pieces)}\n"
    deck = import_note(text, path="n.md").deck
    assert len(read_deck_text(write_deck(deck)).cards) == len(deck.cards)
