"""What was done, counted: the events of a log as numbers by day, by hour and by deck, which may be added and taken away again.

Definitions, the same for every figure and as Anki's users know them:

- A card's first grade, and its first after a reset, **begins** it. There was nothing to recall yet, so it is no review.
- A **review** is the first grade on a study day of a card begun on an earlier one: it had been away for at least a day.
- It was **recalled** with a grade of 3 or more. **Retention** is the part of reviews in which the card was recalled.
- A review is **mature** if the card had been away by an interval of 21 days or more, and **young** otherwise.
- Every other grade is a **drill**: the card had its grade on that study day already.
- What was taken back does not count.

A log's count is the sum of the counts of its cards, if names that a renaming connects go together; so a count of yesterday is
brought up to date by counting anew the cards that were touched since.
"""

from __future__ import annotations

from operator import add, sub
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from quizcv.scheduler import PASSING_GRADE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from quizcv.events import Event

_Key = TypeVar("_Key")

MATURE_DAYS: Final = 21
"""From this interval on a card is mature."""

COUNTED_KINDS: Final = ("graded", "drilled", "voided", "reset", "aliased")
"""The kinds of events that a count depends on."""

_EPOCH_ORDINAL: Final = 719163  # 1970-01-01


class Happening(NamedTuple):
    """The part of an event that counts. They sort in the order of the log.

    Args:
        instant: Microseconds since 1970, in UTC.
        id: The event's id.
        kind: As in `EventKind`.
        card: The card's key.
        day: The study day, as an ordinal.
        hour: 0 to 23, as a clock on the wall showed it.
        grade: For grades.
        interval: Days until the card comes back, as scheduled then; None is read as 1.
        milliseconds: From question to grade.
        note: For `aliased`: the former key.
        target: For `voided`: the id of the event taken back.
    """

    instant: int
    id: bytes
    kind: str
    card: str
    day: int
    hour: int
    grade: int | None = None
    interval: int | None = None
    milliseconds: int | None = None
    note: str | None = None
    target: bytes | None = None


class Count(NamedTuple):
    """Numbers that can be added.

    Args:
        reviews: Grades of cards begun on an earlier day, one for each card and day.
        recalled: Those of them with a passing grade.
        mature: Reviews of cards with an interval of 21 days or more.
        mature_recalled: Those of them with a passing grade.
        new: Cards begun.
        drills: Later grades of the same day.
        milliseconds: Time from questions to grades, as far as it was measured.
    """

    reviews: int = 0
    recalled: int = 0
    mature: int = 0
    mature_recalled: int = 0
    new: int = 0
    drills: int = 0
    milliseconds: int = 0

    @property
    def grades(self) -> int:
        """Grades of every kind."""
        return self.reviews + self.new + self.drills

    @property
    def retention(self) -> float | None:
        """The part of reviews in which the card was recalled; None without reviews."""
        return self.recalled / self.reviews if self.reviews else None

    @property
    def mature_retention(self) -> float | None:
        """The same of mature cards alone."""
        return self.mature_recalled / self.mature if self.mature else None

    @property
    def young_retention(self) -> float | None:
        """The same of the others."""
        young = self.reviews - self.mature
        return (self.recalled - self.mature_recalled) / young if young else None


NOTHING: Final = Count()


def total(counts: Iterable[Count]) -> Count:
    """All of them together."""
    return Count(*map(sum, zip(NOTHING, *counts, strict=True)))


class Tally(NamedTuple):
    """A log's counts by study day (as an ordinal), by day and hour, and by day and deck; what is zero is left out."""

    days: dict[int, Count]
    hours: dict[tuple[int, int], Count]
    decks: dict[tuple[int, str], Count]

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return self._with(other, add)

    def minus(self, other: Tally) -> Tally:
        """This without the other; where the other has more, numbers are negative."""
        return self._with(other, sub)

    def _with(self, other: Tally, by: Callable[[int, int], int]) -> Tally:
        return Tally(
            _merged(self.days, other.days, by),
            _merged(self.hours, other.hours, by),
            _merged(self.decks, other.decks, by),
        )


def happening(event: Event) -> Happening:
    """What counts of an event."""
    moment = event.moment
    local = moment.local
    seconds = ((moment.instant.toordinal() - _EPOCH_ORDINAL) * 86_400) + (
        moment.instant.hour * 3600 + moment.instant.minute * 60 + moment.instant.second
    )
    return Happening(
        instant=seconds * 1_000_000 + moment.instant.microsecond,
        id=event.id.bytes,
        kind=event.kind.value,
        card=event.card,
        day=moment.day.toordinal(),
        hour=local.hour,
        grade=event.grade,
        interval=event.interval,
        milliseconds=event.milliseconds,
        note=event.note or None,
        target=None if event.target is None else event.target.bytes,
    )


def tally(happenings: Iterable[tuple[object, ...]]) -> Tally:
    """Counts `Happening`s, given in any order; plain tuples of the same fields will do, and are quicker made."""
    ordered: list[Happening] = sorted(happenings)  # type: ignore[arg-type]  # the ids differ, so no further field is compared
    return tally_in_order(ordered, {each[10] for each in ordered if each[2] == "voided"})


def tally_in_order(happenings: Iterable[tuple[Any, ...]], voided: Collection[object]) -> Tally:
    """The same of happenings that come in the order of the log, one by one; so a long log need not be held in memory.

    Args:
        happenings: By instant and id.
        voided: The ids of the events that were taken back.
    """
    known: dict[
        str, tuple[int, int]
    ] = {}  # of each card begun: the day of its last review, and the interval it then got
    days: dict[int, list[int]] = {}
    hours: dict[tuple[int, int], list[int]] = {}
    decks: dict[tuple[int, str], list[int]] = {}
    for _, identity, kind, card, day, hour, grade, interval, milliseconds, note, _ in happenings:
        if identity in voided:
            continue
        if grade is None:
            if kind == "reset":
                known.pop(card, None)
            elif kind == "aliased" and note in known:
                known[card] = known.pop(note)
            continue
        before = known.get(card)
        places = (
            _row(days, day),
            _row(hours, (day, hour)),
            _row(decks, (day, card.partition("/")[0])),
        )
        if kind == "drilled" or (before is not None and day <= before[0]):
            for row in places:
                row[5] += 1
                row[6] += milliseconds or 0
            continue
        known[card] = (day, interval or 1)
        recalled, mature = grade >= PASSING_GRADE, before is not None and before[1] >= MATURE_DAYS
        for row in places:
            row[6] += milliseconds or 0
            if before is None:
                row[4] += 1
                continue
            row[0] += 1
            row[1] += recalled
            row[2] += mature
            row[3] += mature and recalled
    return Tally(_frozen(days), _frozen(hours), _frozen(decks))


def _row(table: dict[_Key, list[int]], key: _Key) -> list[int]:
    row = table.get(key)
    if row is None:
        row = table[key] = [0] * len(NOTHING)
    return row


def _frozen(table: dict[_Key, list[int]]) -> dict[_Key, Count]:
    return {key: Count(*row) for key, row in table.items()}


def _merged(one: dict[_Key, Count], other: dict[_Key, Count], by: Callable[[int, int], int]) -> dict[_Key, Count]:
    merged = dict(one)
    for key, count in other.items():
        both = Count(*map(by, merged.get(key, NOTHING), count))
        if any(both):
            merged[key] = both
        else:
            merged.pop(key, None)
    return merged
