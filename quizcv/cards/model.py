"""A deck and its cards as frozen values: what every room above works with.

Text comes in through `schema.py` (pydantic, strict); these values go round inside, cost nothing to import, and are what
the library's cache gives back without reading a deck file again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What all kinds share.

    Args:
        id: The identity for ever, a slug; for a card written without one, `h-` and a hash of its text.
        line: Where the card begins in its deck file, from 1.
        hint: Shown on demand before the answer.
        why: Shown with the answer: the reason behind it.
        tags: Its own tags; the deck's are added by the library.
        source: Its place in the note it came from.
        was: The id it had before it was renamed; progress follows.
    """

    id: str
    line: int = 0
    hint: str = ""
    why: str = ""
    tags: tuple[str, ...] = ()
    source: Source | None = None
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicCard(Card):
    """Front and back, graded by the learner; `reverse` also asks from back to front, as a sibling."""

    front: str
    back: str
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClozeCard(Card):
    """A text with blanks: each `{{...}}` is a sibling, `{{1::...}}` groups blanks, `{{...::hint}}` hints."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceCard(Card):
    """A question with options; `several` right ones make it "choose all that apply"."""

    front: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericCard(Card):
    """A question with one right number."""

    front: str
    answer: Fraction
    written: str
    tolerance: Tolerance
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCard(Card):
    """A question whose answer is typed; `accept` lists other wordings."""

    front: str
    answer: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolicCard(Card):
    """A question whose answer is a formula; any equivalent one is right."""

    front: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemCard(Card):
    """A generated problem: a shipped family by name, or a template written in the deck."""

    family: str = ""
    template: Template | None = None


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
    """

    name: str
    path: str
    title: str
    language: str = "en"
    tags: tuple[str, ...] = ()
    source: str = ""
    cards: tuple[Card, ...] = ()
    drafts: tuple[Draft, ...] = ()
