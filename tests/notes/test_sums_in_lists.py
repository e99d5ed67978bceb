"""A bullet's mark is no sign of arithmetic: sums in lists stay what they are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcv.notes.importing import import_note
from quizcv.notes.report import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizcv.notes.report import Report

BULLETS = ["-", "*", "+", "1.", "1)"]
NUMBERS = st.integers(1, 400)


@st.composite
def true_sums(draw: st.DrawFn) -> str:
    """A sum, difference, product, quotient or power with its right result."""
    one, two, three = draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)
    sign = draw(st.sampled_from(["", "", "-"]))
    form = draw(
        st.sampled_from(["{}+{}-{}", "{} + {} * {}", "{}*{}*{}", "({} - {}) * {}", "{} / {} + {}", "{} - {} - {}"])
    )
    written = form.format(one, two, three)
    if form.startswith("("):
        sign = ""
    first = -one if sign else one
    values = {
        "{}+{}-{}": Fraction(first + two - three),
        "{} + {} * {}": Fraction(first + two * three),
        "{}*{}*{}": Fraction(first * two * three),
        "({} - {}) * {}": Fraction((first - two) * three),
        "{} / {} + {}": Fraction(first, two) + three,
        "{} - {} - {}": Fraction(first - two - three),
    }
    spaced = draw(st.sampled_from([" = ", "="]))
    return f"{sign}{written}{spaced}{values[form]}"


@given(
    st.lists(true_sums(), min_size=1, max_size=6),
    st.sampled_from(BULLETS),
    st.sampled_from(BULLETS),
    st.sampled_from(["", ".", " weights", ";"]),
    st.sampled_from([1, 2]),
)
def test_right_sums_below_a_question_stay_as_they_are_and_none_fails(
    sums: list[str], outer: str, inner: str, end: str, levels: int
) -> None:
    pad = " " * (len(outer) + 1)
    rows = []
    for number, each in enumerate(sums):
        depth = pad + (" " * (len(inner) + 1) if number % levels else "")
        rows.append(f"{depth}{inner} {each}{end}\n")
    report = import_note(f"# Sizes\n\n{outer} How many weights?\n{''.join(rows)}", path="n.md")

    (card,) = report.deck.cards
    back = texts_of(card)[1]
    assert [each for each in sums if each not in back] == []
    assert not card.why
    assert {claim.verdict for claim in report.claims} <= {"holds"}


@pytest.mark.parametrize("bullet", BULLETS)
@pytest.mark.parametrize(
    "sums", [["3*3*64 = 576", "5*5 = 25"], ["1/3 = 0.333", "10/4 = 2", "2^10 = 1024"], ["1/0 = 3", "3*3 = 9.0"]]
)
def test_a_bullet_is_neither_a_minus_nor_a_product(
    sums: list[str], bullet: str, cards: Callable[[str], list[tuple[str, str]]]
) -> None:
    rows = "".join(f"    {bullet} {each}\n" for each in sums)
    ((_, back),) = cards(f"- How many weights?\n{rows}")
    mark = "1." if bullet[0] == "1" else "-"
    shown = [row.partition(" ")[2] for row in back.splitlines()]
    assert shown == sums
    assert back.startswith(mark)


def test_a_wrong_sum_in_a_list_is_put_right_alone(read: Callable[[str], Report]) -> None:
    report = read("- How many?\n  - 2+2 = 5\n  - 1/0 = 3\n  - 3*3 = 9.0\n  - 2+2 = 4\n")
    (card,) = report.deck.cards
    assert texts_of(card)[1] == "- 2+2 = 4\n- 1/0 = 3\n- 3*3 = 9.0\n- 2+2 = 4"
    assert [claim.verdict for claim in report.claims] == ["fails", "unknown", "holds", "holds"]


def test_a_sum_broken_over_lines_in_math_is_read_whole(read: Callable[[str], Report]) -> None:
    report = read("- How many?\n  - Sum $10 * 2\n  -3 * 2 = 14$ here.\n\n$$\n10 * 2\n- 3 * 2 = 14\n$$\n")
    assert {claim.verdict for claim in report.claims} == {"holds"}
