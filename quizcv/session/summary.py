"""What a day's review came to: the end screen's numbers, from the day's grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.events import EventKind
from quizcv.scheduler import PASSING_GRADE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from quizcv.events import Event

HARDEST: Final = 3
LONGEST_THOUGHT: Final = 300_000
"""Milliseconds: whoever takes longer over a card has got up for coffee."""


class Summary(NamedTuple):
    """A day's review.

    Args:
        cards: Different cards graded.
        grades: Grades in all, drills included.
        begun: New cards begun.
        first: First grades of the day of cards seen before: those that moved the schedule.
        recalled: How many of these were a recall, grade 3 or more.
        milliseconds: Time over the cards; more than five minutes over one counts as five.
        hardest: The cards with the most grades under 3, then the lowest grade, then the longest time; at most three.
    """

    cards: int = 0
    grades: int = 0
    begun: int = 0
    first: int = 0
    recalled: int = 0
    milliseconds: int = 0
    hardest: tuple[str, ...] = ()

    @property
    def retention(self) -> int | None:
        """The share recalled at the first asking, in per cent; None if nothing was asked."""
        return round(100 * self.recalled / self.first) if self.first else None


def summarise(events: Iterable[Event], begun: Container[str] = ()) -> Summary:
    """The summary of a day's grades, taken-back ones left out.

    Args:
        events: The day's events.
        begun: The cards begun that day: there was nothing to recall yet, so they do not count in the retention.
    """
    graded = [event for event in events if event.grade is not None]
    moved = [event for event in graded if event.kind is EventKind.GRADED]
    first = [event for event in moved if event.card not in begun]
    by_card: dict[str, list[Event]] = {}
    for event in graded:
        by_card.setdefault(event.card, []).append(event)
    missed = {card: rows for card, rows in by_card.items() if _lapses(rows)}
    hardest = sorted(
        missed, key=lambda card: (-_lapses(missed[card]), _lowest(missed[card]), -_thought(missed[card]), card)
    )
    return Summary(
        cards=len(by_card),
        grades=len(graded),
        begun=len(moved) - len(first),
        first=len(first),
        recalled=sum(_passed(event) for event in first),
        milliseconds=_thought(graded),
        hardest=tuple(hardest[:HARDEST]),
    )


def _passed(event: Event) -> bool:
    return event.grade is not None and event.grade >= PASSING_GRADE


def _lapses(events: Iterable[Event]) -> int:
    return sum(not _passed(event) for event in events)


def _lowest(events: Iterable[Event]) -> int:
    return min(event.grade for event in events if event.grade is not None)


def _thought(events: Iterable[Event]) -> int:
    return sum(min(event.milliseconds or 0, LONGEST_THOUGHT) for event in events)


def time_words(milliseconds: int) -> str:
    """A duration as people say it: `40 s`, `12 min`, `1 h 5 min`."""
    seconds = round(milliseconds / 1000)
    if seconds < 60:  # noqa: PLR2004  a minute
        return f"{seconds} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
