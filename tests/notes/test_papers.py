from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.notes.report import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

NOTE = """\
### SquareNet (2031, also SqNet)
- **Square Filters for Round Problems (Citation: 12)**
- Problem: round filters do not tile.
- Idea: make them square.
- Corner gate: closes the four corners.
- It has 12 layers and needs 3.5 million parameters.
- It was loved.
- references
    - https://example.org
"""


def test_a_paper_gives_title_year_problem_idea_parts_and_numbers(cards: Cards) -> None:
    assert cards(NOTE) == [
        ("In which year was the SquareNet paper published?", "2031"),
        ("Which paper introduced SquareNet (also SqNet)?", "Square Filters for Round Problems"),
        ("Which problem does SquareNet solve?", "round filters do not tile."),
        ("What is the main idea of SquareNet?", "make them square."),
        ("SquareNet: what is the corner gate?", "closes the four corners."),
        ("SquareNet has {{12 layers}} and needs {{3.5 million}} parameters.", ""),
    ]


def test_each_kind_of_card_is_asked_in_its_own_way(read: Read) -> None:
    kinds = [kind_of(card) for card in read(NOTE).deck.cards]
    assert kinds == ["numeric", "typed", "basic", "basic", "basic", "cloze"]


def test_what_asks_nothing_is_listed(read: Read) -> None:
    reasons = {each.line: each.reason for each in read(NOTE).left_out}
    assert reasons == {
        7: "a statement that answers no question yet",
        8: "a source, not an answer",
        9: "a source, not an answer",
    }


def test_a_problem_put_as_a_question_is_the_papers_problem(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- Problem: how round is round?\n"
    assert ("Which problem does SqNet solve?", "how round is round?") in cards(text)


def test_a_heading_with_a_year_that_names_no_model_is_no_paper(cards: Cards) -> None:
    assert cards("## Notes (2031)\n- **Square Filters for Round Problems**\n") == []
    assert cards("## SqNet (2031)\n- see below\n") == []


def test_ideas_without_a_label_are_one_card_that_counts_them(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- One is so.\n- Two is so.\n- Three is so.\n"
    assert cards(text)[-1] == (
        "What is the main idea of SqNet? (3 points)",
        "- One is so.\n- Two is so.\n- Three is so.",
    )
