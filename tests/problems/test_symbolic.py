"""SymPy in its own process: what it proves, and that nothing keeps us waiting for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import to_text
from quizcv.problems.identity import proved_on_grid
from quizcv.problems.symbolic import Equivalence, Undecided, Worker, agree, equivalent, solve, value, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(deadline=60)
    yield worker
    worker.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("k^2*c_in*c_out + c_out", "c_out*(c_in*k^2 + 1)"),
        ("(a + b)^2", "a^2 + 2*a*b + b^2"),
        ("1/c + 1/k^2", "(k^2 + c)/(c*k^2)"),
        ("a/(b - 1) + a", "a*b/(b - 1)"),
        ("27*c^2/(49*c^2)", "27/49"),
        ("x^-2", "1/x^2"),
    ],
)
def test_fractions_of_polynomials_are_proved_without_sympy(one: str, other: str) -> None:
    worker = Worker()
    assert proved_on_grid(parse(one), parse(other)) is True
    assert equivalent(parse(one), parse(other), worker=worker) is Equivalence.PROVED
    assert worker.pid is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sqrt(a^2*b)", "a*sqrt(b)"),
        ("log2(4*x)", "2 + log2(x)"),
        ("ln(a*b)", "ln(a) + ln(b)"),
        ("exp(a)*exp(b)", "exp(a + b)"),
        ("2^(n + 1)", "2*2^n"),
        ("ceil(n/2)", "floor((n + 1)/2)"),
        ("floor((n - 1)/2) + 1", "ceil(n/2)"),
        ("n % 4", "n - 4*floor(n/4)"),
        ("abs(x)", "x"),
    ],
)
def test_other_formulas_are_proved_by_sympy(one: str, other: str, worker: Worker) -> None:
    assert equivalent(parse(one), parse(other), worker=worker) is Equivalence.PROVED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("k^2*c_in*c_out", "k^2*c_in*c_out + c_out"),
        ("floor(n/2)", "ceil(n/2)"),
        ("sqrt(a + b)", "sqrt(a) + sqrt(b)"),
        ("x", "x + 1e-12"),
        ("a - b", "b - a"),
        ("n", "m"),
    ],
)
def test_different_formulas_are_refuted_at_a_point_without_sympy(one: str, other: str) -> None:
    worker = Worker()
    assert agree(parse(one), parse(other)) is False
    assert equivalent(parse(one), parse(other), worker=worker) is Equivalence.REFUTED
    assert worker.pid is None


def test_a_late_answer_is_undecided_and_the_process_is_killed() -> None:
    worker = Worker()
    try:
        assert value(parse("1 + 1"), {}, deadline=60, worker=worker) == 2
        first = worker.pid
        assert first is not None
        hard = parse("(a + b + c + d + f + g)^60*sqrt(a)")
        same = parse("(a + b + c + d + f + g)^58*sqrt(a)*((a + b + c)^2 + 2*(a + b + c)*(d + f + g) + (d + f + g)^2)")
        begun = time.perf_counter()
        assert equivalent(hard, same, deadline=0.3, worker=worker) is Equivalence.UNDECIDED
        assert time.perf_counter() - begun < 3
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
        assert value(parse("1 + 2"), {}, deadline=60, worker=worker) == 3
    finally:
        worker.close()


def test_a_process_made_ready_beforehand_is_the_one_that_answers() -> None:
    worker = Worker(deadline=60)
    try:
        worker.prepare()
        pid = worker.pid
        worker.prepare()
        assert pid is not None
        assert value(parse("2 + 3"), {}, worker=worker) == 5
        assert worker.pid == pid
    finally:
        worker.close()
    assert worker.pid is None


def test_a_killed_process_is_started_again() -> None:
    worker = Worker(deadline=60)
    try:
        assert value(parse("2*3"), {}, worker=worker) == 6
        pid = worker.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        answers: list[int | Fraction | None] = []
        for _ in range(2):  # the first request may still meet the dying process
            try:
                answers.append(value(parse("2*3"), {}, worker=worker))
            except Undecided:
                answers.append(None)
        assert answers[-1] == 6
        assert worker.pid not in {None, pid}
    finally:
        worker.close()
    assert worker.pid is None


def test_values_are_exact_where_they_are_fractions(worker: Worker) -> None:
    assert value(parse("floor((n + 2*p - k)/s) + 1"), {"n": 224, "p": 3, "k": 7, "s": 2}, worker=worker) == 112
    assert value(parse("a/b"), {"a": 1, "b": Fraction(3, 7)}, worker=worker) == Fraction(7, 3)
    assert value(parse("4 + log2(sqrt(448*448)/224)"), {}, worker=worker) == 5
    assert value(parse("round(2.5) + round(-2.5) + round(1.255, 2)"), {}, worker=worker) == Fraction(126, 100)
    assert value(parse("sum(a) + max(a, 1)", lists={"a"}), {"a": (1, Fraction(5, 2))}, worker=worker) == 6
    theirs = value(parse("sqrt(2)*ln(3)"), {}, worker=worker)
    assert abs(Fraction(theirs) - evaluate(parse("sqrt(2)*ln(3)"))) < Fraction(1, 10**30)
    theirs = value(parse("4/pi^2*(atan(2) - atan(3/7))^2"), {}, worker=worker)
    assert abs(Fraction(theirs) - evaluate(parse("4/pi^2*(atan(2) - atan(3/7))^2"))) < Fraction(1, 10**30)


def test_what_has_no_value_is_undecided(worker: Worker) -> None:
    with pytest.raises(Undecided):
        value(parse("1/(n - n)"), {"n": 1}, worker=worker)
    assert values_of([(parse("1/n"), {"n": 0}), (parse("1/n"), {"n": 2})], worker=worker) == [None, Fraction(1, 2)]


@pytest.mark.parametrize(
    ("left", "right", "name", "solutions"),
    [
        ("n + 2*p - k + 1", "n", "p", {"(k - 1)/2"}),
        ("k^2*c", "w", "k", {"sqrt(w)/sqrt(c)", "-sqrt(w)/sqrt(c)"}),
        ("2*x", "6", "x", {"3"}),
        ("x + 1", "x", "x", set()),
    ],
)
def test_a_formula_is_solved_for_another_name(
    left: str, right: str, name: str, solutions: set[str], worker: Worker
) -> None:
    found = solve(parse(left), parse(right), name, worker=worker)
    assert len(found) == len(solutions)
    for wanted in solutions:
        assert any(agree(parse(wanted), tree) for tree in found), [to_text(tree) for tree in found]


def test_the_process_limits_its_memory_and_ends_with_its_pipe() -> None:
    command = [sys.executable, "-m", "quizcv.problems.symbolic_worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == '{"ready": true}\n'
        limits = Path(f"/proc/{process.pid}/limits")
        if limits.is_file():
            (row,) = [line for line in limits.read_text(encoding="ascii").splitlines() if "address space" in line]
            assert row.split()[3].isdigit()
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=20) == 0


def test_nothing_but_the_process_imports_sympy() -> None:
    code = (
        "import sys\n"
        "from quizcv.problems.formula.parser import parse\n"
        "from quizcv.problems.symbolic import WORKER, equivalent\n"
        "print(equivalent(parse('sqrt(a^2)'), parse('a'), deadline=60), WORKER.pid is not None, 'sympy' in sys.modules, 'mpmath' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout.split() == ["proved", "True", "False", "False"]
    assert run.stderr == ""
