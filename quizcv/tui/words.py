"""What several screens say in the same words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quizcv.session import undone
from quizcv.shown import count, shown_line
from quizcv.tui.review.grades import interval_words, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.cards.deckinfo import Broken
    from quizcv.cards.library import Library
    from quizcv.events import CardState, Event
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


def formulas_words(*, raw: bool) -> str:
    """How formulas are shown from now on."""
    return "Formulas are shown as they were written." if raw else "Formulas are drawn."


def event_words(event: Event, buttons: tuple[GradeButton, ...]) -> str:
    """What an event was: `Good`, `suspended`, `flagged: check this`."""
    return undone.event_words(event, partial(word_of, buttons=buttons))


def asked_by(library: Library, card: str, seed: int | None = None) -> str:
    """What a card asks, on one line; the card's key if it is in no deck any more."""
    from quizcv.tui.render.oneline import one_line  # noqa: PLC0415  the first screen tells nothing of a card at its start

    return one_line(library.question(card, seed or 0).prompt) if library.has(card) else card


def undone_words(events: Sequence[Event], buttons: tuple[GradeButton, ...], asked: str = "") -> str:
    """What was taken back, if anything was.

    Args:
        events: What an undo took back.
        buttons: The grades of the settings.
        asked: What its card asks, if it was one; else the card is named by its key.
    """
    if not events:
        return "There is nothing to take back."
    if asked and len(events) == 1:
        return f"Taken back, {event_words(events[0], buttons)}: {asked}"
    return undone.undone_words(events, partial(word_of, buttons=buttons))


def leech_words(outcome: Outcome, keys: KeyNames) -> str:
    """That a card has become a leech, and what helps."""
    lapses = outcome.state.memory.lapses
    mend = (
        "It is suspended now."
        if outcome.state.suspended
        else keys.said("When it comes again, write it anew ({edit}) or set it aside ({suspend}).")
    )
    return f"The last card was forgotten {lapses} times: a leech. {mend}"


def standing_words(state: CardState) -> str:
    """Where a card stands in the schedule."""
    if state.is_new:
        return "New: not graded yet."
    memory = state.memory
    ease = f"{memory.ease // 100}.{memory.ease % 100:02}"
    lapses = count(memory.lapses, "lapse") if memory.lapses else "no lapses"
    return f"Due {memory.due}, interval {interval_words(memory.interval)}, ease {ease}, {lapses}."
