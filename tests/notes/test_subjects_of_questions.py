"""A question names its subject: parts are asked with their whole, labels with what they stand below, points that define nothing as points."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.terms.dependent import is_dependent
from quizcv.notes.terms.labels import is_symbol
from quizcv.notes.terms.vague import is_vague
from quizcv.notes.texts import texts_of


def fronts(note: str) -> list[str]:
    return [texts_of(card)[0] for card in import_note(dedent(note), path="note.md").deck.cards]


def drafts(note: str) -> list[str]:
    return [draft.question for draft in import_note(dedent(note), path="note.md").deck.drafts]


def test_below_a_thing_with_a_definition_of_its_own_the_other_headings_are_its_parts() -> None:
    note = """\
        # Gate norm

        ## Definition

        Gate norm is a layer that keeps the leaves of a gate in line.

        ## Turning stage

        The leaves are turned until their edges meet.

        ## Shift

        Each leaf is moved by what it has learned.
        """
    assert fronts(note) == ["What is gate norm?"]
    assert drafts(note) == ["Gate norm: describe the turning stage.", "Gate norm: describe the shift."]


def test_headings_that_are_things_of_one_kind_stand_alone() -> None:
    note = """\
        # Kinds of gates

        ## Applications

        - Corners

        ## Leaf gate

        A leaf gate is a door that turns on a single hinge.
        """
    assert "What is a leaf gate?" in fronts(note)


def test_a_name_found_nowhere_else_needs_no_whole() -> None:
    note = """\
        # Corner gates

        ## Limitations

        - They creak.
        - They rust.

        ## GateNet

        GateNet is a net of gates that opens corner by corner.
        """
    assert "What is GateNet?" in fronts(note)


@pytest.mark.parametrize(
    "name",
    ["Second derivative", "第二阶段", "첫 번째 단계", "Primera derivada", "Turning stage", "回転段階", "Второй проход"],
)
def test_a_part_named_by_its_place_depends_on_its_whole(name: str) -> None:
    assert is_dependent(name)


@pytest.mark.parametrize("name", ["Stride", "First-order logic gate", "Gate norm", "池化", "Свёртка"])
def test_a_thing_of_its_own_does_not(name: str) -> None:
    assert not is_dependent(name)


@pytest.mark.parametrize(
    "name",
    [
        "Core concept",
        "Theoretical Results",
        "simple summary",
        "Offline metrics",
        "전체 구조",
        "核心概念",
        "теоретические результаты",
    ],
)
def test_words_that_suit_any_text_are_vague(name: str) -> None:
    assert is_vague(name)


@pytest.mark.parametrize("name", ["Core gate", "Gate results", "문 구조", "角门概念", "Stride"])
def test_words_that_name_something_are_not(name: str) -> None:
    assert not is_vague(name)


def test_a_vague_heading_is_asked_with_what_stands_above_it() -> None:
    note = """\
        # Corner gate

        ## Core concept

        The hinge bears the leaf, so that a child can open it.
        """
    assert drafts(note) == ["Corner gate: describe the core concept."]


@pytest.mark.parametrize(
    ("note", "front"),
    [
        ("1. 角门\n   - 开得慢\n   - 春天会响\n", "角门：重点是什么？"),
        ("- Gate\n  - 문이 잘 열린다고 모두가 말한다\n  - 봄이 오면 소리가 난다\n", "Gate: 중요한 점은 무엇인가?"),
    ],
)
def test_points_none_of_which_says_what_a_thing_is_are_asked_for_as_points(note: str, front: str) -> None:
    assert fronts(note) == [front]


def test_points_that_say_what_a_thing_is_are_its_meaning() -> None:
    assert fronts("1. 角门\n   - 一种装在角落的门\n   - 春天会响\n") == ["角门是什么？"]


def test_the_formula_of_a_part_is_asked_with_its_whole() -> None:
    note = """\
        # Gate norm

        ## Definition

        Gate norm is a layer for gates.

        ## Turning step

        The turning step is what brings the edges of two leaves together:

        $$t = a g + b$$
        """
    assert "State the formula of Gate norm – Turning step." in fronts(note)


def test_what_one_does_is_asked_as_such() -> None:
    assert fronts("# 门\n\n## 计算角门宽度\n\n把所有门的宽度相加，再除以门的数目。\n") == ["计算角门宽度是怎么做的？"]


def test_the_named_benefits_of_a_thing_are_one_answer() -> None:
    note = """\
        # Leaf gates

        ## Turning gate

        A turning gate is a door with one hinge.

        ### Advantages

        - **Quiet corners**: nobody hears the leaf
        - **Short path**: every room is one turn away

        ### Two main parameters

        - the width of the leaf
        - the weight of the hinge
        """
    found = fronts(note)
    assert "What are the advantages of Turning gate?" in found
    assert not [front for front in found if "Quiet corners" in front]
    assert drafts(note) == ["Turning gate: describe the two main parameters."]


def test_the_steps_of_a_method_are_asked_with_what_they_belong_to() -> None:
    note = """\
        # Gate attention

        Gate attention is a layer that weighs the leaves of a gate.

        ## How it works

        1. **Leaf weighing**: the process of comparing each leaf with its hinge
        2. **Corner closing**: the process of adding up what the leaves hold

        ## Solutions

        - oil in the hinge
        - a lighter leaf
        """
    found = fronts(note)
    assert "What is Leaf weighing?" not in found
    assert [front for front in found if "Leaf weighing" in front or "Gate attention: " in front]
    assert not [front for front in found if "main idea" in front]


def test_letters_of_a_formula_are_no_terms_whatever_they_are_called() -> None:
    assert is_symbol("$Q$ (leaves)")
    assert is_symbol("`G(x, y)`")
    assert not is_symbol("Gate (GN)")


def test_a_heading_above_papers_with_years_is_no_paper() -> None:
    note = """\
        # Gates — hinge to leaf

        Gates that were shown one after the other.

        ## HingeNet (2031)

        - Key idea: turn the leaf before the hinge.
        """
    assert not [front for front in fronts(note) if "hinge to leaf” published" in front]
