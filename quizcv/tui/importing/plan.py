"""What an import would do, before anything is written: the dry run, the note's lines, and the deck as it was. No screen in it.

The deck is written from this plan and from nothing else, so what the learner saw is what is written. A deck that changed in
the meantime is left alone, and the note has to be read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizcv.cards.reader.deck import read_deck_bytes
from quizcv.cards.saving import bytes_of, update
from quizcv.cards.writer import write_deck
from quizcv.errors import ContentError, Diagnostic, QuizcvError, UsageError
from quizcv.notes.deckfile import rewrite
from quizcv.notes.importing import import_to, read_cards
from quizcv.notes.notefile import NOTE_SUFFIXES, read_note_file
from quizcv.notes.source import tidy
from quizcv.notes.target import Targets

if TYPE_CHECKING:
    from pathlib import Path

    from quizcv.cards.library import Library
    from quizcv.cards.model import Card, Deck
    from quizcv.notes.howfar import Told
    from quizcv.notes.report import Report

TRIES = 3
"""How often a note is read again because its deck changed while it was read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An import that was tried and not written.

    Args:
        note: The note's file.
        target: The deck's file.
        report: What the importer found and would do.
        lines: The note, line by line, as the importer counts them.
        before: The deck as it is now; None if there is none yet.
        found: The bytes of its file; None if there is none.
        fresh: What the note says now, card by card; only where a conflict about a whole card asks for it.
    """

    note: Path
    target: Path
    report: Report
    lines: tuple[str, ...]
    before: Deck | None = None
    found: bytes | None = None
    fresh: tuple[Card, ...] = ()

    @property
    def found_anything(self) -> bool:
        """Whether there is anything to look at: a card, a draft, or a piece that was left out."""
        report, deck = self.report, self.report.deck
        rows = (deck.cards, deck.drafts, deck.archive, deck.taken_out)
        return any((*rows, report.claims, report.placeholders, report.left_out))


def read_plan(note: Path, folder: Path, to: str | None, library: Library, told: Told | None = None) -> Plan:
    """Reads a note and works out what importing it would do.

    Args:
        note: The note's file.
        folder: Where the learner's decks lie.
        to: The deck's name; None: the deck it has, or one named after the note.
        library: The decks there are, for their names.
        told: Told how many lines of the note are done; called from the thread that reads.

    Raises:
        UsageError: It is no file that can be read, or its deck can't be that one.
        ContentError: It is no text, it is empty, or its deck has faults.
    """
    if note.suffix.lower() not in NOTE_SUFFIXES and not note.is_dir():
        kinds = ", ".join(sorted(suffix for suffix in NOTE_SUFFIXES if suffix))
        message = f"{note} is no note that can be imported; the kinds are: {kinds}"
        raise UsageError(message)
    text = read_note_file(note).text
    if not text.strip():
        raise ContentError([Diagnostic(str(note), 0, 0, "the note is empty; write something in it first")])
    target = Targets([note], folder, library).of(note, to)
    found = bytes_of(target)
    for _ in range(TRIES):
        report = import_to(note, target, dry_run=True, told=told)
        now = bytes_of(target)
        if found == now:
            break
        found = now
    before = read_deck_bytes(found, target) if found is not None else None
    fresh: tuple[Card, ...] = ()
    if any(each.field == "card" and each.note for each in report.changes.conflicts):
        fresh = read_cards(text).cards
    return Plan(note, target, report, tuple(tidy(text).split("\n")), before, found, fresh)


def write_plan(plan: Plan, deck: Deck) -> bool:
    """Writes the deck of a plan, by the importer's own writer: whole or not at all, and of a deck that is there only what changed.

    Args:
        plan: What was read.
        deck: What the deck shall be.

    Returns:
        Whether the file had to be written; False if it is as it shall be.

    Raises:
        QuizcvError: The deck was changed since the note was read, or can't be written; nothing is written.
    """
    changed = False

    def change(found: bytes | None) -> str:
        nonlocal changed
        if found != plan.found:
            message = (
                f"{plan.target} was changed since the note was read; nothing is written: read the note again first"
            )
            raise QuizcvError(message)
        if found is None or plan.before is None:
            changed = True
            return write_deck(deck)
        before = found.decode()
        text = rewrite(before, plan.before, deck)
        changed = text != before
        return text

    update(plan.target, change, source=str(plan.note))
    return changed
