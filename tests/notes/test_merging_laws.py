"""Whatever is done to note and deck, in whatever order: no edit by hand, no id and no card is lost silently."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.cards.reader.deck import read_deck_text
from quizcv.cards.writer import write_deck
from quizcv.notes.deckfile import rewrite
from quizcv.notes.importing import import_note
from quizcv.notes.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

WORDS = [
    "anchor",
    "batch",
    "channel",
    "dilation",
    "encoder",
    "focal",
    "gradient",
    "head",
    "image",
    "jitter",
    "kernel",
    "loss",
    "mask",
    "neck",
    "overlap",
    "pyramid",
    "query",
    "residual",
    "stride",
    "token",
    "upsampling",
    "variance",
    "window",
]


@dataclass
class Asked:
    """A question of the note; `topic` is the word that makes it what it is, and is in no other one."""

    topic: str
    answer: str
    wording: int = 0

    def question(self) -> str:
        return ("What does the {} do in a network?", "What does the {} do in networks?")[self.wording].format(
            self.topic
        )


@dataclass
class Desk:
    """A note, its deck, and what was done to them by hand."""

    chance: random.Random
    sections: list[list[Asked]]
    deck: str = ""
    edits: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)
    own: int = 0
    marks: int = 0

    def note(self) -> str:
        rows = ["# Networks", ""]
        for number, section in enumerate(self.sections):
            rows += [f"## Part {number} of {len(section)}", ""]
            for each in section:
                rows += [f"- {each.question()}", *([f"  - {each.answer}"] if each.answer else [])]
            rows.append("")
        return "\n".join(rows)

    def load(self) -> Report:
        if not self.deck:
            report = import_note(self.note(), path="n.md")
            self.deck = write_deck(report.deck)
        else:
            before = read_deck_text(self.deck)
            report = import_note(self.note(), path="n.md", existing=before)
            self.deck = rewrite(self.deck, before, report.deck)
        return report

    def mark(self) -> str:
        self.marks += 1
        mark = f"Mark{self.marks}"
        self.edits.add(mark)
        return mark

    def any_question(self) -> Asked | None:
        questions = [each for section in self.sections for each in section]
        return self.chance.choice(questions) if questions else None

    # By hand, in the note

    def answer_otherwise(self) -> None:
        if each := self.any_question():
            each.answer = self.chance.choice(
                ["", f"It changes {self.chance.choice(WORDS)} and {each.topic}.", each.answer]
            )

    def reword(self) -> None:
        if each := self.any_question():
            each.wording = 1 - each.wording

    def remove(self) -> None:
        sections = [section for section in self.sections if section]
        if sections:
            section = self.chance.choice(sections)
            section.remove(self.chance.choice(section))

    def ask(self) -> None:
        known = {each.topic for section in self.sections for each in section}
        topic = self.chance.choice([word for word in WORDS if word not in known])
        self.chance.choice(self.sections).append(Asked(topic, f"It is about {topic}, first of all."))

    def move(self) -> None:
        self.chance.shuffle(self.sections)
        for section in self.sections:
            self.chance.shuffle(section)

    # By hand, in the deck

    def entry(self) -> tuple[str, str] | None:
        """A card of the deck that came from the note, and its rows."""
        deck = read_deck_text(self.deck)
        rows = self.deck.split("\n")
        cards = [card for card in deck.cards if card.source and card.source.hash]
        if not cards:
            return None
        card = self.chance.choice(cards)
        end = next(
            number
            for number in range(card.line, len(rows) + 1)
            if number == len(rows) or not rows[number].startswith("    ")
        )
        return card.id, "\n".join(rows[card.line - 1 : end]) + "\n"

    def edit_back(self) -> None:
        if found := self.entry():
            head, key, rest = found[1].partition("    back: ")
            self.deck = self.deck.replace(found[1], f"{head}{key}{self.mark()} {rest}" if key else found[1])

    def comment(self) -> None:
        if found := self.entry():
            first, _, rest = found[1].partition("\n")
            self.deck = self.deck.replace(found[1], f"{first}\n    # {self.mark()}\n{rest}")

    def comment_behind(self) -> None:
        if found := self.entry():
            key, colon, rest = found[1].rpartition("\n    source:")
            self.deck = self.deck.replace(found[1], f"{key}{colon}{rest.rstrip()}  # {self.mark()}\n")

    def hint(self) -> None:
        if (found := self.entry()) and "hint:" not in found[1]:
            self.deck = self.deck.replace(found[1], f"{found[1]}    hint: {self.mark()}\n")

    def delete(self) -> None:
        if found := self.entry():
            self.deck = self.deck.replace(found[1], "")
            self.deleted.add(found[0])
            self.edits -= {mark for mark in self.edits if f"{mark}\n" in found[1] or f"{mark} " in found[1]}
            if "cards:\n" in self.deck and not read_again(self.deck):
                self.deck = self.deck.replace("cards:\n", "cards: []\n")

    def write_own(self) -> None:
        if "cards:\n" in self.deck:
            self.own += 1
            card = f"  - id: own-{self.own}\n    front: {self.mark()}?\n    back: {self.mark()}\n"
            self.deck = self.deck.replace("cards:\n", f"cards:\n{card}", 1)


def read_again(text: str) -> bool:
    """Whether there is an entry below `cards:`."""
    return text.partition("\ncards:\n")[2].startswith((" ", "-"))


ACTIONS: list[Callable[[Desk], None]] = [
    Desk.answer_otherwise, Desk.reword, Desk.remove, Desk.ask, Desk.move,
    Desk.edit_back, Desk.comment, Desk.comment_behind, Desk.hint, Desk.delete, Desk.write_own,
]  # fmt: skip
ROUNDS = st.lists(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=50, deadline=None)
@given(ROUNDS, st.integers(0, 10**6))
def test_no_edit_no_id_and_no_card_is_lost_silently(rounds: list[list[Callable[[Desk], None]]], seed: int) -> None:
    sections = [[Asked(word, f"It is about {word}.") for word in WORDS[first : first + 3]] for first in (0, 3)]
    desk = Desk(random.Random(seed), sections)
    desk.load()
    for actions in rounds:
        before = read_deck_text(desk.deck)
        had = {card.id for card in (*before.cards, *before.archive, *before.taken_out)}
        known = {card.id: card for card in before.cards}
        desk.deleted = set()
        for action in actions:
            action(desk)
        edited = read_deck_text(desk.deck)
        report = desk.load()
        after = read_deck_text(desk.deck)
        live = {card.id for card in after.cards}
        kept = live | {card.id for card in (*after.archive, *after.taken_out)}

        assert all(mark in desk.deck for mark in desk.edits)
        assert had - kept <= desk.deleted
        assert {card.id for card in edited.cards} <= live | set(report.changes.archived)
        assert live == {card.id for card in edited.cards} - set(report.changes.archived) | set(
            report.changes.added
        ) | set(report.changes.returned)
        for section in desk.sections:
            for each in section:
                asking = [card for card in after.cards if each.topic in texts_of(card)[0]]
                assert asking or not each.answer or any(each.topic in texts_of(card)[0] for card in after.taken_out)
        for identity, card in known.items():
            if identity in live and not identity.startswith("own-"):
                (now,) = (each for each in after.cards if each.id == identity)
                assert set(WORDS) & set(texts_of(now)[0].split()) == set(WORDS) & set(texts_of(card)[0].split())

        text = desk.deck
        again = desk.load()
        assert desk.deck == text
        assert (again.changes.added, again.changes.changed, again.changes.archived) == ((), (), ())
        assert (again.changes.returned, again.changes.taken_out) == ((), ())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_sections_does_not_matter_for_ids(seed: int) -> None:
    sections = [[Asked(word, f"It is about {word}.") for word in WORDS[first : first + 3]] for first in (0, 3, 6)]
    desk = Desk(random.Random(seed), sections)
    desk.load()
    before = {card.id: texts_of(card) for card in read_deck_text(desk.deck).cards}
    desk.move()
    assert desk.load().changes.kept == tuple(before)
    assert {card.id: texts_of(card) for card in read_deck_text(desk.deck).cards} == before
