"""The session's state machine: the card that is asked, and what its grade does.

A session holds no progress of its own. Its queue is made from what the log says is due, each grade is in the log before the
next card is shown, and so a session can be left, killed or begun twice without harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import QuizcvError
from quizcv.events import CardState, Event, EventKind
from quizcv.scheduler import DRILL_BELOW
from quizcv.session.log import NO_REPLY, Reply
from quizcv.session.queue import Queue
from quizcv.session.turn import Turn, turn_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.verdict import Verdict
    from quizcv.session.log import Reader, Recorder
    from quizcv.session.turn import Reason, Tools


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


_COMES_UP = frozenset({EventKind.GRADED, EventKind.DRILLED, EventKind.SUSPENDED, EventKind.BURIED})
"""Taken back, these bring their card up again; the others leave the learner at the card he is at."""
_QUEUE_STAYS = frozenset({*_COMES_UP, EventKind.FLAGGED})
"""Taken back, these change nothing in the queue but the place of their card."""


class Session:
    """A review of today's queue.

    The current turn stays until it is graded, put off or taken back. Reading works at once; grading needs a `recorder`,
    which may be set later, when the store is open.

    Attributes:
        turn: The card being asked; None when nothing is left.
        unasked: Cards passed over because no question can be made of them, with the reason: one bad card stops no review.
    """

    def __init__(self, reader: Reader, tools: Tools, decks: Sequence[str] = ()) -> None:
        self.reader = reader
        self.tools = tools
        self.decks = tuple(decks)
        self.recorder: Recorder | None = None
        self.turn: Turn | None = None
        self.unasked: dict[str, str] = {}
        self._done: list[str] = []
        self._queue = Queue(reader, tools, self.decks)
        self._advance()

    # The queue

    def reload(self, extra_new: int = 0) -> None:
        """Makes the queue afresh from the log and the library; `extra_new` cards beyond what the study day still allows.

        Extra cards asked for once stay allowed until the study day ends.
        """
        self._queue.fill(extra_new)
        self._advance()

    @property
    def is_stale(self) -> bool:
        """Whether the queue is no longer that of the log and the day; the next step of any kind makes it afresh."""
        return self._queue.is_stale

    def outdate(self) -> None:
        """Notes that somebody else has written the log, as a sync does: the present card stays, the next ones are looked up afresh."""
        self._queue.outdated = True

    def _go_on(self) -> None:
        """Sets the turn to the next card, of the new study day if one has begun."""
        if self.is_stale:
            self.reload()
        else:
            self._advance()

    def _advance(self) -> None:
        """Sets the turn to the next card of the queue that is still in its deck."""
        self.turn = None
        while self.turn is None and (first := self._queue.first()):
            self.turn = self._turn_for(*first)

    def _turn_for(self, key: str, reason: Reason) -> Turn | None:
        """The turn of a card; None, and out of the queue with it, if it is a problem for which no numbers are found."""
        try:
            return turn_for(key, reason, self.tools, self.reader)
        except QuizcvError as error:
            from quizcv.problems.drawing import DrawError  # noqa: PLC0415  what is due is told without it
            from quizcv.problems.formula.errors import FormulaError  # noqa: PLC0415  as above

            if not isinstance(error, (DrawError, FormulaError)):
                raise
            self._queue.take_out(key)
            self.unasked[key] = str(error)
            return None

    @property
    def tally(self) -> Tally:
        """Cards graded in this session, and what is left."""
        return Tally(len(self._done), len(self._queue.due), len(self._queue.new), len(self._queue.drill))

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
        self._queue.take_out(key)
        if grade < DRILL_BELOW:
            self._queue.drill.append(key)
        self._done.append(key)
        lapsed = state.memory.lapses > turn.state.memory.lapses
        leech = lapsed and state.memory.lapses >= self.tools.settings.leech_lapses
        try:
            if leech and self.tools.settings.suspend_leeches:
                _, state = self._writer().note(EventKind.SUSPENDED, key, self.tools.clock.now())
                self._queue.take_out(key)
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
        reason = self._queue.bring_up(key, state)
        self.turn = self._turn_for(key, reason) if reason is not None else None
        if self.turn is None:
            self._advance()

    def suspend(self) -> Event:
        """Sets the current card aside until it is resumed."""
        return self._put_off(EventKind.SUSPENDED)

    def bury(self) -> Event:
        """Puts the current card off to the next study day."""
        return self._put_off(EventKind.BURIED)

    def _put_off(self, kind: EventKind) -> Event:
        key = self._present().question.card
        event, _ = self._writer().note(kind, key, self.tools.clock.now())
        self._queue.take_out(key)
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
            self.turn = self._turn_for(key, turn.reason)
            if self.turn is None:
                self._advance()
        else:
            self._queue.take_out(key)
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
