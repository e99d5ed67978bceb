"""Tables of papers and models, by their heads, in six languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.rows import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Read = Callable[[str], Report]
    Cards = Callable[[str], list[tuple[str, str]]]


def table(heads: str, *rows: str) -> str:
    return "\n".join([f"| {heads} |", "|" + "---|" * (heads.count("|") + 1), *(f"| {row} |" for row in rows), ""])


def test_each_column_gives_its_card(cards: Cards) -> None:
    text = table(
        "Model | Paper | Year | Problem | Idea | Params | Link",
        "SqNet | Square Filters for Round Problems | 2031 | Round filters do not tile. | Make them square. | 1.2 M | [pdf](https://example.org)",
    )
    assert cards(text) == [
        ("Which paper introduced SqNet?", "Square Filters for Round Problems"),
        ("Which problem does SqNet solve?", "Round filters do not tile."),
        ("What is the main idea of SqNet?", "Make them square."),
        ("In which year was the SqNet paper published?", "2031"),
        ("SqNet, params: {{1.2 M}}", ""),
    ]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("模型 | 年份 | 核心想法", "SqNet | 2031 | 把濾波器改成方形"),
        ("模型 | 年份 | 创新点", "SqNet | 2031 | 把滤波器改成方形"),
        ("モデル | 発表年 | アイデア", "SqNet | 2031 | フィルタを四角くする"),
        ("모델 | 연도 | 핵심 아이디어", "SqNet | 2031 | 필터를 네모나게 만든다"),
        ("Модель | Год | Идея", "SqNet | 2031 | сделать фильтры квадратными"),
        ("Modelo | Año | Idea principal", "SqNet | 2031 | hacer los filtros cuadrados"),
        ("Network | Venue | Key features", "SqNet | CVPR 2031 | filters are square"),
        ("Title | Pub. | Summary", "SqNet: Square Filters for Round Problems | CVPR'31 | filters are square"),
    ],
)
def test_the_heads_are_known_in_six_languages(cards: Cards, heads: str, row: str) -> None:
    found = cards(table(heads, row))
    assert len(found) == 2
    assert "2031" in {back for _, back in found}


def test_a_table_of_models_and_numbers_gives_a_card_for_each_number(cards: Cards) -> None:
    text = table("Model | Layers | Parameters | Top-5 error", "SqNet-12 | 12 | 3.5M | 7.1%", "SqNet-24 | 24 | 6M | -")
    assert [front for front, _ in cards(text)] == [
        "SqNet-12, layers: {{12}}",
        "SqNet-12, parameters: {{3.5M}}",
        "SqNet-12, top-5 error: {{7.1%}}",
        "SqNet-24, layers: {{24}}",
        "SqNet-24, parameters: {{6M}}",
    ]


def test_a_list_of_titles_and_links_is_listed(read: Read) -> None:
    text = table(
        "Title | Authors | Year | Link",
        "Square Filters for Round Problems | Ann Lee | 2031 | [pdf](https://example.org)",
    )
    report = read(text)
    assert report.deck.cards == ()
    assert [each.reason for each in report.left_out] == ["a row of a list of papers, of which nothing is said"]


@pytest.mark.parametrize(
    ("heads", "row"), [("Name | Age", "Ann | 12"), ("Layer | Output", "conv1 | 55x55"), ("Hyperparameter | Value", "lr | 0.1"), ("Model | Color", "car | red")]
)  # fmt: skip
def test_other_tables_are_listed(read: Read, heads: str, row: str) -> None:
    report = read(table(heads, row))
    assert report.deck.cards == ()
    assert report.left_out


def test_cells_are_divided_by_bars_that_stand_alone() -> None:
    found = read_table("| a | `b|c` | $|x|$ | d\\|e |\n|--|:-:|--|--|\n| 1 | [x|y](https://example.org) | 3 |\n", 4)
    assert found is not None
    assert found.heads == ("a", "`b|c`", "$|x|$", "d|e")
    assert found.rows == ((6, ("1", "[x|y](https://example.org)", "3", "")),)


def test_a_table_without_a_rule_is_none() -> None:
    assert read_table("| a | b |\n| c | d |", 1) is None
    assert read_table("", 1) is None
