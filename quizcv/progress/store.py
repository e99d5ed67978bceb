"""The log's writer: each call is one transaction, on disk when it returns.

An event and what follows from it go into the log and the projection together. What decides (is this grade the card's first
of the day, which event is the latest) is read inside the transaction, which holds the write lock, so two programs can't
both schedule a card on one day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from quizcv.events import UNTOUCHED, CardState, Event, EventKind
from quizcv.progress import queries, strokes
from quizcv.progress.file import BUSY_SECONDS
from quizcv.progress.ids import uuid7
from quizcv.progress.opening import opened
from quizcv.progress.openlog import OpenLog
from quizcv.progress.placing import later_than, moment_of
from quizcv.progress.renaming import renamings
from quizcv.progress.replay import Projected, apply, fact_of
from quizcv.progress.rows import event_row, read_values, written_values
from quizcv.progress.strokes import Pen, nobody
from quizcv.progress.sync.absorbing import absorb, retire
from quizcv.progress.tables import EVENT
from quizcv.scheduler import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from quizcv.cards.library import Library
    from quizcv.cards.question import Question
    from quizcv.clock import Clock, Moment
    from quizcv.progress.database import Database
    from quizcv.progress.strokes import Report
    from quizcv.progress.sync.absorbing import Absorbed
    from quizcv.scheduler import Scheduler
    from quizcv.session import Reply
    from quizcv.settings import Places

NOTED: Final = frozenset(
    {
        EventKind.SUSPENDED,
        EventKind.RESUMED,
        EventKind.BURIED,
        EventKind.FLAGGED,
        EventKind.ALIASED,
        EventKind.RESET,
    }
)
"""The kinds `Store.note` writes; grades and undo have calls of their own."""


class Store(OpenLog):
    """The log, open for writing. Implements `quizcv.session.Recorder`.

    `notices` tells what went wrong without keeping anybody from reviewing: a daily backup that could not be made.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database)
        self.notices: tuple[str, ...] = ()
        self._clock = clock

    @classmethod
    def open(
        cls, places: Places, clock: Clock, *, busy_seconds: float = BUSY_SECONDS, synchronous: str = "FULL"
    ) -> Self:
        """Opens the log, or begins it; the tables of an older version are brought up to date.

        Args:
            places: Where it lies, in a file or on a server.
            clock: Tells the study day of a daily backup.
            busy_seconds: How long to wait for another program that is writing.
            synchronous: For tests only; see `engine_for`.

        Raises:
            DatabaseError: It is no log, a newer one, locked, damaged, or can't be written or reached. It is as it was.
        """
        database, notices = opened(places, clock.now().day, busy_seconds=busy_seconds, synchronous=synchronous)
        try:
            store = cls(database, clock)
        except BaseException:
            database.close()
            raise
        store.notices = notices
        return store

    # Writing

    def grade(
        self, question: Question, grade: int, reply: Reply, moment: Moment, scheduler: Scheduler
    ) -> tuple[Event, CardState]:
        """Logs a grade: `graded` if it is the card's first on the study day, else `drilled`. Gives the card's state after it.

        A grade given again because it was not known whether a server had kept it is logged once; another one takes its place.

        Raises:
            ValueError: The grade is not in 0..5.
            DatabaseError: It could not be written; nothing was.
            UnknownOutcomeError: A server was lost, and whether the grade was kept could not be found out.
        """
        if grade not in GRADES:
            message = f"a grade is a whole number from 0 to 5, not {grade!r}"
            raise ValueError(message)
        card = question.card
        with self._transaction() as connection:
            kept = self._kept_after_all(connection)
            if kept is not None and kept.card == card and kept.grade is not None:
                if kept.grade == grade:
                    return kept, queries.state_of(connection, card)
                self._take_back(connection, kept, moment)
            sequence, identity = self._next(connection)
            known = queries.projected(connection, card)
            before = known.state if known else UNTOUCHED
            moment = moment_of(moment, identity, known)
            drill = before.is_scheduled_on(moment.day)
            event = Event(
                id=identity,
                device=self.device,
                sequence=sequence,
                moment=moment,
                kind=EventKind.DRILLED if drill else EventKind.GRADED,
                card=card,
                content=question.content,
                grade=grade,
                milliseconds=reply.milliseconds,
                response=reply.response,
                verdict=reply.verdict,
                seed=question.seed,
                values=read_values(written_values(question.values)) if question.values else {},
                scheduler=scheduler.name,
                interval=None if drill else scheduler.review(before.memory, grade, moment.day, card).interval,
            )
            return event, self._append(connection, event, known)

    def note(self, kind: EventKind, card: str, moment: Moment, note: str = "") -> tuple[Event, CardState]:
        """Logs `suspended`, `resumed`, `buried`, `flagged`, `aliased` (`note` is the card's old key) or `reset`.

        Raises:
            ValueError: The kind is none of these, or a card is to be its own alias.
            DatabaseError: It could not be written; nothing was.
        """
        if kind not in NOTED or (kind is EventKind.ALIASED and note in {"", card}):
            message = f"{kind.value} can't be noted for {card!r} with {note!r}"
            raise ValueError(message)
        with self._transaction() as connection:
            sequence, identity = self._next(connection)
            known = queries.projected(connection, card)
            moment = moment_of(moment, identity, known)
            event = Event(
                id=identity, device=self.device, sequence=sequence, moment=moment, kind=kind, card=card, note=note
            )
            return event, self._append(connection, event, known)

    def note_all(
        self, kind: EventKind, cards: Sequence[str], moment: Moment, note: str = "", report: Report = nobody
    ) -> list[Event]:
        """Logs the same for many cards in one transaction, an event each; `undo` takes them back in one.

        Slow for thousands: call it in a thread, where `report` is told how many are done.

        Raises:
            ValueError: The kind is none of `note`, or a renaming, which is for one card.
            DatabaseError: It could not be written; nothing was.
        """
        if kind not in NOTED or kind is EventKind.ALIASED:
            message = f"{kind.value} can't be noted for many cards"
            raise ValueError(message)
        with self._database.taking_many(), self._transaction() as connection:
            pen = Pen(connection, (self._number, self.device), *self._next(connection), moment)
            events = strokes.note_all(connection, pen, kind, tuple(dict.fromkeys(cards)), note, report)
            self._written = events[-1].id if events else None
            return events

    def undo(self, moment: Moment, report: Report = nobody) -> list[Event]:
        """Takes back the latest thing the learner did; of a `note_all` all of it, even after a restart.

        A renaming is passed over: it was made in the deck, and without it the card's progress would be lost. The latest is found
        first on each device, by its sequence, then among these by the clock: a clock set back does not make undo reach past what
        was just done. Gives what was taken back, the latest first; nothing if there is nothing.

        Raises:
            DatabaseError: It could not be written; nothing was.
        """
        with self._transaction() as connection:
            kept = self._kept_after_all(connection)
            if kept is not None and kept.target is not None:
                return strokes.taken_back(connection, self._number, kept)
            stroke = _to_take_back(connection)
            if len(stroke) <= 1:
                for event in stroke:
                    self._take_back(connection, event, moment)
                return stroke
            pen = Pen(connection, (self._number, self.device), *self._next(connection), moment)
            with self._database.taking_many():
                self._written = strokes.take_back_all(connection, pen, stroke, report).id
            return stroke

    def undo_size(self, most: int) -> int:
        """How many events the next `undo` takes back, if not more than `most`: whether it needs a thread.

        Raises:
            DatabaseError: The log can't be read.
        """
        with self._reading() as connection:
            return len(_to_take_back(connection, most))

    def settle_aliases(self, library: Library) -> list[tuple[str, str]]:
        """Lets progress follow cards that go by another key now; gives the `(old, new)` keys now settled.

        These are cards renamed in their decks (`was:`), and cards known by their text that were given an id.
        """
        with self._reading() as connection:
            pairs = renamings(connection, library)
        settled = []
        for old, new, latest in pairs:
            # A renaming takes what comes before it.
            self.note(EventKind.ALIASED, new, later_than(latest, self._clock.now()), old)
            settled.append((old, new))
        return settled

    # Other devices

    def taking_many(self) -> AbstractContextManager[None]:
        """While events are taken in by the thousand: the database may keep more in memory."""
        return self._database.taking_many()

    def absorb(self, events: Iterable[Event], names: Mapping[str, str]) -> Absorbed:
        """Takes in events of other devices, in one transaction; see `quizcv.progress.sync.absorbing`.

        Raises:
            DatabaseError: They could not be written; none was.
        """
        with self._transaction() as connection:
            absorbed = absorb(connection, events, names)
            self._written = absorbed.last
            number, device = queries.own_device(connection)
        self._number, self.device = number, device
        return absorbed

    def begin_as_new_device(self) -> str:
        """Goes on under a new name, which no file in a shared folder has; gives it."""
        with self._transaction() as connection:
            number, device = retire(connection)
        self._number, self.device = number, device
        return device

    def follow_device(self) -> None:
        """Goes on under the log's present name, after another program that synced it gave it a new one."""
        with self._transaction() as connection:
            number, device = queries.own_device(connection)
        self._number, self.device = number, device

    # The inside

    def _take_back(self, connection: Connection, event: Event, moment: Moment) -> CardState:
        """Voids an event; gives its card's state now."""
        sequence, identity = self._next(connection)
        voided = EventKind.VOIDED
        self._insert(
            connection,
            Event(id=identity, device=self.device, sequence=sequence, moment=moment, kind=voided, target=event.id),
        )
        return queries.rebuild(connection, event.card).get(event.card, UNTOUCHED)

    def _kept_after_all(self, connection: Connection) -> Event | None:
        """The event of which a lost server could not say whether it was kept, if it was."""
        if self._unsure is None or not queries.has_event(connection, self._unsure.bytes):
            return None
        return queries.events_of(connection, [self._unsure.bytes])[0]

    def _append(self, connection: Connection, event: Event, known: Projected | None) -> CardState:
        """Writes an event, and what follows from it for its card."""
        self._insert(connection, event)
        fact = fact_of(event)
        if event.kind is EventKind.ALIASED or (known is not None and known.latest > fact[:2]):
            return queries.rebuild(connection, event.card).get(event.card, UNTOUCHED)
        state = apply(known.state if known else UNTOUCHED, event)
        now = Projected(state, (fact.instant, fact.id))
        queries.save_projected(connection, event.card, now, known=known is not None)
        return state

    def _next(self, connection: Connection) -> tuple[int, UUID]:
        """The sequence number and the id of this device's next event."""
        last = connection.execute(_LAST, {"device": self._number}).first()
        if last is None:
            return 1, uuid7()
        return last.sequence + 1, uuid7(UUID(bytes=last.id))

    def _insert(self, connection: Connection, event: Event) -> None:
        connection.execute(_INSERT, event_row(event, self._number))
        self._written = event.id


def _to_take_back(connection: Connection, most: int | None = None) -> list[Event]:
    """What undo takes back next, the latest first; of many cards at once no more than `most`."""
    found = queries.latest(connection)
    if found is None:
        return []
    numbers = {name: number for number, name in queries.devices(connection).items()}
    return strokes.stroke_of(connection, numbers[found.device], found, most)


_INSERT: Final = insert(EVENT)
_LAST: Final = (
    select(EVENT.c.sequence, EVENT.c.id)
    .where(EVENT.c.device == bindparam("device"))
    .order_by(EVENT.c.sequence.desc())
    .limit(1)
)
