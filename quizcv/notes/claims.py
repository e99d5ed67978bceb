"""Claims: sums and products a note works out, checked exactly.

Only closed arithmetic is judged, and products of the same letters on both sides; comparisons of such, too. What may be meant otherwise (a size such as
3x3 called by its number of weights, a rounded figure) is *depends*, never *fails*: a false alarm costs more trust than a
missed slip.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Final

from quizcv.notes.expressions import Side, left_side, ratio_of, right_side, samples, value_of
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizcv.problems.formula.tree import Node

WINDOW: Final = 300
"""Signs looked at on each side of an equals sign."""
_EQUALS = re.compile(r"(?<![=<>!:≤≥≈~])(?:~=|=|≈|\\approx\b)(?![=>])")
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
_MEASURE = re.compile(
    r"\s*(?:[KMGTB]|\s[A-Z]{1,4}|[kKMGTPμµmnc]?i?(?:[BbPgms]|px|pix|Hz|W|FLOPS?|FLOPs|bits?|bytes?)|px|ms"
    r"|(?:[mbtr]\w{0,2}illion|thousand|hundred|dozen|percent|kilo|mega|giga|tera|milli|micro|nano)\w*)(?![A-Za-z])"
    r"|\s*[百千萬万億亿兆‰]"
)
"""A unit behind a number: it may multiply the number by a thousand or a million."""
_NEW_LINE = re.compile(r"\n[ \t]*(?:(?:[-*+•–−]|\d{1,9}[.)])[ \t]+|(?=[-+*•–−]))")
"""A line that begins as a bullet does, or with a sign: where it belongs to the line above, that can't be known."""
_BULLET = re.compile(r"[ \t>]*(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+)*")
_FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?:```|~~~)")
_GOES_ON = re.compile(r"\w|[.,]\d|\s*(?:[=≈<>≤≥^*/+×·]|[-−]\s*[\w(]|\\)")
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
class _Found:
    """A claim, where it begins in its text, and where its result stands there (-1: not to be told)."""

    start: int
    stated_at: int
    claim: Claim


def claims_in(text: str, line: int, *, display: bool = False) -> list[Claim]:
    """The claims of a block of a note that begins on `line`, in order.

    A line that begins with a bullet's mark or with a sign is read for itself, for a dash may be either; what stands right at
    such a place is never said to fail. Within math every line continues the one above.

    Args:
        text: The block.
        line: Where it begins in the note.
        display: Whether all of it is math.
    """
    if not _SIGN.search(text):
        return []
    found, counted, row = [], 0, line
    for each in _found_in(text, [(0, len(text))] if display else _pieces(text)):
        row += text.count("\n", counted, each.start)
        counted = each.start
        found.append(replace(each.claim, line=row))
    return found


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the parts that are read for themselves begin and end, a bullet's mark between them left out."""
    cuts, dollars, counted = [], 0, 0
    for mark in _NEW_LINE.finditer(text):
        dollars += text.count("$", counted, mark.start())
        counted = mark.start()
        if dollars % 2 == 0:
            cuts.append(mark.span())
    return list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True))


def _found_in(text: str, pieces: list[tuple[int, int]]) -> list[_Found]:
    found = []
    for first, end in pieces:
        piece = text[first:end]
        for each in sorted([*_equations(piece), *_comparisons(piece)], key=attrgetter("start")):
            claim = each.claim
            opens = first > 0 and not piece[: each.start].strip()
            closes = end < len(text) and piece.rstrip().endswith(claim.stated)
            if claim.verdict == "fails" and (opens or closes):
                claim = replace(claim, verdict="depends")
            stated_at = each.stated_at + first if each.stated_at >= 0 else -1
            found.append(_Found(each.start + first, stated_at, claim))
    return found


def _equations(text: str) -> Iterator[_Found]:
    for mark, before, after in _around(_EQUALS, text):
        left = left_side(before) if _WORTH.search(before) or _WORTH.search(after) else None
        right = right_side(after) if left else None
        claim = _judge(left, right, rough=mark.group() != "=") if left and right else None
        if left and claim:
            yield _Found(_start(text, left, before, mark), _stated_at(text, mark, claim), claim)


def _comparisons(text: str) -> Iterator[_Found]:
    """Comparisons of two sums or products; a plain `n > 3`, a size and a range say nothing that could be checked."""
    for mark, before, after in _around(_COMPARES, text):
        left = left_side(before) if _WORTH.search(before) or _WORTH.search(after) else None
        right = right_side(after) if left else None
        claim = _judge_comparison(left, right, mark.group()) if left and right else None
        if left and claim:
            yield _Found(_start(text, left, before, mark), _stated_at(text, mark, claim), claim)


def _around(sign: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each sign with the text before and behind it, up to the next such sign."""
    marks = list(sign.finditer(text))
    for number, mark in enumerate(marks):
        first = max(marks[number - 1].end() if number else 0, mark.start() - WINDOW)
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        yield mark, text[first : mark.start()], text[mark.end() : min(end, mark.end() + WINDOW)]


def _start(text: str, left: Side, before: str, mark: re.Match[str]) -> int:
    return max(text.rfind(left.written, mark.start() - len(before), mark.start()), mark.start() - len(before))


def _stated_at(text: str, mark: re.Match[str], claim: Claim) -> int:
    """Where the result begins, if it stands there as it was read and ends there."""
    rest = text[mark.end() : mark.end() + WINDOW]
    place = mark.end() + len(rest) - len(rest.lstrip())
    behind = text[place + len(claim.stated) :][:WINDOW]
    return place if text.startswith(claim.stated, place) and not _GOES_ON.match(behind) else -1


def corrected(text: str, listed: Iterable[Claim]) -> tuple[str, list[Claim]]:
    """An answer with each wrong result replaced by the right one, and the claims that were wrong.

    Each line is read for itself, without its bullet's mark. A number is replaced only where the very same claim is among the
    note's and fails there too.

    Args:
        text: The answer as the card shows it, code in fences.
        listed: The claims of the note.
    """
    failing = {_one_line(claim.text) for claim in listed if claim.verdict == "fails"}
    if not failing:
        return text, []
    rows, faults, in_code = text.split("\n"), [], False
    for number, row in enumerate(rows):
        if _FENCE.match(row):
            in_code = not in_code
        elif not in_code:
            rows[number], wrong = _corrected_line(row, failing)
            faults += wrong
    return "\n".join(rows), faults


def _corrected_line(row: str, failing: set[str]) -> tuple[str, list[Claim]]:
    bullet = _BULLET.match(row)
    first = bullet.end() if bullet else 0
    mark, said = row[:first], row[first:]
    wrong = [
        each
        for each in _found_in(said, [(0, len(said))])
        if each.claim.verdict == "fails" and each.stated_at >= 0 and _one_line(each.claim.text) in failing
    ]
    for each in reversed(wrong):
        said = said[: each.stated_at] + each.claim.correct + said[each.stated_at + len(each.claim.stated) :]
    return mark + said, [each.claim for each in wrong]


def _one_line(text: str) -> str:
    return " ".join(text.split())


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
        return Claim(text, 0, "unknown", "", stated) if value is None and said is not None else None
    scale, unit = _scale(right.beyond)
    if value != said * scale and scale == 1 and _MEASURE.match(right.beyond):
        return None
    verdict = _compare(value, said * scale, stated if right.is_bare else "", scale, rough=rough)
    unsure = unit or left.written[0] in "-−" or not _CLEAN_BEFORE.search(left.beyond) or _SIZE.fullmatch(left.written)
    if verdict == "fails" and unsure:
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
