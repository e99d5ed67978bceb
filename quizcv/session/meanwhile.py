"""What somebody else did while a session was open: at another window, on another device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from quizcv.events import CardState

LEFT_OUT: Final = "(This deck is left out until that is mended; its progress is kept.)"
"""Said behind the fault of a deck that can't be read."""


def overtaken_words(shown: CardState, now: CardState) -> str:
    """What was done to a card since it was shown; empty if nothing was, or its flag only was changed.

    Args:
        shown: Its state when it was shown.
        now: Its state as the log has it.
    """
    if now._replace(flag="") == shown._replace(flag=""):
        return ""
    if now.asked > shown.asked:
        return "graded elsewhere meanwhile"
    if now.suspended and not shown.suspended:
        return "suspended elsewhere meanwhile"
    if now.buried_day != shown.buried_day and now.buried_day is not None:
        return "put off elsewhere meanwhile"
    return "changed elsewhere meanwhile"


def still_done(done: Sequence[str], since: date, states: Mapping[str, CardState]) -> list[str]:
    """A session's graded cards, a card for each grade, without grades that were taken back elsewhere.

    Args:
        done: The keys in the order of their grades.
        since: The study day on which the session began.
        states: What the log knows of these cards; one that it knows nothing of is not among them.
    """
    left: dict[str, int] = {}
    for key, state in states.items():
        left[key] = state.last_day_grades if state.last_day is not None and state.last_day >= since else 0
    kept = []
    for key in done:
        if left.get(key):
            left[key] -= 1
            kept.append(key)
    return kept
