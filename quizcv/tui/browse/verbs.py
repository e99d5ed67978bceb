"""What is done to cards, as plain values: which of them it changes, and what is said of it. No screen in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from quizcv.events import UNTOUCHED, EventKind
from quizcv.tui.render.wrapping import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from quizcv.events import CardState
    from quizcv.tui.keys.prose import KeyNames


LEAST_NAME: Final = 16
"""Cells a card's name keeps, though its line be too narrow for all that is said."""


class Verb(NamedTuple):
    """Something that can be done to one card or to many.

    Args:
        kind: The event it writes for each.
        doing: What is told while it is done.
        done: What is told afterwards.
        nothing: What is told if it changes no card.
        already: What the cards are that it does not change.
        changes: Whether it changes a card of that state, on that study day, with that flag.
        otherwise: What is done in its place if it changes no card.
    """

    kind: EventKind
    doing: str
    done: str
    nothing: str
    already: str
    changes: Callable[[CardState, date, str], bool]
    otherwise: Verb | None = None


def decided(
    verb: Verb, keys: Sequence[str], states: Mapping[str, CardState], day: date, flag: str
) -> tuple[Verb, list[str]]:
    """What is done in the end, and to which cards.

    Args:
        verb: What was asked for.
        keys: The cards chosen.
        states: The states of those ever touched.
        day: The study day.
        flag: For a flag, its words; empty takes it off.
    """
    changed = [key for key in keys if verb.changes(states.get(key, UNTOUCHED), day, flag)]
    if not changed and verb.otherwise is not None:
        return decided(verb.otherwise, keys, states, day, flag)
    return verb, changed


def told(verb: Verb, changed: Sequence[str], chosen: int, keys: KeyNames, room: int = 0) -> str:
    """What is said afterwards: what was done to which cards, and how many of those chosen needed it no more.

    Args:
        verb: What was done.
        changed: To which cards.
        chosen: How many were chosen.
        keys: For the key that takes it back.
        room: Cells of the line it stands in: a card's name is cut so that one will do; 0 leaves it whole.
    """
    if not changed:
        return verb.nothing
    left = chosen - len(changed)
    rest = f" {'One was' if left == 1 else f'{left:,} were'} {verb.already} already." if left else ""
    said = partial(keys.said, "{done}: {cards}.{rest} {undo} takes it back.", done=verb.done, rest=rest)
    if len(changed) > 1:
        return said(cards=cards_words(len(changed)))
    free = room - cell_len(said(cards=""))
    return said(cards=cut(changed[0], max(free, LEAST_NAME)) if room else changed[0])


def cards_words(count: int) -> str:
    """How many cards: `one card`, `1,200 cards`."""
    return "one card" if count == 1 else f"{count:,} cards"


_RESUMING: Final = Verb(
    EventKind.RESUMED, "Resuming", "Resumed", "", "resumed", lambda state, _day, _flag: state.suspended
)
SUSPENDING: Final = Verb(
    EventKind.SUSPENDED,
    "Suspending",
    "Suspended",
    "",
    "suspended",
    lambda state, _day, _flag: not state.suspended,
    _RESUMING,
)
BURYING: Final = Verb(
    EventKind.BURIED,
    "Putting off",
    "Put off until tomorrow",
    "Put off until tomorrow already.",
    "put off",
    lambda state, day, _flag: state.buried_day != day,
)
FLAGGING: Final = Verb(
    EventKind.FLAGGED,
    "Flagging",
    "Flagged",
    "Flagged so already.",
    "flagged so",
    lambda state, _day, flag: state.flag != flag,
)
UNFLAGGING: Final = Verb(
    EventKind.FLAGGED,
    "Taking flags off",
    "Flag taken off",
    "There is no flag to take off.",
    "without a flag",
    lambda state, _day, _flag: bool(state.flag),
)
RESETTING: Final = Verb(
    EventKind.RESET,
    "Resetting",
    "New again",
    "New already: there is nothing to reset.",
    "new",
    lambda state, _day, _flag: not state.is_new,
)
