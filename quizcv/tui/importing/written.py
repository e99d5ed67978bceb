"""A card of an import as the text of a deck, for the learner's editor, and what comes back from there. No screen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.cards.asking import ask
from quizcv.cards.deckinfo import DeckInfo
from quizcv.cards.model import Deck, ProblemCard
from quizcv.errors import ContentError, Diagnostic, QuizcvError

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.model import Card

HEAD: Final = """\
# One card of an import, as it is written in a deck. Save it and leave the editor to keep it:
# it is checked, and goes into the deck only when you write the deck. Its id stays.
"""
SEEDS: Final = 60
"""Draws of a problem that are proved before it is kept, as many as the importer proves."""


def text_of(card: Card) -> str:
    """The card as the only one of a deck; its place in the note stays with the import."""
    from quizcv.cards.writer import write_deck  # noqa: PLC0415  pydantic and yaml, once something is written

    bare = card._replace(source=None, was="")
    return HEAD + write_deck(Deck(name="import", path="", title="One card", cards=(bare,)), schema="")


def line_of(text: str) -> int:
    """The line the card begins on."""
    rows = text.split("\n")
    return next((number for number, row in enumerate(rows, 1) if row.lstrip().startswith("- ")), 1)


def read_back(text: str, file: Path, card: Card) -> Card:
    """The card as it was written, with the id and the place of the one it stands for.

    A problem is drawn and proved, as `quizcv check` does, so this can take a second.

    Raises:
        ContentError: It can't be read as one card, or no question can be made of it.
    """
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  as above

    cards = read_deck_text(text, str(file)).cards
    if len(cards) != 1:
        message = (
            f"there are {len(cards)} cards in the file; leave the one that was there" if cards else "the card is gone"
        )
        raise ContentError([Diagnostic(str(file), 0, 0, message)])
    written: Card = cards[0]._replace(id=card.id, was=card.was, source=card.source)
    trouble = _trouble(written, file) if isinstance(written, ProblemCard) else ""
    if trouble:
        raise ContentError([Diagnostic(str(file), line_of(text), 0, trouble)])
    return written


def _trouble(card: ProblemCard, file: Path) -> str:
    """Why no question can be made of a problem; empty if one can."""
    from quizcv.problems.proving import proved  # noqa: PLC0415  only for a problem

    info = DeckInfo("import", "One card", file, total=1, shipped=False)
    try:
        ask(info, card, "", 1)
        findings = proved(card.template, "import", card.id, seeds=SEEDS).findings if card.template else ()
    except (QuizcvError, ValueError, ArithmeticError, KeyError) as error:
        return f"no question can be made of it: {error}"
    return findings[0].message if findings else ""
