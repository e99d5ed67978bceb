"""Importing a note: from its text to a deck and a report, and from file to file."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from quizcv.cards.model import (
    BasicCard,
    Card,
    ClozeCard,
    Deck,
    Draft,
    Kind,
    NumericCard,
    ProblemCard,
    Source,
    TypedCard,
)
from quizcv.cards.pictures import picture_path, pictures
from quizcv.cards.saving import update
from quizcv.collector import collector_off
from quizcv.errors import ContentError, Diagnostic, UsageError
from quizcv.notes.doubts import sift
from quizcv.notes.drafts import unasked
from quizcv.notes.gathering import Gathering, LeftOut
from quizcv.notes.howfar import HowFar
from quizcv.notes.identity import ids_of
from quizcv.notes.merge import Doubted, merge
from quizcv.notes.notefile import STDIN, read_note_file
from quizcv.notes.phrases import phrases
from quizcv.notes.reading import read_note
from quizcv.notes.remembered import forget
from quizcv.notes.report import Changes, Report
from quizcv.notes.source import tidy
from quizcv.notes.target import as_source, deck_file, refuse_other_note, slug_for
from quizcv.notes.texts import draft_stamp, folded, hash_of, stamp, texts_of
from quizcv.problems.values import Tolerance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizcv.notes.claims import Claim
    from quizcv.notes.gathering import Candidate
    from quizcv.notes.howfar import Told
    from quizcv.notes.notefile import NoteText
    from quizcv.settings import Places


class ReadNote(NamedTuple):
    """A note as it was read: everything that does not depend on the deck."""

    title: str
    language: str
    cards: tuple[Card, ...]
    drafts: tuple[Draft, ...]
    found: Gathering


def read_cards(text: str, told: Told | None = None) -> ReadNote:
    """Reads the text of a note. The same text gives the same cards; no text makes it raise.

    Args:
        text: The note.
        told: Told now and then how many of its lines are done.
    """
    with collector_off():
        clean = tidy(text)
        far = HowFar(clean.count("\n") + 1, told)
        title, found, language = read_note(clean, far)
        sift(found)
        cards = _cards(found.candidates)
        forget()
        far.over()
    drafts = tuple(sorted(found.drafts, key=lambda draft: draft.line or 0))
    return ReadNote(title, language, cards, drafts, found)


def import_note(text: str, *, path: str, deck: str | None = None, existing: Deck | None = None) -> Report:
    """Turns a note into a deck. The same note gives the same deck.

    Args:
        text: The note.
        path: Where the note lies, as the deck shall name it; its stem names a new deck.
        deck: The deck's slug; None: the existing deck's, or one made from the path.
        existing: The deck as it is, to be brought up to date (see `merge`).
    """
    return _report(read_cards(text), path, deck or (existing.name if existing else slug_for(path)), existing)


def _report(note: ReadNote, path: str, name: str, existing: Deck | None) -> Report:
    """The deck made from a note, or brought up to date with it."""
    found = note.found
    if existing is None:
        drafts = unasked(note.drafts, {folded(texts_of(card)[0]) for card in note.cards})
        given = [hash_of(texts_of(card)[0]) for card in note.cards] + [draft_stamp(draft) for draft in note.drafts]
        result = Deck(
            name=name,
            path="",
            title=note.title or name,
            language=note.language,
            source=path,
            cards=note.cards,
            drafts=drafts,
            imported=tuple(sorted(given)),
        )
        changes = Changes(added=tuple(card.id for card in note.cards))
    else:
        result, changes = merge(existing, note.cards, note.drafts, _doubted(found))
    return Report(
        deck=result,
        unanswered=tuple(found.unanswered),
        placeholders=tuple(sorted(found.placeholders, key=lambda each: each.line)),
        claims=tuple(_said(found.claims, note.language)),
        formulas=tuple(found.formulas),
        left_out=tuple(sorted(found.left_out, key=lambda each: each.line)),
        changes=changes,
    )


def _said(claims: list[Claim], language: str) -> Iterator[Claim]:
    """The claims, with what is said of them in the note's language."""
    said = phrases(language).said
    return (replace(claim, says=said(claim.says)) if claim.says else claim for claim in claims)


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
    return import_to(path, deck_file(path, folder, to), dry_run=dry_run)


def import_to(path: Path, target: Path, *, dry_run: bool = False, told: Told | None = None) -> Report:
    """As `import_file`, into a deck's file; `told` hears how many lines of the note are done."""
    refuse_other_note(path, target)
    return _bring(read_note_file(path), path, target, dry_run=dry_run, told=told)


def import_text(note: NoteText, folder: Path, to: str | None = None, *, dry_run: bool = False) -> Report:
    """As `import_file`, from standard input.

    Raises:
        UsageError: Without `to`: no heading names the deck, or there is such a deck already.
    """
    if to is None:
        title = read_cards(note.text).title
        if not title:
            message = "the note on standard input has no heading to name its deck; name the deck with --to NAME"
            raise UsageError(message)
        to = slug_for(title)
        if deck_file(folder, folder, to).exists():
            message = (
                f"there is a deck {to!r} already; if this note is to be imported into it again, say so with --to {to}"
            )
            raise UsageError(message)
    return _bring(note, None, deck_file(folder, folder, to), dry_run=dry_run)


def _bring(text: NoteText, path: Path | None, target: Path, *, dry_run: bool, told: Told | None = None) -> Report:
    """Brings a deck's file up to date with a note; `path` is None for standard input."""
    from quizcv.cards.reader.deck import read_deck_bytes, read_deck_text  # noqa: PLC0415  pydantic and yaml, only when a note is imported
    from quizcv.cards.writer import write_deck  # noqa: PLC0415  as above
    from quizcv.notes.deckfile import rewrite  # noqa: PLC0415  as above

    source = STDIN if path is None else as_source(path, target.parent)
    note = read_cards(text.text, told)
    result: Report | None = None

    def change(before: bytes | None) -> str | None:
        nonlocal result
        if before is None:
            result = _report(note, source, target.stem, None)
            written = write_deck(result.deck) if result.deck.cards or result.deck.drafts else None
            read_deck_text(written or write_deck(result.deck), str(target))
        else:
            existing = read_deck_bytes(before, target)
            refuse_other_note(path, target, existing)
            if not text.text.strip():
                message = f"the note is empty; its deck {target} stays as it is, delete it to be rid of its cards"
                raise ContentError([Diagnostic(text.name, 0, 0, message)])
            result = _report(note, source, existing.name, existing)
            written = rewrite(before.decode(), existing, result.deck)
        result = replace(result, path=str(target) if written is not None else "", text=written or "")
        return written

    update(target, change, source=text.name, dry_run=dry_run, is_checked=True)
    assert result is not None  # noqa: S101  `update` has called `change`
    missing = _missing_pictures(result, target.parent) if result.path else ()
    left_out = sorted([*result.left_out, *missing], key=lambda each: each.line)
    return replace(result, faulty_lines=text.faulty_lines, left_out=tuple(left_out))


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


def _cards(candidates: list[Candidate]) -> tuple[Card, ...]:
    cards = []
    for candidate, name in zip(candidates, ids_of(candidates), strict=True):
        card = _card(candidate, name)
        source = Source(candidate.line, candidate.heading or None, stamp(card))
        cards.append(card._replace(source=source, tags=candidate.tags))
    return tuple(cards)


def _doubted(found: Gathering) -> list[Doubted]:
    """The cards the doubtful candidates would be. They have no ids: they are looked for in the deck by what they say."""
    doubted = []
    for candidate, draft in found.doubtful:
        card = _card(candidate, "")
        source = Source(candidate.line, candidate.heading or None, stamp(card))
        doubted.append(Doubted(card._replace(source=source, tags=candidate.tags), draft))
    return doubted


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
        case Kind.PROBLEM:
            from quizcv.problems.template import Template  # noqa: PLC0415  only for a note with a formula to drill

            return ProblemCard(id=name, template=Template.parse(candidate.template or {}), hint=hint, why=why)
        case _:
            return BasicCard(id=name, front=candidate.front, back=candidate.back, hint=hint, why=why)
