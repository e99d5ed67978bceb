"""What several screens say in the same words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quizcv.session import undone
from quizcv.shown import count, shown_line
from quizcv.tui.review.grades import word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.deckinfo import Broken
    from quizcv.events import Event
    from quizcv.session import Outcome
    from quizcv.tui.keys.prose import KeyNames
    from quizcv.tui.review.grades import GradeButton


def load_words(due: int, new: int, again: int = 0) -> str:
    """A day's load: `12 due, 20 new`; of what there is none nothing is said, save that nothing is due."""
    told = [(due, "due"), (new, "new"), (again, "again today")]
    return ", ".join(f"{count} {word}" for count, word in told if count) or "nothing due"


def broken_words(decks: Sequence[Broken]) -> str:
    """That decks are left out of a review because they can't be read: the first one's place, and how many more there are."""
    first, *more = decks
    fault = first.diagnostics[0]
    name = shown_line(first.path.name)
    place = f"{name}:{fault.line}" if fault.line else name
    others = f", nor can {count(len(more), 'more deck')}" if more else ""
    return f"✗ {place} can't be read{others}: left out until mended."


def event_words(event: Event, buttons: tuple[GradeButton, ...]) -> str:
    """What an event was: `Good`, `suspended`, `flagged: check this`."""
    return undone.event_words(event, partial(word_of, buttons=buttons))


def undone_words(events: Sequence[Event], buttons: tuple[GradeButton, ...]) -> str:
    """What was taken back, if anything was."""
    if not events:
        return "There is nothing to take back."
    return undone.undone_words(events, partial(word_of, buttons=buttons))


def leech_words(outcome: Outcome, keys: KeyNames) -> str:
    """That a card has become a leech, and what helps."""
    lapses = outcome.state.memory.lapses
    mend = (
        "It is suspended now."
        if outcome.state.suspended
        else keys.said("When it comes again, write it anew ({edit}) or set it aside ({suspend}).")
    )
    return f"{outcome.event.card} was forgotten {lapses} times: a leech. {mend}"
