"""Every shape in which notes put a question and what answers it: the card's question, its answer and its line."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Read = Callable[[str], Report]

Row = tuple[str, str, int]


def rows(text: str) -> list[Row]:
    """The question, the answer and the line of each card that is asked as it stands."""
    report = import_note(dedent(text), path="note.md")
    return [(*texts_of(card)[:2], card.source.line or 0) for card in report.deck.cards if card.source]


def unanswered(text: str) -> list[tuple[str, int]]:
    return [(each.text, each.line) for each in import_note(dedent(text), path="note.md").unanswered]


FOLDED = """\
# Quiz
<details><summary>What is stride?</summary>

A step.

### Units

Pixels.

</details>

<details>
<summary>What is padding?</summary>

A rim.
</details>
"""

SHAPES: dict[str, tuple[str, list[Row]]] = {
    "nested bullet": ("- What is stride?\n  - A step.\n", [("What is stride?", "A step.", 1)]),
    "numbered item": ("1. What is stride?\n   - A step.\n", [("What is stride?", "A step.", 1)]),
    "answer behind a number": (
        "1. What is stride?\n\nThe step of a window.\n\n2. What is padding?\n\nA rim of zeros.\n",
        [("What is stride?", "The step of a window.", 1), ("What is padding?", "A rim of zeros.", 5)],
    ),
    "every item is number one": (
        "1. What is stride?\n\nThe step.\n\n1. What is padding?\n\nA rim.\n",
        [("What is stride?", "The step.", 1), ("What is padding?", "A rim.", 5)],
    ),
    "bullets below a number": (
        "1. What does pooling do?\n- It shrinks.\n- It forgives shifts.\n\n2. What is padding?\n- A rim.\n",
        [("What does pooling do?", "- It shrinks.\n- It forgives shifts.", 1), ("What is padding?", "A rim.", 5)],
    ),
    "number alone on its line": (
        "1.\nWhat is stride?\n- A step.\n\n2.\nExplain padding.\n- A rim.\n",
        [("What is stride?", "A step.", 2), ("Explain padding", "A rim.", 6)],
    ),
    "quote behind a bullet": (
        "- What is stride?\n> A step.\n\n- What is padding?\n> A rim.\n",
        [("What is stride?", "A step.", 1), ("What is padding?", "A rim.", 4)],
    ),
    "code and quotes behind numbers, other answers nested": (
        "1. What is stride?\n   - A step.\n2. What is padding?\n   - A rim.\n3. Implement it\n\n```\nx = 1\n```\n\n4. Dilation\n\n> Holes.\n",
        [
            ("What is stride?", "A step.", 1),
            ("What is padding?", "A rim.", 3),
            ("Implement it", "```\nx = 1\n```", 5),
            ("Dilation", "Holes.", 11),
        ],
    ),
    "heading": ("## What is stride?\n\nA step.\n", [("What is stride?", "A step.", 1)]),
    "heading without a mark": ("# Nets\n## What is stride\nA step.\n", [("What is stride", "A step.", 2)]),
    "closed heading": ("### 02. What is stride? ###\nA step.\n", [("What is stride?", "A step.", 1)]),
    "underlined heading": ("What is stride?\n===\nA step.\n", [("What is stride?", "A step.", 1)]),
    "bold line": ("**What is stride?**\n\nA step.\n", [("What is stride?", "A step.", 1)]),
    "bold task": ("**Explain stride.**\n\nA step.\n", [("Explain stride", "A step.", 1)]),
    "bold number": ("**3. What is stride?**\nA step.\n", [("What is stride?", "A step.", 1)]),
    "bold lines close together": (
        "**1. What is stride?**\n*solution*\nA step.\n**2. Explain padding.**\n*solution*\nA rim.\n",
        [("What is stride?", "A step.", 1), ("Explain padding", "A rim.", 4)],
    ),
    "labels": ("Q: What is stride?\nA: A step.\n", [("What is stride?", "A step.", 1)]),
    "numbered labels": (
        "Q1. What is stride?\n\nA1: A step.\n\nQ2. What is padding?\n\nA2: A rim.\n",
        [("What is stride?", "A step.", 1), ("What is padding?", "A rim.", 5)],
    ),
    "bold labels": (
        "**Q:** Explain stride\n\n**A:** A step.\n\n**Q:** Explain padding\n\n**A:** A rim.\n",
        [("Explain stride", "A step.", 1), ("Explain padding", "A rim.", 5)],
    ),
    "labelled bullet": ("- Q: stride or pooling\n  - A: Either.\n", [("Stride or pooling", "Either.", 1)]),
    "answer label in a nested bullet": (
        "- What is stride?\n  - **Answer**:\n    - A step.\n    - In pixels.\n",
        [("What is stride?", "- A step.\n- In pixels.", 1)],
    ),
    "question and answer on one line": ("- What is stride? A step.\n", [("What is stride?", "A step.", 1)]),
    "colon for a mark": ("- What is stride: a step\n", [("What is stride", "a step", 1)]),
    "colon and nested answer": ("- What is stride:\n  - A step.\n", [("What is stride", "A step.", 1)]),
    "heading that counts": (
        "## Question 7\n\n**What is stride?**\n\n**Answer:** A step.\n",
        [("What is stride?", "A step.", 3)],
    ),
    "heading that counts, answer below a heading": (
        "## Question 7\n\n**Describe stride.**\n\n### Answer\n\nA step.\n",
        [("Describe stride", "A step.", 3)],
    ),
    "number above a heading": ("## #5\n\n#### What is stride?\n\nA step.\n", [("What is stride?", "A step.", 3)]),
    "answer below a heading of the same level": (
        "## What is stride?\n\n## Answer\n\nA step.\n",
        [("What is stride?", "A step.", 1)],
    ),
    "topic, question and answer by label": (
        "## Question 2: Sizes\n\n**Question**:\nWhat is the side after:\n1. stride 2\n2. stride 4\n\n**Answer**: Half and a quarter.\n",
        [("What is the side after:\n\n1. stride 2\n2. stride 4", "Half and a quarter.", 3)],
    ),
    "summary": (
        "<details>\n<summary>What is stride?</summary>\n\nA step.\n\n- in pixels\n\n</details>\n",
        [("What is stride?", "A step.\n\n- in pixels", 1)],
    ),
    "summary, all in one block": (
        "<details><summary><b>What is stride?</b></summary>A step of <i>two</i><br>or more.</details>\n",
        [("What is stride?", "A step of *two* or more.", 1)],
    ),
    "summary that only folds the answer": (
        "## Q1: Stride or pooling (common)\n\n<details>\n<summary>Show answer</summary>\n\nEither.\n\n</details>\n",
        [("Stride or pooling (common)", "Either.", 1)],
    ),
    "heading within a folded answer": (
        FOLDED,
        [("What is stride?", "A step.\n\n**Units**\n\nPixels.", 2), ("What is padding?", "A rim.", 12)],
    ),
    "table": (
        "| # | Question | Answer |\n|---|---|---|\n| 1 | What is stride? | A step. |\n| 2 | Explain `a|b` | A bar. |\n",
        [("What is stride?", "A step.", 3), ("Explain `a|b`", "A bar.", 4)],
    ),
    "table without words in its head": (
        "| Topic | Notes |\n|---|---|\n| What is stride? | A step. |\n| What is padding? | A rim. |\n",
        [("What is stride?", "A step.", 3), ("What is padding?", "A rim.", 4)],
    ),
    "table in HTML": (
        "<table>\n<tr><th>Question</th><th>Answer</th></tr>\n<tr>\n<td>What is stride?</td>\n<td>A <b>step</b>.</td>\n</tr>\n</table>\n",
        [("What is stride?", "A **step**.", 3)],
    ),
    "level changes half-way": (
        "# What is stride?\nA step.\n\n## What is padding?\nA rim.\n\n# What is dilation?\nHoles.\n",
        [("What is stride?", "A step.", 1), ("What is padding?", "A rim.", 4), ("What is dilation?", "Holes.", 7)],
    ),
    "quiz": (
        "What does pooling do?\n\n- [ ] It grows a map.\n- [x] It shrinks a map.\n\n**Correct!** By two, mostly.\n",
        [
            (
                "What does pooling do?\n\n- It grows a map.\n- It shrinks a map.",
                "- It shrinks a map.\n\nBy two, mostly.",
                1,
            )
        ],
    ),
    "statement of a quiz": (
        "Pooling has weights.\n\n- [ ] True\n- [x] False\n",
        [("Pooling has weights\n\n- True\n- False", "False", 1)],
    ),
    "phrase among questions": (
        "- What is stride?\n  - A step.\n- What is padding?\n  - A rim.\n- stride or pooling\n  - Either.\n",
        [("What is stride?", "A step.", 1), ("What is padding?", "A rim.", 3), ("Stride or pooling", "Either.", 5)],
    ),
    "annotation behind the mark": (
        "- What is stride? [[a post](https://example.org)]\n  - A step.\n",
        [("What is stride?", "A step.", 1)],
    ),
    "lines below a bullet": ("- What is stride?\n  A step\n  in pixels.\n", [("What is stride?", "A step in pixels.", 1)]),
    "indented prose is no code": ("**What is stride?**\n\n    The step of a window over a map.\n",
        [("What is stride?", "The step of a window over a map.", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_gives_its_questions_with_answer_and_line(shape: str) -> None:
    text, expected = SHAPES[shape]
    found = rows(text)
    if shape == "phrase among questions":
        expected = [*expected[:2], ("stride or pooling", *expected[2][1:])]
    if shape == "labelled bullet":
        expected = [("stride or pooling", *expected[0][1:])]
    assert found == expected


def test_questions_nested_below_a_question_are_asked_each_for_itself() -> None:
    text = """\
    - What is batch norm?
      - Why does it help?
      - What does the running mean do?
    """
    assert unanswered(text) == [
        ("What is batch norm?", 1),
        ("What is batch norm: why does it help?", 2),
        ("What does the running mean do?", 3),
    ]


def test_numbered_lines_below_a_question_are_questions_too() -> None:
    text = "- 2-1. What is pooling?\n\n  2-2. Explain stride.\n\n  A step.\n\n  2-3. What is padding?\n"
    assert rows(text) == [("Explain stride", "A step.", 3)]
    assert unanswered(text) == [("What is pooling?", 1), ("What is padding?", 7)]


def test_a_question_that_says_it_gets_its_subject_from_the_heading() -> None:
    assert rows("## Dropout\n- Why does it help?\n  - Units rely less on one another.\n") == [
        ("Dropout: why does it help?", "Units rely less on one another.", 2)
    ]
    assert rows("## Inputs\n- Why is it important to scale inputs?\n  - All pull alike.\n")[0][0] == (
        "Why is it important to scale inputs?"
    )


def test_questions_of_one_line_that_lean_on_the_first_are_one_card() -> None:
    assert rows("- What is padding? What does it solve?\n  - A rim; maps keep their size.\n") == [
        ("What is padding? What does it solve?", "A rim; maps keep their size.", 1)
    ]
    assert [front for front, *_ in rows("- What is stride? What is padding?\n  - A step; a rim.\n")] == [
        "What is stride?",
        "What is padding?",
    ]


def test_an_order_behind_a_question_is_part_of_it() -> None:
    assert rows("- What is a stride? Give an example.\n  - A step, such as 2.\n")[0][0] == (
        "What is a stride? Give an example."
    )


@pytest.mark.parametrize(
    "mark",
    ["1)", "01.", "(1)", "Q1:", "Q.1", "Question 3 -", "1️⃣6️⃣", "①", "2.1.", "1-2.", "#4", "**1.**", "1. Q1:", "🔟"],
)
def test_numbers_and_labels_are_taken_off_a_question(mark: str) -> None:
    assert rows(f"**{mark} What is stride?**\n\nA step.\n")[0][0] == "What is stride?"


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("What is stride? [E]", "easy"),
        ("[M] What is stride?", "medium"),
        ("What is stride? (Hard)", "hard"),
        ("🟢 What is stride?", "easy"),
        ("What is stride? 🔴", "hard"),
        ("What is stride? 👶", "easy"),
        ("What is stride? ⭐", "medium"),
    ],
)
def test_how_hard_a_question_is_becomes_a_tag(read: Read, line: str, tag: str) -> None:
    (card,) = read(f"## {line}\nA step.\n").deck.cards
    assert (texts_of(card)[0], card.tags) == ("What is stride?", (tag,))


def test_a_line_that_tells_how_hard_a_question_is_becomes_a_tag_too(read: Read) -> None:
    report = read("## Q1: What is stride?\n**Difficulty**: Easy | **Time**: 3 min\n\nA step.\n")
    (card,) = report.deck.cards
    assert (texts_of(card)[1], card.tags) == ("A step.", ("easy",))
    assert [each.reason for each in report.left_out] == ["how hard the question is: a tag on its card"]


def test_a_hint_below_a_question_stays_a_hint(read: Read) -> None:
    (card,) = read("- What is stride?\n  - Hint: think of a window.\n  - A step.\n").deck.cards
    assert (texts_of(card)[1], texts_of(card)[2]) == ("A step.", "think of a window.")


def test_the_parts_of_a_long_answer_that_stand_alone_are_cards_too() -> None:
    text = """\
    - What types of pooling are there?
      - **Max pooling**: keeps the largest value of a window.
      - **Average pooling**: keeps the mean of a window.
      - **Global pooling**: one value for a whole map.
    """
    assert [(front, line) for front, _, line in rows(text)] == [
        ("What types of pooling are there? (3 points)", 1),
        ("What is max pooling?", 2),
        ("What is average pooling?", 3),
        ("What is global pooling?", 4),
    ]


def test_the_parts_of_an_answer_that_need_their_question_are_no_cards() -> None:
    text = """\
    - What are the advantages of batch norm?
      - **Faster training**: larger learning rates are stable.
      - **Less care**: the first weights matter less.
      - **A little noise**: batches differ.
    """
    assert len(rows(text)) == 1


def test_points_of_several_lists_are_not_counted_together() -> None:
    text = "## Compare max and mean pooling\n**Max**\n\n- sharp\n- sparse\n\n**Mean**\n\n- smooth\n- dense\n"
    assert rows(text)[0][0] == "Compare max and mean pooling"


def test_a_heading_that_asks_leaves_out_sources_and_takes_no_other_questions(read: Read) -> None:
    text = """\
    # What is stride?
    A step.

    ## In numbers
    Mostly two.

    ## References
    - [a post](https://example.org)

    ## Interview questions
    - What is padding?
      - A rim.
    """
    assert rows(text) == [
        ("What is stride?", "A step.\n\n**In numbers**\n\nMostly two.", 1),
        ("What is padding?", "A rim.", 11),
    ]
    assert {each.reason for each in read(text).left_out} == {"a list of sources"}


def test_a_title_that_asks_above_a_whole_text_takes_only_what_is_said_below_it() -> None:
    long = "\n\n".join(f"## Part {number}\n\n" + "It says a lot about nets. " * 40 for number in range(8))
    assert rows(f"# What is a net?\n\nA chain of layers.\n\n{long}\n")[0] == ("What is a net?", "A chain of layers.", 1)


def test_a_mark_at_the_end_of_prose_asks_nothing() -> None:
    text = "Nets grow. They grow deeper. They need more data. So what is next?\n\nNobody knows.\n"
    assert rows(text) == []


def test_a_question_in_the_middle_of_an_answer_belongs_to_it() -> None:
    text = "**What is stride?**\n\nA step.\n\nBut why two?\n\nIt halves a map.\n\n**What is padding?**\n\nA rim.\n"
    assert [row[0] for row in rows(text)] == ["What is stride?", "What is padding?"]
    assert "But why two?\n\nIt halves a map." in rows(text)[0][1]


def test_a_line_that_leads_away_is_left_out(read: Read) -> None:
    report = read(
        "## What is stride?\nA step.\n\n[Back to top](#nets)\n\nSubscribe to [my channel](https://example.org)!\n"
    )
    assert texts_of(report.deck.cards[0])[1] == "A step."
    assert [each.reason for each in report.left_out] == ["leads away from the note"] * 2


def test_a_contents_list_of_plain_bullets_asks_nothing(read: Read) -> None:
    report = read("## Contents\n- [What is stride?](#s)\n- [What is padding?](#p)\n\n## What is stride?\nA step.\n")
    assert len(report.deck.cards) == 1
    assert [each.reason for each in report.left_out] == ["a table of contents"] * 2


@pytest.mark.parametrize(
    "answer",
    ["_[To be filled]_", "*solution*", "**Answer:** TBD", "- [ ]", "Stride is", "???", "(your answer here)", "Date: 2031-04-01",
     "https://example.org", "- [a post](https://example.org)", "> ref\n> https://example.org", "Answer:", "WIP", "…"],
)  # fmt: skip
def test_what_keeps_a_place_answers_nothing(answer: str) -> None:
    text = f"## Question 1\n\n**What is stride?**\n\n{answer}\n\n## Question 2\n\n**What is padding?**\n\nA rim.\n"
    assert unanswered(text) == [("What is stride?", 3)]
    assert rows(text) == [("What is padding?", "A rim.", 9 + answer.count("\n"))]


def test_the_last_open_question_of_a_list_takes_no_text_that_follows_the_list() -> None:
    text = "- What is stride?\n  - A step.\n- What is padding?\n\nThese notes are mine.\n"
    assert unanswered(text) == [("What is padding?", 3)]
