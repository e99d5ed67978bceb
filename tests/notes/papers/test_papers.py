from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.model import TypedCard
from quizcv.notes.report import kind_of, texts_of

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
        ("Which paper introduced SquareNet (also SqNet)?", "Square Filters for Round Problems"),
        ("Which problem does SquareNet solve?", "Round filters do not tile."),
        ("What is the main idea of SquareNet?", "Make them square."),
        ("SquareNet: what is the corner gate?", "Closes the four corners."),
        ("SquareNet has {{12}} layers and needs {{3.5 million}} parameters.", ""),
        ("In which year was the SquareNet paper published?", "2031"),
    ]


def test_each_kind_of_card_is_asked_in_its_own_way(read: Read) -> None:
    kinds = [kind_of(card) for card in read(NOTE).deck.cards]
    assert kinds == ["typed", "basic", "basic", "basic", "cloze", "numeric"]


def test_what_asks_nothing_is_listed(read: Read) -> None:
    reasons = {each.line: each.reason for each in read(NOTE).left_out}
    assert reasons == {
        7: "a statement that answers no question yet",
        8: "a source, not an answer",
        9: "a source, not an answer",
    }


def test_a_problem_put_as_a_question_is_the_papers_problem(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- Problem: how round is round?\n"
    assert ("Which problem does SqNet solve?", "How round is round?") in cards(text)


def test_a_heading_with_a_year_that_names_no_model_is_no_paper(cards: Cards) -> None:
    assert cards("## Notes (2031)\n- **Square Filters for Round Problems**\n") == []
    assert cards("## SqNet (2031)\n- see below\n") == []


def test_ideas_without_a_label_are_one_card_that_counts_them(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- One is so.\n- Two is so.\n- Three is so.\n"
    assert cards(text)[1] == (
        "What is the main idea of SqNet? (3 points)",
        "- One is so.\n- Two is so.\n- Three is so.",
    )


def test_a_bullet_that_is_only_a_formula_is_asked_for_once(cards: Cards) -> None:
    text = """\
        ## SqNet (2031)
        - **Square Filters for Round Problems**
        - Idea: add what comes in.
        - $y = F(x) + x$
        - z = G(y) * y
        - `y = F(x) + x`
        """
    assert cards(text)[2:4] == [
        ("State the formula of SqNet.", "$$y = F(x) + x$$"),
        ("SqNet: state the formula for $z$.", "`z = G(y) * y`"),
    ]
    assert len(cards(text)) == 5


def test_displayed_formulas_of_a_paper_are_asked_for_in_the_order_of_the_note(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- $y = x + 1$\n\n$$z = x - y$$\n\n$$w = x * z$$\n"
    assert cards(text)[1:4] == [
        ("State the formula of SqNet.", "$$y = x + 1$$"),
        ("SqNet: state the formula for $z$.", "$$z = x - y$$"),
        ("SqNet: state the formula for $w$.", "$$w = x * z$$"),
    ]


def test_a_formula_of_another_loss_is_a_draft(read: Read) -> None:
    text = "## Round loss (2031)\n- **Square Filters for Round Problems**\n\n$$L_{Square} = x + 1$$\n"
    (draft,) = read(text).deck.drafts
    assert draft.reason == "the formula's left side names Square, but it stands under Round loss: check it"


def test_a_formula_another_card_of_the_paper_has_is_not_asked_for_again(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- Gate: $$y = F(x) + x$$\n- $y = F(x) + x$\n"
    assert [back for _, back in cards(text)].count("$$y = F(x) + x$$") == 1


def test_a_formula_that_a_bullet_leads_in_to_stays_with_it(cards: Cards) -> None:
    text = "## SqNet (2031)\n- **Square Filters for Round Problems**\n- Each block computes:\n- $y = F(x) + x$\n"
    assert ("What is the main idea of SqNet?", "- Each block computes:\n- $y = F(x) + x$") in cards(text)


def test_a_title_that_begins_with_the_models_name_is_also_right_without_it(read: Read) -> None:
    report = read("## SqNet (2031)\n- **SqNet: Square Filters for Round Problems**\n- Idea: Make them square.\n")
    card = report.deck.cards[0]
    assert isinstance(card, TypedCard)
    assert (card.answer, card.accept) == (
        "SqNet: Square Filters for Round Problems",
        ("Square Filters for Round Problems",),
    )


def test_the_year_is_asked_behind_everything_else_the_section_says(cards: Cards) -> None:
    text = f"{NOTE}\n### RoundNet (2032)\n- **Round Filters for Square Problems**\n- Idea: Roll.\n"
    fronts = [front for front, _ in cards(text)]
    assert [place for place, front in enumerate(fronts) if "year" in front] == [5, 8]


def test_a_paper_told_mostly_in_questions_is_one_if_title_and_year_are_given(cards: Cards) -> None:
    questions = (
        "- Why are the filters square?\n  - They tile.\n- Where are the corners?\n  - At the ends of each side.\n"
    )
    fronts = [front for front, _ in cards(f"## SqNet (2031)\n- **Square Filters for Round Problems**\n{questions}")]
    assert {"Which paper introduced SqNet?", "In which year was the SqNet paper published?"} < set(fronts)
    assert not any("2031" in front or "year" in front for front, _ in cards(f"## SqNet (2031)\n{questions}"))


def test_a_statement_that_the_card_of_its_numbers_holds_in_full_is_not_left_out(read: Read) -> None:
    note = (
        "## SqNet (2031)\n- **Square Filters for Round Problems**\n- Idea: make the filters square.\n"
        "- SqNet-B7 reaches 84.3 % top-1 accuracy on tiles with 66 million parameters; B0, where the scaling starts, has 5.3 million.\n"
    )
    report = read(note)
    assert any("{{84.3 %}}" in texts_of(card)[0] for card in report.deck.cards)
    assert report.left_out == ()
