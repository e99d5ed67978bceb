"""Identities between letters: `3(3^2 C^2) = 27C^2` holds for every C, `= 27C` for none but one."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.notes.claims.claim import Claim
from quizcv.problems.formula.tree import Binary, Name, Negative, Node, Number
from quizcv.problems.symbolic import Equivalence, equivalent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quizcv.notes.claims.sides import Side

Polynomial = dict[tuple[tuple[str, int], ...], Fraction]
"""A coefficient for each product of powers."""
_SAMPLES = (2, 3, 5, 7, 11)
_MOST_TERMS = 40
_HIGHEST = 12
_DEADLINE = 2.0


def judge_letters(left: tuple[Side, Node], right: tuple[Side, Node], text: str, *, clean: bool) -> Claim | None:
    """The claim that two sides with the same letters are equal; None if it is none.

    Only a product worked out into a number times letters can fail; any other equation that does not hold for all numbers may be one
    to be solved, or a definition.
    """
    stated, source = right[0].written, left[0].source
    one, other = polynomial(left[1]), polynomial(right[1])
    if one is None or other is None:
        if not clean:
            return None
        verdicts = {Equivalence.PROVED: "holds", Equivalence.UNDECIDED: "unknown"}
        verdict = verdicts.get(equivalent(left[1], right[1], _DEADLINE))
        return Claim(text, 0, verdict, "", stated, source=source) if verdict else None
    if one == other:
        return Claim(text, 0, "holds", "", stated, source=source)
    worked_out = len(re.findall(r"\d+", left[0].source)) > 1 and _is_worked(left[0])
    if not worked_out or len(one) != 1 or not re.fullmatch(r"\d+\*?[A-Za-z].*", right[0].source) or len(other) != 1:
        return None
    return Claim(text, 0, "fails" if clean else "depends", written(one), stated, source=source)


def _is_worked(side: Side) -> bool:
    return any(token.kind in {"operator", "open"} for token in side.tokens)


def polynomial(tree: Node) -> Polynomial | None:
    """A formula of `+ - *`, whole powers and divisions by numbers, multiplied out; None for any other, or one that is too long."""
    match tree:
        case Number(value=value):
            return {(): Fraction(value)} if value else {}
        case Name(name=name):
            return {((name, 1),): Fraction(1)}
        case Negative():
            inner = polynomial(tree.operand)
            return None if inner is None else {key: -factor for key, factor in inner.items()}
        case Binary(operator="^"):
            return _power(tree)
        case Binary(operator="+" | "-" | "*" | "/"):
            left, right = polynomial(tree.left), polynomial(tree.right)
            return None if left is None or right is None else _combined(tree.operator, left, right)
        case _:
            return None


def _power(tree: Binary) -> Polynomial | None:
    base, exponent = polynomial(tree.left), tree.right
    if base is None or not isinstance(exponent, Number) or not isinstance(exponent.value, int):
        return None
    if not 0 <= exponent.value <= _HIGHEST or (len(base) > 1 and exponent.value > 4):  # noqa: PLR2004  terms grow by powers
        return None
    result: Polynomial | None = {(): Fraction(1)}
    for _ in range(exponent.value):
        result = None if result is None else _product(result, base)
    return result


def _combined(operator: str, left: Polynomial, right: Polynomial) -> Polynomial | None:
    if operator == "*":
        return _product(left, right)
    if operator == "/":
        if set(right) != {()}:
            return None
        return {key: factor / right[()] for key, factor in left.items()}
    sign = 1 if operator == "+" else -1
    result = dict(left)
    for key, factor in right.items():
        result[key] = result.get(key, Fraction(0)) + sign * factor
    return {key: factor for key, factor in result.items() if factor}


def _product(left: Polynomial, right: Polynomial) -> Polynomial | None:
    if len(left) * len(right) > _MOST_TERMS:
        return None
    result: Polynomial = {}
    for one, a in left.items():
        for other, b in right.items():
            powers = dict(one)
            for name, power in other:
                powers[name] = powers.get(name, 0) + power
            key = tuple(sorted(powers.items()))
            result[key] = result.get(key, Fraction(0)) + a * b
    return {key: factor for key, factor in result.items() if factor}


def written(terms: Polynomial) -> str:
    """A single term as a person writes it: `27C^2`."""
    ((powers, factor),) = terms.items()
    letters = [name if power == 1 else f"{name}^{power}" for name, power in powers]
    long = any(len(name) > 1 for name, _ in powers)
    number = str(factor) if factor != 1 or not powers else ""
    return ("*" if long else "").join([*([number] if number else []), *letters])


def samples(names: Collection[str]) -> Iterator[dict[str, Fraction]]:
    """Values for the letters of an expression, a few times; without letters there is but one value to work out."""
    for shift in _SAMPLES if names else _SAMPLES[:1]:
        yield {name: Fraction(shift + 2 * place) for place, name in enumerate(sorted(names))}
