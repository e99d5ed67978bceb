"""Questions, answers and verdicts as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizcv.cards.verdict import Judgement, Verdict
from quizcv.plain.markdown import plain_line, plain_lines
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from quizcv.cards.question import Question
    from quizcv.problems.values import Mistake


def question_lines(question: Question) -> list[str]:
    """A question as lines of text: its prompt, its options by number, its unit."""
    lines = plain_lines(question.prompt)
    lines += [f"  {number}) {plain_line(option)}" for number, option in enumerate(question.options, 1)]
    if question.expects is Expects.CHOICES:
        lines.append("(choose all that apply)")
    if question.answer.unit:
        lines.append(f"(in {question.answer.unit})")
    return lines


def mistake_line(mistake: Mistake) -> str:
    """A known wrong answer and what went wrong, in a line."""
    return f"  not {plain_line(mistake.answer.text)}: {plain_line(mistake.says)}"


def answer_lines(question: Question) -> list[str]:
    """A question's back as lines of text: the answer, the worked steps, the reason."""
    lines = labelled("Answer:", question.answer.text)
    if question.alternatives:
        lines.append("Also right: " + "; ".join(plain_line(each.text) for each in question.alternatives))
    lines += [f"  {number}. {plain_line(step.text)}" for number, step in enumerate(question.steps, 1)]
    if question.why:
        lines += labelled("Why:", question.why)
    return lines


def labelled(label: str, markdown: str) -> list[str]:
    """A text behind its label; one of several lines below it."""
    lines = plain_lines(markdown)
    return [label, *lines] if len(lines) > 1 else [" ".join([label, *lines])]


def verdict_line(verdict: Verdict) -> str:
    """What became of a response, in a line."""
    words = {
        Judgement.RIGHT: "Right.",
        Judgement.WRONG: "Wrong.",
        Judgement.INVALID: "That can't be read as an answer.",
        Judgement.UNDECIDED: "Could not decide; compare it yourself.",
        Judgement.SELF: "",
    }
    read_as = f"Read as {verdict.read_as.removeprefix('= ')}." if verdict.read_as else ""
    parts = [words[verdict.judgement], read_as, plain_line(verdict.diagnosis)]
    return " ".join(part for part in parts if part)
