"""No text makes the reading of formulas raise, or take more than linear time."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizcv.notes.formulas.checking import check_note
from quizcv.notes.formulas.comparing import compared
from quizcv.notes.formulas.plain import plain_formulas
from quizcv.notes.formulas.reading import read_formula
from quizcv.notes.formulas.variables import roles_of
from quizcv.notes.outline import Block, Section, Shape

SIGNS = st.lists(
    st.sampled_from(
        [
            *"abkpsnCW0123456789+-*/^_=(){}[]|,.$ '×·−⌊⌋√∑αβπ²\n",
            *[r"\frac", r"\sqrt", r"\left", r"\log", r"\cup", r"\over", r"\sum_i"],
        ]
    ),
    max_size=100,
).map("".join)


@given(SIGNS, st.booleans())
@example(r"\frac.0", True)
@example(r"\frac.5 3 + a", True)
def test_no_signs_make_reading_or_comparing_raise(text: str, tex: bool) -> None:
    read = read_formula(text, tex=tex)
    if read is not None:
        compared(read, "conv output size parameters softmax IoU " + text, tex=tex)
    list(plain_formulas(text))
    roles_of(["a", "k", "p_s"], text)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "1+",
        "(1+",
        "a*",
        "k^",
        "\\frac{",
        "{a \\over ",
        "|a",
        "\\sqrt{",
        "x = ",
        "3*4 = 12 ",
        "(k*k*c)*m + m = ",
        "a_",
        "⌊",
        "where k is ",
    ],
)
def test_a_long_row_takes_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        text = "conv output size " + unit * times
        section = Section("conv parameters", 1, 1, [Block(Shape.PARAGRAPH, text, 1), Block(Shape.MATH, text, 2)])
        begin = process_time()
        check_note(section)
        return process_time() - begin

    seconds(50)
    assert seconds(800) < 0.5 + 12 * max(seconds(100), 0.01)
