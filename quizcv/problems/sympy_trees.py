"""Between our checked trees and SymPy's expressions, both ways: imported by its worker process only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sympy

from quizcv.problems.formula.encoding import exact
from quizcv.problems.formula.tree import Binary, Call, Constant, Name, Negative, Node, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "floor": sympy.floor,
    "ceil": sympy.ceiling,
    "sqrt": sympy.sqrt,
    "log2": lambda x: sympy.log(x, 2),
    "ln": sympy.log,
    "exp": sympy.exp,
    "atan": sympy.atan,
    "abs": sympy.Abs,
    "min": sympy.Min,
    "max": sympy.Max,
    "sum": sympy.Add,
    "prod": sympy.Mul,
}


class Unsupported(Exception):  # noqa: N818  no error: it has no answer
    """SymPy has nothing to say about this."""


_TO_WHOLE: Final = sympy.Integer(0)
"""The places of a rounding that names none."""


class Round(sympy.Function):  # type: ignore[misc] # SymPy has no types
    """Rounding to whole numbers or places, ties to even; evaluated for numbers only."""

    @classmethod
    def eval(cls, number: Any, places: Any = _TO_WHOLE) -> Any:
        """The rounded number; None leaves the expression as it is."""
        if not (number.is_Rational and places.is_Integer):
            return None
        scale = sympy.Integer(10) ** places
        scaled = number * scale
        whole = sympy.floor(scaled)
        rest = scaled - whole
        half = sympy.Rational(1, 2)
        up = rest > half or (rest == half and whole % 2 == 1)
        return (whole + (1 if up else 0)) / scale


def build(tree: Node, symbols: Mapping[str, Any]) -> Any:
    """SymPy's expression for a tree."""
    match tree:
        case Number(value=value):
            return sympy.Rational(value.numerator, value.denominator)
        case Name(name=name):
            return symbols[name]
        case Constant():
            return sympy.pi
        case Negative():
            return -build(tree.operand, symbols)
        case Binary():
            left, right = build(tree.left, symbols), build(tree.right, symbols)
            return OPERATORS[tree.operator](left, right)
        case Call():
            arguments: list[Any] = []
            for argument in tree.arguments:
                built = build(argument, symbols)
                arguments += built if isinstance(built, tuple) else [built]
            return Round(*arguments) if tree.function == "round" else FUNCTIONS[tree.function](*arguments)


def divided(left: Any, right: Any) -> Any:
    """The quotient."""
    if right == 0:
        message = "division by zero"
        raise Unsupported(message)
    return left / right


OPERATORS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": divided,
    "//": lambda a, b: sympy.floor(divided(a, b)),
    "%": lambda a, b: a - b * sympy.floor(divided(a, b)),
    "^": lambda a, b: a**b,
}


def tree_of(expression: Any) -> Node:
    """The tree for an expression of SymPy's.

    Raises:
        Unsupported: The formula language can't say it.
    """
    if expression.is_Rational:
        return Number(exact(f"{expression.p}/{expression.q}"))
    if expression.is_Symbol:
        return Name(expression.name)
    if expression is sympy.pi:
        return Constant("pi")
    if expression is sympy.E:
        return Call("exp", (Number(1),))
    arguments = [tree_of(argument) for argument in expression.args]
    if expression.is_Add or expression.is_Mul:
        return joined("+" if expression.is_Add else "*", expression)
    if expression.is_Pow:
        base, exponent = arguments
        if expression.exp == sympy.Rational(1, 2):
            return Call("sqrt", (base,))
        return Binary("^", base, exponent)
    for function, name in CALLS.items():
        if isinstance(expression, function):
            return Call(name, tuple(arguments))
    message = f"the formula language has no {type(expression).__name__}"
    raise Unsupported(message)


CALLS: Final = {
    sympy.floor: "floor",
    sympy.ceiling: "ceil",
    sympy.log: "ln",
    sympy.exp: "exp",
    sympy.atan: "atan",
    sympy.Abs: "abs",
    sympy.Min: "min",
    sympy.Max: "max",
}


def joined(operator: str, expression: Any) -> Node:
    """A sum with its minus signs, or a product with its denominator."""
    if operator == "+":
        terms = expression.as_ordered_terms()
        tree = tree_of(terms[0])
        for term in terms[1:]:
            negative = term.could_extract_minus_sign()
            tree = Binary("-" if negative else "+", tree, tree_of(-term if negative else term))
        return tree
    upper, lower = expression.as_numer_denom()
    if lower != 1:
        return Binary("/", tree_of(upper), tree_of(lower))
    if expression.could_extract_minus_sign():
        return Negative(tree_of(-expression))
    factors = [tree_of(factor) for factor in expression.as_ordered_factors()]
    tree = factors[0]
    for factor in factors[1:]:
        tree = Binary("*", tree, factor)
    return tree
