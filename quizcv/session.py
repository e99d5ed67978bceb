"""Today's review: which card comes next, and what its grade does.

A session holds no progress of its own. Its queue is made from what the log says is due, each grade is in the log before the
next card is shown, and so a session can be left, killed or begun twice without harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from quizcv.errors import QuizcvError
from quizcv.events import CardState, Event, EventKind
from quizcv.scheduler import DRILL_BELOW, GRADES
from quizcv.seeds import next_question
from quizcv.workload import Load as Load  # noqa: PLC0414  part of the session's face, kept apart for speed
from quizcv.workload import Today as Today  # noqa: PLC0414  part of the session's face, kept apart for speed
from quizcv.workload import limits_left as limits_left  # noqa: PLC0414  part of the session's face, kept apart for speed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from quizcv.cards.library import Library
    from quizcv.cards.question import Question
    from quizcv.cards.verdict import Verdict
    from quizcv.clock import Clock, Moment
    from quizcv.scheduler import Memory, Scheduler
    from quizcv.settings import Settings

Reason = Literal["due", "new", "drill"]
"""Why a card is asked today."""

BUTTONS = {"again": 1, "hard": 3, "good": 4, "easy": 5}
"""The four buttons and their grades."""


class Reader(Protocol):
    """A look at the progress. Decks are named by their slugs; no decks means all."""

    def today(self, day: date) -> Today:
        """What was done on the study day."""

    def loads(self, day: date, new_limit: int, decks: Sequence[str] = ()) -> list[Load]:
        """What each deck holds on `day`; `new_limit` new cards are shared out as `new_keys` would give them."""

    def due_keys(self, day: date, decks: Sequence[str] = ()) -> list[str]:
        """Cards due on or before `day`, longest overdue first, shuffled within a day; suspended, buried and gone ones left out."""

    def new_keys(self, limit: int, day: date, decks: Sequence[str] = ()) -> list[str]:
        """The first cards never graded: deck by turns (decks of a group as one), in the order of each; those begun on `day` count as dealt."""

    def drill_keys(self, day: date, decks: Sequence[str] = ()) -> list[str]:
        """Cards whose latest grade on `day` is under 4, the earliest first."""

    def state(self, card: str) -> CardState:
        """The card's state; `UNTOUCHED` if the log does not know it."""

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

    def undo(self, moment: Moment) -> tuple[Event, CardState] | None:
        """Takes back the latest event that is neither voided nor a renaming; gives it and its card's state now, None if there is none."""


class Turn(NamedTuple):
    """A card being asked: the question, why it is asked today, and what each grade would do."""

    question: Question
    reason: Reason
    state: CardState
    preview: Mapping[int, Memory]


class Outcome(NamedTuple):
    """What a grade did; `leech` when it was a lapse and the card has now lapsed so often that it is one."""

    event: Event
    state: CardState
    leech: bool = False


class Tally(NamedTuple):
    """How far the session is: cards graded in it, and what is left of each sort."""

    done: int
    due: int
    new: int
    drill: int

    @property
    def left(self) -> int:
        """Cards still to come."""
        return self.due + self.new + self.drill


def spread_siblings(keys: Iterable[str]) -> list[str]:
    """The keys in the same order, but with siblings (the same card before the colon) as late after one another as can be.

    Every first sibling comes before any second one.
    """
    rounds: list[list[str]] = []
    seen: dict[str, int] = {}
    for key in keys:
        card = key.partition(":")[0]
        number = seen.get(card, 0)
        seen[card] = number + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(key)
    return [key for each in rounds for key in each]


class Tools(NamedTuple):
    """What a session works with, made once at the start of a command or the app."""

    library: Library
    scheduler: Scheduler
    settings: Settings
    clock: Clock


def turn_for(key: str, reason: Reason, tools: Tools, reader: Reader) -> Turn:
    """The turn of one card, whatever the queue says."""
    state = reader.state(key)
    day = tools.clock.now().day
    return Turn(
        question=next_question(key, state, tools.library, reader),
        reason=reason,
        state=state,
        preview=preview_of(state, day, tools.scheduler, key),
    )


def preview_of(state: CardState, day: date, scheduler: Scheduler, card: str = "") -> Mapping[int, Memory]:
    """What each grade given on `day` does to a card: a card scheduled that day already stays as it is, whatever the grade."""
    if state.is_scheduled_on(day):
        return dict.fromkeys(GRADES, state.memory)
    return scheduler.preview(state.memory, day, card)


_COMES_UP = frozenset({EventKind.GRADED, EventKind.DRILLED, EventKind.SUSPENDED, EventKind.BURIED})
"""Taken back, these bring their card up again; the others leave the learner at the card he is at."""
_QUEUE_STAYS = frozenset({*_COMES_UP, EventKind.FLAGGED})
"""Taken back, these change nothing in the queue but the place of their card."""


class Session:
    """Today's queue and its state machine.

    The current turn stays until it is graded, put off or taken back. Reading works at once; grading needs a `recorder`,
    which may be set later, when the store is open.
    """

    def __init__(self, reader: Reader, tools: Tools, decks: Sequence[str] = ()) -> None:
        self.reader = reader
        self.tools = tools
        self.decks = tuple(decks)
        self.recorder: Recorder | None = None
        self.turn: Turn | None = None
        self._due: list[str] = []
        self._new: list[str] = []
        self._drill: list[str] = []
        self._done: list[str] = []
        self._day = tools.clock.now().day
        self._extra_new = 0
        self.reload()

    # The queue

    def reload(self, extra_new: int = 0) -> None:
        """Makes the queue afresh from the log and the library; `extra_new` cards beyond what the study day still allows.

        Extra cards asked for once stay allowed until the study day ends.
        """
        day = self.tools.clock.now().day
        if day != self._day:
            self._day, self._extra_new = day, 0
        today = self.reader.today(day)
        if extra_new:
            self._extra_new = max(self._extra_new, today.begun - self.tools.settings.new_per_day) + extra_new
        due, new = limits_left(self.tools.settings, today, self._extra_new)
        self._due = spread_siblings(self.reader.due_keys(day, self.decks)[:due])
        self._new = spread_siblings(self.reader.new_keys(new, day, self.decks))
        self._drill = self.reader.drill_keys(day, self.decks)
        self._advance()

    @property
    def is_stale(self) -> bool:
        """Whether the study day has ended since the queue was made; the next step of any kind makes it afresh."""
        return self.tools.clock.now().day != self._day

    def _go_on(self) -> None:
        """Sets the turn to the next card, of the new study day if one has begun."""
        if self.is_stale:
            self.reload()
        else:
            self._advance()

    def _advance(self) -> None:
        """Sets the turn to the next card of the queue that is still in its deck."""
        reasons: tuple[tuple[list[str], Reason], ...] = ((self._due, "due"), (self._new, "new"), (self._drill, "drill"))
        for keys, reason in reasons:
            while keys and not self.tools.library.has(keys[0]):
                del keys[0]
            if keys:
                self.turn = turn_for(keys[0], reason, self.tools, self.reader)
                return
        self.turn = None

    @property
    def tally(self) -> Tally:
        """Cards graded in this session, and what is left."""
        return Tally(len(self._done), len(self._due), len(self._new), len(self._drill))

    def _take_out(self, key: str) -> None:
        for keys in (self._due, self._new, self._drill):
            if key in keys:
                keys.remove(key)

    # The current card

    def check(self, response: str) -> Verdict:
        """Compares a response with the current question's answer; logs nothing."""
        from quizcv.cards.checking import check  # noqa: PLC0415  what is due is told without it

        return check(self._present().question, response)

    def grade(self, grade: int, reply: Reply = NO_REPLY) -> Outcome:
        """Logs the grade of the current card and goes on to the next; nothing moves if the log can't be written."""
        turn = self._present()
        key = turn.question.card
        event, state = self._writer().grade(turn.question, grade, reply, self.tools.clock.now(), self.tools.scheduler)
        self._take_out(key)
        if grade < DRILL_BELOW:
            self._drill.append(key)
        self._done.append(key)
        lapsed = state.memory.lapses > turn.state.memory.lapses
        leech = lapsed and state.memory.lapses >= self.tools.settings.leech_lapses
        try:
            if leech and self.tools.settings.suspend_leeches:
                _, state = self._writer().note(EventKind.SUSPENDED, key, self.tools.clock.now())
                self._take_out(key)
        finally:  # the grade is in the log, whether or not the card could be set aside
            self._go_on()
        return Outcome(event, state, leech)

    def undo(self) -> Event | None:
        """Takes back the latest event of the log, whichever session wrote it; its card comes up again if it can be asked.

        A leech that was set aside takes two: the first brings it back, the second takes its grade back.
        """
        undone = self._writer().undo(self.tools.clock.now())
        if undone is None:
            return None
        event, state = undone
        key = event.card
        if event.grade is not None and self._done and self._done[-1] == key:
            self._done.pop()
        renamed = not self.tools.library.has(key)
        if self.is_stale or renamed or event.kind not in _QUEUE_STAYS:
            self.reload()
        if event.kind in _COMES_UP:
            self._bring_up(key, state)
        else:
            self._advance()
        return event

    def _bring_up(self, key: str, state: CardState) -> None:
        """Sets the turn to a card just taken back, if it can be asked today."""
        self._take_out(key)
        day = self._day
        reason: Reason | None = None
        if self.tools.library.has(key) and not state.suspended and state.buried_day != day:
            if state.drills_on(day):
                reason = "drill"
                self._drill.insert(0, key)
            elif state.is_new:
                reason = "new"
                self._new.insert(0, key)
            elif state.memory.due <= day:
                reason = "due"
                self._due.insert(0, key)
        if reason is None:
            self._advance()
        else:
            self.turn = turn_for(key, reason, self.tools, self.reader)

    def suspend(self) -> Event:
        """Sets the current card aside until it is resumed."""
        return self._put_off(EventKind.SUSPENDED)

    def bury(self) -> Event:
        """Puts the current card off to the next study day."""
        return self._put_off(EventKind.BURIED)

    def _put_off(self, kind: EventKind) -> Event:
        key = self._present().question.card
        event, _ = self._writer().note(kind, key, self.tools.clock.now())
        self._take_out(key)
        self._go_on()
        return event

    def flag(self, text: str) -> Event:
        """Flags the current card, or takes the flag off with an empty text; the card stays."""
        turn = self._present()
        event, state = self._writer().note(EventKind.FLAGGED, turn.question.card, self.tools.clock.now(), text)
        self.turn = Turn(turn.question, turn.reason, state, turn.preview)
        return event

    def renew(self) -> None:
        """Makes the current question afresh, after its deck was edited; moves on if the card is gone."""
        turn = self._present()
        key = turn.question.card
        if self.is_stale:
            self.reload()
        elif self.tools.library.has(key):
            self.turn = turn_for(key, turn.reason, self.tools, self.reader)
        else:
            self._take_out(key)
            self._advance()

    def _present(self) -> Turn:
        if self.turn is None:
            message = "there is no card to answer: today's review is done"
            raise QuizcvError(message)
        return self.turn

    def _writer(self) -> Recorder:
        if self.recorder is None:
            message = "the log is not open yet; try again in a moment"
            raise QuizcvError(message)
        return self.recorder
