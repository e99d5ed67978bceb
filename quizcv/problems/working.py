"""What families share that ask for rounded numbers: wrong answers that stand clear of the right one, and formulas worked out.

A tolerance is cut where a mistake lies too near; then an answer rounded as the question allows could be refused. So a mistake is
dropped, with the numbers at hand, if it lies within about twice the tolerance: `mistakes` says so in a template's `when`, and
`clear_mistakes` does it for a family written in Python.

A family that writes its answer as such a formula gives the same text to `Problem.formulas`, and SymPy works it out too.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.answers import approximate, number_answer, reach, rounded_off
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.show import to_latex
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.steps import APPROXIMATELY, EQUALLY, latex_amount
from quizcv.problems.values import Mistake, Spread, Tolerance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizcv.problems.formula.tree import Exact
    from quizcv.problems.values import Answer

PERCENT: Final = Tolerance(Spread.RELATIVE, Fraction(1, 100))
"""For an answer asked to three figures: also two figures of most numbers count."""
PLAINLY_APART: Final = Fraction(1, 40)
"""The share by which a mistake must miss the answer to be told apart by three figures."""
CLEARANCE: Final = Fraction(9, 4)
"""A mistake lies so many times the tolerance away from the answer: more than twice, so that the tolerance is never cut."""


def mistakes(right: str, *wrong: tuple[str, str]) -> list[dict[str, str]]:
    """A template's mistakes, each made only where it leads to something else than the right answer, to within 2.5 %.

    Args:
        right: The formula of the answer, which is never 0.
        wrong: The formula each mistake leads to, and what to say of it.
    """
    return [
        {"answer": formula, "says": says, "when": f"abs(({formula})/({right}) - 1) > {PLAINLY_APART}"}
        for formula, says in wrong
    ]


def sure_mistakes(*wrong: tuple[str, str]) -> list[dict[str, str]]:
    """A template's mistakes that lie far from the answer whatever is drawn, such as a forgotten sign."""
    return [{"answer": formula, "says": says} for formula, says in wrong]


def plainly_apart(wrong: Fraction, right: Fraction) -> bool:
    """Whether a wrong number misses the right one by more than rounding can."""
    return abs(wrong - right) > PLAINLY_APART * abs(right)


def calculated(formula: str) -> Exact:
    """What a formula without names comes to, exact or to 30 digits.

    Raises:
        CalculationError: It can't be calculated.
    """
    return evaluate(parse(formula, (), budget=TEMPLATE))


def worked(formula: str, left: str = "") -> str:
    r"""A step as one line of math: `$\mu = \frac{3 + 5}{2} = 4$`.

    Args:
        formula: Without names, numbers put in.
        left: LaTeX of what is worked out.
    """
    tree = parse(formula, (), budget=TEMPLATE)
    value = evaluate(tree)
    chain = [part for part in (left, to_latex(tree)) if part]
    result = latex_of(value)
    if chain[-1] != result:
        chain.append(result)
    text = EQUALLY.join(chain[:-1])
    text += (APPROXIMATELY if rounded_off(value) else EQUALLY) + chain[-1] if text else chain[-1]
    if r"\frac" in result:
        text += APPROXIMATELY + approximate(value)
    return f"${text}$"


def latex_of(value: Exact) -> str:
    """A number as LaTeX, the sign of a fraction before it."""
    return "-" + latex_amount(-value) if value < 0 else latex_amount(value)


def clear_mistakes(right: Answer, wrong: Iterable[tuple[Exact | tuple[Exact, ...], str]]) -> tuple[Mistake, ...]:
    """The mistakes that can be told from the right answer, within its tolerance; the others do no harm with these numbers.

    Args:
        right: An answer made of one number or of several.
        wrong: What each mistake leads to, and what to say of it.
    """
    mistakes = []
    for result, says in wrong:
        numbers = result if isinstance(result, tuple) else (result,)
        if any(
            abs(number - wanted) > CLEARANCE * reach(wanted, right.tolerance)
            for number, wanted in zip(numbers, right.numbers, strict=True)
        ):
            answer = number_answer(right.expects, numbers, tolerance=right.tolerance, unit=right.unit)
            mistakes.append(Mistake(answer, says))
    return tuple(mistakes)
