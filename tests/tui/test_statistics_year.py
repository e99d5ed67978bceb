"""The year with what stands beside it: the scale has room at every width, and nothing is compared before there are two of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from quizcv.statistics import Count, Figures, Period, Standing, Tally, figures_of
from quizcv.tui.render.wrapping import width_of
from quizcv.tui.statistics.overview import comparisons, weekly, year_lines
from quizcv.tui.statistics.views import view_of

TODAY = date(2026, 3, 9)


def figures(*days_ago: int, reviews: int = 5) -> Figures:
    """Some days with grades, each with one more than the one before."""
    day = TODAY.toordinal()
    done = {day - ago: Count(reviews=reviews + number, recalled=4) for number, ago in enumerate(days_ago)}
    return figures_of(Tally(done, {}, {}), Standing(), {}, TODAY, Period.MONTH)


def words(lines: list[str]) -> str:
    return "\n".join(lines)


def drawn(found: Figures, width: int) -> list[str]:
    return ["".join(run.text for run in line) for line in year_lines(found, width)]


@pytest.mark.parametrize("width", [40, 56, 59, 76, 112])
@pytest.mark.parametrize("days", [(0,), tuple(range(40)), (5, 6, 7, 8), (2,)])
def test_the_scale_has_all_signs_at_every_width(width: int, days: tuple[int, ...]) -> None:
    found = figures(*days, reviews=100)
    lines = drawn(found, width)
    assert all(width_of(line) <= width for line in year_lines(found, width))
    scale = words([line[57:] for line in lines] if width >= 76 else lines[-1:])
    assert "· none" in scale
    assert "█ " in scale


def test_a_day_that_was_missed_is_not_called_no_days_in_a_row() -> None:
    assert drawn(figures(2), 56)[-1] == "grades a day  · none  █ 1 or more"
    assert drawn(figures(2, 3), 56)[-1].startswith("Best so far: 2 days in a row.")


def test_on_the_first_days_nothing_is_compared_and_that_is_told() -> None:
    tables, told = comparisons(figures(0))
    assert not tables
    assert told == "Weekdays and months are compared here once there is more than a week of grades."
    assert weekly(figures(0)) is None
    assert weekly(figures(0, 7)) is not None


def test_only_months_since_the_first_grade_are_compared() -> None:
    weekdays, months = comparisons(figures(0, 40))[0]
    assert len(weekdays.rows) == 7
    assert [row.cells[0] for row in months.rows] == ["Mar 2026", "Feb 2026", "Jan 2026"]
    assert len(comparisons(figures(0, 8))[0]) == 1
    assert len(comparisons(figures(*range(0, 900, 9)))[0][1].rows) == 12


@pytest.mark.parametrize("name", ["Retention", "Reviews", "Minutes"])
def test_a_single_day_is_told_and_not_drawn(name: str) -> None:
    one, two = view_of(figures(0), name), view_of(figures(0, 1), name)
    assert one.drawing is None
    assert not one.unit
    assert [row.cells[0] for row in one.table.rows] == ["in all", "9 Mar"]
    assert two.drawing is not None
    assert two.unit == "day"


def test_cards_that_all_fall_due_on_one_day_are_told_and_not_drawn() -> None:
    due = Counter({TODAY.toordinal() + 1: 12})
    view = view_of(figures_of(Tally({}, {}, {}), Standing(due=due), {}, TODAY, Period.MONTH), "Forecast")
    assert view.drawing is None
    assert [row.cells for row in view.table.rows] == [("tomorrow", "12", "12")]
    due[TODAY.toordinal() + 3] = 1
    view = view_of(figures_of(Tally({}, {}, {}), Standing(due=due), {}, TODAY, Period.MONTH), "Forecast")
    assert view.drawing is not None
    assert len(view.table.rows) == 31
