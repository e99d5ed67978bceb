"""Exact values: Python's fractions and mpmath are the judges."""

from __future__ import annotations

import operator
import timeit
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.problems.formula.encoding import decode, encode
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import compile_formula, compile_test, evaluate
from quizcv.problems.formula.parser import parse, parse_test
from quizcv.problems.formula.show import to_latex, to_text
from quizcv.problems.formula.tokens import MAX_BITS
from quizcv.problems.formula.tree import Binary, Call, Name, Negative, Node, Number

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES: dict[str, int | Fraction] = {"a": 7, "b": -3, "c": Fraction(5, 4)}
FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "floor": lambda x: Fraction(floor(x)),
    "ceil": lambda x: Fraction(ceil(x)),
    "round": lambda x: Fraction(round(x)),
    "abs": abs,
    "min": lambda *x: min(x),
    "max": lambda *x: max(x),
    "sum": lambda *x: Fraction(sum(x)),
}
OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": lambda x, y: Fraction(x // y),
    "%": operator.mod,
}


def by_python(tree: Node) -> Fraction:
    """The value by Python's own fractions."""
    match tree:
        case Number(value=value):
            return Fraction(value)
        case Name(name=name):
            return Fraction(VALUES[name])
        case Negative():
            return -by_python(tree.operand)
        case Binary(operator="^"):
            return Fraction(by_python(tree.left) ** int(by_python(tree.right)))
        case Binary():
            return OPERATIONS[tree.operator](by_python(tree.left), by_python(tree.right))
        case Call():
            return FUNCTIONS[tree.function](*map(by_python, tree.arguments))
        case _:
            raise AssertionError


def grown(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.builds(Negative, below),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "//", "%"]), below, below),
        st.builds(Binary, st.just("^"), below, st.integers(0, 3).map(Number)),
        st.builds(lambda f, x: Call(f, (x,)), st.sampled_from(["floor", "ceil", "round", "abs"]), below),
        st.builds(
            lambda f, x: Call(f, tuple(x)),
            st.sampled_from(["min", "max", "sum"]),
            st.lists(below, min_size=1, max_size=3),
        ),
    )


NUMBERS = st.one_of(
    st.integers(0, 300).map(Number),
    st.decimals(0, 50, allow_nan=False, places=2).map(lambda d: Number(whole(Fraction(d)))),
)
TREES: st.SearchStrategy[Node] = st.recursive(
    st.one_of(NUMBERS, st.sampled_from(sorted(VALUES)).map(Name)), grown, max_leaves=12
)


def whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


@settings(max_examples=500, deadline=None)
@given(TREES)
def test_values_are_those_of_pythons_fractions(tree: Node) -> None:
    try:
        expected = by_python(tree)
    except ZeroDivisionError:
        with pytest.raises(CalculationError, match="division by zero"):
            evaluate(tree, VALUES)
        return
    try:
        value = evaluate(tree, VALUES)
    except CalculationError as error:
        assert "too large" in str(error)  # noqa: PT017  any other message fails
        return
    assert value == expected
    assert isinstance(value, int) or value.denominator > 1


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_a_tree_written_out_and_read_again_is_the_same_tree(tree: Node) -> None:
    assert evaluates_alike(parse(to_text(tree)), tree)
    assert parse(to_text(parse(to_text(tree)))) == parse(to_text(tree))
    assert decode(encode(tree)) == tree
    assert to_latex(tree).count("{") == to_latex(tree).count("}")


def evaluates_alike(one: Node, other: Node) -> bool:
    results: list[object] = []
    for tree in (one, other):
        try:
            results.append(evaluate(tree, VALUES))
        except CalculationError as error:
            results.append(error.problem)
    return results[0] == results[1]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("sqrt(50176)", 224),
        ("sqrt(9/16)", Fraction(3, 4)),
        ("log2(1024)", 10),
        ("log2(1/8)", -3),
        ("4 + log2(sqrt(448*448)/224)", 5),
        ("8^(1/3)", 2),
        ("(4/9)^(3/2)", Fraction(8, 27)),
        ("(4/9)^(-1/2)", Fraction(3, 2)),
        ("0^0", 1),
        ("(-1)^(10^9)", 1),
        ("1^(10^9)", 1),
        ("0^(1/2)", 0),
        ("exp(0)", 1),
        ("atan(0)", 0),
        ("round(4*atan(1)/pi*1e25)", 10**25),
        ("ln(1)", 0),
        ("-7//2", -4),
        ("-7 % 3", 2),
        ("7 % -3", -2),
        ("round(2.5)", 2),
        ("round(3.5)", 4),
        ("round(2.345, 2)", Fraction(234, 100)),
        ("round(1234, -2)", 1200),
        ("1e-3", Fraction(1, 1000)),
        ("1_000.5", Fraction(2001, 2)),
        ("floor(sqrt(2)*sqrt(2))", 2),
        ("ceil(sqrt(3)^2)", 3),
        ("floor(ln(exp(2)))", 2),
        ("min(3, 1, 2)", 1),
        ("prod(2, 3, 7)", 42),
        ("2^4095/2^4090", 32),
    ],
)
def test_exact_values_stay_exact(source: str, value: int | Fraction) -> None:
    assert evaluate(parse(source)) == value


@pytest.mark.parametrize(
    ("source", "theirs"),
    [
        ("sqrt(2)", lambda: mpmath.sqrt(2)),
        ("sqrt(1e-31)", lambda: mpmath.sqrt(mpmath.mpf(10) ** -31)),
        ("log2(3)", lambda: mpmath.log(3) / mpmath.log(2)),
        ("log2(1 + 1e-9)", lambda: mpmath.log(1 + mpmath.mpf(10) ** -9) / mpmath.log(2)),
        ("ln(10)", lambda: mpmath.log(10)),
        ("ln(1e300)", lambda: 300 * mpmath.log(10)),
        ("exp(1)", lambda: mpmath.exp(1)),
        ("exp(-20)", lambda: mpmath.exp(-20)),
        ("exp(700.5)", lambda: mpmath.exp(mpmath.mpf(1401) / 2)),
        ("atan(1/3)", lambda: mpmath.atan(mpmath.mpf(1) / 3)),
        ("atan(-1.5)", lambda: mpmath.atan(mpmath.mpf(-3) / 2)),
        ("atan(1e-40)", lambda: mpmath.atan(mpmath.mpf(10) ** -40)),
        ("atan(1e40)", lambda: mpmath.atan(mpmath.mpf(10) ** 40)),
        ("pi", lambda: +mpmath.pi),
        ("2^0.5", lambda: mpmath.sqrt(2)),
        ("10^(-7/3)", lambda: mpmath.mpf(10) ** (mpmath.mpf(-7) / 3)),
        ("sqrt(2^901)*ln(7)", lambda: mpmath.sqrt(mpmath.mpf(2) ** 901) * mpmath.log(7)),
    ],
)
def test_other_values_have_30_right_digits(source: str, theirs: Callable[[], Any]) -> None:
    ours = evaluate(parse(source))
    with mpmath.workdps(60):
        value = theirs()
        gap = abs(mpmath.mpf(ours.numerator) / ours.denominator - value)
        assert gap <= abs(value) * mpmath.mpf(10) ** -30


@settings(max_examples=200, deadline=None)
@given(st.fractions(min_value=Fraction(1, 10**6), max_value=10**9))
def test_a_root_squared_is_the_number_to_30_digits(value: Fraction) -> None:
    root = Fraction(evaluate(parse("sqrt(x)"), {"x": value}))
    assert abs(root * root - value) <= value / 10**30


@settings(max_examples=200, deadline=None)
@given(st.fractions(min_value=-(10**6), max_value=10**6))
def test_an_arctangent_is_odd_makes_a_right_angle_with_its_inverse_and_has_30_right_digits(value: Fraction) -> None:
    angle = evaluate(parse("atan(x)"), {"x": value})
    assert evaluate(parse("atan(-x)"), {"x": value}) == -angle
    if value:
        gap = Fraction(evaluate(parse("atan(abs(x)) + atan(1/abs(x)) - pi/2"), {"x": value}))
        assert abs(gap) <= Fraction(1, 10**30)
    with mpmath.workdps(60):
        theirs = mpmath.atan(mpmath.mpf(value.numerator) / value.denominator)
        assert abs(mpmath.mpf(angle.numerator) / angle.denominator - theirs) <= abs(theirs) * mpmath.mpf(10) ** -30


@pytest.mark.parametrize(
    "source", ["sqrt(-1)", "ln(0)", "ln(-1)", "log2(0)", "(-8)^(1/3)", "1/(1 - 1)", "1 // 0", "1 % 0"]
)
def test_what_has_no_value_says_so(source: str) -> None:
    with pytest.raises(CalculationError):
        evaluate(parse(source))


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 10**30), st.integers(-5000, 5000))
def test_no_number_passes_the_budget(base: int, exponent: int) -> None:
    try:
        value = evaluate(parse("a^b"), {"a": base, "b": exponent})
    except CalculationError:
        assert base.bit_length() * abs(exponent) > MAX_BITS
    else:
        assert value == Fraction(base) ** exponent
        assert max(value.numerator.bit_length(), value.denominator.bit_length()) <= MAX_BITS


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("2*p <= k", True),
        ("1 <= p < k", True),
        ("k < p", False),
        ("k % 2 == 1", True),
        ("k != 3", False),
        ("sqrt(2)^2 == 2", True),
        ("sqrt(2)^2 < 2", False),
    ],
)
def test_comparisons_hold_exactly(source: str, holds: bool) -> None:
    assert compile_test(parse_test(source))({"p": 1, "k": 3}) is holds


def test_lists_are_gathered() -> None:
    values = {"a": (1, 2, Fraction(1, 2))}
    tree = parse("sum(a) + prod(a)*max(a, 9)", {"a"}, lists={"a"})
    assert compile_formula(tree)(values) == Fraction(7, 2) + 9


def test_an_integer_formula_takes_microseconds() -> None:
    calculation = compile_formula(parse("floor((n + 2*p - k)/s) + 1"))
    values = {"n": 224, "p": 3, "k": 7, "s": 2}
    assert calculation(values) == 112
    assert min(timeit.repeat(lambda: calculation(values), number=1000, repeat=5)) / 1000 < 20e-6


@pytest.mark.parametrize(
    ("source", "latex", "with_numbers"),
    [
        (
            "floor((n + 2*p - k)/s) + 1",
            r"\lfloor \frac{n + 2p - k}{s} \rfloor + 1",
            r"\lfloor \frac{224 + 2 \cdot (-3) - 7}{2} \rfloor + 1",
        ),
        ("k^2*c_in", r"k^{2} \cdot c_{in}", r"7^{2} \cdot c_{in}"),
        ("-(k + p)^2", "-(k + p)^{2}", "-(7 + (-3))^{2}"),
        ("p^2", "p^{2}", "(-3)^{2}"),
        ("k - (n - s)", "k - (n - s)", "7 - (224 - 2)"),
        ("sqrt(n)", r"\sqrt{n}", r"\sqrt{224}"),
        ("n % s", r"n \bmod s", r"224 \bmod 2"),
        ("stride*alpha", r"\text{stride} \cdot \alpha", r"\text{stride} \cdot \alpha"),
        ("h1", "h_{1}", "h_{1}"),
        ("max(n, k)", r"\max(n,\, k)", r"\max(224,\, 7)"),
        ("(n/s)^2", r"(\frac{n}{s})^{2}", r"(\frac{224}{2})^{2}"),
    ],
)
def test_a_formula_is_shown_as_latex_with_names_and_with_numbers(source: str, latex: str, with_numbers: str) -> None:
    tree = parse(source)
    assert to_latex(tree) == latex
    assert to_latex(tree, {"n": 224, "p": -3, "k": 7, "s": 2}) == with_numbers
