"""The formula language: what it reads, what it refuses and how it says so."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizcv.problems.formula.encoding import decode, encode
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import MAX_NESTING, parse, parse_answer, parse_test
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tokens import ANSWER, TEMPLATE
from quizcv.problems.formula.tree import Listing, names_of

HOSTILE = {
    "power tower": "9**9**9",
    "powers of powers": "((9**9)**9999)**9999",
    "minus signs": "-" * 100_000 + "1",
    "open brackets": "(" * 100_000,
    "closed brackets": ")" * 100_000,
    "minus signs within the length": "-" * 255 + "1",
    "brackets within the length": "(" * 100 + "1" + ")" * 100,
    "signs and brackets": "-(" * 60 + "1" + ")" * 60,
    "calls": "abs(" * 50 + "1" + ")" * 50,
    "tower within the length": "2^" * 63 + "2",
    "huge exponent": "1e999999999",
    "huge negative exponent": "1e-999999999",
    "exponent of many digits": "1e" + "9" * 200,
    "many digits": "9" * 250 + "^9",
    "import": "__import__('os')",
    "dunder": "__class__",
    "attribute": "a.b",
    "attribute of a number": "(1).real",
    "index": "a[0]",
    "lambda": "lambda: 1",
    "lambda with argument": "lambda x: x",
    "text": "'a'",
    "text in double quotes": '"a"',
    "f-text": "f'{1}'",
    "full-width digits": "１２",
    "Arabic digits": "٣",
    "Greek name": "α",
    "assignment": "x := 1",
    "statement": "1; 2",
    "comment": "1 # 2",
    "backtick": "`1`",
    "null": "1\0",
    "escape": "\x1b[31m1",
    "huge product": "10^600*10^600*10^600",
    "huge sum of powers": "2^4096 + 1",
    "huge exp": "exp(10^9)",
    "huge root power": "10^(10^9 + 1/2)",
    "many places": "round(1.5, 10^9)",
    "division by zero": "1/0",
    "zero to a negative power": "0^-1",
    "empty": "",
    "spaces": "   ",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_formulas_are_refused_within_5_ms(source: str) -> None:
    fastest = 1.0
    for _ in range(3):  # the best of three: other processes share the machine
        begun = time.perf_counter()
        with pytest.raises(FormulaError) as caught:
            evaluate(parse(source, {"x"}))
        fastest = min(fastest, time.perf_counter() - begun)
    assert fastest < 0.005
    assert str(caught.value)
    assert len(str(caught.value)) < 250
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "names", "message"),
    [
        ("(n - k)/strid", {"n", "k", "s"}, "unknown name 'strid' at column 9; did you mean 's'?"),
        ("n + paddig", {"n", "padding"}, "unknown name 'paddig' at column 5; did you mean 'padding'?"),
        ("flor(3)", set(), "unknown name 'flor' at column 1; did you mean 'floor'?"),
        ("2k", {"k"}, "an operator is missing before 'k' at column 2; write 2*k"),
        ("2ka+2kb", {"k", "a", "b"}, "an operator is missing before 'ka' at column 2; write 2*k*a"),
        ("2*ka", {"k", "a"}, "unknown name 'ka' at column 3; write k*a for a product"),
        ("c_inc_out", {"c_in", "c_out", "c"}, "unknown name 'c_inc_out' at column 1; write c_in*c_out for a product"),
        ("abc", {"n"}, "unknown name 'abc' at column 1; the names here are n"),
        ("abc", set(), "unknown name 'abc' at column 1; only numbers belong here"),
        ("k(3)", {"k"}, "there is no function 'k' at column 1; write k*(...) for a product"),
        ("(1 + 2", set(), "the bracket '(' is not closed at column 1; add ')'"),
        ("1 +", set(), "the formula ends too early: a number or a name is missing at column 4"),
        ("1,5", set(), "a comma separates nothing here at column 2; write a decimal point as in 1.5"),
        ("a.b", {"a"}, "an attribute (a.b) is not part of the formula language at column 2; write a plain name"),
        (
            "a[0]",
            {"a"},
            "picking an element (a[0]) is not part of the formula language at column 2; give the element a name of its own",
        ),
        ("１", set(), "the digit '１' is not one of 0-9 at column 1; write plain digits"),
        ("1__0", set(), "the number '1__0' has an underscore too many at column 1; write it like 1_000"),
        ("floor(1, 2)", set(), "'floor' takes 1 argument, not 2 at column 1"),
        ("floor", set(), "the function 'floor' needs its arguments in brackets at column 1; write floor(...)"),
        ("y = 2", {"y"}, "an equals sign stands where a number is wanted at column 3; write the right-hand side only"),
        ("1 < 2", set(), "a comparison stands where a number is wanted at column 3"),
    ],
)
def test_an_error_says_what_is_wrong_where_and_the_mend(source: str, names: set[str], message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(source, names)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("1 + 2*3", "1 + (2*3)"),
        ("2*3^2", "2*(3^2)"),
        ("-2^2", "-(2^2)"),
        ("2^3^2", "2^(3^2)"),
        ("2^-1", "2^(-1)"),
        ("-a*b", "(-a)*b"),
        ("a - b - c", "(a - b) - c"),
        ("a/b*c", "(a/b)*c"),
        ("a//b%c", "(a//b)%c"),
        ("2**3", "2^3"),
        ("a×b", "a*b"),
        ("a·b − 1", "a*b - 1"),
        ("+a", "a"),
        ("floor( a )", "floor(a)"),
        ("1_000", "1000"),
        ("1e3", "1000"),
        (".5", "0.5"),
        ("π", "pi"),
    ],
)
def test_precedence_and_spellings_are_those_of_mathematics(source: str, same: str) -> None:
    assert parse(source) == parse(same)


def test_comparisons_chain() -> None:
    test = parse_test("1 <= p < k", {"p", "k"})
    assert test.operators == ("<=", "<")
    assert to_text(test) == "1 <= p < k"


@pytest.mark.parametrize("source", ["p", "p = 2", "p <", "< 2", "p << 2", "(p < 2)"])
def test_what_is_no_comparison_is_refused(source: str) -> None:
    with pytest.raises(FormulaError):
        parse_test(source, {"p"})


@pytest.mark.parametrize(
    ("source", "kind", "count"),
    [
        ("(c, h, w)", "shape", 3),
        ("[c, h]", "list", 2),
        ("{c, h, w}", "set", 3),
        ("(c,)", "shape", 1),
        ("[c]", "list", 1),
    ],
)
def test_brackets_say_the_kind_of_several_numbers(source: str, kind: str, count: int) -> None:
    tree = parse_answer(source, {"c", "h", "w"})
    assert isinstance(tree, Listing)
    assert (tree.kind, len(tree.items)) == (kind, count)
    assert parse_answer(to_text(tree)) == tree


def test_a_formula_in_brackets_is_one_number() -> None:
    assert parse_answer("(c + h)*2", {"c", "h"}) == parse("(c + h)*2")
    assert parse_answer("(c)", {"c"}) == parse("c")


def test_a_list_is_only_gathered() -> None:
    assert names_of(parse("sum(a) + max(a, 1)", {"a"}, lists={"a"})) == ("a",)
    for source in ("a + 1", "-a", "a^2", "floor(a)", "2*(a)"):
        with pytest.raises(FormulaError, match="list"):
            parse(source, {"a"}, lists={"a"})


def test_nesting_is_bounded_on_both_sides_of_the_bound() -> None:
    assert evaluate(parse("(" * MAX_NESTING + "1" + ")" * MAX_NESTING)) == 1
    with pytest.raises(FormulaError, match="inside one another"):
        parse("(" * (MAX_NESTING + 1) + "1" + ")" * (MAX_NESTING + 1))


def test_long_rows_are_read_and_longer_ones_refused() -> None:
    assert evaluate(parse("+".join(["1"] * 64))) == 64
    assert evaluate(parse("+".join(["1"] * 150), budget=TEMPLATE)) == 150
    with pytest.raises(FormulaError, match="in a row"):
        parse("+".join(["1"] * 400), budget=TEMPLATE)
    with pytest.raises(FormulaError, match="too long"):
        parse("+".join(["1"] * 65), budget=ANSWER)


PIECES = st.sampled_from(
    [
        *"0123456789.eE_+-*/%^()[]{},<>=!'\"@#\\$ ",
        "**",
        "//",
        "n",
        "floor(",
        "sqrt(",
        "max(",
        "pi",
        "1e9",
        "１",
        "×",
        "\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_pieces_of_formulas_give_a_number_or_a_formula_error(source: str) -> None:
    begun = time.perf_counter()
    try:
        tree = parse(source, {"n"})
        assert parse(to_text(tree), {"n"}) == tree
        assert decode(encode(tree)) == tree
        evaluate(tree, {"n": 7})
    except FormulaError as error:
        assert 0 <= error.column <= len(source) + 1  # noqa: PT017  the other outcome is right as well
    assert time.perf_counter() - begun < 0.5


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_number_or_a_formula_error(source: str) -> None:
    for read in (parse, parse_test, parse_answer):
        try:
            read(source)
        except FormulaError as error:
            assert str(error)  # noqa: PT017  the other outcome is right as well
