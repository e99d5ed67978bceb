from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.topics import is_topic, topic_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2.1 Corner gate", "Corner gate"),
        ("3. **Corner gate**", "Corner gate"),
        ("🧩 Corner gate (b)", "Corner gate"),
        ("Corner gate (WIP)", "Corner gate"),
        ("Understanding corner gates", "corner gates"),
        ("一、角門 詳解", "角門"),
        ("corner_gate", "corner gate"),
        ("3D tiles", "3D tiles"),
        ("1x1 tiles", "1x1 tiles"),
    ],
)
def test_a_heading_is_named_without_its_number_and_marks(title: str, name: str) -> None:
    assert topic_name(title) == name


@pytest.mark.parametrize(
    "title",
    ["Introduction", "Learning objectives", "Installation", "References", "Key takeaways", "How does it tile?", "Step 2: cut", "学习目标", "まとめ", "실습", "Итоги", "Ejercicios"],
)  # fmt: skip
def test_headings_that_sort_a_text_name_nothing(title: str) -> None:
    assert not is_topic(title)


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("## Corner gate\nThe corner gate closes the corners of each square tile.", "What is the corner gate?"),
        ("## 2. Tiling\nCuts a picture into squares that touch but do not overlap.", "What is tiling?"),
        ("## Round Edges (RE)\nRE takes the corners off each tile before it is stored.", "What is RE?"),
        ("## Corner gate\nTiles with sharp edges are costly to store in large numbers.", "Explain: Corner gate."),
        ("## 角門\n- 把每塊方磚的四個角關起來，只留下中間的部分。", "角門是什麼？"),
        ("## タイル分割\n画像を重ならない正方形に切り分ける処理である。", "タイル分割とは何か？"),
        ("## 모서리 문\n- 각 타일의 모서리를 닫아 가운데만 남기는 기법", "모서리 문: 무엇인가?"),
        ("## Угловой затвор\nУгловой затвор закрывает углы каждой плитки и оставляет середину.", "Что такое Угловой затвор?"),
        ("## Puerta de esquina\nCierra las esquinas de cada azulejo y deja solo el centro de la imagen.", "Explica: Puerta de esquina."),
    ],
)  # fmt: skip
def test_a_heading_and_the_prose_below_it_are_a_card(made: Cards, text: str, front: str) -> None:
    assert front in [asked for asked, _ in made(f"# Tiles\n\n{text}\n")]


def test_a_definition_stands_alone_on_its_card(cards: Cards) -> None:
    text = "## Corner gate\n\nThe corner gate is a switch for corners.\n\nMany people like it a lot, and it is cheap.\n"
    assert cards(text) == [("What is the corner gate?", "The corner gate is a switch for corners.")]


def test_prose_ends_where_something_makes_a_card_of_its_own(cards: Cards) -> None:
    text = """\
        ## Corner gate

        It closes the corners of every tile in a picture.

        - **Hinge**: the part that turns.
        - Why does it turn?
          - Because it is round.
        """
    assert [front for front, _ in cards(text)] == [
        "What is the corner gate?",
        "What is Hinge?",
        "Corner gate: why does it turn?",
    ]


def test_what_a_generic_heading_tells_is_asked_of_the_heading_above_it(cards: Cards) -> None:
    text = """\
        # Tiling

        ## Purpose

        Makes pictures easy to store and quick to search for squares.

        ## How it works

        The picture is cut in rows first, then each row in squares.
        """
    assert [front for front, _ in cards(text)] == ["Tiling: describe the purpose.", "How does Tiling work?"]


def test_points_that_are_only_uses_or_properties_are_one_card(cards: Cards) -> None:
    text = """\
        # Tiling

        ## Applications

        - **Maps**: cut for small screens.
        - **Games**: drawn square by square.

        ## Problems of tiling

        1. **Seams**: edges show between squares.
        2. **Waste**: many squares are empty.
        """
    assert [front for front, _ in cards(text)] == [
        "Tiling: describe the applications.",
        "Problems of tiling: which ones?",
    ]


def test_a_heading_that_sets_two_things_against_each_other_is_answered_by_its_table(cards: Cards) -> None:
    text = "## Squares vs Hexagons\n\n| Property | Squares | Hexagons |\n|---|---|---|\n| Corners | 4 | 6 |\n"
    ((front, back),) = cards(text)
    assert front == "Squares vs Hexagons: what is the difference?"
    assert "| Corners | 4 | 6 |" in back


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        (
            "Tiles can be made smaller in two ways.\n- cutting them\n- melting them\n",
            "Tiles can be made smaller in two ways: which ones?",
            "- cutting them\n- melting them",
        ),
        (
            "Los azulejos se dividen en dos categorías:\n- **Rojos**: los del suelo.\n- **Azules**: los del baño.\n",
            "Los azulejos se dividen en dos categorías: ¿cuáles?",
            "- Rojos\n- Azules",
        ),
    ],
)
def test_a_sentence_that_counts_the_list_below_it_is_asked_for(cards: Cards, text: str, front: str, back: str) -> None:
    assert dict(cards(text))[front] == back


def test_a_count_of_what_stands_elsewhere_is_not_asked_for(cards: Cards) -> None:
    assert cards("Tiles are large. They can be made smaller in two ways:\n- cutting\n- melting\n") == []


def test_terms_counted_by_a_sentence_keep_cards_of_their_own(cards: Cards) -> None:
    text = "Tiles come in two kinds of stone:\n- **Slate**: dark and flat.\n- **Marble**: white and dear.\n"
    assert [front for front, _ in cards(text)] == [
        "Tiles come in two kinds of stone: which ones?",
        "What is Slate?",
        "What is Marble?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Corner gate\nIn this post we will look at corner gates and how they turn.\n",
        "## Corner gate\n**all about corners and gates**\n",
        "## Corner gate\n- [ ] read about corner gates and hinges\n",
        "## Corner gate\nThe above example shows how a gate turns around a corner.\n",
        "## Corner gate\n![a gate](gate.png)\n",
        "## Corner gate\nTiles:\n",
    ],
)
def test_what_explains_nothing_makes_no_card_and_is_listed(read: Read, text: str) -> None:
    report = read(text)
    assert report.deck.cards == ()
    assert report.left_out


def test_a_formula_stays_with_the_sentence_that_leads_to_it_and_is_asked_for_too(cards: Cards) -> None:
    text = "## Tile ratio\n\nCompares the area of the tile and of the wall:\n\n$$r = \\frac{t}{w + t}$$\n"
    found = dict(cards(text))
    assert found["What is the tile ratio?"].endswith("$$r = \\frac{t}{w + t}$$")
    assert found["State the formula of Tile ratio."] == "$$r = \\frac{t}{w + t}$$"


def test_letters_explained_below_a_formula_are_no_terms(read: Read) -> None:
    report = read("## Tile ratio\n\n$$r = \\frac{t}{w + t}$$\n- $t$: area of the tile\n- Wall width: W\n")
    assert [each.reason for each in report.left_out] == ["a letter of a formula"] * 2


def test_a_table_that_tells_what_each_is_for_asks_so(cards: Cards) -> None:
    text = "| Layer | Purpose |\n|---|---|\n| Gate | closes corners |\n| Hinge | turns the gate |\n"
    assert cards(text) == [("Gate: describe the purpose.", "Closes corners"), ("Hinge: describe the purpose.", "Turns the gate")]  # fmt: skip


def test_a_heading_without_its_space_is_one_but_not_in_code(read: Read) -> None:
    report = read("##Corner gate\n\nCloses the corners of every tile in a picture.\n\n```\n##no heading\n```\n")
    (card,) = report.deck.cards
    assert card.source is not None
    assert card.source.heading == "Corner gate"


def test_a_long_numbered_task_as_a_heading_asks(cards: Cards) -> None:
    task = "Explain the purpose of corner gates in a wall of square tiles and give two examples of gates that turn well and of gates that do not"
    assert cards(f"### 4. {task}\n\nThey close corners.\n") == [(task, "They close corners.")]


def test_a_template_in_a_table_below_a_models_title_is_asked_of_the_model(cards: Cards) -> None:
    text = """\
        # SqNet: Square Filters for Round Problems

        | Item | Content |
        |---|---|
        | What is it? | A network of square filters. |
        | Results | It tiles twice as fast as a round one. |
        """
    assert [front for front, _ in cards(text)] == ["What is SqNet?", "SqNet: what do the experiments show?"]


def test_parts_below_contributions_are_taken_each_by_its_own_word(cards: Cards) -> None:
    text = """\
        # Basic info
        - Title: SqNet: Square Filters for Round Problems
        - Year: 2031

        # Contributions
        ## Problem addressed / Motivation
        - Round filters leave gaps.
        ## Idea / Observation
        - Square filters leave none.
        """
    fronts = [front for front, _ in cards(text)]
    assert "Which problem does SqNet solve?" in fronts
    assert "What is the main idea of SqNet?" in fronts
    assert not any("contribute" in front for front in fronts)


def test_who_wrote_a_paper_is_no_part_of_it(cards: Cards) -> None:
    text = "# SqNet (2031)\n\n- 著者\n    - Ann Lee\n- 所属\n    - Square Lab\n- 手法\n    - 正方形のフィルタを並べて角を閉じる。\n"
    assert not any("著者" in front or "所属" in front for front, _ in cards(text))


def test_bullets_behind_numbered_names_are_what_each_is(made: Cards) -> None:
    text = """\
        ## Stones

        1. Slate
        - dark and flat
        - easy to split
        2. Marble
        - white and heavy
        """
    assert made(text) == [
        ("What is Marble?", "White and heavy"),
        ("What is Slate?", "- dark and flat\n- easy to split"),
    ]


def test_a_heading_with_words_and_their_initials_is_no_paper(cards: Cards) -> None:
    text = """\
        # Redes y modelos

        ## Filtros Cuadrados Dobles (SDF)

        Son una parte de la red que mide las cuatro esquinas de cada azulejo de la pared con los dos filtros.
        """
    (front,) = [front for front, _ in cards(text)]
    assert front == "¿Qué es Filtros Cuadrados Dobles (SDF)?"


def test_a_loss_function_below_no_model_is_a_thing_of_its_own(cards: Cards) -> None:
    text = "## Loss function\n\nMeasures how far the tiles are from the wall.\n"
    assert [front for front, _ in cards(text)] == ["What is the loss function?"]


def test_what_is_ticked_off_explains_no_heading(cards: Cards) -> None:
    assert cards("# Tiles\n\n## Corner gate\n\n- [x] cut the steel\n- [x] turn the hinge of it\n- [ ] paint it\n") == []


def test_a_label_that_says_nothing_alone_may_be_given_in_two_languages(cards: Cards) -> None:
    text = "# 角门\n\n- **作用 (Purpose)**：让瓷砖的四个角慢慢变暗。\n"
    assert [front for front, _ in cards(text)] == ["角门：作用 (purpose)是什么？"]
