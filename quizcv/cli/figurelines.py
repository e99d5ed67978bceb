"""The figures as lines for people, within 80 columns: tables with bars, and a year's heatmap in signs that need no colour."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from quizcv.cli.printing import days
from quizcv.mathtext import cells
from quizcv.shown import count, shown_line
from quizcv.statistics.grouping import (
    HEAT_SIGNS,
    WEEKDAYS,
    ease_groups,
    interval_groups,
    month_line,
    year_of,
)
from quizcv.statistics.periods import Period, buckets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizcv.statistics import Figures
    from quizcv.statistics.grouping import Group

BAR: Final = 20
"""Cells of the longest bar."""
LATEST: Final = 14
"""How many rows the table of days has at most."""
TITLE: Final = 36
"""Cells of the longest title of a deck."""
STEPS: Final = "▁▂▃▄▅▆▇█"
MINUTE: Final = 60_000


def figure_lines(figures: Figures) -> Iterator[str]:
    """All of it, part by part."""
    yield from _head(figures)
    yield from ("", *_days(figures))
    if figures.all.grades:
        yield from ("", *_topics(figures))
    if figures.all.reviews:
        yield from ("", *_hours(figures))
    yield from ("", *_ahead(figures))
    if figures.intervals:
        yield from ("", "Intervals of the cards begun", *_histogram(interval_groups(figures.intervals)))
        yield from ("", "Their eases", *_histogram(ease_groups(figures.eases)))
    yield from ("", *_year(figures))


def percent(part: float | None) -> str:
    """A share for people: `91 %`, or a dash where there is nothing to share."""
    return "-" if part is None else f"{100 * part:.0f} %"


def time_words(milliseconds: int) -> str:
    """A time for people: `12 min`, `4 h 12 min`."""
    hours, minutes = divmod(round(milliseconds / MINUTE), 60)
    return f"{hours:,} h {minutes} min" if hours else f"{minutes} min"


def bar(value: int, most: int, width: int = BAR) -> str:
    """A bar in proportion, to half a cell; what is not nothing is seen."""
    halves = round(2 * width * value / most) if most else 0
    if value and not halves:
        halves = 1
    return "█" * (halves // 2) + "▌" * (halves % 2)


def _head(figures: Figures) -> Iterator[str]:
    done = figures.all
    kept = f", {percent(done.retention)} of them recalled" if done.reviews else ""
    when = "" if figures.period is Period.ALL else f" ({figures.period.words})"
    yield f"{count(done.reviews, 'review')}{kept}, on {count(len(figures.days), 'day')}{when}."
    if done.reviews:
        young = done.reviews - done.mature
        yield (
            f"Young cards {percent(done.young_retention)} of {young:,}, "
            f"mature ones (21 days and more) {percent(done.mature_retention)} of {done.mature:,}."
        )
    yield f"{count(done.new, 'card')} begun, {count(done.drills, 'drill')}, {time_words(done.milliseconds)}."
    yield f"Streak: {days(figures.streak.days)}; the longest was {days(figures.streak.longest)}."


def _days(figures: Figures) -> Iterator[str]:
    weekly = figures.period is Period.YEAR
    name = "week" if weekly else "day"
    if weekly:
        found = buckets(figures.days, figures.period, figures.today)
        rows = [(each.first, each.done) for each in found if each.done.grades]
    else:
        rows = list(figures.days.items())
    latest = rows[-LATEST:]
    if not latest:
        yield f"Nothing was reviewed in the {figures.period.words}."
        return
    if len(rows) > len(latest):
        yield f"The latest {len(latest)} of {len(rows)} {name}s with a grade"
    most = max(done.grades for _, done in latest)
    table = [["week of" if weekly else "day", "reviews", "recalled", "new", "drills", "minutes", ""]]
    table += [
        [
            f"{day}",
            f"{done.reviews:,}",
            percent(done.retention),
            f"{done.new:,}",
            f"{done.drills:,}",
            f"{done.milliseconds / MINUTE:.0f}",
            bar(done.grades, most),
        ]
        for day, done in latest
    ]
    yield from _table(table, (1, 2, 3, 4, 5))


def _topics(figures: Figures) -> Iterator[str]:
    rows = [["topic (deck)", "reviews", "recalled", "new", ""]]
    most = max(each.done.reviews for each in figures.topics)
    for each in figures.topics:
        title = shown_line(each.title)
        while cells(title) > TITLE:
            title = title[:-2].rstrip("…") + "…"
        rows.append(
            [
                title,
                f"{each.done.reviews:,}",
                percent(each.done.retention),
                f"{each.done.new:,}",
                bar(each.done.reviews, most, 10),
            ]
        )
    yield from _table(rows, (1, 2, 3))


def _hours(figures: Figures) -> Iterator[str]:
    busy = [(hour, done) for hour, done in enumerate(figures.hours) if done.reviews]
    most = max(done.reviews for _, done in busy)
    rows = [["hour", "reviews", "recalled", ""]]
    rows += [
        [f"{hour:02}:00", f"{done.reviews:,}", percent(done.retention), bar(done.reviews, most)] for hour, done in busy
    ]
    yield from _table(rows, (1, 2))


def _ahead(figures: Figures) -> Iterator[str]:
    loads = list(figures.forecast.values())
    sums = list(accumulate(loads))
    yield f"Falling due: {loads[0]:,} today, {loads[1]:,} tomorrow, {sums[7] - loads[0]:,} in 7 days, {sums[30] - loads[0]:,} in 30 days"
    most = max(loads)
    if most:
        yield f"  today {_spark(loads, most)} {list(figures.forecast)[-1]:%d %b}; the most on one day: {most:,}"


def _spark(values: Sequence[int], most: int) -> str:
    return "".join(STEPS[max(-(-value * len(STEPS) // most) - 1, 0)] if value else "·" for value in values)


def _histogram(groups: Sequence[Group]) -> Iterator[str]:
    most = max(each.cards for each in groups)
    yield from _table([[f"  {each.label}", f"{each.cards:,}", bar(each.cards, most)] for each in groups], (1,))


def _year(figures: Figures) -> Iterator[str]:
    year = year_of(figures.heat, figures.today)
    weeks = len(year.rows[0])
    yield "      " + month_line(year.months, weeks)
    for name, row in zip(WEEKDAYS, year.rows, strict=True):
        yield f"  {name} " + "".join(HEAT_SIGNS[level] for level in row if level is not None)
    yield f"      {HEAT_SIGNS[0]} nothing, {HEAT_SIGNS[1:]} by quarters of the days with a grade"


def _table(rows: Sequence[Sequence[str]], right: Sequence[int]) -> Iterator[str]:
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = [
            " " * (width - cells(cell)) + cell if place in right else cell + " " * (width - cells(cell))
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()
