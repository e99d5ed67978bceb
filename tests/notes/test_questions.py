from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.questions import is_question, read_asked
from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("What is BN ?", ["What is BN?"]),
        ("1. What is BN?", ["What is BN?"]),
        ("Q1: What is BN?", ["What is BN?"]),
        ("**Q:** What is BN?", ["What is BN?"]),
        ("⭐ **What is BN?**", ["What is BN?"]),
        ("3️⃣ What is BN?", ["What is BN?"]),
        ("[E] What is BN?", ["What is BN?"]),
        (
            "what’s BN ([a post](https://x.org/?a=b)) ? what’s GN?  Difference ?",
            ["What’s BN?", "What’s GN?", "Difference?"],
        ),
        ("Why $a ? b$ and `x ? y`?", ["Why $a ? b$ and `x ? y`?"]),
        ("什麼是 BN？為什麼要用？", ["什麼是 BN？", "為什麼要用？"]),
        ("What does [batch norm](https://x.org) do?", ["What does batch norm do?"]),
        ("What is a 1x1 (e.g. why?) kernel for?", ["What is a 1x1 (e.g. why?) kernel for?"]),
    ],
)
def test_a_line_gives_its_questions_clean(text: str, questions: list[str]) -> None:
    assert list(read_asked(text).questions) == questions


def test_what_stands_in_brackets_behind_the_mark_is_a_hint() -> None:
    assert read_asked("What is the output size? **(add floor)**").hint == "add floor"
    assert read_asked("What is the output size? (M)").hint == ""


def test_what_follows_the_mark_on_the_same_line_is_the_answer() -> None:
    assert read_asked("What is BN? It normalises a batch.").rest == "It normalises a batch."
    assert read_asked("What is BN: it normalises a batch").rest == "it normalises a batch"


@pytest.mark.parametrize("text", ["See https://x.org/?q=1", "It costs 5.", "[Why?](#why)", "`a ? b : c`"])
def test_a_mark_in_a_link_or_in_code_makes_no_question(text: str) -> None:
    assert not is_question(text)


def test_bullets_nested_below_a_question_are_its_answer(cards: Cards) -> None:
    assert cards("- Why?\n- What is BN?\n  - It normalises.\n  - It helps.\n") == [
        ("What is BN?", "- It normalises.\n- It helps.")
    ]


def test_an_answer_of_several_points_tells_how_many(cards: Cards) -> None:
    ((front, _),) = cards("- What does BN do?\n  - a one\n  - b two\n  - c three\n")
    assert front == "What does BN do? (3 points)"


def test_a_heading_that_asks_takes_all_below_it(cards: Cards) -> None:
    text = """\
    ## What is BN?
    It normalises.

    ```python
    # no heading
    ```

    ### Details
    - more

    ## What is GN?
    Groups.
    """
    (first, second) = cards(text)
    assert first == ("What is BN?", "It normalises.\n\n```python\n# no heading\n```\n\n**Details**\n\n- more")
    assert second == ("What is GN?", "Groups.")


def test_a_bold_line_that_asks_takes_what_follows_up_to_the_next(cards: Cards) -> None:
    text = "**What is BN?**\n\nIt normalises.\n\n- by batch\n\n**What is GN?**\nIt groups.\n"
    assert cards(text) == [("What is BN?", "It normalises.\n\n- by batch"), ("What is GN?", "It groups.")]


def test_question_and_answer_marks_are_taken_away(cards: Cards) -> None:
    assert cards("Q: What is BN?\nA: It normalises.\n") == [("What is BN?", "It normalises.")]


def test_under_a_faq_heading_a_bullet_without_a_mark_asks(read: Read) -> None:
    report = read("# FAQ\n- Explain dropout\n  - Switches units off.\n- stride or pooling\n  - Either.\n- Define IoU\n")
    assert [card.id for card in report.deck.cards] == ["explain-dropout", "stride-or-pooling"]
    assert [each.text for each in report.unanswered] == ["Define IoU"]


def test_a_nested_question_with_an_answer_of_its_own_is_a_follow_up(cards: Cards) -> None:
    text = "- What is batch norm?\n  - It normalises.\n  - Why?\n    - For speed.\n"
    assert cards(text) == [("What is batch norm?", "It normalises."), ("What is batch norm: why?", "For speed.")]


@pytest.mark.parametrize(
    "answer", ["aaa", "...", "TODO", "TBD", "", "Answer:", "[To be filled]", "https://x.org", "- ref: https://x.org"]
)
def test_an_answer_that_says_nothing_leaves_the_question_unanswered(read: Read, answer: str) -> None:
    report = read(f"- What is batch norm?\n  - {answer}\n- What is GN?\n  - Groups.\n")
    assert [each.text for each in report.unanswered] == ["What is batch norm?"]
    assert [card.id for card in report.deck.cards] == ["what-is-gn"]


def test_an_answer_that_is_a_picture_is_its_back_and_waits_as_a_draft_if_it_lies_elsewhere(read: Read) -> None:
    (card,) = read("- What does IoU look like?\n  - ![iou](iou.png)\n").deck.cards
    assert texts_of(card)[1] == "![iou](iou.png)"
    report = read("- What does IoU look like?\n  - ![iou](https://example.org/iou.png)\n")
    assert report.deck.cards == ()
    assert report.deck.drafts[0].reason == "the answer is a picture: put its file beside the deck"


@pytest.mark.parametrize("answer", ["a", "ans", "A", "x", "n", "w"])
def test_a_short_name_is_an_answer(answer: str, cards: Callable[[str], list[tuple[str, str]]]) -> None:
    assert cards(f"- What is x called?\n  - {answer}\n") == [("What is x called?", answer)]


@pytest.mark.parametrize("answer", ["aaa", "xxx", "...", "TODO", "tbd", "A:", "ans:", "Answer", "?"])
def test_what_only_keeps_a_place_is_no_answer(answer: str, cards: Callable[[str], list[tuple[str, str]]]) -> None:
    assert cards(f"- What is x called?\n  - {answer}\n") == []


@pytest.mark.parametrize(
    "link", ["[参考](https://example.org/a)", " [ref 2](https://example.org/a)", "[Source](https://example.org/a)"]
)
def test_a_link_behind_a_question_that_only_names_its_source_is_no_part_of_it(link: str) -> None:
    assert read_asked(f"角門為什麼有效{link}").questions == read_asked("角門為什麼有效").questions


@pytest.mark.parametrize("label", ["Q1.2: ", "Q1.2. ", "Question 1.2: ", "**Q3.1.2:** "])
def test_a_label_with_a_number_of_several_parts_is_no_part_of_the_question(label: str) -> None:
    assert read_asked(f"{label}What is a latch?").questions == ("What is a latch?",)
