"""Every shape in which notes explain a term, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.terms import defined_term

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

MEANING = "closes the corners of a filter"


@pytest.mark.parametrize(
    "text",
    [
        f"- Corner gate: {MEANING}",
        f"- Corner gate – {MEANING}",
        f"- Corner gate -> {MEANING}",
        f"- **Corner gate** – {MEANING}",
        f"- **Corner gate** = {MEANING}",
        f"- **Corner gate**\n  - {MEANING}",
        f"- *Corner gate*: {MEANING}",
        f"- _Corner gate_ - {MEANING}",
        f"Corner gate: {MEANING}",
        f"**Corner gate**: {MEANING}",
        f"**Corner gate:** {MEANING}\n**Edge gate:** opens the edges again",
        f"**Corner gate**\n\n{MEANING}",
        f"**Corner gate**\n- {MEANING}",
        f"> **Corner gate**: {MEANING}",
        f"# Glossary\n## Corner gate\n{MEANING}",
        f"# Key terms\n## Corner gate:\n- {MEANING}",
        f"| Term | Meaning |\n|---|---|\n| Corner gate | {MEANING} |",
        f"| # | **Concept** | Definition |\n|---|---|---|\n| 1 | Corner gate | {MEANING} |",
    ],
)
def test_a_term_with_its_meaning_is_a_card_in_every_shape(cards: Cards, text: str) -> None:
    assert ("What is the corner gate?", "Closes the corners of a filter") in cards(text)


@pytest.mark.parametrize(
    "heads",
    ["術語 | 說明", "名词 | 解释", "用語 | 意味", "용어 | 설명", "Термин | Определение", "Término | Significado"],
)
def test_a_table_of_terms_is_known_in_six_languages(cards: Cards, heads: str) -> None:
    text = f"| {heads} |\n|---|---|\n| Corner gate | {MEANING} |\n| Edge gate | opens the edges |\n"
    assert [back for _, back in cards(text)] == ["Closes the corners of a filter", "Opens the edges"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- Note: filters are square", "a remark, not a term"),
        ("- Example: a filter of three rows", "a remark, not a term"),
        ("- 注意：濾波器是方形的，不是圓形的", "a remark, not a term"),
        ("- 例：四角いフィルタを使う場合", "a remark, not a term"),
        ("- 참고: 필터는 네모나다", "a remark, not a term"),
        ("- Например: фильтр из трёх строк", "a remark, not a term"),
        ("- Nota: los filtros son cuadrados", "a remark, not a term"),
        ("- This means: the filters tile", "a remark, not a term"),
        ("- The network has three gates: one, two and three", "a remark, not a term"),
        ("- Step 1: cut the corners", "a step or a numbered part, not a term"),
        ("- 第一步：把角切掉再拼接", "a step or a numbered part, not a term"),
        ("- ステップ2: 角を切ってから並べる", "a step or a numbered part, not a term"),
        ("- Шаг 2: срезать углы", "a step or a numbered part, not a term"),
        ("- Paso 3: cortar las esquinas", "a step or a numbered part, not a term"),
        ("- Figure 4: a square filter", "a step or a numbered part, not a term"),
        ("- First: cut the corners", "a step or a numbered part, not a term"),
        ("- batch_size: 32", "a setting or a bare value, not a definition"),
        ("- Learning rate: 0.01", "a setting or a bare value, not a definition"),
        ("- data_root: /home/ann/tiles", "a setting or a bare value, not a definition"),
        ("- shuffle: true", "a setting or a bare value, not a definition"),
        ("- Input size: 224x224", "a setting or a bare value, not a definition"),
        ("- Teacher: why are they square", "something said, not a definition"),
        ('- Ann: "They are square, I think."', "something said, not a definition"),
        ("- Instructor: Ann Lee of the square lab", "about the note, not its subject"),
        ("- Install: pip and a compiler are needed", "about the note, not its subject"),
    ],
)
def test_what_only_looks_like_a_term_is_listed_with_its_reason(read: Read, text: str, reason: str) -> None:
    report = read(text)
    assert report.deck.cards == ()
    assert [each.reason for each in report.left_out] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "- Link: https://example.org",
        "- Author: Ann Lee",
        "- TODO: say more",
        "- at 10:30 we met",
        "- 10:30: lunch",
        "- Tags: a, b",
    ],
)
def test_links_metadata_placeholders_and_times_are_no_terms(read: Read, text: str) -> None:
    assert read(text).deck.cards == ()


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("A corner gate is a way to close corners.", "corner gate"),
        ("The corner gate is a way to close corners.", "corner gate"),
        ("Corner gates are the parts that close corners.", "Corner gates"),
        ("Tiling refers to filters side by side.", "Tiling"),
        ("拼接是一種把濾波器排在一起的方法。", "拼接"),
        ("タイリングとは、フィルタを並べることです。", "タイリング"),
        ("타일링이란 필터를 나란히 놓는 것이다.", "타일링"),
        ("Мозаика — это укладка фильтров.", "Мозаика"),
        ("El mosaico es una forma de unir filtros.", "mosaico"),
        ("This is a way to close corners.", ""),
        ("Another is the corner gate.", ""),
        ("这是一种方法。", ""),
        ("これとは違う。", ""),
    ],
)
def test_a_paragraph_that_defines_a_term_is_known_in_six_languages(text: str, term: str) -> None:
    assert defined_term(text) == term


def test_a_term_that_says_nothing_alone_takes_its_heading_along(made: Cards) -> None:
    text = (
        "## Square filters\n- Advantages: they tile.\n- Training: with small steps.\n- Limitations: corners are slow.\n"
    )
    assert [front for front, _ in made(text)] == [
        "What are the advantages of Square filters?",
        "What are the limits of Square filters?",
        "Square filters: describe the training.",
    ]


def test_a_list_of_names_is_asked_for_as_such(cards: Cards) -> None:
    assert cards("- Filter shapes:\n  - Square\n  - Round\n  - Triangle\n") == [
        ("Filter shapes: which ones? (3 points)", "- Square\n- Round\n- Triangle"),
    ]


def test_a_bold_line_takes_only_what_follows_at_once(cards: Cards) -> None:
    text = "**Corner gate**\n\nCloses corners.\n\nSomething else is said here.\n"
    assert cards(text) == [("What is the corner gate?", "Closes corners.")]


def test_an_answer_that_points_elsewhere_or_repeats_is_listed(read: Read) -> None:
    text = "- Corner gate: see the figure below\n- Edge gate: the edge gate\n- Ring gate: 如下圖所示\n"
    report = read(text)
    assert report.deck.cards == ()
    assert {each.line: each.reason for each in report.left_out} == {
        1: "the answer points at something that stands elsewhere",
        2: "the answer only repeats the question",
        3: "the answer points at something that stands elsewhere",
    }


def test_a_definition_longer_than_a_screen_is_a_draft(read: Read) -> None:
    report = read(f"- Corner gate: {'It closes the corners of each filter in turn. ' * 60}\n")
    assert report.deck.cards == ()
    assert report.deck.drafts[0].reason == "the answer is longer than a screen: split it"


def test_an_entry_of_a_glossary_may_label_its_definition(cards: Cards) -> None:
    text = "# Glossary\n## Corner gate\n**Definition**: closes the corners.  \n**See**: https://example.org\n## Edge gate\n**Definition**:\n- opens one edge.\n"
    assert cards(text) == [
        ("What is the corner gate?", "Closes the corners."),
        ("What is the edge gate?", "Opens one edge."),
    ]


def test_a_plain_line_right_above_its_bullets_is_a_term(cards: Cards) -> None:
    assert cards("Corner gate\n- closes the corners of a filter.\n\nEdge gate\n* opens one edge.\n") == [
        ("What is the corner gate?", "Closes the corners of a filter."),
        ("What is the edge gate?", "Opens one edge."),
    ]
