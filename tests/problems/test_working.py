"""Formulas worked out for families in Python, and mistakes kept clear of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.mathtext import plain
from quizcv.problems.answers import narrowed, number_answer
from quizcv.problems.families import catalogue
from quizcv.problems.template import Template
from quizcv.problems.values import Expects
from quizcv.problems.working import PERCENT, clear_mistakes, mistakes, worked

if TYPE_CHECKING:
    from fractions import Fraction

TOPICS = {"normalisation", "classification", "training", "style", "attention", "generative"}
ROUNDED = [each for each in catalogue() if each.topic in TOPICS]
numbers = st.fractions(-1000, 1000, max_denominator=1000)


@pytest.mark.parametrize(
    ("formula", "left", "line"),
    [
        ("(3 + 5)/2", r"\mu", "μ = (3 + 5)/2 = 4"),
        ("(3 - 4)/sqrt(9)", "", "(3 − 4)/√9 = −1/3 ≈ −0.333333"),
        ("exp(1)", "", "exp(1) ≈ 2.71828"),
        ("2.5", "x", "x = 2.5"),
        ("-3", "", "−3"),
    ],
)
def test_a_worked_line_shows_the_formula_and_what_it_comes_to(formula: str, left: str, line: str) -> None:
    assert plain(worked(formula, left)) == line


@given(numbers, st.lists(numbers, max_size=6))
def test_a_clear_mistake_never_cuts_the_tolerance(right: Fraction, wrong: list[Fraction]) -> None:
    answer = number_answer(Expects.NUMBER, [right], tolerance=PERCENT)
    clear = clear_mistakes(answer, [(each, "wrong") for each in wrong])
    found = [each.answer.numbers[0] for each in clear]
    assert narrowed(right, PERCENT, found) == PERCENT
    assert all(each in found or abs(each - right) <= abs(right) / 40 for each in wrong)


@given(st.integers(1, 50), st.integers(1, 50))
def test_a_templates_mistakes_never_cut_its_tolerance(low: int, wide: int) -> None:
    template = Template.parse(
        {
            "given": {"a": f"{low}..{low + wide}", "b": "-3..3"},
            "front": "{a} {b}",
            "answer": "a",
            "tolerance": "1%",
            "mistakes": mistakes("a", ("a + b/100", "wrong"), ("a*(1 + b/100)", "wrong"), ("a + 1", "wrong")),
        }
    )
    for seed in range(5):
        assert template.draw("test", "clear", seed).answer.tolerance == PERCENT


@pytest.mark.parametrize("name", [each.name for each in ROUNDED])
def test_the_tolerance_that_is_asked_is_the_one_that_holds(name: str) -> None:
    """An answer rounded as the prompt allows is never refused because a mistake lies near."""
    of_name = next(each for each in ROUNDED if each.name == name)
    for seed in range(100):
        instance = of_name.draw("test", seed)
        assert {mistake.answer.tolerance for mistake in instance.mistakes} == {instance.answer.tolerance}, seed
