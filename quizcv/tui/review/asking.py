"""One card being asked: what was shown, typed and chosen so far, and what a key would do now. No screen in it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from quizcv.cards.verdict import Judgement
from quizcv.problems.values import Expects
from quizcv.session import Reply

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.cards.verdict import Verdict
    from quizcv.session import Turn

CHOOSING: Final = frozenset({Expects.CHOICE, Expects.CHOICES})
GOOD_GRADE: Final = 4
AGAIN_GRADE: Final = 1


class Stage(Enum):
    """Where the asking stands."""

    ASKED = auto()  # the question is shown
    CHECKING = auto()  # the response is being compared
    REVEALED = auto()  # the answer is shown, the grade is awaited
    SAVING = auto()  # the grade waits for the log


class Asking:
    """The state of one asking.

    Attributes:
        turn: The card and why it is asked.
        since: When it was shown, in seconds of the passed-in clock.
        stage: Where it stands.
        response: What was typed or chosen; None for nothing.
        verdict: How that was judged.
        hints: Hints shown.
        steps: Worked steps shown.
        chosen: Options marked.
        cursor: The option pointed at; -1 for none.
    """

    def __init__(
        self, turn: Turn, since: float = 0.0, *, stage: Stage = Stage.ASKED, hints: int = 0, steps: int = 0
    ) -> None:
        self.turn = turn
        self.since = since
        self.stage = stage
        self.response: str | None = None
        self.verdict: Verdict | None = None
        self.hints = hints
        self.steps = steps
        self.chosen: set[int] = set()
        self.cursor = -1

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.turn.question

    @property
    def is_typed(self) -> bool:
        """Whether the answer is typed into a box."""
        return self.question.expects not in CHOOSING and self.question.expects is not Expects.SELF

    @property
    def is_choice(self) -> bool:
        """Whether options are offered."""
        return self.question.expects in CHOOSING

    @property
    def is_slow(self) -> bool:
        """Whether comparing may take long: a formula is compared in a process of its own, with a deadline."""
        return self.question.expects is Expects.FORMULA

    @property
    def suggested(self) -> int | None:
        """The grade Enter takes: the verdict's; Good where nothing is checked; Again where nothing was answered."""
        if self.stage is not Stage.REVEALED:
            return None
        if self.question.expects is Expects.SELF:
            return GOOD_GRADE
        return self.verdict.grade if self.verdict else AGAIN_GRADE

    @property
    def next_hint(self) -> bool:
        """Whether there is a hint still to be shown."""
        return self.stage is Stage.ASKED and self.hints < len(self.question.hints)

    @property
    def next_step(self) -> bool:
        """Whether there is a worked step still to be shown."""
        return self.stage is Stage.REVEALED and self.steps < len(self.question.steps)

    # Options

    def choose(self, option: int) -> bool:
        """Marks an option, counted from 0; True if that is the whole answer."""
        if self.question.expects is Expects.CHOICE:
            self.chosen = {option}
            return True
        self.chosen ^= {option}
        return False

    def move(self, step: int) -> None:
        """Points at the next or the previous option."""
        count = len(self.question.options)
        start = -1 if step > 0 else count
        self.cursor = ((self.cursor if self.cursor >= 0 else start) + step) % count

    @property
    def choice_response(self) -> str | None:
        """The marked options as a response: the first of their words, letters and numbers that is read as they are meant."""
        from quizcv.cards.checking.choices import letter, read_choices  # noqa: PLC0415  only for choices
        from quizcv.problems.formula.errors import FormulaError  # noqa: PLC0415  as above

        places = sorted(self.chosen)
        words = ", ".join(self.question.options[place] for place in places)
        letters = ", ".join(letter(place) for place in places)
        for response in (words, letters):
            try:
                if places and read_choices(response, self.question.options) == frozenset(places):
                    return response
            except FormulaError:
                continue
        return ", ".join(str(place + 1) for place in places) or None

    # The answer

    def judged(self, verdict: Verdict) -> None:
        """Takes the verdict: the answer is shown, unless the response could not be read."""
        self.verdict = verdict
        self.stage = Stage.ASKED if verdict.judgement is Judgement.INVALID else Stage.REVEALED

    def given_up(self) -> None:
        """Shows the answer without a response."""
        self.response = self.verdict = None
        self.stage = Stage.REVEALED

    def reply(self, now: float) -> Reply:
        """What goes into the log beside the grade."""
        return Reply(
            response=self.response,
            verdict=str(self.verdict.judgement) if self.verdict else None,
            milliseconds=max(round(1000 * (now - self.since)), 0),
        )
