"""One idea a card: what holds several, or is too much, is taken apart at its own names, or kept as a draft with the reason."""

from __future__ import annotations

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.report import texts_of


def cards(note: str) -> list[tuple[str, str]]:
    return [texts_of(card)[:2] for card in import_note(note, path="gates.md").deck.cards]


def fronts(note: str) -> list[str]:
    return [front for front, _ in cards(note)]


LONG = "It keeps the corner closed while the wind blows from the sea, and lets it open again as soon as the tide has turned. "


def test_named_parts_with_points_of_their_own_get_a_card_each() -> None:
    note = """# Gates

## Corner gate

- **Frame**:
  - holds the leaf
  - takes the load, as every frame does
- **Filter**:
  - closes the corner; one filter is enough
  - turns on two hinges
"""
    assert cards(note) == [
        ("Corner gate: what is a frame?", "- holds the leaf\n- takes the load, as every frame does"),
        ("Corner gate: what is a filter?", "- closes the corner; one filter is enough\n- turns on two hinges"),
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "# 門\n\n## 角門的來歷與構造\n\n- **名稱由來**：因為裝在角落\n- **門框**：\n  - 支撐門板\n  - 承受重量\n- **門板**：\n  - 關上角落\n  - 轉動\n",
            ["角門的來歷與構造：名稱由來是什麼？", "角門的來歷與構造：門框是什麼？", "角門的來歷與構造：門板是什麼？"],
        ),
        (
            "# 문\n\n## 모서리 문의 이해\n\n- 문틀\n  - 문짝을 지탱하고 무게를 받는다\n  - 두 개의 경첩이 있다\n- 문짝\n  - 모서리를 닫고 다시 연다\n  - 나무로 만든다\n",
            ["모서리 문의 이해: 문틀: 무엇인가?", "모서리 문의 이해: 문짝: 무엇인가?"],
        ),
    ],
)
def test_the_parts_are_asked_for_in_the_note_s_language(note: str, expected: list[str]) -> None:
    assert fronts(note) == expected


def test_a_long_answer_in_named_parts_is_a_list_of_names_and_a_card_for_each() -> None:
    names = ("Latch", "Bar", "Chain")
    rows = "".join(f"- **{name}**: {LONG * 4}\n" for name in names)
    found = cards(f"# Gates\n\n## How are gates kept shut?\n\n{rows}")
    assert found[0] == ("How are gates kept shut? (3 points)", "- Latch\n- Bar\n- Chain")
    assert [front for front, _ in found[1:]] == [f"How are gates kept shut? ({name})" for name in names]
    assert {back for _, back in found[1:]} == {(LONG * 4).strip()}


def test_a_short_answer_in_named_parts_stays_one_card() -> None:
    note = "# Gates\n\n## How are gates kept shut?\n\n- **Latch**: falls by itself\n- **Bar**: laid across by hand\n"
    assert len(cards(note)) == 1


def test_what_is_asked_between_two_things_is_never_answered_by_their_names() -> None:
    rows = "".join(f"- **{name}**: {LONG * 5}\n" for name in ("Latch", "Bar"))
    front, back = cards(f"# Gates\n\n## What is the difference between a latch and a bar?\n\n{rows}")[0]
    assert front == "What is the difference between a latch and a bar?"
    assert back.count(LONG.strip()) == 10


def test_an_answer_longer_than_a_screen_without_parts_is_a_draft_with_its_text_and_the_reason() -> None:
    report = import_note(f"# Gates\n\n## Why do gates rust?\n\n{LONG * 40}\n", path="gates.md")
    (draft,) = report.deck.drafts
    assert not report.deck.cards
    assert draft.reason == "the answer is longer than a screen: split it"
    assert LONG.strip() in draft.answer


def test_a_question_with_whole_sections_below_it_is_answered_by_their_names() -> None:
    parts = "".join(
        f"### {n}. {name}\n\nA {name.lower()} is a part of the gate. {LONG * 3}\n\n"
        for n, name in enumerate(("Frame", "Leaf", "Hinge"), 1)
    )
    found = cards(f"# Gates\n\n## How does a gate work?\n\nIt has three parts:\n\n{parts}")
    assert found[0] == ("How does a gate work? (3 points)", "It has three parts:\n\n- Frame\n- Leaf\n- Hinge")
    assert [front for front, _ in found[1:]] == ["What is a frame?", "What is a leaf?", "What is a hinge?"]


def test_what_a_thing_is_is_never_answered_by_the_names_of_the_sections_below() -> None:
    parts = "".join(
        f"### {name}\n\nA {name.lower()} is a part of the gate. {LONG * 4}\n\n" for name in ("Frame", "Leaf")
    )
    report = import_note(f"# Gates\n\n## What is a gate?\n\n{parts}", path="gates.md")
    assert [texts_of(card)[0] for card in report.deck.cards] == ["What is a frame?", "What is a leaf?"]
    assert [each.reason for each in report.left_out] == [
        "answered by the headings below it, which have cards of their own"
    ]


def test_sections_that_say_nothing_alone_are_asked_for_with_the_question() -> None:
    note = f"# Gates\n\n## How do gates get stuck, and what helps?\n\n### Causes\n\n{LONG * 5}\n\n### Detection\n\n{LONG * 5}\n"
    assert fronts(note) == [
        "How do gates get stuck, and what helps?",
        "How do gates get stuck, and what helps? (Causes)",
        "How do gates get stuck, and what helps? (Detection)",
    ]


def test_a_generic_heading_below_a_question_is_about_what_it_asks() -> None:
    parts = f"### Advantages\n\n- It is short.\n- It is cheap. {LONG * 5}\n\n### Drawbacks\n\n- {LONG * 4}\n"
    note = f"# Notes\n\n## What is a corner gate?\n\nA corner gate is a gate in a corner.\n\n{parts}"
    assert fronts(note) == [
        "What is a corner gate?",
        "What are the advantages of Corner gate?",
        "What are the limits of Corner gate?",
    ]


def test_a_question_that_names_nothing_gets_the_subject_above_it() -> None:
    assert fronts("# Corner gates\n\n## Which to choose?\n\nThe one of oak, where the wind blows.\n") == [
        "Corner gates: which to choose?"
    ]
