"""Importing again: the note changed, the deck was edited by hand, cards were reviewed. All three are kept.

Each imported card carries, in its source, a short hash of every text the note gave it. A text whose hash still fits is as
the note left it and may follow the note; one that does not was edited in the deck and stays. Only where both changed is
there a conflict, which is listed and changes nothing. A card without such a hash was written by hand and is never touched.

The deck also remembers which cards and drafts the note gave last time, and which conflicts were told (`imported:`). What was given and is gone from the deck was
taken out by the learner: it stays out, and its text is kept below `taken_out:`. What is gone from the note goes below `archive:`, and
comes back, as it was, when its question does.

Only the note and the learner take a card away, never the importer's judgement: a card whose question the importer would now
rather see as a draft stays a card, and is not among the drafts too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.notes.drafts import is_taken_out, merge_drafts
from quizcv.notes.matching import NEAR, match
from quizcv.notes.report import Changes, Conflict, Difference
from quizcv.notes.texts import (
    FIELDS,
    conflict_stamp,
    draft_stamp,
    folded,
    hash_of,
    hashes_of,
    joined,
    remembered,
    stamp,
    texts_of,
    with_texts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card, Deck, Draft

NEAR_ARCHIVED: Final = 0.8
"""How alike a question must be to the one of an archived card to bring it back."""
NEAR_TAKEN_OUT: Final = 0.9
"""How alike a question must be to one that was taken out to stay out with it."""
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")


class Merged(NamedTuple):
    """The deck after an import, and what changed."""

    deck: Deck
    changes: Changes


class Doubted(NamedTuple):
    """What the importer is unsure of: the card it would be, and the draft it is unless the deck has that card already."""

    card: Card
    draft: Draft


def merge(old: Deck, fresh: Sequence[Card], drafts: Sequence[Draft], doubted: Sequence[Doubted] = ()) -> Merged:
    """Brings a deck and a newly read note together.

    Args:
        old: The deck as it is.
        fresh: The cards of the note, each with its source and stamp.
        drafts: The drafts of the note.
        doubted: Those of the drafts that might be cards.
    """
    return _Merging(old, fresh, doubted).merged(drafts)


class _Merging:
    """One import: cards are merged one by one, and what is done to them is collected."""

    def __init__(self, old: Deck, fresh: Sequence[Card], doubted: Sequence[Doubted]) -> None:
        self._deck = old
        sound = _without_taken_out(old, fresh)
        self._sound = len(sound)
        self._fresh = [*sound, *(each.card for each in doubted)]
        self._doubted = doubted
        everything = (*old.cards, *old.archive, *old.taken_out)
        self._taken = {name for card in everything for name in (card.id, card.was.rpartition("/")[2]) if name}
        self._added: list[str] = []
        self._changed: list[str] = []
        self._kept: list[str] = []
        self._archived: list[Card] = []
        self._returned: list[str] = []
        self._taken_out: list[str] = []
        self._conflicts: list[Conflict] = []
        self._differences: list[Difference] = []

    def merged(self, drafts: Sequence[Draft]) -> Merged:
        """The deck brought up to date."""
        old, fresh = self._deck, self._fresh
        least = [NEAR] * len(old.cards) + [NEAR_ARCHIVED] * len(old.archive) + [NEAR_TAKEN_OUT] * len(old.taken_out)
        partner = self._partners(least)
        owner = {place: number for number, place in partner.items()}
        out = self._taken_out_now(owner)
        cards, live = self._cards(owner, out)
        archive = [card for number, card in enumerate(old.archive, len(old.cards)) if number not in partner]
        first_out = len(old.cards) + len(old.archive)
        kept_out = [
            self._quietly(card, fresh[partner[number]]) if number in partner else card
            for number, card in enumerate(old.taken_out, first_out)
        ]
        kept = {each.draft for place, each in enumerate(self._doubted, self._sound) if place in owner}
        open_drafts = [draft for draft in drafts if draft not in kept]
        merged_drafts = merge_drafts(old, open_drafts, {folded(texts_of(card)[0]) for card in cards})
        new_out = [self._named(fresh[place]) for place in out]
        self._taken_out += [card.id for card in new_out]
        given = [hash_of(texts_of(fresh[place])[0]) for place in live] + [draft_stamp(draft) for draft in drafts]
        given += [conflict_stamp(conflict) for conflict in self._conflicts]
        result = old._replace(
            cards=tuple(cards),
            drafts=merged_drafts,
            archive=(*archive, *self._archived),
            taken_out=(*kept_out, *new_out),
        )
        if old.imported or result != old:
            result = result._replace(imported=tuple(sorted(given)))
        return Merged(result, self._changes())

    def _partners(self, least: Sequence[float]) -> dict[int, int]:
        """The place of the fresh card for each of the deck's; a doubtful one only for a card that is asked and came from the note."""
        old = self._deck
        partner = match([*old.cards, *old.archive, *old.taken_out], self._fresh, least)
        return {
            number: place
            for number, place in partner.items()
            if place < self._sound or (number < len(old.cards) and remembered(old.cards[number]))
        }

    def _changes(self) -> Changes:
        return Changes(
            added=tuple(self._added),
            changed=tuple(self._changed),
            kept=tuple(self._kept),
            archived=tuple(card.id for card in self._archived),
            returned=tuple(self._returned),
            taken_out=tuple(self._taken_out),
            conflicts=tuple(
                replace(each, known=conflict_stamp(each) in self._deck.imported) for each in self._conflicts
            ),
            differences=tuple(self._differences),
        )

    def _taken_out_now(self, owner: dict[int, int]) -> dict[int, None]:
        """The places of fresh cards that the deck was given last time and has no more."""
        fronts = [hash_of(texts_of(card)[0]) for card in self._fresh]
        given = Counter(self._deck.imported)
        given.subtract(fronts[place] for place in owner)
        out: dict[int, None] = {}
        for place, front in enumerate(fronts[: self._sound]):
            if place not in owner and given[front] > 0:
                given[front] -= 1
                out[place] = None
        return out

    def _cards(self, owner: dict[int, int], out: dict[int, None]) -> tuple[list[Card], list[int]]:
        """The cards in the deck's order, each new one behind the card that comes before it in the note; and the places they have there."""
        old, fresh = self._deck, self._fresh
        place_of = {number: place for place, number in owner.items()}
        stay = [
            self._both(card, fresh[place_of[number]]) if number in place_of else self._gone(card)
            for number, card in enumerate(old.cards)
        ]
        behind: dict[int, list[Card]] = {}
        last, live = -1, []
        for place, card in enumerate(fresh):
            number = owner.get(place)
            if place in out or (number is None and place >= self._sound):
                continue
            if number is not None and number >= len(old.cards) + len(old.archive):
                continue
            live.append(place)
            if number is None:
                behind.setdefault(last, []).append(self._add(card))
            elif number < len(old.cards):
                last = number
            else:
                back = self._quietly(old.archive[number - len(old.cards)], card, told=True)
                self._returned.append(back.id)
                behind.setdefault(last, []).append(back)
        cards = list(behind.get(-1, ()))
        for number, kept in enumerate(stay):
            cards += [kept] if kept is not None else []
            cards += behind.get(number, ())
        return cards, live

    def _named(self, card: Card) -> Card:
        """A card the deck has not had; its id gives way to one already in use."""
        name, number = card.id, 1
        while name in self._taken:
            number += 1
            name = f"{card.id}-{number}"
        self._taken.add(name)
        return card if name == card.id else card._replace(id=name)

    def _add(self, card: Card) -> Card:
        named = self._named(card)
        self._added.append(named.id)
        return named

    def _gone(self, old: Card) -> Card | None:
        """A card the note has no more: archived, unless it was written, edited or put back in the deck."""
        memory = remembered(old)
        if not memory:
            self._kept.append(old.id)
            return old
        if joined(memory) != stamp(old):
            self._kept.append(old.id)
            self._conflicts.append(Conflict(old.id, "card", texts_of(old)[0], ""))
            return old
        if self._deck.imported and memory[0] not in self._deck.imported:
            self._kept.append(old.id)
            return old
        self._archived.append(old)
        return None

    def _both(self, old: Card, new: Card) -> Card:
        """A card on both sides, brought up to date, and what is told of it."""
        if not remembered(old) or type(old) is not type(new):
            return self._unlike(old, new)
        merged, differences, conflicts = three_way(old, new)
        self._differences += differences
        self._conflicts += conflicts
        (self._changed if differences else self._kept).append(old.id)
        return merged

    def _quietly(self, old: Card, new: Card, *, told: bool = False) -> Card:
        """A card that is not asked, brought up to date; `told` where it is to be asked again."""
        if not remembered(old) or type(old) is not type(new):
            return old
        merged, differences, conflicts = three_way(old, new)
        if told:
            self._differences += differences
            self._conflicts += conflicts
        return merged

    def _unlike(self, old: Card, new: Card) -> Card:
        """A card of another kind now, or one written by hand that asks the same; it does not give way to a doubtful one."""
        memory = remembered(old)
        if new.id and memory and joined(memory) == stamp(old):
            self._changed.append(old.id)
            before, after = texts_of(old), texts_of(new)
            self._differences += [
                Difference(old.id, name, before[number], after[number])
                for number, name in enumerate(FIELDS)
                if before[number] != after[number]
            ]
            return new._replace(id=old.id, was=old.was, tags=old.tags)
        self._kept.append(old.id)
        if texts_of(old)[:2] != texts_of(new)[:2]:
            self._conflicts.append(Conflict(old.id, "card", _both_sides(old), _both_sides(new)))
        return old


def three_way(old: Card, new: Card) -> tuple[Card, list[Difference], list[Conflict]]:
    """Each text follows the side that changed; where both did, the deck's stays and is listed.

    Args:
        old: The card of the deck, with what the note said when it was last written from it.
        new: The card of the note, of the same kind.
    """
    base, ours, theirs = remembered(old), texts_of(old), texts_of(new)
    our_hashes, their_hashes = hashes_of(ours), hashes_of(theirs)
    texts = list(ours)
    differences, conflicts = [], []
    for number, name in enumerate(FIELDS):
        if their_hashes[number] == base[number]:
            continue
        if our_hashes[number] == their_hashes[number]:
            base[number] = their_hashes[number]
        elif our_hashes[number] == base[number]:
            base[number] = their_hashes[number]
            texts[number] = theirs[number]
            differences.append(Difference(old.id, name, ours[number], theirs[number]))
        else:
            conflicts.append(Conflict(old.id, name, ours[number], theirs[number]))
    merged = with_texts(old, texts) if differences else old
    source = new.source._replace(hash=joined(base)) if new.source else old.source
    return merged._replace(source=source), differences, conflicts


def _both_sides(card: Card) -> str:
    return " / ".join(text for text in texts_of(card)[:2] if text)


def _without_taken_out(old: Deck, fresh: Sequence[Card]) -> list[Card]:
    """The cards of the note but for those whose question lies among the drafts as taken out; a card of the deck stays."""
    gone = {folded(draft.question) for draft in old.drafts if is_taken_out(draft)}
    gone -= {folded(texts_of(card)[0]) for card in old.cards}
    if not gone:
        return list(fresh)
    return [
        card for card in fresh if gone.isdisjoint({folded(front := texts_of(card)[0]), folded(_ASIDE.sub("", front))})
    ]
