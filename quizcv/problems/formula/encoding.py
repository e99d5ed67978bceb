"""A tree as plain lists, for the pipe to the process that runs SymPy."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, cast

from quizcv.problems.formula.tree import Binary, Call, Constant, Exact, Name, Negative, Node, Number
from quizcv.problems.formula.words import ARITIES, BINDING, CONSTANTS

if TYPE_CHECKING:
    from typing import Literal

Encoded = list["Encoded | str"]
"""The kind of node first, then its parts."""


def encode(tree: Node) -> Encoded:
    """The tree as lists and texts, ready for JSON."""
    match tree:
        case Number(value=value):
            return ["number", str(value)]
        case Name(name=name):
            return ["name", name]
        case Constant(name=name):
            return ["constant", name]
        case Negative():
            return ["negative", encode(tree.operand)]
        case Binary():
            return [tree.operator, encode(tree.left), encode(tree.right)]
        case Call():
            return ["call", tree.function, *map(encode, tree.arguments)]


def decode(encoded: object) -> Node:
    """The tree again.

    Raises:
        ValueError: These are no lists that `encode` gives.
    """
    if not isinstance(encoded, list) or not encoded:
        message = "an encoded tree is a list"
        raise ValueError(message)
    match encoded:
        case ["number", str() as text]:
            return Number(exact(text))
        case ["name", str() as name]:
            return Name(name)
        case ["constant", str() as name] if name in CONSTANTS:
            return Constant(name)
        case ["negative", operand]:
            return Negative(decode(operand))
        case ["call", str() as function, *arguments] if function in ARITIES:
            return Call(function, tuple(map(decode, arguments)))
        case [str() as operator, left, right] if operator in BINDING:
            known = cast("Literal['+', '-', '*', '/', '//', '%', '^']", operator)
            return Binary(known, decode(left), decode(right))
    message = f"an encoded tree has no node {encoded[0]!r}"
    raise ValueError(message)


def exact(text: str) -> Exact:
    """A number from its text `12` or `3/4`."""
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value
