"""The figures as lines for people, as wide as there is room: tables with bars, and a year's heatmap in signs that need no colour."""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Final

from quizcv.mathtext import cells
from quizcv.mathtext.width import wrap
from quizcv.shown import count, shown_line
from quizcv.statistics.grouping import (
    HEAT_SIGNS,
    WEEKDAYS,
    WEEKS,
    ease_groups,
    interval_groups,
    month_line,
    weekdays,
    year_of,
)
from quizcv.statistics.periods import Period, Unit, buckets
from quizcv.statistics.telling import (
    MINUTE,
    ease_sentence,
    forecast_sentence,
    hours_sentence,
    intervals_sentence,
    percent,
    streak_sentence,
    time_words,
    topics_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizcv.statistics import Figures
    from quizcv.statistics.grouping import Group

WIDTH: Final = 80
"""Cells of a line where no terminal says how many there are."""
WIDEST: Final = 100
"""Longer bars would say no more."""
NARROWEST: Final = 60
LATEST: Final = 14
"""How many rows the table of days has at most."""
TITLE: Final = 36
"""Cells of the longest title of a deck, where a bar has to fit beside it."""
LONGEST_BAR: Final = 30
SHORTEST_BAR: Final = 4
GAP: Final = 2
STEPS: Final = "▁▂▃▄▅▆▇█"


def figure_lines(figures: Figures, width: int = WIDTH) -> Iterator[str]:
    """All of it, part by part, in lines of so many cells at the most; less than 60 is taken for 60."""
    width = max(min(width, WIDEST), NARROWEST)
    parts = [list(_head(figures)), [*_days(figures, width)]]
    if figures.all.grades:
        parts.append([*_topics(figures, width)])
    if figures.all.reviews:
        parts.append([*_hours(figures, width)])
    parts += [[*_weekdays(figures, width)], [*_ahead(figures, width)]]
    if figures.intervals:
        parts.append(["Intervals", intervals_sentence(figures), *_histogram(interval_groups(figures.intervals), width)])
        parts.append(["Ease", ease_sentence(figures), *_histogram(ease_groups(figures.eases), width)])
    parts.append(list(_year(figures, width)))
    for number, part in enumerate(parts):
        if number:
            yield ""
        for line in part:
            yield from [line] if cells(line) <= width else wrap(line, width)


def bar(value: float, most: float, width: int) -> str:
    """A bar in proportion, to half a cell; what is not nothing is seen."""
    halves = round(2 * width * value / most) if most else 0
    if value and not halves:
        halves = 1
    return "█" * (halves // 2) + "▌" * (halves % 2)


def _head(figures: Figures) -> Iterator[str]:
    done = figures.all
    kept = f", {percent(done.retention)} of them recalled" if done.reviews else ""
    when = "" if figures.period is Period.ALL else f" ({figures.period.words})"
    days = count(len(figures.days), "day")
    first = done.grades and not done.reviews
    yield (
        f"No card has come back yet; graded on {days}{when}."
        if first
        else f"{count(done.reviews, 'review')}{kept}, on {days}{when}."
    )
    if done.mature:
        young = done.reviews - done.mature
        yield (
            f"Young cards {percent(done.young_retention)} of {young:,}, "
            f"mature ones (21 days and more) {percent(done.mature_retention)} of {done.mature:,}."
        )
    yield f"{count(done.new, 'card')} begun, {count(done.drills, 'drill')}, {time_words(done.milliseconds)}."
    if streak := streak_sentence(figures.streak):
        yield streak


def _days(figures: Figures, width: int) -> Iterator[str]:
    if not figures.days:
        yield f"Nothing was reviewed in the {figures.period.words}."
        return
    found = buckets(figures.days, figures.period, figures.today)
    if figures.period is Period.ALL or found[0].unit is Unit.DAY:
        unit, rows = Unit.DAY, list(figures.days.items())
    else:
        unit, rows = found[0].unit, [(each.first, each.done) for each in found if each.done.grades]
    latest = rows[-LATEST:]
    more = f", the latest {len(latest)} of {len(rows):,} with a grade" if len(rows) > len(latest) else ""
    yield f"By {unit}{more}"
    table = (
        [(unit.label(first), done) for first, done in latest]
        if unit is not Unit.DAY
        else [(f"{day}", done) for day, done in latest]
    )
    yield from _table(
        ["", "reviews", "recalled", "new", "drills", "minutes"],
        [
            [
                label,
                f"{done.reviews:,}",
                percent(done.retention),
                f"{done.new:,}",
                f"{done.drills:,}",
                f"{done.milliseconds / MINUTE:,.0f}",
            ]
            for label, done in table
        ],
        [done.grades for _, done in latest],
        width,
    )


def _topics(figures: Figures, width: int) -> Iterator[str]:
    yield "By topic (deck)"
    if sentence := topics_sentence(figures):
        yield sentence
    rows = [
        [
            _cut(shown_line(each.title), TITLE),
            f"{each.done.reviews:,}",
            percent(each.done.retention),
            f"{each.done.new:,}",
        ]
        for each in figures.topics
    ]
    yield from _table(["", "reviews", "recalled", "new"], rows, [each.done.reviews for each in figures.topics], width)


def _hours(figures: Figures, width: int) -> Iterator[str]:
    yield "By hour of the day"
    if sentence := hours_sentence(figures):
        yield sentence
    busy = [(hour, done) for hour, done in enumerate(figures.hours) if done.reviews]
    rows = [[f"{hour:02}:00", f"{done.reviews:,}", percent(done.retention)] for hour, done in busy]
    yield from _table(["", "reviews", "recalled"], rows, [done.reviews for _, done in busy], width)


def _weekdays(figures: Figures, width: int) -> Iterator[str]:
    yield "By weekday, in the last 365 days"
    found = weekdays(figures.heat, figures.today - timedelta(days=(Period.YEAR.days or 0) - 1), figures.today)
    rows = [[each.name, f"{each.grades_a_day:,.1f}", percent(each.done.retention)] for each in found]
    yield from _table(["", "grades a day", "recalled"], rows, [each.grades_a_day for each in found], width)


def _ahead(figures: Figures, width: int) -> Iterator[str]:
    loads = list(figures.forecast.values())
    sums = list(accumulate(loads))
    yield "Falling due"
    yield f"{loads[0]:,} today, {loads[1]:,} tomorrow, {sums[7] - loads[0]:,} in 7 days, {sums[30] - loads[0]:,} in 30 days."
    if figures.period is not Period.MONTH and (sentence := forecast_sentence(figures)):
        yield sentence
    most = max(loads)
    if most:
        days = list(figures.forecast)
        line = f"  today {_spark(loads, most)} {days[-1].day} {days[-1]:%b}; the most on a day: {most:,}"
        yield line if cells(line) <= width else line.partition(";")[0]


def _spark(values: Sequence[int], most: int) -> str:
    return "".join(STEPS[max(-(-value * len(STEPS) // most) - 1, 0)] if value else "·" for value in values)


def _histogram(groups: Sequence[Group], width: int) -> Iterator[str]:
    together = sum(each.cards for each in groups)
    rows = [[each.label, f"{each.cards:,}", percent(each.cards / together)] for each in groups]
    yield from _table(["", "cards", "share"], rows, [each.cards for each in groups], width)


def _year(figures: Figures, width: int) -> Iterator[str]:
    yield "The year"
    margin = GAP + len(WEEKDAYS[0]) + 1
    year = year_of(figures.heat, figures.today, min(WEEKS, width - margin))
    yield " " * margin + month_line(year.months, len(year.rows[0]))
    for name, row in zip(WEEKDAYS, year.rows, strict=True):
        yield f"{'':{GAP}}{name} " + "".join(HEAT_SIGNS[level] for level in row if level is not None)
    steps = [f"{HEAT_SIGNS[0]} none"]
    for level, (bound, following) in enumerate(zip_longest(year.bounds, year.bounds[1:]), 1):
        if bound != following:
            steps.append(f"{HEAT_SIGNS[level]} {bound if len(steps) > 1 else 1:,}+")
    yield f"{'':{margin}}grades a day: {'  '.join(steps)}"


def _cut(title: str, width: int) -> str:
    while cells(title) > width:
        title = title[:-2].rstrip("…") + "…"
    return title


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], values: Sequence[float], width: int) -> Iterator[str]:
    """Two cells from the left: words, numbers aligned to the right, and a bar for each value as far as there is room."""
    table = [head, *rows]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    numbers = sum(each + GAP for each in widths[1:]) + GAP
    widths[0] = min(widths[0], max(width - numbers, SHORTEST_BAR))
    free = min(width - numbers - widths[0] - GAP, LONGEST_BAR)
    most = max(values, default=0)
    for row, value in zip(table, [0, *values], strict=True):
        words = _cut(row[0], widths[0])
        told = words + " " * (widths[0] - cells(words))
        told += "".join(" " * (GAP + each - cells(cell)) + cell for cell, each in zip(row[1:], widths[1:], strict=True))
        drawn = bar(value, most, free) if free >= SHORTEST_BAR else ""
        yield f"{'':{GAP}}{told}{'':{GAP}}{drawn}".rstrip()
