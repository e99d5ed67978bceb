"""All the figures at once, as the command and the screen tell them: the past from the log, what lies ahead from the cards' states."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.statistics.counting import Count, Tally, total
from quizcv.statistics.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORECAST_DAYS: Final = 30
"""How many days after today are forecast."""


class Streak(NamedTuple):
    """Study days in a row.

    Args:
        days: Those up to today; or up to yesterday, while nothing was done today yet.
        longest: The most there ever were.
    """

    days: int = 0
    longest: int = 0


class Standing(NamedTuple):
    """How the cards of the decks stand now. A card that is suspended, or gone from its deck, is not among them.

    Args:
        due: How many cards fall due on each day (as an ordinal).
        intervals: How many cards begun have an interval of so many days.
        eases: How many have this ease, in hundredths.
    """

    due: Mapping[int, int] = {}
    intervals: Mapping[int, int] = {}
    eases: Mapping[int, int] = {}


class Topic(NamedTuple):
    """What was done with the cards of a deck.

    Args:
        deck: Its name.
        title: For people; the name again if the deck is gone.
        done: What was done.
    """

    deck: str
    title: str
    done: Count


class Figures(NamedTuple):
    """The figures of a period.

    Args:
        today: The study day.
        period: How far back they look.
        all: What was done in that time.
        days: The same by study day, days without a grade left out, in order.
        heat: Every study day with a grade, whatever the period, in order.
        hours: By the hour of the day, all 24.
        topics: By deck, the one with the most reviews first.
        streak: Study days in a row, whatever the period.
        forecast: Cards due on today and each of the 30 days after it; those overdue count to today.
        ahead: The same without end, in order; days on which no card falls due are left out.
        intervals: How many cards begun have an interval of so many days, in order.
        eases: How many have this ease, in hundredths, in order.
    """

    today: date
    period: Period
    all: Count
    days: Mapping[date, Count]
    heat: Mapping[date, Count]
    hours: tuple[Count, ...]
    topics: tuple[Topic, ...]
    streak: Streak
    forecast: Mapping[date, int]
    ahead: Mapping[date, int]
    intervals: Mapping[int, int]
    eases: Mapping[int, int]


def figures_of(
    counted: Tally, now: Standing, titles: Mapping[str, str], today: date, period: Period = Period.ALL
) -> Figures:
    """The figures of a period, from a log's counts and the cards' states; `titles` are those of the decks by name."""
    since = period.since(today)
    first = 0 if since is None else since.toordinal()
    heat = {date.fromordinal(day): counted.days[day] for day in sorted(counted.days)}
    days = {day: count for day, count in heat.items() if since is None or day >= since}
    hours: list[list[Count]] = [[] for _ in range(24)]
    for (day, hour), count in counted.hours.items():
        if day >= first:
            hours[hour].append(count)
    decks: dict[str, list[Count]] = {}
    for (day, deck), count in counted.decks.items():
        if day >= first:
            decks.setdefault(deck, []).append(count)
    due = ahead(now.due, today)
    topics = [Topic(deck, titles.get(deck, deck), total(counts)) for deck, counts in decks.items()]
    return Figures(
        today=today,
        period=period,
        all=total(days.values()),
        days=days,
        heat=heat,
        hours=tuple(map(total, hours)),
        topics=tuple(sorted(topics, key=lambda each: (-each.done.reviews, -each.done.new, each.title))),
        streak=streak(heat, today),
        forecast=forecast(due, today),
        ahead=due,
        intervals=dict(sorted(now.intervals.items())),
        eases=dict(sorted(now.eases.items())),
    )


def streak(days: Iterable[date], today: date) -> Streak:
    """The study days in a row among these; days after today, which a wrong clock may have written, count to no present one."""
    known = {day.toordinal() for day in days}
    longest = length = 0
    for day in sorted(known):
        length = length + 1 if day - 1 in known else 1
        longest = max(longest, length)
    last = today.toordinal()
    if last not in known:
        last -= 1
    present = 0
    while last - present in known:
        present += 1
    return Streak(present, longest)


def ahead(due: Mapping[int, int], today: date) -> dict[date, int]:
    """Cards by the day on which they fall due, given by its ordinal; those overdue count to today. Days without a card are left out."""
    first = today.toordinal()
    days: dict[int, int] = {}
    for ordinal, cards in due.items():
        if cards:
            day = max(ordinal, first)
            days[day] = days.get(day, 0) + cards
    return {date.fromordinal(day): days[day] for day in sorted(days)}


def forecast(due: Mapping[date, int], today: date, days: int = FORECAST_DAYS) -> dict[date, int]:
    """Cards due on today and each of the days after it, zeros too."""
    return {(day := today + timedelta(days=after)): due.get(day, 0) for after in range(days + 1)}
