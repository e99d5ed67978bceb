"""Which cards of a deck were made from one entry of a note, so that the one shows what the other asks for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizcv.cards.model import ProblemCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card


def origins_of(cards: Sequence[Card]) -> dict[int, int]:
    """The line in the note at which a card's entry begins, by the card's place among `cards`; of entries with several cards only.

    An entry is what stands from the line of one card to that of the next. A problem made from a formula has the formula's line, which lies within the
    entry of the card that tells it: so it belongs to the last other card above it under the same heading.
    """
    above: dict[str | None, int] = {}
    placed = [
        (card.source.line, isinstance(card, ProblemCard), card.source.heading, place)
        for place, card in enumerate(cards)
        if card.source is not None and card.source.line is not None
    ]
    origins = {}
    for line, reckons, heading, place in sorted(placed, key=lambda each: (each[0], each[1])):
        if reckons:
            origins[place] = above.get(heading, line)
        else:
            origins[place] = above[heading] = line
    shared = Counter(origins.values())
    return {place: line for place, line in origins.items() if shared[line] > 1}
