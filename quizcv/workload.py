"""How much a study day holds, and the rules it is made up by: what `due` and the first screen need, without the machine of the session.

Apart from the session because these two have to answer at once, and this is all they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from quizcv.settings import Settings

MORE_NEW: Final = 10
"""So many new cards, if there are as many, are begun beyond the day's number when more are asked for."""


class Load(NamedTuple):
    """What one deck holds on a day: cards due, new ones within the day's limit, all, and those set aside."""

    deck: str
    title: str
    due: int
    new: int
    total: int
    suspended: int


class Today(NamedTuple):
    """What was done on a study day: new cards begun, cards that were due and got their grade, grades in all."""

    begun: int = 0
    reviewed: int = 0
    grades: int = 0


class Rules(NamedTuple):
    """What decides which cards a day holds and in which order, as the settings have it.

    Args:
        due_order: `overdue`, `relative`, `decks` or `random`.
        new_order: `turns`, `decks` or `random`.
        bury_siblings: Whether only one of a card's siblings is asked on a day.
    """

    due_order: str = "overdue"
    new_order: str = "turns"
    bury_siblings: bool = True


RULES = Rules()
"""Those of the default settings."""


class Waiting(NamedTuple):
    """A card that waits for its turn. Cards of the same rank may change places, so that neighbours come from different decks."""

    card: str
    rank: float = 0

    @property
    def deck(self) -> str:
        """The deck's name."""
        return self.card.partition("/")[0]


def rules_of(settings: Settings) -> Rules:
    """The rules the learner has set."""
    return Rules(settings.due_order, settings.new_order, settings.bury_siblings)


def note_of(key: str) -> str:
    """What siblings have in common: the card's key in its deck, without the sibling's part."""
    return key.partition(":")[0]


def limits_left(settings: Settings, today: Today, extra_new: int = 0) -> tuple[int | None, int]:
    """Due and new cards that may still come today; None for no limit on due ones."""
    due = max(0, settings.reviews_per_day - today.reviewed) if settings.reviews_per_day else None
    return due, max(0, settings.new_per_day + extra_new - today.begun)


def more_words(count: int) -> str:
    """How many new cards can be had beyond the day's number: `10 more new cards`."""
    return "one more new card" if count == 1 else f"{count} more new cards"


def uncounted_words(left_out: int) -> str:
    """What a number of cards leaves out, said behind it: `, without the deck left out`; empty for no deck.

    Args:
        left_out: How many decks can't be read.
    """
    if not left_out:
        return ""
    return f", without the {'deck' if left_out == 1 else f'{left_out} decks'} left out"
