"""The log's writer: each call is one transaction, on disk when it returns.

An event and what follows from it go into the log and the projection together. What decides (is this grade the card's first
of the day, which event is the latest) is read inside the transaction, which holds the write lock, so two programs can't
both schedule a card on one day.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final, Self
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import DBAPIError

from quizcv.events import UNTOUCHED, CardState, Event, EventKind
from quizcv.progress import queries
from quizcv.progress.database import UnknownOutcomeError
from quizcv.progress.doctor import Diagnosis, examined_file, examined_log
from quizcv.progress.file import BUSY_SECONDS
from quizcv.progress.ids import uuid7
from quizcv.progress.opening import opened
from quizcv.progress.renaming import renamings
from quizcv.progress.replay import (
    EPOCH,
    Projected,
    apply,
    fact_of,
    microseconds,
)
from quizcv.progress.rows import event_row, read_values, written_values
from quizcv.progress.sync.absorbing import absorb, retire
from quizcv.progress.tables import EVENT
from quizcv.scheduler import GRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection

    from quizcv.cards.library import Library
    from quizcv.cards.question import Question
    from quizcv.clock import Clock, Moment
    from quizcv.progress.database import Database
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


class Store:
    """The log, open for writing. Implements `quizcv.session.Recorder`.

    `device` is its name among the logs it may be synced with: one for each log, however many programs and machines write to it.
    `notices` tells what went wrong without keeping anybody from reviewing: a daily backup that could not be made.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.notices: tuple[str, ...] = ()
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._written: UUID | None = None
        self._unsure: UUID | None = None
        with self._transaction() as connection:
            self._number, self.device = queries.own_device(connection)

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

    @property
    def path(self) -> Path:
        """The log's file.

        Raises:
            DatabaseError: It is on a server.
        """
        return self._database.path

    @property
    def shown(self) -> str:
        """Where the log lies, for people."""
        return self._database.shown

    def close(self) -> None:
        """Lets the log go."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
            place = (microseconds(moment.instant), identity.bytes)
            known = queries.projected(connection, card)
            before = known.state if known else UNTOUCHED
            in_order = known is None or known.latest < place
            if not in_order:
                before = queries.state_at(connection, card, place)
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
            return event, self._append(connection, event, known, in_order=in_order)

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
            event = Event(
                id=identity, device=self.device, sequence=sequence, moment=moment, kind=kind, card=card, note=note
            )
            known = queries.projected(connection, card)
            in_order = known is None or known.latest < (microseconds(moment.instant), identity.bytes)
            return event, self._append(connection, event, known, in_order=in_order and kind is not EventKind.ALIASED)

    def undo(self, moment: Moment) -> tuple[Event, CardState] | None:
        """Takes back the latest thing the learner did, and gives that event and its card's state now; None if there is none.

        A renaming is passed over: it was made in the deck, and without it the card's progress would be lost. The latest is found first on each device, by its sequence, then among these by the clock: a clock set back does not
        make undo reach past what was just done.

        Raises:
            DatabaseError: It could not be written; nothing was.
        """
        with self._transaction() as connection:
            kept = self._kept_after_all(connection)
            if kept is not None and kept.target is not None:
                (latest,) = queries.events_of(connection, [kept.target.bytes])
                return latest, queries.state_of(connection, latest.card)
            found = queries.latest(connection)
            return None if found is None else (found, self._take_back(connection, found, moment))

    def settle_aliases(self, library: Library) -> list[tuple[str, str]]:
        """Lets progress follow cards that go by another key now; gives the `(old, new)` keys now settled.

        These are cards renamed in their decks (`was:`), and cards known by their text that were given an id.
        """
        with self._reading() as connection:
            pairs = renamings(connection, library)
        settled = []
        for old, new, latest in pairs:
            moment = self._clock.now()
            if microseconds(moment.instant) <= latest:  # the clock was set back; a renaming takes what comes before it
                moment = moment._replace(instant=EPOCH + timedelta(microseconds=latest + 1))
            self.note(EventKind.ALIASED, new, moment, old)
            settled.append((old, new))
        return settled

    # Other devices

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

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at one moment of the log, for the rooms of `progress` that have statements of their own."""
        return self._reading()

    # Safety

    def backup(self, target: Path) -> Path:
        """Copies the log into a file that does not exist yet; see `quizcv.progress.backup`.

        Raises:
            UsageError: There is a file already.
            DatabaseError: The copy can't be written.
        """
        return self._database.copy_to(target)

    def doctor(self, library: Library, *, repair: bool = False) -> Diagnosis:
        """Examines the log; see `quizcv.progress.doctor`, which also does so for a file that can't be opened.

        Raises:
            DatabaseError: The file can't be read.
        """
        return Diagnosis((*examined_file(self.path), *examined_log(self, library, repair=repair)))

    def rebuild(self) -> int:
        """Makes the projection afresh from the whole log; gives the number of cards. The log is not touched."""
        with self._transaction() as connection:
            return queries.rebuild_all(connection)

    def wrong_projections(self) -> list[str]:
        """The cards whose projection is not what a replay of the log gives; none if all is well."""
        with self._reading() as connection:
            return queries.wrong_projections(connection)

    def sequence_gaps(self) -> list[tuple[str, int, list[range]]]:
        """For each device how many events it has here, and which of its numbers are missing before the last."""
        with self._reading() as connection:
            return queries.sequence_gaps(connection)

    def missing_triggers(self) -> list[str]:
        """Which guards of the log are not there, or not as they should be."""
        with self._reading() as connection:
            return self._database.missing_triggers(connection)

    def restore_triggers(self) -> None:
        """Puts the log's guards back."""
        with self._transaction() as connection:
            self._database.restore_triggers(connection)

    # Reading

    def events(self) -> Iterator[Event]:
        """The whole log, in the order in which this machine learnt of it."""
        with self._reading() as connection:
            yield from queries.events(connection)

    def history(self, card: str) -> list[Event]:
        """The events that make up a card's state, in order: its own and those under its old keys; none that was taken back."""
        with self._reading() as connection:
            return queries.history(connection, card)

    def grades_on(self, day: date) -> list[Event]:
        """The grades of a study day, in order, without those taken back; of cards graded on a later day too, none."""
        with self._reading() as connection:
            return queries.grades_on(connection, day)

    def states(self) -> dict[str, CardState]:
        """The projection: the state of every card that has one."""
        with self._reading() as connection:
            return {
                card: projected.state
                for card, projected in queries.all_projected(connection)
                if projected.state != UNTOUCHED
            }

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

    def _append(self, connection: Connection, event: Event, known: Projected | None, *, in_order: bool) -> CardState:
        """Writes an event, and what follows from it for its card."""
        self._insert(connection, event)
        if not in_order:
            return queries.rebuild(connection, event.card).get(event.card, UNTOUCHED)
        state = apply(known.state if known else UNTOUCHED, event)
        fact = fact_of(event)
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

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """All of it or nothing: the write lock from the first statement, on disk when it ends."""
        with self._telling(), self._lock:
            self._written = None
            try:
                with self._database.writing(lambda: self._written) as connection:
                    yield connection
            except UnknownOutcomeError:
                self._unsure = self._written
                raise
            self._unsure = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._telling(), self._database.reading() as connection:
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._database.explained(error) from error


_INSERT: Final = insert(EVENT)
_LAST: Final = (
    select(EVENT.c.sequence, EVENT.c.id)
    .where(EVENT.c.device == bindparam("device"))
    .order_by(EVENT.c.sequence.desc())
    .limit(1)
)
