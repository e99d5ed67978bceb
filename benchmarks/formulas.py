"""The formula language: hostile input."""

from __future__ import annotations

from functools import partial

from benchmarks.measure import Row, calls, milliseconds
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse

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
    """Each hostile expression with its time until it is refused."""
    return [
        Row(f"refused: {name}", milliseconds(calls(partial(_refused, text), 20)), "< 5 ms")
        for name, text in HOSTILE.items()
    ]


def _refused(text: str) -> None:
    try:
        evaluate(parse(text, names=()))
    except FormulaError:
        return
    message = f"{text[:20]} was not refused"
    raise AssertionError(message)
