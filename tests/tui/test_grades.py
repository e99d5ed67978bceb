from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from quizcv.scheduler import Memory
from quizcv.tui.review.gradebar import bar_lines, column_end
from quizcv.tui.review.grades import FOUR, SIX, button_for, grade_buttons, interval_words, next_interval, word_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.tui.bench import Bench
    from quizcv.tui.render.wrapping import Line


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def test_each_grade_has_a_digit_a_word_and_a_mark_of_its_own() -> None:
    for buttons in (FOUR, SIX):
        for field in ("key", "word", "mark", "grade"):
            assert len({getattr(button, field) for button in buttons}) == len(buttons)
        assert all(cell_len(button.mark) == 1 for button in buttons)


def test_the_setting_chooses_four_or_six() -> None:
    assert [button.grade for button in grade_buttons("four")] == [1, 3, 4, 5]
    assert [(button.key, button.grade) for button in grade_buttons("six")] == [(str(n), n) for n in range(6)]


@pytest.mark.parametrize(("grade", "key"), [(0, "1"), (1, "1"), (2, "1"), (3, "2"), (4, "3"), (5, "4")])
def test_a_suggested_grade_has_its_button_among_four(grade: int, key: str) -> None:
    assert button_for(grade, FOUR).key == key


def test_a_grade_without_a_button_is_named_with_its_number() -> None:
    assert word_of(4, FOUR) == "Good"
    assert word_of(2, FOUR) == "Again (near)"
    assert word_of(2, SIX) == "Near"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (6, "6 days"),
        (99, "99 days"),
        (100, "3.3 mo"),
        (365, "12.0 mo"),
        (400, "1.1 yr"),
        (36500, "99.9 yr"),
        (999999, "2738 yr"),
    ],
)
def test_intervals_are_told_in_at_most_eight_cells(days: int, words: str) -> None:
    assert interval_words(days) == words
    assert cell_len(words) <= 8


@pytest.mark.parametrize("width", [56, 72])
@pytest.mark.parametrize("buttons", [FOUR, SIX])
def test_the_bar_is_never_wider_than_its_place_and_marks_the_suggestion_without_colour(
    width: int, buttons: tuple[object, ...]
) -> None:
    row = FOUR if buttons is FOUR else SIX
    lines = bar_lines(row, ["2738 yr"] * len(row), row[2], width)
    upper, lower = text_of(lines)
    assert cell_len(upper) <= width
    assert cell_len(lower) <= width
    framed = upper[upper.index("[") : upper.index("]")]
    assert framed.startswith(f"[{row[2].key} ")
    assert framed.endswith(row[2].word)
    assert upper.count("[") == 1
    assert all(button.mark in upper + lower for button in row)


def test_columns_share_the_width_and_a_click_finds_its_button() -> None:
    ends = [column_end(number, 4, 72) for number in range(4)]
    assert ends == [18, 36, 54, 72]


def test_after_the_day_s_first_grade_only_today_or_not_is_told(bench_of: Callable[..., Bench]) -> None:
    session = bench_of().session()
    assert session is not None
    turn = session.turn
    assert turn is not None
    day = date(2026, 3, 1)
    assert next_interval(turn, 4, day) == "1 day"
    assert next_interval(turn, 3, day) == "↻ 1 day"
    assert next_interval(turn._replace(preview={1: Memory(interval=99)}), 1, day) == "↻ 99 days"
    memory = turn.state.memory._replace(due=date(2026, 3, 7), repetition=2, interval=6)
    graded = turn._replace(state=turn.state._replace(graded_day=day, last_day=day, last_grade=3, memory=memory))
    assert next_interval(graded, 3, day) == "today"
    assert next_interval(graded, 4, day) == "6 days"
