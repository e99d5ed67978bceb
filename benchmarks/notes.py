"""Notes turned into a deck: a megabyte at once, and twice that, to see that the time grows with the length alone."""

from __future__ import annotations

import time

from benchmarks.measure import Row
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.notes.deckfile import rewrite
from quizcv.notes.importing import import_note, read_cards
from quizcv.notes.merge import merge
from quizcv.settings import content_folder

MEGABYTE = 1_000_000


def run() -> list[Row]:
    """The shipped notes, again and again, each time under names of their own."""
    seconds = {size: _seconds(_note(size * MEGABYTE)) for size in (1, 2)}
    return [
        Row("1 MB of notes read into cards", f"{seconds[1]:.2f} s", "<= 2 s"),
        Row("2 MB of notes", f"{seconds[2]:.2f} s = {seconds[2] / seconds[1]:.1f} x", "linear: 2 x"),
        Row("1 MB imported again, 1,000 words changed: merged", f"{_seconds_again(_note(MEGABYTE)):.2f} s", "<= 2 s"),
    ]


def _note(size: int) -> str:
    """A note of at least `size` bytes."""
    notes = [path.read_text(encoding="utf-8") for path in sorted((content_folder() / "notes").glob("*.md"))]
    parts: list[str] = []
    length = number = 0
    while length < size:
        number += 1
        part = f"\n# Round {number}\n\n{notes[number % len(notes)].replace('?', f' in round {number}?')}\n"
        parts.append(part)
        length += len(part.encode())
    return "".join(parts)


def _seconds(note: str) -> float:
    begin = time.process_time()
    import_note(note, path="notes.md")
    return time.process_time() - begin


def _seconds_again(note: str) -> float:
    """For bringing the deck of a note up to date with the note changed in many places, the reading of the note aside."""
    text = write_deck(import_note(note, path="notes.md").deck)
    changed = read_cards(note.replace("the ", "the very ", 1000))
    begin = time.process_time()
    deck = read_deck_text(text)
    rewrite(text, deck, merge(deck, changed.cards, changed.drafts).deck)
    return time.process_time() - begin
