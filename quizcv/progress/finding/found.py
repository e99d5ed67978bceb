"""What a search gives, and in which order."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from quizcv.cards.searching.texts import front


class FoundCard(NamedTuple):
    """A card as a table lists it, one for each sibling.

    Args:
        key: `deck/id`, with `:sibling` behind it where it has siblings.
        deck: Its deck's name.
        title: Its deck's title.
        kind: As written in a deck.
        front: What it asks, as written, on one line of at most 200 characters; see `quizcv.cards.searching.texts.front`.
        tags: Its deck's tags and its own, without repetitions.
        due: The study day it is due on; None for a new card.
        interval: Days; 0 for a new card.
        ease: In hundredths; 0 for a new card.
        lapses: How often it was forgotten.
        suspended: Whether it is set aside.
        buried: Whether it is put off on the day of the search.
        flag: The flag's text; empty for none.
        leech: Whether it was forgotten as often as the setting `leech_lapses` says.
    """

    key: str
    deck: str
    title: str
    kind: str
    front: str
    tags: tuple[str, ...]
    due: date | None
    interval: int
    ease: int
    lapses: int
    suspended: bool
    buried: bool
    flag: str
    leech: bool


CARDS: Final = """
SELECT sibling.key, sibling.kind, card.body, deck.name, deck.title, deck.tags, memory.first_day, memory.due, memory.interval,
       memory.ease, memory.lapses, memory.suspended, memory.buried_day, memory.flag
FROM json_each(?) AS wanted
CROSS JOIN library.sibling ON sibling.key = wanted.value
CROSS JOIN library.card ON card.number = sibling.card
CROSS JOIN library.deck ON deck.name = sibling.deck
LEFT JOIN memory ON memory.card = sibling.key
ORDER BY wanted.key"""
"""What `found_card` reads of the cards whose keys stand in an array of JSON, in their order."""


def found_card(row: tuple[Any, ...], today: int, leech_lapses: int) -> FoundCard:
    """The card of a row of `CARDS`, on a day, where a leech has lapsed so often."""
    key, kind, body, deck, title, deck_tags, first_day, due, interval, ease, lapses, suspended, buried_day, flag = row
    fields = json.loads(body)
    begun = first_day is not None
    return FoundCard(
        key=key,
        deck=deck,
        title=title,
        kind=kind,
        front=front(fields, key.partition(":")[2]),
        tags=tuple(dict.fromkeys((*json.loads(deck_tags), *fields.get("tags", ())))),
        due=date.fromordinal(due) if begun and due is not None else None,
        interval=interval or 0 if begun else 0,
        ease=ease or 0 if begun else 0,
        lapses=lapses or 0,
        suspended=bool(suspended),
        buried=buried_day == today,
        flag=flag or "",
        leech=(lapses or 0) >= leech_lapses,
    )


class Order(StrEnum):
    """In which order cards are listed. Cards that are equal in it stand in the library's order.

    What a new card does not have, it is listed behind the others by, ascending or descending.
    """

    DECK = "deck"  # the library's order: deck by deck, as the cards stand in their files
    FRONT = "front"  # by the alphabet
    KIND = "kind"
    DUE = "due"
    EASE = "ease"
    INTERVAL = "interval"
    LAPSES = "lapses"
    RELEVANCE = "relevance"  # words in the front before words elsewhere, whole words before parts


class SearchCancelledError(Exception):
    """A search was given up because `Finder.cancel` was called: it found nothing, and nothing is wrong."""
