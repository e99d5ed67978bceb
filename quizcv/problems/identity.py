"""Proves that two formulas made of `+ - * /` and whole powers are the same, by points alone.

A polynomial whose degree in each name is at most d is zero everywhere if it is zero on a grid of d + 1 values for each name. The
difference of two fractions of polynomials has such a numerator, so that agreement on a large enough grid is a proof, not a
guess, and needs neither algebra nor SymPy.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.tree import Binary, Call, Name, Negative, Node, Number, names_of

if TYPE_CHECKING:
    from quizcv.problems.values import Value

MAX_POINTS: Final = 1500
"""Of a grid; larger ones are left to SymPy."""
FIRST_VALUE: Final = 11
"""Where the grid begins: away from the small numbers at which denominators vanish."""

Degrees = dict[str, tuple[int, int]]
"""By name, bounds on the degrees of a fraction's numerator and denominator."""


def proved_on_grid(one: Node, other: Node) -> bool | None:
    """Whether two formulas are the same; None where this way of proof does not reach."""
    a, b = degrees_of(one), degrees_of(other)
    if a is None or b is None:
        return None
    names = sorted({*names_of(one), *names_of(other)})
    none = (0, 0)
    needed = {
        name: max(a.get(name, none)[0] + b.get(name, none)[1], b.get(name, none)[0] + a.get(name, none)[1])
        for name in names
    }
    if prod(degree + 1 for degree in needed.values()) > MAX_POINTS:
        return None
    left, right = compile_formula(one), compile_formula(other)
    grid = (range(FIRST_VALUE + n, FIRST_VALUE + n + needed[name] + 1) for n, name in enumerate(names))
    try:
        for point in product(*grid):
            values: dict[str, Value] = dict(zip(names, point, strict=True))
            if left(values) != right(values):
                return False
    except CalculationError:
        return None
    return True


def degrees_of(tree: Node) -> Degrees | None:
    """Bounds on the degrees of a formula read as a fraction of polynomials; None if it is none."""
    match tree:
        case Number():
            return {}
        case Name(name=name):
            return {name: (1, 0)}
        case Negative():
            return degrees_of(tree.operand)
        case Binary(operator="^"):
            return powered(tree)
        case Binary(operator="+" | "-" | "*" | "/"):
            left, right = degrees_of(tree.left), degrees_of(tree.right)
            return None if left is None or right is None else combined(tree.operator, left, right)
        case Call(function="sum" | "prod"):
            return gathered(tree)
        case _:
            return None


def combined(operator: str, left: Degrees, right: Degrees) -> Degrees:
    """The degrees of a sum, a product or a quotient."""
    result = {}
    for name in {*left, *right}:
        (a, b), (c, d) = left.get(name, (0, 0)), right.get(name, (0, 0))
        if operator in "+-":
            result[name] = (max(a + d, c + b), b + d)
        else:
            result[name] = (a + c, b + d) if operator == "*" else (a + d, b + c)
    return result


def powered(tree: Binary) -> Degrees | None:
    """The degrees of a power with a whole number as exponent."""
    exponent = tree.right.operand if isinstance(tree.right, Negative) else tree.right
    base = degrees_of(tree.left)
    if base is None or not isinstance(exponent, Number) or not isinstance(exponent.value, int):
        return None
    times = exponent.value
    if isinstance(tree.right, Negative):
        return {name: (lower * times, upper * times) for name, (upper, lower) in base.items()}
    return {name: (upper * times, lower * times) for name, (upper, lower) in base.items()}


def gathered(tree: Call) -> Degrees | None:
    """The degrees of `sum(...)` or `prod(...)`."""
    result: Degrees = {}
    for argument in tree.arguments:
        degrees = degrees_of(argument)
        if degrees is None:
            return None
        result = combined("+" if tree.function == "sum" else "*", result, degrees)
    return result
