"""Long bullets about a paper are cards one by one where their words tell the question; front matter tells its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.papers.bullets import asked_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Cards = Callable[[str], list[tuple[str, str]]]

HEAD = "# TileNet: Square Filters for Round Problems\n\n- Authors: A. Bee, C. Dee\n- Year: 2031\n\n"
LONG = ", which is done once for each of the tiles and again for all the tiles that touch it at a corner"


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("We introduce a corner gate, which closes the corners.", "What is a corner gate?"),
        ("Can also introduce the tile multiplier, $\\rho$, which shrinks tiles.", "What is the tile multiplier?"),
        ("Upsampling is handled by tiles of twice the side.", "How is upsampling handled?"),
        ("The weights of the gate are initialised with ones.", "How are the weights of the gate initialised?"),
        ("Each stage consists of two gates and a shortcut.", "What does each stage consist of?"),
        ("A corner gate splits the tile in four.", "What does a corner gate do?"),
        ("Round filters combine the corners of a tile.", "What do round filters do?"),
        ("We use it for all the tiles.", ""),
        ("It is computed by hand.", ""),
        ("The paper introduces.", ""),
        ("This is done by gates.", ""),
        ("TileNet won the challenge.", ""),
    ],
)
def test_the_build_of_a_statement_tells_what_it_answers(said: str, question: str) -> None:
    assert asked_of(said) == question


def test_a_part_in_long_bullets_gives_a_card_for_each_that_tells_its_question(made: Cards) -> None:
    found = dict(
        made(
            HEAD
            + "## Tiles\n\n"
            + f"- We introduce a corner gate{LONG}\n"
            + f"- Upsampling is handled by tiles of twice the side{LONG}\n"
            + f"- At the end there is one more tile than at the beginning{LONG}\n"
        )
    )
    assert found["TileNet: what is a corner gate?"] == f"We introduce a corner gate{LONG}"
    assert found["TileNet: how is upsampling handled?"].startswith("Upsampling is")
    assert found["TileNet: describe the tiles."].startswith("At the end there is")


def test_short_bullets_stay_together(cards: Cards) -> None:
    made = cards(
        HEAD + "## Tiles\n\n- A gate closes the corners.\n- Each stage consists of two gates.\n- It is fast.\n"
    )
    assert sum("gate" in back for _, back in made) == 1


def test_a_heading_with_the_papers_name_and_a_common_word_is_its_part(cards: Cards) -> None:
    made = dict(cards(HEAD + "## TileNet Architecture\n\n- Its tiles are square, and so are its filters.\n"))
    assert "In which year was the paper “TileNet: Square Filters for Round Problems” published?" in made
    assert not any("TileNet Architecture" in front and "main idea" in front for front in made)


def test_what_stands_below_an_introduction_is_the_idea(cards: Cards) -> None:
    made = dict(cards(HEAD + "## Abstract & Introduction\n\n- Tiles that overlap at the corners need fewer filters.\n"))
    assert made["What is the main idea of TileNet?"] == "Tiles that overlap at the corners need fewer filters."


@pytest.mark.parametrize(
    ("front", "year"),
    [
        ("arxiv_id: 3105.01234\nvenue: CVPR 2031", "2031"),
        ("authors: A. Bee\nyear: 2031", "2031"),
        ('arxiv: "2105.01234"', "2021"),
        ("year: 2031", ""),
        ("date: 2031-02-03\ntags: [tiles]", ""),
    ],
)
def test_the_year_of_a_paper_may_stand_in_front_matter(cards: Cards, front: str, year: str) -> None:
    made = cards(f"---\n{front}\n---\n# TileNet: Square Filters for Round Problems\n\n## Idea\n\nTiles may overlap.\n")
    assert [back for asked, back in made if asked.startswith("In which year")] == ([year] if year else [])


@pytest.mark.parametrize("heading", ["《方格网络》 TileNet (CVPR 2031)", "TileNet《方格网络》(CVPR 2031)"])
def test_a_title_in_angles_may_stand_beside_the_models_name(cards: Cards, heading: str) -> None:
    made = dict(cards(f"# 论文笔记\n\n## {heading}\n\n- **动机**：圆形的卷积核不能覆盖瓷砖的四个角。\n"))
    assert made["TileNet 由哪篇论文提出？"] == "方格网络"
    assert made["TileNet 想解决什么问题？"] == "圆形的卷积核不能覆盖瓷砖的四个角。"
    assert made["TileNet 的论文是哪一年发表的？"] == "2031"


def test_a_table_of_terms_below_results_makes_its_own_cards(cards: Cards) -> None:
    table = "| Term | Meaning |\n|---|---|\n| gate | what closes the corners of a tile |\n| rim | the outer row of a tile |\n"
    made = dict(cards(HEAD + "## Results\n\n- Half as many errors at the corners as with round filters.\n\n" + table))
    assert made["TileNet: what do the experiments show?"] == "Half as many errors at the corners as with round filters."
    assert "What closes the corners of a tile" in made.values()


def test_people_and_a_venue_below_a_heading_make_a_paper_of_it(cards: Cards) -> None:
    made = dict(
        cards(
            "## Going round the corners\n\n*Bee et al., CVPR 2031*\n\n- Motivation\n  - round filters miss the corners\n"
        )
    )
    assert made["Which problem does Going round the corners solve?"] == "Round filters miss the corners"
    assert made["In which year was the Going round the corners paper published?"] == "2031"


def test_a_title_with_a_year_among_papers_is_one(cards: Cards) -> None:
    said = "## Square Filters for Round Problems (2031)\n\n- Idea: tiles may overlap.\n"
    asked = "In which year was the paper “Square Filters for Round Problems” published?"
    assert dict(cards(f"# Tiling papers\n\n{said}"))[asked] == "2031"
    assert asked not in dict(
        cards("# My summer\n\n## Square Filters for Round Problems (2031)\n\nWe went to the sea.\n")
    )


def test_a_chapter_of_papers_is_none_though_the_first_of_them_reads_like_people_and_a_year(cards: Cards) -> None:
    chapter = "## Captions and style\n\n### Look, Wait and Speak (2031)\n- **Look, Wait and Speak: Captions in Time**\n"
    made = dict(cards(f"{chapter}- Problem: One vector has lost where things are by the time a word is chosen.\n"))
    assert not [front for front in made if "Captions and style" in front]
    assert [front for front in made if "Look, Wait and Speak" in front]
