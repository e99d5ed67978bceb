"""Puts new cards into a deck's file: read back before it is replaced, whole or not at all, and never over what others wrote meanwhile."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from quizcv.cards.adding.inserting import with_cards
from quizcv.cards.adding.target import Standing
from quizcv.cards.content import front_of
from quizcv.cards.fixing import ids_taken, new_id
from quizcv.cards.model import Deck
from quizcv.cards.saving import update
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError, QuizcvError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizcv.cards.adding.target import DeckPlace
    from quizcv.cards.model import Card


class Added(NamedTuple):
    """A card that is in its deck now.

    Args:
        key: `deck/id`.
        path: The deck's file.
        line: Where the card begins in it.
        card: The card, with its id.
    """

    key: str
    path: Path
    line: int
    card: Card


class Known(NamedTuple):
    """A new card that is asked already.

    Args:
        number: Its place among the new cards, from 0.
        key: The card of the deck that asks it; empty where another new one does.
        line: Where that card stands in the deck; of another new one, its place among them.
    """

    number: int
    key: str
    line: int


class AlreadyThereError(UsageError):
    """What some of the new cards ask is asked already, by the deck or by another of them."""

    def __init__(self, found: Sequence[Known]) -> None:
        self.found = tuple(found)
        where = [f"by {each.key} in line {each.line}" if each.key else "by another of them" for each in found]
        super().__init__("\n".join(f"this is asked already {each}" for each in where))


def add_cards(place: DeckPlace, cards: Sequence[Card], *, title: str = "", twice: bool = False) -> list[Added]:
    """Puts cards behind the last one of a deck, which is begun if there is none yet, and gives them their ids.

    Args:
        place: The deck.
        cards: The cards, without ids.
        title: Of a deck that is begun.
        twice: Whether to add what the deck asks already.

    Raises:
        AlreadyThereError: The deck asks one of them already, or two of them ask the same; nothing is written.
        ContentError: The deck has faults, or would have; nothing is written.
        QuizcvError: It can't be written.
    """
    after: Deck | None = None

    def change(before: bytes | None) -> str:
        nonlocal after
        text, after = _changed(place, before, cards, title, twice=twice)
        return text

    if place.why_not:
        raise UsageError(place.why_not)
    update(place.path, change, is_checked=True)
    new = after.cards[-len(cards) :] if after and cards else ()
    return [Added(f"{place.name}/{card.id}", place.path, card.line, card) for card in new]


def _changed(
    place: DeckPlace, before: bytes | None, cards: Sequence[Card], title: str, *, twice: bool
) -> tuple[str, Deck]:
    """The deck's text with the cards, and the deck it reads back as."""
    from quizcv.cards.reader.deck import read_deck_bytes  # noqa: PLC0415  pydantic and yaml, only to write

    if before is None and place.standing is not Standing.NEW:
        message = f"{place.path} is gone; put the file back, or add the card to another deck"
        raise QuizcvError(message)
    old = Deck(place.name, "", title or place.name) if before is None else read_deck_bytes(before, place.path)
    if not twice:
        _refuse_known(old, cards)
    named = _named(old, cards)
    text = (
        write_deck(old._replace(cards=tuple(named)), schema="")
        if before is None
        else with_cards(before.decode(), named)
    )
    try:
        after = read_deck_bytes(text.encode(), place.path)
    except ContentError as error:
        raise QuizcvError(_no_place(place)) from error
    if not _says(after, old, named):
        raise QuizcvError(_no_place(place))
    return text, after


def _no_place(place: DeckPlace) -> str:
    return (
        f"{place.path} is laid out in a way that leaves no safe place for a card, so it was left as it is; "
        f"write the card by hand: quizcv edit {place.name}"
    )


def _named(deck: Deck, cards: Sequence[Card]) -> list[Card]:
    """The cards with ids that no other card of the deck has or had."""
    taken = ids_taken(deck)
    named = []
    for card in cards:
        identity = new_id(card, taken)
        taken.add(identity)
        named.append(card._replace(id=identity))
    return named


def _refuse_known(deck: Deck, cards: Sequence[Card]) -> None:
    """Sees to it that nothing is asked twice.

    Raises:
        AlreadyThereError: Something would be.
    """
    known = {asked(card): (f"{deck.name}/{card.id}", card.line) for card in reversed(deck.cards)}
    found = []
    for number, card in enumerate(cards):
        if asked(card) in known:
            found.append(Known(number, *known[asked(card)]))
        known.setdefault(asked(card), ("", number))
    if found:
        raise AlreadyThereError(found)


def asked(card: Card) -> str:
    """What a card asks, as far as two are the same to who reads them: white space and capitals aside."""
    return " ".join(unicodedata.normalize("NFC", front_of(card)).split()).casefold()


def _says(after: Deck, old: Deck, named: Sequence[Card]) -> bool:
    """Whether a deck is the old one with the new cards behind its last; where those stand that come after them is another matter."""
    count = len(old.cards)
    if after.cards[:count] != old.cards or _placeless(after.cards[count:]) != tuple(named):
        return False
    one, two = (
        deck._replace(path="", cards=(), archive=_placeless(deck.archive), taken_out=_placeless(deck.taken_out))
        for deck in (after, old)
    )
    return one == two


def _placeless(cards: Sequence[Card]) -> tuple[Card, ...]:
    return tuple(card._replace(line=0) for card in cards)
