"""Terms that stand behind a complete answer are cards of their own; labels of what belongs to it stay with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

    Cards = Callable[[str], list[tuple[str, str]]]
    Read = Callable[[str], Report]

TERMS = "- Hinge: the pin a leaf turns on.\n- Latch: a bar that falls by itself.\n"


def test_terms_behind_a_question_answered_on_its_own_line_are_no_part_of_the_answer(cards: Cards) -> None:
    found = dict(
        cards(f"## FAQ\n\n**What is a gate?** A gate closes the gap in a fence.\n\n{TERMS}\n**What helps?** Oil.\n")
    )
    assert found["What is a gate?"] == "A gate closes the gap in a fence."
    assert found["What is Hinge?"] == "The pin a leaf turns on."
    assert len(found) == 4


def test_terms_behind_a_labelled_answer_below_a_heading_are_no_part_of_it(cards: Cards, read: Read) -> None:
    text = """\
        # Gates

        ## Q: How does a gate close?

        A: Its leaf falls into the latch.

        **Hinge**: the pin a leaf turns on.

        **Leaf bar**: the bar across a leaf.

        ### TODO

        - What is a wicket?
        """
    found = dict(cards(text))
    assert found["How does a gate close?"] == "Its leaf falls into the latch."
    assert found["What is Hinge?"] == "The pin a leaf turns on."
    assert [draft.question for draft in read(text).deck.drafts] == ["What is a wicket?"]


@pytest.mark.parametrize(
    "below",
    [
        "- Advantages: the leaf is short.\n- Example: the gate of a garden.\n",
        "- Hinge: the pin a leaf turns on.\n",
        "- it is made of wood\n- it is short\n",
        "- Speed: quick as the wind\n- Weight: heavy as a stone\n",
    ],
)
def test_what_belongs_to_an_answer_stays_with_it(cards: Cards, below: str) -> None:
    (_, answer), *_ = cards(f"# Gates\n\n**What is a gate?** A gate closes the gap in a fence.\n\n{below}")
    assert answer.startswith("A gate closes the gap in a fence.\n\n- ")


def test_terms_behind_an_answer_that_announces_them_are_the_answer(cards: Cards) -> None:
    found = cards(f"## FAQ\n\n**What is a gate made of?** It has these parts:\n\n{TERMS}")
    assert "- Latch: a bar" in found[0][1]
