"""What is wrong in a formula is told with its column, and its source is shown as typed."""

from __future__ import annotations

import pytest

from quizcv.mathtext import block, faults, line
from quizcv.mathtext.parser import MAX_LENGTH


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        (r"a + \foo", 5, r"unknown command \foo; it is shown as typed"),
        (r"\alhpa", 1, r"unknown command \alhpa; it is shown as typed. Did you mean \alpha?"),
        (r"\Var(x)", 1, r"unknown command \Var; it is shown as typed; write \operatorname{Var} for a name"),
        (
            r"1 + \cancel{\frac{a}{b}}",
            5,
            r"\cancel strikes through plain signs only; what it holds is shown without the stroke",
        ),
        (r"{a", 1, "this { is never closed"),
        (r"a + {b + {c}", 5, "this { is never closed"),
        (r"a}", 2, r"this } closes nothing; write \} for a brace that is shown"),
        (r"\frac{a}", 1, r"\frac lacks an argument; write \frac{...}"),
        (r"x^", 2, "^ lacks an argument; write ^{...}"),
        (r"x_^2", 2, "_ lacks an argument before ^"),
        (r"x^a^b", 4, "a second superscript; braces tell what it belongs to: {x^a}^b"),
        (r"x_a_b", 4, "a second subscript; braces tell what it belongs to: {x_a}_b"),
        (r"\left( a", 1, r"this \left has no \right; write \right. for a bracket that is not shown"),
        (r"a \right)", 3, r"this \right has no \left before it"),
        (r"\left x \right)", 7, r"x is no bracket; \left wants one, such as ( or \lfloor"),
        (r"\begin{matrix} a", 1, r"this \begin{matrix} has no \end{matrix}"),
        (r"\begin{matrix} a \end{cases}", 18, r"\end{cases} closes the \begin{matrix} in column 1"),
        (r"\begin{tikz} a \end{tikz}", 1, "unknown environment tikz; its formula is shown as typed"),
        (r"a \end{matrix}", 3, r"this \end has no \begin before it"),
        (r"a \over b \over c", 11, r"a second \over in one group; put one of the fractions in braces"),
        (r"{a & b}", 1, r"an & between these braces aligns nothing; write \& for the sign"),
        (r"\left(a & b\right)", 1, r"an & inside \left ... \right aligns nothing; write \& for the sign"),
        (r"\sqrt[3{x}", 6, "this [ is never closed"),
        (r"\text x", 1, r"\text lacks an argument; write \text{...}"),
        ("a \\", 3, "a lone backslash at the end"),
        (r"\not{ab + \frac{1}{2}}", 1, r"\not strikes through one sign, such as \not="),
    ],
)
def test_a_fault_has_its_column_and_its_mend(source: str, column: int, message: str) -> None:
    assert faults(source) == [(column, message)]


def test_every_unknown_command_is_told() -> None:
    assert [column for column, _ in faults(r"\foo + \bar{x} + \baz{x}{y}")] == [1, 18]


def test_an_unknown_command_is_shown_as_typed_and_the_rest_laid_out() -> None:
    assert line(r"\foo{a_b}{c} + x^2") == r"\foo{a_b}{c} + x²"
    assert line(r"\foo x") == r"\foo x"
    assert block(r"\frac{\foo}{2}") == [" \\foo ", "──────", "  2   "]


def test_a_formula_that_cannot_be_read_is_shown_as_typed() -> None:
    assert line("\\frac{a}{\n b") == r"\frac{a}{ b"
    assert block("\\frac{a}{\n b") == [r"\frac{a}{", " b       "]


def test_nesting_without_end_is_refused() -> None:
    ((column, message),) = faults("{" * 200 + "x" + "}" * 200)
    assert column == 31
    assert message == "this formula is nested more than 30 deep and is shown as typed"


def test_a_formula_of_absurd_length_is_shown_as_typed() -> None:
    source = "x+" * MAX_LENGTH
    assert faults(source) == [(1, "this formula has 20,000 characters and is shown as typed; 10,000 are the most")]
    assert line(source) == source


def test_what_notes_contain_is_no_fault() -> None:
    for source in (
        "50%",
        "a & b",
        "#params",
        "x * y",
        "27C^2",
        "\\$5",
        "a~b",
        r"\displaystyle x \tag{1} \label{eq}",
        "",
        "'",
        "a \\\\",
    ):
        assert faults(source) == []
