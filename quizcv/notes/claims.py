"""Claims: sums and products a note works out, checked exactly.

Only closed arithmetic is judged, and products of the same letters on both sides; comparisons of such, too. What may be meant otherwise (a size such as
3x3 called by its number of weights, a rounded figure) is *depends*, never *fails*: a false alarm costs more trust than a
missed slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import ge, gt, itemgetter, le, lt
from typing import TYPE_CHECKING, Final

from quizcv.notes.expressions import Side, left_side, ratio_of, right_side, samples, value_of
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
_COMPARES = re.compile(
    r"(?<![-<>=!|~])(?:<=?|>=?|[≤≥]|\\(?:lt|gt|leq?|geq?)(?![a-zA-Z]))(?![-<>=|])",
)
_COMPARED = {
    **dict.fromkeys(["<", "\\lt"], lt),
    **dict.fromkeys([">", "\\gt"], gt),
    **dict.fromkeys(["<=", "≤", "\\le", "\\leq"], le),
    **dict.fromkeys([">=", "≥", "\\ge", "\\geq"], ge),
}
_SIGN = re.compile(r"[=≈<>≤≥]|\\(?:approx|[lg](?:t|e))")
_CLEAN_BEHIND = re.compile(
    r"\s*(?:\Z|[.,;:)$`、，。；）])|\s+(?!(?:[mbt]illion|thousand|percent|[kmgc]?[bgmsk]|px)\b)[a-z]|\s*[\u3000-\u9fff]"
)
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


def claims_in(text: str, line: int) -> list[Claim]:
    """The claims of a piece of a note that begins on `line`, in order."""
    if not _SIGN.search(text):
        return []
    found, counted, row = [], 0, line
    for start, claim in sorted([*_equations(text), *_comparisons(text)], key=itemgetter(0)):
        row += text.count("\n", counted, start)
        counted = start
        found.append(replace(claim, line=row))
    return found


def _equations(text: str) -> Iterator[tuple[int, Claim]]:
    for mark, before, after in _around(_EQUALS, text):
        left = left_side(before) if _WORTH.search(before) or _WORTH.search(after) else None
        right = right_side(after) if left else None
        claim = _judge(left, right, rough=mark.group() != "=") if left and right else None
        if left and claim:
            yield _start(text, left, before, mark), claim


def _comparisons(text: str) -> Iterator[tuple[int, Claim]]:
    """Comparisons of two sums or products; a plain `n > 3`, a size and a range say nothing that could be checked."""
    for mark, before, after in _around(_COMPARES, text):
        left = left_side(before) if _WORTH.search(before) or _WORTH.search(after) else None
        right = right_side(after) if left else None
        claim = _judge_comparison(left, right, mark.group()) if left and right else None
        if left and claim:
            yield _start(text, left, before, mark), claim


def _around(sign: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each sign with the text before and behind it, up to the next such sign."""
    marks = list(sign.finditer(text))
    for number, mark in enumerate(marks):
        first = max(marks[number - 1].end() if number else 0, mark.start() - WINDOW)
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        yield mark, text[first : mark.start()], text[mark.end() : min(end, mark.end() + WINDOW)]


def _start(text: str, left: Side, before: str, mark: re.Match[str]) -> int:
    return max(text.rfind(left.written, mark.start() - len(before), mark.start()), mark.start() - len(before))


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


def _judge(left: Side, right: Side, *, rough: bool) -> Claim | None:
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
    value, said = value_of(one), value_of(other)
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


def _judge_letters(left: tuple[Side, Node], right: tuple[Side, Node], text: str) -> Claim | None:
    """Both sides hold the same letters: they are the same for all values, or the right side has another coefficient."""
    stated = right[0].written
    ratios = set()
    for values in samples(left[1]):
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


def _judge_comparison(left: Side, right: Side, sign: str) -> Claim | None:
    """Both sides are closed, or products of the same letters, which stand for numbers above zero."""
    worked_out = [side for side in (left, right) if re.search(r"[*/^+]", side.source)]
    if not worked_out or not _CLEAN_BEFORE.search(left.beyond) or not _CLEAN_BEHIND.match(right.beyond):
        return None
    try:
        one, other = parse(left.source, budget=TEMPLATE), parse(right.source, budget=TEMPLATE)
    except FormulaError:
        return None
    outcomes = set()
    if set(names_of(one)) != set(names_of(other)) or (names_of(one) and ratio_of(one, other) is None):
        return None
    for values in samples(one):
        try:
            outcomes.add(_COMPARED[sign](Fraction(evaluate(one, values)), Fraction(evaluate(other, values))))
        except (FormulaError, ArithmeticError):
            return None
    text = f"{left.written} {sign} {right.written}"
    return Claim(text, 0, "holds" if outcomes == {True} else "depends", "", right.written)


def _written(value: Fraction) -> str:
    """An exact number as a person writes it: whole, as a decimal if it ends soon, else as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 5):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{float(value):.{places}f}"
    return f"{value.numerator}/{value.denominator}"
