"""A question put together by the importer is certain only where it has one answer, and is about a thing with a name."""

from __future__ import annotations

import pytest

from quizcv.notes.doubts.frames import frame_of
from quizcv.notes.doubts.wording import (
    CHAINED,
    MANY_ANSWERS,
    NO_QUESTION,
    NO_TERM,
    POINTS_BACK,
    doubt_of_asking,
    doubt_of_wording,
)


@pytest.mark.parametrize(
    ("front", "doubt"),
    [
        ("What is a corner gate?", ""),
        ("What is an open corner gate?", ""),
        ("What is training data?", ""),
        ("What is the difference?", ""),
        ("Corner gate, leaf gate: what is the difference?", ""),
        ("Corner gate: what is a hinge?", ""),
        ("Corner gate: describe the goal.", ""),
        ("Corner gate: describe the loss function.", ""),
        ("What are the advantages of corner gates? (3 points)", ""),
        ("State the formula of turning loss.", ""),
        ("Ways to close a gate: which ones? (3 points)", ""),
        ("角門：什麼是 hinge, latch & bar？", ""),
        ("Explain: Corner gate.", MANY_ANSWERS),
        ("角門を説明せよ。", MANY_ANSWERS),
        ("모서리 문에 대해 설명하시오.", MANY_ANSWERS),
        ("Corner gate: describe the turning stage.", MANY_ANSWERS),
        ("Week 2: describe the goal.", MANY_ANSWERS),
        ("Corner gate – Parts and Working: describe the steps. (4 points)", MANY_ANSWERS),
        ("3 popular gates: which ones?", MANY_ANSWERS),
        ("Handling: which ones?", MANY_ANSWERS),
        ("Corner gate: leaf: description?", MANY_ANSWERS),
        ("State the formula of derivative.", MANY_ANSWERS),
        ("State the formula of Optimisers.", MANY_ANSWERS),
        ("Corner gate: Parts: what is a hinge?", CHAINED),
        ("What is clarity?", NO_TERM),
        ("What is the focus on hinges?", NO_TERM),
        ("What is closing the gate?", NO_TERM),
        ("What is through trials, they note?", NO_TERM),
        ("What is high tension?", NO_TERM),
        ("What are gate types?", NO_TERM),
        ("What is a leaf that turns on two hinges of steel?", NO_TERM),
    ],
)
def test_a_question_of_the_importers_is_certain_only_with_one_answer_and_a_name(front: str, doubt: str) -> None:
    assert doubt_of_wording(front, frame_of(front)) == doubt


@pytest.mark.parametrize(
    ("front", "doubt"),
    [
        ("Why does a gate creak?", ""),
        ("Can a gate be lower than a door if it gives the same shelter?", ""),
        ("If a gate is left open, does it creak?", ""),
        ("Is it possible to turn a leaf twice?", ""),
        ("What does it print?\n\n```\nprint(2)\n```", ""),
        ("Explain the hinge, the latch and the bar of a corner gate and when each of them is the better choice", ""),
        ("Why does it creak?", POINTS_BACK),
        ("What is it?", POINTS_BACK),
        ("How do they turn?", POINTS_BACK),
        ("Thoughts: Can this turning of leaves be of use elsewhere?", POINTS_BACK),
        ("Distinguish between these three gates", POINTS_BACK),
        ("What follows from this?", POINTS_BACK),
        (
            "Gates of steel are seen everywhere these days. They seem to last longer(?) than those made of wood",
            NO_QUESTION,
        ),
    ],
)
def test_a_question_of_the_note_is_certain_only_where_it_names_what_it_speaks_of(front: str, doubt: str) -> None:
    assert doubt_of_asking(front) == doubt
