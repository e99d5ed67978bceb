"""What to say about a formula that can't be read: what is wrong, where, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import FormulaError, nearest_name, shortened

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizcv.problems.formula.tokens import Token

CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
MOST_NAMES: Final = 12
"""A line's worth."""
LONGEST_PRODUCT: Final = 16
"""Letters of names written side by side for a product."""
ELSEWHERE: Final = {
    "log": "write ln(x) for the natural logarithm, log2(x) for base 2, ln(x)/ln(10) for base 10",
    "log10": "write ln(x)/ln(10)",
    "lg": "write log2(x) for base 2, ln(x)/ln(10) for base 10",
    "e": "write exp(x) for a power of e",
    "pow": "write x^y",
    "arctan": "write atan(x)",
    "sigmoid": "write 1/(1 + exp(-x))",
    "len": "write the number",
}
"""Names people know from elsewhere, and what they are called here."""


def unknown_name(token: Token, known: Collection[str], reserved: Collection[str]) -> FormulaError:
    """A name that is not among those a formula may use.

    Args:
        token: The name.
        known: The names a formula may use.
        reserved: What else may have been meant: functions only where a bracket follows.
    """
    problem = f"unknown name {shortened(token.text)}"
    product = "*".join(factors(token.text, known))
    mend = ELSEWHERE.get(token.text, "") or (f"write {product} for a product" if product else "")
    near = "" if mend else nearest_name(token.text, known, reserved)
    return FormulaError(problem, token.column, mend or (f"did you mean {near!r}?" if near else known_names(known)))


def factors(text: str, known: Collection[str]) -> list[str]:
    """The known names that make up a text, as few as can be; none if they don't, or if it is very long."""
    if len(text) > LONGEST_PRODUCT:
        return []
    best: dict[int, list[str]] = {0: []}
    for end in range(1, len(text) + 1):
        ways = [[*best[start], text[start:end]] for start in range(end) if start in best and text[start:end] in known]
        if ways:
            best[end] = min(ways, key=len)
    return best.get(len(text), [])


def unknown_function(token: Token, functions: Collection[str]) -> FormulaError:
    """A name with brackets behind it that is no function."""
    mend = ELSEWHERE.get(token.text, "")
    near = "" if mend else nearest_name(token.text, functions)
    problem = f"there is no function {shortened(token.text)}"
    mend = mend or (f"did you mean {near!r}?" if near else f"write {token.text}*(...) for a product")
    return FormulaError(problem, token.column, mend)


def known_names(names: Collection[str]) -> str:
    """The mend for an unknown name that resembles none."""
    known = sorted(names)
    if not known:
        return "only numbers belong here"
    return "the names here are " + ", ".join(known[:MOST_NAMES]) + (", ..." if len(known) > MOST_NAMES else "")


def missing_operator(token: Token, before: Token, last: Token, known: Collection[str]) -> FormulaError:
    """An operand that follows another.

    Args:
        token: The second operand's first token.
        before: The first operand's first token.
        last: The first operand's last token.
        known: The names a formula may use.
    """
    adjoining = token.column == last.column + len(last.text) and last.text != ")"
    product = token.text if token.text in known else "*".join(factors(token.text, known)) or token.text
    mend = f"write {last.text}*{product}" if adjoining and token.text != "(" else "write * for a product"
    if before.kind == "name" and token.kind == "name" and before.text == "lambda":
        mend = "functions can't be made here"
    return FormulaError(f"an operator is missing before {shortened(token.text)}", token.column, mend)


def missing_bracket(opening: Token) -> FormulaError:
    """A bracket that is not closed."""
    return FormulaError(f"the bracket {opening.text!r} is not closed", opening.column, f"add {CLOSING[opening.text]!r}")


def unexpected(token: Token) -> FormulaError:
    """A token that can't stand where it does."""
    if token.kind == "end":
        return FormulaError("the formula ends too early: a number or a name is missing", token.column)
    if token.text in CLOSING:
        return FormulaError(f"the bracket {token.text!r} can't stand here", token.column, "group by ( )")
    if token.text == ")":
        return FormulaError("a bracket ')' is closed that was not opened, or is empty", token.column)
    if token.text == ",":
        return FormulaError("a comma separates nothing here", token.column, "write a decimal point as in 1.5")
    return FormulaError(f"{shortened(token.text)} can't stand here", token.column)
