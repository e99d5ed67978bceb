"""Keeping decks up to date with notes that are being written: a look at their dates every second."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from quizcv.errors import QuizcvError, UsageError
from quizcv.notes.several import Outcome, import_each, notes_in
from quizcv.notes.target import Targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizcv.cards.library import Library

    Look: TypeAlias = tuple[int, int] | None


class Watch:
    """Notes and folders under watch.

    A note is imported when it changed since it was last looked at. One that can't be imported, because its deck is being edited and
    has faults, say, is tried again at every look, and told only when the reason is another one.
    """

    def __init__(self, sources: Sequence[Path], folder: Path, library: Library, *, to: str | None = None) -> None:
        self._sources = sources
        self._folder = folder
        self._library = library
        self._to = to
        self._seen: dict[Path, Look] = {}
        self._failing: dict[Path, str] = {}

    def look(self) -> Iterator[Outcome]:
        """Imports what changed; gives what there is to tell: imports, and reasons why there was none that are new."""
        notes = self._notes()
        looks = {note: _look(note) for note in notes}
        due = [note for note in notes if self._failing.get(note) or self._seen.get(note, ()) != looks[note]]
        for gone in [note for note in self._seen if note not in looks]:
            del self._seen[gone]
            self._failing.pop(gone, None)
        if not due:
            return
        self._library.reload()
        targets = Targets(notes, self._folder, self._library)
        for outcome in import_each(due, targets, to=self._to):
            self._seen[outcome.note] = looks[outcome.note]
            reason = str(outcome.error) if outcome.error else ""
            if outcome.error is None or self._failing.get(outcome.note) != reason:
                yield outcome
            self._failing[outcome.note] = reason

    def _notes(self) -> list[Path]:
        """The notes there are now; a folder that is empty for the moment has none."""
        found: dict[Path, None] = {}
        for source in self._sources:
            try:
                found |= dict.fromkeys(notes_in([source]))
            except UsageError:
                continue
        return list(found)


def _look(note: Path) -> Look:
    """Date and size of a note; None where there is none."""
    try:
        found = note.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def told(outcome: Outcome) -> str:
    """An outcome in one line; empty where nothing changed."""
    if outcome.report is None:
        error: QuizcvError | None = outcome.error
        return f"{outcome.note}: not imported: {error}"
    counts = outcome.report.changes.counts
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number and what != "kept")
    return f"{outcome.note} -> {outcome.report.deck.name}: {said}" if said else ""
