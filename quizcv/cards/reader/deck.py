"""A deck file into a frozen deck, or everything that is wrong with it at once."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from quizcv.cards.model import Deck
from quizcv.cards.reader.cards import read_card, read_draft
from quizcv.cards.reader.messages import tell
from quizcv.cards.schema import DeckHead
from quizcv.collector import collector_off
from quizcv.errors import ContentError
from quizcv.yamltext.faults import Faults, quote
from quizcv.yamltext.text import decode, read_bytes, without_control_characters
from quizcv.yamltext.tree import Map, Row, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizcv.cards.model import Card

SMALL: Final = 10_000
"""Characters of a deck in which the garbage collector finds no work to speak of."""


def read_deck(path: Path) -> Deck:
    """The deck of a file.

    Raises:
        ContentError: It is no deck; every fault has its line and column.
    """
    return read_deck_bytes(None, path)


def read_deck_bytes(data: bytes | None, path: Path) -> Deck:
    """The deck of a file whose bytes may be at hand already.

    Raises:
        ContentError: It is no deck; every fault has its line and column.
    """
    faults = Faults(str(path))
    if data is None:
        data = read_bytes(path, faults)
    text = "" if faults.found else decode(data, faults)
    if faults.found:
        raise ContentError(faults.found)
    return _read(text, str(path.absolute()), faults)


def read_deck_text(text: str, name: str = "-") -> Deck:
    """The deck of a text, named `name` in messages.

    Raises:
        ContentError: It is no deck; every fault has its line and column.
    """
    return _read(text.removeprefix("\ufeff"), name, Faults(name))


def _read(text: str, path: str, faults: Faults) -> Deck:
    """The deck of a decoded text."""
    text = without_control_characters(text, faults)
    # In the app, to set the collector going again takes longer than to read a card of a form.
    with collector_off() if len(text) > SMALL else nullcontext():
        root = build(text, faults)
        deck = _deck(root, path, faults) if root is not None else None
    if deck is None or faults.found:
        raise ContentError(faults.sorted())
    return deck


def _deck(root: str | Map | Row, path: str, faults: Faults) -> Deck | None:
    """The deck of a tree."""
    if not isinstance(root, Map):
        faults.at_line(1, 1, "this is no deck; a deck begins with `deck: its-name` and has its cards below `cards:`")
        return None
    try:
        head = DeckHead.model_validate(root)
    except ValidationError as error:
        tell(error, root, DeckHead, "a deck", faults)
        head = None
    lists = {key: root.get(key) for key in ("cards", "archive", "taken_out")}
    cards = {key: _cards(rows, faults) for key, rows in lists.items()}
    nodes = [node for rows in lists.values() if isinstance(rows, Row) for node in rows]
    _check_ids(str(root.get("deck", "")), nodes, [card for each in cards.values() for card in each], faults)
    drafts = root.get("drafts")
    to_do = []
    if isinstance(drafts, Row):
        to_do = [read_draft(node, place, faults) for node, place in zip(drafts, drafts.places, strict=True)]
    if head is None:
        return None
    return Deck(
        name=head.deck,
        path=path,
        title=head.title or head.deck,
        language=head.language,
        tags=tuple(head.tags),
        source=head.source or "",
        cards=cards["cards"],
        drafts=tuple(draft for draft in to_do if draft is not None),
        group=head.group or "",
        archive=cards["archive"],
        taken_out=cards["taken_out"],
        imported=tuple((head.imported or "").split()),
    )


def _cards(rows: str | Map | Row | None, faults: Faults) -> tuple[Card, ...]:
    """The cards of a list; those with faults are left out."""
    if not isinstance(rows, Row):
        return ()
    cards = []
    for node, place in zip(rows, rows.places, strict=True):
        if faults.are_enough:
            break
        card = read_card(node, place, faults)
        if card is not None:
            cards.append(card)
    return tuple(cards)


def _check_ids(deck: str, rows: Sequence[object], cards: Sequence[Card], faults: Faults) -> None:
    """No two cards have the same id, or the same text and no id; no card takes over from one that is still there."""
    lines: dict[str, int] = {}
    for written, node in _written(rows, "id"):
        if written in lines:
            told = f"the id {quote(written)} is already taken by the card in line {lines[written]}; choose another one"
            faults.at(node.place("id"), told)
        lines.setdefault(written, node.line)
    unnamed: dict[str, int] = {}
    for card in cards:
        if card.id in unnamed:
            faults.at_line(
                card.line, 1, f"this card stands in line {unnamed[card.id]} already; take one of the two out"
            )
        if card.id not in lines:
            unnamed[card.id] = card.line
    former: dict[str, int] = {}
    for written, node in _written(rows, "was"):
        was = written.removeprefix(f"{deck}/")
        told = ""
        if was in lines:
            told = (
                f"was: {was} is still the id of the card in line {lines[was]}; rename that one, or take this line out"
            )
        elif was in former:
            told = f"was: {was} is in the card in line {former[was]} already; progress can follow one card only"
        if told:
            faults.at(node.place("was"), told)
        former.setdefault(was, node.line)


def _written(rows: Sequence[object], key: str) -> Iterator[tuple[str, Map]]:
    """The texts the cards have for a key, with their cards."""
    for node in rows:
        if isinstance(node, Map) and isinstance(text := node.get(key), str) and text:
            yield text, node
