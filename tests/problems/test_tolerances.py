"""A tolerance never reaches more than half-way to a mistake, whatever the kind of answer."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizcv.problems.answers import narrowed, narrowed_several, number_answer, parse_tolerance, within
from quizcv.problems.authoring import Problem, instance_of
from quizcv.problems.template import Template
from quizcv.problems.values import Expects, Mistake, Spread, Tolerance

NUMBERS = st.fractions(-1000, 1000, max_denominator=1000)
TOLERANCES = st.sampled_from(["", "1%", "20%", "0.5", "1/1000", "2sf", "3sf"]).map(parse_tolerance)
ROWS = st.lists(NUMBERS, min_size=1, max_size=4).flatmap(
    lambda row: st.tuples(st.just(row), st.lists(st.lists(NUMBERS, min_size=len(row), max_size=len(row)), max_size=3))
)


@given(NUMBERS, TOLERANCES, st.lists(NUMBERS, max_size=3), NUMBERS)
def test_no_number_counts_that_is_nearer_to_a_mistake(
    right: Fraction, tolerance: Tolerance, wrong: list[Fraction], typed: Fraction
) -> None:
    kept = narrowed(right, tolerance, wrong)
    if within(typed, right, kept):
        assert all(abs(typed - right) < abs(typed - each) for each in wrong if each != right)


@given(st.sampled_from([Expects.LIST, Expects.SHAPE]), ROWS, TOLERANCES)
def test_no_list_counts_that_is_half_way_to_a_mistake(
    expects: Expects, rows: tuple[list[Fraction], list[list[Fraction]]], tolerance: Tolerance
) -> None:
    right, wrong = rows
    kept = narrowed_several(expects, right, tolerance, wrong)
    assert kept.spread in {tolerance.spread, Spread.EXACT}
    for other in wrong:
        half = [(a + b) / 2 for a, b in zip(right, other, strict=True)]
        if other != right:
            assert not all(within(h, a, kept) for h, a in zip(half, right, strict=True))
            assert not all(within(b, a, kept) for b, a in zip(other, right, strict=True))


def test_a_template_of_several_decimals_takes_a_tolerance() -> None:
    template = Template.parse(
        {
            "given": {"a": "1..5", "b": "1..5"},
            "front": "{a} {b}",
            "answer": "[exp(a)/(exp(a) + exp(b)), exp(b)/(exp(a) + exp(b))]",
            "tolerance": "20%",
            "mistakes": [{"answer": "[a/(a + b), b/(a + b)]", "when": "a != b", "says": "Exponentials first."}],
        }
    )
    for seed in range(50):
        instance = template.draw("d", "c", seed)
        for mistake in instance.mistakes:
            right, wrong = instance.answer.numbers, mistake.answer.numbers
            assert not all(within(b, a, instance.answer.tolerance) for a, b in zip(right, wrong, strict=True))


def test_a_python_familys_mistakes_are_merged_and_recognised_with_the_answers_tolerance() -> None:
    problem = Problem(
        values={},
        prompt="?",
        answer=number_answer(Expects.NUMBER, [Fraction(1, 3)], tolerance=parse_tolerance("10%")),
        mistakes=(
            Mistake(number_answer(Expects.NUMBER, [Fraction(2, 3)]), "Twice."),
            Mistake(number_answer(Expects.NUMBER, [Fraction(2, 3)]), "One minus."),
            Mistake(number_answer(Expects.NUMBER, [Fraction(2, 3)]), "Twice."),
        ),
    )
    (mistake,) = instance_of(problem, "f", 1).mistakes
    assert mistake.says == "Twice.\n\nOne minus."
    assert within(Fraction(667, 1000), mistake.answer.numbers[0], mistake.answer.tolerance)
