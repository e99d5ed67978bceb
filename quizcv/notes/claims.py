"""Claims: sums and products a note works out, checked exactly.

Only closed arithmetic is judged, and products of the same letters on both sides. What may be meant otherwise (a size such as
3x3 called by its number of weights, a rounded figure) is *depends*, never *fails*: a false alarm costs more trust than a
missed slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import names_of

if TYPE_CHECKING:
    from quizcv.problems.formula.tree import Node

WINDOW: Final = 300
"""Signs looked at on each side of an equals sign."""
_EQUALS = re.compile(r"(?<![=<>!:≤≥≈])(?:=|≈|\\approx\b)(?![=>])")
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
_CLEAN_BEFORE = re.compile(r"(?:^|[:：(（,，;；。=>$`≈、\n]|[\u3000-\u9fff])\s*\Z")
_UNIT = re.compile(r"[A-Za-zμ]")
_WORTH = re.compile(r"[\dA-Za-z)}]\s*(?:[-+*/^×∗·−÷x(]|\\(?:times|cdot)|\d[A-Za-z])|frac|\d[A-Za-z]")
"""Something is calculated on this side; a side with neither operator nor product claims nothing."""
_PERCENT = re.compile(r"\s?%")
_SUFFIX = re.compile(r"(.*\d)\*([kKMGB])")
_THOUSANDS = {"K": 10**3, "k": 10**3, "M": 10**6, "G": 10**9, "B": 10**9}
_SIZE = re.compile(r"\(?\d{1,2}\s*[xX×]\s*\d{1,2}\)?")


@dataclass(frozen=True, slots=True)
class Claim:
    """A calculation the note states.

    Args:
        text: As the note has it.
        line: Where it begins.
        verdict: holds, fails, depends or unknown.
        correct: What the left side comes to, if that is not what is stated.
        stated: What the note says it comes to.
    """

    text: str
    line: int
    verdict: str
    correct: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an equals sign: how it was written, its source in the formula language, what stands beyond it."""

    written: str
    source: str
    beyond: str

    @property
    def is_bare(self) -> bool:
        return not re.search(r"[-+*/^]", self.source.strip().lstrip("-"))


def claims_in(text: str, line: int) -> list[Claim]:
    """The claims of a piece of a note that begins on `line`, in order."""
    if "=" not in text and "≈" not in text and "approx" not in text:
        return []
    marks = list(_EQUALS.finditer(text))
    found, counted, row = [], 0, line
    for number, mark in enumerate(marks):
        first = max(marks[number - 1].end() if number else 0, mark.start() - WINDOW)
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        before, after = text[first : mark.start()], text[mark.end() : min(end, mark.end() + WINDOW)]
        if not _WORTH.search(before) and not _WORTH.search(after):
            continue
        left = _left(before)
        right = _right(after) if left else None
        claim = _judge(left, right, rough=mark.group() != "=") if left and right else None
        if left and claim:
            start = max(text.rfind(left.written, first, mark.start()), counted)
            row += text.count("\n", counted, start)
            counted = start
            found.append(replace(claim, line=row))
    return found


def corrected(text: str) -> tuple[str, list[Claim]]:
    """The text with each wrong result replaced by the right one, and the claims that were wrong."""
    faults = [claim for claim in claims_in(text, 0) if claim.verdict == "fails"]
    kept = []
    for claim in faults:
        mended = claim.text[: claim.text.rindex(claim.stated)] + claim.correct
        if claim.text in text:
            text = text.replace(claim.text, mended, 1)
            kept.append(claim)
    return text, kept


def _plain(text: str) -> str:
    if "\\" in text or "{" in text:
        for pattern, replacement in _TEX:
            text = pattern.sub(replacement, text)
    return _CROSS.sub(r"\1*\2", text) if "x" in text or "X" in text else text


def _left(text: str) -> _Side | None:
    """The longest expression that ends where the text ends."""
    tokens = _tokens(_plain(text))
    kinds = [_MIRRORED.get(kind, kind) for kind, _ in reversed(tokens)]
    first = len(tokens) - _extent(kinds, _JOINED_BACKWARDS)
    before = "".join(value for _, value in tokens[:first])
    return _side("".join(value for _, value in tokens[first:]), text, before, from_end=True)


def _right(text: str) -> _Side | None:
    """The longest expression that begins where the text begins, a minus sign before it included."""
    tokens = _tokens(_plain(text))
    kinds = [_DIRECT.get(kind, kind) for kind, _ in tokens]
    sign = next((place for place, kind in enumerate(kinds) if kind != "space"), 0)
    if tokens and tokens[sign][1] in "-−":
        kinds[sign] = "space"
    end = _extent(kinds, _JOINED)
    beyond = "".join(value for _, value in tokens[end:])
    return _side("".join(value for _, value in tokens[:end]), text, beyond, from_end=False)


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


def _side(source: str, original: str, beyond: str, *, from_end: bool) -> _Side | None:
    if not source.strip():
        return None
    spelled = re.sub(r"(?<=\d),(?=\d{2,3})", "", source)
    spelled = re.sub(r"(?<=[\d)])(?=[A-Za-z(])|(?<=[A-Za-z])(?=[A-Za-z])", "*", spelled)
    written = _original(source, original, from_end=from_end)
    return _Side(written, " ".join(spelled.split()), beyond)


def _original(source: str, original: str, *, from_end: bool) -> str:
    """The part of the original text an expression was read from: as many signs, if TeX did not change their number."""
    size = len(source)
    part = original[len(original) - size :] if from_end else original[:size]
    return part.strip() if _plain(part) == source else source.strip()


def _judge(left: _Side, right: _Side, *, rough: bool) -> Claim | None:
    suffix = _SUFFIX.fullmatch(right.source) if not re.search(r"[A-Za-z]", left.source) else None
    if suffix:
        right = replace(right, source=suffix[1], beyond=suffix[2] + right.beyond)
    if left.is_bare and (right.is_bare or re.search(r"[A-Za-z]", left.source)):
        return None
    try:
        one, other = parse(left.source, budget=TEMPLATE), parse(right.source, budget=TEMPLATE)
    except FormulaError:
        return None
    stated = right.written
    text = f"{left.written} {'≈' if rough else '='} {right.written}"
    names = set(names_of(one))
    if names or names_of(other):
        return _judge_letters((left, one), (right, other), text) if names == set(names_of(other)) else None
    value, said = _value(one), _value(other)
    if value is None or said is None:
        return None
    scale, unit = _scale(right.beyond)
    verdict = _compare(value, said * scale, stated if right.is_bare else "", scale, rough=rough)
    if verdict == "fails" and (unit or not _CLEAN_BEFORE.search(left.beyond) or _SIZE.fullmatch(left.written)):
        verdict = "depends"
    return Claim(text, 0, verdict, "" if verdict == "holds" else _written(value), stated)


def _scale(beyond: str) -> tuple[Fraction, str]:
    """What a right side is multiplied by for the sign behind it, and a unit that makes it incomparable."""
    percent = _PERCENT.match(beyond)
    if percent:
        return Fraction(1, 100), ""
    if beyond[:1] in _THOUSANDS and not _UNIT.match(beyond[1:2]):
        return Fraction(_THOUSANDS[beyond[0]]), ""
    unit = _UNIT.match(beyond)
    return Fraction(1), unit.group() if unit else ""


def _compare(value: Fraction, said: Fraction, stated: str, scale: Fraction, *, rough: bool) -> str:
    if value == said:
        return "holds"
    if rough:
        return "holds" if said and abs(value - said) <= abs(said) / 10 else "depends"
    digits = len(stated.partition(".")[2]) if re.fullmatch(r"-?[\d,]*\.?\d+", stated) else -1
    if digits >= 0 and abs(value - said) < scale / 10**digits and (digits or value.denominator != 1 or scale != 1):
        return "holds" if digits or scale != 1 else "depends"
    return "fails"


_SAMPLES = (2, 3, 5, 7, 11)


def _judge_letters(left: tuple[_Side, Node], right: tuple[_Side, Node], text: str) -> Claim | None:
    """Both sides hold the same letters: they are the same for all values, or the right side has another coefficient."""
    stated = right[0].written
    ratios = set()
    for shift in _SAMPLES:
        values = {name: Fraction(shift + 2 * place) for place, name in enumerate(sorted(names_of(left[1])))}
        try:
            one, other = Fraction(evaluate(left[1], values)), Fraction(evaluate(right[1], values))
        except (FormulaError, ArithmeticError):
            return None
        ratios.add(one / other if other else None)
    if ratios == {Fraction(1)}:
        return Claim(text, 0, "holds", "", stated)
    ratio = ratios.pop() if len(ratios) == 1 else None
    coefficient = re.match(r"\s*(\d+)\s*\*?\s*([A-Za-z].*)", right[0].source)
    if ratio is None or coefficient is None:
        return Claim(text, 0, "unknown", "", stated)
    correct = _written(ratio * int(coefficient.group(1))) + coefficient.group(2).replace(" ", "")
    return Claim(text, 0, "fails" if _CLEAN_BEFORE.search(left[0].beyond) else "depends", correct, stated)


def _value(tree: Node) -> Fraction | None:
    try:
        return Fraction(evaluate(tree))
    except (FormulaError, ArithmeticError):
        return None


def _written(value: Fraction) -> str:
    """An exact number as a person writes it: whole, as a decimal if it ends soon, else as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 5):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{float(value):.{places}f}"
    return f"{value.numerator}/{value.denominator}"
