"""What the letters of a formula stand for is shown with it; a formula goes by the name of the line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizcv.notes.formulas.variables import said_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report


def test_a_list_behind_where_is_shown_below_the_formula(cards: Callable[[str], list[tuple[str, str]]]) -> None:
    assert cards(
        """
        ## Thin lens

        **Lens equation**:

        $$\\frac{1}{f} = \\frac{1}{a} + \\frac{1}{b}$$

        where:
        - $f$: focal length
        - $a$: distance of the object
        """
    ) == [
        (
            "State the formula of Lens.",
            "$$\\frac{1}{f} = \\frac{1}{a} + \\frac{1}{b}$$\n\nwhere:\n\n- $f$: focal length\n- $a$: distance of the object",
        )
    ]


def test_a_sentence_about_a_letter_is_no_definition_of_the_term_above(
    cards: Callable[[str], list[tuple[str, str]]],
) -> None:
    made = cards(
        """
        # Week 3

        **Trifocal constraint**
        Where $x_1$ is a point in the first view.

        $$T = x_1 y^T$$

        $$x_1^T T x_1 = 0$$
        """
    )
    assert [front for front, _ in made] == [
        "Trifocal constraint: state the formula for $T$.",
        "Trifocal constraint: state the formula for $x_1^T T x_1$.",
    ]
    assert all(back.endswith("Where $x_1$ is a point in the first view.") for _, back in made)


def test_a_formula_belongs_to_the_term_explained_right_above_it(cards: Callable[[str], list[tuple[str, str]]]) -> None:
    assert cards(
        """
        # Week 2

        **Shear matrix**. Moves each row sideways by its height.

        $$S = I + m e_1 e_2^T$$

        Plain shift
        $$y = x + t$$
        """
    ) == [
        ("What is the shear matrix?", "Moves each row sideways by its height."),
        ("State the formula of Shear matrix.", "$$S = I + m e_1 e_2^T$$"),
        ("State the formula of Plain shift.", "$$y = x + t$$"),
    ]


def test_a_formula_that_nothing_names_is_a_draft(read: Callable[[str], Report]) -> None:
    report = read("# Week 4\n\n$$q = K p + n$$\n")
    assert not report.deck.cards
    assert [(draft.question, draft.answer) for draft in report.deck.drafts] == [
        ("State the formula of $q$.", "$$q = K p + n$$")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ここで $i$ は入力サイズ、$k$ はカーネルサイズ、$s$ はストライドである。",
            {"i": "入力サイズ", "k": "カーネルサイズ", "s": "ストライド"},
        ),
        (
            "其中 $i$ 是輸入的大小，$k$ 為卷積核的大小，$s$：步幅。",
            {"i": "輸入的大小", "k": "卷積核的大小", "s": "步幅"},
        ),
    ],
)
def test_without_spaces_each_letter_stands_for_what_follows_it(text: str, said: dict[str, str]) -> None:
    assert said_of(said, text) == said
