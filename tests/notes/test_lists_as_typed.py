"""Lists and labels as people type them: without the space Markdown wants, right below a line, at the margin behind a bullet."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.source import tidy
from quizcv.notes.texts import texts_of


def cards(note: str) -> list[tuple[str, str]]:
    return [texts_of(card)[:2] for card in import_note(dedent(note), path="note.md").deck.cards]


def test_numbers_typed_close_to_their_text_are_a_list() -> None:
    assert tidy("1.Hinge\n2.Leaf\n") == "1. Hinge\n2. Leaf\n"
    assert tidy("1)铰链\n2)门板\n") == "1) 铰链\n2) 门板\n"


@pytest.mark.parametrize("text", ["2.5 gates\n3.5 leaves\n", "1.Hinge\n", "```\n1.Hinge\n2.Leaf\n```\n", "1.a\n2.b\n"])
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert tidy(text) == text


def test_a_label_at_the_margin_below_a_bullet_is_none_of_it() -> None:
    note = """\
        ## Corner gate

        Principle:
        1. Turn the leaf
        2. Close the corner
        Drawbacks: it creaks.
        """
    report = import_note(dedent(note), path="note.md")
    assert [draft.answer for draft in report.deck.drafts] == ["1. Turn the leaf\n2. Close the corner"]
    assert [row.text for row in report.left_out] == ["Drawbacks: it creaks."]


def test_a_bullet_s_own_rows_stay_with_it_though_they_hold_a_colon() -> None:
    note = """\
        ## FAQ

        - What holds the leaf?
          The hinge.
          Note: it needs oil.
        """
    assert [back for _, back in cards(note)] == ["The hinge. Note: it needs oil."]


def test_a_name_right_above_a_list_is_no_part_of_the_sentence_before_it() -> None:
    note = """\
        ## Corner gate

        A corner gate is a gate that closes a corner.
        Hinge
        1. bears the leaf
        2. turns it
        """
    assert not any("corner. Hinge" in back for _, back in cards(note))


def test_small_terms_with_their_meaning_behind_a_colon_on_the_next_line_are_entries() -> None:
    note = """\
        ## Glossary

        corner gate
        :   a gate that closes a corner.

        leaf
        :   the part of a gate that turns.
        """
    assert [back for _, back in cards(note)] == ["A gate that closes a corner.", "The part of a gate that turns."]


def test_a_fence_of_math_is_a_formula() -> None:
    note = "## Gate width\n\nThe gate width is the sum of its leaves:\n\n```math\nw = 2 l + h\n```\n"
    assert any("w = 2 l + h" in back and "```" not in back for _, back in cards(note))


def test_attributes_of_a_page_s_layout_are_no_text() -> None:
    assert tidy("# Gates\n{: .no_toc }\n") == "# Gates\n\n"


def test_a_closing_bracket_that_was_opened_stays_at_the_end_of_an_answer() -> None:
    found = cards("## FAQ\n\n1. Which gates are there? Leaf gates (one leaf, two leaves)\n")
    assert found == [("Which gates are there?", "Leaf gates (one leaf, two leaves)")]


def test_a_row_that_reminds_the_writer_is_a_placeholder_and_no_answer() -> None:
    report = import_note("## Gate\n\nA gate is a door in a wall.\nTODO: say more of hinges\n", path="note.md")
    assert [texts_of(card)[1] for card in report.deck.cards] == ["A gate is a door in a wall."]
    assert [row.text for row in report.placeholders] == ["TODO: say more of hinges"]


def test_a_line_that_leads_to_links_goes_with_them() -> None:
    report = import_note(
        "## FAQ\n\n- What is a gate?\n  - A door in a wall.\n  - A good video is here.\n    - https://gates.example/1\n",
        path="note.md",
    )
    assert [texts_of(card)[1] for card in report.deck.cards] == ["A door in a wall."]
    assert "A good video is here." in [row.text for row in report.left_out]


def test_rows_further_in_below_labels_are_entries() -> None:
    note = "Leaf:\n\tthe part of a gate that turns\nHinge:\n\twhat bears the leaf\n\t\twith two pins\n"
    assert [back for _, back in cards(note)] == ["The part of a gate that turns", "What bears the leaf with two pins"]


def test_a_formula_at_the_margin_below_a_label_is_that_label_s() -> None:
    note = "# Widths\n\n- **Leaf width**:\n$$l = w / 2$$\n\n- **Gate width**:\n$$g = 2 l + h$$\n"
    assert [front for front, _ in cards(note)] == [
        "State the formula of Leaf width.",
        "State the formula of Gate width.",
    ]


def test_a_question_in_a_quote_above_a_folded_answer_is_asked() -> None:
    note = "> 2. What bears the leaf\n<details>\n  <summary>Answer</summary>\n  The hinge bears it.\n</details>\n"
    assert cards(note) == [("What bears the leaf", "The hinge bears it.")]


def test_a_summary_on_lines_of_its_own_names_what_is_folded() -> None:
    note = "<details>\n<summary>\n\nWhat is a hinge?\n\n</summary>\n\nThe pin a leaf turns on.\n\n</details>\n"
    assert cards(note) == [("What is a hinge?", "The pin a leaf turns on.")]


def test_a_heading_of_more_than_six_signs_is_a_heading() -> None:
    assert tidy("########## Gates\n") == "###### Gates\n"


def test_a_bullet_that_answers_itself_takes_no_line_from_behind_it() -> None:
    note = "## FAQ\n\n- Why does a gate creak? The hinge is dry.\n\nLeaves\n- two\n- three\n"
    assert ("Why does a gate creak?", "The hinge is dry.") in [
        (front.split(": ")[-1], back) for front, back in cards(note)
    ]


def test_a_definition_is_no_question_though_its_last_sentence_asks() -> None:
    note = "## Gate\n\n- **Definition:** A gate is a door in a wall. It answers: *who may come in?*\n"
    assert [front for front, _ in cards(note)] == ["What is a gate?"]


def test_an_arrow_within_bold_words_parts_no_term() -> None:
    assert not any(
        "→" in front or back.startswith("Leaf") for front, back in cards("- Series of **hinge → leaf** pairs.\n")
    )


def test_a_lettered_answer_right_below_its_question_begins_on_its_own_row() -> None:
    note = """\
        ## Questions

        Q1. Describe the hinge and the leaf
        A. The hinge turns, the leaf is turned.

        Q2. Why is a gate heavy?
        A. It is made of oak.
        """
    assert cards(note) == [
        ("Describe the hinge and the leaf", "The hinge turns, the leaf is turned."),
        ("Why is a gate heavy?", "It is made of oak."),
    ]


def test_a_formula_below_a_bold_label_in_a_sentence_stays_in_its_place() -> None:
    note = """\
        ## Corner gate

        A corner gate is a door that turns by its weight.
        **Turning equation:**

        $$w = m g$$
        """
    assert "$$w = m g$$" in next(back for front, back in cards(note) if front == "What is a corner gate?")
