"""The formula language and generated problems: hostile input, drawing, checking."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from benchmarks.measure import Row, calls, milliseconds
from quizcv.cards.checking import check
from quizcv.cards.model import Kind
from quizcv.cards.question import Question
from quizcv.problems.families import catalogue
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse

if TYPE_CHECKING:
    from quizcv.problems.authoring import Family

HOSTILE = {
    "9**9**9": "9**9**9",
    "((9**9)**9999)**9999": "((9**9)**9999)**9999",
    "10^5 minus signs": "-" * 100_000 + "1",
    "10^5 brackets": "(" * 100_000,
    "1e999999999": "1e999999999",
    "__import__('os')": "__import__('os')",
    "an attribute": "x.__class__",
}


def run() -> list[Row]:
    """Hostile expressions first, each with its time until it is refused."""
    rows = [Row(f"refused: {name}", _refusals(text), "< 5 ms") for name, text in HOSTILE.items()]
    rows += [Row(f"drawn: {each.name}", _draws(each), "< 1 ms") for each in catalogue()]
    instance = catalogue()[0].draw("bench", 1)
    question = Question(
        card="bench/one", deck="bench", title="Bench", kind=Kind.PROBLEM, prompt=instance.prompt, answer=instance.answer
    )
    response = str(instance.answer.numbers[0])
    rows.append(Row("a numeric answer checked", milliseconds(calls(lambda: check(question, response), 500)), "< 1 ms"))
    return rows


def _refusals(text: str) -> str:
    return milliseconds(calls(lambda: _refused(text), 20))


def _draws(family: Family) -> str:
    seeds = count(1)
    return milliseconds(calls(lambda: family.draw("bench", next(seeds)), 200))


def _refused(text: str) -> None:
    try:
        evaluate(parse(text, names=()))
    except FormulaError:
        return
    message = f"{text[:20]} was not refused"
    raise AssertionError(message)
