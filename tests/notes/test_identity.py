from __future__ import annotations

import pytest

from quizcv.notes.gathering import Candidate
from quizcv.notes.identity import base_of, ids_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("What is BN?", "what-is-bn"),
        ("Why $3 \\times 3$ kernels?", "why-3-x-3-kernels"),
        ("What does $\\alpha$ weigh?", "what-does-alpha-weigh"),
        ("Was heißt Größe?", "was-heisst-grosse"),
        ("Что такое свёртка?", "chto-takoe-svyortka"),
        ("什麼是 GAP？", "gap"),
    ],
)
def test_a_question_is_spelled_in_ascii_where_it_can_be(text: str, slug: str) -> None:
    assert base_of(text) == slug


def candidate(front: str, heading: str = "Norms", about: str = "") -> Candidate:
    return Candidate(front=front, back="b", line=1, heading=heading, about=about)


def test_a_question_without_ascii_letters_is_named_by_its_heading_and_its_words() -> None:
    first, second = ids_of([candidate("為什麼要池化？"), candidate("什麼是池化？")])
    assert first.startswith("norms-")
    assert first != second
    assert ids_of([candidate("什麼是池化？")]) == [second]


def test_the_same_question_twice_gets_two_ids() -> None:
    assert ids_of([candidate("What is it?"), candidate("What is it?"), candidate("What is it?")]) == [
        "what-is-it",
        "what-is-it-norms",
        "what-is-it-norms-2",
    ]
