"""One card's turn: its question, why it is asked, and what each grade would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from quizcv.scheduler import DRILL_BELOW, GRADES
from quizcv.seeds import next_question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from quizcv.cards.library import Library
    from quizcv.cards.question import Question
    from quizcv.clock import Clock
    from quizcv.events import CardState
    from quizcv.scheduler import Memory, Scheduler
    from quizcv.session.log import Reader
    from quizcv.settings import Settings

Reason = Literal["due", "new", "drill", "practice"]
"""Why a card is asked."""

BUTTONS = {"again": 1, "hard": 3, "good": 4, "easy": 5}
"""The four buttons and their grades."""


class Tools(NamedTuple):
    """What a session works with, made once at the start of a command or the app."""

    library: Library
    scheduler: Scheduler
    settings: Settings
    clock: Clock


class Turn(NamedTuple):
    """A card being asked: the question, why it is asked today, and what each grade would do."""

    question: Question
    reason: Reason
    state: CardState
    preview: Mapping[int, Memory]


def turn_for(key: str, reason: Reason, tools: Tools, reader: Reader) -> Turn:
    """The turn of one card, whatever the queue says."""
    state = reader.state(key)
    day = tools.clock.now().day
    return Turn(
        question=next_question(key, state, tools.library, reader),
        reason=reason,
        state=state,
        preview=preview_of(state, day, tools.scheduler, key),
    )


def preview_of(state: CardState, day: date, scheduler: Scheduler, card: str = "") -> Mapping[int, Memory]:
    """What each grade given on `day` does to a card: a card scheduled that day already stays as it is, whatever the grade."""
    if state.is_scheduled_on(day):
        return dict.fromkeys(GRADES, state.memory)
    return scheduler.preview(state.memory, day, card)


class Effect(NamedTuple):
    """When a grade has its card come again.

    Args:
        again: Whether it is asked again on the same day.
        days: Until it is due next; None where nothing but that is said of it.
    """

    again: bool
    days: int | None


def effect_of(turn: Turn, grade: int, day: date) -> Effect:
    """What a grade given on `day` does: the first one of the day sets the interval, a later one says only whether the card comes again today."""
    again = grade < DRILL_BELOW
    if turn.state.graded_day != day:
        return Effect(again, turn.preview[grade].interval)
    return Effect(again, None if again else max((turn.state.memory.due - day).days, 0))
