"""Inverse questions: all solutions of an equation by SymPy, and the proof that an answer is the one asked."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.problems.equation import Among, Choose, Equation
from quizcv.problems.faults import TemplateError
from quizcv.problems.formula.parser import parse_test
from quizcv.problems.proving import prove
from quizcv.problems.solving import solutions_of
from quizcv.problems.symbolic import Worker
from quizcv.problems.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

OUTPUT = "o == floor((n + 2*p - k)/s) + 1"
GIVEN = {"n": "24..64", "k": ["3", "5", "7"], "s": ["1", "2", "4"], "p": "0..3", "o": "floor((n + 2*p - k)/s) + 1"}
PROMPT = "{n} {k} {s} {o}"
SMALLEST = {"equation": OUTPUT, "unknown": "p", "choose": "smallest"}
LEAST = "max(0, ceil(((o - 1)*s - n + k)/2))"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(deadline=60)
    yield worker
    worker.close()


@pytest.mark.parametrize(
    ("equation", "unknown", "among", "values", "some", "every"),
    [
        (OUTPUT, "p", "whole", {"o": 16, "n": 32, "k": 3, "s": 2}, (1,), True),
        (OUTPUT, "k", "whole", {"o": 16, "n": 32, "p": 1, "s": 2}, (3, 4), True),
        (OUTPUT, "s", "whole", {"o": 16, "n": 32, "p": 1, "k": 3}, (2,), True),
        (OUTPUT, "n", "whole", {"o": 1, "p": 0, "k": 3, "s": 7}, (3, 4, 5, 6), False),
        ("o == ceil((n - k)/s) + 1", "n", "whole", {"o": 10, "k": 3, "s": 2}, (20, 21), True),
        ("o == floor(floor((n - k)/2)/2)", "n", "whole", {"o": 10, "k": 3}, (43, 44, 45, 46), True),
        ("w == k^2*c", "k", "whole", {"w": 36, "c": 4}, (3,), True),
        ("w == k^2*c", "k", "real", {"w": 36, "c": 4}, (-3, 3), True),
        ("w == k^2*c", "k", "positive", {"w": 9, "c": 4}, (Fraction(3, 2),), True),
        ("o == n + 2*p", "p", "whole", {"o": 8, "n": 9}, (), True),
        ("floor(12/s) == 3", "s", "whole", {}, (4,), True),
        ("floor(12/s) == 1", "s", "whole", {}, (7, 8, 9, 10), False),
        ("floor(1/s) == 0", "s", "whole", {}, (2, 3, 4, 5), False),
    ],
)
def test_all_solutions_are_found(  # noqa: PLR0917  one line a case
    worker: Worker,
    equation: str,
    unknown: str,
    among: str,
    values: dict[str, Any],
    some: tuple[Any, ...],
    every: object,
) -> None:
    left, right = parse_test(equation).operands
    (found,) = solutions_of(Equation(left, right, unknown, Choose.ONLY, Among(among)), [values], 60, worker)
    assert (found.some, found.every, found.unsolved) == (some, every, "")


@pytest.mark.parametrize(
    ("equation", "why"), [("n % 7 == 3", "inside and outside"), ("floor(n/2) + ceil(n/3) == 9", "more than one")]
)
def test_what_cannot_be_solved_says_why(worker: Worker, equation: str, why: str) -> None:
    left, right = parse_test(equation).operands
    (found,) = solutions_of(Equation(left, right, "n"), [{}], 60, worker)
    assert why in found.unsolved


def found(worker: Worker, answer: str, solves: dict[str, str], **parts: Any) -> list[tuple[str, str, str]]:
    template = Template.parse({"given": GIVEN, "front": PROMPT, "answer": answer, "solves": solves, **parts})
    return [(each.field, each.level, each.message) for each in prove(template, "d", "c", seeds=60, worker=worker)]


def test_an_answer_that_is_the_one_asked_has_no_findings(worker: Worker) -> None:
    assert found(worker, LEAST, SMALLEST) == []
    exact = {**GIVEN, "s": ["1"]}
    assert found(worker, "p", {"equation": OUTPUT, "unknown": "p"}, given=exact) == []
    assert (
        found(worker, "k", {"equation": OUTPUT, "unknown": "k"}, given=GIVEN, front="{n} {p} {s} {o}", where=["s == 1"])
        == []
    )


def test_an_answer_that_is_not_the_smallest_is_found(worker: Worker) -> None:
    ((field, level, message), *_) = found(worker, "p", SMALLEST, given={**GIVEN, "s": ["4"]})
    assert (field, level) == ("answer", "error")
    assert message.startswith("the smallest p that solves o == floor((n + 2*p - k)/s) + 1 is ")


def test_an_answer_that_solves_nothing_is_found(worker: Worker) -> None:
    ((field, _, message),) = found(worker, "p + 7", {"equation": OUTPUT, "unknown": "p"}, given={**GIVEN, "s": ["1"]})
    assert field == "answer"
    assert "is solved by p = " in message


def test_other_solutions_are_told_unless_they_count_as_right(worker: Worker) -> None:
    solves = {"equation": OUTPUT, "unknown": "k"}
    parts = {"given": {**GIVEN, "s": ["2"]}, "front": "{n} {p} {s} {o}"}
    ((field, _, message),) = found(worker, "n + 2*p - 2*(o - 1)", solves, **parts)
    assert field == "solves"
    assert "say which is asked, like choose: smallest" in message
    assert found(worker, "n + 2*p - 2*(o - 1)", solves, answers=["n + 2*p - 2*(o - 1) - 1"], **parts) == []


def test_an_equation_without_solution_and_one_without_end_are_found(worker: Worker) -> None:
    ((field, _, message), *_) = found(worker, "p", {"equation": "2*q == 2*n + 1", "unknown": "q"})
    assert field == "answer"
    assert message.startswith("no q solves 2*q == 2*n + 1")
    ((field, _, message),) = found(
        worker, "n", {"equation": "floor(1/(q + 2)) == n - n", "unknown": "q", "choose": "largest"}
    )
    assert field == "solves.choose"
    assert "there is no largest q" in message


@pytest.mark.parametrize(
    ("solves", "faults"),
    [
        ({"equation": "o == n", "unknown": "p"}, ["solves.equation:1: the unknown 'p' is not in the equation"]),
        (
            {"equation": "o < p", "unknown": "p"},
            ["solves.equation:1: this is no equation; write one == between its two sides"],
        ),
        (
            {"equation": "o == p + zz", "unknown": "p"},
            ["solves.equation:10: unknown name 'zz'; the names here are k, n, o, p, s"],
        ),
        (
            {"equation": "o == p", "unknown": "sqrt"},
            ["solves.equation:1: 'sqrt' already means something in formulas; choose another name"],
        ),
        ({"equation": "o == p"}, ["solves:0: the part 'unknown' is missing"]),
        (
            {"equation": "o == p", "unknown": "p", "chose": "x"},
            ["solves.chose:0: 'solves' has no part 'chose'; did you mean 'choose'?"],
        ),
        (
            {"equation": "o == p", "unknown": "p", "among": "wole"},
            ["solves.among:1: 'wole' is none of whole, positive, real; did you mean 'whole'?"],
        ),
        ("o == p", ["solves:0: 'solves' is written {equation: o == n + 2*p - k + 1, unknown: p}"]),
    ],
)
def test_a_fault_in_an_equation_is_told_with_its_column(solves: object, faults: list[str]) -> None:
    with pytest.raises(TemplateError) as caught:
        Template.parse({"given": GIVEN, "front": PROMPT, "answer": "p", "solves": solves})
    assert [f"{fault.field}:{fault.column}: {fault.message}" for fault in caught.value.faults] == faults


def test_an_answer_of_several_numbers_solves_no_equation() -> None:
    with pytest.raises(TemplateError) as caught:
        Template.parse(
            {"given": GIVEN, "front": PROMPT, "answer": "(p, o)", "solves": {"equation": OUTPUT, "unknown": "p"}}
        )
    assert "an equation is solved by one number" in str(caught.value)
