"""What several screens say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.events import EventKind
from quizcv.tui.review.grades import word_of

if TYPE_CHECKING:
    from quizcv.events import Event
    from quizcv.session import Outcome
    from quizcv.tui.review.grades import GradeButton

DONE: Final = {
    EventKind.SUSPENDED: "suspended",
    EventKind.RESUMED: "resumed",
    EventKind.BURIED: "put off until tomorrow",
    EventKind.FLAGGED: "flagged",
    EventKind.ALIASED: "renamed",
    EventKind.RESET: "made new again",
    EventKind.VOIDED: "taken back",
}


def load_words(due: int, new: int, again: int = 0) -> str:
    """A day's load: `12 due, 20 new`; of what there is none nothing is said, save that nothing is due."""
    told = [(due, "due"), (new, "new"), (again, "again today")]
    return ", ".join(f"{count} {word}" for count, word in told if count) or "nothing due"


def event_words(event: Event, buttons: tuple[GradeButton, ...]) -> str:
    """What an event was: `Good`, `suspended`, `flagged: check this`."""
    if event.grade is not None:
        return word_of(event.grade, buttons)
    words = DONE.get(event.kind, str(event.kind))
    if event.kind is EventKind.FLAGGED and not event.note:
        return "flag taken off"
    return f"{words}: {event.note}" if event.note and event.kind is EventKind.FLAGGED else words


def undone_words(event: Event, buttons: tuple[GradeButton, ...]) -> str:
    """What was taken back."""
    return f"Took back: {event.card}, {event_words(event, buttons)}."


def leech_words(outcome: Outcome) -> str:
    """That a card has become a leech, and what helps."""
    lapses = outcome.state.memory.lapses
    mend = (
        "It is suspended now."
        if outcome.state.suspended
        else "When it comes again, write it anew (e) or set it aside (s)."
    )
    return f"{outcome.event.card} was forgotten {lapses} times: a leech. {mend}"
