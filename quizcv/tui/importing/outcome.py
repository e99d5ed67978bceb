"""From an import and what was decided about it to the deck that is to be written. No screen in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.cloze import ClozeError, blanks
from quizcv.cards.model import BasicCard, ClozeCard, Deck, Source
from quizcv.errors import ContentError
from quizcv.mathtext import faults_in
from quizcv.notes.gathering import Candidate
from quizcv.notes.identity import ids_of
from quizcv.notes.inline import unmarked
from quizcv.notes.texts import (
    FIELDS,
    conflict_stamp,
    draft_stamp,
    hash_of,
    joined,
    remembered,
    stamp,
    texts_of,
    with_texts,
)
from quizcv.tui.importing.deciding import Decision, Verb
from quizcv.tui.importing.entries import NOT_IN, Tab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.model import Card
    from quizcv.notes.report import Conflict
    from quizcv.tui.importing.entries import Entry
    from quizcv.tui.importing.plan import Plan

WHOLE: Final = "card"
"""The field of a conflict that is about the card as such."""
_HEADING = re.compile(r" {0,3}#{1,6}\s+(?P<title>.*?)\s*#*\s*\Z")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


class Outcome(NamedTuple):
    """The deck as decided.

    Args:
        deck: What is to be written.
        made: The id of the card each entry became, by the entry's key.
    """

    deck: Deck
    made: dict[str, str]


def outcome(plan: Plan, decisions: Sequence[Decision]) -> Outcome:
    """The deck that comes of an import and the decisions about it, made one after the other."""
    working = _Working(plan)
    for decision in decisions:
        working.take(decision)
    return Outcome(working.deck(), working.made)


class _Working:
    """The deck while decision after decision is put into it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.made: dict[str, str] = {}
        deck = plan.report.deck
        self._cards = {card.id: card for card in deck.cards}
        self._archive = {card.id: card for card in deck.archive}
        self._out = {card.id: card for card in deck.taken_out}
        self._drafts = list(deck.drafts)
        self._imported = list(deck.imported)
        everything = (*deck.cards, *deck.archive, *deck.taken_out)
        self._taken = {name for card in everything for name in (card.id, card.was.rpartition("/")[2]) if name}

    def deck(self) -> Deck:
        """The deck as it is now. It remembers what the note gave, so that what was taken out stays out."""
        deck = self.plan.report.deck
        result = deck._replace(
            imported=tuple(sorted(self._imported)),
            cards=tuple(self._cards.values()),
            drafts=tuple(self._drafts),
            archive=tuple(self._archive.values()),
            taken_out=tuple(self._out.values()),
        )
        if result == deck or deck.imported:
            return result
        given = [memory[0] for card in (*deck.cards, *deck.taken_out) if (memory := remembered(card))]
        given += [draft_stamp(draft) for draft in deck.drafts if draft.line is not None]
        return result._replace(imported=tuple(sorted(given)))

    def take(self, decision: Decision) -> None:
        """Puts one decision into the deck."""
        match decision.entry.tab:
            case Tab.CARDS:
                self._card(decision)
            case Tab.CONFLICTS:
                self._conflict(decision)
            case Tab.DRAFTS | Tab.UNANSWERED:
                self._draft(decision)
            case _:
                if decision.verb is Verb.WRITE:
                    self._add(decision.entry, decision.front, decision.back)

    def _card(self, decision: Decision) -> None:
        """A card goes below `taken_out:`, comes back, or is worded anew; its hash stays, which tells an edit from the note's text."""
        card = decision.entry.card
        if card is None:
            return
        if decision.verb is Verb.OUT:
            if decision.entry.state not in NOT_IN and card.id in self._cards:
                self._out[card.id] = self._cards.pop(card.id)
                self._imported = _without(self._imported, remembered(card)[:1])
            return
        if card.id not in self._cards:
            self._archive.pop(card.id, card)
            if self._out.pop(card.id, None) is not None and self._imported:
                self._imported += remembered(card)[:1]
            self._put_back(card)
        if decision.verb is Verb.WRITE:
            self._cards[card.id] = rewritten(self._cards[card.id], decision)

    def _put_back(self, card: Card) -> None:
        """A card goes where it stood in the deck, behind the card that came before it; else where its line of the note puts it."""
        before = [each.id for each in (self.plan.before.cards if self.plan.before else ())]
        if card.id in before:
            earlier = [name for name in before[: before.index(card.id)] if name in self._cards]
            self._insert(card, earlier[-1] if earlier else "")
        else:
            self._insert(card, self._behind(card.source.line if card.source else None))

    def _behind(self, line: int | None) -> str:
        """The last card that comes from a line of the note not below this one; of all, where there is no line."""
        names = [
            each.id for each in self._cards.values() if not line or (each.source and (each.source.line or 0) <= line)
        ]
        return names[-1] if names else ""

    def _insert(self, card: Card, behind: str) -> None:
        """Puts a card behind another one; before all others without one."""
        rest = list(self._cards.values())
        place = [each.id for each in rest].index(behind) + 1 if behind else 0
        self._cards = {each.id: each for each in (*rest[:place], card, *rest[place:])}

    def _conflict(self, decision: Decision) -> None:
        conflict = decision.entry.conflict
        card = self._cards.get(conflict.card) if conflict else None
        if conflict is None or card is None:
            return
        self._imported = _without(self._imported, [conflict_stamp(conflict)])
        if conflict.field == WHOLE:
            self._whole(decision, conflict, card)
            return
        place = FIELDS.index(conflict.field)
        settled = _having_seen(card, place, conflict.note)
        if decision.verb is Verb.ACCEPT:
            theirs = list(texts_of(card))
            theirs[place] = conflict.note
            settled = with_texts(settled, theirs)
        elif decision.verb is Verb.WRITE:
            settled = rewritten(settled, decision)
        self._cards[card.id] = settled

    def _whole(self, decision: Decision, conflict: Conflict, card: Card) -> None:
        """A card the note has no more, or has as one of another kind or in other words than the learner's own card."""
        fresh = next((each for each in self.plan.fresh if _both_sides(each) == conflict.note), None)
        if decision.verb is Verb.ACCEPT:
            if not conflict.note:
                self._archive[card.id] = self._cards.pop(card.id)
            elif fresh is not None:
                self._cards[card.id] = fresh._replace(id=card.id, was=card.was, tags=card.tags)
            return
        kept = card
        if not conflict.note and card.source is not None:
            kept = card._replace(source=card.source._replace(hash=None))
        elif fresh is not None and type(fresh) is type(card):
            source = (card.source or Source())._replace(hash=stamp(fresh))
            kept = card._replace(source=source)
        self._cards[card.id] = rewritten(kept, decision) if decision.verb is Verb.WRITE else kept

    def _draft(self, decision: Decision) -> None:
        entry, draft = decision.entry, decision.entry.draft
        if draft is None or draft not in self._drafts:
            return
        self._drafts.remove(draft)
        if decision.verb is Verb.ACCEPT:
            self._add(entry, draft.question, draft.answer)
        elif decision.verb is Verb.WRITE:
            self._add(entry, decision.front, decision.back, named=draft.question)

    def _add(self, entry: Entry, front: str, back: str, named: str = "") -> None:
        """A card of the learner's own making, at its place in the order of the note.

        It has no hash of what the note said, so the next import leaves it alone. Its id is the one the importer would give
        the question, so that the note's own card does not come beside it once the note answers the question.
        """
        heading = heading_above(self.plan.lines, entry.line)
        (wanted,) = ids_of([Candidate(front=named or front, back=back, line=entry.line, heading=heading)])
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        self.made[entry.key] = name
        card = card_of(name, front, back)
        if entry.line:
            card = card._replace(source=Source(entry.line, heading or None))
        self._insert(card, self._behind(entry.line))


def card_of(name: str, front: str, back: str) -> BasicCard | ClozeCard:
    """A card of a question and an answer; of a text with blanks and no answer, a cloze."""
    if not back.strip() and has_blanks(front):
        return ClozeCard(id=name, text=front.strip())
    return BasicCard(id=name, front=front.strip(), back=back.strip())


def has_blanks(text: str) -> bool:
    """Whether a text has blanks that can be asked for."""
    try:
        return bool(blanks(text))
    except ClozeError:
        return False


def worded(card: Card, front: str, back: str) -> Card:
    """A card with another question and answer.

    Raises:
        ValueError: The answer is to be a number and is none.
        ZeroDivisionError: It is a fraction of nothing.
    """
    _, _, *rest = texts_of(card)
    return with_texts(card, (front.strip(), back.strip(), *rest))


def rewritten(card: Card, decision: Decision) -> Card:
    """A card as the learner wrote it: a card of its own in its place, or other words for question and answer."""
    if decision.card is not None:
        return decision.card._replace(id=card.id, was=card.was, source=card.source)
    return worded(card, decision.front, decision.back)


def faults_of(entry: Entry, front: str, back: str) -> list[str]:
    """What is wrong with a question and an answer as the card of an entry; nothing if the deck can have it."""
    if not front.strip():
        return ["the question is empty"]
    try:
        card = worded(entry.card, front, back) if entry.card is not None else card_of("x", front, back)
    except (ValueError, ZeroDivisionError):
        return [f"{back.strip() or 'nothing'!r} is no number; write it with digits, such as 2015 or 3.57"]
    if isinstance(card, BasicCard) and not card.back:
        return ["the answer is empty"]
    from quizcv.cards.reader.deck import read_deck_text  # noqa: PLC0415  pydantic and yaml, once something is written
    from quizcv.cards.writer import write_deck  # noqa: PLC0415  as above

    try:
        read_deck_text(write_deck(Deck(name="x", path="", title="x", cards=(card._replace(source=None, was=""),))))
    except ContentError as error:
        return [each.message for each in error.diagnostics]
    return []


def warnings_of(front: str, back: str) -> list[str]:
    """What should be looked at in a question and an answer, though a deck can have it: formulas that can't be laid out."""
    return [f"in a formula: {message}" for text in (front, back) for _, _, message in faults_in(text)]


def heading_above(lines: Sequence[str], line: int) -> str:
    """The nearest heading above a line of a note, as the importer names it; empty if there is none."""
    title, fenced = "", False
    for row in lines[: max(line - 1, 0)]:
        if _FENCE.match(row):
            fenced = not fenced
        elif not fenced and (found := _HEADING.match(row)):
            title = unmarked(found["title"])
    return title


def _without(row: list[str], gone: list[str]) -> list[str]:
    """A row without one each of some of its parts."""
    left = list(row)
    for each in gone:
        if each in left:
            left.remove(each)
    return left


def _both_sides(card: Card) -> str:
    """Question and answer as a conflict about a whole card tells them."""
    return " / ".join(text for text in texts_of(card)[:2] if text)


def _having_seen(card: Card, place: int, text: str) -> Card:
    """The card remembering what the note says in one of its texts, so that the next import tells no conflict about it."""
    if card.source is None:
        return card
    memory = remembered(card)
    memory[place] = hash_of(text)
    return card._replace(source=card.source._replace(hash=joined(memory)))
