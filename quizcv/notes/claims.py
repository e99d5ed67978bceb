"""Claims: sums and products a note works out, checked exactly.

Only closed arithmetic is judged, and products of the same letters on both sides. What may be meant otherwise (a size such as
3x3 called by its number of weights, a rounded figure) is *depends*, never *fails*: a false alarm costs more trust than a
missed slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_PERCENT = re.compile(r"\s?%")
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
    """One side of an equals sign: its source in the formula language, its tree, how it was written, what stands beyond."""

    written: str
    source: str
    tree: Node
    beyond: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset(names_of(self.tree))

    @property
    def is_bare(self) -> bool:
        return not re.search(r"[-+*/^]", self.source.strip().lstrip("-"))


def claims_in(text: str, line: int) -> list[Claim]:
    """The claims of a piece of a note that begins on `line`, in order."""
    if "=" not in text and "≈" not in text and "approx" not in text:
        return []
    found = []
    for mark in _EQUALS.finditer(text):
        left = _left(text[max(0, mark.start() - WINDOW) : mark.start()])
        right = _right(text[mark.end() : mark.end() + WINDOW])
        if left is None or right is None:
            continue
        claim = _judge(left, right, rough=mark.group() != "=")
        if claim:
            start = text.rfind(left.written, 0, mark.start())
            found.append(Claim(claim.text, line + text.count("\n", 0, max(start, 0)), claim.verdict, claim.correct, claim.stated))
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
    for pattern, replacement in _TEX:
        text = pattern.sub(replacement, text)
    return _CROSS.sub(r"\1*\2", _CROSS.sub(r"\1*\2", text))


def _left(text: str) -> _Side | None:
    """The longest expression that ends where the text ends."""
    plain = _plain(text)
    tokens = [(found.lastgroup or "", found.group()) for found in _TOKEN.finditer(plain)]
    depth, start, wants_operand = 0, len(tokens), True
    best = start
    for place in range(len(tokens) - 1, -1, -1):
        kind, _ = tokens[place]
        if kind == "space":
            continue
        if kind == "operator":
            if wants_operand:
                break
            wants_operand = True
            continue
        if kind == "close":
            if not wants_operand:
                break
            depth += 1
            continue
        if kind == "open":
            if wants_operand or depth == 0:
                break
            depth -= 1
        elif kind in {"number", "name"}:
            if not wants_operand and not _touches(tokens, place, kind):
                break
            wants_operand = False
        else:
            break
        if depth == 0:
            best = place
    before = "".join(value for _, value in tokens[:best])
    return _side("".join(value for _, value in tokens[best:]), text, before, from_end=True)


def _touches(tokens: list[tuple[str, str]], place: int, kind: str) -> bool:
    """Whether an operand stands directly before another: 27C, 3(C), as multiplication is written."""
    following = tokens[place + 1][0] if place + 1 < len(tokens) else ""
    return (kind == "number" and following in {"name", "open"}) or (kind == "name" and following == "name")


def _right(text: str) -> _Side | None:
    """The longest expression that begins where the text begins."""
    plain = _plain(text)
    kinds: list[tuple[str, str]] = []
    depth, wants_operand, best = 0, True, 0
    for found in _TOKEN.finditer(plain):
        kind = found.lastgroup or ""
        previous = kinds[-1][0] if kinds else ""
        kinds.append((kind, found.group()))
        if kind == "space":
            continue
        if kind == "operator":
            if wants_operand and found.group() not in "-−":
                break
            wants_operand = True
            continue
        if kind == "open":
            if not wants_operand and previous != "number":
                break
            depth, wants_operand = depth + 1, True
            continue
        if kind == "close":
            if wants_operand or depth == 0:
                break
            depth -= 1
        elif kind in {"number", "name"}:
            if not wants_operand and not (kind == "name" and previous in {"number", "name", "close"}):
                break
            wants_operand = False
        else:
            break
        if depth == 0:
            best = len(kinds)
    beyond = "".join(value for _, value in kinds[best:]) + plain[sum(len(value) for _, value in kinds) :]
    return _side("".join(value for _, value in kinds[:best]), text, beyond, from_end=False)


def _side(source: str, original: str, beyond: str, *, from_end: bool) -> _Side | None:
    if not source.strip():
        return None
    spelled = re.sub(r"(?<=\d),(?=\d{2,3})", "", source)
    spelled = re.sub(r"(?<=[\d)])(?=[A-Za-z(])|(?<=[A-Za-z])(?=[A-Za-z])", "*", spelled)
    spelled = " ".join(spelled.split())
    try:
        tree = parse(spelled, budget=TEMPLATE)
    except FormulaError:
        return None
    written = _original(source, original, from_end=from_end)
    return _Side(written, spelled, tree, beyond)


def _original(source: str, original: str, *, from_end: bool) -> str:
    """The part of the original text an expression was read from: as many signs, if TeX did not change their number."""
    size = len(source)
    part = original[len(original) - size :] if from_end else original[:size]
    return part.strip() if _plain(part) == source else source.strip()


def _judge(left: _Side, right: _Side, *, rough: bool) -> Claim | None:
    if left.is_bare and (right.is_bare or left.names):
        return None
    stated = right.written
    text = f"{left.written} {'≈' if rough else '='} {right.written}"
    if left.names or right.names:
        return _judge_letters(left, right, text, stated) if left.names == right.names else None
    value, said = _value(left.tree), _value(right.tree)
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


def _judge_letters(left: _Side, right: _Side, text: str, stated: str) -> Claim | None:
    """Both sides hold the same letters: they are the same for all values, or the right side has another coefficient."""
    ratios = set()
    for shift in _SAMPLES:
        values = {name: Fraction(shift + 2 * place) for place, name in enumerate(sorted(left.names))}
        try:
            one, other = Fraction(evaluate(left.tree, values)), Fraction(evaluate(right.tree, values))
        except (FormulaError, ArithmeticError):
            return None
        ratios.add(one / other if other else None)
    if ratios == {Fraction(1)}:
        return Claim(text, 0, "holds", "", stated)
    ratio = ratios.pop() if len(ratios) == 1 else None
    coefficient = re.match(r"\s*(\d+)\s*\*?\s*([A-Za-z].*)", right.source)
    if ratio is None or coefficient is None:
        return Claim(text, 0, "unknown", "", stated)
    correct = _written(ratio * int(coefficient.group(1))) + coefficient.group(2).replace(" ", "")
    return Claim(text, 0, "fails" if _CLEAN_BEFORE.search(left.beyond) else "depends", correct, stated)


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


