"""Arithmetic in running text: the expression that ends, or begins, where an equals sign stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.tree import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.problems.formula.tree import Node

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?P<name>[A-Za-z](?:_\w+)?)(?![A-Za-z])"
    r"|(?P<word>[A-Za-z][A-Za-z_]+)|(?P<operator>\*\*|[-+*/^×∗·−÷])|(?P<open>\()|(?P<close>\))|(?P<other>.)",
    re.DOTALL,
)
_TEX = (
    (re.compile(r"\\(?:times|cdot|ast)(?![a-zA-Z])"), "*"),
    (re.compile(r"\\(?:left|right|,|;|!|quad)(?![a-zA-Z])"), " "),
    (re.compile(r"\\d?frac\{([^{}]{1,60})\}\{([^{}]{1,60})\}"), r"((\1)/(\2))"),
    (re.compile(r"\^\{([^{}]{1,20})\}"), r"^(\1)"),
    (re.compile(r"\\%"), "%"),
)
_CROSS = re.compile(r"(?<=[\d)])(\s*)[xX](\s*)(?=[\d(])")
_SAMPLES = (2, 3, 5, 7, 11)
"""Values for letters: what holds for a few of them, a little apart, holds for all in sums and products as notes have them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equals sign: how it was written, its source in the formula language, what stands beyond it."""

    written: str
    source: str
    beyond: str

    @property
    def is_bare(self) -> bool:
        """Whether nothing is worked out here: a number, a letter, or letters side by side."""
        return not re.search(r"[-+*/^]", self.source.strip().lstrip("-"))


def _plain(text: str) -> str:
    if "\\" in text or "{" in text:
        for pattern, replacement in _TEX:
            text = pattern.sub(replacement, text)
    return _CROSS.sub(r"\1*\2", text) if "x" in text or "X" in text else text


def left_side(text: str) -> Side | None:
    """The longest expression that ends where the text ends, its own minus sign included, a dash before it not."""
    tokens = _tokens(_plain(text))
    kinds = [_MIRRORED.get(kind, kind) for kind, _ in reversed(tokens)]
    first = len(tokens) - _extent(kinds, _JOINED_BACKWARDS)
    first -= _is_signed(tokens[:first])
    before = "".join(value for _, value in tokens[:first])
    return _side("".join(value for _, value in tokens[first:]), text, before, from_end=True)


def right_side(text: str) -> Side | None:
    """The longest expression that begins where the text begins, a minus sign before it included."""
    tokens = _tokens(_plain(text))
    kinds = [_DIRECT.get(kind, kind) for kind, _ in tokens]
    sign = next((place for place, kind in enumerate(kinds) if kind != "space"), 0)
    if tokens and tokens[sign][1] in "-−":
        kinds[sign] = "space"
    end = _extent(kinds, _JOINED)
    beyond = "".join(value for _, value in tokens[end:])
    return _side("".join(value for _, value in tokens[:end]), text, beyond, from_end=False)


def _is_signed(before: list[tuple[str, str]]) -> bool:
    """Whether what stands before an expression ends in a minus sign of its own: right at it, and behind nothing it could join."""
    if not before or before[-1][1] not in {"-", "−"}:
        return False
    return len(before) == 1 or before[-2][0] in {"space", "open"} or before[-2][1] in "$:：,，;；"


_DIRECT = {"open": "in", "close": "out"}
_MIRRORED = {"close": "in", "open": "out"}
_JOINED = frozenset({("number", "name"), ("name", "name"), ("out", "name"), ("number", "in")})
"""Neighbours without a sign between them that mean a product, as in 27C and 3(C + 1)."""
_JOINED_BACKWARDS = frozenset({("name", "number"), ("name", "name"), ("name", "in"), ("out", "number")})


def _tokens(text: str) -> list[tuple[str, str]]:
    return [(found.lastgroup or "", found.group()) for found in _TOKEN.finditer(text)]


def _extent(kinds: list[str], joined: frozenset[tuple[str, str]]) -> int:
    """How many of the first tokens make up the longest whole expression."""
    depth, wants_operand, longest = 0, True, 0
    for place, kind in enumerate(kinds):
        if kind == "space":
            continue
        follows = place > 0 and (kinds[place - 1], kind) in joined
        if not _fits(kind, depth, wants_operand=wants_operand, follows=follows):
            break
        wants_operand = kind in {"operator", "in"}
        depth += (kind == "in") - (kind == "out")
        if depth == 0 and not wants_operand:
            longest = place + 1
    return longest


def _fits(kind: str, depth: int, *, wants_operand: bool, follows: bool) -> bool:
    """Whether a token may stand here: an operator or a closing bracket behind an operand, an operand where one is wanted."""
    if kind in {"operator", "out"}:
        return not wants_operand and (kind == "operator" or depth > 0)
    return kind in {"number", "name", "in"} and (wants_operand or follows)


def _side(source: str, original: str, beyond: str, *, from_end: bool) -> Side | None:
    if not source.strip():
        return None
    spelled = re.sub(r"(?<=\d),(?=\d{2,3})", "", source)
    spelled = re.sub(r"(?<=[\d)])(?=[A-Za-z(])|(?<=[A-Za-z])(?=[A-Za-z])", "*", spelled)
    written = _original(source, original, from_end=from_end)
    return Side(written, " ".join(spelled.split()), beyond)


def _original(source: str, original: str, *, from_end: bool) -> str:
    """The part of the original text an expression was read from: as many signs, if TeX did not change their number."""
    size = len(source)
    part = original[len(original) - size :] if from_end else original[:size]
    return part.strip() if _plain(part) == source else source.strip()


def value_of(tree: Node) -> Fraction | None:
    """What a closed expression comes to; None if it can't be worked out."""
    try:
        return Fraction(evaluate(tree))
    except (FormulaError, ArithmeticError):
        return None


def samples(tree: Node) -> Iterator[dict[str, Fraction]]:
    """Values for the letters of an expression, a few times."""
    for shift in _SAMPLES:
        yield {name: Fraction(shift + 2 * place) for place, name in enumerate(sorted(names_of(tree)))}


def ratio_of(one: Node, other: Node) -> Fraction | None:
    """How many times the second the first is, if that is the same whatever their letters (the same ones) are; else None."""
    ratios = set()
    for values in samples(one):
        try:
            ratios.add(Fraction(evaluate(one, values)) / Fraction(evaluate(other, values)))
        except (FormulaError, ArithmeticError):
            return None
    return ratios.pop() if len(ratios) == 1 else None
