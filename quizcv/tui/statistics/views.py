"""What the screen shows of the figures: for each its drawing, its numbers, and what its words mean. No widget in it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.statistics.grouping import ease_groups, interval_groups
from quizcv.statistics.periods import Period, buckets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.statistics import Count, Figures
    from quizcv.statistics.grouping import Group

NAMES: Final = ("Year", "Retention", "Reviews", "Minutes", "Forecast", "Hours", "Topics", "Intervals", "Ease")
MINUTE: Final = 60_000

RETENTION_SAYS: Final = (
    "Retention is the part of reviews that were recalled (grade 3 or more). A review is a day's first grade of a card begun on an "
    "earlier day; new cards and drills are not in it. Mature: an interval of 21 days or more."
)
CARDS_SAY: Final = "Cards begun and not suspended, as they stand now, whatever the period."


class Drawing(NamedTuple):
    """A plot.

    Args:
        values: One for each place from the left; None where there is nothing to show.
        ticks: Names of some places, by their number.
        share: Whether the values are shares, drawn in percent and as a line if `line`; else numbers, drawn as bars from zero.
        line: Whether a line joins them.
    """

    values: tuple[float | None, ...]
    ticks: tuple[tuple[int, str], ...]
    share: bool = False
    line: bool = False


class View(NamedTuple):
    """A figure.

    Args:
        drawing: Its plot; None if there is nothing to draw, or it is drawn in letters.
        head: The columns of its numbers.
        rows: The numbers; the first column is words, the others are aligned to the right.
        says: What its words mean.
        nothing: Told in place of numbers, if there are none.
    """

    drawing: Drawing | None
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    says: str
    nothing: str = ""


def percent(part: float | None) -> str:
    """A share in whole percent; a dash where there is nothing to share."""
    return "-" if part is None else f"{100 * part:.0f} %"


def view_of(figures: Figures, name: str) -> View:
    """The figure of a name."""
    return _MAKERS[name](figures)


def _nothing(figures: Figures) -> str:
    wider = "" if figures.period is Period.ALL else " p looks further back."
    return f"No reviews in this time ({figures.period.words}).{wider}"


def _year(figures: Figures) -> View:
    done, streak = figures.all, figures.streak
    rows = (
        ("days in a row", f"{streak.days:,}"),
        ("the most ever", f"{streak.longest:,}"),
        ("days with a grade", f"{len(figures.days):,}"),
        ("reviews", f"{done.reviews:,}"),
        ("recalled", percent(done.retention)),
        ("cards begun", f"{done.new:,}"),
        ("drills", f"{done.drills:,}"),
        ("hours", f"{done.milliseconds / MINUTE / 60:,.1f}"),
    )
    says = (
        "A sign is a day, a column a week: · nothing, ░ ▒ ▓ █ by quarters of the days with a grade. "
        "Days in a row are counted over all days."
    )
    return View(None, ("", figures.period.words), rows, says)


def _over_time(figures: Figures, value: str) -> tuple[Drawing | None, tuple[tuple[str, Count], ...]]:
    found = buckets(figures.days, figures.period, figures.today)
    if not found:
        return None, ()
    values: tuple[float | None, ...] = {
        "retention": tuple(each.done.retention for each in found),
        "reviews": tuple(float(each.done.grades) for each in found),
        "minutes": tuple(each.done.milliseconds / MINUTE for each in found),
    }[value]
    ticks = _ticks([each.label.removeprefix("week of ") for each in found])
    share = value == "retention"
    drawing = Drawing(values, ticks, share=share, line=share) if any(each is not None for each in values) else None
    return drawing, tuple((each.label, each.done) for each in reversed(found) if each.done.grades)


def _ticks(labels: Sequence[str], most: int = 5) -> tuple[tuple[int, str], ...]:
    """Some of the labels, evenly apart."""
    step = max(-(-len(labels) // most), 1)
    return tuple((place, labels[place]) for place in range(0, len(labels), step))


def _retention(figures: Figures) -> View:
    drawing, found = _over_time(figures, "retention")
    done = figures.all
    rows = [
        (
            "in all",
            percent(done.retention),
            percent(done.young_retention),
            percent(done.mature_retention),
            f"{done.reviews:,}",
        )
    ]
    rows += [
        (
            label,
            percent(each.retention),
            percent(each.young_retention),
            percent(each.mature_retention),
            f"{each.reviews:,}",
        )
        for label, each in found
        if each.reviews
    ]
    return View(
        drawing,
        ("", "recalled", "young", "mature", "reviews"),
        tuple(rows) if done.reviews else (),
        RETENTION_SAYS,
        _nothing(figures),
    )


def _reviews(figures: Figures) -> View:
    drawing, found = _over_time(figures, "reviews")
    rows = [("in all", *_numbers(figures.all)), *((label, *_numbers(each)) for label, each in found)]
    says = "Drawn are all grades: reviews of cards begun earlier, first sights of new cards, and drills, which repeat a card on its day."
    return View(drawing, ("", "reviews", "new", "drills"), tuple(rows) if found else (), says, _nothing(figures))


def _numbers(done: Count) -> tuple[str, ...]:
    return f"{done.reviews:,}", f"{done.new:,}", f"{done.drills:,}"


def _minutes(figures: Figures) -> View:
    drawing, found = _over_time(figures, "minutes")
    rows = [("in all", *_times(figures.all)), *((label, *_times(each)) for label, each in found)]
    says = "From a question's showing to its grade, as far as it was measured."
    return View(drawing, ("", "minutes", "seconds a grade"), tuple(rows) if found else (), says, _nothing(figures))


def _times(done: Count) -> tuple[str, ...]:
    each = done.milliseconds / 1000 / done.grades if done.grades else 0.0
    return f"{done.milliseconds / MINUTE:,.1f}", f"{each:.1f}"


def _forecast(figures: Figures) -> View:
    loads = figures.forecast
    labels = [f"{day.day} {day:%b}" for day in loads]
    drawing = Drawing(tuple(map(float, loads.values())), _ticks(labels)) if any(loads.values()) else None
    names = ["today", "tomorrow", *(f"{day:%a} {label}" for day, label in list(zip(loads, labels, strict=True))[2:])]
    rows = tuple(
        (name, f"{due:,}", f"{sum_:,}")
        for name, due, sum_ in zip(names, loads.values(), accumulate(loads.values()), strict=True)
    )
    says = "Cards that fall due, as they stand now: overdue ones count to today, each card once, new cards not at all."
    return View(
        drawing, ("", "due", "up to then"), rows if drawing else (), says, "Nothing falls due in the next 30 days."
    )


def _hours(figures: Figures) -> View:
    busy = [hour for hour, done in enumerate(figures.hours) if done.reviews]
    drawing = None
    if busy:
        drawing = Drawing(
            tuple(done.retention for done in figures.hours),
            tuple((hour, f"{hour:02}") for hour in range(0, 24, 3)),
            share=True,
        )
    rows = tuple(
        (f"{hour:02}:00-{hour:02}:59", percent(figures.hours[hour].retention), f"{figures.hours[hour].reviews:,}")
        for hour in busy
    )
    says = "Retention by the hour that the clock on your wall showed. A few reviews say little."
    return View(drawing, ("", "recalled", "reviews"), rows, says, _nothing(figures))


def _topics(figures: Figures) -> View:
    topics = [each for each in figures.topics if each.done.grades]
    drawn = topics[:12]
    drawing = None
    if any(each.done.reviews for each in drawn):
        drawing = Drawing(
            tuple(each.done.retention for each in drawn),
            tuple((place, str(place + 1)) for place in range(len(drawn))),
            share=True,
        )
    rows = tuple(
        (f"{place}  {each.title}", percent(each.done.retention), f"{each.done.reviews:,}", f"{each.done.new:,}")
        for place, each in enumerate(topics, 1)
    )
    says = "Retention of each deck, the one with the most reviews first; at most twelve are drawn."
    return View(drawing, ("", "recalled", "reviews", "new"), rows, says, _nothing(figures))


def _histogram(groups: Sequence[Group], says: str) -> View:
    total = sum(each.cards for each in groups)
    drawing = None
    if total:
        drawing = Drawing(
            tuple(float(each.cards) for each in groups),
            tuple((place, each.label.partition("-")[0].split()[0]) for place, each in enumerate(groups)),
        )
    rows = tuple((each.label, f"{each.cards:,}", percent(each.cards / total)) for each in groups) if total else ()
    return View(drawing, ("", "cards", "share"), rows, says, "No card is begun that stands in a deck now.")


def _intervals(figures: Figures) -> View:
    groups = interval_groups(figures.intervals)
    view = _histogram(
        groups, f"Days from a card's last grade to the next. {CARDS_SAY} From 3 weeks on a card is mature."
    )
    if view.drawing is None:
        return view
    short = ("1d", "2d", "1w", "3w", "6w", "3m", "6m", "1y", "2y")
    return view._replace(drawing=view.drawing._replace(ticks=tuple(enumerate(short[: len(groups)]))))


def _ease(figures: Figures) -> View:
    return _histogram(
        ease_groups(figures.eases),
        f"By what an interval is multiplied when a card is recalled; 2.50 at first, 1.30 at the least. {CARDS_SAY}",
    )


_MAKERS: Final = dict(
    zip(NAMES, (_year, _retention, _reviews, _minutes, _forecast, _hours, _topics, _intervals, _ease), strict=True)
)
