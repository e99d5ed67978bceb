"""Where an imported note goes: its deck's name and file, and what keeps it from going there.

A deck belongs to one note, which its `source:` names. Another note of the same name never writes into it, for that would take its
cards out and give their progress to other questions.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from quizcv.cards.slugs import slug_of
from quizcv.errors import UsageError
from quizcv.notes.identity import base_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.library import Library
    from quizcv.cards.model import Deck

_CLIMB: Final = 2
"""Folders up from the deck that still count as near it."""
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
    if relative.parts.count("..") <= _CLIMB:
        return relative.as_posix()
    whole = Path(os.path.normpath(note.absolute()))
    home = Path.home()
    return f"~/{whole.relative_to(home).as_posix()}" if whole.is_relative_to(home) else whole.as_posix()


def refuse_other_note(note: Path, target: Path, existing: Deck) -> None:
    """Sees to it that a deck that is there already was made from this note.

    Raises:
        UsageError: It was made from another one, or written by hand.
    """
    source = as_source(note, target.parent)
    if not existing.source:
        message = (
            f"{target} is a deck that was made from no note, so {note} is not imported into it; "
            f"name another deck with --to NAME, or write `source: {source}` into the deck if it belongs to this note"
        )
        raise UsageError(message)
    named = target.parent / os.path.expanduser(existing.source)  # noqa: PTH111  never raises on an unknown user
    if existing.source != source and os.path.realpath(named) != os.path.realpath(note):
        message = (
            f"{target} was made from another note, {existing.source}, so {note} is not imported into it; "
            f"name another deck with --to NAME, or write `source: {source}` into the deck if it is the same note, moved"
        )
        raise UsageError(message)


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


def refuse_clashes(notes: Sequence[Path], folder: Path, to: str | None, library: Library) -> None:
    """Sees to it, before anything is written, that each note has a deck of its own.

    Raises:
        UsageError: Two notes want one deck, or a deck belongs to another note, or its name is taken.
        ContentError: A deck that is there already has faults.
    """
    from quizcv.cards.reader.deck import read_deck  # noqa: PLC0415  pydantic and yaml, only when a note is imported

    wanted: dict[Path, Path] = {}
    for note in notes:
        target = deck_file(note, folder, to)
        other = wanted.setdefault(target, note)
        if os.path.realpath(other) != os.path.realpath(note):
            message = f"{other} and {note} would both become {target}; import one of them alone, with --to NAME"
            raise UsageError(message)
        name = target.stem
        if target.is_file():
            existing = read_deck(target)
            refuse_other_note(note, target, existing)
            name = existing.name
        refuse_taken_name(note, target, name, library)
