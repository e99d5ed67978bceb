"""What is wrong with a template, told with its part, its column and the mend."""

from __future__ import annotations

import time
from typing import Any

import pytest

from quizcv.problems.drawing import DrawError
from quizcv.problems.faults import TemplateError
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.prose import Prose
from quizcv.problems.template import Template
from tests.problems.templates import minimal


def faults_of(parts: dict[str, Any]) -> list[tuple[str, int, str]]:
    with pytest.raises(TemplateError) as caught:
        Template.parse(parts)
    return [(fault.field, fault.column, fault.message) for fault in caught.value.faults]


def test_a_misspelt_name_in_braces_is_a_fault() -> None:
    with pytest.raises(FormulaError) as caught:
        Prose("side {padding}", {"paddings", "n"})
    assert str(caught.value) == "unknown name 'padding' at column 7; did you mean 'paddings'?"


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        (minimal(answer="strid + 1"), ("answer", 1, "unknown name 'strid'; the names here are n")),
        (
            minimal(given={"n": "9..1"}),
            ("given.n", 1, "the range 9..1 holds no whole number; write the smaller end first"),
        ),
        (
            minimal(given={"n": "24-64"}),
            ("given.n", 1, "'24-64' is a difference, the same number in every draw; write the range 24..64"),
        ),
        (
            minimal(given={"n": "1..m", "m": "4..9"}),
            ("given.n", 4, "'m' is drawn below; put it above: values are drawn in order"),
        ),
        (minimal(given={"n": "1..9 by 0"}), ("given.n", 9, "the step '0' is no whole number from 1")),
        (minimal(given={"n": "1..m"}), ("given.n", 4, "unknown name 'm'; only numbers belong here")),
        (
            minimal(given={"n": "1..9", "pi": "3"}),
            ("given.pi", 1, "'pi' already means something in formulas; choose another name"),
        ),
        (
            minimal(given={"n": "1..9", "2k": "3"}),
            (
                "given.2k",
                1,
                "'2k' is no name for a value; use letters, digits and _, beginning with a letter, at most 32",
            ),
        ),
        (minimal(given={"n": "1..9", "x": []}), ("given.x", 1, "a choice has 1 to 1,000 options, not 0")),
        (minimal(given={}), ("given", 0, "'given' names what is drawn, like {n: 32..224, k: [3, 5, 7]}")),
        (minimal(where=["n"]), ("where[0]", 1, "this is no comparison; write one like p <= k/2")),
        (minimal(where=["n > 1", "n = 2"]), ("where[1]", 3, "one equals sign compares nothing; write ==")),
        (minimal(front=""), ("front", 0, "the part 'front' is missing")),
        (minimal(steps=["n", "n +"]), ("steps[1]", 4, "the formula ends too early: a number or a name is missing")),
        (minimal(steps=["o = n", "q + 1"]), ("steps[1]", 1, "unknown name 'q'; the names here are n, o")),
        (minimal(mistakes=[{"answer": "n + 1"}]), ("mistakes[0]", 0, "the part 'says' is missing")),
        (
            minimal(mistakes=[{"answer": "n + 1", "says": "", "why": ""}]),
            ("mistakes[0].why", 0, "a mistake has no part 'why'; it has 'answer', 'says' and perhaps 'when'"),
        ),
        (
            minimal(mistakes=[{"answer": "(n, n)", "says": ""}]),
            (
                "mistakes[0].answer",
                1,
                "this is another kind of answer than the right one; write both as one number, or both as several in brackets",
            ),
        ),
        (
            minimal(mistakes=["n"]),
            ("mistakes[0]", 0, "a mistake is written {answer: a formula, says: what went wrong}"),
        ),
        (minimal(mistakes="n"), ("mistakes", 0, "'mistakes' is a list of {answer: ..., says: ...}")),
        (minimal(tolerance="much"), ("tolerance", 1, "unknown name 'much'; only numbers belong here")),
        (minimal(expects="shape"), ("expects", 0, "this answer is a number, not 'shape'")),
        (minimal(suffixes="perhaps"), ("suffixes", 0, "'suffixes' is true or false, not 'perhaps'")),
        (minimal(anwser="n"), ("anwser", 0, "a problem has no part 'anwser'; did you mean 'answer'?")),
        (minimal(unit=["a"]), ("unit", 0, "'unit' takes one text")),
        (
            minimal(given={"n": "1..9", "w": ["a", "b"]}, answer="w + 1"),
            ("answer", 1, "'w' is a word and can't be calculated with"),
        ),
    ],
)
def test_a_fault_names_its_part_its_column_and_the_mend(parts: dict[str, Any], fault: tuple[str, int, str]) -> None:
    assert faults_of(parts) == [fault]


def test_all_faults_are_told_at_once_and_none_twice() -> None:
    parts = minimal(given={"n": "9..1", "k": "1..3"}, where=["k"], answer="n + k", steps=["n*k", "j"], front="{x}")
    assert [field for field, _, _ in faults_of(parts)] == ["given.n", "where[0]", "front", "steps[1]"]


def test_a_template_that_would_take_long_is_refused_or_given_up_soon() -> None:
    logarithms = "+".join(f"ln(n + {k})" for k in range(100))
    assert "too long" in faults_of(minimal(where=[f"{logarithms} > 0"] * 60))[0][2]
    template = Template.parse(minimal(where=[f"{logarithms} < 0"] * 10))
    begun = time.process_time()
    with pytest.raises(DrawError):
        template.draw("d", "c", 1)
    assert time.process_time() - begun < 3
