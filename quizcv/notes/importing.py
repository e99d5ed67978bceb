"""Importing a note: from its text to a deck and a report, and from file to file."""

from __future__ import annotations

import gc
import re
import stat
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.cards.model import BasicCard, Card, ClozeCard, Deck, Draft, Kind, NumericCard, Source, TypedCard
from quizcv.cards.pictures import picture_path, pictures
from quizcv.errors import ContentError, Diagnostic, QuizcvError, UsageError
from quizcv.notes.gathering import LeftOut
from quizcv.notes.identity import ids_of
from quizcv.notes.inline import in_words
from quizcv.notes.merge import merge, stamp
from quizcv.notes.reading import read_note
from quizcv.notes.report import Changes, Report, texts_of
from quizcv.notes.source import decode, tidy
from quizcv.notes.target import as_source, deck_file, refuse_other_note, slug_for
from quizcv.problems.values import Tolerance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.notes.gathering import Candidate
    from quizcv.notes.outline import Section
    from quizcv.settings import Places

LARGEST = 64 * 1024 * 1024
"""Bytes of a note; more is refused."""
NOTE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ""})
MOST_STRANGE = 0.1
"""The part of a text that may be control characters and bytes that are no UTF-8; a file with more of them is no note."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def import_note(text: str, *, path: str, deck: str | None = None, existing: Deck | None = None) -> Report:
    """Turns a note into a deck. The same note gives the same deck.

    Args:
        text: The note.
        path: Where the note lies, as the deck shall name it; its stem names a new deck.
        deck: The deck's slug; None: the existing deck's, or one made from the path.
        existing: The deck as it is, to be brought up to date (see `merge`).
    """
    with _collector_off():
        outline, found, language = read_note(tidy(text))
    name = deck or (existing.name if existing else slug_for(path))
    cards = _cards(sorted(found.candidates, key=lambda candidate: candidate.order))
    drafts = tuple(sorted(found.drafts, key=lambda draft: draft.line or 0))
    if existing is None:
        title = _title(outline.root) or name
        result = Deck(
            name=name, path="", title=title, language=language, source=path, cards=cards, drafts=_unasked(drafts, cards)
        )
        changes = Changes(added=tuple(card.id for card in cards))
    else:
        merged = merge(existing.cards, existing.drafts, cards, drafts)
        result = existing._replace(cards=merged.cards, drafts=merged.drafts)
        changes = merged.changes
    return Report(
        deck=result,
        unanswered=tuple(found.unanswered),
        placeholders=tuple(sorted(found.placeholders, key=lambda each: each.line)),
        claims=tuple(found.claims),
        formulas=tuple(found.formulas),
        left_out=tuple(sorted(found.left_out, key=lambda each: each.line)),
        changes=changes,
    )


def import_file(path: Path, places: Places, to: str | None = None, *, dry_run: bool = False) -> Report:
    """Imports a note's file into `to` (or a deck named after it) in the learner's decks folder.

    Args:
        path: The note.
        places: Where decks lie.
        to: The deck's slug.
        dry_run: Whether only to tell what would change.

    Raises:
        UsageError: The note is no file that can be read, `to` is no slug, or the deck is there already and belongs to
            another note; nothing is written.
        ContentError: The note is no text, or the deck is there already and has faults; nothing is written.
        QuizcvError: The deck can't be written.
    """
    return import_into(path, places.decks, to, dry_run=dry_run)


def import_into(path: Path, folder: Path, to: str | None = None, *, dry_run: bool = False) -> Report:
    """As `import_file`, into any folder of decks."""
    from quizcv.cards.reader.deck import read_deck  # noqa: PLC0415  pydantic and yaml, only when a note is imported
    from quizcv.cards.writer import save_deck, write_deck  # noqa: PLC0415

    target = deck_file(path, folder, to)
    text, faulty = _text(path)
    existing = read_deck(target) if target.is_file() else None
    if existing is not None:
        refuse_other_note(path, target, existing)
        if not text.strip():
            message = f"the note is empty; its deck {target} stays as it is, delete it to be rid of its cards"
            raise ContentError([Diagnostic(str(path), 0, 0, message)])
    report = import_note(text, path=as_source(path, folder), deck=None if existing else target.stem, existing=existing)
    if existing is None and not report.deck.cards and not report.deck.drafts:
        return replace(report, faulty_lines=faulty)
    if existing is None:
        written = write_deck(report.deck)
    else:
        from quizcv.notes.deckfile import rewrite  # noqa: PLC0415

        before = target.read_bytes().decode("utf-8")
        written = rewrite(before, existing, report.deck.cards, report.deck.drafts)
    if not dry_run and (existing is None or written != before):
        try:
            save_deck(target, written)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"{target} can't be written: {reason}; free the place or name another folder with QUIZCV_DECKS"
            raise QuizcvError(message) from None
    left_out = sorted([*report.left_out, *_missing_pictures(report, folder)], key=lambda each: each.line)
    return replace(report, path=str(target), text=written, faulty_lines=faulty, left_out=tuple(left_out))


def _missing_pictures(report: Report, folder: Path) -> Iterator[LeftOut]:
    """The pictures that cards name and that do not lie below the deck's folder yet."""
    for card in report.deck.cards:
        for text in texts_of(card):
            for _, reference in pictures(text):
                try:
                    picture_path(folder, reference)
                except UsageError:
                    line = card.source.line if card.source else None
                    yield LeftOut(line or 0, reference, "a picture whose file is to be put below the deck's folder")


@contextmanager
def _collector_off() -> Iterator[None]:
    """A long note makes many small objects that all live on: looking for garbage among them only takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _text(path: Path) -> tuple[str, tuple[int, ...]]:
    """The text of a note's file, and the lines of it that are no UTF-8."""
    data = _bytes(path)
    text, faulty = decode(data)
    strange = len(_NO_TEXT.findall(text))
    if strange > MOST_STRANGE * len(text) and strange > 1:
        message = "this is no text, or none in UTF-8; save the note as UTF-8, or name another file"
        raise ContentError([Diagnostic(str(path), 0, 0, message)])
    return text, faulty


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            message = f"{path} is a folder; name the notes in it"
            raise UsageError(message)
        if not stat.S_ISREG(path.stat().st_mode):
            message = f"{path} is no file but a device or a pipe; write the note to a file first"
            raise UsageError(message)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        message = f"{path} can't be read: {(error.strerror or str(error)).lower()}; check the name"
        raise UsageError(message) from None
    if len(data) > LARGEST:
        message = f"{path} is larger than {LARGEST // 1024**2} MiB; split it"
        raise UsageError(message)
    return data


def _title(root: Section) -> str:
    first = next((section for section in root.sections if section.level == 1), None)
    return in_words(first.title).rstrip(":： ") if first else ""


def _unasked(drafts: tuple[Draft, ...], cards: tuple[Card, ...]) -> tuple[Draft, ...]:
    """Drafts that no card asks already, each question once."""
    return merge(cards, (), cards, drafts).drafts


def _cards(candidates: list[Candidate]) -> tuple[Card, ...]:
    cards = []
    for candidate, name in zip(candidates, ids_of(candidates), strict=True):
        card = _card(candidate, name)
        source = Source(candidate.line, candidate.heading or None, stamp(card))
        cards.append(card._replace(source=source, tags=candidate.tags))
    return tuple(cards)


def _card(candidate: Candidate, name: str) -> Card:
    hint, why = candidate.hint, candidate.why
    match candidate.form:
        case Kind.CLOZE:
            return ClozeCard(id=name, text=candidate.front, hint=hint, why=why)
        case Kind.TYPED:
            return TypedCard(
                id=name, front=candidate.front, answer=candidate.back, accept=candidate.accept, hint=hint, why=why
            )
        case Kind.NUMERIC:
            number = Fraction(candidate.back)
            return NumericCard(
                id=name,
                front=candidate.front,
                answer=number,
                written=candidate.back,
                tolerance=Tolerance(),
                hint=hint,
                why=why,
            )
        case _:
            return BasicCard(id=name, front=candidate.front, back=candidate.back, hint=hint, why=why)
