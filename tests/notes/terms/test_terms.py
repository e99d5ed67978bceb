from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("- Dropout: switches units off.", "What is Dropout?", "Switches units off."),
        ("- **Dropout:** switches units off.", "What is Dropout?", "Switches units off."),
        ("- **Dropout**: switches units off.", "What is Dropout?", "Switches units off."),
        ("- **Dropout** - switches units off.", "What is Dropout?", "Switches units off."),
        ("- **Dropout**\n  - switches units off.", "What is Dropout?", "Switches units off."),
        ("- Gram matrix: inner products.", "What is the Gram matrix?", "Inner products."),
        ("- Residual block: adds its input.", "What is the residual block?", "Adds its input."),
        ("Dropout is a way to switch units off.", "What is Dropout?", "Dropout is a way to switch units off."),
        ("- **Avoid large filters.** They cost more.", "Why avoid large filters?", "They cost more."),
        ("- **Stacking filters.** Two see more.", "Stacking filters: why, and how?", "Two see more."),
        ("# SqNet\n- Pros: it is small.", "What are the advantages of SqNet?", "It is small."),
    ],
)
def test_a_term_and_its_meaning_are_a_card(cards: Cards, text: str, front: str, back: str) -> None:
    assert cards(text) == [(front, back)]


@pytest.mark.parametrize(
    "text",
    [
        "- For example: nothing",
        "- A course: https://example.org",
        "- at 12:30 we left",
        "- ratio 7:3 was used there",
        "This is a collection of links.",
        "- Dropout",
        "- [Dropout](https://example.org)",
    ],
)
def test_what_explains_no_term_is_no_card(read: Read, text: str) -> None:
    report = read(text)
    assert report.deck.cards == ()
    assert report.left_out


def test_a_chinese_term_is_asked_for_in_chinese(cards: Cards) -> None:
    text = "# 卷積網路\n- 池化：把特徵圖縮小的運算，會保留重要的資訊。\n- GAP：對整張特徵圖取平均。\n"
    assert [front for front, _ in cards(text)] == ["池化是什麼？", "什麼是 GAP？"]


def test_formulas_below_a_term_are_cards_of_their_own(cards: Cards) -> None:
    text = "- Dice loss\n  - It compares two masks.\n  - $$L = 1 - \\frac{2a}{b + c} \\\\ a = x y$$\n"
    assert cards(text) == [
        ("What is the Dice loss?", "It compares two masks."),
        ("State the formula of Dice loss.", "$$L = 1 - \\frac{2a}{b + c}$$"),
        ("Dice loss: state the formula for $a$.", "$$a = x y$$"),
    ]


def test_math_over_lines_is_one_formula_whatever_its_lines_begin_with(read: Read) -> None:
    report = read("- Dice loss\n  - It compares.\n  - $$\n    L = a\n    + b c\n    - d\n    $$\n")
    assert [each.text for each in report.formulas] == ["L = a + b c - d"]
