"""Every form in which notes name a paper gives the same cards: which paper, which year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.papers.citing import cite, is_person
from quizcv.notes.papers.paper import is_model, is_title, nickname

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

TITLE = "Square Filters for Round Problems"
IDEA = "- Idea: make the filters square.\n"


@pytest.mark.parametrize(
    ("line", "name", "title", "years"),
    [
        ("SqNet (2031)", "SqNet", "", [2031]),
        ("3. SqNet ( 2031 )", "SqNet", "", [2031]),
        ("SqNet (CVPR'31)", "SqNet", "", [2031]),
        ("SqNet [ICLR 2031]", "SqNet", "", [2031]),
        ("2031: SqNet", "SqNet", "", [2031]),
        ("SqNet, 2031", "SqNet", "", [2031]),
        ("SqNet (2031, He et al., Square Lab)", "SqNet", "", [2031]),
        (f"{TITLE}, CVPR 2031", TITLE, TITLE, [2031]),
        (f"{TITLE}, Ann Lee, Bo Li and C. D. Meyer, CVPR 2031", TITLE, TITLE, [2031]),
        (f"{TITLE}; Lee et al. 2031", TITLE, TITLE, [2031]),
        (f"[{TITLE}](https://example.org/a) (2031)", TITLE, TITLE, [2031]),
        (f"[{TITLE}](http://arxiv.org/abs/3112.01234)", TITLE, TITLE, [2031]),
        (f"**[SqNet] {TITLE}** (ICLR 2031)", "SqNet", TITLE, [2031]),
        (f"[CVPR2031] {TITLE} (SqNet)", "SqNet", TITLE, [2031]),
        (f"[2031 CVPR] {TITLE}", TITLE, TITLE, [2031]),
        (f"SqNet({TITLE}), CVPR 2031", "SqNet", TITLE, [2031]),
        (f"SqNet: {TITLE} (NeurIPS 2031)", f"SqNet: {TITLE}", f"SqNet: {TITLE}", [2031]),
        (f"《{TITLE}》 (ICCV 2031)", TITLE, TITLE, [2031]),
        ("Square, Round and Back: Filters without Corners, Ann Lee, ECCV 2031", *["Square, Round and Back: Filters without Corners"] * 2, [2031]),
        ("Ask, Answer and Repeat (2031)", *["Ask, Answer and Repeat"] * 2, [2031]),
        ("SqNet, Lee and Meyer (2031)", "SqNet", "", [2031]),
        ("[CVPR 2031] Square filters for round problems", *["Square filters for round problems"] * 2, [2031]),
        ("SqNet (Citation: 1999)", "SqNet", "", []),
        ("SqNet (2031-03-04)", "SqNet", "", []),
    ],
)  # fmt: skip
def test_a_line_that_names_a_paper_is_taken_apart(line: str, name: str, title: str, years: list[int]) -> None:
    found = cite(line)
    assert (found.name, found.title, [year.value for year in found.years]) == (name, title, years)


@pytest.mark.parametrize(
    "line", ["Notes (2031)", "CVPR 2031", "Week 3 (2031)", "Papers (CVPR 2031)", "2031", "Best papers, ICCV 2031", "2031-03-04", "Lecture 2 (2031)", ""]
)  # fmt: skip
def test_a_line_with_a_year_that_names_no_paper_is_none(line: str) -> None:
    assert cite(line).name == ""


def test_another_name_stands_behind_the_first() -> None:
    assert cite("SquareNet (2031, SqNet v1)").alias == "SqNet v1"
    assert cite("SquareNet (2031, also SqNet)").alias == "also SqNet"
    assert cite("SquareNet (2031, Ann Lee)").alias == ""


def test_models_titles_and_people_are_told_apart() -> None:
    assert all(is_model(name) for name in ("SqNet", "R-CNN", "YOLOv3", "Fast R-CNN", "VGG", "U-Net", "LeNet 5"))
    assert not any(is_model(name) for name in ("Square", "CVPR", "The network is good", "CS231n", "FAQ", ""))
    assert is_title(TITLE)
    assert not any(is_title(text) for text in ("We make it square", "Square", "Make Filters Square:"))
    assert all(is_person(text) for text in ("Ann Lee", "A. Lee et al.", "Ludwig van der Berg", "and Bo Li"))
    assert not any(is_person(text) for text in ("square filters", "SqNet", ""))
    assert (nickname(f"SqNet: {TITLE}"), nickname(TITLE), nickname("SqNet:")) == ("SqNet", "", "")


@pytest.mark.parametrize(
    "text",
    [
        f"### SqNet (2031)\n- **{TITLE}**\n{IDEA}",
        f"### SqNet (2031)\n**{TITLE}**\n\n{IDEA}",
        f"### SqNet\n- **{TITLE} (Citation: 12)**\n- Year: 2031\n{IDEA}",
        f"## {TITLE} (SqNet), Ann Lee et al., CVPR 2031\n{IDEA}",
        f"## SqNet ({TITLE}), CVPR 2031\n{IDEA}",
        f"## [SqNet] {TITLE} (CVPR 2031)\n{IDEA}",
        f"## SqNet\n* **Title**: {TITLE}\n* **Authors**: Ann Lee, Bo Li\n* **Year**: 2031\n{IDEA}",
        f"## SqNet\n- 標題：{TITLE}\n- 作者：Ann Lee\n- 年份：2031\n{IDEA}",
        f"# Paper\n* **Title**: {TITLE}\n* **Model**: SqNet\n* **Link**: https://arxiv.org/abs/3112.01234\n\n# Summary\n{IDEA}",
        f"- **[SqNet] {TITLE}** (ICLR 2031)\n  {IDEA}",
        f"- SqNet ({TITLE}, ICLR 2031)\n  {IDEA}",
        f"**[SqNet] {TITLE}** (ICLR 2031)\n{IDEA}",
        f"**[SqNet] {TITLE}** (ICLR 2031)\n\n{IDEA}",
        f"| Model | Paper | Year | Idea |\n|---|---|---|---|\n| SqNet | [{TITLE}](https://example.org) | 2031 | Make the filters square. |\n",
        f"| Model | Paper | Venue | Key idea | Code |\n|---|---|---|---|---|\n| **SqNet** | {TITLE} | CVPR'31 | Make the filters square. | [code](https://example.org) |\n",
    ],
)  # fmt: skip
def test_every_form_gives_title_idea_and_year(cards: Cards, text: str) -> None:
    found = dict(cards(text))
    fronts = {"title": "Which paper introduced SqNet?", "idea": "What is the main idea of SqNet?"}
    if "標題" in text:
        assert "2031" in found.values()
        return
    assert found[fronts["title"]] == TITLE
    assert found[fronts["idea"]] == "Make the filters square."
    assert found["In which year was the SqNet paper published?"] == "2031"
    assert len(found) == 3


def test_a_paper_named_by_its_title_only_is_asked_for_its_year_by_its_title(cards: Cards) -> None:
    assert cards(f"## {TITLE}, Ann Lee, CVPR 2031\n- Problem: Round filters do not tile.\n") == [
        (f"Which problem does {TITLE} solve?", "Round filters do not tile."),
        (f"In which year was the paper “{TITLE}” published?", "2031"),
    ]


def test_a_link_to_a_paper_in_the_heading_gives_its_year(cards: Cards) -> None:
    text = f"## [{TITLE}](http://arxiv.org/abs/3112.01234)\nTLDR; make the filters square.\n"
    assert cards(text) == [
        (f"What is the main idea of {TITLE}?", "Make the filters square."),
        (f"In which year was the paper “{TITLE}” published?", "2031"),
    ]


def test_a_models_heading_with_a_year_counts_among_papers_or_if_it_is_told_as_one(cards: Cards) -> None:
    year = ("In which year was the SqNet paper published?", "2031")
    assert year in cards("# CNN architectures\n## SqNet (2031)\n- It makes every filter a square.\n")
    assert year in cards("## SqNet (2031)\n- The authors propose filters that are square.\n")
    assert cards("## SqNet (2031)\n- see below\n") == []


def test_a_model_sorted_under_fixed_words_needs_no_year(cards: Cards) -> None:
    assert cards("## SqNet\n### Problem\nRound filters do not tile.\n### Limitations\n- It is slow.\n") == [
        ("Which problem does SqNet solve?", "Round filters do not tile."),
        ("What are the limits of SqNet?", "It is slow."),
    ]


def test_a_bullet_of_a_name_a_year_and_a_sentence_is_a_paper(cards: Cards) -> None:
    text = "# Model notes\n- SqNet - 2031, solves the tiling of round filters\n- Square -> 2032, four corners on every filter\n"
    assert cards(text) == [
        ("Which problem does SqNet solve?", "Solves the tiling of round filters"),
        ("In which year was the SqNet paper published?", "2031"),
        ("What is the main idea of Square?", "Four corners on every filter"),
        ("In which year was the Square paper published?", "2032"),
    ]


def test_a_paper_in_a_list_of_links_of_which_nothing_is_said_is_listed(read: Read) -> None:
    report = read(f"- [{TITLE}](https://example.org) (2031)\n- {TITLE}, Ann Lee, CVPR 2031\n")
    assert report.deck.cards == ()
    assert [each.reason for each in report.left_out] == ["a link", "a paper of which nothing is said"]


def test_parts_beside_the_one_paper_of_a_note_belong_to_it(cards: Cards) -> None:
    text = (
        f"# {TITLE} (CVPR 2031)\n\n# Problem\nRound filters do not tile.\n\n# Results\nIt reached an error of 3.5 %.\n"
    )
    assert [front for front, _ in cards(text)] == [
        f"Which problem does {TITLE} solve?",
        f"{TITLE} reached an error of {{{{3.5 %}}}}.",
        f"In which year was the paper “{TITLE}” published?",
    ]


def test_a_heading_in_the_middle_of_prose_with_a_paper_link_is_no_paper(cards: Cards) -> None:
    text = f"- **Filters.** Round ones do not tile. [{TITLE}](https://arxiv.org/abs/3112.01234) makes them square, others did not.\n"
    assert all("year" not in front for front, _ in cards(text))


def test_headings_below_the_title_tell_authors_and_place(cards: Cards) -> None:
    text = f"# SqNet: {TITLE}\n### by Ann Lee (Square Lab), Bo Li and C. Meyer\n### NeurIPS 2031\n\nThe authors make every filter a square.\n\n#### Advantages\n\n- Squares tile.\n"
    assert cards(text) == [
        ("What is the main idea of SqNet?", "The authors make every filter a square."),
        ("What are the advantages of SqNet?", "Squares tile."),
        (f"In which year was the paper “SqNet: {TITLE}” published?", "2031"),
    ]


@pytest.mark.parametrize("end", [" 논문 - review", " paper review", " 论文笔记", " | Paper notes", " まとめ"])
def test_words_that_say_it_is_a_review_are_no_part_of_the_name(end: str) -> None:
    assert cite(f"SqNet ({TITLE}){end}").name == "SqNet"


def test_an_at_sign_may_stand_before_the_year(cards: Cards) -> None:
    text = "- SqNet @2031.05 (https://arxiv.org/pdf/3105.04597.pdf)\n  - Every filter is a square.\n"
    assert cards(text) == [
        ("What is the main idea of SqNet?", "Every filter is a square."),
        ("In which year was the SqNet paper published?", "2031"),
    ]


def test_models_below_a_heading_of_models_need_no_year(cards: Cards) -> None:
    assert cards("# Architectures\n## SqNet\n- Every filter is a square.\n## RoundNet\n") == [
        ("What is the main idea of SqNet?", "Every filter is a square."),
    ]


def test_the_label_of_a_question_names_no_paper(cards: Cards) -> None:
    text = "# Basics\n\n### Q1.1: What is a latch and how does a latch fall?\n\n**Answer:**\nA latch is a bar that falls:\n- it is lifted\n- it is let go\n\n### Q1.2: What is a hinge?\n\n**Answer:**\nA hinge is the pin of a leaf.\n"
    assert [front for front, _ in cards(text)] == ["What is a latch and how does a latch fall?", "What is a hinge?"]
