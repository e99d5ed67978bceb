"""Notes turned into a deck: a megabyte at once, and twice that, to see that the time grows with the length alone."""

from __future__ import annotations

import time

from benchmarks.measure import Row
from quizcv.notes.importing import import_note
from quizcv.settings import content_folder

MEGABYTE = 1_000_000


def run() -> list[Row]:
    """The shipped notes, again and again, each time under names of their own."""
    seconds = {size: _seconds(_note(size * MEGABYTE)) for size in (1, 2)}
    return [
        Row("1 MB of notes read into cards", f"{seconds[1]:.2f} s", "<= 5 s"),
        Row("2 MB of notes", f"{seconds[2]:.2f} s = {seconds[2] / seconds[1]:.1f} x", "linear: 2 x"),
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
