"""A formula wider than its column is broken as a printer would break it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.mathtext import block, cells
from tests.mathtext.strategies import SOURCES, Source


def rows(source: str, width: int) -> list[str]:
    return [row.rstrip() for row in block(source, width)]


@given(SOURCES, st.integers(0, 20))
def test_a_formula_that_fits_is_not_broken(source: Source, spare: int) -> None:
    whole = block(source.latex)
    assert block(source.latex, cells(whole[0]) + spare) == whole


@pytest.mark.parametrize(
    ("source", "width", "shown"),
    [
        ("a = b + c = d", 11, ["a = b + c", "  = d"]),
        ("x = aaaa + bbbb - cccc", 16, ["x = aaaa + bbbb", "    − cccc"]),
        (r"a = b, \quad c = d", 12, ["a = b,", "c = d"]),
        (r"a = b, \quad c = d, \quad e = f", 20, ["a = b,  c = d,", "e = f"]),
        (r"p(yyyy | xxxx) \propto p(xxxx | yyyy)", 24, ["p(yyyy | xxxx)", "  ∝ p(xxxx | yyyy)"]),
        (
            r"L = 2 \left[ aaaaaaaaa + bbbbbbbbb \right]^2",
            20,
            ["L = 2[aaaaaaaaa", "    + bbbbbbbbb]²"],
        ),
        (
            r"\begin{aligned} a &= b + cccc \\ &= d + eeee + ffff \end{aligned}",
            14,
            ["a = b + cccc", "  = d + eeee", "    + ffff"],
        ),
        (
            r"f = \begin{cases} aaa & \text{if } x > 0 \\ b & \text{else} \end{cases}",
            16,
            ["    ⎧aaa", "f = ⎨  if x > 0", "    ⎪b", "    ⎩  else"],
        ),
        (r"x = \frac{aaaaaaaa + bbbbbbbb}{cc}", 20, ["x = (aaaaaaaa", "    + bbbbbbbb)/(cc)"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_broken_where_a_printer_would_break_it(source: str, width: int, shown: list[str]) -> None:
    assert rows(source, width) == shown


def test_high_rows_have_a_blank_one_between_them() -> None:
    assert rows(r"y = \frac{a}{b} + \frac{c}{d}", 12) == [
        "     a",
        "y = ───",
        "     b",
        "",
        "       c",
        "    + ───",
        "       d",
    ]


def test_a_condition_too_wide_by_itself_goes_on_below() -> None:
    source = r"x = \begin{cases} 1 & \text{if all of the elements are even} \\ \frac{a}{b} & \text{else} \end{cases}"
    assert rows(source, 26) == [
        "    ⎧1",
        "    ⎪  if all of the",
        "    ⎪      elements are",
        "    ⎪      even",
        "x = ⎨",
        "    ⎪ a",
        "    ⎪───",
        "    ⎪ b",
        "    ⎩  else",
    ]


def test_brackets_are_as_tall_on_both_rows() -> None:
    assert rows(r"\left( \frac{aaaaaaaa}{b} + ccccccccc \right)", 18) == [
        "⎛ aaaaaaaa",
        "⎜──────────",
        "⎝    b",
        "",
        "               ⎞",
        "    + ccccccccc⎟",
        "               ⎠",
    ]


def test_a_word_without_end_is_cut() -> None:
    assert rows("x" * 50, 20) == ["x" * 20, "    " + "x" * 16, "    " + "x" * 14]


def test_what_no_breaking_makes_fit_is_wrapped_as_a_line() -> None:
    assert rows(r"\sqrt{\text{abcdefghijklmnopqrstuvw}} + 1", 12) == ["√abcdefghijk", "lmnopqrstuvw", "+ 1"]
