"""Notes turned into a deck: a megabyte at once, and twice and four times that, to see that the time grows with the length alone."""

from __future__ import annotations

import re
import time
import tracemalloc
from typing import TYPE_CHECKING

from benchmarks.measure import Row
from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.notes.deckfile import rewrite
from quizcv.notes.importing import import_note, read_cards
from quizcv.notes.merge import merge
from quizcv.settings import content_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 1_000_000
_WORD = re.compile(r"(?<![\w$\\/.(\[{])[a-z]{4,}(?![\w:}/.(?])")
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def run() -> Iterator[Row]:
    """The shipped notes, again and again, each time under names of their own; and the same with other words each time. Each row as it is measured."""
    import_note(
        "# First\n\n- What is it?\n  - The first note of a process, for which modules are loaded.\n", path="notes.md"
    )
    one = _seconds(_note(MEGABYTE))
    yield Row("1 MB of notes read into cards", f"{one:.2f} s", "<= 2 s")
    for size in (2, 4):
        seconds = _seconds(_note(size * MEGABYTE))
        yield Row(f"{size} MB of notes", f"{seconds:.2f} s = {seconds / one:.1f} x", f"linear: {size} x")
    yield Row("1 MB of notes that repeat no sentence", f"{_seconds(_note(MEGABYTE, vary=True)):.2f} s", "<= 2 s")
    for vary, name in ((False, "1 MB of notes"), (True, "the same, no sentence repeated")):
        note = _note(MEGABYTE, vary=vary)
        yield Row(f"most memory held: {name}", f"{_peak(note) / len(note.encode()):.1f} x the note", "<= 10 x")
    yield Row("1 MB imported again, 1,000 words changed: merged", f"{_seconds_again(_note(MEGABYTE)):.2f} s", "<= 2 s")


def _note(size: int, *, vary: bool = False) -> str:
    """A note of at least `size` bytes.

    Args:
        size: How many.
        vary: Whether one word or more of each line ends otherwise each time, so that no answer about a sentence can be remembered.
    """
    notes = [path.read_text(encoding="utf-8") for path in sorted((content_folder() / "notes").glob("*.md"))]
    parts: list[str] = []
    length = number = 0
    while length < size:
        number += 1
        text = notes[number % len(notes)].replace("?", f" in round {number}?")
        part = f"\n# Round {number}\n\n{_varied(text, number) if vary else text}\n"
        parts.append(part)
        length += len(part.encode())
    return "".join(parts)


def _varied(text: str, number: int) -> str:
    ending = "".join(
        letters[number // factor % len(letters)]
        for letters, factor in ((_CONSONANTS, 1), (_VOWELS, 14), (_CONSONANTS, 70))
    )
    return "\n".join(
        _WORD.sub(lambda found: found[0] + ending, row, count=1 + len(row) // 60) for row in text.split("\n")
    )


def _seconds(note: str) -> float:
    """Processor time, the better of two runs."""
    taken = []
    for _ in range(2):
        begin = time.process_time()
        import_note(note, path="notes.md")
        taken.append(time.process_time() - begin)
    return min(taken)


def _peak(note: str) -> int:
    """The most bytes held at once while a note is read, the note itself aside."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    import_note(note, path="notes.md")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most - before


def _seconds_again(note: str) -> float:
    """For bringing the deck of a note up to date with the note changed in many places, the reading of the note aside."""
    text = write_deck(import_note(note, path="notes.md").deck)
    changed = read_cards(note.replace("the ", "the very ", 1000))
    begin = time.process_time()
    deck = read_deck_text(text)
    rewrite(text, deck, merge(deck, changed.cards, changed.drafts).deck)
    return time.process_time() - begin
