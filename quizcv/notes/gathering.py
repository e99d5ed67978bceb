"""What reading a note brings together: cards to be, and everything that became none, each with its line and reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizcv.cards.model import Draft, Kind
from quizcv.notes.claims import corrected
from quizcv.notes.inline import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.notes.claims import Claim
    from quizcv.notes.outline import Block
    from quizcv.notes.phrases import Phrases

_SHOWN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A card to be.

    Args:
        form: How it is asked: basic, typed, numeric or cloze.
        front: The question; the whole text of a cloze.
        back: The answer; empty for a cloze.
        line: Where it comes from in the note.
        heading: The section it comes from.
        about: The paper or term it belongs to; empty for none.
        hint: Shown before the answer on demand.
        why: Shown with the answer.
        slug: What the id is made from; empty: the front.
        accept: Other wordings of a typed answer.
        place: The line it stands behind in the deck, if that is not its own.
    """

    form: Kind = Kind.BASIC
    front: str
    back: str = ""
    line: int
    heading: str
    about: str = ""
    hint: str = ""
    why: str = ""
    slug: str = ""
    accept: tuple[str, ...] = ()
    place: int = 0

    @property
    def order(self) -> int:
        """Cards stand in the deck as in the note."""
        return self.place or self.line


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of the note that became no card, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lined:
    """A text and the line it begins on: an unanswered question, a placeholder, a formula."""

    text: str
    line: int


@dataclass(slots=True)
class Gathering:
    """Everything found in one note.

    Args:
        phrases: The words of the note's language.
        words: What the note writes with a small initial.
    """

    phrases: Phrases
    words: frozenset[str]
    candidates: list[Candidate] = field(default_factory=list)
    unanswered: list[Lined] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    placeholders: list[Lined] = field(default_factory=list)
    formulas: list[Lined] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def card(self, candidate: Candidate) -> None:
        """Keeps a candidate; a wrong sum in its answer is put right, and the card says so."""
        if not candidate.front.strip() or not (candidate.back.strip() or candidate.form is Kind.CLOZE):
            self.leave(Lined(candidate.front or candidate.back, candidate.line), "too little to ask")
            return
        back, faults = corrected(candidate.back)
        if faults:
            why = " ".join(self.phrases.says.format(claim.stated, claim.correct) for claim in faults)
            candidate = replace(candidate, back=back, why=why)
        self.candidates.append(candidate)

    def ask(self, question: str, line: int) -> None:
        """Keeps a question nobody has answered yet."""
        self.unanswered.append(Lined(question, line))
        self.drafts.append(Draft(question=question, line=line, reason="unanswered in the note"))

    def guess(self, question: str, answer: str, line: int, reason: str) -> None:
        """Keeps what would need a guess to become a card."""
        self.drafts.append(Draft(question=question, line=line, reason=reason, answer=answer))

    def placeholder(self, text: str, line: int) -> None:
        """Keeps a place the note's writer meant to fill."""
        self.placeholders.append(Lined(shown(text), line))

    def leave(self, block: Block | Lined, reason: str) -> None:
        """Lists a piece, and what is nested in it, as left out."""
        self.left_out.append(LeftOut(block.line, shown(block.text), reason))

    def leave_all(self, blocks: Iterable[Block], reason: str) -> None:
        """Lists each of several pieces with all that is nested in it."""
        stack = list(blocks)[::-1]
        while stack:
            block = stack.pop()
            if block.text:
                self.leave(block, reason)
            stack.extend(block.children[::-1])


def shown(text: str) -> str:
    """A text short enough for a list."""
    line = one_line(text[: _SHOWN * 4])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
