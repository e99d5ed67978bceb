"""A tree as text again: in the formula language, and as LaTeX with names or with the numbers put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.greek import NAMES
from quizcv.problems.formula.tree import (
    Binary,
    Call,
    Comparison,
    Constant,
    Exact,
    Listing,
    Name,
    Negative,
    Node,
    Number,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizcv.problems.values import Value

SUM, PRODUCT, SIGN, POWER, ATOM = range(5)
"""How tightly a piece of text holds together."""
LEVELS: Final = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "//": PRODUCT, "%": PRODUCT, "^": POWER}
MAX_PLACES: Final = 6
LARGEST_DENOMINATOR: Final = 10_000
"""Fractions beyond are shown rounded."""
GREEK: Final = frozenset(NAMES.values()) - {"omicron", "pi", "upsilon"}
"""Names shown as a Greek letter; any other is shown as a word. Pi is a number, omicron and upsilon look like o and v."""
COMPARISON_SIGNS: Final = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "=", "!=": r"\ne"}
BRACKETS: Final = {"shape": ("(", ")"), "list": ("[", "]"), "set": ("{", "}")}
FENCES: Final = {
    "floor": (r"\lfloor ", r" \rfloor"),
    "ceil": (r"\lceil ", r" \rceil"),
    "abs": (r"\lvert ", r" \rvert"),
    "sqrt": (r"\sqrt{", "}"),
}
OPERATORS: Final = {"min": r"\min", "max": r"\max", "log2": r"\log_2", "ln": r"\ln", "exp": r"\exp", "atan": r"\arctan"}
Shown = tuple[str, int]
"""A piece of text and how tightly it holds together."""


def number_text(value: Exact) -> str:
    """A number for the screen: whole, as a short decimal if it has one, else as a fraction, or rounded if that gets long."""
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    places = short_decimal(value, MAX_PLACES)
    if places is not None:
        return decimal_text(value, places)
    if value.denominator > LARGEST_DENOMINATOR:
        return decimal_text(value, MAX_PLACES).rstrip("0").rstrip(".")
    return f"{value.numerator}/{value.denominator}"


def decimal_places(value: Exact) -> int | None:
    """The decimal places a fraction needs; None if its decimals never end."""
    denominator = value.denominator
    twos = (denominator & -denominator).bit_length() - 1
    denominator >>= twos
    fives = 0
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def short_decimal(value: Exact, most: int) -> int | None:
    """The decimal places a fraction needs; None if they are more than `most`."""
    return decimal_places(value) if 10**most % value.denominator == 0 else None


def decimal_text(value: Exact, places: int) -> str:
    """A number to so many decimal places, ties to even, in plain digits."""
    denominator = value.denominator
    scaled, rest = divmod(abs(value.numerator) * 10**places, denominator)
    scaled += 2 * rest > denominator or (2 * rest == denominator and scaled % 2 == 1)
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value.numerator < 0 and scaled else ""
    return sign + digits[: len(digits) - places] + ("." + digits[-places:] if places else "")


# In the formula language


def to_text(tree: Node | Comparison | Listing) -> str:
    """The tree in the formula language, spaced the same for equal trees; reading it gives the tree again."""
    match tree:
        case Comparison():
            pieces = [to_text(tree.operands[0])]
            for operator, operand in zip(tree.operators, tree.operands[1:], strict=True):
                pieces += [operator, to_text(operand)]
            return " ".join(pieces)
        case Listing():
            inner = ", ".join(to_text(item) for item in tree.items)
            opening, closing = BRACKETS[tree.kind]
            return opening + inner + ("," if tree.kind == "shape" and len(tree.items) == 1 else "") + closing
        case _:
            return _text(tree)[0]


def _text(tree: Node) -> Shown:
    match tree:
        case Number(value=value):
            return _number_source(value)
        case Name(name=name) | Constant(name=name):
            return name, ATOM
        case Negative():
            return "-" + _bracketed(_text(tree.operand), SIGN), SIGN
        case Call():
            return f"{tree.function}({', '.join(to_text(argument) for argument in tree.arguments)})", ATOM
        case Binary():
            level = LEVELS[tree.operator]
            if tree.operator == "^":
                right = _text(tree.right)
                return _bracketed(_text(tree.left), ATOM) + "^" + _bracketed(right, SIGN), POWER
            sign = f" {tree.operator} " if level == SUM else tree.operator
            return _bracketed(_text(tree.left), level) + sign + _bracketed(_text(tree.right), level + 1), level


def _number_source(value: Exact) -> Shown:
    """A number the way it can be written in a formula."""
    if isinstance(value, int):
        return str(value), ATOM if value >= 0 else SIGN
    places = decimal_places(value)
    if places is None:
        return f"{value.numerator}/{value.denominator}", PRODUCT
    return decimal_text(value, places), ATOM if value >= 0 else SIGN


def _bracketed(shown: Shown, least: int) -> str:
    text, level = shown
    return text if level >= least else f"({text})"


# As LaTeX


def to_latex(tree: Node | Comparison | Listing, values: Mapping[str, Value] | None = None) -> str:
    """The tree as LaTeX: with its names, or with the numbers put in where `values` has them."""
    return Latex(values or {}).show(tree)


def latex_name(name: str) -> str:
    """A name as LaTeX: `c_in` with a subscript, `alpha` as a Greek letter, a long word upright."""
    base, _, below = name.partition("_")
    if not below and len(base) > 1 and base[0].isalpha() and base[1:].isdigit():
        base, below = base[0], base[1:]
    if base in GREEK:
        base = "\\" + base
    elif len(base) > 1:
        base = rf"\text{{{base}}}"
    below = below.replace("_", " ")
    return base + (f"_{{{below}}}" if below else "")


def latex_number(value: Exact) -> str:
    """A number as LaTeX."""
    text = number_text(value)
    upper, bar, lower = text.partition("/")
    sign = "-" if upper.startswith("-") else ""
    return rf"{sign}\frac{{{upper.removeprefix('-')}}}{{{lower}}}" if bar else text


class Latex:
    """Shows trees as LaTeX, names by the values given."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values

    def show(self, tree: Node | Comparison | Listing) -> str:
        """The LaTeX of a tree."""
        match tree:
            case Comparison():
                text = self.show(tree.operands[0])
                for operator, operand in zip(tree.operators, tree.operands[1:], strict=True):
                    text += f" {COMPARISON_SIGNS[operator]} {self.show(operand)}"
                return text
            case Listing(kind="shape"):
                return r" \times ".join(self.bracketed(item, SIGN) for item in tree.items)
            case Listing():
                inner = ",\\, ".join(self.show(item) for item in tree.items)
                return inner if tree.kind == "list" else rf"\{{{inner}\}}"
            case _:
                return self.node(tree)[0]

    def bracketed(self, tree: Node, least: int) -> str:
        """The LaTeX of an operand, in brackets if it would fall apart."""
        text, level = self.node(tree)
        return text if level >= least else f"({text})"

    def node(self, tree: Node) -> Shown:
        """The LaTeX of a number formula and how tightly it holds together."""
        match tree:
            case Number(value=value):
                return latex_number(value), ATOM if value >= 0 else SIGN
            case Constant():
                return r"\pi", ATOM
            case Name(name=name):
                return self.named(name)
            case Negative():
                return "-" + self.bracketed(tree.operand, SIGN + 1), SUM
            case Call():
                return self.call(tree)
            case Binary():
                return self.binary(tree)

    def named(self, name: str) -> Shown:
        """A name, or the number put in for it."""
        value = self.values.get(name)
        if value is None:
            return latex_name(name), ATOM
        if isinstance(value, tuple):
            return ",\\, ".join(latex_number(each) for each in value), ATOM
        if isinstance(value, str):
            return rf"\text{{{value}}}", ATOM
        return latex_number(value), ATOM if value >= 0 else SUM

    def binary(self, tree: Binary) -> Shown:
        """Two operands and their operator."""
        match tree.operator:
            case "/":
                return rf"\frac{{{self.show(tree.left)}}}{{{self.show(tree.right)}}}", ATOM
            case "//":
                return rf"\lfloor \frac{{{self.show(tree.left)}}}{{{self.show(tree.right)}}} \rfloor", ATOM
            case "%":
                return rf"{self.bracketed(tree.left, PRODUCT)} \bmod {self.bracketed(tree.right, SIGN)}", PRODUCT
            case "^":
                base, level = self.node(tree.left)
                fraction = isinstance(tree.left, Binary) and tree.left.operator == "/"
                base = base if level == ATOM and not fraction and not base.startswith(r"\frac") else f"({base})"
                return f"{base}^{{{self.show(tree.right)}}}", POWER
            case "*":
                if isinstance(tree.left, Negative):
                    left, level = self.node(tree.left)
                else:
                    left, level = self.bracketed(tree.left, PRODUCT), PRODUCT
                return left + self.times(left, tree.right) + self.bracketed(tree.right, SIGN), level
            case operator:
                return f"{self.bracketed(tree.left, SUM)} {operator} {self.bracketed(tree.right, PRODUCT)}", SUM

    def times(self, left: str, right: Node) -> str:
        """The sign between factors: none between a plain number and a letter, as in `2p`."""
        letter = isinstance(right, Name) and right.name not in self.values and len(right.name) == 1
        return "" if letter and left.isascii() and left.isdigit() else r" \cdot "

    def call(self, tree: Call) -> Shown:
        """A function with its arguments."""
        inner = ",\\, ".join(self.show(argument) for argument in tree.arguments)
        if tree.function in FENCES:
            opening, closing = FENCES[tree.function]
            return opening + inner + closing, ATOM
        if tree.function in {"sum", "prod"}:
            return self.gathered(tree)
        operator = OPERATORS.get(tree.function) or rf"\text{{{tree.function}}}"
        return f"{operator}({inner})", ATOM

    def gathered(self, tree: Call) -> Shown:
        """A sum or a product, written out."""
        sign, level, least = (" + ", SUM, SUM) if tree.function == "sum" else (r" \cdot ", PRODUCT, SIGN)
        parts: list[str] = []
        for argument in tree.arguments:
            value = self.values.get(argument.name) if isinstance(argument, Name) else None
            if isinstance(value, tuple):
                parts += [latex_number(each) if each >= 0 else f"({latex_number(each)})" for each in value]
            else:
                parts.append(self.bracketed(argument, least))
        if len(tree.arguments) == 1 and len(parts) == 1:
            return rf"\{tree.function} {parts[0]}", PRODUCT
        return sign.join(parts), level if len(parts) > 1 else ATOM
