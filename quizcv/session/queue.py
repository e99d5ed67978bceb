"""Which card comes next: those due, then new ones, then those to drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.workload import limits_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizcv.events import CardState
    from quizcv.session.log import Reader
    from quizcv.session.turn import Reason, Tools


def spread_siblings(keys: Iterable[str]) -> list[str]:
    """The keys in the same order, but with siblings (the same card before the colon) as late after one another as can be.

    Every first sibling comes before any second one.
    """
    rounds: list[list[str]] = []
    seen: dict[str, int] = {}
    for key in keys:
        card = key.partition(":")[0]
        number = seen.get(card, 0)
        seen[card] = number + 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(key)
    return [key for each in rounds for key in each]


class Queue:
    """The cards of a study day in the order they come, as the log and the library have them."""

    def __init__(self, reader: Reader, tools: Tools, decks: Sequence[str] = ()) -> None:
        self.reader = reader
        self.tools = tools
        self.decks = tuple(decks)
        self.due: list[str] = []
        self.new: list[str] = []
        self.drill: list[str] = []
        self.day = tools.clock.now().day
        self.outdated = False
        self._extra_new = 0
        self.fill()

    def fill(self, extra_new: int = 0) -> None:
        """Makes the queue afresh; `extra_new` cards beyond what the study day still allows, until it ends."""
        day = self.tools.clock.now().day
        if day != self.day:
            self.day, self._extra_new = day, 0
        self.outdated = False
        today = self.reader.today(day)
        if extra_new:
            self._extra_new = max(self._extra_new, today.begun - self.tools.settings.new_per_day) + extra_new
        due, new = limits_left(self.tools.settings, today, self._extra_new)
        self.due = spread_siblings(self.reader.due_keys(day, self.decks)[:due])
        self.new = spread_siblings(self.reader.new_keys(new, day, self.decks))
        self.drill = self.reader.drill_keys(day, self.decks)

    @property
    def is_stale(self) -> bool:
        """Whether, since the queue was made, the study day has ended or somebody else has written the log."""
        return self.outdated or self.tools.clock.now().day != self.day

    def first(self) -> tuple[str, Reason] | None:
        """The next card that is still in its deck, and why it is asked; None at the end. Those before it that are gone fall out."""
        reasons: tuple[tuple[list[str], Reason], ...] = ((self.due, "due"), (self.new, "new"), (self.drill, "drill"))
        for keys, reason in reasons:
            while keys and not self.tools.library.has(keys[0]):
                del keys[0]
            if keys:
                return keys[0], reason
        return None

    def take_out(self, key: str) -> None:
        """Takes a card out, for whatever reason it was to be asked."""
        for keys in (self.due, self.new, self.drill):
            if key in keys:
                keys.remove(key)

    def bring_up(self, key: str, state: CardState) -> Reason | None:
        """Puts a card first, and tells why it is asked; it is taken out, and None told, if it can't be asked on this day."""
        self.take_out(key)
        if not self.tools.library.has(key) or state.suspended or state.buried_day == self.day:
            return None
        if state.drills_on(self.day):
            self.drill.insert(0, key)
            return "drill"
        if state.is_new:
            self.new.insert(0, key)
            return "new"
        if state.memory.due <= self.day:
            self.due.insert(0, key)
            return "due"
        return None
