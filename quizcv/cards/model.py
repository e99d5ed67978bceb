"""A deck and its cards as frozen values: what every room above works with.

Text comes in through `schema.py` (pydantic, strict); these values go round inside, cost nothing to import, and are what
the library's cache gives back without reading a deck file again.

They are named tuples, not dataclasses, though that has each kind of card repeat what all kinds share: every start makes
these classes, and a frozen dataclass takes four times as long to make.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from quizcv.problems.template import Template
    from quizcv.problems.values import Tolerance


class Kind(StrEnum):
    """The kinds of card, as written in a deck."""

    BASIC = "basic"
    CLOZE = "cloze"
    CHOICE = "choice"
    NUMERIC = "numeric"
    TYPED = "typed"
    SYMBOLIC = "symbolic"
    PROBLEM = "problem"


class Source(NamedTuple):
    """Where in a note a card came from.

    Args:
        line: The line of the note, from 1.
        heading: The heading above it.
        hash: What the note said when the card was last written from it, one short hash for each text of the card: it tells
            an edit in the deck from an edit in the note. Written by the importer.
    """

    line: int | None = None
    heading: str | None = None
    hash: str | None = None


class BasicCard(NamedTuple):
    """Front and back, graded by the learner; `reverse` also asks from back to front, as a sibling."""

    id: str
    front: str
    back: str
    reverse: bool = False
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


class ClozeCard(NamedTuple):
    """A text with blanks: each `{{...}}` is a sibling, `{{1::...}}` groups blanks, `{{...::hint}}` hints."""

    id: str
    text: str
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


class ChoiceCard(NamedTuple):
    """A question with options; `several` right ones make it "choose all that apply"."""

    id: str
    front: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    several: bool = False
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


class NumericCard(NamedTuple):
    """A question with one right number."""

    id: str
    front: str
    answer: Fraction
    written: str
    tolerance: Tolerance
    unit: str = ""
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


class TypedCard(NamedTuple):
    """A question whose answer is typed; `accept` lists other wordings."""

    id: str
    front: str
    answer: str
    accept: tuple[str, ...] = ()
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


class SymbolicCard(NamedTuple):
    """A question whose answer is a formula; any equivalent one is right."""

    id: str
    front: str
    answer: str
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


class ProblemCard(NamedTuple):
    """A generated problem: a shipped family by name, or a template written in the deck; `network` is the one it is about."""

    id: str
    family: str = ""
    template: Template | None = None
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""
    network: str = ""


Card: TypeAlias = BasicCard | ClozeCard | ChoiceCard | NumericCard | TypedCard | SymbolicCard | ProblemCard
"""A card of any kind. All kinds share, in the same words:

id: The identity for ever, a slug; for a card written without one, `h-` and a hash of its text.
line: Where the card begins in its deck file, from 1.
hint: Shown on demand before the answer.
why: Shown with the answer: the reason behind it.
tags: Its own tags; the deck's are added by the library.
source: Its place in the note it came from.
was: The id it had before it was renamed, or the key if it was in another deck; progress follows.
"""


class Draft(NamedTuple):
    """What an importer could not turn into a card: kept in the deck as a to-do, never asked."""

    question: str
    line: int | None = None
    reason: str = ""
    answer: str = ""


class Deck(NamedTuple):
    """A deck of cards.

    Args:
        name: Its slug, the first part of every card's key.
        path: The file it was read from, absolute.
        title: For people.
        language: BCP 47.
        tags: Given to all its cards.
        source: The note it came from, as written.
        cards: In the order of the file.
        drafts: Unanswered questions and guesses, never asked.
        group: The group it belongs to; empty for none.
        archive: Cards whose questions are gone from the note: not asked, kept until the question comes back.
        taken_out: Cards the note still has and the learner took out of the deck: not asked, and not imported again.
        imported: What the note gave at the last import, a short hash for each card and draft; kept by the importer.
    """

    name: str
    path: str
    title: str
    language: str = "en"
    tags: tuple[str, ...] = ()
    source: str = ""
    cards: tuple[Card, ...] = ()
    drafts: tuple[Draft, ...] = ()
    group: str = ""
    archive: tuple[Card, ...] = ()
    taken_out: tuple[Card, ...] = ()
    imported: tuple[str, ...] = ()
