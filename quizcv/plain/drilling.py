"""Practice line by line: generated problems without a schedule, and their score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.checking import check
from quizcv.cards.verdict import Judgement
from quizcv.plain.markdown import plain_line
from quizcv.plain.wording import answer_lines, question_lines, verdict_line
from quizcv.score import Attempt, Result, Score, attempt_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizcv.cards.question import Question
    from quizcv.plain.lines import Lines

DRILL_HELP = """\
Type the answer and press Enter; Enter alone shows it. Nothing is scheduled or logged.
  h  hint, if there is one
  n  next: skip this problem
  ?  this help
  q  leave and see the score
To answer with one of these letters, put = before it: =h"""


def score_lines(score: Score) -> list[str]:
    """A drill's score, the exercise missed most often first; for some of each, how to practise them again."""
    skipped = score.count(Result.SKIPPED)
    passed = [f"{skipped} skipped."] if skipped else []
    if not score.asked:
        return ["Nothing was answered.", *passed]
    told = [f"{score.right} of {score.asked} right."]
    for line in score.lines:
        told.append(f"  {line.exercise}: {line.right} of {line.asked}")
        told += [f"    {number} x {plain_line(says)}" for number, says in line.missed]
    again = [f"Practise the weak ones again: quizcv drill {' '.join(score.weak)}"] if score.weak else []
    return [*told, *passed, *again]


def drill(questions: Iterable[Question], lines: Lines, unasked: Mapping[str, str] | None = None) -> Score:
    """Asks one generated problem after the other until the learner leaves or the input ends; gives the score.

    Args:
        questions: The problems.
        lines: Where they are asked.
        unasked: What turned out meanwhile to be impossible to ask, with the reason; told at the end.
    """
    score = Score()
    lines.say("? explains the commands, q leaves.")
    for question in questions:
        attempt = _practise(question, lines)
        if attempt is None:
            break
        score = score.plus(attempt)
    lines.say()
    for name, why in (unasked or {}).items():
        lines.say(f"{name} can't be asked: {why}")
    for line in score_lines(score):
        lines.say(line)
    return score


def _practise(question: Question, lines: Lines) -> Attempt | None:
    """Asks one problem and tells what became of it; None when the learner leaves."""
    hints = list(question.hints)
    lines.say()
    lines.say(f"[{question.card}, seed {question.seed}]")
    for line in question_lines(question):
        lines.say(line)
    while True:
        typed = lines.ask("Your answer:")
        if typed is None or typed == "q":
            return None
        if typed == "?":
            lines.say(DRILL_HELP)
        elif typed == "h":
            lines.say(f"Hint: {plain_line(hints.pop(0))}" if hints else "There is no further hint.")
        elif typed == "n":
            return Attempt(question.card, Result.SKIPPED)
        else:
            response = typed.removeprefix("=").strip()
            verdict = check(question, response) if response else None
            if verdict is not None:
                lines.say(verdict_line(verdict))
            if verdict is None or verdict.judgement is not Judgement.INVALID:
                break
    for line in answer_lines(question):
        lines.say(line)
    return attempt_at(question, verdict)
