"""All solutions of an equation in one unknown, found by SymPy: imported by its worker process only.

SymPy solves no equation with floor in it. So what rounds is taken off from outside in: floor(f) is one of the whole numbers from
a to b where a <= f < b + 1, and so on inwards, until nothing that rounds is left and SymPy can solve the rest.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import sympy
from sympy.solvers.inequalities import solve_univariate_inequality

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_LISTED: Final = 4
"""Solutions told of one equation."""
INFINITY: Final = sympy.oo
DIGITS: Final = 40


class Unsolved(Exception):  # noqa: N818  no error: it has no answer
    """The equation is of a kind that can't be solved here."""


class Span(NamedTuple):
    """Numbers from `low` to `high`; an end that is open does not belong to it."""

    low: Any
    high: Any
    low_open: bool = False
    high_open: bool = False


def point(value: Any) -> Span:
    """One number."""
    return Span(value, value)


def sources(expression: Any, unknown: Any, spans: list[Span]) -> list[Span]:
    """The real numbers at which an expression takes a value in one of the spans.

    Raises:
        Unsolved: They can't be found.
    """
    if not expression.has(unknown):
        inside = any(holds(span, expression) for span in spans)
        return [Span(-INFINITY, INFINITY, low_open=True, high_open=True)] if inside else []
    step = outermost_step(expression, unknown)
    if step is None:
        return [found for span in spans for found in smooth_sources(expression, unknown, span)]
    inner = sympy.Dummy("whole", integer=True)
    outside = expression.xreplace({step: inner})
    if outside.has(unknown):
        message = "the unknown stands inside and outside of what is rounded"
        raise Unsolved(message)
    wanted = [whole_part(span) for span in sources(outside, inner, spans)]
    rounded = [before_rounding(step, low, high) for low, high in wanted if low <= high]
    return sources(step.args[0], unknown, rounded)


def outermost_step(expression: Any, unknown: Any) -> Any:
    """The one rounding of something with the unknown in it that stands in no other; None if there is none."""
    found = set()

    def look(part: Any) -> None:
        if isinstance(part, (sympy.floor, sympy.ceiling)) and part.has(unknown):
            found.add(part)
        else:
            for each in part.args:
                look(each)

    look(expression)
    if len(found) > 1:
        message = "more than one rounding has the unknown in it"
        raise Unsolved(message)
    return found.pop() if found else None


def whole_part(span: Span) -> tuple[Any, Any]:
    """The first and the last whole number in a span."""
    low, high = sympy.ceiling(span.low), sympy.floor(span.high)
    low += 1 if span.low_open and low == span.low and low.is_finite else 0
    high -= 1 if span.high_open and high == span.high and high.is_finite else 0
    return low, high


def before_rounding(step: Any, low: Any, high: Any) -> Span:
    """The numbers that are rounded to one of the whole numbers from `low` to `high`."""
    if isinstance(step, sympy.floor):
        return Span(low, high + 1, low_open=not low.is_finite, high_open=True)
    return Span(low - 1, high, low_open=True, high_open=not high.is_finite)


def smooth_sources(expression: Any, unknown: Any, span: Span) -> Iterator[Span]:
    """The numbers at which an expression without rounding takes a value in one span."""
    if expression.is_rational_function(unknown):
        yield from rational_sources(expression, unknown, span)
        return
    if span.low == span.high:
        yield from spans_of(sympy.solveset(expression - span.low, unknown, sympy.S.Reals))
        return
    found = sympy.S.Reals
    if span.low.is_finite:
        test = expression > span.low if span.low_open else expression >= span.low
        found &= solve_univariate_inequality(test, unknown, relational=False)
    if span.high.is_finite:
        test = expression < span.high if span.high_open else expression <= span.high
        found &= solve_univariate_inequality(test, unknown, relational=False)
    yield from spans_of(found)


def rational_sources(expression: Any, unknown: Any, span: Span) -> Iterator[Span]:
    """The same for a fraction of polynomials.

    Between its poles and the places where it enters or leaves the span it stays inside or outside, so one number of each
    stretch tells of all.
    """
    upper, lower = (sympy.Poly(part, unknown) for part in sympy.fraction(sympy.cancel(expression)))
    poles = set(real_roots(lower))
    ends: dict[Any, bool] = {}
    for end, is_open in ((span.low, span.low_open), (span.high, span.high_open)):
        if end.is_finite:
            ends |= dict.fromkeys(real_roots(upper - end * lower), not is_open)
    marks = sorted({*poles, *ends})
    for mark in marks:
        if ends.get(mark) and mark not in poles:
            yield point(mark)
    for low, high in pairwise([-INFINITY, *marks, INFINITY]):
        between = number_between(low, high)
        if holds(span, upper.eval(between) / lower.eval(between)):
            yield Span(low, high, low_open=True, high_open=True)


def real_roots(polynomial: Any) -> list[Any]:
    """The real numbers at which a polynomial is zero, each once; none of one that is zero everywhere."""
    if polynomial.degree() < 1:
        return []
    if polynomial.degree() == 1:
        slope, start = polynomial.all_coeffs()
        return [-start / slope]
    return list(dict.fromkeys(polynomial.real_roots()))


def number_between(low: Any, high: Any) -> Any:
    """A fraction between two numbers, of which either may be infinite."""
    if not low.is_finite:
        return sympy.floor(high) - 1 if high.is_finite else sympy.Integer(0)
    if not high.is_finite:
        return sympy.ceiling(low) + 1
    middle = (low + high) / 2
    return middle if middle.is_Rational else sympy.Rational(str(middle.evalf(DIGITS)))


def spans_of(found: Any) -> Iterator[Span]:
    """The spans of a set of SymPy's.

    Raises:
        Unsolved: It is made of something else.
    """
    if isinstance(found, sympy.FiniteSet):
        yield from map(point, found)
    elif isinstance(found, sympy.Interval):
        yield Span(found.start, found.end, bool(found.left_open), bool(found.right_open))
    elif isinstance(found, sympy.Union):
        for each in found.args:
            yield from spans_of(each)
    elif found is not sympy.S.EmptySet:
        message = "SymPy gives no list of solutions"
        raise Unsolved(message)


def holds(span: Span, value: Any) -> bool:
    """Whether a number lies in a span."""
    above = value > span.low if span.low_open else value >= span.low
    below = value < span.high if span.high_open else value <= span.high
    return bool(above) and bool(below)


def solutions(gap: Any, unknown: Any, among: str) -> dict[str, Any]:
    """What makes an expression zero.

    Returns:
        `least` and `greatest` (None if there is none), the first few as `some`, and whether these are `all`.

    Raises:
        Unsolved: It can't be found out.
    """
    spans = sources(gap, unknown, [point(sympy.Integer(0))])
    if among == "whole":
        return whole_solutions([whole_part(span) for span in spans])
    if any(span.low != span.high for span in spans):
        message = "a whole range of numbers solves it; ask for whole numbers: among: whole"
        raise Unsolved(message)
    found = sorted({span.low for span in spans if among == "real" or span.low.is_positive})
    texts = [text_of(each) for each in found]
    return told(
        texts[:MOST_LISTED], least=texts[0] if texts else None, greatest=texts[-1] if texts else None, every=True
    )


def whole_solutions(ranges: list[tuple[Any, Any]]) -> dict[str, Any]:
    """What `solutions` tells of whole numbers from 0 in some ranges, their ends included."""
    kept = [(max(low, sympy.Integer(0)), high) for low, high in ranges]
    kept = sorted((low, high) for low, high in kept if low <= high)
    some: set[Any] = set()
    for low, high in kept:
        some |= {low + n for n in range(MOST_LISTED + 1) if low + n <= high}
    listed = sorted(some)
    greatest = max((high for _, high in kept), default=None)
    return told(
        [text_of(each) for each in listed[:MOST_LISTED]],
        least=text_of(kept[0][0]) if kept else None,
        greatest=None if greatest is None or not greatest.is_finite else text_of(greatest),
        every=len(listed) <= MOST_LISTED and (greatest is None or bool(greatest.is_finite)),
    )


def told(some: list[str], *, least: str | None, greatest: str | None, every: bool) -> dict[str, Any]:
    """The reply of `solutions`."""
    return {"some": some, "least": least, "greatest": greatest, "all": every}


def text_of(number: Any) -> str:
    """A number as text: exact if it is a fraction, else to 40 digits."""
    exact = number if number.is_Rational else sympy.Rational(str(number.evalf(DIGITS)))
    return f"{exact.p}/{exact.q}"


def all_solutions(request: Mapping[str, Any], gap_of: Any) -> dict[str, Any]:
    """The reply to many equations at once; one that can't be solved says why.

    Args:
        request: `name`, `among`, and in `cases` the values of the other names.
        gap_of: From symbols by name to the difference of the two sides.
    """
    unknown = sympy.Symbol(request["name"], real=True)
    found: list[dict[str, Any]] = []
    for case in request["cases"]:
        try:
            found.append(solutions(gap_of(case, unknown), unknown, request["among"]))
        except Unsolved as error:
            found.append({"unsolved": str(error)})
    return {"cases": found}
