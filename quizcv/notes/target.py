"""Where an imported note goes: its deck's name and file, and what keeps it from going there.

A deck belongs to one note, which its `source:` names. Another note of the same name never writes into it, for that would take its
cards out and give their progress to other questions.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from quizcv.cards.slugs import slug_of
from quizcv.errors import UsageError
from quizcv.notes.identity import base_of
from quizcv.notes.notefile import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.library import Library
    from quizcv.cards.model import Deck

_CLIMB: Final = 2
"""Folders up from the deck that still count as near it."""
_SOURCE = re.compile(r"^source:[ ]*(?P<source>\S[^#\n]*?)\s*(?:#.*)?$", re.MULTILINE)
_UNSPELLED = re.compile(r"[^\W\d_\x00-\u04ff]")
"""A letter no slug can spell."""


def slug_for(path: str) -> str:
    """The slug of a deck named after a note's file; where letters of it can't be spelled, a hash of the name tells it apart."""
    stem = unicodedata.normalize("NFC", PurePath(path).stem)
    base = slug_of(stem) or base_of(stem)
    if base and not _UNSPELLED.search(stem):
        return base
    return slug_of(f"{base or 'note'} {hashlib.sha256(stem.encode(errors='surrogateescape')).hexdigest()[:6]}")


def deck_file(note: Path, folder: Path, to: str | None = None) -> Path:
    """The file of a note's deck.

    Raises:
        UsageError: `to` is no slug.
    """
    if to is not None and slug_of(to) != to:
        message = f"{to!r} is no name for a deck; use small letters, digits and hyphens, such as {slug_of(to) or 'my-notes'!r}"
        raise UsageError(message)
    return folder / f"{to or slug_for(str(note))}.yaml"


def as_source(note: Path, folder: Path) -> str:
    """A note's path as its deck names it: relative if it lies near the deck, else in full, `~` for the home folder."""
    relative = Path(os.path.relpath(note.absolute(), folder.absolute()))
    whole = Path(os.path.normpath(note.absolute()))
    home = Path.home()
    if relative.parts.count("..") <= _CLIMB:
        named = relative.as_posix()
    else:
        named = f"~/{whole.relative_to(home).as_posix()}" if whole.is_relative_to(home) else whole.as_posix()
    return named.encode(errors="replace").decode()


def refuse_other_note(note: Path | None, target: Path, existing: Deck | None = None) -> None:
    """Sees to it that a deck that is there already was made from this note.

    Args:
        note: None for standard input.
        target: The deck's file.
        existing: The deck in it; None: it is read, if there is one.

    Raises:
        UsageError: It was made from another one, or written by hand.
        ContentError: It has faults.
    """
    if existing is None:
        if not target.is_file() or (note is not None and _is_deck_of(target, note)):
            return
        from quizcv.cards.reader.deck import read_deck  # noqa: PLC0415  pydantic and yaml, only when a note is imported

        existing = read_deck(target)
    source = STDIN if note is None else as_source(note, target.parent)
    name = "the note on standard input" if note is None else str(note)
    if not existing.source:
        message = (
            f"{target} is a deck that was made from no note, so {name} is not imported into it; "
            f"name another deck with --to NAME, or write `source: {source}` into the deck if it belongs to this note"
        )
        raise UsageError(message)
    if existing.source != source and (note is None or not _is_source(note, target, existing.source)):
        message = (
            f"{target} was made from another note, {existing.source}, so {name} is not imported into it; "
            f"name another deck with --to NAME, or write `source: {source}` into the deck if it is the same note, moved"
        )
        raise UsageError(message)


def _is_source(note: Path, deck: Path, source: str) -> bool:
    """Whether a deck's `source:` leads to a note."""
    return source != STDIN and os.path.realpath(_named(deck, source)) == os.path.realpath(note)


def _named(deck: Path, source: str) -> Path:
    return deck.parent / os.path.expanduser(source)  # noqa: PTH111  never raises on an unknown user


def refuse_taken_name(note: Path, target: Path, name: str, library: Library) -> None:
    """Sees to it that no other deck of the library has the name.

    Raises:
        UsageError: One has; the deck of the note would be left out of every review.
    """
    for deck in library.decks:
        if deck.name == name and os.path.realpath(deck.path) != os.path.realpath(target):
            whose = "a deck shipped with quizcv" if deck.shipped else str(deck.path)
            message = (
                f"the name {name!r} is taken by {whose}, so {note} is not imported; name another deck with --to NAME"
            )
            raise UsageError(message)


class Targets:
    """The deck of each of several notes: the one it has, or one named after its file; after its path, where that name is taken."""

    def __init__(self, notes: Sequence[Path], folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._owned: dict[str, list[Path]] = {}
        for deck in library.decks:
            if deck.source and deck.source != STDIN and not deck.shipped:
                self._owned.setdefault(os.path.realpath(_named(deck.path, deck.source)), []).append(deck.path)
        self._root = _common_folder(notes)
        self._wanted = Counter(slug_for(str(note)) for note in notes)

    def of(self, note: Path, to: str | None = None) -> Path:
        """The file of a note's deck.

        Raises:
            UsageError: The deck belongs to another note, or its name is taken, and no other name is left.
            ContentError: The deck is there already and has faults.
        """
        short = deck_file(note, self._folder, to)
        own = self._owned.get(os.path.realpath(note))
        if own and to is None:
            return next((path for path in own if path.stem == short.stem), min(own))
        if to is not None:
            self._refuse(note, short)
            return short
        longer = [self._folder / f"{slug}.yaml" for slug in self._names_by_path(note) if slug != short.stem]
        ours = next((path for path in longer if _is_deck_of(path, note)), None)
        if ours:
            return ours
        names = [short, *longer] if self._wanted[short.stem] == 1 else longer or [short]
        for path in names[:-1]:
            try:
                self._refuse(note, path)
            except UsageError:
                if sum(self._wanted.values()) == 1:
                    raise
            else:
                return path
        self._refuse(note, names[-1])
        return names[-1]

    def _names_by_path(self, note: Path) -> list[str]:
        """Slugs of a note's path below the folder that all notes share, and of that folder with it."""
        relative = os.path.relpath(os.path.abspath(note), self._root)  # noqa: PTH100  links stay as they are named
        parts = PurePath(relative).with_suffix("").as_posix()
        return [slug_for(f"{name}.md".replace("/", " ")) for name in (parts, f"{self._root.name}/{parts}")]

    def _refuse(self, note: Path, target: Path) -> None:
        refuse_other_note(note, target)
        refuse_taken_name(note, target, target.stem, self._library)


def _common_folder(notes: Sequence[Path]) -> Path:
    folders = [os.path.dirname(os.path.abspath(note)) for note in notes]  # noqa: PTH100, PTH120  links stay as they are named
    return Path(os.path.commonpath(folders)) if folders else Path()


def _is_deck_of(path: Path, note: Path) -> bool:
    """Whether a file is a note's deck as far as its `source:` line tells, for it may have faults."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    found = _SOURCE.search(text)
    return found is not None and _is_source(note, path, found["source"].strip("\"'"))
