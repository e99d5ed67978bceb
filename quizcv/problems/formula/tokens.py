"""From characters to tokens, with every bound checked before a number is made."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from quizcv.problems.formula.errors import FormulaError, shortened

if TYPE_CHECKING:
    from quizcv.problems.formula.tree import Exact

MAX_BITS: Final = 4096
"""Bits of the largest numerator or denominator."""
MAX_DIGITS: Final = 1233
"""Decimal digits that fit into `MAX_BITS`."""
MAX_EXPONENT_DIGITS: Final = 5
"""Longer exponents are refused unread."""


class Budget(NamedTuple):
    """How long a formula may be."""

    characters: int
    tokens: int


ANSWER: Final = Budget(256, 128)
"""For what a learner types."""
TEMPLATE: Final = Budget(4096, 1024)
"""For what a deck's author writes."""


class Token(NamedTuple):
    """A piece of a formula; `value` is set for numbers."""

    kind: Literal["number", "name", "operator", "end"]
    text: str
    column: int
    value: Exact = 0


PATTERN: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+−–]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<operator>\*\*|//|<=|>=|==|!=|[-+*/%^(),<>=\[\]{}×·⋅∗−–÷⁄∕√≤≥≠π])"
)
SPELLINGS: Final = {
    "**": "^",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∗": "*",
    "−": "-",
    "–": "-",
    "÷": "/",
    "⁄": "/",
    "∕": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
}
RAISED: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
"""Raised digits are a power: `k²` is `k^2`."""
DASHES: Final = str.maketrans("−–", "--")
STRANGE: Final = {
    ".": ("an attribute (a.b) is not part of the formula language", "write a plain name"),
    "'": ("a text in quotes is not part of the formula language", "write numbers and names"),
    '"': ("a text in quotes is not part of the formula language", "write numbers and names"),
    ":": ("a colon is not part of the formula language", ""),
    "!": ("factorials are not part of the formula language", "write prod(1, 2, 3)"),
    "$": ("math signs don't belong in a formula", "leave out the $"),
    "\\": ("LaTeX is not part of the formula language", "write it like k^2*c_in"),
}


def tokenize(source: str, budget: Budget = ANSWER) -> list[Token]:
    """The tokens of a formula, the last one `end`.

    Raises:
        FormulaError: It is too long, or a character or a number in it is not part of the language.
    """
    if len(source) > budget.characters:
        problem = f"the formula is too long: {len(source):,} characters, at most {budget.characters:,} are read"
        raise FormulaError(problem)
    tokens: list[Token] = []
    position = 0
    while position < len(source):
        match = PATTERN.match(source, position)
        if match is None:
            raise strange_character(source[position], position + 1)
        position = match.end()
        kind = match.lastgroup
        if kind == "space":
            continue
        column = match.start() + 1
        text = match.group()
        if kind == "number":
            tokens.append(Token("number", text, column, number_of(text, column)))
        elif kind == "raised":
            tokens += raised(text, column, tokens, source[position : position + 2].strip())
        elif text == "–" and between_numbers(tokens, source[position : position + 1]):
            problem = "the dash between two numbers could mean minus or a range"
            raise FormulaError(problem, column, "write - for minus")
        elif kind == "name" or text == "π":
            tokens.append(Token("name", "pi" if text == "π" else text, column))
        else:
            tokens.append(Token("operator", SPELLINGS.get(text, text), column))
        if len(tokens) > budget.tokens:
            problem = f"the formula is too long: at most {budget.tokens:,} numbers, names and signs are read"
            raise FormulaError(problem, column)
    tokens.append(Token("end", "", len(source) + 1))
    return tokens


def raised(text: str, column: int, before: list[Token], behind: str) -> list[Token]:
    """The tokens of raised digits: `^` and the exponent.

    Raises:
        FormulaError: They stand beside another power, or raise nothing.
    """
    if behind.startswith(("^", "**")) or (len(before) > 1 and before[-2].text == "^"):
        problem = "a power beside a raised one could be read in two ways"
        raise FormulaError(problem, column, "write brackets, like (k^2)^3")
    if not before or (before[-1].kind == "operator" and before[-1].text not in {")", "]"}):
        problem = f"the raised {text} stands behind nothing"
        raise FormulaError(problem, column, "write it behind a number, a name or a bracket, like k^2")
    exponent = text.translate(RAISED)
    tokens = [Token("operator", "^", column)]
    if exponent.startswith("-"):
        tokens.append(Token("operator", "-", column))
    return [*tokens, Token("number", text, column, number_of(exponent.lstrip("-"), column))]


def between_numbers(before: list[Token], behind: str) -> bool:
    """Whether a sign stands between a number and a digit, nothing in between."""
    return bool(before) and before[-1].kind == "number" and "0" <= behind <= "9"


def strange_character(character: str, column: int) -> FormulaError:
    """What to say about a character outside the language."""
    if character in STRANGE:
        problem, mend = STRANGE[character]
        return FormulaError(problem, column, mend)
    if character.isdigit() or character.isdecimal():
        return FormulaError(f"the digit {character!r} is not one of 0-9", column, "write plain digits")
    if character.isalpha():
        return FormulaError(
            f"the letter {character!r} can't be part of a name", column, "names use a-z, A-Z, 0-9 and _"
        )
    return FormulaError(f"{shortened(character)} is not part of the formula language", column)


def number_of(text: str, column: int) -> Exact:
    """The exact value of a number as written; its exponent is looked at first, so `1e999999999` costs nothing.

    Raises:
        FormulaError: It is too large, or underscores stand where none may.
    """
    if len(text) <= MAX_DIGITS and text.isdecimal():
        return int(text)
    mantissa, _, exponent_text = text.translate(DASHES).replace("E", "e").partition("e")
    if len(exponent_text.lstrip("+-").lstrip("0")) > MAX_EXPONENT_DIGITS:
        raise too_long(text, column)
    whole, _, part = mantissa.partition(".")
    if any(digits.startswith("_") or digits.endswith("_") or "__" in digits for digits in (whole, part)):
        problem = f"the number {shortened(text)} has an underscore too many"
        raise FormulaError(problem, column, "write it like 1_000")
    whole, part = whole.replace("_", ""), part.replace("_", "")
    exponent = int(exponent_text or 0) - len(part)
    if len(whole) + len(part) + abs(exponent) > MAX_DIGITS:
        raise too_long(text, column)
    digits = int(whole + part)
    if exponent >= 0:
        return digits * int(10**exponent)
    value = Fraction(digits, 10**-exponent)
    return value.numerator if value.denominator == 1 else value


def too_long(text: str, column: int) -> FormulaError:
    """What to say about a number beyond the bounds."""
    return FormulaError(f"the number {shortened(text)} is too large to calculate with", column)
