"""A paper's labelled parts, in every form and language of a reading template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.report import texts_of
from quizcv.notes.roles import Role, role_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Read = Callable[[str], Report]
    Cards = Callable[[str], list[tuple[str, str]]]

HEAD = "## SqNet (2031)\n- **Square Filters for Round Problems**\n"
FRAME = {"Which paper introduced SqNet?", "In which year was the SqNet paper published?"}


def parts(cards: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(front, back) for front, back in cards if front not in FRAME]


@pytest.mark.parametrize(
    ("labels", "role"),
    [
        (["Problem", "**Motivation**:", "1. Problem?", "動機", "解决的问题", "課題", "문제점", "Проблема", "Motivación"], Role.PROBLEM),
        (["What", "What is it?", "What's this?", "這篇論文在做什麼？", "1. どんなもの？", "무엇인가?", "Что это?", "¿De qué trata?"], Role.WHAT),
        (["Idea", "Key ideas", "TL;DR", "TLDR", "核心思想", "アイデア", "핵심 아이디어", "Главная идея", "Idea principal"], Role.IDEA),
        (["Novelty", "创新点", "2. 先行研究と比べてどこがすごいの？", "차별점", "Новизна", "Novedades"], Role.NOVELTY),
        (["Contributions", "Main contributions:", "主要貢獻", "貢献", "기여", "Вклад", "Contribuciones"], Role.PARTS),
        (["How", "How it works", "Proposed method", "方法", '3. 技術や手法の"キモ"はどこにある？', "제안 방법", "Метод", "Metodología"], Role.METHOD),
        (["Results", "Experiments and results", "實驗結果", "4. どうやって有効だと検証した？", "실험 결과", "Результаты", "Resultados"], Role.RESULTS),
        (["Conclusion", "結論", "まとめ", "결론", "Выводы", "Conclusiones"], Role.CONCLUSION),
        (["Pros", "Strengths", "優點", "メリット", "장점", "Плюсы", "Ventajas"], Role.ADVANTAGES),
        (["Limitations", "Cons", "局限性", "5. 議論はあるか？", "한계점", "Недостатки", "Limitaciones"], Role.LIMITS),
        (["Open questions", "My questions", "疑問", "わからない点", "궁금한 점", "Вопросы", "Mis dudas"], Role.OPEN),
        (["Related work", "References", "My thoughts", "6. 次に読むべき論文は？", "참고문헌", "Ссылки", "Referencias"], Role.ASIDE),
        (["Summary", "Notes", "摘要", "サマリー", "요약", "Конспект", "Resumen"], Role.SUMMARY),
    ],
)  # fmt: skip
def test_the_fixed_words_of_reading_templates_are_known_in_six_languages(labels: list[str], role: Role) -> None:
    assert {label: role_of(label) for label in labels} == dict.fromkeys(labels, role)


@pytest.mark.parametrize(
    "label",
    [
        "Corner gate",
        "ResNet",
        "How to train",
        "Problem 3",
        "Training",
        "A long heading that says more than one word could",
        "",
    ],
)
def test_other_words_are_no_role(label: str) -> None:
    assert role_of(label) is None


TEMPLATES = [
    "- Problem: round filters do not tile.\n- Idea: make them square.\n- Limitations: it is slow.\n",
    "- **Problem**: round filters do not tile.\n- **Idea** - make them square.\n- **Limitations**\n  - it is slow.\n",
    "- Problem\n  - round filters do not tile.\n- Idea\n  - make them square.\n- Limitations\n  - it is slow.\n",
    "\n### Problem\nround filters do not tile.\n\n### Idea\n- make them square.\n\n### Limitations\nit is slow.\n",
    "\n### 1. Problem?\nround filters do not tile.\n\n### 2. Idea?\nmake them square.\n\n### 3. Limitations?\nit is slow.\n",
    "\n**Problem**\n\nround filters do not tile.\n\n**Idea**\n- make them square.\n\n**Limitations**\n- it is slow.\n",
    "\n**Problem:** round filters do not tile.\n\n**Idea:** make them square.\n\n**Limitations:** it is slow.\n",
    "\n**Problem:** round filters do not tile.\n**Idea:** make them square.\n**Limitations:** it is slow.\n",
    "\n### Summary\n- Problem\n  - round filters do not tile.\n- Idea\n  - make them square.\n- Limitations\n  - it is slow.\n",
    "\nProblem:\n\n- round filters do not tile.\n\nIdea:\n\n- make them square.\n\nLimitations:\n- it is slow.\n",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_form_of_a_template_gives_the_same_cards(cards: Cards, template: str) -> None:
    assert parts(cards(HEAD + template)) == [
        ("Which problem does SqNet solve?", "Round filters do not tile."),
        ("What is the main idea of SqNet?", "Make them square."),
        ("What are the limits of SqNet?", "It is slow."),
    ]


@pytest.mark.parametrize(
    ("text", "fronts"),
    [
        ("### 問題\n圓形的濾波器無法拼接在一起。\n### 方法\n把濾波器改成方形的，就能拼接。\n### 限制\n計算比較慢。", ["SqNet 想解決什麼問題？", "SqNet 是怎麼做的？", "SqNet 有哪些限制？"]),
        ("### 问题\n圆形的滤波器无法拼接在一起，这个问题很难。\n### 贡献\n把滤波器改成方形的，让模型学习更简单。", ["SqNet 想解决什么问题？", "SqNet 有哪些贡献？"]),
        ("### どんなもの？\n丸いフィルタを四角くするモデルです。\n### 議論はあるか？\n計算が遅いという問題があります。", ["SqNet とは何か？", "SqNet の限界は何か？"]),
        ("### 문제점\n둥근 필터는 타일처럼 붙일 수 없다.\n### 아이디어\n필터를 네모나게 만든다.", ["SqNet: 어떤 문제를 해결하는가?", "SqNet: 핵심 아이디어는 무엇인가?"]),
        ("### Проблема\nКруглые фильтры не складываются в плитку.\n### Идея\nСделать фильтры квадратными.", ["SqNet: какая проблема решается?", "SqNet: в чём главная идея?"]),
        ("### Problema\n¿Por qué no encajan? Los filtros redondos no encajan según el artículo.\n### Idea\nHacerlos cuadrados también ayuda.", ["¿Qué problema resuelve SqNet?", "¿Cuál es la idea principal de SqNet?"]),
    ],
)  # fmt: skip
def test_the_questions_are_asked_in_the_language_of_the_note(cards: Cards, text: str, fronts: list[str]) -> None:
    assert [front for front, _ in cards(f"## SqNet (2031)\n{text}\n")][: len(fronts)] == fronts


def test_contributions_are_a_list_of_names_and_a_card_for_each_part(cards: Cards) -> None:
    text = """\
        - Contributions:
          - Corner gate: closes the four corners of a filter.
          - Edge pooling: takes the mean along each edge.
          - Tile loss: counts the gaps between two filters.
        """
    assert parts(cards(HEAD + "\n".join(row[8:] for row in text.split("\n")))) == [
        ("What does SqNet contribute? (3 points)", "- Corner gate\n- Edge pooling\n- Tile loss"),
        ("SqNet: what is the corner gate?", "Closes the four corners of a filter."),
        ("SqNet: what is edge pooling?", "Takes the mean along each edge."),
        ("SqNet: what is the tile loss?", "Counts the gaps between two filters."),
    ]


def test_contributions_without_names_are_one_card_that_counts_them(cards: Cards) -> None:
    text = "- Contributions\n  1. They make filters square.\n  2. They show that squares tile.\n  3. They publish the code.\n"
    assert parts(cards(HEAD + text)) == [
        (
            "What does SqNet contribute? (3 points)",
            "1. They make filters square.\n2. They show that squares tile.\n3. They publish the code.",
        ),
    ]


def test_results_with_numbers_are_asked_for_one_by_one(cards: Cards) -> None:
    text = "- Results\n  - It reaches an error of 3.5 % on tiles.\n  - It is 4x faster than round filters.\n  - It fails on triangles.\n"
    assert parts(cards(HEAD + text)) == [
        ("SqNet reaches an error of {{3.5 %}} on tiles.", ""),
        ("SqNet is {{4x}} faster than round filters.", ""),
        ("SqNet: what do the experiments show?", "It fails on triangles."),
    ]


def test_the_readers_open_questions_are_listed_and_answered_ones_are_cards(read: Read) -> None:
    text = "- Idea: Make them square.\n- Open questions\n  - What about triangles?\n  - Is it fast?\n    - No, the corners take time.\n  - Check the loss again\n"
    report = read(HEAD + text)
    fronts = [texts_of(card)[0] for card in report.deck.cards]
    assert "SqNet: Is it fast?" in fronts
    assert not any("triangles" in front for front in fronts)
    assert not report.deck.drafts
    assert {each.line: each.reason for each in report.left_out} == {
        5: "the reader's own open question",
        8: "the reader's own open question",
    }


def test_what_is_about_other_papers_or_the_reader_is_listed(read: Read) -> None:
    report = read(
        f"{HEAD}- Idea: Make them square.\n- Related work: round filters were there before.\n\n### My thoughts\nNice paper.\n"
    )
    assert {each.line: each.reason for each in report.left_out} == {
        4: "not about the paper itself",
        6: "not about the paper itself",
        7: "not about the paper itself",
    }


def test_a_sub_heading_that_names_a_part_is_a_card_under_the_papers_name(cards: Cards) -> None:
    text = "\n### Corner gate\nIt closes the four corners of a filter.\n\n### Training\n- Optimiser: plain descent with a small step.\n"
    assert parts(cards(HEAD + text)) == [
        ("SqNet: what is the corner gate?", "It closes the four corners of a filter."),
        ("SqNet: describe the optimiser.", "Plain descent with a small step."),
    ]


def test_an_answer_longer_than_a_screen_is_a_draft_with_its_reason(read: Read) -> None:
    long = " ".join(["The corners of one filter meet the corners of the next one."] * 60)
    report = read(f"{HEAD}- Method: {long}\n")
    (draft,) = report.deck.drafts
    assert (draft.question, draft.reason) == ("How does SqNet work?", "the answer is longer than a screen: split it")


def test_a_long_part_is_taken_apart_at_its_own_names(cards: Cards) -> None:
    rows = "".join(
        f"  - Gate {name}: it closes the corner that is called {name}, and opens it again.\n" for name in "ABCDEFGHIJK"
    )
    fronts = [front for front, _ in parts(cards(f"{HEAD}- Method\n{rows}"))]
    assert fronts == [f"SqNet: what is Gate {name}?" for name in "ABCDEFGHIJK"]


def test_a_second_part_of_the_same_kind_is_asked_for_by_its_label(cards: Cards) -> None:
    assert [front for front, _ in parts(cards(f"{HEAD}- Idea: Make them square.\n- Key insight: Squares tile.\n"))] == [
        "What is the main idea of SqNet?",
        "SqNet: describe the key insight.",
    ]


def test_an_empty_part_of_a_template_is_a_placeholder(read: Read) -> None:
    report = read(f"{HEAD}- Idea: Make them square.\n- Limitations:\n- Problem: TODO\n")
    assert [(each.line, each.under) for each in report.placeholders] == [(4, "SqNet"), (5, "SqNet")]


def test_a_part_that_only_shows_a_picture_is_listed(read: Read) -> None:
    report = read(f"{HEAD}- Results\n  - Overview:\n    - ![curve](figures/a.png)\n  - It fails on triangles.\n")
    assert ("SqNet: what do the experiments show?", "It fails on triangles.") in [
        texts_of(card)[:2] for card in report.deck.cards
    ]
    assert "a picture with nothing said about it" in {each.reason for each in report.left_out}


def test_a_table_of_fixed_words_is_a_template(cards: Cards) -> None:
    text = "\n| 분류 | 내용 |\n|---|---|\n| 문제 | Round filters do not tile. |\n| 해결책 | Make them square. |\n"
    assert parts(cards(HEAD + text)) == [
        ("Which problem does SqNet solve?", "Round filters do not tile."),
        ("What is the main idea of SqNet?", "Make them square."),
    ]


def test_pictures_and_what_announces_them_are_no_answer(read: Read) -> None:
    text = "\n### Results\nThe curves:\n\n![curve](figures/a.png)\n\nIt fails on triangles.\n\n> March 4, 2031\n> Note by Ann\n"
    report = read(HEAD + text)
    assert ("SqNet: what do the experiments show?", "It fails on triangles.") in [
        texts_of(card)[:2] for card in report.deck.cards
    ]
    assert {each.reason for each in report.left_out} == {
        "a picture with nothing said about it",
        "about the note, not its subject",
    }
