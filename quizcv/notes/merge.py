"""Importing again: the note changed, the deck was edited by hand, cards were reviewed. All three are kept.

Each imported card carries, in its source, a short hash of every text the note gave it. A text whose hash still fits is as
the note left it and may follow the note; one that does not was edited in the deck and stays. Only where both changed is
there a conflict, which is listed and changes nothing. A card without such a hash was written by hand and is never touched.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from quizcv.cards.model import BasicCard, ClozeCard, Draft, NumericCard, TypedCard
from quizcv.notes.report import FIELDS, Changes, Conflict, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.cards.model import Card

NEAR: Final = 0.62
"""How alike two questions, and their answers, must be to count as one that was reworded."""
NEAR_ANSWER: Final = 0.86
"""How alike two answers must be, if the questions are not."""
_MOST_COMPARED: Final = 40_000
TAKEN_OUT: Final = "taken out"
"""How the reason of a draft begins whose question shall not become a card again, though the note answers it."""
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")


@dataclass(frozen=True, slots=True)
class Merged:
    """The cards and drafts after an import, in the deck's order, and what changed."""

    cards: tuple[Card, ...]
    drafts: tuple[Draft, ...]
    changes: Changes


def stamp(card: Card) -> str:
    """The hash of what the note says, a part for each text; empty texts at the end are left away."""
    parts = [hashlib.sha256(text.encode()).hexdigest()[:8] if text else "-" for text in texts_of(card)]
    while parts and parts[-1] == "-":
        parts.pop()
    return ".".join(parts)


def merge(
    existing: Sequence[Card], drafts: Sequence[Draft], fresh: Sequence[Card], new_drafts: Sequence[Draft]
) -> Merged:
    """Brings a deck and a newly read note together."""
    taken_out = [draft for draft in drafts if draft.reason.casefold().startswith(TAKEN_OUT)]
    fresh = _without(taken_out, fresh, existing)
    partner = match(existing, fresh)
    merging = _Merging({card.id for card in existing})
    placed: dict[int, Card] = {}
    for number, old in enumerate(existing):
        if number in partner:
            placed[number] = merging.both(old, fresh[partner[number]])
        else:
            kept = merging.gone(old)
            if kept:
                placed[number] = kept
    cards = _in_order(len(existing), placed, partner, fresh, merging)
    asked = {_folded(texts_of(card)[0]) for card in cards}
    repeated = {_folded(draft.question) for draft in new_drafts}
    by_hand = [
        draft
        for draft in drafts
        if draft in taken_out or (draft.line is None and _folded(draft.question) not in repeated)
    ]
    settled = asked | {_folded(draft.question) for draft in taken_out}
    kept_drafts = [draft for draft in new_drafts if _folded(draft.question) not in settled]
    return Merged(tuple(cards), (*kept_drafts, *by_hand), merging.changes())


def _without(taken_out: Sequence[Draft], fresh: Sequence[Card], existing: Sequence[Card]) -> list[Card]:
    """The cards of the note but for those whose question was put among the drafts for good; a card of the deck stays."""
    gone = {_folded(draft.question) for draft in taken_out} - {_folded(texts_of(card)[0]) for card in existing}

    def is_gone(card: Card) -> bool:
        front = texts_of(card)[0]
        return bool(gone & {_folded(front), _folded(_ASIDE.sub("", front))})

    return [card for card in fresh if not is_gone(card)] if gone else list(fresh)


def match(existing: Sequence[Card], fresh: Sequence[Card]) -> dict[int, int]:
    """Which old card (by place) is which new one: unchanged text first, then the id, then near text under the same heading."""
    partner: dict[int, int] = {}
    free = dict.fromkeys(range(len(fresh)))

    def pair(number: int, place: int) -> None:
        partner[number] = place
        del free[place]

    unchanged: dict[tuple[str, str], int] = {(stamp(card), card.id): place for place, card in enumerate(fresh)}
    for number, old in enumerate(existing):
        same = unchanged.get((_remembered(old), old.id))
        if same is not None and same in free:
            pair(number, same)
    by_stamp: dict[str, list[int]] = {}
    for place in reversed(free):
        by_stamp.setdefault(stamp(fresh[place]), []).append(place)
    for number, old in enumerate(existing):
        places = by_stamp.get(_remembered(old))
        if number not in partner and places:
            pair(number, places.pop())
    by_id = {fresh[place].id: place for place in free}
    for number, old in enumerate(existing):
        if number not in partner and old.id in by_id:
            pair(number, by_id.pop(old.id))
    _match_near(existing, fresh, partner, free)
    return partner


def _remembered(card: Card) -> str:
    """What the note said when the card was last written from it; empty for one written by hand."""
    return (card.source.hash if card.source else "") or ""


def _match_near(
    existing: Sequence[Card], fresh: Sequence[Card], partner: dict[int, int], free: dict[int, None]
) -> None:
    """Pairs what is left by likeness, best first; only cards that came from a note."""
    alone = [number for number, old in enumerate(existing) if number not in partner and old.source and old.source.hash]
    if not alone or not free or len(alone) * len(free) > _MOST_COMPARED:
        return
    likeness = []
    for number in alone:
        for place in free:
            value = _likeness(existing[number], fresh[place])
            if value:
                likeness.append((-value, number, place))
    for _, number, place in sorted(likeness):
        if number not in partner and place in free:
            partner[number] = place
            del free[place]


def _likeness(old: Card, new: Card) -> float:
    if type(old) is not type(new):
        return 0.0
    (old_front, old_back, *_), (new_front, new_back, *_) = texts_of(old), texts_of(new)
    front = _ratio(_folded(old_front), _folded(new_front), NEAR)
    if front and _same_answer(old, old_back[:2000], new_back[:2000]):
        return front
    enough = len(old_back) > 40  # noqa: PLR2004  a year or a single word tells nothing
    return _ratio(old_back[:2000], new_back[:2000], NEAR_ANSWER) / 2 if enough else 0.0


def _same_answer(card: Card, old: str, new: str) -> bool:
    """Whether the answers of two questions that read alike are akin: *What is BN?* and *What is GN?* are two questions."""
    if isinstance(card, (TypedCard, NumericCard)):
        return old == new
    return not old or bool(_ratio(old, new, NEAR))


def _ratio(one: str, other: str, least: float) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


class _Merging:
    """Collects the changes while cards are merged one by one."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._added: list[str] = []
        self._changed: list[str] = []
        self._kept: list[str] = []
        self._archived: list[str] = []
        self._conflicts: list[Conflict] = []

    def changes(self) -> Changes:
        return Changes(
            tuple(self._added), tuple(self._changed), tuple(self._kept), tuple(self._archived), tuple(self._conflicts)
        )

    def add(self, card: Card) -> Card:
        """A card the deck has not had; its id gives way to one already in use."""
        name, number = card.id, 1
        while name in self._taken:
            number += 1
            name = f"{card.id}-{number}"
        self._taken.add(name)
        self._added.append(name)
        return card if name == card.id else card._replace(id=name)

    def gone(self, old: Card) -> Card | None:
        """A card the note has no more: archived, unless it was written or edited in the deck."""
        remembered = _remembered(old)
        if not remembered:
            self._kept.append(old.id)
            return old
        if remembered != stamp(old):
            self._kept.append(old.id)
            self._conflicts.append(Conflict(old.id, "card", texts_of(old)[0], ""))
            return old
        self._archived.append(old.id)
        return None

    def both(self, old: Card, new: Card) -> Card:
        """Each text follows the side that changed; where both did, the deck's stays and is listed."""
        remembered = _remembered(old).split(".")
        base = [*remembered, *("-" for _ in FIELDS)][: len(FIELDS)]
        if not remembered[0] or type(old) is not type(new):
            return self._unlike(old, new)
        ours, theirs = texts_of(old), texts_of(new)
        our_parts, their_parts = _parts(ours), _parts(theirs)
        texts, conflict = list(ours), False
        for number, name in enumerate(FIELDS):
            if our_parts[number] == their_parts[number] or their_parts[number] == base[number]:
                continue
            if our_parts[number] == base[number]:
                texts[number] = theirs[number]
            else:
                conflict = True
                self._conflicts.append(Conflict(old.id, name, ours[number], theirs[number]))
        changed = tuple(texts) != ours
        (self._changed if changed else self._kept).append(old.id)
        merged = with_texts(old, texts) if changed else old
        hashed = _stamp_of(
            base[number]
            if conflict
            and our_parts[number] not in {base[number], their_parts[number]}
            and their_parts[number] != base[number]
            else their_parts[number]
            for number in range(len(FIELDS))
        )
        assert old.source is not None  # noqa: S101  it carries the hash
        source = old.source._replace(
            line=new.source.line if new.source else None,
            heading=new.source.heading if new.source else None,
            hash=hashed,
        )
        return merged if source == old.source else merged._replace(source=source)

    def _unlike(self, old: Card, new: Card) -> Card:
        """A card of another kind now, or one written by hand under the same id."""
        remembered = _remembered(old)
        if remembered and remembered == stamp(old):
            self._changed.append(old.id)
            return new._replace(id=old.id, was=old.was, tags=old.tags)
        self._kept.append(old.id)
        if texts_of(old)[:2] != texts_of(new)[:2]:
            self._conflicts.append(Conflict(old.id, "card", texts_of(old)[0], texts_of(new)[0]))
        return old


def _parts(texts: Iterable[str]) -> list[str]:
    return [hashlib.sha256(text.encode()).hexdigest()[:8] if text else "-" for text in texts]


def _stamp_of(parts: Iterable[str]) -> str:
    kept = list(parts)
    while kept and kept[-1] == "-":
        kept.pop()
    return ".".join(kept)


def with_texts(card: Card, texts: Sequence[str]) -> Card:
    """The card with other texts, by the names in `FIELDS`; everything else as it was."""
    front, back, hint, why, accept = texts
    match card:
        case ClozeCard():
            return card._replace(text=front, hint=hint, why=why)
        case TypedCard():
            return card._replace(front=front, answer=back, accept=tuple(accept.splitlines()), hint=hint, why=why)
        case NumericCard():
            return card._replace(front=front, answer=type(card.answer)(back), written=back, hint=hint, why=why)
        case BasicCard():
            return card._replace(front=front, back=back, hint=hint, why=why)
    return card


def _in_order(
    number_of_old: int, placed: dict[int, Card], partner: dict[int, int], fresh: Sequence[Card], merging: _Merging
) -> list[Card]:
    """Old cards in the deck's order; each new one behind the card that comes before it in the note."""
    old_at = {place: number for number, place in partner.items()}
    behind: dict[int, list[Card]] = {}
    last = -1
    for place, card in enumerate(fresh):
        if place in old_at:
            last = old_at[place]
        else:
            behind.setdefault(last, []).append(merging.add(card))
    cards = list(behind.get(-1, []))
    for number in range(number_of_old):
        if number in placed:
            cards.append(placed[number])
        cards += behind.get(number, [])
    return cards
