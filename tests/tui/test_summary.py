from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from quizcv.clock import Moment
from quizcv.events import Event, EventKind
from quizcv.session.ending import Ending
from quizcv.session.summary import Summary, summarise, time_words
from quizcv.tui.keys.prose import KeyNames
from quizcv.tui.review.commands import REVIEW
from quizcv.tui.review.ending import end_blocks

MOMENT = Moment(datetime(2026, 3, 1, 9, tzinfo=UTC), 0, date(2026, 3, 1))


def graded(card: str, grade: int, milliseconds: int = 1000, *, drill: bool = False) -> Event:
    kind = EventKind.DRILLED if drill else EventKind.GRADED
    return Event(
        id=uuid4(), device="d", sequence=1, moment=MOMENT, kind=kind, card=card, grade=grade, milliseconds=milliseconds
    )


def test_retention_counts_first_grades_of_the_day_only() -> None:
    summary = summarise([graded("a", 4), graded("b", 1), graded("b", 4, drill=True), graded("c", 3)])
    assert (summary.cards, summary.grades, summary.first, summary.recalled) == (3, 4, 3, 2)
    assert summary.retention == 67


def test_retention_leaves_out_cards_begun_that_day() -> None:
    summary = summarise([graded("a", 4), graded("b", 1), graded("c", 1)], {"c"})
    assert (summary.first, summary.recalled, summary.begun) == (2, 1, 1)
    assert summarise([graded("c", 1)], {"c"}).retention is None


def test_the_hardest_cards_are_those_missed_most_and_at_most_three() -> None:
    events = [
        graded("a", 1),
        graded("a", 1, drill=True),
        graded("b", 2),
        graded("c", 1),
        graded("d", 1, 9000),
        graded("e", 5),
    ]
    assert summarise(events).hardest == ("a", "d", "c")


def test_a_coffee_is_not_thinking() -> None:
    assert summarise([graded("a", 4, 3_600_000)]).milliseconds == 300_000


def test_no_grades_make_an_empty_summary() -> None:
    assert summarise([]) == Summary()
    assert Summary().retention is None


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(400, "0 s"), (59_000, "59 s"), (61_000, "1 min"), (3_600_000, "1 h"), (3_900_000, "1 h 5 min")],
)
def test_durations_are_told_as_people_say_them(milliseconds: int, words: str) -> None:
    assert time_words(milliseconds) == words


def test_the_end_tells_cards_retention_time_hardest_and_tomorrow() -> None:
    summary = summarise([graded("a", 4), graded("b", 1), graded("b", 4, drill=True)])
    blocks = end_blocks(
        Ending(summary, more=10),
        {"b": "What is **the area** $k^2$ of `conv`?\n\n![a kernel](kernel.png)"},
        "14 due, 20 new",
        KeyNames(REVIEW, {}),
    )
    told = "\n".join("".join(run.text for run in line) for block in blocks for line in block(60))
    for words in (
        "Done for today",
        "2, 1 asked again",
        "50 %  (1 of 2 known)",
        "3 s",
        "What is the area k² of conv?\n",
        "14 due, 20 new",
        "Enter begins 10 more new cards; u undoes the last grade.",
    ):
        assert words in told
