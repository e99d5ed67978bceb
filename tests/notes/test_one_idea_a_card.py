"""One idea a card: what holds several, or is too much, is taken apart at its own names, or kept as a draft with the reason."""

from __future__ import annotations

import pytest

from quizcv.notes.doubts.sifting import TOO_MUCH
from quizcv.notes.importing import import_note
from quizcv.notes.report import texts_of


def cards(note: str) -> list[tuple[str, str]]:
    return [texts_of(card)[:2] for card in import_note(note, path="gates.md").deck.cards]


def made(note: str) -> list[tuple[str, str]]:
    """The cards and, behind them, the drafts."""
    drafts = import_note(note, path="gates.md").deck.drafts
    return cards(note) + [(draft.question, draft.answer) for draft in drafts]


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
    assert made(note) == [
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
    (front, back), *_ = made(f"# Gates\n\n## What is the difference between a latch and a bar?\n\n{rows}")
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
    assert [draft.question for draft in report.deck.drafts] == ["What is a frame?", "What is a leaf?"]
    assert [draft.reason for draft in report.deck.drafts] == [TOO_MUCH, TOO_MUCH]
    assert [each.reason for each in report.left_out] == [
        "answered by the headings below it, which have cards of their own"
    ]


def test_sections_that_say_nothing_alone_are_asked_for_with_the_question() -> None:
    note = f"# Gates\n\n## How do gates get stuck, and what helps?\n\n### Causes\n\n{LONG * 5}\n\n### Detection\n\n{LONG * 5}\n"
    assert fronts(note) == [
        "How do gates get stuck, and what helps? (Causes)",
        "How do gates get stuck, and what helps? (Detection)",
    ]
    whole = import_note(note, path="gates.md").deck.drafts[0]
    assert (whole.question, whole.answer) == ("How do gates get stuck, and what helps?", "- Causes\n- Detection")


def test_a_generic_heading_below_a_question_is_about_what_it_asks() -> None:
    parts = f"### Advantages\n\n- It is short.\n- It is cheap. {LONG * 5}\n\n### Drawbacks\n\n- {LONG * 4}\n"
    note = f"# Notes\n\n## What is a corner gate?\n\nA corner gate is a gate in a corner.\n\n{parts}"
    assert [front for front, _ in made(note)] == [
        "What is a corner gate?",
        "What are the advantages of Corner gate?",
        "What are the limits of Corner gate?",
    ]


def test_a_question_that_names_nothing_gets_the_subject_above_it() -> None:
    assert fronts("# Corner gates\n\n## Which to choose?\n\nThe one of oak, where the wind blows.\n") == [
        "Corner gates: which to choose?"
    ]


def test_steps_are_one_card_and_those_that_fill_a_screen_are_asked_for_by_their_names() -> None:
    short = "# Corner gates\n\n## Pipeline\n\n1. Open the latch\n2. Turn the leaf\n"
    assert cards(short) == [("Corner gates: describe the pipeline.", "1. Open the latch\n2. Turn the leaf")]
    long = (
        f"# Corner gates\n\n## Pipeline\n\n1. **Open the latch**\n   {LONG * 6}\n2. **Turn the leaf**\n   {LONG * 6}\n"
    )
    assert cards(long) == [("Corner gates: describe the pipeline.", "1. **Open the latch**\n2. **Turn the leaf**")]


def test_steps_of_what_no_heading_names_are_left_out() -> None:
    report = import_note("# Notes\n\n## Steps\n\n1. Open the latch\n2. Turn the leaf\n", path="gates.md")
    assert not report.deck.cards
    assert {each.reason for each in report.left_out} == {"steps of what no heading names"}


def test_a_list_of_difficulties_is_one_card() -> None:
    note = "# 문\n\n## 모서리 문의 도전과제\n\n- **바람**: 문이 저절로 열린다\n- **녹**: 경첩이 굳는다\n- **무게**: 틀이 휜다\n"
    assert fronts(note) == ["모서리 문의 도전과제: 어떤 것들인가? (3가지)"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Problem & Motivation (問題與動機)", "GateNet 想解決什麼問題？"),
        ("Method (方法與架構)", "GateNet 是怎麼做的？"),
        ("Experiments & Results (實驗結果)", "GateNet：實驗結果如何？"),
    ],
)
def test_labels_of_two_words_or_with_a_gloss_are_the_paper_s_parts(title: str, expected: str) -> None:
    note = f"# GateNet (2031)\n\n## {title}\n\n角落的門在強風中打不開，門板也會慢慢變形，這裡說明了原因和做法。\n"
    assert expected in fronts(note)


def test_a_heading_of_advantages_and_limits_is_no_list_of_advantages() -> None:
    note = "# GateNet (2031)\n\n## Idea\n\nA gate for every corner.\n\n## Pros & Cons\n\nPros\n- light\n- cheap\n\nCons\n- slow\n- loud\n"
    assert dict(cards(note))["What are the advantages of GateNet?"] == "- light\n- cheap"
    assert dict(cards(note))["What are the limits of GateNet?"] == "- slow\n- loud"


def test_a_measured_figure_is_a_result_and_no_idea() -> None:
    note = "# 論文\n\n## GateNet (2031)\n\n- 相比 DoorNet 準確率減少 $0.9%$，但參數只有 1/32\n- 每個角落都有一扇門，門板只學習變化的部分\n"
    found = dict(cards(note))
    assert "準確率" in found["GateNet：實驗結果如何？"]
    assert "準確率" not in found["GateNet 的主要想法是什麼？"]


@pytest.mark.parametrize("label", ["答：", "答案：", "Answer: ", "**Ответ:** ", "Respuesta: ", "정답: "])
def test_a_line_is_a_question_by_the_answer_behind_it_that_says_so(label: str) -> None:
    note = f"# Gates\n\nTurns of the key until both leaves have moved\n\n  {label}3 turns\n\nPaint the hinges\n"
    assert cards(note) == [("Turns of the key until both leaves have moved", "3 turns")]


def test_an_order_of_several_sentences_in_bold_is_a_question() -> None:
    note = (
        "# Puertas\n\n1. **Suponga que la puerta está en una esquina. Enumere y explique los pasos para abrirla en un día de mucho viento.**\n\n"
        "    Se quita el cerrojo y se gira la hoja.\n\n2. **Expresar las diferencias entre una puerta y una compuerta. Dar una interpretación de cada una.**\n\n"
        "    La puerta gira y la compuerta se desliza.\n"
    )
    assert [back for _, back in cards(note)] == [
        "Se quita el cerrojo y se gira la hoja.",
        "La puerta gira y la compuerta se desliza.",
    ]


def test_rows_set_off_by_typed_signs_are_bullets() -> None:
    note = "# 문\n\n## 모서리 문이란?\n\n→ 모서리를 닫는다\n→ 두 경첩으로 돈다\n"
    assert [back for _, back in cards(note)] == ["- 모서리를 닫는다\n- 두 경첩으로 돈다"]


def test_a_question_below_a_heading_that_says_question_is_asked_with_the_answer_below_the_next() -> None:
    note = "# Gates\n\n## Question 1: Corners\n\n### Question\n\nWhy is a gate in a corner short?\n\n### Answer\n\nThere is no room for a long one.\n"
    assert cards(note) == [("Why is a gate in a corner short?", "There is no room for a long one.")]


def test_labels_that_complete_a_sentence_name_nothing() -> None:
    note = "# Gates\n\n## Springs\n\nIf the spring is too:\n- **Weak**: the gate stays open\n- **Large**: it does not fit\n- **Small**: it breaks\n"
    assert not {front for front in fronts(note) if "large" in front.casefold() or "small" in front.casefold()} & {
        "What is large?",
        "What is small?",
    }


def test_another_name_between_a_term_and_its_verb_hides_no_definition() -> None:
    note = "# Gates\n\nClosing rate, also known as shut rate, measures the share of gates that close by themselves.\n"
    assert fronts(note) == ["What is Closing rate?"] or fronts(note) == ["What is the closing rate?"]


def test_what_sums_a_thing_up_answers_without_the_words_that_say_so() -> None:
    note = "# Notes on doors\n\n## Corner gate\n\nTL;DR: a gate that closes a corner and turns on two hinges.\n"
    assert [back for _, back in cards(note)] == ["A gate that closes a corner and turns on two hinges."]


def test_the_year_of_a_model_may_stand_before_what_it_is_known_for() -> None:
    note = "# Landmark models\n\n## GateNet (2031) - Corner Networks\n\n- Introduced gates in every corner of the network.\n"
    assert ("In which year was the GateNet paper published?", "2031") in cards(note)


def test_the_answer_in_a_quote_begins_behind_the_links_above_it() -> None:
    note = (
        "# 門\n\n## 1.为什么门会生锈？\n> [门](http://a.example/1)\n> [铰链](http://a.example/2)\nA: 因为铰链在雨里。\n"
    )
    assert [back for _, back in cards(note)] == ["因为铰链在雨里。"]


def test_marks_of_sources_before_a_name_in_code_are_no_part_of_an_answer() -> None:
    note = "# Gates\n\n## Corner gate\n\nA corner gate {cite}`ann2031` is a switch in a corner ({numref}`fig-gate`).\n"
    assert [back for _, back in cards(note)] == ["A corner gate is a switch in a corner."]


def test_small_names_whose_meaning_follows_are_terms() -> None:
    note = "number of turns: how many times the key is turned\n\nshut-time: when the gate is closed for the night\n\nself-closing\n  - is what a gate with a spring does\n"
    assert [back for _, back in cards(note)] == [
        "How many times the key is turned",
        "When the gate is closed for the night",
        "Is what a gate with a spring does",
    ]


def test_a_chinese_heading_that_names_what_one_does_is_asked_for_how() -> None:
    assert fronts("# 门的笔记\n\n## 避免门生锈\n\n- 每年给铰链上油\n- 给门框刷漆，雨水进不去\n") == [
        "避免门生锈是怎么做的？"
    ]
