"""What a note spells out for a machine is read as its writer saw it: signs by name, formulas in addresses, marks of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.notes.inline import flatten, maths

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

DRAWN = (
    r"https://latex.codecogs.com/gif.latex?\large&space;T(x_{\text{gate}}^{(i)},&space;y)&space;=&space;\log{x^{(i)}}"
)
TEX = r"T(x_{\text{gate}}^{(i)}, y) = \log{x^{(i)}}"


@pytest.mark.parametrize(
    "picture", [f"![equation]({DRAWN})", f'![equation]({DRAWN} "the gate")', f'<img src="{DRAWN}"/>']
)
def test_a_picture_of_a_formula_answers_with_the_formula(cards: Cards, picture: str) -> None:
    text = f"# Tiles\n\n**Q1. What is the gate loss?**\n\nA1. {picture}\n"
    assert cards(text) == [("What is the gate loss?", f"${TEX}$")]
    assert [tex for tex, _ in maths(picture)] == [TEX]


def test_a_picture_from_elsewhere_is_no_formula() -> None:
    assert maths("![a gate](https://example.org/draw.png?size=(3,(4)))") == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("the sum &sum; of tiles", "the sum ∑ of tiles"),
        ("a&nbsp;tile &#8730; 2", "a tile √ 2"),
        ("tiles &amp; gates", "tiles & gates"),
        ("3 &lt; 4", "3 < 4"),
        ("a &lt;b&gt; c", "a &lt;b> c"),
        ("`&sum;` in code, $a &sum; b$", "`&sum;` in code, $a &sum; b$"),
        ("R&D; &nosuchsign; rows & columns;", "R&D; &nosuchsign; rows & columns;"),
        ("gates close. [\\[1\\]][1]", "gates close."),
        ("gates close [[12]][src] at night", "gates close at night"),
        ("`gates[[0]][1]` of an array", "`gates[[0]][1]` of an array"),
    ],
)
def test_signs_by_name_and_marks_of_sources(written: str, shown: str) -> None:
    assert flatten(written) == shown


@given(st.text(alphabet="&;ltgamp#3[]\\1 (?).!:/htps", max_size=60))
def test_any_text_can_be_flattened(text: str) -> None:
    assert isinstance(flatten(text), str)


def test_a_term_with_a_sign_by_name_is_asked_for_with_the_sign(cards: Cards) -> None:
    ((front, back),) = cards("# Tiles\n\n- **Gate sum (&sum;)**: all gates of a tile, &alpha; included.\n")
    assert "(∑)" in front
    assert "α" in back


def test_the_label_of_an_answer_above_a_list_is_no_part_of_it(cards: Cards) -> None:
    text = "# Tile quiz\n\n**Q1. Which gates close at night?**\n\nA1.\n\n- the corner gate\n- the edge gate\n"
    assert cards(text) == [("Which gates close at night?", "- the corner gate\n- the edge gate")]


def test_the_label_of_an_answer_alone_answers_nothing(read: Read) -> None:
    report = read("# Tile quiz\n\n**Q1. Which gate is open?**\n\nA1.\n\n**Q2. How many gates?**\n\nA2. Four\n")
    assert [each.text for each in report.unanswered] == ["Which gate is open?"]
    assert len(report.deck.cards) == 1


def test_code_between_a_question_and_its_answer_belongs_to_the_question(cards: Cards) -> None:
    text = "# Tile quiz\n\n**Q1. What does it print?**\n```\nprint(2)\n```\n\nA1.\n```\n2\n```\n"
    assert cards(text) == [("What does it print?\n\n```\nprint(2)\n```", "```\n2\n```")]


def test_a_break_at_the_end_of_a_line_leaves_no_sign(cards: Cards) -> None:
    ((_, back),) = cards("# Tiles\n\n## Gate\n\nA gate closes the corner of a tile.\\\n")
    assert back == "A gate closes the corner of a tile."
