"""`quizcv check --fix`: ids for cards that have none, and not one other byte changed.

The id goes in front of the card's first key, in the file's own way of writing: a line of its own in block style, an entry in
flow style. Everything else, comments and odd spacing too, stays because it is never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizcv.cards.content import content_hash, front_of
from quizcv.cards.slugs import slug_of

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.model import Card, Deck
    from quizcv.cards.reader.places import CardPlace

LONGEST_ID = 48
SAYS_SOMETHING, LEFT_OVER_SAYS = 2, 3
"""Characters from which on a text names its card; and what is left of one in another script."""
SHORT_HASH = 6
_CLOZE_MARKS = re.compile(r"\{\{(?:[0-9]+::)?|\}\}|::[^{}]*(?=\}\})")
_MARKUP = re.compile(r"\\[A-Za-z]+|!\[[^\]]{0,200}\]\([^)]{0,200}\)")


def with_ids(text: str, name: str = "-") -> tuple[str, list[tuple[int, str]]]:
    """The text of a deck with an id for each card that has none.

    Args:
        text: A deck without faults; with its own line ends and byte order mark.
        name: The file, for messages.

    Returns:
        The text, and line and id of each card that got one.

    Raises:
        ContentError: The deck has faults; they come first.
    """
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  pydantic and yaml, only for who fixes
    from quizcv.cards.reader.places import card_places  # noqa: PLC0415

    deck = read_deck_text(text, name)
    offset = len(text) - len(text.removeprefix("\ufeff"))
    body = text[offset:]
    taken = ids_taken(deck)
    parts = [text[:offset]]
    end = 0
    given = []
    for card, place in zip(deck.cards, card_places(body), strict=True):
        if place.has_id:
            continue
        identity = new_id(card, taken)
        taken.add(identity)
        given.append((card.line, identity))
        parts += [body[end : place.index], _inserted(identity, place, body)]
        end = place.index
    return "".join([*parts, body[end:]]), given


def _inserted(identity: str, place: CardPlace, body: str) -> str:
    """The characters that give a card its id."""
    if place.flow:
        return f'"id": "{identity}", ' if body[place.index] == '"' else f"id: {identity}, "
    newline = body.find("\n", place.index)
    line_end = "\r\n" if body[newline - 1] == "\r" else "\n"
    return f"id: {identity}{line_end}{' ' * place.column}"


def fix_file(path: Path) -> list[tuple[int, str]]:
    """Gives the cards of a deck file their ids; the file is left alone if none is missing.

    Raises:
        ContentError: The deck has faults; nothing is written.
    """
    from quizcv.cards.saving import update  # noqa: PLC0415  as above
    from quizcv.yamltext.text import text_of  # noqa: PLC0415

    given: list[tuple[int, str]] = []

    def change(before: bytes | None) -> str | None:
        fixed, given[:] = with_ids(text_of(before, path), str(path))
        return fixed if given else None

    update(path, change, is_checked=True)
    return given


def ids_taken(deck: Deck) -> set[str]:
    """The ids no new card may have: those of all cards, asked or not, and those they had before."""
    cards = (*deck.cards, *deck.archive, *deck.taken_out)
    return {card.id for card in cards} | {card.was.rpartition("/")[2] for card in cards}


def new_id(card: Card, taken: set[str]) -> str:
    """An id for a card: from its words if they can be written in Latin letters, otherwise from a hash of them.

    A number would come again when the last card is taken out of the deck, and give its progress to another question.
    """
    words = _MARKUP.sub(" ", _CLOZE_MARKS.sub("", front_of(card)))
    slug = slug_of(words, LONGEST_ID)
    least = SAYS_SOMETHING if words.isascii() else LEFT_OVER_SAYS
    if len(slug) < least or not slug.strip("-0123456789") or slug.startswith("h-"):
        slug = f"card-{content_hash(card)[:SHORT_HASH]}"
    identity = slug
    count = 1
    while identity in taken:
        count += 1
        identity = f"{slug}-{count}"
    return identity
