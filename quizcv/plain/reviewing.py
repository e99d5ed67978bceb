"""Review line by line.

The same session as the app's. A line is read for each answer and each grade; the end of the input leaves quietly, and
everything graded until then is in the log.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.plain.ending import ending_lines, farewell
from quizcv.plain.markdown import plain_line
from quizcv.plain.wording import answer_lines, question_lines, verdict_line
from quizcv.problems.values import Expects
from quizcv.scheduler import DRILL_BELOW
from quizcv.session import BUTTONS, Reply, effect_of
from quizcv.session.practice import Practice
from quizcv.session.undone import plain_grade, undone_words
from quizcv.workload import MORE_NEW, more_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from quizcv.plain.lines import Lines
    from quizcv.session import Outcome, Session, Turn

SIX_GRADES = {
    "0": ("nothing came", 0),
    "1": ("wrong", 1),
    "2": ("wrong, but near", 2),
    "3": ("right, hard", 3),
    "4": ("right", 4),
    "5": ("right, easy", 5),
}
FOUR_BUTTONS = {str(key): (button, grade) for key, (button, grade) in enumerate(BUTTONS.items(), 1)}

REVIEW_HELP = """\
Type the answer and press Enter; with no answer to type, Enter shows the back. Then type a grade.
Commands, one letter alone on a line:
  u  take back the latest grade, or whatever the log holds last
  s  suspend: set this card aside until it is resumed
  b  bury: put this card off to tomorrow
  h  hint, one at a time
  ?  this help
  q  leave; everything graded is saved already
To answer with one of these letters, put = before it: =s"""

_LETTERS = frozenset("usbh?q")


PRACTICE_HELP = """\
Type the answer and press Enter; with no answer to type, Enter shows the back. Then say how well you knew it.
Nothing is logged or scheduled; a card you did not know comes again.
Commands, one letter alone on a line:
  u  take back the latest answer
  h  hint, one at a time
  ?  this help
  q  leave
To answer with one of these letters, put = before it: =h"""


def review(session: Session, lines: Lines, *, seconds: Callable[[], float] = time.monotonic) -> None:
    """Reviews until nothing is left, the learner leaves, or the input ends; a practice likewise."""
    lines.say("? explains the commands, q leaves.")
    while True:
        turn = session.turn
        if turn is not None:
            if not _take(session, turn, lines, seconds):
                lines.say(farewell(session))
                return
            continue
        session.tools.library.reload()  # a deck may have been broken, mended or filled meanwhile: before it says that nothing is left
        session.follow()
        if session.turn is not None:
            continue
        for line in ending_lines(session):
            lines.say(line)
        lines.say(farewell(session))
        more = _more_words(session)
        typed = lines.ask(f"{_nothing_left(session)}{more} u takes the latest back, Enter leaves:")
        if typed == "u":
            _undo(session, lines)
        elif typed == "m" and more:
            session.reload(extra_new=0 if session.hidden else MORE_NEW, all_due=bool(session.hidden))
        else:
            return


def _nothing_left(session: Session) -> str:
    return "Nothing is left to practise." if session.practising else "Nothing is left for today."


def _more_words(session: Session) -> str:
    """What can be had beyond the day's limits; empty for nothing."""
    if session.hidden:
        return f" m asks the {session.hidden} beyond the limit,"
    more = session.more_new
    return f" m begins {more_words(more)}," if more else ""


def _take(session: Session, turn: Turn, lines: Lines, seconds: Callable[[], float]) -> bool:
    """Asks one card; False when the learner leaves."""
    question = turn.question
    hints = list(question.hints)
    lines.say()
    lines.say(f"[{session.tally.left} left, {turn.reason}] {question.title}: {question.card}")
    for line in question_lines(question):
        lines.say(line)
    begun = seconds()
    while True:
        typed = lines.ask("Show the answer:" if question.expects is Expects.SELF else "Your answer:")
        if typed is None or typed == "q":
            return False
        done = _obey(typed, session, lines, hints)
        if done is None:
            continue
        if done:
            return True
        response = typed.removeprefix("=").strip() or None
        verdict = session.check(response) if response else Verdict(judgement=Judgement.SELF)
        if verdict_line(verdict):
            lines.say(verdict_line(verdict))
        if verdict.judgement is not Judgement.INVALID:
            break
    for line in answer_lines(question):
        lines.say(line)
    return _grade(session, turn, lines, verdict, response, lambda: round(1000 * (seconds() - begun)))


def _obey(typed: str, session: Session, lines: Lines, hints: list[str]) -> bool | None:
    """Obeys a one-letter command: True if the card is done with, None if it stays, False if it is no command."""
    if typed not in _LETTERS:
        return False
    if typed == "?":
        lines.say(PRACTICE_HELP if session.practising else REVIEW_HELP)
        return None
    if typed == "h":
        lines.say(f"Hint: {plain_line(hints.pop(0))}" if hints else "There is no further hint.")
        return None
    if typed == "u":
        _undo(session, lines)
    elif session.practising:
        lines.say("Practice sets no card aside: the schedule stays as it is.")
        return None
    elif typed == "s":
        lines.say(f"Suspended {session.suspend().card}; quizcv resume brings it back.")
    elif typed == "b":
        lines.say(f"Put off {session.bury().card} to tomorrow.")
    return True


def _undo(session: Session, lines: Lines) -> None:
    if isinstance(session, Practice):
        card = session.step_back()
        lines.say(f"Once more: {card}." if card else "There is nothing to take back.")
        return
    events = session.undo()
    lines.say(undone_words(events, plain_grade) if events else "There is nothing to take back.")


def _grade(
    session: Session,
    turn: Turn,
    lines: Lines,
    verdict: Verdict,
    response: str | None,
    milliseconds: Callable[[], int],
) -> bool:
    """Asks for the grade and logs it; False when the learner leaves."""
    buttons = FOUR_BUTTONS if session.tools.settings.buttons == "four" else SIX_GRADES
    day = None if session.practising else session.tools.clock.now().day
    prompt = _grade_prompt(buttons, turn, verdict.grade, day)
    while True:
        typed = lines.ask(prompt)
        if typed is None or typed == "q":
            return False
        done = _obey(typed, session, lines, [])
        if done is None:
            continue
        if done:
            return True
        grade = buttons[typed][1] if typed in buttons else verdict.grade if not typed else None
        if grade is None:
            lines.say(f"Type one of {', '.join(buttons)}, or ? for help.")
            continue
        if session.overtaken:
            lines.say(f"Not graded: {session.follow()}.")
            return True
        judged = str(verdict.judgement)
        outcome = session.grade(grade, Reply(response=response, verdict=judged, milliseconds=milliseconds()))
        lines.say(_told(outcome, grade, _word(buttons, grade)))
        return True


def _grade_prompt(buttons: Mapping[str, tuple[str, int]], turn: Turn, suggested: int | None, day: date | None) -> str:
    """The grades that can be typed, each with what it does on a study day; in practice, where no day is given, without."""

    def does(grade: int) -> str:
        return f" ({_effect(turn, grade, day)})" if day is not None else ""

    offers = [f"{key} {name}{does(grade)}" for key, (name, grade) in buttons.items()]
    if suggested is not None:
        offers.append(f"Enter for {_word(buttons, suggested)}{does(suggested)}")
    return "Grade: " + ", ".join(offers) + ":"


def _word(buttons: Mapping[str, tuple[str, int]], grade: int) -> str:
    """What a grade is called here: four buttons have other numbers than the grades, so the button's name; else its number."""
    if buttons is SIX_GRADES:
        return str(grade)
    return next((name for name, each in buttons.values() if each == grade), "again, but near")


def _told(outcome: Outcome, grade: int, word: str) -> str:
    """What a grade did."""
    if outcome.logged is None:
        return "Known." if grade >= DRILL_BELOW else "It comes again."
    again = " It comes again today." if outcome.state.drills_on(outcome.event.moment.day) else ""
    back = f"Graded {word}; due again on {outcome.state.memory.due}."
    return f"{back}{again}{_leech_words(outcome)}"


def _leech_words(outcome: Outcome) -> str:
    """That a card has become a leech, and what helps; empty if it has not."""
    if not outcome.leech:
        return ""
    mend = "it is suspended now" if outcome.state.suspended else f"quizcv suspend {outcome.event.card} sets it aside"
    return f" It was forgotten {outcome.state.memory.lapses} times: a leech. Put it otherwise (quizcv edit {outcome.event.card}); {mend}."


def _effect(turn: Turn, grade: int, day: date) -> str:
    """When the card comes again, in words."""
    again, days = effect_of(turn, grade, day)
    if days is None:
        return "again today"
    return f"{'again today, then ' if again else ''}{_days(days)}"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
