"""What the screen shows of the figures: for each its plot, its numbers, and what they mean. No widget in it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.statistics.grouping import ease_groups, interval_groups
from quizcv.statistics.periods import Period, Unit, buckets, buckets_ahead
from quizcv.statistics.telling import MINUTE, SENTENCES, percent, seconds_a_grade
from quizcv.tui.statistics.charts import Bars, Shares
from quizcv.tui.statistics.overview import overview, weekly
from quizcv.tui.statistics.tables import Row, Table
from quizcv.tui.statistics.ticks import ticks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizcv.statistics import Bucket, Count, Figures
    from quizcv.statistics.grouping import Group

NAMES: Final = ("Year", "Retention", "Reviews", "Minutes", "Forecast", "Hours", "Topics", "Intervals", "Ease")
OF_ALL_TIMES: Final = frozenset({"Year", "Intervals", "Ease"})
"""The figures for which the period is nothing."""
WEEK: Final = 7
KINDS: Final = ("reviews", "new", "drills")

RETENTION_SAYS: Final = (
    "Retention is the part of reviews that were recalled (grade 3 or more). A review is a day's first grade of a card begun on an "
    "earlier day; new cards and drills are not in it. Mature: an interval of 21 days or more."
)
CARDS_SAY: Final = "Cards begun and not suspended, as they stand now."


class View(NamedTuple):
    """A figure.

    Args:
        table: Its numbers.
        says: What its words mean.
        drawing: Its plot; None if there is nothing to draw or to compare, or it is drawn in the table.
        sentence: What it comes to; empty if there is nothing to tell.
        nothing: Told in place of numbers, if there are none.
        unit: What a place of the plot is, `day`; empty without a plot.
    """

    table: Table
    says: str
    drawing: Bars | Shares | None = None
    sentence: str = ""
    nothing: str = ""
    unit: str = ""


def view_of(figures: Figures, name: str) -> View:
    """The figure of a name."""
    view = _MAKERS[name](figures)
    return view._replace(sentence=SENTENCES[name](figures)) if name in SENTENCES else view


def _nothing(figures: Figures) -> str:
    if not any(done.reviews for done in figures.heat.values()):
        return "No card has come back yet. What is told here is known from the first review on, which is tomorrow at the earliest."
    wider = "" if figures.period is Period.ALL else " {period} looks further back."
    return f"No reviews in this time ({figures.period.words}).{wider}"


def _year(figures: Figures) -> View:
    return View(overview(figures), "", weekly(figures), nothing=_nothing(figures))


# Over time


def _ticks_back(found: Sequence[Bucket]) -> tuple[tuple[int, str], ...]:
    named = ticks(found[0].unit, [each.first for each in found])
    return named[::-1][::WEEK][::-1] if _are_many_days(found[0].unit, named) else named


def _are_many_days(unit: Unit, named: Sequence[object]) -> bool:
    """Whether a day a week is named, as on a calendar."""
    return unit is Unit.DAY and len(named) > 2 * WEEK


def _over_time(figures: Figures) -> tuple[list[Bucket], str]:
    found = buckets(figures.days, figures.period, figures.today)
    return found, found[0].unit.value if found else ""


def _head(unit: str) -> str:
    """What the first column is: `day`, `week of`, `month`."""
    return f"{unit} of" if unit == Unit.WEEK else unit


def _named(unit: Unit, first: date) -> str:
    """`16 Nov`, of a day or of the week that begins with it; `Nov 2026`."""
    return (Unit.DAY if unit is Unit.WEEK else unit).label(first)


def _rows(found: Sequence[Bucket]) -> list[tuple[int, str, Count]]:
    """Those with a grade, the latest first: the place, the name, what was done."""
    return [
        (place, _named(each.unit, each.first), each.done)
        for place, each in reversed(list(enumerate(found)))
        if each.done.grades
    ]


def _retention(figures: Figures) -> View:
    found, unit = _over_time(figures)
    done = figures.all
    drawing = None
    if done.reviews and len(found) > 1:
        drawing = Shares(tuple(each.done.retention for each in found), _ticks_back(found), f"recalled, by {unit}")
    rows = [Row(("in all", *_parts(done)))]
    rows += [Row((label, *_parts(each)), place) for place, label, each in _rows(found) if each.reviews]
    return View(
        Table((_head(unit), "recalled", "young", "mature", "reviews"), tuple(rows) if done.reviews else ()),
        RETENTION_SAYS,
        drawing,
        nothing=_nothing(figures),
        unit=unit if drawing else "",
    )


def _parts(done: Count) -> tuple[str, ...]:
    return (
        percent(done.retention),
        percent(done.young_retention),
        percent(done.mature_retention),
        f"{done.reviews:,}",
    )


def _reviews(figures: Figures) -> View:
    found, unit = _over_time(figures)
    drawing = None
    if len(found) > 1:
        parts = tuple((float(each.done.reviews), float(each.done.new), float(each.done.drills)) for each in found)
        drawing = Bars(parts, _ticks_back(found), f"grades a {unit}", KINDS, unit)
    rows = [Row(("in all", *_numbers(figures.all)))]
    rows += [Row((label, *_numbers(each)), place) for place, label, each in _rows(found)]
    says = "Reviews are of cards begun on an earlier day, new are first sights, and drills repeat a card on the day of its grade."
    return View(
        Table((_head(unit), *KINDS, "grades"), tuple(rows) if found else ()),
        says,
        drawing,
        nothing=_nothing(figures),
        unit=unit if drawing else "",
    )


def _numbers(done: Count) -> tuple[str, ...]:
    return f"{done.reviews:,}", f"{done.new:,}", f"{done.drills:,}", f"{done.grades:,}"


def _minutes(figures: Figures) -> View:
    found, unit = _over_time(figures)
    drawing = None
    if len(found) > 1:
        values = tuple((each.done.milliseconds / MINUTE,) for each in found)
        drawing = Bars(values, _ticks_back(found), f"minutes a {unit}", unit=unit, finest=0.1)
    rows = [Row(("in all", *_times(figures.all)))]
    rows += [Row((label, *_times(each)), place) for place, label, each in _rows(found)]
    says = "From a question's showing to its grade, as far as it was measured."
    table = Table((_head(unit), "minutes", "grades", "seconds a grade"), tuple(rows) if found else ())
    return View(table, says, drawing, nothing=_nothing(figures), unit=unit if drawing else "")


def _times(done: Count) -> tuple[str, ...]:
    return f"{done.milliseconds / MINUTE:,.1f}", f"{done.grades:,}", f"{seconds_a_grade(done):.1f}"


def _forecast(figures: Figures) -> View:
    found = buckets_ahead(figures.ahead, figures.period, figures.today)
    unit = found[0].unit
    drawing = None
    loaded = sum(bool(each.cards) for each in found)
    if loaded > 1:
        named = ticks(unit, [unit.first(each.first) for each in found])
        values = tuple((float(each.cards),) for each in found)
        drawing = Bars(
            values, named[::WEEK] if _are_many_days(unit, named) else named, f"cards due a {unit}", unit=unit.value
        )
    sums = accumulate(each.cards for each in found)
    rows = tuple(
        Row((_day_ahead(place, unit, each.first), f"{each.cards:,}", f"{together:,}"), place)
        for place, (each, together) in enumerate(zip(found, sums, strict=True))
        if each.cards or (unit is Unit.DAY and loaded > 1)
    )
    reach = "" if figures.period.days is None else f" in the next {figures.period.days} days"
    return View(
        Table((_head(unit), "due", "up to then"), rows),
        "Cards that fall due, as they stand now: overdue ones count to today, each card once, new cards not at all.",
        drawing,
        nothing=f"Nothing falls due{reach}.",
        unit=unit.value if drawing else "",
    )


def _day_ahead(place: int, unit: Unit, first: date) -> str:
    if unit is not Unit.DAY:
        return f"this {unit}" if not place else _named(unit, first)
    return ("today", "tomorrow")[place] if place < 2 else f"{first:%a} {_named(unit, first)}"  # noqa: PLR2004  the days with names


# By hour, topic, interval and ease


def _hours(figures: Figures) -> View:
    most = max(done.reviews for done in figures.hours)
    rows = tuple(
        Row(
            (f"{hour:02}:00", percent(done.retention), f"{done.reviews:,}"),
            bars=(done.retention or 0.0, done.reviews / most),
        )
        for hour, done in enumerate(figures.hours)
        if done.reviews
    )
    says = "Retention and reviews by the hour that the clock on your wall showed. A few reviews say little."
    return View(Table(("", "recalled", "reviews"), rows, (1, 2)), says, nothing=_nothing(figures))


def _topics(figures: Figures) -> View:
    rows = tuple(
        Row(
            (each.title, f"{each.done.new:,}", f"{each.done.reviews:,}", percent(each.done.retention)),
            bars=(each.done.retention or 0.0,),
        )
        for each in figures.topics
        if each.done.grades
    )
    says = "Retention of each deck, the one with the most reviews first; new are the cards begun."
    return View(Table(("", "new", "reviews", "recalled"), rows, (3,)), says, nothing=_nothing(figures))


def _histogram(groups: Sequence[Group], says: str) -> View:
    cards, most = sum(each.cards for each in groups), max((each.cards for each in groups), default=0)
    rows = tuple(
        Row((each.label, f"{each.cards:,}", percent(each.cards / cards)), bars=(each.cards / most,)) for each in groups
    )
    return View(Table(("", "cards", "share"), rows, (2,)), says, nothing="No card is begun that stands in a deck now.")


def _intervals(figures: Figures) -> View:
    says = f"Days from a card's last grade to the next. {CARDS_SAY} From 3 weeks on a card is mature."
    return _histogram(interval_groups(figures.intervals), says)


def _ease(figures: Figures) -> View:
    says = f"By what an interval is multiplied when a card is recalled; 2.50 at first, 1.30 at the least. {CARDS_SAY}"
    return _histogram(ease_groups(figures.eases), says)


_MAKERS: Final = dict(
    zip(NAMES, (_year, _retention, _reviews, _minutes, _forecast, _hours, _topics, _intervals, _ease), strict=True)
)
