"""The drafts of a deck on importing again: what was done to them by hand stays, the rest follows the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.notes.texts import draft_stamp, folded, hash_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quizcv.cards.model import Deck, Draft

TAKEN_OUT: Final = "taken out"
"""How the reason of a draft begins whose question shall not become a card again, though the note answers it."""


def is_taken_out(draft: Draft) -> bool:
    """Whether the learner wants to see no more of a question."""
    return draft.reason.casefold().startswith(TAKEN_OUT)


def merge_drafts(old: Deck, fresh: Sequence[Draft], asked: Collection[str]) -> tuple[Draft, ...]:
    """The drafts after an import, in the deck's order, each new one behind the draft that comes before it in the note.

    A draft edited by hand keeps its text and follows its question to another line; one taken out of the deck by hand does not
    come back as long as the note says the same of it.

    Args:
        old: The deck, with what the note gave last time.
        fresh: The drafts of the note.
        asked: The questions, folded, that a card of the deck asks.
    """
    owner = _owners(old.drafts, fresh)
    place_of = {number: place for place, number in owner.items()}
    settled = {*asked, *(folded(draft.question) for draft in old.drafts if is_taken_out(draft))}
    given = {each.partition(".")[0] for each in old.imported if "." in each}
    behind: dict[int, list[Draft]] = {}
    last = -1
    for place, draft in enumerate(fresh):
        if place in owner:
            last = owner[place]
        elif folded(draft.question) not in settled and hash_of(draft.question) not in given:
            behind.setdefault(last, []).append(draft)
    merged = list(behind.get(-1, ()))
    for number, draft in enumerate(old.drafts):
        place = place_of.get(number, -1)
        kept = _kept(draft, fresh[place] if place >= 0 else None, old, asked)
        merged += [kept] if kept is not None else []
        merged += behind.get(number, ())
    return tuple(merged)


def _owners(old: Sequence[Draft], fresh: Sequence[Draft]) -> dict[int, int]:
    """For each fresh draft that asks what an old one asks, which one."""
    by_question: dict[str, list[int]] = {}
    for place in reversed(range(len(fresh))):
        by_question.setdefault(folded(fresh[place].question), []).append(place)
    owner = {}
    for number, draft in enumerate(old):
        places = by_question.get(folded(draft.question))
        if places:
            owner[places.pop()] = number
    return owner


def _kept(draft: Draft, fresh: Draft | None, old: Deck, asked: Collection[str]) -> Draft | None:
    """An old draft as it is to be now; None where the note, or a card, has settled it."""
    if is_taken_out(draft):
        return draft
    if _is_as_imported(draft, old):
        return None if folded(draft.question) in asked else fresh
    return draft._replace(line=fresh.line) if fresh and draft.line is not None else draft


def unasked(fresh: Sequence[Draft], asked: Collection[str]) -> tuple[Draft, ...]:
    """The drafts of a first import that no card asks already."""
    return tuple(draft for draft in fresh if folded(draft.question) not in asked)


def _is_as_imported(draft: Draft, old: Deck) -> bool:
    """Whether a draft is as the note left it; a deck that does not remember tells by the line an importer writes."""
    return draft_stamp(draft) in old.imported if old.imported else draft.line is not None
