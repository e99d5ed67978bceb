"""What the first screen tells of the day, reckoned from a look at the progress. No screen in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizcv.session import Load, limits_left, rules_of
from quizcv.workload import MORE_NEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.cards.deckinfo import DeckInfo
    from quizcv.session import Reader
    from quizcv.settings import Settings


class Outlook(NamedTuple):
    """What the first screen tells.

    Args:
        day: The study day.
        loads: What each deck holds.
        due: Cards due today, within the day's limit.
        new: New cards today, within the day's limit.
        drill: Cards to go over again today.
        more: New cards that could be begun beyond the day's limit, at most `MORE_NEW`.
        tomorrow: Due and new cards of tomorrow.
        first_time: Whether nothing was ever reviewed.
        done: Cards graded today.
        leeches: Cards forgotten today so often that they are leeches.
    """

    day: date
    loads: tuple[Load, ...]
    due: int = 0
    new: int = 0
    drill: int = 0
    more: int = 0
    tomorrow: tuple[int, int] | None = None
    first_time: bool = False
    done: int = 0
    leeches: int = 0

    @property
    def something(self) -> bool:
        """Whether there is anything to review, even if beyond the day's limit."""
        return bool(self.due or self.new or self.drill or self.more)


def unread(day: date, decks: Iterable[DeckInfo]) -> Outlook:
    """The decks without numbers, while the progress can't be read."""
    return Outlook(day, tuple(Load(deck.name, deck.title, 0, 0, deck.total, 0) for deck in decks))


def outlook_of(reader: Reader, settings: Settings, day: date, decks: Sequence[str]) -> Outlook:
    """Today's and tomorrow's load.

    Args:
        reader: The look at the progress.
        settings: The limits and rules.
        day: The study day.
        decks: Only these; none: all.
    """
    rules, today = rules_of(settings), reader.today(day)
    due_limit, new_limit = limits_left(settings, today)
    loads = tuple(reader.loads(day, new_limit, decks, rules))
    due, new = sum(load.due for load in loads), sum(load.new for load in loads)
    asked = due if due_limit is None else min(due, due_limit)
    drill = len(reader.drill_keys(day, decks))
    busy = due or drill or today.grades
    return Outlook(
        day,
        loads,
        due=asked,
        new=new,
        drill=drill,
        more=len(reader.new_keys(MORE_NEW, day, decks, rules)),
        tomorrow=_tomorrow(reader, settings, day, decks, asked),
        first_time=bool(loads) and not busy and not reader.due_keys(date.max),
        done=today.begun + today.reviewed,
        leeches=len(reader.leeches(day, settings.leech_lapses, decks)) if today.reviewed else 0,
    )


def load_of(reader: Reader, settings: Settings, day: date, decks: Sequence[str]) -> tuple[int, int, int]:
    """Due cards, new ones, and those to go over again, if only these decks are reviewed: all the day's new cards come from them."""
    due_limit, new_limit = limits_left(settings, reader.today(day))
    loads = reader.loads(day, new_limit, decks, rules_of(settings))
    due = sum(load.due for load in loads)
    asked = due if due_limit is None else min(due, due_limit)
    return asked, sum(load.new for load in loads), len(reader.drill_keys(day, decks))


def _tomorrow(reader: Reader, settings: Settings, day: date, decks: Sequence[str], today: int) -> tuple[int, int]:
    """Due and new cards of tomorrow, as they stand now, without so many that are due today and will be reviewed by then."""
    loads = reader.loads(day + timedelta(days=1), settings.new_per_day, decks, rules_of(settings))
    due = max(sum(load.due for load in loads) - today, 0)
    return min(due, settings.reviews_per_day or due), sum(load.new for load in loads)
