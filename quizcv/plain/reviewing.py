"""Review line by line.

The same session as the app's. A line is read for each answer and each grade; the end of the input leaves quietly, and
everything graded until then is in the log.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.mathtext import plain
from quizcv.plain.wording import answer_lines, question_lines, verdict_line
from quizcv.problems.values import Expects
from quizcv.scheduler import DRILL_BELOW
from quizcv.session import BUTTONS, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizcv.plain.lines import Lines
    from quizcv.scheduler import Memory
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


def review(session: Session, lines: Lines, *, seconds: Callable[[], float] = time.monotonic) -> None:
    """Reviews until nothing is left, the learner leaves, or the input ends."""
    lines.say("? explains the commands, q leaves.")
    while True:
        turn = session.turn
        if turn is None:
            lines.say(_farewell(session))
            if lines.ask("Nothing is left for today. u takes the latest back, Enter leaves:") != "u":
                return
            _undo(session, lines)
        elif not _take(session, turn, lines, seconds):
            lines.say(_farewell(session))
            return


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
        done = _obey(typed, session, lines, hints, REVIEW_HELP)
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


def _obey(typed: str, session: Session, lines: Lines, hints: list[str], explained: str) -> bool | None:
    """Obeys a one-letter command: True if the card is done with, None if it stays, False if it is no command."""
    if typed not in _LETTERS:
        return False
    if typed == "?":
        lines.say(explained)
        return None
    if typed == "h":
        lines.say(f"Hint: {plain(hints.pop(0))}" if hints else "There is no further hint.")
        return None
    if typed == "u":
        _undo(session, lines)
    elif typed == "s":
        lines.say(f"Suspended {session.suspend().card}; quizcv resume brings it back.")
    elif typed == "b":
        lines.say(f"Put off {session.bury().card} to tomorrow.")
    return True


def _undo(session: Session, lines: Lines) -> None:
    event = session.undo()
    if event is None:
        lines.say("There is nothing to take back.")
        return
    what = f"grade {event.grade}" if event.grade is not None else str(event.kind)
    lines.say(f"Took back: {event.card}, {what}.")


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
    prompt = _grade_prompt(buttons, turn.preview, verdict.grade)
    while True:
        typed = lines.ask(prompt)
        if typed is None or typed == "q":
            return False
        done = _obey(typed, session, lines, [], REVIEW_HELP)
        if done is None:
            continue
        if done:
            return True
        grade = buttons[typed][1] if typed in buttons else verdict.grade if not typed else None
        if grade is None:
            lines.say(f"Type one of {', '.join(buttons)}, or ? for help.")
            continue
        judged = str(verdict.judgement)
        outcome = session.grade(grade, Reply(response=response, verdict=judged, milliseconds=milliseconds()))
        lines.say(_told(outcome, grade, _word(buttons, grade)))
        return True


def _grade_prompt(buttons: Mapping[str, tuple[str, int]], preview: Mapping[int, Memory], suggested: int | None) -> str:
    offers = [f"{key} {name} ({_days(preview[grade].interval)})" for key, (name, grade) in buttons.items()]
    if suggested is not None:
        offers.append(f"Enter for {_word(buttons, suggested)} ({_days(preview[suggested].interval)})")
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


def _farewell(session: Session) -> str:
    tally = session.tally
    unasked = [f"{key} can't be asked: {why}" for key, why in session.unasked.items()]
    return "\n".join([*unasked, f"{tally.done} card{'' if tally.done == 1 else 's'} graded; {tally.left} left today."])


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
