"""Sentences in prose that hold a question and its answer by how they are built, in six languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

LEAD = "# Corner gate\n\nThe corner gate is a switch for corners.\n\n"


@pytest.mark.parametrize(
    ("said", "front", "back"),
    [
        (
            "If the gate stays open too long, the corners of the tile grow dark.",
            "Corner gate: what happens if the gate stays open too long?",
            "The corners of the tile grow dark.",
        ),
        (
            "To keep the size of a tile, a row of zeros is put around its border.",
            "Corner gate: what is done to keep the size of a tile?",
            "A row of zeros is put around its border.",
        ),
        (
            "Round tiles are slower to cut because the blade has to turn all the time.",
            "Corner gate: Round tiles are slower to cut – why?",
            "Because the blade has to turn all the time.",
        ),
        (
            "People cut tiles in many shapes. A round tile is a tile without any corner.",
            "What is a round tile?",
            "A round tile is a tile without any corner.",
        ),
        (
            "The darkest place along the border of a tile is called the corner shade.",
            "What is corner shade?",
            "The darkest place along the border of a tile is called the corner shade.",
        ),
    ],
)
def test_a_sentence_whose_first_clause_asks_is_a_card(cards: Cards, said: str, front: str, back: str) -> None:
    assert (front, back) in cards(f"{LEAD}{said}\n")


@pytest.mark.parametrize(
    ("heading", "said", "front", "back"),
    [
        ("角门", "如果角门一直打开，瓷砖的四个角会慢慢变暗。", "如果角门一直打开，会怎样？", "瓷砖的四个角会慢慢变暗。"),
        ("모서리 문", "모서리 문을 오래 열어 두면 타일의 네 모서리가 어두워진다.", "모서리 문을 오래 열어 두면 어떻게 되는가?", "타일의 네 모서리가 어두워진다."),
        ("모서리 문", "타일의 크기를 유지하기 위해 가장자리에 0을 한 줄 두른다.", "모서리 문: 타일의 크기를 유지하기 위해 무엇을 하는가?", "가장자리에 0을 한 줄 두른다."),
        ("Затвор", "Если затвор долго открыт, углы плитки заметно темнеют.", "Что происходит, если затвор долго открыт?", "Углы плитки заметно темнеют."),
        ("Compuerta", "Si el borde queda abierto, las esquinas del azulejo se oscurecen.", "Compuerta: ¿qué ocurre si el borde queda abierto?", "Las esquinas del azulejo se oscurecen."),
    ],
)  # fmt: skip
def test_so_is_one_in_another_language(cards: Cards, heading: str, said: str, front: str, back: str) -> None:
    filler = {"角门": "角门是一种控制瓷砖四角的开关。", "모서리 문": "모서리 문이란 타일의 모서리를 여닫는 기술이다.",
              "Затвор": "Затвор — это устройство, которое закрывает углы плитки.", "Compuerta": "La compuerta es un interruptor de las esquinas de un azulejo."}  # fmt: skip
    found = cards(f"# {heading}\n\n{filler[heading]}\n\n{said}\n")
    assert (front, back) in found


@pytest.mark.parametrize(
    "said",
    [
        "If you like this gate, you can buy it in any shop.",
        "If it is open, the corners of the tile grow dark.",
        "This is slow because the blade has to turn all the time.",
        "If so, the corners grow dark.",
        "To use it, we first download the whole list of tiles.",
    ],
)
def test_a_sentence_about_what_stands_elsewhere_or_to_the_reader_is_left_out(cards: Cards, said: str) -> None:
    assert len(cards(f"{LEAD}{said}\n")) == 1


def test_one_paragraph_makes_two_such_cards_at_most(cards: Cards) -> None:
    said = " ".join(f"If the gate {word} all day long, the tile turns {word}." for word in ("rusts", "squeaks", "jams"))
    assert len(cards(f"{LEAD}{said}\n")) == 3


def test_a_paragraph_that_goes_on_about_what_was_defined_stays_with_the_definition(cards: Cards) -> None:
    [(_, back)] = cards(f"{LEAD}It opens by itself when the tile is turned.\n")
    assert back == "The corner gate is a switch for corners.\n\nIt opens by itself when the tile is turned."
