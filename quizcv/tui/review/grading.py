"""What the learner thinks of an answer: the grade, which brings the next card, and taking the latest back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from quizcv.tui.review.asking import Stage
from quizcv.tui.review.cardactions import CardActions
from quizcv.tui.review.gradebar import GradeBar
from quizcv.tui.review.grades import button_for
from quizcv.tui.undoing import Listener, take_back
from quizcv.tui.words import asked_by, leech_words, undone_words

if TYPE_CHECKING:
    from quizcv.errors import QuizcvError
    from quizcv.events import Event
    from quizcv.session import Reply
    from quizcv.session.practice import Practice
    from quizcv.tui.review.grades import GradeButton


class Grading(CardActions):
    """The part of the review's screen that grades."""

    buttons: tuple[GradeButton, ...]

    @property
    def writable(self) -> bool:
        """Whether grades can be taken: always in a practice, which has nothing to save."""
        return not self.bench.trouble or self.session.practising

    # Grading

    @on(GradeBar.Pressed)
    def _clicked_grade(self, event: GradeBar.Pressed) -> None:
        self._press(event.button.grade)

    def action_accept(self) -> None:
        """Gives the suggested grade."""
        if self.asking and self.asking.suggested is not None:
            self.grade(self.asking.suggested)

    def action_grade(self, grade: int, _buttons: str) -> None:
        """Gives a grade by its digit."""
        self._press(grade)

    def _press(self, grade: int) -> None:
        """Presses a grade's button; the one in brackets stands for the suggested grade, as Enter does."""
        suggested = self.asking.suggested if self.asking else None
        if suggested is not None and button_for(suggested, self.buttons).grade == grade:
            grade = suggested
        self.grade(grade)

    def grade(self, grade: int) -> None:
        """Gives a grade, at once or as soon as the log is open; the next card comes when it is on disk."""
        asking = self.asking
        if asking is None or asking.stage is not Stage.REVEALED or not self.guard.lets():
            return
        if not self.writable:
            return
        reply = asking.reply(self.bench.monotonic())
        if self.session.practising:  # there is nothing to wait for
            self._commit(grade, reply)
            return
        asking.stage = Stage.SAVING
        if self.bench.store is None:
            self.paint()
        self.write(partial(self._commit, grade, reply))

    def _commit(self, grade: int, reply: Reply) -> None:
        if self.session.overtaken:
            self.show_turn(self.not_graded(self.session.follow()))
            return
        outcome = self.session.grade(grade, reply)
        self.show_turn(leech_words(outcome, self.keys) if outcome.leech else "")

    def not_graded(self, told: str) -> str:
        """That a card was overtaken, so that no grade was taken here."""
        what, _, card = told.partition(": ")
        return self.in_one_line(f"Not asked here: {card}, {what}.", card)

    # Taking back

    def action_undo(self) -> None:
        """Takes the latest back."""
        if not self.guard.lets():
            return
        practice = self._practice
        if practice is None:
            self.write(self._undo)
        elif practice.step_back():
            self.show_turn("Taken back: here it is once more.", typing=False)
        else:
            self.tell("There is nothing to take back.")

    @property
    def _practice(self) -> Practice | None:
        """The session, if it is a practice."""
        from quizcv.session.practice import Practice  # noqa: PLC0415  only where it may be one

        return self.session if self.session.practising and isinstance(self.session, Practice) else None

    def _undo(self) -> None:
        if self.bench.store is not None:
            self.guard.changing()
            listener = Listener(self._undone, self._not_undone, self.tell)
            take_back(self, self.bench.store, self.bench.clock.now(), listener)

    def _not_undone(self, error: QuizcvError) -> None:
        self.paint()
        self.tell(f"✗ Not taken back: {error}", "$error")

    def _undone(self, events: list[Event]) -> None:
        if not events:
            self.paint()
            self.tell(undone_words(events, self.buttons))
            return
        self.session.taken_back(events)
        asked = asked_by(self.bench.library, events[0].card, events[0].seed)
        self.show_turn(
            self.in_one_line(undone_words(events, self.buttons, asked), asked), typing=False
        )  # u takes back more
