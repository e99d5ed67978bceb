"""What a session needs of the log: a look at it, and somebody who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from quizcv.workload import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from quizcv.cards.question import Question
    from quizcv.clock import Moment
    from quizcv.events import CardState, Event, EventKind
    from quizcv.scheduler import Scheduler
    from quizcv.workload import Load, Rules, Today, Waiting


class Reader(Protocol):
    """A look at the progress. Decks are named by their slugs; no decks means all."""

    def today(self, day: date) -> Today:
        """What was done on the study day."""

    def loads(self, day: date, new_limit: int, decks: Sequence[str] = (), rules: Rules = RULES) -> list[Load]:
        """What each deck holds on `day`; `new_limit` new cards are shared out as `new_keys` would give them."""

    def due_cards(self, day: date, decks: Sequence[str] = (), rules: Rules = RULES) -> list[Waiting]:
        """Cards due on or before `day` in the order of the rules; suspended, buried and gone ones left out, siblings if set so."""

    def due_keys(self, day: date, decks: Sequence[str] = (), rules: Rules = RULES) -> list[str]:
        """The keys of `due_cards`."""

    def new_keys(
        self,
        limit: int,
        day: date,
        decks: Sequence[str] = (),
        rules: Rules = RULES,
        only: Collection[str] | None = None,
    ) -> list[str]:
        """The first cards never graded, in the order of the rules; by turns, decks of a group take one turn together.

        Cards begun on `day` count as dealt. Of siblings only one comes on a day, and none if one was asked or is due, if set so.
        """

    def drill_keys(self, day: date, decks: Sequence[str] = ()) -> list[str]:
        """Cards whose latest grade on `day` is under 4, the earliest first."""

    def asked_today(self, day: date) -> Mapping[str, int]:
        """How many siblings were asked on `day`, by what they have in common: see `quizcv.workload.note_of`."""

    def latest_cards(self, day: date, most: int) -> list[str]:
        """The cards asked last on `day`, the latest first."""

    def last_event(self) -> int:
        """The number of the log's last event; each event's is one more than that of the event before it, or greater."""

    def leeches(self, day: date, lapses: int, decks: Sequence[str] = ()) -> list[str]:
        """Cards forgotten on `day` that have lapsed `lapses` times or more, the most forgotten first."""

    def state(self, card: str) -> CardState:
        """The card's state; `UNTOUCHED` if the log does not know it."""

    def states(self, cards: Iterable[str]) -> Mapping[str, CardState]:
        """The states of these cards in one look; those never touched left out."""

    def drawn_lately(self, card: str, most: int) -> list[dict[str, Any]]:
        """The numbers of a card's latest askings that were not taken back, as JSON has them, the latest first."""


class Reply(NamedTuple):
    """What the learner did before grading: what was typed, how it was judged, and the time from question to grade."""

    response: str | None = None
    verdict: str | None = None
    milliseconds: int | None = None


NO_REPLY = Reply()
"""Of a card graded without a word."""


class Recorder(Protocol):
    """What writes the log. Each call is one transaction, on disk when it returns."""

    def grade(
        self, question: Question, grade: int, reply: Reply, moment: Moment, scheduler: Scheduler
    ) -> tuple[Event, CardState]:
        """Logs a grade: `graded` if it is the card's first on the study day, else `drilled`. Gives the card's state after it."""

    def note(self, kind: EventKind, card: str, moment: Moment, note: str = "") -> tuple[Event, CardState]:
        """Logs `suspended`, `resumed`, `buried`, `flagged`, `aliased` or `reset`."""

    def undo(self, moment: Moment) -> list[Event]:
        """Takes back the latest event that is neither voided nor a renaming; of what was done to many cards at once, all of it.

        Gives what was taken back, the latest first; nothing if there is nothing.
        """

    def grades_on(self, day: date) -> list[Event]:
        """The grades of a study day, in order, without those taken back; of cards graded on a later day too, none."""
