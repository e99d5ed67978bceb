from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.clock import moment_at
from quizcv.events import Event, EventKind
from quizcv.statistics import DayCount, standing, summarise

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Log:
    """Events one minute apart."""

    def __init__(self) -> None:
        self.numbers: Iterator[int] = count(1)
        self.events: list[Event] = []

    def add(self, kind: EventKind, card: str = "a/1", day: int = 0, **more: Any) -> Event:
        number = next(self.numbers)
        moment = moment_at(FIRST + timedelta(days=day, minutes=number))
        event = Event(id=UUID(int=number), device="d", sequence=number, moment=moment, kind=kind, card=card, **more)
        self.events.append(event)
        return event


@pytest.fixture
def log() -> Log:
    return Log()


def test_an_empty_log_has_no_retention_and_no_days() -> None:
    summary = summarise([])
    assert (summary.reviews, summary.retention, summary.days) == (0, None, ())


def test_the_first_grade_begins_a_card_and_is_no_review(log: Log) -> None:
    log.add(EventKind.GRADED, grade=1)
    log.add(EventKind.DRILLED, grade=4)
    assert summarise(log.events).days == (DayCount(date(2026, 3, 1), new=1, drills=1),)


def test_retention_is_the_part_of_reviews_that_recalled(log: Log) -> None:
    log.add(EventKind.GRADED, grade=4)
    for day, grade in enumerate((4, 2, 3, 1), 1):
        log.add(EventKind.GRADED, day=day, grade=grade, milliseconds=500)
    summary = summarise(log.events)
    assert summary.reviews == 4
    assert summary.retention == 0.5
    assert summary.days[2] == DayCount(date(2026, 3, 3), reviews=1, milliseconds=500)


def test_what_was_taken_back_does_not_count(log: Log) -> None:
    log.add(EventKind.GRADED, grade=4)
    lapse = log.add(EventKind.GRADED, day=1, grade=1)
    log.add(EventKind.VOIDED, card="", day=1, target=lapse.id)
    log.add(EventKind.GRADED, day=1, grade=5)
    assert summarise(log.events).retention == 1.0


def test_a_reset_card_begins_again(log: Log) -> None:
    log.add(EventKind.GRADED, grade=4)
    log.add(EventKind.RESET)
    log.add(EventKind.GRADED, day=1, grade=1)
    assert summarise(log.events).retention is None


def test_a_renamed_card_is_followed(log: Log) -> None:
    log.add(EventKind.GRADED, card="a/old", grade=4)
    log.add(EventKind.ALIASED, card="a/new", note="a/old")
    log.add(EventKind.GRADED, card="a/new", day=1, grade=4)
    assert summarise(log.events).reviews == 1


@given(st.lists(st.tuples(st.sampled_from(["a/1", "a/2"]), st.integers(0, 5), st.integers(0, 3))), st.randoms())
def test_figures_do_not_depend_on_the_order_in_which_events_are_read(
    grades: list[tuple[str, int, int]], chance: Any
) -> None:
    log = Log()
    for card, grade, day in sorted(grades, key=lambda each: each[2]):
        log.add(EventKind.GRADED, card=card, grade=grade, day=day)
    shuffled = list(log.events)
    chance.shuffle(shuffled)
    assert summarise(shuffled) == summarise(log.events)
    assert standing(shuffled) == log.events
    assert sum(day.reviews + day.new + day.drills for day in summarise(shuffled).days) == len(grades)
