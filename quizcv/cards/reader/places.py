"""Where the cards of a deck's text begin, to the character: for changes that leave all else as it is."""

from __future__ import annotations

from dataclasses import dataclass

from quizcv.yamltext.faults import Faults
from quizcv.yamltext.tree import Map, Row, build


@dataclass(frozen=True, slots=True)
class CardPlace:
    """The place for a card's first key.

    Args:
        index: In characters from the text's start.
        column: Of the card's keys, from 0.
        flow: Whether the card is written `{front: ..., back: ...}`.
        has_id: Whether an id is among its keys.
    """

    index: int
    column: int
    flow: bool
    has_id: bool


def card_places(text: str) -> list[CardPlace]:
    """The places of all cards of a deck without faults, its byte order mark taken off."""
    root = build(text, Faults("-"))
    rows = root.get("cards") if isinstance(root, Map) else None
    places = []
    for node in rows if isinstance(rows, Row) else ():
        if not isinstance(node, Map):
            continue
        index = node.index
        column = index - text.rfind("\n", 0, index) - 1
        flow = text.startswith("{", index)
        if flow:
            index += 1
            while text[index] == " ":
                index += 1
        places.append(CardPlace(index, column, flow, "id" in node))
    return places
