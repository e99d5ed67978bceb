"""An answer is certain only where it says what was asked, stands alone, and can be said in one go."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizcv.notes.doubts import defining
from quizcv.notes.doubts.saying import LITTLE, NO_DEFINITION
from quizcv.notes.doubts.sifting import TOO_MUCH
from quizcv.notes.doubts.wording import MANY_ANSWERS
from quizcv.notes.importing import import_note
from quizcv.notes.texts import texts_of

SENTENCE = "The leaf turns on its hinge until it meets the frame of the gate. "


@pytest.mark.parametrize(
    "back",
    [
        "A switch in a corner.",
        "The corner gate is a switch.",
        "Corner gates keep the wind out.",
        "Gates have hinges.",
        "CG is a switch.",
        "It has one leaf.",
        "What is put around a tile.",
        "The points where a leaf is held.",
        "Keeps the corner shut.",
        "We introduce a corner gate, which turns.",
        "- The corner gate turns.\n- It is cheap.",
        "角を閉じる門である。",
    ],
)
def test_a_definition_begins_with_the_thing_or_what_it_is(back: str) -> None:
    assert not defining.begins_elsewhere("Corner gate", back)


@pytest.mark.parametrize(
    "back",
    [
        "- sensitive to wind\n- wide",
        "| a | b |",
        "```\nturn(leaf)\n```",
        "**What it does**: turns.",
        "Since wind is strong, the leaf is shut.",
        "To keep the wind out.",
        "Most leaves are made of steel.",
        "From wood to steel",
    ],
)
def test_a_list_a_reason_or_another_subject_is_no_definition(back: str) -> None:
    assert defining.begins_elsewhere("Corner gate", back)


@pytest.mark.parametrize(
    "back", ["It was made by Ann Lee in", "A gate of steel and", "A switch\n- that turns into the"]
)
def test_an_answer_that_ends_in_a_word_that_leads_on_stops_short(back: str) -> None:
    assert defining.stops_short(back)


@pytest.mark.parametrize("back", ["It turns on.", "Plug in", "$a$ is in $A$", "A gate."])
def test_other_ends_do_not(back: str) -> None:
    assert not defining.stops_short(back)


def test_lost_backslashes_and_names_of_files_are_remains() -> None:
    assert defining.has_remains("$frac{a}{b}$")
    assert defining.has_remains("It turns.\n1671767208772")
    assert not defining.has_remains(r"$\frac{a}{b}$, 1179648 weights")


def test_answers_that_lean_on_another_part_of_the_course_look_back() -> None:
    assert defining.looks_back("It is shut. We have already seen why in previous chapters.")
    assert not defining.looks_back("The previous layer is shut.")


def test_several_ideas_are_told_by_words_rows_and_what_is_said_against_the_thing() -> None:
    assert defining.holds_many(SENTENCE * 7)
    assert defining.holds_many("\n".join(f"- leaf {number}" for number in range(12)))
    assert defining.holds_many("把角關起來。缺點：很慢。")
    assert not defining.holds_many(SENTENCE * 3)
    assert defining.fills_a_screen(SENTENCE * 14)
    assert not defining.fills_a_screen(SENTENCE * 7)


def test_what_a_line_with_a_blank_needs_is_a_verb_or_a_name() -> None:
    assert defining.has_no_verb("SqNet: tiles of kind A ({{10 %}}, out of twelve)")
    assert not defining.has_no_verb("SqNet has {{12}} layers.")
    assert not defining.has_no_verb("SqNet, layers: {{12}}")


def test_doubts_become_drafts_with_their_reason_and_the_rest_stays_certain() -> None:
    deck = import_note(
        dedent(f"""\
        # Gates

        - **Hinge**: the pin a leaf turns on
        - **Latch**: steel
        - **Frame**: some frames are of wood
        - **Leaf**: {SENTENCE * 7}

        ## Swing gate

        - **Challenges**: creaking, wind
        """),
        path="gates.md",
    ).deck
    assert [texts_of(card)[1] for card in deck.cards] == ["The pin a leaf turns on"]
    assert [draft.reason for draft in deck.drafts] == [LITTLE, NO_DEFINITION, TOO_MUCH, MANY_ANSWERS]


def test_which_problem_a_paper_solves_is_certain_but_of_a_thing_it_may_be_its_own() -> None:
    paper = import_note("## SqNet (2031)\n\n- Problem: corners were slow to turn.\n", path="gates.md").deck
    assert texts_of(paper.cards[0])[0] == "Which problem does SqNet solve?"
    thing = import_note("# Gates\n\n## Swing gate\n\n- Problem: it creaks in the wind.\n", path="gates.md").deck
    assert [draft.reason for draft in thing.drafts if "problem" in draft.question] == [MANY_ANSWERS]
