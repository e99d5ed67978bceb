"""Where new cards go: a deck of the learner's own, or one that is yet to be begun."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizcv.cards.slugs import LONGEST_SLUG, slug_of
from quizcv.yamltext.faults import quote

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.deckinfo import Broken
    from quizcv.cards.library import Library


class Standing(StrEnum):
    """What a deck's name leads to."""

    OWN = "own"
    NEW = "new"
    SHIPPED = "shipped"
    BROKEN = "broken"
    TAKEN = "taken"
    UNNAMED = "unnamed"


class DeckPlace(NamedTuple):
    """A deck by its name.

    Args:
        standing: What the name leads to.
        name: The deck's name.
        path: Its file, there or not.
        why_not: Why no card can go there, and the mend; empty if one can.
    """

    standing: Standing
    name: str
    path: Path
    why_not: str = ""


def deck_place(library: Library, folder: Path, name: str) -> DeckPlace:
    """Where the cards of a deck go.

    Args:
        library: The decks as they are now.
        folder: The learner's decks.
        name: What somebody typed.
    """
    path = folder / f"{name}.yaml"
    found = next((deck for deck in library.decks if deck.name == name), None)
    if found is not None and not found.shipped:
        return DeckPlace(Standing.OWN, name, found.path)
    if found is not None:
        return DeckPlace(
            Standing.SHIPPED, name, found.path, f"{shipped_words(name)}; put the card into a deck of your own"
        )
    if slug_of(name) != name or not name:
        such = slug_of(name) or "my-cards"
        told = f"{quote(name)} is no name for a deck; use small letters, digits and hyphens, such as {such!r}"
        return DeckPlace(Standing.UNNAMED, name, folder / f"{such}.yaml", told)
    broken = broken_deck(library, name)
    if broken is not None:
        told = f"the deck {quote(name)} has faults; mend them first: quizcv edit {name}"
        return DeckPlace(Standing.BROKEN, name, broken.path, told)
    if path.exists() or path.is_symlink():
        told = f"{path} is there already and is no deck named {quote(name)}; choose another name"
        return DeckPlace(Standing.TAKEN, name, path, told)
    return DeckPlace(Standing.NEW, name, path)


def shipped_words(name: str) -> str:
    """Why a deck of ours is not written."""
    return f"{quote(name)} came with quizcv, and its file is replaced with each new version"


def free_name(library: Library, folder: Path) -> str:
    """A name for a first deck of one's own."""
    for name in ("my-cards", *(f"my-cards-{number}" for number in range(2, LONGEST_SLUG))):
        if deck_place(library, folder, name).standing in {Standing.OWN, Standing.NEW}:
            return name
    return ""


def broken_deck(library: Library, name: str) -> Broken | None:
    """The deck that is out because of its faults, by its file's name or by what it calls itself."""
    for each in library.broken:
        if each.path.stem == name or _calls_itself(each.path) == name:
            return each
    return None


def line_of_id(path: Path, identity: str) -> int:
    """The line of a file in which a card's id stands, though the file may be no deck; 0 if it is nowhere."""
    found = re.search(
        rf"(?m)^[ \t]*(?:-[ \t]+)?id:[ \t]*[\"']?{re.escape(identity)}[\"']?[ \t]*(?:#.*)?\r?$", _text(path)
    )
    return found.string.count("\n", 0, found.start()) + 1 if found else 0


def _calls_itself(path: Path) -> str:
    found = re.search(r"(?m)^deck:[ \t]*[\"']?([a-z0-9-]+)", _text(path))
    return found[1] if found else ""


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(1 << 24).decode(errors="replace")
    except OSError:
        return ""
