"""The proof of problems: every family holds, and each fault is found where it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from quizcv.problems.answers import number_answer
from quizcv.problems.authoring import Family, Problem
from quizcv.problems.families import catalogue, family
from quizcv.problems.proving import prove
from quizcv.problems.symbolic import Worker
from quizcv.problems.template import Template
from quizcv.problems.values import Expects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.problems.drawing import Stream


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(deadline=60)
    yield worker
    worker.close()


@pytest.mark.parametrize("name", [each.name for each in catalogue()])
def test_every_family_is_proved(name: str, worker: Worker, pytestconfig: pytest.Config) -> None:
    assert prove(family(name), "test", name, seeds=pytestconfig.getoption("proofs"), worker=worker) == []


def found(worker: Worker, **parts: Any) -> list[tuple[str, str, str]]:
    template = Template.parse({"given": {"n": "1..500"}, "front": "{n}?", "answer": "n", **parts})
    return [
        (finding.field, finding.level, finding.message)
        for finding in prove(template, "d", "c", seeds=40, worker=worker)
    ]


def test_a_sound_template_has_no_findings(worker: Worker) -> None:
    assert found(worker, steps=["n"], mistakes=[{"answer": "n + 1", "says": "One too many."}]) == []


def test_steps_that_do_not_end_in_the_answer_are_found(worker: Worker) -> None:
    ((field, level, message),) = found(worker, steps=["n", "n + 1"])
    assert (field, level) == ("steps[1]", "error")
    assert "and the answer is" in message


def test_steps_that_cannot_be_calculated_are_found(worker: Worker) -> None:
    ((field, _, message),) = found(worker, steps=["1/(n - n)", "n"])
    assert field == "steps[0]"
    assert "division by zero" in message


def test_a_mistake_that_is_the_answer_is_found(worker: Worker) -> None:
    ((field, _, message),) = found(worker, mistakes=[{"answer": "n + 0", "says": "?"}])
    assert field == "mistakes[0].answer"
    assert "leads to the right answer in nearly every draw" in message


def test_wrong_steps_are_told_beside_a_mistake_that_is_the_answer(worker: Worker) -> None:
    mistakes = [{"answer": "2*n - n", "says": "Nothing was wrong."}]
    findings = found(worker, steps=["n + 1"], mistakes=mistakes)
    assert [field for field, _, _ in findings] == ["mistakes[0].answer", "steps[0]"]


def test_a_message_holds_no_endless_fraction(worker: Worker) -> None:
    ((_, _, message),) = found(worker, given={"n": "3..20", "r": "ln(n)"}, front="{n}", answer="ln(n)*n")
    assert max(map(len, re.findall("[0-9]+", message))) <= 12, message


def test_mistakes_that_never_happen_or_are_the_same_are_found(worker: Worker) -> None:
    mistakes = [
        {"answer": "n + 1", "says": "a"},
        {"answer": "1 + n", "says": "b"},
        {"answer": "n + 2", "when": "n > 900", "says": "c"},
    ]
    assert [(field, message.split(";")[0]) for field, _, message in found(worker, mistakes=mistakes)] == [
        ("mistakes[1].answer", "this always comes to the same as mistakes[0]"),
        ("mistakes[2].answer", "this mistake never happens in 40 draws"),
    ]


def test_conditions_that_hardly_ever_hold_are_found(worker: Worker) -> None:
    ((field, _, message),) = found(worker, given={"n": "1..9", "m": "1..100000"}, front="{n} {m}", where=["m <= 500"])
    assert field == "where"
    assert "of the draws fit" in message
    ((field, _, message),) = found(worker, where=["n > 500"])
    assert field == "where"
    assert "no numbers fit" in message


def test_draws_that_cannot_be_calculated_are_told_with_their_share_and_an_example(worker: Worker) -> None:
    ((field, level, message),) = found(worker, given={"n": "-20..20"}, answer="sqrt(n)", tolerance="1%")
    assert (field, level) == ("answer", "warning")
    told = re.match(r"in (\d+\.\d)% of the draws this can't be calculated, .* \(for n = -\d+: .*root", message)
    assert told is not None, message
    assert 30 < float(told[1]) < 65  # 20 of 41


def test_of_draws_with_which_a_given_value_cannot_be_calculated_that_value_is_told(worker: Worker) -> None:
    given = {"n": "1..500", "d": "0..3", "q": "n/d"}
    ((field, level, message),) = found(worker, given=given, front="{n} {d}", answer="q", tolerance="1%")
    assert (field, level) == ("given.q", "warning")
    assert "d = 0: division by zero" in message


def test_draws_that_a_condition_keeps_out_are_no_loss(worker: Worker) -> None:
    parts = {"given": {"n": "-90..90"}, "answer": "sqrt(n)", "tolerance": "1%"}
    assert found(worker, **parts, where=["n > 0"]) == []
    assert found(worker, **parts, where=["sqrt(n) > 0"]) == []


def test_a_prompt_that_hides_a_number_is_found(worker: Worker) -> None:
    fields = [field for field, _, _ in found(worker, front="What is it?")]
    assert fields == ["front"]


def test_an_answer_nobody_can_type_needs_a_tolerance(worker: Worker) -> None:
    ((field, level, message),) = found(worker, answer="n/7")
    assert (field, level) == ("answer", "warning")
    assert "give a tolerance such as 1% or 3sf" in message
    assert found(worker, answer="n/7", tolerance="1%") == []


def test_too_few_questions_are_a_warning(worker: Worker) -> None:
    ((field, level, message),) = found(worker, given={"n": "1..3"})
    assert (field, level) == ("given", "warning")
    assert message.startswith("only 3 different questions in 40 draws")
    ((_, _, message),) = found(worker, given={"n": [3]})
    assert message.startswith("only 1 different question in 40 draws")


def test_lists_and_shapes_are_proved_too(worker: Worker) -> None:
    parts = {"given": {"a": [[str(n), "3"] for n in range(40)], "n": "1..9"}, "front": "{a} {n}"}
    assert found(worker, **parts, answer="(sum(a), max(a, n))", steps=["(sum(a), max(a, n))"]) == []
    assert found(worker, **parts, answer="a") == []


def test_a_family_in_python_is_proved_by_its_instances(worker: Worker) -> None:
    def maker(draw: Stream) -> Problem:
        n = draw.integer(1, 999)
        return Problem(
            values={"n": n}, prompt=f"{n}?", answer=number_answer(Expects.NUMBER, [n]), steps=(f"$n = {n + 1}$",)
        )

    broken = Family(name="broken", topic="t", title="T", source="S 2026", maker=maker)
    assert [finding.field for finding in prove(broken, "d", "broken", worker=worker)] == ["steps"]
