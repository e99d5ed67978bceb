"""What a session tells of itself: what a grade did, and how far the review is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quizcv.events import CardState, Event


class Outcome(NamedTuple):
    """What a grade did.

    Args:
        logged: The event; None in practice, which logs nothing.
        state: The card's, after it.
        leech: Whether it was a lapse at which a leech is told; see `quizcv.scheduler.tells_leech`.
    """

    logged: Event | None
    state: CardState
    leech: bool = False

    @property
    def event(self) -> Event:
        """The event as it stands in the log.

        Raises:
            ValueError: There is none, since it was practice.
        """
        if self.logged is None:
            message = "practice logs nothing"
            raise ValueError(message)
        return self.logged


class Tally(NamedTuple):
    """How far the session is: cards graded in it, and what is left of each sort."""

    done: int
    due: int
    new: int
    drill: int
    practice: int = 0

    @property
    def left(self) -> int:
        """Cards still to come."""
        return self.due + self.new + self.drill + self.practice
