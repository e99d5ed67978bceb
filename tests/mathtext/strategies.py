"""Formulas by the thousand: LaTeX from random trees, with the signs that must still be there when it is laid out."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from hypothesis import strategies as st

GREEK = {
    r"\alpha": "α",
    r"\beta": "β",
    r"\theta": "θ",
    r"\Sigma": "Σ",
    r"\lambda": "λ",
    r"\partial": "∂",
    r"\infty": "∞",
}
SIGNS = {
    "+": "+",
    "-": "−",
    "=": "=",
    r"\le": "≤",
    r"\cdot": "·",
    r"\times": "×",
    "*": "∗",
    r"\in": "∈",
    ",": ",",
    "/": "/",
}
FUNCTIONS = ("log", "max", "sin", "lim")


class Source(NamedTuple):
    """A formula's source and the letters, digits and signs in it."""

    latex: str
    signs: Counter[str]


def joined(template: str, *parts: Source) -> Source:
    """Sources put into a template, each at its `<0>`, `<1>` ..."""
    latex = template
    signs: Counter[str] = Counter()
    for number, part in enumerate(parts):
        latex = latex.replace(f"<{number}>", part.latex)
        signs += part.signs
    return Source(latex, signs)


LEAVES = st.one_of(
    st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789").map(
        lambda x: Source(x, Counter(x))
    ),
    st.sampled_from(sorted(GREEK)).map(lambda x: Source(x + " ", Counter(GREEK[x]))),
    st.sampled_from(["IoU", "27", "類別", "ω"]).map(lambda x: Source(x, Counter(x))),
    st.sampled_from(FUNCTIONS).map(lambda x: Source(f"\\{x} ", Counter(x))),
)
ONE = ("{<0>}", "(<0>)", r"\left[<0>\right]", "|<0>|", r"\sqrt{<0>}", r"\mathrm{<0>}", r"\hat{<0>}", r"\overline{<0>}",
       r"\left\{<0>\right.", r"\|<0>\|", r"\lfloor <0>\rfloor ", r"\underbrace{<0>}", r"\boxed{<0>}", r"\norm{<0>}", r"\overbracket{<0>}",
       r"\textcolor{red}{<0>}", r"\begin{bmatrix*}[r]<0>\end{bmatrix*}")  # fmt: skip
TWO = (r"\frac{<0>}{<1>}", "{<0>}_{<1>}", "{<0>}^{<1>}", r"\sqrt[{<0>}]{<1>}", r"{<0> \over <1>}", r"\binom{<0>}{<1>}",
       r"\sum_{<0>}<1>", r"\int_{<0>}^{<1>}", r"\lim_{<0>}{<1>}", "{<0>}'_{<1>}", r"\begin{cases}<0> & <1>\end{cases}",
       r"\overset{<0>}{<1>}", r"<0>,\quad <1>", r"<0> \xleftarrow{<1>} ", r"\begin{aligned}<0> &= <1>\end{aligned}", r"\stackrel{<0>}{<1>}")  # fmt: skip
THREE = ("{<0>}_{<1>}^{<2>}", r"\sum_{<0>}^{<1>}<2>", r"\begin{pmatrix}<0> & <1> \\ <2>\end{pmatrix}",
         r"\begin{cases}<0> & <1> \\ <2>\end{cases}", r"<0> \\ <1> \\ <2>", r"\frac{<0>}{<1>}<2>", "{<0>}^{<1>}<2>")  # fmt: skip


def _grown(inner: st.SearchStrategy[Source]) -> st.SearchStrategy[Source]:
    signs = st.sampled_from(sorted(SIGNS))
    return st.one_of(
        st.builds(
            lambda a, sign, b: Source(f"{a.latex} {sign} {b.latex}", a.signs + Counter(SIGNS[sign]) + b.signs),
            inner,
            signs,
            inner,
        ),
        st.builds(lambda a, b: joined("<0> <1>", a, b), inner, inner),
        st.builds(joined, st.sampled_from(ONE), inner),
        st.builds(joined, st.sampled_from(TWO), inner, inner),
        st.builds(joined, st.sampled_from(THREE), inner, inner, inner),
    )


SOURCES = st.recursive(LEAVES, _grown, max_leaves=12)

# Text that is almost LaTeX: what a slip of the keys gives, and what an enemy sends.
COMMANDS = (
    r"\\", r"\frac", r"\left", r"\right", r"\middle", r"\begin{cases}", r"\end{cases}", r"\begin", r"\end", r"\sqrt", r"\sum",
    r"\over", r"\text{", r"\mathbf", r"\hat", r"\not", r"\big", r"\limits", r"\operatorname", r"\substack{", r"\foo",
    r"\xrightarrow", r"\tag{", r"\hspace{", r"\begin{array}{c|c}",
)  # fmt: skip
ODDITIES = ("αβ", "類", "👨‍👩‍👧", "❤️", "\u0301", "\u200d", "\x1b[31m", "\u202e", "\ud800", "\x00")
ROUGH_PIECES = st.one_of(
    st.sampled_from([*"{}[]()|^_&$%~#'\\/ \n\t\r.,-+*=<>!:`"]),
    st.sampled_from([*COMMANDS, *ODDITIES]),
    st.characters(),
    st.text(max_size=4),
)
ROUGH = st.lists(ROUGH_PIECES, max_size=30).map("".join)
