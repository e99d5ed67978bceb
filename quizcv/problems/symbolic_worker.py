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
from itertools import product
from math import lcm
from typing import TYPE_CHECKING, Any, Final

import sympy

from quizcv.problems.formula.encoding import decode, encode, exact
from quizcv.problems.formula.tree import Binary, Node, Number, walk
from quizcv.problems.sympy_trees import Unsupported, build, tree_of

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY: Final = 1 << 30
"""Bytes of address space beyond what SymPy has taken when it is loaded."""
GRACE: Final = 2.0
"""Seconds after a deadline before the process ends itself; its owner kills it earlier."""
DIGITS: Final = 40
LIKELY_DENOMINATOR: Final = 10**6
"""Of a fraction hidden in roots and logarithms."""
MAX_RESIDUES: Final = 144
"""Cases tried one by one in `by_residues`."""


def names_in(encoded: Any) -> set[str]:
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


def rational(text: str) -> Any:
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


def number_of(tree: Node, values: Mapping[str, str | list[str]]) -> tuple[Any, Any]:
    """SymPy's value of a formula, and the same as a fraction: exact if it is one, else to 40 digits.

    Raises:
        Unsupported: There is none.
    """
    result = build(tree, numbers_of(values))
    if result.is_Rational:
        return result, result
    digits = result.evalf(DIGITS)
    if not digits.is_Float:  # a complex number, an infinite one, none at all
        message = "there is no such number"
        raise Unsupported(message)
    return result, sympy.Rational(str(digits))


def text_of(fraction: Any) -> str:
    """A fraction as text."""
    return f"{fraction.p}/{fraction.q}"


def value(request: Mapping[str, Any]) -> dict[str, Any]:
    """The value of one formula; a fraction hidden in roots and logarithms is found if its digits look like one."""
    result, digits = number_of(decode(request["tree"]), request["values"])
    fraction = digits.limit_denominator(LIKELY_DENOMINATOR)
    if result is not digits and abs(digits - fraction) <= sympy.Rational(1, 10 ** (DIGITS - 10)) * max(1, abs(digits)):
        whole = sympy.simplify(result)
        digits = whole if whole.is_Rational else digits
    return {"value": text_of(digits)}


def values(request: Mapping[str, Any]) -> dict[str, Any]:
    """The values of many formulas, those that are no fractions by their digits alone; None where there is none."""
    trees = list(map(decode, request["trees"]))
    found: list[str | None] = []
    for each in request["cases"]:
        try:
            found.append(text_of(number_of(trees[each["tree"]], each["values"])[1]))
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

    def gap_of(values: Mapping[str, str | list[str]], unknown: Any) -> Any:
        symbols = {**numbers_of(values), request["name"]: unknown}
        left, right = (build(side, symbols) for side in sides)
        return left - right

    return all_solutions(request, gap_of)


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
