"""Doubts whether an answer is there at all: it only counts, only leads on, only asks back, speaks of several, tells who wrote it."""

from __future__ import annotations

import pytest

from quizcv.notes.doubts import saying, standing
from quizcv.notes.doubts.frames import Frame
from quizcv.notes.doubts.fronts import NAMELESS, NO_NAME, doubt_of_name, is_bare_label
from quizcv.notes.doubts.standing import LEANS
from quizcv.notes.importing import import_note


@pytest.mark.parametrize(
    "text",
    [
        "A corner gate opens in two steps.",
        "There are three types",
        "角门的工作分为两个阶段。",
        "모서리 문은 두 단계로 열린다.",
        "角門には二つの方法がある",
        "La puerta de esquina tiene varios tipos.",
        "Ворота открываются в два этапа.",
        "The width of a gate is defined as.",
    ],
)
def test_an_answer_that_only_counts_or_announces_breaks_off(text: str) -> None:
    assert standing.is_broken_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "The leaf is divided into two parts.",
        "A corner gate opens in two steps:\n\n- turn\n- push",
        "A corner gate has two leaves.",
        "Ворота делят стену на две части.",
    ],
)
def test_a_number_of_what_need_not_be_told_is_an_answer(text: str) -> None:
    assert not standing.is_broken_off(text)


def test_an_answer_of_addresses_leads_away() -> None:
    assert saying.only_leads_away("- hinges https://gates.example/1\n- leaves https://gates.example/2")
    assert not saying.only_leads_away("A hinge bears the leaf, see https://gates.example/1 for one.")


def test_an_answer_that_is_a_question_asks_back() -> None:
    assert saying.asks_back("Or is it the hinge?")
    assert not saying.asks_back("The hinge. Or is it?")
    assert not saying.asks_back("The hinge.")


def test_they_are_several_unless_the_name_is() -> None:
    assert standing.speaks_of_several("Closed corner", "They turn the leaf.")
    assert not standing.speaks_of_several("Corner gates", "They turn the leaf.")
    assert not standing.speaks_of_several("Closed corner", "It turns the leaf.")


def test_who_wrote_a_text_and_when_is_no_answer() -> None:
    assert standing.narrates("- Submitted on 2031. 6\n- Ann Lee and Bo Chen")
    assert standing.narrates("Ann Lee et al., submitted on 3 May 2031")
    assert not standing.narrates("A gate, as Ann Lee et al. use the word, is a door in a wall.")


@pytest.mark.parametrize("name", ["final output of our gate", "improving your gate", "本文的角门"])
def test_a_name_that_only_the_text_around_it_can_tell_is_a_label(name: str) -> None:
    assert doubt_of_name(Frame(name, defines=True)) == NAMELESS


@pytest.mark.parametrize("name", ["divides the wall into $n$ gates", "经典的角门有两种", "角门分为以下三类"])
def test_a_sentence_in_the_place_of_a_name_is_told(name: str) -> None:
    assert doubt_of_name(Frame(name, defines=True)) == NO_NAME


@pytest.mark.parametrize("front", ["Gates?", "Qestions?"])
def test_one_word_in_the_plural_with_a_mark_is_a_label(front: str) -> None:
    assert is_bare_label(front)


@pytest.mark.parametrize("front", ["Why?", "Large gates?", "门?", "Gate?"])
def test_other_short_questions_are_questions(front: str) -> None:
    assert not is_bare_label(front)


def test_prose_about_several_below_a_heading_for_one_is_a_draft() -> None:
    deck = import_note(
        "# Walls\n\n## Closed corner\n\nThey put the two leaves of the wall together and press.\n", path="note.md"
    ).deck
    assert [draft.reason for draft in deck.drafts] == [LEANS]


def test_a_sentence_that_stops_at_its_verb_breaks_off() -> None:
    assert standing.is_broken_off("A leaf turns by steps. So the width of the gate is")
    assert not standing.is_broken_off("It tells how wide the gate is")


@pytest.mark.parametrize(("name", "back"), [("GateNet", "Leaf block"), ("hinge all dry", "Local creak")])
def test_fewer_words_than_the_name_has_say_next_to_nothing(name: str, back: str) -> None:
    assert saying.is_too_short(name, back)


@pytest.mark.parametrize(
    ("name", "back"),
    [
        ("Gate matrix", "Inner gates."),
        ("GateNet", "Opens corners"),
        ("GateNet", "$g$"),
        ("角门", "Gate"),
        ("Gate", "2031"),
    ],
)
def test_a_short_answer_may_be_a_whole_one(name: str, back: str) -> None:
    assert not saying.is_too_short(name, back)


def test_bold_words_alone_are_the_next_heading() -> None:
    assert saying.is_only_heading("**Leaf**")
    assert not saying.is_only_heading("**Leaf**: what turns")


def test_what_is_said_within_a_case_of_the_thing_does_not_define_it() -> None:
    assert saying.defines_nothing("gates", "For all gates, oil is used:\n\n- linseed")
    assert not saying.defines_nothing("gate", "With a gate we take the leaf we have and turn it, twice.")


def test_a_definition_begins_with_no_question_and_no_case() -> None:
    assert saying.defines_nothing("gate", "What does a gate do with its leaf? It turns it.")
    assert saying.begins_with_a_case("Given a set of leaves, find their hinge.")
    assert saying.begins_with_a_case("If a leaf is heavy, its hinge is large.")
    assert not saying.begins_with_a_case("Given: $w$, the width")
    assert not saying.begins_with_a_case("A layer given leaves turns them.")


@pytest.mark.parametrize("text", ["門が重い。理由としては以下が挙げられる。", "種類は以下です"])
def test_a_japanese_answer_that_announces_a_list_breaks_off(text: str) -> None:
    assert standing.is_broken_off(text)
