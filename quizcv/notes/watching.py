"""Keeping decks up to date with notes that are being written: a look at their dates every second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from quizcv.errors import QuizcvError, UsageError
from quizcv.notes.several import Outcome, import_each, notes_in
from quizcv.notes.target import Targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizcv.cards.library import Library

    Look: TypeAlias = tuple[int, int] | None

SURELY: Final = 2
"""Looks in a row that miss a note before it is told as gone: many editors take the old file away a moment before the new one is there."""


class Whereabouts(NamedTuple):
    """A note or a folder that was imported and is gone, or is back."""

    path: Path
    is_there: bool


class Watch:
    """Notes and folders under watch.

    A note is imported when it changed since it was last looked at. One that can't be imported, because its deck is being edited and
    has faults, say, is tried again at every look, and told only when the reason is another one. One that vanishes is told once, and
    again when it is back; its deck stays.
    """

    def __init__(self, sources: Sequence[Path], folder: Path, library: Library, *, to: str | None = None) -> None:
        self._sources = sources
        self._folders = frozenset(source for source in sources if source.is_dir())
        self._folder = folder
        self._library = library
        self._to = to
        self._seen: dict[Path, Look] = {}
        self._failing: dict[Path, str] = {}
        self._missing: dict[Path, int] = {}

    def look(self) -> Iterator[Outcome | Whereabouts]:
        """Imports what changed; gives what there is to tell: imports, reasons why there was none that are new, and what went or came back."""
        notes = self._notes()
        looks = {note: _look(note) for note in notes}
        gone = {note for note, before in self._seen.items() if before and looks.get(note) is None}
        yield from self._whereabouts(gone)
        notes = [note for note in notes if note not in gone]
        due = [note for note in notes if self._failing.get(note) or self._seen.get(note, ()) != looks[note]]
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

    def _whereabouts(self, gone: set[Path]) -> Iterator[Whereabouts]:
        """What is surely gone by now, and what of it is back; a folder that is gone is told instead of its notes."""
        missing = {self._missed(note) for note in gone}
        for path in [path for path in self._missing if path not in missing]:
            if self._missing.pop(path) >= SURELY and path.exists():
                yield Whereabouts(path, is_there=True)
        for path in sorted(missing):
            self._missing[path] = self._missing.get(path, 0) + 1
            if self._missing[path] == SURELY:
                yield Whereabouts(path, is_there=False)

    def _missed(self, note: Path) -> Path:
        """A note that is gone, or the watched folder that is gone with it."""
        return next((folder for folder in self._folders if folder in note.parents and not folder.exists()), note)

    def _notes(self) -> list[Path]:
        """The notes there are now; a folder that is empty or gone for the moment has none."""
        found: dict[Path, None] = {}
        for source in self._sources:
            if source in self._folders and not source.is_dir():
                continue
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


def told(outcome: Outcome | Whereabouts) -> str:
    """An outcome in one line; empty where nothing changed."""
    if isinstance(outcome, Whereabouts):
        gone = "is gone; its deck stays, and it is imported again when it is back"
        return f"{outcome.path} {'is back' if outcome.is_there else gone}"
    if outcome.report is None:
        error: QuizcvError | None = outcome.error
        return f"{outcome.note}: not imported: {error}"
    counts = outcome.report.changes.counts
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number and what != "kept")
    return f"{outcome.note} -> {outcome.report.deck.name}: {said}" if said else ""
