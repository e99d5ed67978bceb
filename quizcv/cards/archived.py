"""Archived cards: what a deck's `archive:` holds, found by its words. The library's cache knows only cards that can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.codec import encode
from quizcv.cards.searching.words import parse_query, said
from quizcv.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.cards.library import Library
    from quizcv.cards.model import Card


def archived(library: Library, query: str) -> Iterator[tuple[str, Card]]:
    """Deck and card of each archived card that fits a query, in the library's order; decks without an archive are not parsed."""
    from quizcv.cards.asking import KINDS  # noqa: PLC0415  only to search
    from quizcv.cards.reader.deck import read_deck  # noqa: PLC0415  pydantic and yaml, only to search

    wanted = parse_query(query)
    for deck in library.decks:
        if wanted.decks and deck.name not in wanted.decks:
            continue
        try:
            if b"\narchive:" not in deck.path.read_bytes():
                continue
            cards = read_deck(deck.path).archive
        except (OSError, ContentError):
            continue  # changed since the library was loaded; the next look tells
        for card in cards:
            tags = {tag.casefold() for tag in (*deck.tags, *card.tags)}
            fits_kind = not wanted.kinds or KINDS[type(card)].value in wanted.kinds
            text = said(encode(card))
            if fits_kind and tags.issuperset(wanted.tags) and all(word in text for word in wanted.words):
                yield deck.name, card
