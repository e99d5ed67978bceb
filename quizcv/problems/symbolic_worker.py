"""The process that runs SymPy: `python -m quizcv.problems.symbolic_worker`, one JSON object a line in and out.

It builds its expressions from checked trees, limits its own memory, and ends itself when a request takes much longer than its
deadline or when the pipe closes, so that none is left behind if the app is killed.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from fractions import Fraction
from itertools import product
from math import lcm
from typing import TYPE_CHECKING, Any, Final

import sympy

from quizcv.problems.formula.encoding import decode, encode, exact
from quizcv.problems.formula.tree import Binary, Call, Constant, Name, Negative, Node, Number, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MEMORY: Final = 1 << 30
"""Bytes of address space beyond what SymPy has taken when it is loaded."""
GRACE: Final = 2.0
"""Seconds after a deadline before the process ends itself; its owner kills it earlier."""
DIGITS: Final = 40
LARGEST_SIMPLIFIED: Final = 10**9
"""Denominator of a fraction that irrational parts may come out to."""
SIMPLIFIED_GAP: Final = Fraction(1, 10**30)
MAX_RESIDUES: Final = 144
"""Cases tried one by one in `by_residues`."""
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


class Round(sympy.Function):  # type: ignore[misc] # SymPy has no types
    """Rounding to whole numbers or places, ties to even; evaluated for numbers only."""

    @classmethod
    def eval(cls, number: Any, places: Any = sympy.Integer(0)) -> Any:  # noqa: ANN401, B008  SymPy has no types
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


def build(tree: Node, symbols: Mapping[str, Any]) -> Any:  # noqa: ANN401  SymPy has no types
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


def divided(left: Any, right: Any) -> Any:  # noqa: ANN401  SymPy has no types
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


def names_in(encoded: Any) -> set[str]:  # noqa: ANN401  nested lists
    """The names in an encoded tree."""
    if not isinstance(encoded, list):
        return set()
    if encoded[:1] == ["name"]:
        return {encoded[1]}
    return set().union(*map(names_in, encoded[1:])) if len(encoded) > 1 else set()


def equivalent(request: Mapping[str, Any]) -> dict[str, Any]:
    """Whether SymPy can bring the difference of two formulas to nothing."""
    names = names_in(request["one"]) | names_in(request["other"])
    symbols = {name: sympy.Symbol(name, positive=True, integer=request["whole"] or None) for name in names}
    gap = build(decode(request["one"]), symbols) - build(decode(request["other"]), symbols)
    for attempt in (
        sympy.expand,
        sympy.cancel,
        sympy.simplify,
        lambda e: sympy.simplify(sympy.expand_log(e, force=True)),
    ):
        gap = attempt(gap)
        if gap == 0:
            return {"equivalence": "proved"}
    if request["whole"] and by_residues(request):
        return {"equivalence": "proved"}
    return {"equivalence": "refuted" if gap.is_zero is False else "undecided"}


def rational(text: str) -> Any:  # noqa: ANN401  SymPy has no types
    """A number from its text."""
    number = exact(text)
    return sympy.Rational(number.numerator, number.denominator)


def by_residues(request: Mapping[str, Any]) -> bool:
    """Whether two formulas that divide by fixed whole numbers are the same for every residue of each name.

    With n = L m + r, the least common multiple L of all divisors and a whole m, SymPy can take every floor apart.
    """
    trees = [decode(request["one"]), decode(request["other"])]
    period = lcm(*divisors(*trees))
    names = sorted(names_in(request["one"]) | names_in(request["other"]))
    if period ** len(names) > MAX_RESIDUES:
        return False
    for residues in product(range(period), repeat=len(names)):
        symbols = {
            name: period * sympy.Symbol(f"m_{name}", integer=True, nonnegative=True) + residue
            for name, residue in zip(names, residues, strict=True)
        }
        one, other = (build(tree, symbols) for tree in trees)
        if sympy.expand(one - other) != 0:
            return False
    return True


def divisors(*trees: Node) -> list[int]:
    """The whole numbers that something is divided by."""
    return [
        node.right.value
        for tree in trees
        for node in walk(tree)
        if isinstance(node, Binary) and node.operator in {"/", "//", "%"} and isinstance(node.right, Number)
        if isinstance(node.right.value, int) and node.right.value
    ]


def numbers_of(values: Mapping[str, str | list[str]]) -> dict[str, Any]:
    """SymPy's numbers for values by name."""
    return {
        name: tuple(map(rational, text)) if isinstance(text, list) else rational(text) for name, text in values.items()
    }


def number_text(tree: Any, values: Mapping[str, str | list[str]]) -> str:  # noqa: ANN401  nested lists
    """The value of a formula, exact if it is a fraction."""
    result = build(decode(tree), numbers_of(values))
    if not result.is_number or result.is_finite is False or result.is_real is False:
        message = "there is no such number"
        raise Unsupported(message)
    if not result.is_Rational:
        digits = Fraction(str(result.evalf(DIGITS)))
        short = digits.limit_denominator(LARGEST_SIMPLIFIED)
        # Simplifying takes most of the time, and is of use only where the digits look like a fraction's.
        whole = sympy.simplify(result) if abs(digits - short) <= abs(digits) * SIMPLIFIED_GAP else result
        result = whole if whole.is_Rational else sympy.Rational(digits)
    return f"{result.p}/{result.q}"


def value(request: Mapping[str, Any]) -> dict[str, Any]:
    """The value of one formula."""
    return {"value": number_text(request["tree"], request["values"])}


def values(request: Mapping[str, Any]) -> dict[str, Any]:
    """The values of many formulas; None where there is none."""
    found: list[str | None] = []
    for each in request["trees"]:
        try:
            found.append(number_text(each["tree"], each["values"]))
        except Unsupported:
            found.append(None)
    return {"values": found}


def solve(request: Mapping[str, Any]) -> dict[str, Any]:
    """The formulas for one name that make two sides equal."""
    names = names_in(request["left"]) | names_in(request["right"]) | {request["name"]}
    symbols = {name: sympy.Symbol(name, positive=True) for name in names - {request["name"]}}
    symbols[request["name"]] = sympy.Symbol(request["name"], real=True)
    gap = build(decode(request["left"]), symbols) - build(decode(request["right"]), symbols)
    solutions = []
    for solution in sympy.solve(gap, symbols[request["name"]]):
        with suppress(Unsupported):
            solutions.append(encode(tree_of(solution)))
    return {"solutions": solutions}


def solution_sets(request: Mapping[str, Any]) -> dict[str, Any]:
    """All solutions of an equation, for many draws."""
    from quizcv.problems.solution_sets import all_solutions  # noqa: PLC0415  for proofs only

    sides = decode(request["left"]), decode(request["right"])

    def gap_of(values: Mapping[str, str | list[str]], unknown: Any) -> Any:  # noqa: ANN401  SymPy has no types
        symbols = {**numbers_of(values), request["name"]: unknown}
        left, right = (build(side, symbols) for side in sides)
        return left - right

    return all_solutions(request, gap_of)


def tree_of(expression: Any) -> Node:  # noqa: ANN401  one line for each kind of expression
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


def joined(operator: str, expression: Any) -> Node:  # noqa: ANN401  SymPy has no types
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


TASKS: Final = {"equivalent": equivalent, "value": value, "values": values, "solve": solve, "solutions": solution_sets}


def limit_memory() -> None:
    """Lets the process take so much more memory and then fail, rather than the machine."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  not on every platform

        used = 0
        with suppress(OSError, ValueError):
            from pathlib import Path  # noqa: PLC0415  beside its only use

            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
            used = pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def reply_to(line: str) -> dict[str, Any]:
    """The reply to one request; whatever goes wrong is told, not raised."""
    request = json.loads(line)
    watch = threading.Timer(request["deadline"] + GRACE, os._exit, (1,))
    watch.daemon = True
    watch.start()
    try:
        return TASKS[request["task"]](request)
    except MemoryError:
        return {"undecided": "it takes too much memory"}
    except Exception as error:  # noqa: BLE001  SymPy raises all sorts of things; the learner decides then
        return {"undecided": f"{type(error).__name__}: {error}"[:300]}
    finally:
        watch.cancel()


def main() -> None:
    """Answers requests until the pipe closes."""
    limit_memory()
    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(reply_to(line)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
