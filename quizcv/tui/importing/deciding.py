"""What the learner decides about an import, one step at a time, each of which can be taken back. Nothing is written by it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.cards.model import Card
    from quizcv.tui.importing.entries import Entry


class Verb(StrEnum):
    """What can be decided about an entry; a conflict takes the note's text by ACCEPT and keeps the deck's by OUT."""

    ACCEPT = "accepted"
    OUT = "taken out"
    WRITE = "edited"


class Decision(NamedTuple):
    """What was decided about an entry.

    Args:
        entry: What it is about.
        verb: What was decided.
        front: The learner's own question, for WRITE.
        back: The learner's own answer, for WRITE.
        card: The learner's own card, for WRITE of one that is more than question and answer.
    """

    entry: Entry
    verb: Verb
    front: str = ""
    back: str = ""
    card: Card | None = None


class Decisions:
    """The decisions in the order they were made, the last one about an entry counting alone."""

    def __init__(self) -> None:
        self._made: dict[str, Decision] = {}
        self._past: list[dict[str, Decision]] = []

    def __len__(self) -> int:
        return len(self._made)

    @property
    def all(self) -> tuple[Decision, ...]:
        """All of them, the earliest first."""
        return tuple(self._made.values())

    def of(self, entry: Entry) -> Decision | None:
        """What was decided about an entry."""
        return self._made.get(entry.key)

    def make(self, decisions: Sequence[Decision]) -> None:
        """Decides, in one step."""
        self._past.append(dict(self._made))
        for each in decisions:
            self._made.pop(each.entry.key, None)
            self._made[each.entry.key] = each

    def forget(self, entry: Entry) -> None:
        """Leaves an entry undecided, in one step."""
        self._past.append(dict(self._made))
        self._made.pop(entry.key, None)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def undo(self) -> tuple[str, ...]:
        """Takes the last step back.

        Returns:
            The keys of the entries it was about.
        """
        after, self._made = self._made, self._past.pop()
        keys = [*after, *self._made]
        return tuple(dict.fromkeys(key for key in keys if after.get(key) != self._made.get(key)))

    def carried_to(self, entries: Iterable[Entry]) -> int:
        """Holds on to the decisions about entries that are still there after the note was read again.

        Returns:
            How many decisions had to be dropped, because what they were about is there no more.
        """
        there = {entry.key: entry for entry in entries}
        kept = {key: each._replace(entry=there[key]) for key, each in self._made.items() if key in there}
        dropped = len(self._made) - len(kept)
        self._made, self._past = kept, []
        return dropped
