"""What stands in the form, and what it comes to: a card, or what is wrong with each box. No screen in it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.adding.target import Standing, deck_place, free_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizcv.cards.adding.target import DeckPlace
    from quizcv.cards.deckinfo import DeckInfo
    from quizcv.cards.library import Library


class Form(StrEnum):
    """The kinds of card the form can make."""

    BASIC = "basic"
    REVERSED = "reversed"
    TYPED = "typed"
    CLOZE = "cloze"

    @property
    def labels(self) -> tuple[str, str]:
        """What the two boxes are for; the second is empty where there is none."""
        return _LABELS[self]

    @property
    def next(self) -> Form:
        """The kind behind this one; behind the last, the first."""
        forms = list(Form)
        return forms[(forms.index(self) + 1) % len(forms)]


_LABELS: Final = {
    Form.BASIC: ("Front", "Back"),
    Form.REVERSED: ("Front", "Back, asked for the front as well"),
    Form.TYPED: ("Front", "Answer, as it is to be typed"),
    Form.CLOZE: ("Text with {{blanks}}", ""),
}
BOXES: Final = {"text": "front", "front": "front", "back": "back", "answer": "back", "tags": "tags", "": "front"}
"""The box of each part of a card."""
_NOTES: Final = {
    Standing.NEW: "a new deck",
    Standing.SHIPPED: "✗ not a deck of yours",
    Standing.BROKEN: "✗ has faults",
    Standing.TAKEN: "✗ the name is taken",
    Standing.UNNAMED: "✗ no name for a deck",
}


class Draft(NamedTuple):
    """What stands in the form."""

    form: Form = Form.BASIC
    front: str = ""
    back: str = ""
    tags: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost with it: tags are kept for the next card anyway."""
        return not self.front.strip() and not self.back.strip()

    @property
    def fields(self) -> dict[str, str | bool | Sequence[str]]:
        """The parts of the card, by the keys of a deck."""
        tags = tags_of(self.tags)
        match self.form:
            case Form.CLOZE:
                return {"kind": "cloze", "text": self.front, "tags": tags}
            case Form.TYPED:
                return {"kind": "typed", "front": self.front, "answer": self.back, "tags": tags}
            case _:
                reverse = self.form is Form.REVERSED
                return {"front": self.front, "back": self.back, "reverse": reverse, "tags": tags}

    @property
    def missing(self) -> set[str]:
        """The boxes that are still empty and may not stay so."""
        boxes = {"front": self.front} | ({} if self.form is Form.CLOZE else {"back": self.back})
        return {box for box, text in boxes.items() if not text.strip()}


def tags_of(text: str) -> list[str]:
    """Tags with commas between them, each once."""
    return list(dict.fromkeys(tag for each in re.split(r"[,\n]", text) if (tag := " ".join(each.split()))))


def own_decks(library: Library) -> list[DeckInfo]:
    """The learner's decks, the one written last first: most often the next card goes there too."""
    return sorted((deck for deck in library.decks if not deck.shipped), key=lambda deck: -_written(deck.path))


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def deck_to_begin_with(library: Library, folder: Path, wanted: str) -> str:
    """The deck that was asked for if it is one's own, else the one written last, else a name that is free."""
    names = [deck.name for deck in own_decks(library)]
    return wanted if wanted in names else names[0] if names else free_name(library, folder)


def other_deck(library: Library, name: str, step: int) -> str:
    """Another deck of one's own, in the library's order; from a name that is none, the first or the last."""
    names = [deck.name for deck in library.decks if not deck.shipped]
    if not names:
        return name
    if name in names:
        return names[(names.index(name) + step) % len(names)]
    return names[0 if step > 0 else -1]


def deck_note(library: Library, place: DeckPlace) -> str:
    """A few words about the deck that is named."""
    if place.standing is Standing.OWN:
        return next((deck.title for deck in library.decks if deck.name == place.name), "")
    return _NOTES[place.standing] if place.name else "name a deck"


def place_of(library: Library, folder: Path, name: str) -> DeckPlace:
    """Where the card is to go."""
    return deck_place(library, folder, name.strip())
