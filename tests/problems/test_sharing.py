"""Parts that formulas have in common are worked out once, and nobody can tell by the numbers."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.problems.answers import magnitude, significant
from quizcv.problems.formula.arithmetic import snapped
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import compile_formula, compile_test
from quizcv.problems.formula.limits import NEARNESS
from quizcv.problems.formula.parser import parse, parse_test
from quizcv.problems.formula.sharing import parts_in_common
from quizcv.problems.formula.show import decimal_places, decimal_text, short_decimal
from quizcv.problems.formula.tree import Binary
from quizcv.problems.sampling import calculation_of
from quizcv.problems.template import Template
from tests.problems.test_formula_values import TREES, VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.problems.formula.evaluate import Calculation
    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.values import Value

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9)


def came_to(calculation: Calculation, values: Mapping[str, Value]) -> Exact | str:
    try:
        return calculation(values)
    except CalculationError as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=3), st.sampled_from(["+", "*", "/"]))
def test_what_is_shared_comes_to_the_same_and_fails_with_the_same_words(trees: list[Binary], operator: str) -> None:
    trees = [*trees, *(Binary(operator, one, other) for one in trees for other in trees)]  # type: ignore[arg-type] # a literal
    shared = parts_in_common(trees)
    values: dict[str, Value] = dict(VALUES)
    for tree in trees:
        assert came_to(compile_formula(tree, shared), values) == came_to(compile_formula(tree), VALUES)
    assert {name for name in values if not name.startswith("\0")} == set(VALUES)


def test_a_part_met_in_several_formulas_is_worked_out_once() -> None:
    looked_up: Counter[str] = Counter()

    class Watched(dict[str, int]):
        def __getitem__(self, name: str) -> int:
            looked_up[name] += 1
            return super().__getitem__(name)

    answer, wrong = parse("floor((n + 2*p - k)/s) + 1"), parse("floor((n + 2*p - k)/s)")
    when = parse_test("(n + 2*p - k)/s > floor((n + 2*p - k)/s)")
    shared = parts_in_common([answer, wrong, when])
    values = Watched(n=224, p=3, k=7, s=2)
    assert compile_formula(answer, shared)(values) == 112
    assert compile_formula(wrong, shared)(values) == 111
    assert compile_test(when, shared)(values)
    assert looked_up == {"n": 1, "p": 1, "k": 1, "s": 1}


def test_a_sample_holds_the_drawn_values_and_nothing_else() -> None:
    parts = {"given": {"n": "5..9", "m": "2*n*n + 1"}, "front": "{n}", "answer": "2*n*n + 7", "answers": ["7 + 2*n*n"]}
    sample = Template.parse(parts).sample("d", "c", 1)
    assert set(sample.values) == {"n", "m"}
    instance = Template.parse(parts).draw("d", "c", 1)
    assert set(instance.values) == {"n", "m"}
    assert calculation_of(parse("2*n*n + 7"))(instance.values) == sample.right


@given(FRACTIONS, st.integers(0, 12))
def test_decimals_are_those_of_pythons_rounding(value: Fraction, places: int) -> None:
    text = decimal_text(value, places)
    assert Fraction(text) == round(value, places)
    assert not (text.startswith("-") and Fraction(text) == 0)
    needed = decimal_places(value)
    assert short_decimal(value, places) == (needed if needed is not None and needed <= places else None)


@given(FRACTIONS.filter(bool), st.integers(1, 15))
def test_figures_are_counted_from_the_first_digit_that_is_not_zero(value: Fraction, figures: int) -> None:
    exponent = magnitude(value)
    assert Fraction(10) ** exponent <= abs(value) < Fraction(10) ** (exponent + 1)
    unit = Fraction(10) ** (exponent - figures + 1)
    assert significant(value, figures) % unit == 0
    assert abs(significant(value, figures) - value) <= unit / 2


@given(FRACTIONS, st.fractions(-2, 2))
def test_only_what_is_nearer_than_its_error_to_a_whole_number_is_made_whole(value: Fraction, part: Fraction) -> None:
    near = round(value) + part * NEARNESS
    assert snapped(near) == (round(value) if abs(part) < 1 else near)
    assert snapped(value) == (round(value) if abs(value - round(value)) < NEARNESS else value)
