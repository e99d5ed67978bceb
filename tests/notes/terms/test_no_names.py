"""Words that sort a text, sign it or point at what is above it name nothing that could be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]


@pytest.mark.parametrize("label", ["Given", "Notes", "Input", "Memes", "Fun fact", "The actual papers"])
def test_a_label_that_names_nothing_is_no_term(read: Read, label: str) -> None:
    report = read(
        f"# Introduction\n\n{label}:\n- the gate closes each corner of a tile\n- the corner turns dark then\n"
    )
    assert not any(label.casefold() in str(card).casefold() for card in report.deck.cards)
    assert report.deck.cards or {3, 4, 5} <= {each.line for each in report.left_out}


def test_input_layer_is_still_a_term(cards: Cards) -> None:
    ((front, _),) = cards("# Tiles\n\n- **Input layer**: takes the pixels of each tile as they are.\n")
    assert front == "What is the input layer?"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("考察", "タイルの角は門が閉じると暗くなることが分かった。"),
        ("実装演習結果", "タイルの角を暗くする門を実装して結果を確認した。"),
        ("Realizado por Ana Gómez", "Una compuerta cierra la esquina de cada baldosa."),
        ("Made by Ann Lee", "A gate closes the corner of each tile."),
    ],
)
def test_a_heading_that_sorts_or_signs_is_no_topic(read: Read, title: str, text: str) -> None:
    report = read(f"# {title}\n\n{text}\n")
    assert not report.deck.cards
    assert text in [each.text for each in report.left_out]


def test_a_heading_that_is_a_clause_asks_about_the_heading_above_it(cards: Cards) -> None:
    text = "# Corner gates\n\n## Why it matters\n\nIt matters because dark corners hide the edges of a tile.\n"
    assert cards(text) == [
        ("Corner gates: why it matters?", "It matters because dark corners hide the edges of a tile.")
    ]


def test_the_greatest_difference_is_no_term(cards: Cards) -> None:
    text = "# Baldosas\n\nLa mayor diferencia es la forma de la esquina de cada baldosa.\n"
    assert not any("mayor diferencia" in front for front, _ in cards(text))


def test_an_order_behind_a_question_is_part_of_it_and_no_answer(read: Read) -> None:
    text = """\
        # Cuestionario

        1. **¿Qué cierra la compuerta de una baldosa? Justificar la respuesta.**

            Cierra la esquina, que es donde empieza el borde.

        2. **¿Cuántas esquinas tiene una baldosa? Dar argumentos y discutir las opciones que considere necesario.**
        """
    report = read(text)
    assert [card.back for card in report.deck.cards] == ["Cierra la esquina, que es donde empieza el borde."]  # type: ignore[union-attr]  # basic cards
    assert [each.line for each in report.unanswered] == [7]


def test_a_picture_with_a_caption_is_no_idea_of_a_paper(cards: Cards) -> None:
    text = (
        "# GateNet (CVPR 2016)\n\n![](images/gate.png) Kinds of gates\n\n## Results\n\nIt closes 80 % of all corners.\n"
    )
    assert not any("main idea" in front for front, _ in cards(text))


def test_a_paper_s_heading_without_letters_names_no_part_and_is_told_where_it_is_empty(read: Read) -> None:
    text = "# GateNet (CVPR 2016)\n\n## Results\n\nIt closes 80 % of all corners.\n\n## 5\n\nDark corners hide the edge.\n\n## 6\n"
    report = read(text)
    assert not any("what is 5" in str(card).casefold() for card in report.deck.cards)
    assert "Dark corners hide the edge." in str([report.deck.cards, report.left_out])
    assert [each.reason for each in report.left_out if each.line == 11] == ["a heading with nothing below it"]


def test_a_note_to_oneself_is_a_placeholder_however_long(read: Read) -> None:
    report = read("# Tiles\n\n## Rows\n\n- TODO: ask about the corner gate, its hinge and its dark side\n")
    assert not report.deck.cards
    assert len(report.placeholders) == 1


def test_a_picture_that_goes_leaves_no_gap_before_the_number_of_points(cards: Cards) -> None:
    text = "# Tile quiz\n\n**Q1. Which gates close?**\n\n![](/img/gates.png)\n\nA1.\n\n- the corner gate\n- the edge gate\n- the hinge\n"
    assert cards(text)[0][0] == "Which gates close? (3 points)"
