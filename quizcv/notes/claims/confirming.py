"""A second opinion before an alarm: SymPy works out what is said to fail, and where it comes to something else nothing is said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import names_of
from quizcv.problems.symbolic import Undecided, values_of

if TYPE_CHECKING:
    from quizcv.notes.claims.claim import Claim

DEADLINE: Final = 4.0
MOST: Final = 200
"""Failing claims asked about; a note with more has them judged by our own evaluator alone."""


def confirmed(claims: list[Claim]) -> list[Claim]:
    """The claims, each one that fails judged again by SymPy, all in one exchange.

    Where the two disagree the verdict is unknown. That SymPy can't be asked, or is late, changes nothing: our own evaluator is exact.
    """
    failing = [number for number, claim in enumerate(claims) if claim.verdict == "fails" and claim.source][:MOST]
    trees = {number: parse(claims[number].source, budget=TEMPLATE) for number in failing}
    closed = [number for number in failing if not names_of(trees[number])]
    if not closed:
        return claims
    try:
        values = values_of([(trees[number], {}) for number in closed], DEADLINE)
    except Undecided:
        return claims
    judged = list(claims)
    for number, value in zip(closed, values, strict=True):
        ours = _exact(claims[number].correct)
        if value is not None and ours is not None and Fraction(value) != ours:
            judged[number] = replace(claims[number], verdict="unknown", correct="")
    return judged


def _exact(written: str) -> Fraction | None:
    """A number as the claim shows it; None for one that is shown rounded."""
    return Fraction(written) if written.lstrip("-").replace("/", "").isdigit() else None
