"""The first figure: the year as a heatmap with what surrounds it, and the times that a learner compares. No widget in it."""

from __future__ import annotations

from datetime import timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from quizcv.shown import count
from quizcv.statistics.counting import total
from quizcv.statistics.grouping import WEEKS, weekdays, year_of
from quizcv.statistics.periods import Period, Unit
from quizcv.statistics.telling import MINUTE, percent, streak_sentence, time_words
from quizcv.tui.heatmap import GRADES_A_DAY, MARGIN, heat_lines, scale_of, weeks_in
from quizcv.tui.render.wrapping import Line, Run, cut, width_of, wrap
from quizcv.tui.statistics.charts import Bars
from quizcv.tui.statistics.tables import Row, Table
from quizcv.tui.statistics.ticks import ticks

if TYPE_CHECKING:
    from datetime import date

    from quizcv.statistics import Count, Figures
    from quizcv.tui.heatmap import Step

BESIDE: Final = 17
"""Cells for what stands beside a heatmap."""
GAP: Final = 2
WEEK: Final = 7
LEAST_WEEKS: Final = 2
"""With grades in fewer weeks there is nothing to compare."""
HOURS_FROM: Final = 100
"""Minutes from which on they are told as hours."""
ROWS: Final = 1 + WEEK
"""Of a heatmap: the months, and a row for each weekday."""
KINDS: Final = ("reviews", "new", "drills")


def overview(figures: Figures) -> Table:
    """What was done today and in each of the periods."""
    heat, today = figures.heat, figures.today
    found: list[dict[date, Count]] = [{today: heat[today]} if today in heat else {}]
    for period in Period:
        since = period.since(today)
        found.append({day: done for day, done in heat.items() if since is None or since <= day})
    sums = [(len(days), total(days.values())) for days in found]
    longest = max(done.milliseconds for _, done in sums) / MINUTE
    time = ("hours", 60, 1) if longest >= HOURS_FROM else ("minutes", 1, 0)
    rows = (
        ("reviews", [f"{done.reviews:,}" for _, done in sums]),
        ("recalled", [percent(done.retention) for _, done in sums]),
        ("of mature cards", [percent(done.mature_retention) for _, done in sums]),
        ("cards begun", [f"{done.new:,}" for _, done in sums]),
        ("same-day drills", [f"{done.drills:,}" for _, done in sums]),
        ("days with a grade", [f"{days:,}" for days, _ in sums]),
        (time[0], [f"{done.milliseconds / MINUTE / time[1]:,.{time[2]}f}" for _, done in sums]),
    )
    head = ("", "today", *(period.short for period in Period))
    return Table(head, tuple(Row((name, *cells)) for name, cells in rows))


def narrowed(table: Table, width: int) -> Table:
    """The overview without the quarter where five columns don't fit."""
    needed = sum(
        max(len(row[place]) for row in (table.head, *(each.cells for each in table.rows))) + GAP
        for place in range(len(table.head))
    )
    if needed - GAP <= width:
        return table
    out = table.head.index(Period.QUARTER.short)
    rows = tuple(each._replace(cells=(*each.cells[:out], *each.cells[out + 1 :])) for each in table.rows)
    return Table((*table.head[:out], *table.head[out + 1 :]), rows)


def weekly(figures: Figures) -> Bars | None:
    """The grades of each week below its column of the heatmap; None where there are no weeks to compare."""
    monday = figures.today - timedelta(days=figures.today.weekday())
    begin = monday - timedelta(weeks=WEEKS - 1)
    weeks: list[list[Count]] = [[] for _ in range(WEEKS)]
    for day, done in figures.heat.items():
        if begin <= day <= figures.today:
            weeks[(day - begin).days // WEEK].append(done)
    sums = [total(each) for each in weeks]
    parts = tuple((float(done.reviews), float(done.new), float(done.drills)) for done in sums)
    named = ticks(Unit.WEEK, [begin + timedelta(weeks=week) for week in range(WEEKS)])
    if sum(map(any, parts)) < LEAST_WEEKS:
        return None
    return Bars(parts, named, "grades a week", KINDS, "week", MARGIN - 1, pitch=1)


def by_weekday(figures: Figures) -> Table:
    """What was done on each weekday of the last 365 days."""
    found = weekdays(figures.heat, _year_ago(figures), figures.today)
    most = max((each.grades_a_day for each in found), default=0.0) or 1.0
    rows = tuple(
        Row(
            (each.name, percent(each.done.retention), f"{each.grades_a_day:,.1f}"),
            bars=(each.grades_a_day / most,),
        )
        for each in found
    )
    return Table(("weekday", "recalled", "grades a day"), rows, (2,))


def by_month(figures: Figures) -> Table:
    """What was done in each of the last twelve months since the first grade, the latest first."""
    since = max(_year_ago(figures), min(figures.heat, default=figures.today))
    firsts = list(Unit.MONTH.between(since, figures.today))[-12:]
    months: dict[date, list[Count]] = {first: [] for first in reversed(firsts)}
    for day, done in figures.heat.items():
        if (first := Unit.MONTH.first(day)) in months and day <= figures.today:
            months[first].append(done)
    sums = {first: total(counts) for first, counts in months.items()}
    most = max((done.grades for done in sums.values()), default=0) or 1
    rows = tuple(
        Row((Unit.MONTH.label(first), percent(done.retention), f"{done.grades:,}"), bars=(done.grades / most,))
        for first, done in sums.items()
    )
    return Table(("month", "recalled", "grades"), rows, (2,))


def comparisons(figures: Figures) -> tuple[list[Table], str]:
    """What there is to compare of the last 365 days, weekdays and months, and a sentence: the best day, or what is still to come."""
    begun = min(figures.heat, default=figures.today)
    months = by_month(figures)
    if (figures.today - begun).days < WEEK:
        return [], "Weekdays and months are compared here once there is more than a week of grades."
    return [by_weekday(figures), *([months] if len(months.rows) > 1 else [])], best_day(figures)


def best_day(figures: Figures) -> str:
    """The day of the last 365 with the most grades; empty if there is none."""
    within = {day: done for day, done in figures.heat.items() if _year_ago(figures) <= day <= figures.today}
    if not within:
        return ""
    best = max(within, key=lambda day: within[day].grades)
    return f"The most on one day: {count(within[best].grades, 'grade')}, on {best:%a} {best.day} {best:%b %Y}."


def _year_ago(figures: Figures) -> date:
    return Period.YEAR.since(figures.today) or figures.today


def day_words(figures: Figures, day: date) -> list[str]:
    """What was done on a day, part by part."""
    done = figures.heat.get(day)
    told = [f"{day:%a} {day.day} {day:%b %Y}"]
    if done is None:
        return [*told, "no grades"]
    told.append(count(done.reviews, "review"))
    if done.reviews:
        told.append(f"{percent(done.retention)} recalled")
    if done.new:
        told.append(f"{done.new:,} new")
    if done.drills:
        told.append(count(done.drills, "drill"))
    if done.milliseconds >= MINUTE:
        told.append(time_words(done.milliseconds))
    return told


def is_beside(width: int) -> bool:
    """Whether there is room beside a heatmap of a whole year."""
    return width >= MARGIN + WEEKS + GAP + BESIDE


def year_lines(figures: Figures, width: int, pointed: date | None = None) -> list[Line]:
    """The heatmap; beside or below it the days in a row and the scale, or what was done on the day pointed at."""
    if is_beside(width):
        room = MARGIN + WEEKS
        lines = heat_lines(figures.heat, figures.today, room)
        return _beside(lines, _block(figures, pointed, room), room + GAP)
    return [*heat_lines(figures.heat, figures.today, width), _below(figures, width, pointed)]


def _scale(figures: Figures, width: int) -> list[tuple[Run, Step]]:
    bounds = year_of(figures.heat, figures.today, weeks_in(width)).bounds
    return [(Run(f"{step.sign} ", "$primary" if step.least else "$text-muted"), step) for step in scale_of(bounds)]


def _block(figures: Figures, pointed: date | None, width: int) -> list[Line]:
    if pointed is not None:
        date_, *told = day_words(figures, pointed)
        return [(Run(date_, "bold"),), *((Run(cut(each, BESIDE)),) for each in told)]
    streak = wrap([Run(words)], BESIDE) if (words := streak_sentence(figures.streak)) else []
    scale: list[Line] = [(Run(GRADES_A_DAY, "$text-muted"),)]
    scale += [(sign, Run(step.words, "$text-muted")) for sign, step in _scale(figures, width)]
    return [*streak, *([()] * max(ROWS - len(streak) - len(scale), 0)), *scale]


def _beside(lines: list[Line], block: list[Line], left: int) -> list[Line]:
    return [
        (*line, Run(" " * max(left - width_of(line), 0)), *more)
        for line, more in zip_longest(lines, block, fillvalue=())
    ]


def _below(figures: Figures, width: int, pointed: date | None) -> Line:
    if pointed is not None:
        date_, *told = day_words(figures, pointed)
        return (Run(cut(f"{date_}: {', '.join(told)}", width)),)
    said, scale = streak_sentence(figures.streak), _scale(figures, width)
    long = [(sign, step.words) for sign, step in scale]
    short = [(sign, step.short_words) for sign, step in scale]
    heading: Line = (Run(GRADES_A_DAY, "$text-muted"),)
    brief = said.partition(";")[0].partition(",")[0]
    ways: tuple[tuple[str, Line, list[tuple[Run, str]], int], ...] = (
        (said, heading, long, GAP),
        (said, heading, short, GAP),
        (said, (), short, GAP),
        (said, (), short, 1),
        (brief, (), short, GAP),
        (brief, (), short, 1),
        ("", (), short, 1),
    )
    return next((line for way in ways if width_of(line := _scale_line(*way)) <= width), (Run(cut(said, width)),))


def _scale_line(said: str, heading: Line, scale: list[tuple[Run, str]], gap: int) -> Line:
    """The days in a row, then the scale with so many cells from sign to sign."""
    pieces = [*([Run(said)] if said else []), *heading]
    runs = [run for piece in pieces for run in (piece, Run(" " * GAP))]
    for number, (sign, words) in enumerate(scale):
        runs += [*([Run(" " * gap)] if number else []), sign, Run(words, "$text-muted")]
    return tuple(runs)
