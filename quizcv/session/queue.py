"""Which card comes next: a function of the log, the library, the settings and the day, so that it is the same after a restart."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from quizcv.session.apart import RECENT, keep_apart
from quizcv.workload import Waiting, limits_left, note_of, rules_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from quizcv.events import CardState
    from quizcv.session.log import Reader
    from quizcv.session.turn import Reason, Tools

NOTHING_ASKED: Final[Mapping[str, int]] = MappingProxyType({})


def spread_siblings(cards: Iterable[Waiting], asked: Mapping[str, int] = NOTHING_ASKED) -> list[Waiting]:
    """The cards in the same order, but with siblings (the same card before the colon) as late after one another as can be.

    Every first sibling comes before any second one.

    Args:
        cards: Those left.
        asked: How many siblings of each card were asked today already.
    """
    rounds: dict[int, list[Waiting]] = {}
    seen: dict[str, int] = {}
    for each in cards:
        note = note_of(each.card)
        number = seen.get(note, asked.get(note, 0))
        seen[note] = number + 1
        rounds.setdefault(number, []).append(each)
    if len(rounds) <= 1:
        return [each for row in rounds.values() for each in row]
    # One rank for each round at least, or the interleaving of decks would bring a later round forward.
    ordered = [(number, each) for number in sorted(rounds) for each in rounds[number]]
    ranks = {place: rank for rank, place in enumerate(dict.fromkeys((number, each.rank) for number, each in ordered))}
    return [Waiting(each.card, ranks[number, each.rank]) for number, each in ordered]


def next_of(cards: Sequence[Waiting], last: str) -> Waiting | None:
    """The card to ask after `last`: the first of another deck among those of the foremost rank, else the first; None for none.

    It looks at nothing but what is left and what was asked last, so a queue made again goes on the same way.
    """
    if not cards:
        return None
    first = cards[0]
    deck = last.partition("/")[0]
    for each in cards:
        if each.rank != first.rank:
            break
        if each.deck != deck:
            return each
    return first


def new_is_next(*, begun: int, new: int, reviewed: int, due: int) -> bool:
    """Whether, of cards mixed evenly, a new one comes next.

    Each is at the middle of its share of the day: of `begun + new` cards the one after `begun` stands at `(begun + 1/2) / (begun + new)`.

    Args:
        begun: New cards begun today.
        new: New cards left.
        reviewed: Due cards graded today.
        due: Due cards left.
    """
    if not (new and due):
        return bool(new)
    return (2 * begun + 1) * (reviewed + due) < (2 * reviewed + 1) * (begun + new)


class Queue:
    """The cards of a study day, as the log and the library have them.

    Attributes:
        due: Cards due, within the day's limit.
        new: New cards, within the day's limit.
        drill: Cards to go over again today.
        hidden: Due cards beyond the day's limit.
        outdated: Whether somebody else has written the log since the queue was made, or a new card was begun before one of its deck
            that stands in front of it, so that the turns of the decks are others.
    """

    def __init__(
        self, reader: Reader, tools: Tools, decks: Sequence[str] = (), only: Collection[str] | None = None
    ) -> None:
        self.reader = reader
        self.tools = tools
        self.decks = tuple(decks)
        self.only = None if only is None else frozenset(only)
        self.due: list[Waiting] = []
        self.new: list[Waiting] = []
        self.drill: list[Waiting] = []
        self.hidden = 0
        self.day = tools.clock.now().day
        self.outdated = False
        self._extra_new = 0
        self._all_due = False
        self._held: tuple[str, Reason] | None = None
        self.fill()

    def fill(self, extra_new: int = 0, *, all_due: bool = False) -> None:
        """Makes the queue afresh.

        Args:
            extra_new: New cards beyond what the study day still allows, until it ends.
            all_due: Leave the limit of due cards out, until the study day ends.
        """
        day = self.tools.clock.now().day
        if day != self.day:
            self.day, self._extra_new, self._all_due = day, 0, False
        self._all_due = self._all_due or all_due
        self.outdated = False
        self._held = None
        self._look()
        settings = self.tools.settings
        if extra_new:
            self._extra_new = max(self._extra_new, self._today.begun - settings.new_per_day) + extra_new
        due_left, self._new_left = limits_left(settings, self._today, self._extra_new)
        self._due_left = None if self._all_due else due_left
        rules = rules_of(settings)
        due = [each for each in self.reader.due_cards(day, self.decks, rules) if self._fits(each.card)]
        new = [Waiting(key) for key in self.reader.new_keys(self._new_left, day, self.decks, rules, self.only)]
        if rules.new_order == "decks":
            new = [Waiting(each.card, place) for place, each in enumerate(new)]
        self.due, self.new = due[: self._due_left], new
        self.hidden = len(due) - len(self.due)
        self.drill = [Waiting(key) for key in self.reader.drill_keys(day, self.decks) if self._fits(key)]

    def _fits(self, card: str) -> bool:
        return self.only is None or card in self.only

    def _look(self) -> None:
        """Notes what was done today, and last."""
        self._count()
        self._lately = self.reader.latest_cards(self.day, RECENT)

    def _count(self) -> None:
        self._today = self.reader.today(self.day)
        self._asked = NOTHING_ASKED if self.tools.settings.bury_siblings else self.reader.asked_today(self.day)

    @property
    def is_stale(self) -> bool:
        """Whether, since the queue was made, the study day has ended or somebody else has written the log."""
        return self.outdated or self.tools.clock.now().day != self.day

    def first(self) -> tuple[str, Reason] | None:
        """The next card that is still in its deck, and why it is asked; None at the end. Those before it that are gone fall out."""
        while (found := self._held or self._next()) is not None and not self.tools.library.has(found[0]):
            self.take_out(found[0])
        return found

    def _next(self) -> tuple[str, Reason] | None:
        for cards, reason in self._order():
            if not self.tools.settings.bury_siblings:
                cards = spread_siblings(cards, self._asked)  # noqa: PLW2901  the same cards, in another order
            found = next_of(cards, self._lately[0] if self._lately else "")
            if found is not None:
                return keep_apart(cards, found, self._lately, self.tools.library.origins).card, reason
        if self.drill:
            return keep_apart(self.drill, self.drill[0], self._lately, self.tools.library.origins).card, "drill"
        return None

    def _order(self) -> tuple[tuple[list[Waiting], Reason], ...]:
        """Due and new cards, those first that come next."""
        mixing = self.tools.settings.mixing
        new_first = mixing == "before"
        if mixing == "mixed":
            new_first = new_is_next(
                begun=self._today.begun, new=len(self.new), reviewed=self._today.reviewed, due=len(self.due)
            )
        due: tuple[list[Waiting], Reason] = (self.due, "due")
        new: tuple[list[Waiting], Reason] = (self.new, "new")
        return (new, due) if new_first else (due, new)

    def take_out(self, key: str) -> None:
        """Takes a card out, for whatever reason it was to be asked."""
        if self._held and self._held[0] == key:
            self._held = None
        for cards in (self.due, self.new, self.drill):
            at = next((place for place, each in enumerate(cards) if each.card == key), None)
            if at is not None:
                del cards[at]

    def graded(self, key: str, *, again: bool) -> None:
        """Goes on after a grade of a card, which comes again if `again`; a grade of somebody else's meanwhile makes the queue stale."""
        before = self._today.grades
        deck = Waiting(key).deck
        foremost = next((each.card for each in self.new if each.deck == deck), key)
        turns_change = foremost != key and any(each.card == key for each in self.new)
        self.take_out(key)
        if again:
            self.drill.append(Waiting(key))
        self._count()
        self._lately = [key, *(each for each in self._lately if each != key)][:RECENT]
        if turns_change or self._today.grades != before + 1:
            self.outdated = True

    def bring_up(self, key: str, state: CardState) -> Reason | None:
        """Puts a card first, and tells why it is asked; it is taken out, and None told, if it can't be asked on this day.

        A card that was not in the queue takes the place of another, so that a day's limit still holds.
        """
        reason = self._reason(key, state)
        self.take_out(key)
        if reason is None:
            return None
        if self.tools.settings.bury_siblings:
            for each in [each for each in (*self.due, *self.new) if note_of(each.card) == note_of(key)]:
                self.take_out(each.card)
        cards, most = {
            "due": (self.due, self._due_left),
            "new": (self.new, self._new_left),
            "drill": (self.drill, None),
        }[reason]
        cards.insert(0, Waiting(key, cards[0].rank if cards else 0))
        if most is not None:
            del cards[max(1, most) :]
        self._held = key, reason
        return reason

    def _reason(self, key: str, state: CardState) -> Reason | None:
        """Why a card could be asked today; None if it can't."""
        if not self.tools.library.has(key) or state.suspended or state.buried_day == self.day:
            return None
        if state.drills_on(self.day):
            return "drill"
        if state.is_new:
            return "new"
        return "due" if state.memory.due <= self.day else None
