"""The session's state machine: the card that is asked, and what its grade does.

A session holds no progress of its own. Its queue is made from what the log says is due, each grade is in the log before the
next card is shown, and so a session can be left, killed or begun twice without harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizcv.errors import QuizcvError
from quizcv.events import EventKind
from quizcv.scheduler import DRILL_BELOW, tells_leech
from quizcv.session.log import NO_REPLY, Reply
from quizcv.session.meanwhile import overtaken_words, still_done
from quizcv.session.outcome import Outcome, Tally
from quizcv.session.queue import Queue
from quizcv.session.turn import Turn, preview_of, turn_for
from quizcv.workload import MORE_NEW, rules_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from quizcv.cards.deckinfo import Broken
    from quizcv.cards.verdict import Verdict
    from quizcv.events import CardState, Event
    from quizcv.session.log import Reader, Recorder
    from quizcv.session.turn import Reason, Tools


_COMES_UP = frozenset({EventKind.GRADED, EventKind.DRILLED, EventKind.SUSPENDED, EventKind.BURIED})
"""Taken back, these bring their card up again; the others leave the learner at the card he is at."""


class _Seen(NamedTuple):
    """What a queue was made from: the log up to an event, and a state of the library."""

    event: int
    library: int


class Session:
    """A review of today's queue.

    The current turn stays until it is graded, put off or taken back. Reading works at once; grading needs a `recorder`,
    which may be set later, when the store is open.

    Attributes:
        turn: The card being asked; None when nothing is left.
        unasked: Cards passed over because no question can be made of them, with the reason: one bad card stops no review.
        practising: Whether grades are neither logged nor scheduled; see `quizcv.session.practice`.
    """

    practising = False

    def __init__(
        self, reader: Reader, tools: Tools, decks: Sequence[str] = (), only: Collection[str] | None = None
    ) -> None:
        """A session of some decks (none: all), or of those of today's cards that are among `only`."""
        self.reader = reader
        self.tools = tools
        self.decks = tuple(decks)
        self.recorder: Recorder | None = None
        self.turn: Turn | None = None
        self.unasked: dict[str, str] = {}
        self._done: list[str] = []
        self._taken_in: _Seen | None = None
        self._only = only
        self._first_day = tools.clock.now().day
        self._files = frozenset(deck.path for deck in tools.library.decks if deck.name in self.decks)
        self._queue = self._make_queue()
        self._advance()

    # The queue

    def _make_queue(self) -> Queue:
        return Queue(self.reader, self.tools, self.decks, self._only)

    def reload(self, extra_new: int = 0, *, all_due: bool = False) -> None:
        """Makes the queue afresh from the log and the library.

        What is asked for here stays allowed until the study day or the session ends: a wish of the moment, which no later session is
        bound by.

        Args:
            extra_new: New cards beyond what the study day still allows.
            all_due: Whether the due cards beyond the day's limit come too.
        """
        self._taken_in = self._seen()
        self._queue.fill(extra_new, all_due=all_due)
        self._advance()

    def _seen(self) -> _Seen:
        return _Seen(self.reader.last_event(), self.tools.library.version)

    def _wrote(self) -> None:
        """Notes an event of the session's own, which its queue has taken in."""
        if self._taken_in is not None:
            self._taken_in = self._taken_in._replace(event=self._taken_in.event + 1)

    @property
    def is_stale(self) -> bool:
        """Whether the queue is no longer that of the log and the day; the next step of any kind makes it afresh."""
        return self._queue.is_stale

    def outdate(self) -> None:
        """Notes that somebody else has written the log, as a sync does: the present card stays, the next ones are looked up afresh."""
        self._queue.outdated = True

    @property
    def overtaken(self) -> str:
        """What somebody else has done to the present card since it was shown, in words: it is not to be graded as it stands.

        Empty if nothing was, or a flag only. Two devices may both grade a card; one learner at two windows did not mean to.
        """
        if self.turn is None:
            return ""
        return overtaken_words(self.turn.state, self.reader.state(self.turn.question.card))

    def follow(self) -> str:
        """Takes in what somebody else did to log, decks or settings: the numbers, and the cards to come.

        The present card stays, even one gone from its deck, unless it was overtaken; then the next one is asked. While nothing was done
        elsewhere, nothing changes; what this session wrote itself is not looked up again.

        Returns:
            What was done to the present card, with its key; empty if it stays.
        """
        turn, told = self.turn, self.overtaken
        if not (told or self.is_stale) and self._taken_in == self._seen():
            return ""
        self._done = still_done(self._done, self._first_day, self.reader.states(dict.fromkeys(self._done)))
        self.reload()
        if turn is None:
            return ""
        key = turn.question.card
        if told:
            return f"{told}: {key}"
        state = self.reader.state(key)
        reason = self._queue.bring_up(key, state) or turn.reason
        self.turn = Turn(turn.question, reason, state, preview_of(state, self._queue.day, self.tools.scheduler, key))
        return ""

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

    def _ask(self, key: str, reason: Reason) -> Turn:
        return turn_for(key, reason, self.tools, self.reader)

    def _turn_for(self, key: str, reason: Reason) -> Turn | None:
        """The turn of a card; None, and out of the queue with it, if it is a problem for which no numbers are found."""
        try:
            return self._ask(key, reason)
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

    @property
    def hidden(self) -> int:
        """Due cards that the day's limit keeps back."""
        return self._queue.hidden

    @property
    def more_new(self) -> int:
        """New cards that could come today beyond the day's number, at most `MORE_NEW`."""
        day, rules = self.tools.clock.now().day, rules_of(self.tools.settings)
        return len(self.reader.new_keys(MORE_NEW, day, self.decks, rules, self._only))

    @property
    def left_out(self) -> tuple[Broken, ...]:
        """Decks that can't be read, so that nothing of them is asked; in a session of some decks, those of them that broke since."""
        return tuple(each for each in self.tools.library.broken if not self.decks or each.path in self._files)

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
        self._wrote()
        self._queue.graded(key, again=grade < DRILL_BELOW)
        self._done.append(key)
        lapses = state.memory.lapses
        leech = lapses > turn.state.memory.lapses and tells_leech(lapses, self.tools.settings.leech_lapses)
        try:
            if leech and self.tools.settings.suspend_leeches:
                _, state = self._writer().note(EventKind.SUSPENDED, key, self.tools.clock.now())
                self._wrote()
                self._queue.take_out(key)
        finally:  # the grade is in the log, whether or not the card could be set aside
            self._go_on()
        return Outcome(event, state, leech)

    def undo(self) -> list[Event]:
        """Takes back the latest thing in the log, whichever session did it, and goes on as `taken_back` says; gives the events.

        A leech that was set aside takes two: the first brings it back, the second takes its grade back.
        """
        events = self._writer().undo(self.tools.clock.now())
        self.taken_back(events)
        return events

    def taken_back(self, events: Sequence[Event]) -> None:
        """Goes on after an undo: the card of a single event comes up again if it can be asked.

        After what was done to many cards at once the learner stays at the card he is at.
        """
        if not events:
            return
        event = events[0]
        key = event.card
        if event.grade is not None and self._done and self._done[-1] == key:
            self._done.pop()
        at = self.turn.question.card if self.turn else ""
        self.reload()
        if len(events) == 1 and event.kind in _COMES_UP:
            self._bring_up(key, self.reader.state(key))
        elif at and self.tools.library.has(at):
            self._bring_up(at, self.reader.state(at))

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
        self.reload()  # another card may take its place, as it would after a restart
        return event

    def flag(self, text: str) -> Event:
        """Flags the current card, or takes the flag off with an empty text; the card stays."""
        turn = self._present()
        event, state = self._writer().note(EventKind.FLAGGED, turn.question.card, self.tools.clock.now(), text)
        self._wrote()
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
