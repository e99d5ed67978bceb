"""Archived cards: what a deck's `archive:` holds, found by a search. The library's cache knows only cards that can be asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from quizcv.cards.codec import encode
from quizcv.cards.searching import And, Field, Has, Is, Not, Or, State, Text
from quizcv.cards.searching.language import fold
from quizcv.cards.searching.texts import said
from quizcv.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.cards.library import Library
    from quizcv.cards.model import Card
    from quizcv.cards.searching import Query
    from quizcv.cards.searching.language import Term


class _Searched(NamedTuple):
    """What of an archived card is searched, folded."""

    key: str
    deck: str
    kind: str
    tags: frozenset[str]
    text: str


def archived(library: Library, query: Query) -> Iterator[tuple[str, Card]]:
    """Deck and card of each archived card that fits a search, in the library's order; decks without an archive are not parsed.

    An archived card is in that state alone, and no comparison holds for it.
    """
    from quizcv.cards.asking import KINDS  # noqa: PLC0415  only to search
    from quizcv.cards.reader.deck import read_deck  # noqa: PLC0415  pydantic and yaml, only to search

    for deck in library.decks:
        try:
            if b"\narchive:" not in deck.path.read_bytes():
                continue
            cards = read_deck(deck.path).archive
        except (OSError, ContentError):
            continue  # changed since the library was loaded; the next look tells
        for card in cards:
            tags = frozenset(fold(tag) for tag in (*deck.tags, *card.tags))
            searched = _Searched(
                f"{deck.name}/{card.id}", deck.name, KINDS[type(card)].value, tags, said(json.loads(encode(card)))
            )
            if _fits(query.term, searched):
                yield deck.name, card


def _fits(term: Term, card: _Searched) -> bool:
    match term:
        case Text(words):
            return words in card.text
        case Has(Field.TAG):
            return any(map(term.fits, card.tags))
        case Has(Field.ID):
            return term.fits_key(card.key)
        case Has(field):
            return term.fits(card.deck if field is Field.DECK else card.kind)
        case Not(inner):
            return not _fits(inner, card)
        case And(terms):
            return all(_fits(each, card) for each in terms)
        case Or(terms):
            return any(_fits(each, card) for each in terms)
        case _:
            return term == Is(State.ARCHIVED)
