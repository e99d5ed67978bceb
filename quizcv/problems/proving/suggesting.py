"""The answer of an inverse question whose author left it out: SymPy's solution, tried over many draws."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.equation import Among, Choose
from quizcv.problems.formula.errors import CalculationError
from quizcv.problems.formula.evaluate import compile_formula
from quizcv.problems.formula.show import to_text
from quizcv.problems.formula.tree import Binary, Call, Negative, Number, is_stepped, names_of
from quizcv.problems.proving.equations import all_solutions
from quizcv.problems.proving.findings import near
from quizcv.problems.symbolic import WORKER, Undecided, solve
from quizcv.problems.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quizcv.problems.equation import Equation
    from quizcv.problems.formula.tree import Exact, Node
    from quizcv.problems.solving import Solutions
    from quizcv.problems.values import Value

SEEDS: Final = 60
DEADLINE: Final = 20.0
"""Seconds for SymPy to solve the equation for its unknown."""
ROUNDING: Final = frozenset({"floor", "ceil", "round"})
DRAWN_PARTS: Final = ("given", "where", "front", "solves")


def suggested_answer(parts: Mapping[str, object], deck: str, name: str) -> str:
    """A formula for the answer of a template that says what it solves: right in every draw tried.

    Raises:
        TemplateError: Other parts are wrong.
        DrawError: No numbers fit.
        Undecided: No formula was found; the message says why.
    """
    template = Template.parse({part: parts[part] for part in DRAWN_PARTS if part in parts} | {"answer": "0"})
    equation = template.solves
    if equation is None:
        message = "the part 'solves' is missing"
        raise Undecided(message)
    draws = [template.sample(deck, name, seed).values for seed in range(SEEDS)]
    wanted = [asked(equation, each) for each in all_solutions(equation, draws, WORKER)]
    known = {each for each, value in draws[0].items() if isinstance(value, (int, Fraction))} - {equation.unknown}
    for tree in candidates(equation):
        if known.issuperset(names_of(tree)) and fits(tree, draws, wanted):
            return to_text(tree)
    message = f"SymPy has no formula for {equation.unknown} that holds in every draw"
    raise Undecided(message)


def asked(equation: Equation, solutions: Solutions) -> Exact:
    """The solution that an equation asks for in one draw.

    Raises:
        Undecided: There is none, or not one.
    """
    if solutions.unsolved:
        raise Undecided(solutions.unsolved)
    found = solutions.greatest if equation.choose is Choose.LARGEST else solutions.least
    if found is None:
        message = f"in some draws no {equation.unknown} solves it"
        raise Undecided(message)
    if equation.choose is Choose.ONLY and solutions.greatest != solutions.least:
        message = f"in some draws several {equation.unknown} solve it; say which is asked, like choose: smallest"
        raise Undecided(message)
    return found


def fits(tree: Node, draws: Sequence[Mapping[str, Value]], wanted: Sequence[Exact]) -> bool:
    """Whether a formula gives the solution in every draw; a whole one exactly."""
    calculation = compile_formula(tree)
    try:
        for values, right in zip(draws, wanted, strict=True):
            ours = calculation(values)
            if ours != right and (isinstance(right, int) or not near((ours,), (right,))):
                return False
    except CalculationError:
        return False
    return True


def candidates(equation: Equation) -> Iterator[Node]:
    """Formulas that may solve an equation, the plainest first.

    Without what rounds the equation can be solved; the solutions with and without it lie at most one step apart, so that the
    bounds of each step, rounded one way or the other, are tried.

    Raises:
        Undecided: SymPy can't solve it at all.
    """
    stepped = is_stepped(equation.left) or is_stepped(equation.right)
    bounds: list[Node] = []
    for shift in (0, -1, 1) if stepped else (0,):
        left, right = (unrounded(side, equation.unknown, shift) for side in (equation.left, equation.right))
        bounds += map(with_one_root, solve(left, right, equation.unknown, DEADLINE, WORKER))
    yield from bounds
    if equation.among is not Among.WHOLE:
        return
    rounded: list[Node] = []
    for bound in dict.fromkeys(bounds):
        up, down = Call("ceil", (bound,)), Call("floor", (bound,))
        rounded += [up, down, Call("round", (bound,)), Binary("+", down, Number(1)), Binary("-", up, Number(1))]
    yield from rounded
    yield from (Call("max", (Number(0), each)) for each in [*bounds, *rounded])


def with_one_root(tree: Node) -> Node:
    """A formula with sqrt(a)/sqrt(b) as sqrt(a/b), which comes out even where it can; SymPy takes roots apart."""
    match tree:
        case Binary(operator="*" | "/"):
            left, right = with_one_root(tree.left), with_one_root(tree.right)
            if isinstance(left, Call) and isinstance(right, Call) and left.function == right.function == "sqrt":
                return Call("sqrt", (Binary(tree.operator, left.arguments[0], right.arguments[0]),))
            return Binary(tree.operator, left, right)
        case Binary():
            return Binary(tree.operator, with_one_root(tree.left), with_one_root(tree.right))
        case Negative():
            return Negative(with_one_root(tree.operand))
        case Call():
            return Call(tree.function, tuple(map(with_one_root, tree.arguments)))
        case _:
            return tree


def unrounded(tree: Node, unknown: str, shift: int) -> Node:
    """A formula without the rounding of what holds the unknown, each such part shifted by so many steps."""
    if unknown not in names_of(tree):
        return tree
    match tree:
        case Call(function=function) if function in ROUNDING:
            return shifted(unrounded(tree.arguments[0], unknown, shift), shift)
        case Call():
            return Call(tree.function, tuple(unrounded(each, unknown, shift) for each in tree.arguments))
        case Binary(operator="//"):
            quotient = Binary("/", unrounded(tree.left, unknown, shift), unrounded(tree.right, unknown, shift))
            return shifted(quotient, shift)
        case Binary():
            return Binary(tree.operator, unrounded(tree.left, unknown, shift), unrounded(tree.right, unknown, shift))
        case Negative():
            return Negative(unrounded(tree.operand, unknown, shift))
        case _:
            return tree


def shifted(tree: Node, shift: int) -> Node:
    """A formula plus a whole number."""
    return Binary("+", tree, Number(shift)) if shift else tree
