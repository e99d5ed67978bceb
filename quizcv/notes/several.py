"""Importing several notes, or all of a folder: each on its own, so that a bad one does not stop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import QuizcvError, UsageError
from quizcv.notes.importing import import_to
from quizcv.notes.notefile import NOTE_SUFFIXES, notes_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from quizcv.notes.howfar import Told
    from quizcv.notes.report import Report
    from quizcv.notes.target import Targets


class Outcome(NamedTuple):
    """What became of one note: a report, or the error that kept it from being imported."""

    note: Path
    report: Report | None
    error: QuizcvError | None = None


def notes_in(sources: Sequence[Path]) -> list[Path]:
    """The notes that files and folders name, each once, in order.

    Raises:
        UsageError: A file is of a kind that is no note, or a folder has none or can't be read.
    """
    found: dict[Path, None] = {}
    for source in sources:
        if source.is_dir():
            below = list(notes_below(source))
            if not below:
                message = f"{source} has no notes; in folders, files named .md, .markdown, .mdown and .mkd are read"
                raise UsageError(message)
            found |= dict.fromkeys(below)
        elif source.suffix.lower() not in NOTE_SUFFIXES:
            kinds = ", ".join(sorted(suffix for suffix in NOTE_SUFFIXES if suffix))
            message = f"{source} is no note that can be imported; the kinds are: {kinds}"
            raise UsageError(message)
        else:
            found[source] = None
    return list(found)


def import_each(
    notes: Sequence[Path],
    targets: Targets,
    *,
    to: str | None = None,
    dry_run: bool = False,
    starting: Callable[[int, Path], None] = lambda _number, _note: None,
    told: Told | None = None,
) -> Iterator[Outcome]:
    """Imports one note after the other.

    Args:
        notes: The notes.
        targets: Which deck each of them has.
        to: The name of the deck of the only one.
        dry_run: Whether only to tell what would change.
        starting: Called before each, with how many are done.
        told: Told how many lines of the present one are done.
    """
    given: dict[Path, Path] = {}
    for number, note in enumerate(notes):
        starting(number, note)
        try:
            target = targets.of(note, to)
            other = given.setdefault(target, note)
            if other != note:
                message = f"{other} and {note} would both become {target}; import one of them alone, with --to NAME"
                raise UsageError(message)
            yield Outcome(note, import_to(note, target, dry_run=dry_run, told=told))
        except QuizcvError as error:
            yield Outcome(note, None, error)
