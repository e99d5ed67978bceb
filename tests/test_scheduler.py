from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.scheduler import (
    FUZZ_FROM_DAYS,
    GRADES,
    LEAST_EASE,
    NEW,
    Memory,
    Scheduler,
    Sm2,
    Variant,
    scheduler_logged,
    scheduler_named,
)

SEQUENCES = json.loads((Path(__file__).parent / "vectors" / "sm2.json").read_text(encoding="utf-8"))["sequences"]
VARIANTS: list[Variant] = ["program", "text"]
DAY = date(2026, 3, 1)

grades = st.integers(0, 5)
days = st.dates()
memories = st.builds(
    Memory,
    ease=st.integers(LEAST_EASE, 900),
    repetition=st.integers(0, 60),
    interval=st.integers(0, 4_000_000),
    due=days,
    lapses=st.integers(0, 99),
)
schedulers = st.builds(Sm2, st.sampled_from(VARIANTS), st.booleans(), st.one_of(st.none(), st.integers(1, 40_000)))


def test_there_are_93_worked_sequences() -> None:
    assert len(SEQUENCES) == 93


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("sequence", SEQUENCES, ids=[sequence["grades"] for sequence in SEQUENCES])
def test_every_step_of_the_worked_sequences_is_exact(sequence: dict[str, Any], variant: Variant) -> None:
    scheduler, memory, day = Sm2(variant), NEW, DAY
    for number, step in enumerate(sequence[variant], 1):
        memory = scheduler.review(memory, step["grade"], day)
        reached = (memory.repetition, memory.ease, memory.interval)
        assert reached == (step["repetition"], step["ease_hundredths"], step["interval_days"]), f"step {number}"
        assert memory.due == day + timedelta(days=memory.interval)
        day = memory.due


def test_half_a_day_is_rounded_to_even_by_the_program_and_up_by_the_text() -> None:
    halves = Memory(ease=250, repetition=2, interval=5)  # 12.5
    assert Sm2().review(halves, 4, DAY).interval == 12
    assert Sm2("text").review(halves, 4, DAY).interval == 13
    odd = Memory(ease=250, repetition=2, interval=7)  # 17.5
    assert Sm2().review(odd, 4, DAY).interval == 18
    assert Sm2("text").review(odd, 4, DAY).interval == 18


def test_a_product_that_is_whole_stays_whole() -> None:
    exact = Memory(ease=310, repetition=5, interval=140)  # binary floats make 434.00000000000006 of it
    assert Sm2("text").review(exact, 4, DAY).interval == 434


def test_a_lapse_lowers_the_ease_in_the_program_alone() -> None:
    known = Memory(ease=250, repetition=3, interval=15, due=DAY)
    assert Sm2().review(known, 1, DAY) == Memory(196, 0, 1, DAY + timedelta(days=1), 1)
    assert Sm2("text").review(known, 1, DAY) == Memory(250, 0, 1, DAY + timedelta(days=1), 1)


def test_only_a_card_that_was_recalled_can_lapse() -> None:
    assert Sm2().review(NEW, 0, DAY).lapses == 0
    once = Sm2().review(NEW, 4, DAY)
    lapsed = Sm2().review(once, 2, DAY)
    assert lapsed.lapses == 1
    assert Sm2().review(lapsed, 2, DAY).lapses == 1


@pytest.mark.parametrize("grade", [-1, 6, 100])
def test_a_grade_outside_0_to_5_is_refused(grade: int) -> None:
    with pytest.raises(ValueError, match=f"a grade is a whole number from 0 to 5, not {grade}"):
        Sm2().review(NEW, grade, DAY)


@given(schedulers, memories, grades, days)
def test_the_ease_never_falls_under_130(scheduler: Sm2, memory: Memory, grade: int, day: date) -> None:
    assert scheduler.review(memory, grade, day).ease >= LEAST_EASE


@given(schedulers, memories, grades, days)
def test_due_is_always_the_day_and_the_interval(scheduler: Sm2, memory: Memory, grade: int, day: date) -> None:
    after = scheduler.review(memory, grade, day, "deck/card")
    assert after.due.toordinal() == day.toordinal() + after.interval


@given(schedulers, memories, days)
def test_a_preview_is_what_the_review_gives(scheduler: Sm2, memory: Memory, day: date) -> None:
    preview = scheduler.preview(memory, day, "deck/card")
    assert preview == {grade: scheduler.review(memory, grade, day, "deck/card") for grade in GRADES}


@given(memories, days)
def test_a_better_grade_never_brings_a_card_back_sooner(memory: Memory, day: date) -> None:
    intervals = [after.interval for after in Sm2().preview(memory, day).values()]
    if memory.interval:
        assert intervals == sorted(intervals)


def test_intervals_end_at_the_last_day_of_the_calendar() -> None:
    memory = NEW
    for _ in range(400):  # every day, so that nothing but the calendar holds the interval
        memory = Sm2().review(memory, 5, DAY)
    assert memory.due == date.max
    assert memory.interval == (date.max - DAY).days
    assert Sm2().review(memory, 5, date.max) == Memory(memory.ease + 10, 401, 0, date.max)
    assert Sm2().review(memory, 0, date.max).due == date.max


@given(memories, grades, st.text(max_size=20))
def test_fuzz_moves_a_due_day_by_at_most_a_twentieth(memory: Memory, grade: int, card: str) -> None:
    plain, spread = Sm2().review(memory, grade, DAY, card), Sm2(fuzz=True).review(memory, grade, DAY, card)
    assert abs(spread.interval - plain.interval) * 20 <= plain.interval
    if plain.interval < FUZZ_FROM_DAYS:
        assert spread == plain


def test_fuzz_is_the_same_every_time_and_spreads_cards_learnt_together() -> None:
    memory = Memory(ease=250, repetition=5, interval=100, due=DAY)
    scheduler = Sm2(fuzz=True)
    cards = [f"deck/card-{number}" for number in range(200)]
    intervals = [scheduler.review(memory, 4, DAY, card).interval for card in cards]
    assert intervals == [scheduler.review(memory, 4, DAY, card).interval for card in cards]
    assert min(intervals) == 238
    assert max(intervals) == 262
    assert len(set(intervals)) > 20


@given(memories, grades, st.integers(1, 400))
def test_no_interval_is_longer_than_the_maximum(memory: Memory, grade: int, most: int) -> None:
    assert Sm2(fuzz=True, maximum_interval=most).review(memory, grade, DAY, "deck/card").interval <= most


def test_a_maximum_interval_under_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="the maximum interval is at least 1 day, not 0"):
        Sm2(maximum_interval=0)


def test_the_settings_name_a_scheduler() -> None:
    assert scheduler_named("sm2") == Sm2()
    assert scheduler_named("sm2-text", fuzz=True, maximum_interval=90) == Sm2("text", fuzz=True, maximum_interval=90)
    assert scheduler_named("sm2", maximum_interval=0) == Sm2()
    with pytest.raises(ValueError, match="there is no scheduler 'sm3'; choose one of sm2, sm2-text"):
        scheduler_named("sm3")


@given(schedulers)
def test_a_logged_name_gives_its_scheduler_back(scheduler: Sm2) -> None:
    assert scheduler_logged(scheduler.name) == scheduler


@pytest.mark.parametrize(
    "name",
    ["", "sm2", "sm2/2", "fsrs/6?retention=0.9", "sm2/1?", "sm2/1?max=0", "sm2/1?max=x", "sm2/1?fuzz=2", "sm2/1?a"],
)
def test_a_logged_name_this_version_does_not_know_gives_none(name: str) -> None:
    assert scheduler_logged(name) is None


def test_sm2_is_a_scheduler() -> None:
    scheduler: Scheduler = Sm2()
    assert scheduler.name == "sm2/1"
    assert Sm2("text", fuzz=True, maximum_interval=9).name == "sm2-text/1?fuzz=1&max=9"
