"""A formula on one line means what the formula means: what is written is read back and both are worked out."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizcv.mathtext import faults, line
from quizcv.mathtext.alphabets import SUPERSCRIPTS

VALUES = {"a": 2.0, "b": 3.0, "c": 0.5, "x": 1.25, "y": 7.0}
RAISED = {script: sign for sign, script in SUPERSCRIPTS.items() if sign in "0123456789+−()abcxy"}
TOKEN = re.compile(rf"log|\d+|[a-cxy]|[()√/·+−^| ]|[{''.join(RAISED)}]+")


class Formula(NamedTuple):
    """LaTeX and its value."""

    latex: str
    value: float


def power(base: float, exponent: float) -> float:
    try:
        value = base**exponent
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return value if isinstance(value, float) else math.nan


def quotient(over: float, under: float) -> float:
    return over / under if under else math.nan


def root(value: float) -> float:
    return math.sqrt(value) if value >= 0 else math.nan


def logarithm(value: float) -> float:
    return math.log(value) if value > 0 else math.nan


LEAVES = st.sampled_from([*VALUES, "2", "10"]).map(lambda sign: Formula(sign, VALUES.get(sign) or float(sign)))


def grown(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    return st.one_of(
        st.builds(lambda a, b: Formula(rf"\frac{{{a.latex}}}{{{b.latex}}}", quotient(a.value, b.value)), inner, inner),
        st.builds(lambda a, b: Formula(f"({a.latex} + {b.latex})", a.value + b.value), inner, inner),
        st.builds(lambda a, b: Formula(rf"\left({a.latex} - {b.latex}\right)", a.value - b.value), inner, inner),
        st.builds(lambda a, b: Formula(rf"{{{a.latex}}} \cdot {{{b.latex}}}", a.value * b.value), inner, inner),
        st.builds(lambda a, b: Formula(rf"{{{a.latex}}}{{({b.latex})}}", a.value * b.value), inner, inner),
        st.builds(lambda a, b: Formula(f"({a.latex})^{{{b.latex}}}", power(a.value, b.value)), inner, inner),
        st.builds(lambda a, b: Formula(rf"\sqrt{{{a.latex}}}{{{b.latex}}}", root(a.value) * b.value), inner, inner),
        st.builds(
            lambda a, b: Formula(rf"\frac{{{a.latex}}}{{{b.latex}}} y", quotient(a.value, b.value) * 7.0), inner, inner
        ),
        st.builds(lambda a: Formula(rf"\log\frac{{{a.latex}}}{{x}}", logarithm(a.value / 1.25)), inner),
        st.builds(lambda a: Formula(rf"{{\frac{{{a.latex}}}{{b}}}}^2", power(a.value / 3.0, 2)), inner),
        st.builds(lambda a: Formula(rf"x^{{{a.latex}}}(b)", power(1.25, a.value) * 3.0), inner),
        st.builds(lambda a, b: Formula(rf"{a.latex} + {b.latex}", a.value + b.value), inner, inner).map(
            lambda sum_: Formula(rf"\frac{{{sum_.latex}}}{{a}}", sum_.value / 2.0)
        ),
    )


class Reader:
    """Works out a line as a mathematician reads it; what could be read in two ways is refused.

    A sum of terms; a term is factors with · and / from left to right; neighbours without a sign multiply. Behind a
    division sign only one factor may stand before the next sign, for a/bc could be meant in two ways.
    """

    def __init__(self, text: str) -> None:
        self.tokens = TOKEN.findall(text)
        assert "".join(self.tokens) == text, f"unread signs in {text}"
        self.place = 0

    def peek(self) -> str:
        while self.place < len(self.tokens) and self.tokens[self.place] == " ":
            self.place += 1
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def touching(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def next(self) -> str:
        sign = self.peek()
        self.place += 1
        return sign

    def sum(self) -> float:
        value = -self.term() if self.peek() == "−" and self.next() else self.term()
        while self.peek() in {"+", "−"}:
            value += self.term() if self.next() == "+" else -self.term()
        return value

    def term(self) -> float:
        value = self.product()
        divided = False
        while self.peek() in {"·", "/"}:
            if self.next() == "·":
                value *= self.product()
                continue
            assert not divided, "a division divided again"
            divided = True
            value = quotient(value, self.factor())
            assert self.peek() in {"", ")", "+", "−", "·", "/"}, "a factor behind a quotient"
        return value

    def product(self) -> float:
        value = self.factor()
        while self.peek() not in {"", ")", "+", "−", "·", "/"}:
            value *= self.factor()
        return value

    def factor(self) -> float:
        sign = self.next()
        if sign == "log":
            assert self.peek() == "(", "a logarithm of something without brackets"
            return logarithm(self.factor())
        if sign == "√":
            value = self.atom(self.next())
            assert not self.touching() or self.touching() not in RAISED, "a power behind a root"
            assert self.touching() in {"", " ", ")", "+", "−", "·", "/"} or self.tokens[self.place - 1] == ")"
            return root(value)
        value = self.atom(sign)
        if self.touching() == "^":
            self.place += 1
            return power(value, self.atom(self.next()))
        if self.touching() and self.touching()[0] in RAISED:
            return power(value, Reader("".join(RAISED[sign] for sign in self.next())).sum())
        return value

    def atom(self, sign: str) -> float:
        if sign == "(":
            value = self.sum()
            assert self.next() == ")"
            return value
        assert sign in VALUES or sign.isdigit(), f"{sign!r} is no factor"
        return VALUES.get(sign) or float(sign)


@given(st.recursive(LEAVES, grown, max_leaves=8))
def test_the_line_of_a_formula_has_the_value_of_the_formula(formula: Formula) -> None:
    assume(math.isfinite(formula.value))
    assert not faults(formula.latex)
    reader = Reader(line(formula.latex))
    assert reader.sum() == pytest.approx(formula.value, rel=1e-9)
    assert reader.peek() == ""


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"x_{max} y", "xₘₐₓy"),
        (r"x_{IoU} y", "x_IoU y"),
        (r"x^{a,b}", "x^(a,b)"),
        (r"x^{a,b} y", "x^(a,b)y"),
        (r"e^{x^2}", "e^(x²)"),
        (r"x_{i_j}", "x_(iⱼ)"),
        (r"x_{\text{max}}", "xₘₐₓ"),
        (r"x_{max}^2", "xₘₐₓ²"),
        (r"x_{IoU}^2", "x²_IoU"),
        (r"\sum_{c=1}^C y_c", "∑_(c=1)^C y_c"),
        (r"\theta^* x", "θ* x"),
        (r"\theta * x", "θ ∗ x"),
        (r"k^2\,c_{in}", "k² cᵢₙ"),
        (r"k^2\cdot c_{in}", "k²·cᵢₙ"),
        (r"27C^2", "27C²"),
        (r"\log p", "log p"),
        (r"log p", "log p"),
        (r"log(p)", "log(p)"),
        (r"1 - I o U", "1 − IoU"),
        (r"IoU loss", "IoU loss"),
        (r"1 - \operatorname{IoU} + \frac{a}{b}", "1 − IoU + a/b"),
        (r"\log -x", "log −x"),
        (r"-x - -y", "−x − −y"),
        (r"|-x|", "|−x|"),
        (r"p(y|x)", "p(y|x)"),
        (r"\mathrm{IoU}x", "IoU x"),
        (r"3{,}000", "3,000"),
        (r"f:X\to Y", "f : X → Y"),
        (r"50\%", "50%"),
        (r"a->b", "a → b"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"a \\ b", "a; b"),
        (r"\mathbb{R}^{n}, \mathcal{L}, \boldsymbol{\alpha}", "ℝⁿ, ℒ, 𝛂"),
        (r"\mathds{1}[y = k] + \mathbbm{1}", "𝟙[y = k] + 𝟙"),
        (r"\abs{x} + \norm*{y}_2", "|x| + ‖y‖₂"),
        (r"\begin{bmatrix*}[r] 1 & -2 \end{bmatrix*}", "[1, −2]"),
        (r"\begin{aligned}[t] a &= b \\ &= c \end{aligned}", "a = b = c"),
        (r"\begin{aligned} a &= b, \\ c &= d. \end{aligned}", "a = b; c = d."),
        (r"\begin{cases} a, & x > 0, \\ b \end{cases}", "{ a, x > 0; b }"),
        (r"\left\{ \begin{array}{l} a \\ b \end{array} \right.", "{a; b}"),
        (r"\sum_{\begin{subarray}{l} i \\ j \end{subarray}} x", "∑_(i, j) x"),
        (r"\color{red} x + \textcolor{blue}{y}", "x + y"),
        (r"\left[\begin{array}{c|c} a & b \end{array}\right]", "[a | b]"),
        (r"\frac{d}{dx}\Big|_{x=0} f(x)", "(d/dx)|ₓ₌₀ f(x)"),
        (r"\boxed{x}", "x"),
        (r"\nicefrac{1}{2}", "1/2"),
        (r"2^{s \cos x}", "2^(s cos x)"),
        (r"\max_i |x_i|", "maxᵢ |xᵢ|"),
        (r"\lim_{n} (x)", "limₙ (x)"),
        (r"\text{where } \mathrm{head}", "where head"),
        (r"pos / 100", "pos/100"),
        (r"\mathrm{NMS}: \quad s_i : x", "NMS:  sᵢ : x"),
        (r"y'^{\,2}", "y′²"),
        (r"\nabla_{\hat{x}} D", "∇_x̂ D"),
        ("類別 = k", "類別 = k"),
        ("  ", ""),
    ],
)
def test_on_one_line(source: str, shown: str) -> None:
    assert line(source) == shown
