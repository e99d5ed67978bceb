"""What was taken back, in words: one card, or all of what was done to many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizcv.events import Event

DONE: Final = {
    EventKind.SUSPENDED: "suspended",
    EventKind.RESUMED: "resumed",
    EventKind.BURIED: "put off until tomorrow",
    EventKind.FLAGGED: "flagged",
    EventKind.ALIASED: "renamed",
    EventKind.RESET: "made new again",
    EventKind.VOIDED: "taken back",
}


def event_words(event: Event, grade_word: Callable[[int], str]) -> str:
    """What an event was: `Good`, `suspended`, `flagged: check this`.

    Args:
        event: The event.
        grade_word: A grade in words.
    """
    if event.grade is not None:
        return grade_word(event.grade)
    words = DONE.get(event.kind, str(event.kind))
    if event.kind is EventKind.FLAGGED:
        return f"{words}: {event.note}" if event.note else "flag taken off"
    return words


def undone_words(events: Sequence[Event], grade_word: Callable[[int], str]) -> str:
    """What was taken back, a card or many: `Taken back: 5,000 cards suspended`.

    Args:
        events: What an undo took back; at least one.
        grade_word: A grade in words.
    """
    what = event_words(events[0], grade_word)
    if len(events) == 1:
        return f"Taken back: {events[0].card}, {what}."
    comma = "," if events[0].kind is EventKind.FLAGGED and not events[0].note else ""
    return f"Taken back: {len(events):,} cards{comma} {what}."


GRADES: Final = ("Again (blank)", "Again", "Again (near)", "Hard", "Good", "Easy")


def plain_grade(grade: int) -> str:
    """A grade where no buttons are shown, by the name of the one of four that it belongs to: `Good`."""
    return GRADES[grade]
