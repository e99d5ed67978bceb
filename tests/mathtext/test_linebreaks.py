"""Where a formula's line may be cut when running text wraps around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.mathtext import cells, line
from quizcv.mathtext.linebreaks import formula_parts
from tests.mathtext.strategies import SOURCES, Source


@given(SOURCES, st.integers(4, 40), st.booleans())
def test_the_parts_are_the_line(source: Source, width: int, loose: bool) -> None:
    whole = line(source.latex)
    parts = formula_parts(whole, width, loose=loose)
    assert " ".join(parts) == whole
    if loose:
        assert all(cells(part) <= width or " " not in part for part in parts)


@pytest.mark.parametrize(
    ("text", "width", "parts"),
    [
        ("a + b = c + d", 12, ["a + b", "= c + d"]),
        ("a + b = c + d", 4, ["a", "+ b", "= c", "+ d"]),
        ("a = b + c; d = e", 12, ["a = b + c;", "d = e"]),
        ("a = b,  c = d", 8, ["a = b, ", "c = d"]),
        ("L = (a + b) · (c + d)", 12, ["L", "= (a + b)", "· (c + d)"]),
        ("f(aaaa, bbbb)", 8, ["f(aaaa,", "bbbb)"]),
        ("p(x | y)", 6, ["p(x", "| y)"]),
    ],
)
def test_it_is_cut_where_it_hurts_least(text: str, width: int, parts: list[str]) -> None:
    assert formula_parts(text, width) == parts


def test_a_formula_that_fits_is_cut_only_before_relations_and_sums() -> None:
    assert formula_parts("f(a, b)", 40, loose=False) == ["f(a, b)"]
    assert formula_parts("y = a + b", 40, loose=False) == ["y", "= a + b"]
