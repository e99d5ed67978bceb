"""Practice: any cards, due or not, asked again until they are known, and nothing of it is logged or scheduled.

A grade that does not move the schedule could be logged as a drill, but it would not be without effect: a drill under 4 comes again in
today's review, and keeps the card's siblings out of it. So practice leaves no trace, as drills of generated problems do. Its
problems are drawn from seeds of their own, so that the numbers the next review asks are not given away.
"""

from __future__ import annotations

from random import Random
from secrets import randbits
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from quizcv.errors import QuizcvError
from quizcv.scheduler import DRILL_BELOW, GRADES
from quizcv.session.apart import keep_apart
from quizcv.session.log import NO_REPLY, Reply
from quizcv.session.machine import Session
from quizcv.session.outcome import Outcome, Tally
from quizcv.session.queue import Queue, next_of
from quizcv.session.turn import Turn
from quizcv.workload import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizcv.events import Event
    from quizcv.session.log import Reader
    from quizcv.session.turn import Reason, Tools

SEED_BITS: Final = 32
HARDEST: Final = 3


class Practised(NamedTuple):
    """What came of a practice.

    Args:
        cards: Different cards answered.
        at_once: How many of them were known the first time.
        hardest: Those missed most often, at most three.
    """

    cards: int
    at_once: int
    hardest: tuple[str, ...]


class Pile(Queue):
    """The cards of a practice: each once in a shuffled order, decks apart where they can be, then those missed, until none is."""

    def __init__(self, reader: Reader, tools: Tools, keys: Sequence[str], chance: Random) -> None:
        unique = tuple(dict.fromkeys(keys))
        self.to_come = [Waiting(key) for key in chance.sample(unique, len(unique))]
        self.last = ""
        super().__init__(reader, tools)

    def fill(self, extra_new: int = 0, *, all_due: bool = False) -> None:
        """Nothing is added to a practice: its cards were chosen when it began."""

    @property
    def is_stale(self) -> bool:
        """A practice asks neither the log nor the day."""
        return False

    def first(self) -> tuple[str, Reason] | None:
        """The next card that is still in its deck."""
        while True:
            cards = self.to_come or self.drill
            found = next_of(self.to_come, self.last) or (self.drill[0] if self.drill else None)
            if found is None:
                return None
            found = keep_apart(cards, found, [self.last] if self.last else [], self.tools.library.origins)
            if self.tools.library.has(found.card):
                return found.card, "practice"
            self.take_out(found.card)

    def take_out(self, key: str) -> None:
        """Takes a card out."""
        self.to_come = [each for each in self.to_come if each.card != key]
        self.drill = [each for each in self.drill if each.card != key]

    def graded(self, key: str, *, again: bool) -> None:
        """Goes on after an answer; a card that was missed comes again at the end."""
        self.take_out(key)
        if again:
            self.drill.append(Waiting(key))
        self.last = key

    def place_of(self, key: str) -> int:
        """Where among the cards to come a card is; -1 if it is one that comes again, the first of those."""
        return next((place for place, each in enumerate(self.to_come) if each.card == key), -1)

    def put_back(self, key: str, place: int) -> None:
        """Undoes `graded`: the card is where it was."""
        self.take_out(key)
        if place < 0:
            self.drill.insert(0, Waiting(key))
        else:
            self.to_come.insert(place, Waiting(key))


class _Answered(NamedTuple):
    """A step that can be taken back: the card, where in the pile it was, and what came before it."""

    turn: Turn
    place: int
    before: str
    grade: int


class Practice(Session):
    """A session whose grades only decide what comes again within it.

    Args:
        reader: The look at the progress: it tells what is known of a card, and nothing else.
        tools: Library, clock and settings.
        keys: The cards, whatever their state.
        chance: Decides the order and the numbers of generated problems.
    """

    practising = True

    def __init__(self, reader: Reader, tools: Tools, keys: Sequence[str], chance: Random | None = None) -> None:
        self.chance = chance or Random(randbits(SEED_BITS))  # noqa: S311  practice, no secrets
        self._pile = Pile(reader, tools, keys, self.chance)
        self._answered: list[_Answered] = []
        super().__init__(reader, tools)

    def _make_queue(self) -> Queue:
        return self._pile

    def _ask(self, key: str, reason: Reason) -> Turn:
        library = self.tools.library
        question = library.question(key, self.chance.getrandbits(SEED_BITS) if library.draws(key) else 0)
        state = self.reader.state(key)
        return Turn(question, reason, state, dict.fromkeys(GRADES, state.memory))

    @property
    def tally(self) -> Tally:
        """Cards answered, those still to come, and those that come again."""
        pile = self._pile
        return Tally(len(self._answered), due=0, new=0, drill=len(pile.drill), practice=len(pile.to_come))

    @property
    def more_new(self) -> int:
        """None: its cards were chosen when it began."""
        return 0

    @property
    def result(self) -> Practised:
        """What came of it so far."""
        misses: dict[str, int] = {}
        for each in self._answered:
            card = each.turn.question.card
            misses[card] = misses.get(card, 0) + (each.grade < DRILL_BELOW)
        missed = sorted((card for card, count in misses.items() if count), key=lambda card: (-misses[card], card))
        return Practised(len(misses), sum(not count for count in misses.values()), tuple(missed[:HARDEST]))

    def grade(self, grade: int, reply: Reply = NO_REPLY) -> Outcome:  # noqa: ARG002  a reply is for the log
        """Goes on: a card graded under 4 comes again at the end. Nothing is written."""
        turn = self._present()
        pile = self._pile
        card = turn.question.card
        self._answered.append(_Answered(turn, pile.place_of(card), pile.last, grade))
        pile.graded(card, again=grade < DRILL_BELOW)
        self._advance()
        return Outcome(None, turn.state)

    def step_back(self) -> str:
        """Takes back the latest answer of this practice, and shows its card again; gives its key, empty if there is none."""
        if not self._answered:
            return ""
        answered = self._answered.pop()
        card = answered.turn.question.card
        self._pile.put_back(card, answered.place)
        self._pile.last = answered.before
        self.turn = answered.turn
        return card

    def undo(self) -> list[Event]:
        """Takes back the latest answer of this practice, never an event of the log: there is none to give."""
        self.step_back()
        return []

    @property
    def overtaken(self) -> str:
        """Never: what is done to a card elsewhere changes nothing here."""
        return ""

    def follow(self) -> str:
        """Nothing: a practice asks neither the log nor the day."""
        return ""

    def suspend(self) -> Event:
        """Refused: see `bury`."""
        self._refuse()

    def bury(self) -> Event:
        """Refused: practice changes no card's state.

        Raises:
            QuizcvError: Always.
        """
        self._refuse()

    def _refuse(self) -> NoReturn:
        message = "practice leaves the schedule as it is: suspend or put off a card in a review, or where cards are looked through"
        raise QuizcvError(message)
