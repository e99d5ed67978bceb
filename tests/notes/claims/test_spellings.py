"""Every spelling people use for numbers and signs is read; a true claim in any of them holds, and one that is off by one fails."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizcv.notes.claims import Claim, claims_in, confirmed

SPELLED = [
    "3×4 = 13",
    "3 · 4 = 13",
    "3∗4 = 13",
    "3 * 4 ＝ 13",
    "３＊４＝１３",
    "3\\*4 = 13",
    "（3×4） = 13",
    "**3×4 = 13**",
    "| 3 × 4 = 13 |",
    "`3*4 = 13`",
    "$3 \\times 4 = 13$",
    "$3 \\cdot 4 = 13$",
    "gives 3 × 4 = 13 weights",
    "1) 3 × 4 = 13",
    "共 3×4 = 13 個",
    "24 − 12 = 13",
    "24 ÷ 2 = 13",
    "$\\frac{24}{2} = 13$",
    "$\\lfloor 25/2 \\rfloor = 13$",
    "2² * 3 = 13",
    "2^2 * 3 = 13",
    "2**2 * 3 = 13",
    "$2^{2} \\cdot 3 = 13$",
    "3 * (2 + 2) = 13",
    "3(2 + 2) = 13",
    "$x &= 3 \\cdot 4 \\\\ &= 13$",
    "so 3 × 4 = 13.",
    "3 × 4 = 13 [2]",
]
RIGHT = {
    "1{,}024 * 2": "2{,}048",
    "1,024 * 2": "2,048",
    "1 024 * 2": "2 048",
    "1_024 * 2": "2_048",
    "1'024 * 2": "2'048",
    "64 * 2000": "1,28,000",
    "5/8": "62.5 %",
    "1 - 2/3": "33 %",
    "100% - 33%": "67%",
    "25_000_000 + 557_032": "25 557 032",
    "224*224*64": "3.2M",
    "3 * 224 * 224 * 4": "602 KB",
    "1024 * 1024 ": "1 MiB",
    "12 * 12": "144 weights",
    "10^-3 * 5": "0.005",
    "sqrt(64) + 1": "9",
    "1.5e3 * 2": "3000",
    "2.4M+10.0M": "12.4M",
    "C * (7 * 7 * C)": "49C^2",
}
FACTORS = st.lists(st.integers(2, 99), min_size=2, max_size=4)
SIGNS = st.sampled_from([" × ", "×", " * ", "*", " · ", " ∗ ", " \\times ", " \\cdot ", " ＊ "])
EQUALS = st.sampled_from([" = ", "=", " ＝ "])
LEADS = st.sampled_from(["", "weights: ", "so ", "（", "$", "| ", "總共 ", "2) ", "**"])


def grouped(number: int, style: str) -> str:
    text = f"{number:,}"
    return {"": str(number), ",": text, " ": text.replace(",", " "), "{,}": text.replace(",", "{,}")}[style]


@pytest.mark.parametrize("text", SPELLED)
def test_a_wrong_product_fails_in_every_spelling(text: str) -> None:
    failing = [claim for claim in claims_in(text, 1) if claim.verdict == "fails"]
    assert [claim.correct for claim in failing] == ["12"]


@pytest.mark.parametrize("left", RIGHT)
def test_a_right_number_holds_in_every_spelling(left: str) -> None:
    assert [claim.verdict for claim in claims_in(f"{left} = {RIGHT[left]}", 1)] == ["holds"]


@given(FACTORS, SIGNS, EQUALS, LEADS, st.sampled_from(["", ",", "{,}"]), st.integers(-1, 1))
def test_a_true_product_holds_and_one_off_by_one_fails(
    factors: list[int], sign: str, equals: str, lead: str, style: str, slip: int
) -> None:
    product = 1
    for factor in factors:
        product *= factor
    assume(not str(product + slip).endswith("000"))  # may be rounded
    (claim,) = claims_in(f"{lead}{sign.join(map(str, factors))}{equals}{grouped(product + slip, style)}", 1)
    assert claim.verdict == ("fails" if slip else "holds")
    assert claim.correct == (str(product) if slip else "")


@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 4), st.sampled_from(["", " %", "%"]))
def test_a_quotient_rounded_or_cut_off_to_any_digits_holds(upper: int, lower: int, places: int, sign: str) -> None:
    assume(places or sign)
    value = Fraction(upper, lower) * (100 if sign else 1)
    rounded = round(value * 10**places)
    cut = int(value * 10**places)
    for digits in {rounded, cut}:
        shown = f"{digits // 10**places}" + (f".{digits % 10**places:0{places}d}" if places else "")
        (claim,) = claims_in(f"{upper}/{lower} = {shown}{sign}", 1)
        assert claim.verdict == "holds"


@given(st.integers(2, 99), st.integers(2, 99), st.integers(1, 3))
def test_a_product_of_letters_holds_with_the_right_power_and_fails_with_another(a: int, b: int, power: int) -> None:
    letters = "*".join("C" * power)
    (claim,) = claims_in(f": {a}*{b}*{letters} = {a * b}C^{power}", 1)
    assert claim.verdict == "holds"
    (wrong,) = claims_in(f": {a}*{b}*{letters} = {a * b}C^{power + 1}", 1)
    assert (wrong.verdict, wrong.correct) == ("fails", f"{a * b}C^{power}" if power > 1 else f"{a * b}C")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("sqrt(x)*sqrt(x)*y = x*y", "holds"),
        ("(a + b)^2 = a^2 + 2*a*b + b^2", "holds"),
        ("27C^2 < 49C^2", "holds"),
        ("3 * 9 * C ≤ 27C", "holds"),
    ],
)
def test_an_identity_of_letters_is_proved(text: str, verdict: str) -> None:
    assert [claim.verdict for claim in claims_in(text, 1)] == [verdict]


def test_sympy_has_the_last_word_on_what_fails() -> None:
    wrong = Claim("2 * 3 = 7", 1, "fails", "6", "7", source="2*3")
    misjudged = Claim("2 * 3 = 6", 1, "fails", "5", "6", source="2*3")
    assert [claim.verdict for claim in confirmed([wrong, misjudged])] == ["fails", "unknown"]


@given(st.text(alphabet="0123456789xC×*·−-+/^()（）⌊⌋{}\\frac%,. '=＝≈KMG²³\n", max_size=200))
def test_no_row_of_signs_makes_it_raise(text: str) -> None:
    claims_in(text, 1)
