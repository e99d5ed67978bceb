"""What a search gives, and in which order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


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
