"""The exact value of a tree: compiled once to closures, then a few microseconds for each set of values.

Whole numbers stay ints and everything else is a `Fraction`; no result passes `MAX_BITS`. Where a formula holds a root or a
logarithm its value is known to 30 digits, and `floor`, `ceil`, `round` and comparisons take numbers nearer than 1e-20 for equal,
so that floor(sqrt(2)*sqrt(2)) is 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import ceil, floor
from operator import eq, ge, gt, itemgetter, le, lt, ne
from typing import TYPE_CHECKING, Final, cast

from quizcv.problems.formula.arithmetic import divided, magnitude, product, remainder, rounded, snapped, total
from quizcv.problems.formula.limits import (
    BOUND,
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

if TYPE_CHECKING:
    from quizcv.problems.formula.sharing import Shared

Values = Mapping[str, Value]
Calculation = Callable[[Values], Exact]
"""A compiled formula: from values by name to its value; raises CalculationError."""
Test = Callable[[Values], bool]
"""A compiled comparison."""

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


def compile_formula(tree: Node, shared: Shared | None = None) -> Calculation:
    """A function from values to the tree's value.

    Args:
        tree: What is calculated.
        shared: The parts it has in common with other formulas; then the values must be a dict that may be written into.
    """
    return Compiler(shared or {}).formula(tree)


def compile_test(tree: Comparison, shared: Shared | None = None) -> Test:
    """A function from values to whether the comparison holds; `compile_formula` tells of the arguments."""
    return Compiler(shared or {}).test(tree)


class Compiler:
    """Makes functions of trees; those of parts in common remember their value beside the values they were given."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared

    def formula(self, tree: Node) -> Calculation:
        """A function for any node."""
        slot = self.shared.get(id(tree))
        calculation = self.node(tree)
        return calculation if slot is None else remembering(calculation, slot)

    def node(self, tree: Node) -> Calculation:
        """A function that works a node out each time."""
        match tree:
            case Number(value=value):
                return lambda _: value
            case Name(name=name):
                return cast("Calculation", itemgetter(name))
            case Constant():
                return lambda _: PI
            case Negative():
                operand = self.formula(tree.operand)
                return lambda values: -operand(values)
            case Binary():
                return self.binary(tree)
            case Call():
                return self.call(tree)

    def test(self, tree: Comparison) -> Test:
        """A function for a comparison."""
        operands = [self.formula(operand) for operand in tree.operands]
        tests = [TESTS[operator] for operator in tree.operators]
        if is_rounded(tree):
            operands = [snapping(operand) for operand in operands]
        if len(tests) == 1:
            (left, right), test = operands, tests[0]
            return lambda values: test(left(values), right(values))

        def holds(values: Values) -> bool:
            results = [operand(values) for operand in operands]
            return all(test(results[n], results[n + 1]) for n, test in enumerate(tests))

        return holds

    def binary(self, tree: Binary) -> Calculation:
        """A function for an operator; ints take the short way."""
        left, right, column = self.formula(tree.left), self.formula(tree.right), tree.column
        match tree.operator:
            case "+":
                return adding(left, right, column)
            case "-":
                return subtracting(left, right, column)
            case "*":
                return multiplying(left, right, column)
            case "/":
                return lambda values: divided(left(values), right(values), column)
            case "//" if is_rounded(tree):
                return lambda values: floor(snapped(divided(left(values), right(values), column)))
            case "//":
                return lambda values: settled(whole_quotient(left(values), right(values), column), column)
            case "%":
                return lambda values: remainder(left(values), right(values), column)
            case "^":
                return lambda values: power(left(values), right(values), column)

    def call(self, tree: Call) -> Calculation:
        """A function for a function's call."""
        if tree.function in {"floor", "ceil"}:
            return self.rounding(tree)
        arguments, column = [self.formula(argument) for argument in tree.arguments], tree.column
        first = arguments[0]
        match tree.function:
            case "round":
                places = arguments[1] if len(arguments) > 1 else None
                value = snapping(first) if is_rounded(tree) else first
                return lambda values: rounded(value(values), places(values) if places else 0, column)
            case "abs":
                return lambda values: magnitude(first(values))
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

    def rounding(self, tree: Call) -> Calculation:
        """`floor` and `ceil`; of a quotient of ints without making a fraction, if that is not needed elsewhere."""
        (argument,) = tree.arguments
        up = tree.function == "ceil"
        whole = ceil if up else floor
        if is_rounded(argument):
            value = snapping(self.formula(argument))
            return lambda values: whole(value(values))
        if isinstance(argument, Binary) and argument.operator == "/" and id(argument) not in self.shared:
            left, right, column = self.formula(argument.left), self.formula(argument.right), argument.column
            if up:
                return lambda values: -whole_quotient(-left(values), right(values), column)
            return lambda values: whole_quotient(left(values), right(values), column)
        value = self.formula(argument)
        return lambda values: whole(value(values))


def remembering(calculation: Calculation, slot: str) -> Calculation:
    """The calculation, made once for each set of values: what it came to is kept among them, under no name a formula may use."""

    def recall(values: Values) -> Exact:
        known = cast("dict[str, Exact]", values)
        result = known.get(slot)
        if result is None:
            result = known[slot] = calculation(values)
        return result

    return recall


def adding(left: Calculation, right: Calculation, column: int) -> Calculation:
    """A function for a sum."""

    def calculate(values: Values) -> Exact:
        result = left(values) + right(values)
        return result if type(result) is int and -BOUND < result < BOUND else settled(result, column)

    return calculate


def subtracting(left: Calculation, right: Calculation, column: int) -> Calculation:
    """A function for a difference."""

    def calculate(values: Values) -> Exact:
        result = left(values) - right(values)
        return result if type(result) is int and -BOUND < result < BOUND else settled(result, column)

    return calculate


def multiplying(left: Calculation, right: Calculation, column: int) -> Calculation:
    """A function for a product."""

    def calculate(values: Values) -> Exact:
        result = left(values) * right(values)
        return result if type(result) is int and -BOUND < result < BOUND else settled(result, column)

    return calculate


def whole_quotient(left: Exact, right: Exact, column: int) -> int:
    """The quotient rounded down.

    Raises:
        CalculationError: Division by zero.
    """
    if not right:
        raise division_by_zero(column)
    return left // right


def snapping(calculation: Calculation) -> Calculation:
    """The calculation, its result made whole where it is so near a whole number that it must be one."""
    return lambda values: snapped(calculation(values))


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
