"""Doubtful candidates are drafts with their reason, in the place of the card they would have been; the rest is as it was."""

from __future__ import annotations

from textwrap import dedent

from quizcv.notes.doubts.fronts import ABOUT_THE_NOTE
from quizcv.notes.doubts.sifting import AGAIN, TWIN
from quizcv.notes.doubts.standing import BROKEN_OFF, ELSEWHERE
from quizcv.notes.importing import import_note
from quizcv.notes.texts import texts_of


def read(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    deck = import_note(dedent(text), path="note.md").deck
    cards = [texts_of(card)[:2] for card in deck.cards]
    return cards, [(draft.question, draft.answer, draft.reason) for draft in deck.drafts]


def test_a_doubtful_answer_is_a_draft_with_question_answer_and_reason() -> None:
    cards, drafts = read("""\
        # Gates

        ## Corner gate

        A corner gate is a switch in a corner. Uses include.

        ## Hinge

        A hinge is the pin a leaf turns on.
        """)
    assert cards == [("What is a hinge?", "A hinge is the pin a leaf turns on.")]
    assert drafts == [("What is a corner gate?", "A corner gate is a switch in a corner. Uses include.", BROKEN_OFF)]


def test_questions_of_the_note_are_doubted_only_where_the_answer_itself_is_no_whole_one() -> None:
    note = (
        "## FAQ\n\n**Q: Why is the gate shut?**\n\nA: However, it is open in spring.\n\n**Q: What helps?**\n\nA: {}\n"
    )
    cards, drafts = read(note.format("Oil and patience."))
    assert [front for front, _ in cards] == ["Why is the gate shut?", "What helps?"]
    assert drafts == []
    cards, drafts = read(note.format("The tool in the figure above."))
    assert len(cards) == 1
    assert [reason for _, _, reason in drafts] == [ELSEWHERE]


def test_of_cards_with_the_very_same_answer_only_the_first_is_one() -> None:
    cards, drafts = read(
        "# Gates\n\n- **Latch**: keeps the leaf from turning\n- **Bolt**: keeps the leaf from turning\n"
    )
    assert [front for front, _ in cards] == ["What is Latch?"]
    assert [reason for _, _, reason in drafts] == [TWIN]


def test_a_term_the_note_also_asks_for_is_a_draft_that_names_its_place() -> None:
    cards, drafts = read("""\
        # Gates

        ## Parts

        - **Latch**: what keeps the leaf from turning
        - **Hinge**: the pin a leaf turns on

        ## What is a latch?

        A piece of iron that falls behind a hook.
        """)
    assert [back for front, back in cards if "latch" in front.casefold()] == [
        "A piece of iron that falls behind a hook."
    ]
    assert [(question.startswith("Parts: "), reason) for question, _, reason in drafts] == [(True, AGAIN)]


def test_what_is_about_the_course_is_a_draft_and_what_it_teaches_a_card() -> None:
    cards, drafts = read(
        "# Gates\n\n- **Лекторы**: Анна Воротова и Пётр Углов\n- **Защёлка**: держит створку закрытой\n"
    )
    assert [back for _, back in cards] == ["держит створку закрытой"]
    assert [reason for _, _, reason in drafts] == [ABOUT_THE_NOTE]


def test_importing_twice_changes_nothing_where_there_are_doubts() -> None:
    note = "# Gates\n\n- **Latch**: keeps the leaf from turning\n- **Bolt**: keeps the leaf from turning\n"
    deck = import_note(note, path="note.md").deck
    again = import_note(note, path="note.md", existing=deck).deck
    assert (again.cards, again.drafts) == (deck.cards, deck.drafts)


def test_marks_of_page_layout_are_no_text_outside_code() -> None:
    note = "# Gates\n\n:::tip\n\n## Hinge\n\nA hinge is the pin a leaf turns on.\n{% include hinge.html %}\n\n:::\n"
    assert read(note) == ([("What is a hinge?", "A hinge is the pin a leaf turns on.")], [])
    cards, _ = read("## What ends a box?\n\nThree colons:\n\n```\n:::\n```\n")
    assert cards == [("What ends a box?", "Three colons:\n\n```\n:::\n```")]


def test_formulas_tell_no_language() -> None:
    note = "# Gates\n\n## Corner score\n\n$$m(x, y) = \\sqrt{(L(x+1, y) - L(x-1, y))^2 + (L(x, y+1) - L(x, y-1))^2}$$\n"
    cards, _ = read(note + "\n$$t(x, y) = \\arctan(L(x, y+1) - L(x, y-1), L(x+1, y) - L(x-1, y))$$\n")
    assert cards
    assert all("formula" in front for front, _ in cards)


def test_rows_that_name_only_a_number_are_asked_with_their_heading() -> None:
    cards, _ = read("""\
        # Gates

        ## Opening a gate

        | Step | Operation |
        | --- | --- |
        | 1 | Lift the latch with one hand |
        | 2 | Turn the leaf until it stands |
        """)
    assert [front for front, _ in cards] == ["Opening a gate: Step 1: operation?", "Opening a gate: Step 2: operation?"]
