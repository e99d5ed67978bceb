"""The scheduler alone, and the whole log played again: what a rebuild of the projection costs."""

from __future__ import annotations

import time
from datetime import date
from itertools import cycle
from typing import TYPE_CHECKING

from benchmarks.measure import Row
from quizcv.progress.replay import Fact, project
from quizcv.scheduler import NEW, Sm2

if TYPE_CHECKING:
    from collections.abc import Callable

EVENTS = 1_000_000
CARDS = 100_000
REVIEWS = 200_000
GRADES = (4, 4, 5, 3, 4, 2, 4)
FIRST_DAY = date(2024, 1, 1)


def run() -> list[Row]:
    """Processor time, the best of three: nothing here waits for a disk."""
    facts = _log()
    steps, reviews = (REVIEWS / _best(function) / 1e6 for function in (_steps, _reviews))
    return [
        Row("SM-2 in bare figures", f"{steps:.2f} M reviews/s", ">= 1 M reviews/s"),
        Row("SM-2 in values", f"{reviews:.2f} M reviews/s", ">= 1 M reviews/s"),
        Row(f"replay of {EVENTS:,} events of {CARDS:,} cards", f"{_best(lambda: project(facts)):.2f} s", "<= 5 s"),
    ]


def _log() -> list[Fact]:
    """Ten rounds of grades over all the cards, a day for each thousandth of the log."""
    first = FIRST_DAY.toordinal()
    return [
        Fact(
            number,
            number.to_bytes(16),
            "graded",
            f"deck-{number % CARDS % 20}/card-{number % CARDS}",
            first + number * 1000 // EVENTS,
            GRADES[number % len(GRADES)],
            None,
            "sm2/1",
        )
        for number in range(EVENTS)
    ]


def _steps() -> None:
    figures = (NEW.ease, NEW.repetition, NEW.interval, NEW.lapses)
    step, day = Sm2().step, FIRST_DAY.toordinal()
    for _, grade in zip(range(REVIEWS), cycle(GRADES), strict=False):
        figures = step(figures, grade, day)


def _reviews() -> None:
    memory, review = NEW, Sm2().review
    for _, grade in zip(range(REVIEWS), cycle(GRADES), strict=False):
        memory = review(memory, grade, FIRST_DAY)


def _best(function: Callable[[], object]) -> float:
    """Seconds of processor time of the quickest of three calls."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        function()
        taken.append(time.process_time() - begin)
    return min(taken)
