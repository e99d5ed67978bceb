"""Every figure counted a second time, straight from the events by the definitions in docs/commands.md, and compared.

Nothing of `quizcv.statistics` is used for the second count. The logs have days without reviews, grades taken back, cards reset, renamed
and practised twice a day, several devices whose clocks disagree, grades after midnight and before the rollover hour, and travel across
time zones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from quizcv.clock import moment_at
from quizcv.events import Event, EventKind
from quizcv.statistics import Period, Standing, figures_of, happening, tally
from quizcv.statistics.grouping import weekdays
from quizcv.statistics.periods import buckets, buckets_ahead
from quizcv.statistics.telling import median

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGIN = datetime(2024, 2, 25, 0, 30, tzinfo=UTC)  # a leap day and two changes of daylight saving lie ahead
ROLLOVER = 4
CARDS = ("cnn/a", "cnn/b", "vit/a", "vit/a:reverse")
REACH = {Period.MONTH: 30, Period.QUARTER: 90, Period.YEAR: 365, Period.ALL: None}

STEPS = st.tuples(
    st.sampled_from(["grade"] * 8 + ["drill", "undo", "reset", "rename", "flag"]),
    st.sampled_from(CARDS),
    st.integers(0, 5),
    st.integers(0, 60 * 30),  # minutes until the next step: up to a day and a quarter, so many days are left out
    st.sampled_from([0, 0, 0, 60, 330, -480, 840]),  # where the learner is, in minutes from Greenwich
    st.sampled_from(["laptop", "phone"]),
    st.integers(0, 60) | st.just(400),  # the interval that the scheduler gave
    st.none() | st.integers(0, 90_000),
)


def log_of(steps: Sequence[Any]) -> list[Event]:
    """The steps as events; a phone's clock goes two hours behind."""
    events: list[Event] = []
    instant = BEGIN
    numbers: Counter[str] = Counter()
    for number, (what, card, grade, minutes, offset, device, interval, milliseconds) in enumerate(steps, 1):
        instant += timedelta(minutes=minutes + 1)
        here = timezone(timedelta(minutes=offset))
        moment = moment_at((instant - timedelta(hours=2 * (device == "phone"))).astimezone(here), ROLLOVER)
        numbers[device] += 1
        head = {"id": UUID(int=number), "device": device, "sequence": numbers[device], "moment": moment}
        graded = [each for each in events if each.grade is not None]
        if what in {"grade", "drill"}:
            kind = EventKind.GRADED if what == "grade" else EventKind.DRILLED
            events.append(
                Event(**head, kind=kind, card=card, grade=grade, interval=interval or None, milliseconds=milliseconds)
            )
        elif what == "undo" and graded:
            events.append(Event(**head, kind=EventKind.VOIDED, card="", target=graded[-1 - grade % len(graded)].id))
        elif what == "reset":
            events.append(Event(**head, kind=EventKind.RESET, card=card))
        elif what == "rename":
            events.append(Event(**head, kind=EventKind.ALIASED, card=f"new/{number}", note=card))
        elif what == "flag":
            events.append(Event(**head, kind=EventKind.FLAGGED, card=card, note="see"))
    return events


class Graded(NamedTuple):
    """A grade as the definitions sort it."""

    day: date
    hour: int
    deck: str
    what: str
    recalled: bool
    mature: bool
    milliseconds: int


def sorted_grades(events: Sequence[Event]) -> list[Graded]:
    """Each grade that counts, by the definitions: card by card, its whole life read from its first event."""
    order = sorted(events, key=lambda each: (each.moment.instant, each.id.bytes))
    taken_back = {each.target for each in order if each.kind is EventKind.VOIDED}
    lives: dict[str, list[tuple[date, int]]] = defaultdict(
        list
    )  # days and intervals of what scheduled the card since it began
    found = []
    for event in order:
        if event.id in taken_back or event.kind is EventKind.VOIDED:
            continue
        if event.kind is EventKind.RESET:
            lives[event.card] = []
        elif event.kind is EventKind.ALIASED:
            if lives[event.note]:
                lives[event.card] = lives.pop(event.note)
        elif event.grade is not None:
            life = lives[event.card]
            wall = event.moment.instant + timedelta(minutes=event.moment.offset_minutes)
            day = (wall - timedelta(hours=ROLLOVER)).date()
            what, mature = "new", False
            if event.kind is EventKind.DRILLED or (life and day <= life[-1][0]):
                what = "drill"
            elif life:
                what, mature = "review", life[-1][1] >= 21
            if what != "drill":
                life.append((day, event.interval or 1))
            found.append(
                Graded(
                    day,
                    wall.hour,
                    event.card.split("/")[0],
                    what,
                    event.grade >= 3,
                    mature,
                    event.milliseconds or 0,
                )
            )
    return found


def numbers_of(grades: Sequence[Graded]) -> tuple[int, ...]:
    reviews = [each for each in grades if each.what == "review"]
    mature = [each for each in reviews if each.mature]
    return (
        len(reviews),
        sum(each.recalled for each in reviews),
        len(mature),
        sum(each.recalled for each in mature),
        sum(each.what == "new" for each in grades),
        sum(each.what == "drill" for each in grades),
        sum(each.milliseconds for each in grades),
    )


def all_of(counts: Any) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True))) if counts else (0,) * 7


@given(st.lists(STEPS, max_size=60), st.integers(0, 500), st.sampled_from(list(Period)))
def test_every_figure_of_the_past_is_what_the_definitions_say(steps: list[Any], later: int, period: Period) -> None:
    events = log_of(steps)
    grades = sorted_grades(events)
    today = max((each.moment.day for each in events), default=BEGIN.date()) + timedelta(days=later % 120)
    figures = figures_of(tally(map(happening, events)), Standing(), {}, today, period)
    reach = REACH[period]
    within = [each for each in grades if reach is None or 0 <= (today - each.day).days < reach]

    assert tuple(figures.all) == numbers_of(within)
    assert {day: tuple(done) for day, done in figures.days.items()} == {
        day: numbers_of([each for each in within if each.day == day]) for day in {each.day for each in within}
    }
    assert set(figures.heat) == {each.day for each in grades}
    for hour in range(24):
        at = [each for each in within if each.hour == hour]
        assert tuple(figures.hours[hour]) == numbers_of(at)
    assert {each.deck: tuple(each.done) for each in figures.topics} == {
        deck: numbers_of([each for each in within if each.deck == deck]) for deck in {each.deck for each in within}
    }
    told = buckets(figures.days, period, today)
    assert all_of([each.done for each in told]) == numbers_of([each for each in within if each.day <= today])
    for one, each in zip_longest(told, told[1:]):
        last = today if each is None else each.first - timedelta(days=1)
        assert tuple(one.done) == numbers_of([graded for graded in within if one.first <= graded.day <= last])


@given(st.sets(st.integers(0, 40), max_size=30), st.integers(0, 45))
def test_days_in_a_row_are_counted_one_by_one(days: set[int], at: int) -> None:
    begin = BEGIN.date()
    today = begin + timedelta(days=at)
    steps = [
        Event(
            id=UUID(int=day + 1),
            device="d",
            sequence=day + 1,
            moment=moment_at(BEGIN + timedelta(days=day, hours=12)),
            kind=EventKind.GRADED,
            card="a/1",
            grade=4,
        )
        for day in sorted(days)
    ]
    streak = figures_of(tally(map(happening, steps)), Standing(), {}, today).streak
    back = at if at in days else at - 1
    present = 0
    while back - present in days:
        present += 1
    longest = max((next(n for n in range(1, 99) if day + n not in days) for day in days), default=0)
    assert (streak.days, streak.longest) == (present, longest)


@given(st.dictionaries(st.integers(-300, 3000), st.integers(0, 9), max_size=40), st.sampled_from(list(Period)))
def test_what_falls_due_is_every_card_once(due: dict[int, int], period: Period) -> None:
    today = BEGIN.date()
    standing = Standing({today.toordinal() + day: cards for day, cards in due.items()})
    figures = figures_of(tally(()), standing, {}, today, period)
    for day, cards in figures.forecast.items():
        after = (day - today).days
        assert cards == sum(n for at, n in due.items() if (max(at, 0) == after))
    assert len(figures.forecast) == 31
    assert sum(figures.ahead.values()) == sum(due.values())
    reach = REACH[period]
    told = buckets_ahead(figures.ahead, period, today)
    assert sum(each.cards for each in told) == sum(n for at, n in due.items() if reach is None or max(at, 0) <= reach)
    for one, each in zip_longest(told, told[1:]):
        first = (one.first - today).days
        last = 10**6 if each is None else (each.first - today).days - 1
        last = min(last, reach) if reach is not None else last
        assert one.cards == sum(n for at, n in due.items() if first <= max(at, 0) <= last)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=60))
def test_the_median_is_the_middle_one_of_all_cards_in_a_row(values: list[int]) -> None:
    assert median(Counter(values)) == sorted(values)[(len(values) - 1) // 2]


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 9), max_size=30))
def test_weekdays_are_counted_on_a_calendar(done: dict[int, int]) -> None:
    today = BEGIN.date() + timedelta(days=400)
    since = today - timedelta(days=364)
    events = [
        Event(
            id=UUID(int=number),
            device="d",
            sequence=number,
            kind=EventKind.DRILLED,
            card="a/1",
            grade=4,
            moment=moment_at(BEGIN + timedelta(days=day, hours=12, seconds=number)),
        )
        for number, day in enumerate([day for day, times in sorted(done.items()) for _ in range(times)], 1)
    ]
    heat = figures_of(tally(map(happening, events)), Standing(), {}, today).heat
    within = sorted(day for day in (BEGIN.date() + timedelta(days=each) for each in done) if since <= day <= today)
    for weekday, found in enumerate(weekdays(heat, since, today)):
        calendar = [
            day
            for after in range((today - within[0]).days + 1 if within else 0)
            if (day := within[0] + timedelta(days=after)).weekday() == weekday
        ]
        assert found.days == len(calendar)
        assert found.done.grades == sum(done.get((day - BEGIN.date()).days, 0) for day in calendar)
