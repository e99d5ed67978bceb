"""What an import did and found, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizcv.cards.codec import CARDS
from quizcv.notes.texts import texts_of

if TYPE_CHECKING:
    from quizcv.cards.model import Card, Deck
    from quizcv.notes.claims import Claim
    from quizcv.notes.gathering import LeftOut, Lined

__all__ = ["Changes", "Conflict", "Difference", "Report", "card_as_json", "kind_of", "texts_of"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text changed both in the note and in the deck: the deck's stays.

    Args:
        card: The card's id.
        field: front, back, hint, why, or `card` when the note has it no more.
        deck: What the deck says, kept.
        note: What the note says.
        known: Whether it was told at an import before, and neither side has changed since.
    """

    card: str
    field: str
    deck: str
    note: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A text of a card that follows the note.

    Args:
        card: The card's id.
        field: front, back, hint, why or accept.
        before: What the deck said.
        after: What it says now, as the note does.
    """

    card: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What importing again does to the deck: ids of cards.

    Args:
        added: New in the note.
        changed: Texts of them follow the note; which, is in `differences`.
        kept: As they were.
        archived: Gone from the note, now below `archive:`.
        conflicts: Changed on both sides; the deck's text stays.
        returned: Back from the archive, since the note asks them again.
        taken_out: In the note, taken out of the deck by hand since the last import, now below `taken_out:`.
        differences: Text by text, what changed.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    archived: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    returned: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many cards became what, in words for people, in the order in which they are told."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "kept": len(self.kept),
            "archived": len(self.archived),
            "back from the archive": len(self.returned),
            "taken out": len(self.taken_out),
            "in conflict": len(self.conflicts),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of importing one note.

    Args:
        deck: The deck as it is after the import.
        path: The deck's file; empty if nothing was written or is to be.
        text: The deck's file as it is to be written; empty for an import without a file.
        faulty_lines: Lines of the note whose bytes were no UTF-8.
    """

    deck: Deck
    path: str = ""
    text: str = ""
    unanswered: tuple[Lined, ...] = ()
    placeholders: tuple[Lined, ...] = ()
    claims: tuple[Claim, ...] = ()
    formulas: tuple[Lined, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    faulty_lines: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)

    @property
    def kinds(self) -> dict[str, int]:
        """How many cards of each kind the deck has."""
        return dict(sorted(Counter(kind_of(card) for card in self.deck.cards).items()))

    def as_json(self) -> dict[str, object]:
        """The report as `quizcv import --json` prints it."""
        return {
            "deck": self.deck.name,
            "path": self.path,
            "cards": [card_as_json(card) for card in self.deck.cards],
            "kinds": self.kinds,
            "unanswered": [{"question": each.text, "line": each.line} for each in self.unanswered],
            "placeholders": [{"text": each.text, "line": each.line, "under": each.under} for each in self.placeholders],
            "claims": [
                {
                    "text": each.text,
                    "line": each.line,
                    "verdict": each.verdict,
                    "correct": each.correct or None,
                    "says": each.says or None,
                }
                for each in self.claims
            ],
            "formulas": [{"formula": each.text, "line": each.line} for each in self.formulas],
            "left_out": [{"line": each.line, "text": each.text, "reason": each.reason} for each in self.left_out],
            "drafts": [
                {"question": each.question, "line": each.line, "reason": each.reason, "answer": each.answer}
                for each in self.deck.drafts
            ],
            "faulty_lines": list(self.faulty_lines),
            "changes": {
                "added": list(self.changes.added),
                "changed": list(self.changes.changed),
                "kept": list(self.changes.kept),
                "archived": list(self.changes.archived),
                "conflicts": [
                    {
                        "card": each.card,
                        "field": each.field,
                        "deck": each.deck,
                        "note": each.note,
                        "known": each.known,
                    }
                    for each in self.changes.conflicts
                ],
                "returned": list(self.changes.returned),
                "taken_out": list(self.changes.taken_out),
                "differences": [
                    {"card": each.card, "field": each.field, "before": each.before, "after": each.after}
                    for each in self.changes.differences
                ],
            },
        }


def kind_of(card: Card) -> str:
    """The kind of a card, as a deck names it."""
    return next(str(kind) for kind, form in CARDS.items() if isinstance(card, form))


def card_as_json(card: Card) -> dict[str, object]:
    """A card as the report shows it."""
    front, back, *_ = texts_of(card)
    source = card.source
    return {
        "id": card.id,
        "kind": kind_of(card),
        "front": front,
        "back": back,
        "hint": card.hint,
        "why": card.why,
        "source": {"line": source.line, "heading": source.heading} if source else None,
    }
