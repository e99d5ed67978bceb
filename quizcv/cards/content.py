"""What a card says, as one line of text: for its hash, for search, and for telling an edited card again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from quizcv.cards.model import (
    BasicCard,
    ChoiceCard,
    ClozeCard,
    NumericCard,
    ProblemCard,
    SymbolicCard,
    TypedCard,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.cards.model import Card

HASH_LENGTH = 16
"""Hexadecimal digits: 64 bits tell the cards of one learner apart."""


def texts_of(card: Card) -> tuple[str, ...]:
    """The texts a card asks and answers with: not its hint, its reason, its tags or its place."""
    match card:
        case BasicCard():
            return ("basic", card.front, card.back)
        case ClozeCard():
            return ("cloze", card.text)
        case ChoiceCard():
            return ("choice", card.front, *card.options, "", *card.answer)
        case NumericCard():
            return ("numeric", card.front, card.written, card.unit)
        case TypedCard():
            return ("typed", card.front, card.answer, *card.accept)
        case SymbolicCard():
            return ("symbolic", card.front, card.answer)
        case ProblemCard():
            return ("problem", card.family, _told(card.template.parts) if card.template else card.network)
        case _:
            assert_never(card)


def _told(parts: Mapping[str, Any]) -> str:
    """A template's parts as one text, whatever their order; that of `given` counts, for it is the order of drawing."""
    given = list(parts.get("given", {}).items())
    return json.dumps({**parts, "given": given}, sort_keys=True, ensure_ascii=False)


def content_hash(card: Card) -> str:
    """The hash of a card's text; the same whatever its id, place, tags, hint and reason are."""
    from hashlib import sha256  # noqa: PLC0415  2 ms that a card from the cache, which knows its hash, does without

    return sha256("\0".join(texts_of(card)).encode()).hexdigest()[:HASH_LENGTH]


def front_of(card: Card) -> str:
    """What a card asks, as written: its front, a cloze's text, or the name of its problem."""
    if isinstance(card, ProblemCard):
        return str(card.template.parts["front"]) if card.template else card.family
    return texts_of(card)[1]
