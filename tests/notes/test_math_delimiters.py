"""Math in every pair of signs that notes put round it, broken over lines, left open, or spelled in a picture's address."""

from __future__ import annotations

from textwrap import dedent

import pytest

from quizcv.notes.importing import import_note
from quizcv.notes.inline import flatten, maths
from quizcv.notes.report import texts_of


def back(text: str) -> str:
    (card,) = import_note(dedent(text), path="note.md").deck.cards
    return texts_of(card)[1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\(x + y\)", "$x + y$"),
        (r"\\(x + y\\)", "$x + y$"),
        (r"\[x = y\]", "$$x = y$$"),
        (r"\\[x = y\\]", "$$x = y$$"),
        ("[$]x + y[/$]", "$x + y$"),
        ("[$$]x + y[/$$]", "$$x + y$$"),
        ("$$x + y$$", "$$x + y$$"),
        ("![](https://math.example.org/equation?tex=%5Cfrac%7Ba%7D%7Bb%7D)", r"$\frac{a}{b}$"),
        ("![[eq]](https://math.example.org/equation?tex=x%2By)", "$x+y$"),
        ('<img src="https://latex.example.org/png?math=x_1%2C%20x_2">', "$x_1, x_2$"),
        ('<img alt="x" src="https://latex.codecogs.com/gif.latex?\\dpi{120}%20x^2"/>', "$x^2$"),
        ("x<sup>2</sup>, y<sub>10</sub>, z<sup>a+b</sup>, w<sub>ij</sub>", "x², y₁₀, z^(a+b), w_ij"),
        ("\\[E\\] and \\[1\\]", "\\[E\\] and \\[1\\]"),
        ("$5 and $6 a piece", "$5 and $6 a piece"),
    ],
)
def test_math_is_shown_in_dollars_however_it_is_written(written: str, shown: str) -> None:
    assert back(f"- What is a tile?\n  - It is {written}\n").removeprefix("It is ") == shown


@pytest.mark.parametrize(
    "written",
    ["$$\nL = a\n$$", "$$L = a\n$$", "$$\n\nL = a\n\n$$", "\\[\nL = a\n\\]", "\\\\[\nL = a\n\\\\]", "$$\nL\n= a\n$$."],
)
def test_a_displayed_formula_may_be_broken_over_lines_and_blank_lines(written: str) -> None:
    assert back(f"## What is the loss?\n\n{written}\n") == "$$L = a$$"


def test_lines_of_a_formula_that_look_like_bullets_belong_to_it() -> None:
    assert back("## What is the loss?\n\n$$\nL = a\n+ b\n- c\n* d\n$$\n") == "$$L = a + b - c * d$$"
    assert back("## What is a tile?\n\nIt has $3 (C\n* C)$ weights.\n") == "It has $3 (C * C)$ weights."


def test_a_formula_left_open_ends_with_its_paragraph() -> None:
    text = "- What is the loss?\n  - $$L = a + b\n- What is the rate?\n  - Small.\n"
    cards = import_note(text, path="note.md").deck.cards
    assert [texts_of(card)[1] for card in cards] == ["$$L = a + b$$", "Small."]


def test_dollars_alone_on_lines_far_apart_do_not_swallow_a_list_between() -> None:
    text = "## What is a tile?\n\n$$\n\n- one\n- two\n\n$$\n"
    assert "- one\n- two" in back(text)


def test_signs_in_full_width_and_without_width_are_made_plain() -> None:
    assert back("- Ｗｈａｔ ｉｓ ｋ？\n  - ｋ\u200b＝３ and a\u00a0rim\ufeff, \ufb01ne\n") == "k=3 and a rim, fine"


def test_math_within_code_and_comments_is_none() -> None:
    assert maths("`$a$` <!-- $b$ --> $c$") == [("c", 19)]


def test_an_address_that_spells_no_formula_stays_a_picture() -> None:
    assert flatten("![a map](figures/map.png?size=2)") == "![a map](figures/map.png?size=2)"


def test_a_formula_in_a_pictures_address_beside_named_letters_is_read() -> None:
    picture = "![](https://math.example.org/equation?tex=w_1%2Ax_1%20%2B%20w_2%2Ax_2)"
    assert back(f"- What is a tile?\n  - With weights $w$ it is {picture}, where $x$ is the input.\n").startswith(
        "With"
    )
