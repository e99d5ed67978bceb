"""The exact value of a tree: compiled once to closures, then a few microseconds for each set of values.

Whole numbers stay ints and everything else is a `Fraction`; no result passes `MAX_BITS`. Where a formula holds a root or a
logarithm its value is known to 30 digits, and `floor`, `ceil`, `round` and comparisons take numbers nearer than 1e-20 for equal,
so that floor(sqrt(2)*sqrt(2)) is 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor
from operator import eq, ge, gt, itemgetter, le, lt, ne
from typing import Final, cast

from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.limits import (
    BOUND,
    NEARNESS,
    PI,
    arctangent,
    binary_logarithm,
    division_by_zero,
    exponential,
    logarithm,
    power,
    settled,
    square_root,
)
from quizcv.problems.formula.tree import (
    Binary,
    Call,
    Comparison,
    Constant,
    Exact,
    Name,
    Negative,
    Node,
    Number,
    is_rounded,
)
from quizcv.problems.values import Value

Values = Mapping[str, Value]
Calculation = Callable[[Values], Exact]
"""A compiled formula: from values by name to its value; raises CalculationError."""

MAX_PLACES: Final = 30
"""Decimal places `round` may be asked for."""
TRANSCENDENTAL: Final[Mapping[str, Callable[[Exact, int], Exact]]] = {
    "sqrt": square_root,
    "log2": binary_logarithm,
    "ln": logarithm,
    "exp": exponential,
    "atan": arctangent,
}
TESTS: Final[Mapping[str, Callable[[Exact, Exact], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
    "!=": ne,
}


def evaluate(tree: Node, values: Values | None = None) -> Exact:
    """The exact value of a tree.

    Raises:
        CalculationError: It can't be calculated with these values, or gets too large.
    """
    return compile_formula(tree)(values or {})


def compile_formula(tree: Node) -> Calculation:
    """A function from values to the tree's value."""
    match tree:
        case Number(value=value):
            return lambda _: value
        case Name(name=name):
            return cast("Calculation", itemgetter(name))
        case Constant():
            return lambda _: PI
        case Negative():
            operand = compile_formula(tree.operand)
            return lambda values: -operand(values)
        case Binary():
            return compile_binary(tree)
        case Call():
            return compile_call(tree)


def compile_test(tree: Comparison) -> Callable[[Values], bool]:
    """A function from values to whether the comparison holds."""
    operands = [compile_formula(operand) for operand in tree.operands]
    tests = [TESTS[operator] for operator in tree.operators]
    if is_rounded(tree):
        operands = [_snapping(operand) for operand in operands]
    if len(tests) == 1:
        (left, right), test = operands, tests[0]
        return lambda values: test(left(values), right(values))

    def holds(values: Values) -> bool:
        results = [operand(values) for operand in operands]
        return all(test(results[n], results[n + 1]) for n, test in enumerate(tests))

    return holds


def compile_binary(tree: Binary) -> Calculation:
    """A function for an operator; ints take the short way."""
    left, right, column = compile_formula(tree.left), compile_formula(tree.right), tree.column
    match tree.operator:
        case "+":
            return _sum(left, right, column)
        case "-":
            return _difference(left, right, column)
        case "*":
            return _product(left, right, column)
        case "/":
            return lambda values: divided(left(values), right(values), column)
        case "//":
            return _floor_division(tree)
        case "%":
            return lambda values: remainder(left(values), right(values), column)
        case "^":
            return lambda values: power(left(values), right(values), column)


def _sum(left: Calculation, right: Calculation, column: int) -> Calculation:
    def calculate(values: Values) -> Exact:
        result = left(values) + right(values)
        return result if type(result) is int and -BOUND < result < BOUND else settled(result, column)

    return calculate


def _difference(left: Calculation, right: Calculation, column: int) -> Calculation:
    def calculate(values: Values) -> Exact:
        result = left(values) - right(values)
        return result if type(result) is int and -BOUND < result < BOUND else settled(result, column)

    return calculate


def _product(left: Calculation, right: Calculation, column: int) -> Calculation:
    def calculate(values: Values) -> Exact:
        result = left(values) * right(values)
        return result if type(result) is int and -BOUND < result < BOUND else settled(result, column)

    return calculate


def divided(left: Exact, right: Exact, column: int) -> Exact:
    """The quotient, whole if it comes out even.

    Raises:
        CalculationError: Division by zero.
    """
    if not right:
        raise division_by_zero(column)
    if type(left) is int and type(right) is int:
        quotient, rest = divmod(left, right)
        return Fraction(left, right) if rest else quotient
    return settled(Fraction(left) / right, column)


def remainder(left: Exact, right: Exact, column: int) -> Exact:
    """What is left of a division with a whole quotient rounded down; it has the sign of `right`.

    Raises:
        CalculationError: Division by zero.
    """
    if not right:
        raise division_by_zero(column)
    return settled(left % right, column)


def _floor_division(tree: Binary) -> Calculation:
    left, right, column = compile_formula(tree.left), compile_formula(tree.right), tree.column
    if is_rounded(tree):
        return lambda values: floor(snapped(divided(left(values), right(values), column)))

    def quotient(values: Values) -> Exact:
        divisor = right(values)
        if not divisor:
            raise division_by_zero(column)
        return settled(left(values) // divisor, column)

    return quotient


def compile_call(tree: Call) -> Calculation:
    """A function for a function's call."""
    if tree.function in {"floor", "ceil"}:
        return _compile_rounding(tree)
    arguments, column = [compile_formula(argument) for argument in tree.arguments], tree.column
    first = arguments[0]
    match tree.function:
        case "round":
            places = arguments[1] if len(arguments) > 1 else None
            value = _snapping(first) if is_rounded(tree) else first
            return lambda values: rounded(value(values), places(values) if places else 0, column)
        case "abs":
            return lambda values: _magnitude(first(values))
        case "min":
            return lambda values: min(flat(arguments, values))
        case "max":
            return lambda values: max(flat(arguments, values))
        case "sum":
            return lambda values: total(flat(arguments, values), column)
        case "prod":
            return lambda values: product(flat(arguments, values), column)
        case function:
            transcendental = TRANSCENDENTAL[function]
            return lambda values: transcendental(first(values), column)


def _compile_rounding(tree: Call) -> Calculation:
    """`floor` and `ceil`; of a quotient of ints without making a fraction."""
    (argument,) = tree.arguments
    up = tree.function == "ceil"
    whole = ceil if up else floor
    if is_rounded(argument):
        value = _snapping(compile_formula(argument))
        return lambda values: whole(value(values))
    if isinstance(argument, Binary) and argument.operator == "/":
        left, right, column = compile_formula(argument.left), compile_formula(argument.right), argument.column

        def quotient(values: Values) -> Exact:
            divisor = right(values)
            if not divisor:
                raise division_by_zero(column)
            return -(-left(values) // divisor) if up else left(values) // divisor

        return quotient
    value = compile_formula(argument)
    return lambda values: whole(value(values))


def _snapping(calculation: Calculation) -> Calculation:
    return lambda values: snapped(calculation(values))


def snapped(value: Exact) -> Exact:
    """A number known to 30 digits, made whole if a whole number is as near as its error."""
    nearest = round(value)
    return nearest if -NEARNESS < value - nearest < NEARNESS else value


def rounded(value: Exact, places: Exact, column: int) -> Exact:
    """The value to so many decimal places, ties to even as in Python and NumPy.

    Raises:
        CalculationError: The places are no whole number between -30 and 30.
    """
    if not isinstance(places, int) or abs(places) > MAX_PLACES:
        problem = f"'round' takes a whole number of places, at most {MAX_PLACES}"
        raise CalculationError(problem, column)
    return settled(Fraction(value).__round__(places), column) if places else round(value)


def flat(arguments: Iterable[Calculation], values: Values) -> list[Exact]:
    """The numbers of all arguments, lists laid open."""
    numbers: list[Exact] = []
    for argument in arguments:
        value: object = argument(values)
        if isinstance(value, tuple):
            numbers.extend(value)
        else:
            numbers.append(cast("Exact", value))
    return numbers


def total(numbers: Iterable[Exact], column: int) -> Exact:
    """The sum, within the bounds at every step."""
    result: Exact = 0
    for number in numbers:
        result = settled(result + number, column)
    return result


def product(numbers: Iterable[Exact], column: int) -> Exact:
    """The product, within the bounds at every step."""
    result: Exact = 1
    for number in numbers:
        result = settled(result * number, column)
    return result


def _magnitude(value: Exact) -> Exact:
    return -value if value < 0 else value
