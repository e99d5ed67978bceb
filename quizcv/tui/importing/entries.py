"""What an import found, as lists to go through: each entry with its place in the note and what can be decided about it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.cloze import ClozeError, blanks
from quizcv.cards.content import front_of
from quizcv.cards.model import BasicCard, ClozeCard, NumericCard, ProblemCard, TypedCard
from quizcv.mathtext import plain
from quizcv.notes.drafts import is_taken_out
from quizcv.notes.inline import in_words
from quizcv.notes.summary import UNANSWERED
from quizcv.notes.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizcv.cards.model import Card, Draft
    from quizcv.notes.claims import Claim
    from quizcv.notes.report import Conflict
    from quizcv.tui.importing.plan import Plan


class Tab(StrEnum):
    """The lists, in the order they are shown."""

    CARDS = "cards"
    CONFLICTS = "conflicts"
    DRAFTS = "drafts"
    UNANSWERED = "unanswered"
    CLAIMS = "claims"
    PLACEHOLDERS = "placeholders"
    LEFT_OUT = "left out"


class State(StrEnum):
    """What becomes of an entry if nothing is decided."""

    NEW = "new"
    CHANGED = "changed"
    KEPT = "as it was"
    BACK = "is back"
    GONE = "goes out"
    ARCHIVED = "archived"
    CONFLICT = "yours stays"
    DRAFT = "draft"
    TAKEN_OUT = "taken out"
    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    UNKNOWN = "unknown"
    TOLD = ""


MARKS: Final = {
    State.NEW: "+",
    State.CHANGED: "~",
    State.BACK: "+",
    State.GONE: "-",
    State.ARCHIVED: "-",
    State.CONFLICT: "!",
    State.DRAFT: "?",
    State.TAKEN_OUT: "✗",
    State.HOLDS: "✓",
    State.FAILS: "✗",
    State.DEPENDS: "?",
    State.UNKNOWN: "?",
}
EDITABLE: Final = (BasicCard, ClozeCard, TypedCard, NumericCard)
"""The kinds of card that are a question and an answer of plain text."""
_FIRST_OF_CARDS: Final = (State.NEW, State.BACK, State.CHANGED, State.GONE, State.KEPT, State.TAKEN_OUT, State.ARCHIVED)
NOT_IN: Final = frozenset({State.GONE, State.TAKEN_OUT, State.ARCHIVED})
"""The states of cards that are not asked unless they are put back."""
FORMER: Final = frozenset({State.GONE, State.ARCHIVED})
"""The states of cards whose line is one of the note as it was."""
PARTS: Final = {
    "front": "Question",
    "back": "Answer",
    "hint": "Hint",
    "why": "Reason",
    "accept": "Also right",
    "card": "Card",
}
"""What the fields of a conflict are called."""
LATEX: Final = re.compile(r"[\\_^]")
"""What makes a claim a formula and not a sum in digits."""
DRAWN: Final = re.compile(r"\{\w+\}")
"""Where a template puts a number that is drawn."""
_WORST_FIRST: Final = (State.FAILS, State.DEPENDS, State.UNKNOWN, State.HOLDS)


class Entry(NamedTuple):
    """A line of a list.

    Args:
        tab: The list it stands in.
        key: Its own in this import, and the same when the note is read again.
        title: What it says, on one line.
        line: Its line of the note; 0 if it has none.
        state: What becomes of it if nothing is decided.
        reason: Why it is no card; empty for one.
        text: What the note has there, for what is no card.
        card: The card it is about.
        draft: The draft it is.
        claim: The claim it is.
        conflict: The conflict it is.
    """

    tab: Tab
    key: str
    title: str
    line: int
    state: State
    reason: str = ""
    text: str = ""
    card: Card | None = None
    draft: Draft | None = None
    claim: Claim | None = None
    conflict: Conflict | None = None

    @property
    def in_boxes(self) -> bool:
        """Whether it is edited as question and answer: what is no card yet can become one. Any other card is edited as YAML."""
        return self.card is None or isinstance(self.card, EDITABLE)

    @property
    def texts(self) -> tuple[str, str]:
        """Question and answer to begin an edit with."""
        if self.card is not None:
            return texts_of(self.card)[:2]
        if self.draft is not None:
            return self.draft.question, self.draft.answer
        return "", "" if self.text.endswith("…") else self.text


def entries_of(plan: Plan) -> dict[Tab, tuple[Entry, ...]]:
    """The lists of an import, what is new or wrong first in each."""
    return {
        Tab.CARDS: _cards(plan),
        Tab.CONFLICTS: tuple(_conflicts(plan)),
        Tab.DRAFTS: tuple(_drafts(plan, unanswered=False)),
        Tab.UNANSWERED: tuple(_drafts(plan, unanswered=True)),
        Tab.CLAIMS: _claims(plan),
        Tab.PLACEHOLDERS: tuple(_placeholders(plan)),
        Tab.LEFT_OUT: tuple(_left_out(plan)),
    }


def _line(card: Card) -> int:
    return (card.source.line if card.source else None) or 0


def titled(text: str) -> str:
    """A text as a list shows it: links, pictures and code by their words, formulas on the line."""
    return plain(in_words(text), blocks=False).replace("`", "")


def as_formula(claim: str) -> str:
    """What a claim says as Markdown: a formula between dollars where it is LaTeX, a sum in plain digits as it is."""
    return f"${claim}$" if LATEX.search(claim) else claim


def uncovered(source: str) -> str:
    """A cloze's text with its blanks shown: `[7x7]`; as it is where they can't be read."""
    try:
        found = blanks(source)
    except ClozeError:
        return source
    parts, last = [], 0
    for blank in found:
        parts += [source[last : blank.start], blank.text if blank.in_math else f"[{blank.text}]"]
        last = blank.end
    return "".join([*parts, source[last:]])


def _card(card: Card, state: State) -> Entry:
    words = uncovered(card.text) if isinstance(card, ClozeCard) else front_words(card)
    title = titled(words) or card.id
    line = 0 if state in FORMER else _line(card)
    return Entry(Tab.CARDS, f"card {card.id}", title, line, state, card=card)


def front_words(card: Card) -> str:
    """A card's question as it is written; of a problem its template's, with `…` for a number to be drawn, or its family's name."""
    words = texts_of(card)[0] or front_of(card)
    return DRAWN.sub("…", words) if isinstance(card, ProblemCard) else words


def _cards(plan: Plan) -> tuple[Entry, ...]:
    changes = plan.report.changes
    states = (
        dict.fromkeys(changes.added, State.NEW)
        | dict.fromkeys(changes.changed, State.CHANGED)
        | dict.fromkeys(changes.returned, State.BACK)
        | dict.fromkeys(changes.archived, State.GONE)
    )
    deck = plan.report.deck
    found = [_card(card, states.get(card.id, State.KEPT)) for card in deck.cards]
    found += [_card(card, states.get(card.id, State.ARCHIVED)) for card in deck.archive]
    found += [_card(card, State.TAKEN_OUT) for card in deck.taken_out]
    return tuple(sorted(found, key=lambda entry: _FIRST_OF_CARDS.index(entry.state)))


def _conflicts(plan: Plan) -> Iterator[Entry]:
    cards = {card.id: card for card in plan.report.deck.cards}
    for each in plan.report.changes.conflicts:
        card = cards[each.card]
        title = f"{PARTS.get(each.field, each.field)}: {titled(front_words(cards[each.card]))}"
        key = f"conflict {each.card} {each.field}"
        yield Entry(Tab.CONFLICTS, key, title, _line(card), State.CONFLICT, card=card, conflict=each)


def _drafts(plan: Plan, *, unanswered: bool) -> Iterator[Entry]:
    tab = Tab.UNANSWERED if unanswered else Tab.DRAFTS
    drafts = [each for each in plan.report.deck.drafts if (each.reason == UNANSWERED) == unanswered]
    for draft, key in zip(drafts, _keys("draft", (each.question for each in drafts)), strict=True):
        state = State.TAKEN_OUT if is_taken_out(draft) else State.DRAFT
        yield Entry(tab, key, titled(draft.question), draft.line or 0, state, draft.reason, draft=draft)


def _claims(plan: Plan) -> tuple[Entry, ...]:
    claims = plan.report.claims
    keys = _keys("claim", (each.text for each in claims))
    found = [
        Entry(
            Tab.CLAIMS, key, titled(as_formula(each.text)), each.line, State(each.verdict), claim=each, text=each.text
        )
        for each, key in zip(claims, keys, strict=True)
    ]
    return tuple(sorted(found, key=lambda entry: _WORST_FIRST.index(entry.state)))


def _placeholders(plan: Plan) -> Iterator[Entry]:
    rows = plan.report.placeholders
    keys = _keys("placeholder", (f"{each.under} {each.text}" for each in rows))
    for each, key in zip(rows, keys, strict=True):
        under = in_words(each.under).rstrip(":： ")
        title = f"{under}: {in_words(each.text) or 'nothing'}" if under and under != each.text else in_words(each.text)
        yield Entry(
            Tab.PLACEHOLDERS, key, title or "nothing", each.line, State.TOLD, "a place that is still to be filled"
        )


def _left_out(plan: Plan) -> Iterator[Entry]:
    rows = plan.report.left_out
    keys = _keys("left out", (f"{each.reason} {each.text}" for each in rows))
    for each, key in zip(rows, keys, strict=True):
        yield Entry(Tab.LEFT_OUT, key, titled(each.text), each.line, State.TOLD, each.reason, each.text)


def _keys(kind: str, texts: Iterable[str]) -> Iterator[str]:
    """A key for each text; of equal texts, the later ones are counted."""
    met: dict[str, int] = {}
    for text in texts:
        met[text] = met.get(text, 0) + 1
        yield f"{kind} {met[text]} {text}"


def cards_at(plan: Plan, line: int) -> tuple[Card, ...]:
    """The cards whose text in the note a line belongs to: those that begin on the nearest line above it, or on it."""
    starts = [_line(card) for card in plan.report.deck.cards if 0 < _line(card) <= line]
    return tuple(card for card in plan.report.deck.cards if starts and _line(card) == max(starts))
