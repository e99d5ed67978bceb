"""Sentences that say what something is, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("- A **wall** is a set of tiles in one plane.", "What is a wall?"),
        ("- **Grout** fills the gaps between tiles.", "What is Grout?"),
        ("Unlike max pooling, tile pooling keeps all four corners.", "What is tile pooling?"),
        ("Tile loss measures how far two corners are apart.", "What is the tile loss?"),
        ("The purpose of the hinge is to turn the gate without noise.", "What is the purpose of the hinge?"),
        ("The idea behind corner gates is that corners can be closed.", "What is the idea behind corner gates?"),
        ("- 角門是一排把方磚四個角全部關起來的結構。", "角門是什麼？"),
        ("- タイル分割は画像を重ならない正方形に切り分ける処理である。", "タイル分割とは何か？"),
        ("- 타일 사이의 간격을 줄눈이라고 합니다.", "줄눈: 무엇인가?"),
        ("- L9 Norm 은 타일의 모서리 길이를 모두 더한 합", "L9 Norm: 무엇인가?"),
    ],
)
def test_a_sentence_that_says_what_something_is_asks_for_it(cards: Cards, text: str, front: str) -> None:
    assert [asked for asked, _ in cards(text)] == [front]


@pytest.mark.parametrize(
    "text",
    [
        "Every filter is a square.",
        "Unlike walls, different tiles have to be laid one by one.",
        "- we: a wall of square tiles",
        "- Code: a wall of square tiles in some language",
        "The network is a stack of tiles.",
        "The purpose of this is to show tiles.",
        "Most tiles are a kind of stone.",
        "Describe how tiles are used in walls.",
        "- 벽과 바닥이 얼마나 멀리 있는 지 표현하는 함수",
    ],
)
def test_a_sentence_about_all_or_about_something_named_before_asks_nothing(cards: Cards, text: str) -> None:
    assert cards(text) == []


def test_such_a_sentence_among_a_papers_statements_is_a_card_too(cards: Cards) -> None:
    text = (
        "# SqNet (2031)\n\n- Problem: Round filters leave gaps.\n- Tile loss measures how far two corners are apart.\n"
    )
    assert "What is the tile loss?" in [front for front, _ in cards(text)]
