"""Plots and tables as lines of signs: nothing is too wide, marks are even, bars are in proportion, odd numbers are drawn."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.statistics.periods import Unit
from quizcv.tui.render.wrapping import width_of
from quizcv.tui.statistics.axes import FACTORS, amount, scale
from quizcv.tui.statistics.charts import EIGHTHS, SMALLEST, Bars, Shares, chart
from quizcv.tui.statistics.picking import moved, nearest, place_of, turned
from quizcv.tui.statistics.tables import Row, Table, bar, pitch_in, table_lines
from quizcv.tui.statistics.ticks import ticks

HEIGHTS = st.one_of(st.integers(0, 50), st.floats(0, 1e7, allow_nan=False))
SIZES = st.tuples(st.integers(SMALLEST[0], 130), st.integers(SMALLEST[1], 40))
FIRST = date(2026, 1, 1)


def named(count: int) -> tuple[tuple[int, str], ...]:
    return ticks(Unit.DAY, [FIRST + timedelta(days=day) for day in range(count)])


def text_of(drawing: Bars | Shares, width: int = 60, height: int = 12, chosen: int | None = None) -> list[str]:
    return ["".join(run.text for run in line) for line in chart(drawing, width, height, chosen).lines]


@given(st.lists(st.tuples(HEIGHTS, HEIGHTS), min_size=1, max_size=150), SIZES, st.data())
def test_bars_fit_their_room_and_every_place_has_a_column(
    parts: list[tuple[float, float]], size: tuple[int, int], data: st.DataObject
) -> None:
    chosen = data.draw(st.none() | st.integers(0, len(parts) - 1))
    drawn = chart(Bars(tuple(parts), named(len(parts)), "grades a day", ("one", "two")), *size, chosen)
    assert len(drawn.lines) <= size[1]
    assert all(width_of(line) <= size[0] for line in drawn.lines)
    assert len(drawn.centres) == len(parts)
    assert list(drawn.centres) == sorted(drawn.centres)
    assert all(column < size[0] for column in drawn.centres)
    assert ("▲" in "".join(run.text for run in drawn.lines[-2])) == (chosen is not None)


@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=150), SIZES, st.data())
def test_a_line_of_shares_fits_its_room_and_a_click_finds_its_place(
    values: list[float | None], size: tuple[int, int], data: st.DataObject
) -> None:
    chosen = data.draw(st.none() | st.integers(0, len(values) - 1))
    drawn = chart(Shares(tuple(values), named(len(values))), *size, chosen)
    assert len(drawn.lines) <= size[1]
    assert all(width_of(line) <= size[0] for line in drawn.lines)
    assert all(drawn.centres[drawn.place_at(column) or 0] == column for column in drawn.centres)


def test_a_bar_is_in_proportion_to_an_eighth_of_a_cell() -> None:
    eight = Bars(tuple((float(eighths),) for eighths in range(9)), ())
    lines = text_of(eight, 40, 8)
    heights = [sum(EIGHTHS.index(line[column]) for line in lines[1:-2]) for column in chart(eight, 40, 8).centres]
    rows = len(lines) - 3
    top = max(heights) / (rows * 8)
    assert heights == [round(eighths / 8 * top * rows * 8) for eighths in range(9)]


def test_what_is_not_nothing_is_seen() -> None:
    lines = text_of(Bars(((1.0,), (1_000_000.0,), (0.0,)), ()))
    first, last = (chart(Bars(((1.0,), (1_000_000.0,), (0.0,)), ()), 60, 12).centres[place] for place in (0, 2))
    assert lines[-3][first] == "▁"
    assert len(lines[-3]) <= last or lines[-3][last] == " "


def test_the_parts_of_a_bar_are_told_by_their_signs() -> None:
    lines = text_of(Bars(((10.0, 10.0, 10.0),), (), "grades a day", ("reviews", "new", "drills")))
    assert lines[0].split() == ["grades", "a", "day", "█", "reviews", "▒", "new", "░", "drills"]
    column = chart(Bars(((10.0, 10.0, 10.0),), ()), 60, 12).centres[0]
    assert "".join(line[column] for line in lines[1:-2]).replace(" ", "") == "░░░▒▒▒███"


@given(st.lists(st.tuples(*[st.integers(0, 60)] * 3), min_size=1, max_size=40), st.integers(6, 20))
def test_no_part_of_a_bar_is_left_out_where_it_has_cells_enough(bars: list[tuple[int, int, int]], height: int) -> None:
    drawing = Bars(tuple((float(one), float(two), float(three)) for one, two, three in bars), ())
    drawn = chart(drawing, 60, height)
    lines = ["".join(run.text for run in line) for line in drawn.lines[1:-2]]
    for parts, column in zip(bars, drawn.centres, strict=True):
        seen = "".join(line[column : column + 1] for line in reversed(lines)).rstrip()
        kinds = [sign for sign, part in zip("█▒░", parts, strict=True) if part]
        if len(kinds) == 1 and kinds[0] == "█":
            assert seen
        else:
            assert set(seen) <= set(kinds)
            assert len(set(seen)) == min(len(kinds), len(seen))
            assert list(seen) == sorted(seen, key="█▒░".index)


def test_bars_without_room_between_them_take_all_there_is() -> None:
    thirty = Bars(tuple((float(day + 1),) for day in range(30)), (), "grades a day")
    lines = text_of(thirty, 56, 8)
    assert len(lines[-3]) >= 54
    below = thirty._replace(pitch=1)
    assert len(text_of(below, 56, 8)[-3]) == 30 + 3


def test_places_that_share_a_bar_are_told_and_added() -> None:
    lines = text_of(Bars(tuple((1.0,) for _ in range(100)), (), "grades a day", unit="day"), 60)
    assert "grades in 2 days" in lines[0]
    assert lines[1].startswith("2┤█") or lines[2].startswith("2┤█")


@given(st.floats(0, 1e9), st.integers(3, 40))
def test_the_marks_beside_a_plot_are_round_and_equally_far_apart(top: float, height: int) -> None:
    rows, marks = scale(top, height)
    assert height - max(3, height // 5) < rows <= height
    assert marks[0] == 0
    assert marks[-1] >= top
    assert rows % (len(marks) - 1) == 0
    if len(marks) > 2:
        step = marks[1]
        while step >= 10:
            step /= 10
        assert min(abs(step - factor) for factor in FACTORS) < 1e-9


def test_a_high_plot_has_marks_to_read_from() -> None:
    for height in range(9, 41):
        assert len(scale(4.8, height, 0.1)[1]) > 2
    for height in (28, 29, 33, 34):
        assert scale(4.8, height, 0.1)[1] == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("value", "name"),
    [(0, "0"), (0.1 * 3, "0.3"), (2500, "2,500"), (25_000, "25k"), (1_500_000, "1.5M"), (2e9, "2G")],
)
def test_a_mark_s_name_is_short(value: float, name: str) -> None:
    assert amount(value) == name


def test_a_line_begins_where_days_can_be_told_apart() -> None:
    for least, floor in ((0.85, "80 %"), (0.77, "70 %"), (0.6, "60 %"), (0.45, "40 %"), (0.1, "0 %")):
        lines = text_of(Shares((least, 1.0), ()))
        assert [line.split("┤")[0].strip() for line in lines if "┤" in line][-1] == floor


def test_days_close_together_are_a_line_without_dots() -> None:
    assert "●" in "".join(text_of(Shares((0.5, 0.9) * 10, ())))
    assert "●" not in "".join(text_of(Shares((0.5, 0.9) * 26, ())))
    assert "●" in "".join(text_of(Shares((0.5,), ())))


def test_the_names_below_a_plot_stand_apart_and_equally_far() -> None:
    for count in (1, 2, 8, 30, 60):
        drawing = Bars(tuple((1.0,) for _ in range(count)), named(count))
        for width in (40, 60, 110):
            drawn = chart(drawing, width, 10)
            places = [at for at, sign in enumerate("".join(run.text for run in drawn.lines[-2])) if sign == "┬"]
            assert places
            apart = [after - before for before, after in pairwise(places)]
            assert max(apart, default=0) - min(apart, default=0) <= 1  # a cell where two days share a bar
            names = "".join(run.text for run in drawn.lines[-1]).split()
            assert len(names) == 2 * len(places)


def test_years_are_named_where_there_are_many_months() -> None:
    months = [date(2020 + number // 12, number % 12 + 1, 1) for number in range(40)]
    assert [name for _, name in ticks(Unit.MONTH, months)] == ["2020", "2021", "2022", "2023"]
    assert [name for _, name in ticks(Unit.MONTH, months[10:14])] == ["Nov", "Dec", "2021", "Feb"]


@given(
    st.lists(st.tuples(st.text(max_size=50), st.integers(0, 10**9), st.floats(0, 1)), max_size=20),
    st.integers(40, 130),
    st.integers(1, 3),
)
def test_a_table_fits_its_room_and_its_numbers_stand_in_columns(
    rows: list[tuple[str, int, float]], width: int, pitch: int
) -> None:
    table = Table(("", "reviews", "new"), tuple(Row((a, f"{b:,}", "7"), bars=(c,)) for a, b, c in rows), (1,))
    lines = table_lines(table, width, pitch=pitch)
    assert len(lines) == 1 + len(rows) * pitch
    assert all(width_of(line) <= width for line in lines)
    ends = [width_of(line) for line in lines[1::pitch]]
    assert len(set(ends)) <= 1


def test_bars_in_a_table_are_left_out_where_words_need_the_room() -> None:
    rows = tuple(Row(("A name of some length", "88 %", "12"), bars=(0.9, 0.5)) for _ in range(3))
    signs = [
        "".join(
            run.text for line in table_lines(Table(("", "recalled", "reviews"), rows, (1, 2)), width) for run in line
        )
        for width in (80, 50, 40)
    ]
    bars = [line.count("█") > 0 for line in signs]
    assert bars == [True, True, False]
    assert all("A name of some length" in line for line in signs)


def test_a_bar_beside_a_number_is_in_proportion() -> None:
    assert [bar(part, 4) for part in (0, 0.5, 1, 0.53125, 0.0001)] == ["", "██", "████", "██▏", "▏"]


def test_few_rows_stand_further_apart_where_there_is_room() -> None:
    assert [pitch_in(rows, 30) for rows in (0, 1, 10, 12, 16, 40)] == [3, 3, 3, 2, 1, 1]


def test_a_row_is_picked_by_key_click_and_wheel_and_the_sum_of_all_never() -> None:
    table = Table(("day", "due"), (Row(("in all", "9")), *(Row((f"{place}", "1"), place) for place in (8, 5, 2))))
    assert [moved(table, None, 1), moved(table, 1, 1), moved(table, 1, -1), moved(table, 2, 99)] == [1, 2, 1, 3]
    assert [nearest(table, place) for place in (0, 4, 6, 99)] == [3, 2, 2, 1]
    assert [turned(table, None, 1), turned(table, None, -1), turned(table, 3, 1), turned(table, 3, -1)] == [3, 1, 2, 3]
    assert [place_of(table, row) for row in (None, 0, 3, 4)] == [None, None, 2, None]
    empty = Table(("day", "due"), (Row(("in all", "9")),))
    assert [moved(empty, None, 1), nearest(empty, 0), turned(empty, None, 1)] == [None, None, None]
