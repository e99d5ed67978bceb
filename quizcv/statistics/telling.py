"""Figures as words: shares, times, and for each figure one sentence with what it comes to."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

from quizcv.shown import count
from quizcv.statistics.counting import MATURE_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from quizcv.statistics.counting import Count
    from quizcv.statistics.figures import Figures, Streak

MINUTE: Final = 60_000
"""Milliseconds."""
MANY_HOURS: Final = 100
ENOUGH: Final = 30
"""From so many reviews on, the retention of an hour or a topic is set against that of others."""
CHANCE: Final = 3.0
"""Two shares further apart than so many standard errors differ by more than chance, though they were picked from many."""
LOW_EASE: Final = 180
"""Below this a card's intervals grow slowly: it was forgotten several times."""


def percent(part: float | None) -> str:
    """A share in whole percent, a dash where there is nothing to share; only what is all, or nothing at all, is told as 100 or 0."""
    if part is None:
        return "-"
    whole = round(100 * part)
    if part < 1 and whole == 100:  # noqa: PLR2004  percent
        return ">99 %"
    return "<1 %" if part and not whole else f"{whole} %"


def time_words(milliseconds: int) -> str:
    """A time for people: `45 s`, `12 min`, `4 h 12 min`, `1,200 h`."""
    if 0 < milliseconds < MINUTE:
        return f"{max(milliseconds // 1000, 1)} s"
    hours, minutes = divmod(round(milliseconds / MINUTE), 60)
    if hours >= MANY_HOURS:
        return f"{hours:,} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def seconds_a_grade(done: Count) -> float:
    """From a question to its grade, on average; 0 without a grade."""
    return done.milliseconds / 1000 / done.grades if done.grades else 0.0


def median(cards: Mapping[int, int]) -> int:
    """The value that half of the cards have or exceed; 0 without cards."""
    half, passed = (sum(cards.values()) + 1) // 2, 0
    for value in sorted(cards):
        passed += cards[value]
        if passed >= half:
            return value
    return 0


def streak_sentence(streak: Streak) -> str:
    """How many days in a row, and the most there were; empty while there is nothing to be proud of."""
    if not streak.days:
        return f"Best so far: {streak.longest:,} days in a row." if streak.longest > 1 else ""
    row = f"{count(streak.days, 'day')} in a row"
    if streak.longest <= 1:
        return f"{row}."
    return f"{row}, your best." if streak.days == streak.longest else f"{row}; best {streak.longest:,}."


def retention_sentence(figures: Figures) -> str:
    """What part of the reviews was recalled, young and mature cards apart."""
    done = figures.all
    if not done.reviews:
        return ""
    told = f"{percent(done.retention)} of {count(done.reviews, 'review')} recalled"
    if not 0 < done.mature < done.reviews:
        return f"{told}."
    return f"{told}: {percent(done.young_retention)} of young cards, {percent(done.mature_retention)} of mature ones."


def reviews_sentence(figures: Figures) -> str:
    """How many grades, on how many days."""
    done, studied = figures.all, len(figures.days)
    if not studied:
        return ""
    told = f"{count(done.grades, 'grade')} on {count(studied, 'day')}"
    return f"{told}." if studied == 1 else f"{told}, {_rounded(done.grades / studied)} on each of them."


def minutes_sentence(figures: Figures) -> str:
    """How much time, and how much for a grade."""
    done, studied = figures.all, len(figures.days)
    if not done.milliseconds:
        return ""
    each = f"{seconds_a_grade(done):.0f} seconds a grade"
    if studied == 1:
        return f"{time_words(done.milliseconds)}, {each}."
    return (
        f"{time_words(done.milliseconds)} on {count(studied, 'day')}: {_rounded(done.milliseconds / MINUTE / studied)} minutes a day, "
        f"{each}."
    )


def forecast_sentence(figures: Figures) -> str:
    """How many cards fall due, how many a day, and on which day the most."""
    reach = figures.period.days
    loads = {day: cards for day, cards in figures.ahead.items() if reach is None or (day - figures.today).days <= reach}
    if not loads:
        return ""
    cards, today = sum(loads.values()), loads.get(figures.today, 0)
    length = reach or max((max(loads) - figures.today).days, 1)
    told = f"{count(today, 'card')} today, {cards - today:,} in the {_days_after(length)}"
    later = {day: number for day, number in loads.items() if day > figures.today}
    if not later:
        return f"{told}."
    most = max(later, key=lambda day: later[day])
    if len(later) == 1:
        return f"{told}, on {_date(most, figures.today)}."
    return f"{told}; the most on {_date(most, figures.today)}: {later[most]:,}."


def hours_sentence(figures: Figures) -> str:
    """At which hours the most and the least was recalled, if enough was reviewed to tell."""
    return _extremes("hours", {f"at {hour:02}:00": done for hour, done in enumerate(figures.hours)})


def topics_sentence(figures: Figures) -> str:
    """Of which topics the most and the least was recalled, if enough was reviewed to tell."""
    return _extremes("topics", {f"of {each.title}": each.done for each in figures.topics})


def intervals_sentence(figures: Figures) -> str:
    """How long half of the cards stay away, and how many are mature."""
    cards = sum(figures.intervals.values())
    if not cards:
        return ""
    if cards == 1:
        return f"1 card, with an interval of {count(median(figures.intervals), 'day')}."
    mature = sum(number for interval, number in figures.intervals.items() if interval >= MATURE_DAYS)
    are = "is" if mature == 1 else "are"
    told = (
        f"{mature:,} of {cards:,} cards {are} mature ({percent(mature / cards)})" if mature else "no card is mature yet"
    )
    return f"Median interval: {count(median(figures.intervals), 'day')}; {told}."


def ease_sentence(figures: Figures) -> str:
    """The middle ease, and how many cards are hard."""
    cards = sum(figures.eases.values())
    if not cards:
        return ""
    if cards == 1:
        return f"1 card, with an ease of {median(figures.eases) / 100:.2f}."
    hard = sum(number for ease, number in figures.eases.items() if ease < LOW_EASE)
    told = f"{hard:,}" if hard else "none"
    return f"Median ease: {median(figures.eases) / 100:.2f}; {told} of {cards:,} cards below {LOW_EASE / 100:.2f}."


SENTENCES: Final[Mapping[str, Callable[[Figures], str]]] = {
    "Retention": retention_sentence,
    "Reviews": reviews_sentence,
    "Minutes": minutes_sentence,
    "Forecast": forecast_sentence,
    "Hours": hours_sentence,
    "Topics": topics_sentence,
    "Intervals": intervals_sentence,
    "Ease": ease_sentence,
}
"""By the name of the figure; empty where there is nothing to tell."""


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004  two digits tell enough


def _days_after(days: int) -> str:
    return "day after" if days == 1 else f"{days:,} days after"


def _date(day: date, today: date) -> str:
    """`Mon 23 Nov`, with the year if it is another one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def _extremes(names: str, counts: Mapping[str, Count]) -> str:
    shares = {name: (done.retention, done) for name, done in counts.items() if done.reviews >= ENOUGH}
    known = {name: share for name, (share, _) in shares.items() if share is not None}
    if len(known) < 2:  # noqa: PLR2004  two to compare
        return ""
    best, worst = max(known, key=lambda name: known[name]), min(known, key=lambda name: known[name])
    if not differ(counts[best], counts[worst]):
        return f"No two {names} differ by more than chance."
    return f"The most was recalled {best}, {percent(known[best])}; the least {worst}, {percent(known[worst])}."


def differ(one: Count, other: Count) -> bool:
    """Whether the retention of two counts differs by more than chance: their distance in standard errors, by the pooled share."""
    both = one.reviews + other.reviews
    if not (one.reviews and other.reviews):
        return False
    pooled = (one.recalled + other.recalled) / both
    error = sqrt(pooled * (1 - pooled) * (1 / one.reviews + 1 / other.reviews))
    return abs(one.recalled / one.reviews - other.recalled / other.reviews) > CHANCE * error
