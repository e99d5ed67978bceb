"""Which seed a card is asked from: a hash of its key and of how often it was asked, so that it stays until the card is graded.

A generated problem does not ask the numbers of its last ten askings again, which the log keeps: where the first seed draws such
numbers, others are tried, in an order that follows from the key and the askings too. So whoever reads the same log asks the same
question: `next`, then `answer`, then another machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from quizcv.hashing import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.cards.library import Library
    from quizcv.cards.question import Question
    from quizcv.events import CardState

LATELY: Final = 10
"""So many askings of a card have different numbers, where its problem has so many."""
TRIES: Final = 40
"""Seeds tried before numbers come again."""


class Memories(Protocol):
    """What the log keeps of a card's latest askings."""

    def drawn_lately(self, card: str, most: int) -> list[dict[str, Any]]:
        """The numbers of a card's latest askings that were not taken back, as JSON has them, the latest first."""


def seed_of(card: str, asked: int, attempt: int = 0) -> int:
    """A seed of a card's next question, 32 bits.

    Args:
        card: The card's key.
        asked: How often it was asked.
        attempt: How many seeds of this asking were tried before.
    """
    name = f"{card}\0{asked}\0{attempt}" if attempt else f"{card}\0{asked}"
    return int.from_bytes(sha256(name.encode()).digest()[:4])


def next_question(key: str, state: CardState, library: Library, memories: Memories) -> Question:
    """The question a card is asked next: the same until it is graded or a grade is taken back."""
    if not library.draws(key):
        return library.question(key, 0)
    question = library.question(key, seed_of(key, state.asked))
    if not question.values or not state.asked:
        return question
    lately = memories.drawn_lately(key, LATELY)
    longest_ago = (-1, question)
    for attempt in range(1, TRIES + 1):
        numbers = as_logged(question.values)
        if numbers not in lately:
            return question
        longest_ago = max(longest_ago, (lately.index(numbers), question), key=lambda each: each[0])
        question = library.question(key, seed_of(key, state.asked, attempt))
    return longest_ago[1]


def as_logged(values: Mapping[str, Any]) -> dict[str, Any]:
    """Drawn values as the log keeps them."""
    from quizcv.problems.values import plain  # noqa: PLC0415  only for generated problems

    return {name: plain(value) for name, value in values.items()}
