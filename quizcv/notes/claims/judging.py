"""The verdict on one equation or comparison.

What may be meant otherwise (a size such as 3x3 called by its number of weights, a rounded figure, a range, a running
calculation) is *depends* or not listed at all, never *fails*: a false alarm costs more trust than a missed slip.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import Final

from quizcv.notes.claims.claim import Claim
from quizcv.notes.claims.letters import judge_letters, samples
from quizcv.notes.claims.sides import Side, without_unit
from quizcv.notes.claims.stated import Reading, is_rounded_whole, reading_of
from quizcv.notes.remembered import judged
from quizcv.problems.formula.errors import FormulaError
from quizcv.problems.formula.evaluate import compile_formula, evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import TEMPLATE
from quizcv.problems.formula.tree import Node, names_of

_COMPARED: Final = {
    **dict.fromkeys(["<", "＜", "\\lt"], lt),
    **dict.fromkeys([">", "＞", "\\gt"], gt),
    **dict.fromkeys(["<=", "≤", "≦", "⩽", "\\le", "\\leq"], le),
    **dict.fromkeys([">=", "≥", "≧", "⩾", "\\ge", "\\geq"], ge),
}
_CLEAN_BEFORE: Final = re.compile(
    r"(?:^|[:：(（\[,，;；。.!?、=＝>→⇒$`|\n\"“「]|(?:^|\s)\*\*|[\u3000-\u9fff\uac00-\ud7af]|\\\\|"
    r"\b(?:gives?|gave|is|are|be|so|then|thus|hence|therefore|equals?|have|has|had|with|and|that|there|i\.e|e\.g|total|totals|"
    r"makes?|costs?|needs?|requires?|takes?|yields?|get|gets|compute|computes|because|since|as|where|contains?|get|becomes?|"
    r"only|just|exactly|namely|to|from|weights|parameters|params|son|es|igual a|итого|равно))[ \t]*\Z",
    re.IGNORECASE,
)
"""What may stand before a left side so that it surely begins there."""
_CLEAN_BEHIND: Final = re.compile(
    r"\s*(?:\Z|[.,;:)$`|、，。；：）\n])|\s+(?!(?:[mbt]illion|thousand|percent|[kmgc]?[bgmsk]|px)\b)[a-z]|\s*[\u3000-\u9fff]"
)
_NUMBERED: Final = re.compile(r"(?:^|\n)\s*[(（]?\d{1,2}[.)）、][ \t]*\Z")
_UNIT: Final = re.compile(r"[A-Za-zμ°±!?^~<]|\s?(?:±|\+/-|\?)|\s*\([^()]*\d\s*[-+*/×]")
_AMBIGUOUS: Final = re.compile(r"[.,]\d")
_ROUGH: Final = re.compile(
    r"\b(?:about|approx\w*|roughly|around|nearly|almost|circa|ca\.|close to|some|more or less|or so|rounded|truncated|"
    r"aproximadamente|aprox\w*|unos|unas|etwa|около|примерно)\b|~|≈|\\sim|\\approx|大約|大约|約|约|近似|左右|差不多|약|대략|およそ|ほぼ",
    re.IGNORECASE,
)
_DOUBTFUL: Final = re.compile(
    r"\b(?:binary|modulo|mod|xor|hex\w*|octal|base|wrong\w*|incorrect\w*|false|mistak\w*|not|isn.t|error|instead|rather than|bug|"
    r"suppose|assume|if|overflow\w*|float\w*|integer division|shape|shapes|ratio|scale|score|mod)\b|錯|错|不是|誤|误|二進|二进|[?？]",
    re.IGNORECASE,
)
"""A line with one of these may say that the equation does not hold, or that it is meant in another arithmetic."""
_AROUND: Final = 60
_LOOSE: Final = Fraction(1, 20)
"""How far a number with a multiplier may be off and still be meant as rounded: 400K for 413,000; at a fifth of it it holds."""
_NEXT_UNIT: Final = Fraction(5, 2)
"""Two units of one kind lie further apart than this: an inch is 2.54 cm, a byte 8 bits, a minute 60 s."""
_NEAR: Final = 2
"""A product of a size is surely meant as one if what is stated lies within this factor of it."""


def judge_equation(left: Side, right: Side, *, rough: bool) -> Claim | None:
    """The claim that two sides are equal; None if they claim nothing that could be checked."""
    if not left.has_names:
        right = without_unit(right)
    if left.is_only_names or (left.is_bare and right.is_bare):
        return None
    one, other = _tree(left.source), _tree(right.source)
    if one is None or other is None:
        return None
    text = f"{left.written} {'≈' if rough else '='} {right.written}"
    names, others = set(names_of(one)), set(names_of(other))
    if names or others:
        if names != others:
            return None
        return judge_letters((left, one), (right, other), text, clean=is_clean(left) and not _is_doubted(left, right))
    value, said = value_of(one), value_of(other)
    claim = Claim(text, 0, "holds", "", right.written, source=left.source)
    if value is None or said is None:
        return replace(claim, verdict="unknown") if value is None and said is not None else None
    if not right.is_bare:
        return _judge_two(claim, left, right, (value, said), rough=rough)
    return _judge_number(claim, left, right, (value, said), rough=rough)


def _judge_two(
    claim: Claim, left: Side, right: Side, numbers: tuple[Fraction, Fraction], *, rough: bool
) -> Claim | None:
    """Both sides are worked out: `10/64 = 5/32`. A right side that only goes on, as in `3 + 4 = 7 * 2 = 14`, is read up to there."""
    value, said = numbers
    if value == said:
        return claim
    if rough:
        near = abs(value - said) <= abs(said) / 10
        return replace(claim, verdict="holds" if near else "depends", correct="" if near else written(value))
    first = right.tokens[0]
    if first.kind == "number" and value == value_of(parse(first.source, budget=TEMPLATE)):
        return replace(claim, text=f"{left.written} = {first.text}", stated=first.text)
    if left.is_bare or right.is_size or right.is_range or any(token.text in "xX" for token in right.tokens):
        return None
    if any("." in token.source for token in (*left.tokens, *right.tokens)) and abs(value - said) <= abs(value) / 100:
        return None
    return _told(claim, left, right, value)


def _judge_number(
    claim: Claim, left: Side, right: Side, numbers: tuple[Fraction, Fraction], *, rough: bool
) -> Claim | None:
    value, said = numbers
    reading = reading_of(right, said)
    claim = replace(claim, text=claim.text + reading.unit)
    if any(each.agrees(value) for each in reading.stated) or any(
        abs(value - each.value) <= abs(each.value) * _LOOSE / 5 for each in reading.stated[1:]
    ):
        return replace(claim, verdict="depends", says=reading.binary) if reading.is_binary(value) else claim
    correct = written(value)
    if rough or _ROUGH.search(left.beyond[-_AROUND:]) or _ROUGH.match(right.beyond[:12].strip()):
        near = any(abs(value - each.value) <= abs(each.value) / 10 for each in reading.stated)
        return replace(claim, verdict="holds" if near else "depends", correct="" if near else correct)
    if _is_ambiguous(left, right) or not (reading.certain or _is_in_one_unit(reading, value, said)):
        return None
    if not reading.certain:
        right = right._replace(beyond=right.beyond[len(reading.unit) :])
    if _may_be_rounded(reading, right, value, said) or (
        left.is_crossed and not value / _NEAR < said < value * _NEAR and len(reading.stated) == 1
    ):
        return replace(claim, verdict="depends", correct=correct)
    return None if left.is_range or left.is_bare else _told(claim, left, right, value)


def _is_in_one_unit(reading: Reading, value: Fraction, said: Fraction) -> bool:
    """Whether a result with a unit is too near what comes out for another unit to be meant on the left: 4.5 m for 4."""
    return bool(reading.unit) and 0 < value < said * _NEXT_UNIT and said < value * _NEXT_UNIT


def _may_be_rounded(reading: Reading, right: Side, value: Fraction, said: Fraction) -> bool:
    """Whether what is stated may be meant as the value rounded, or as a percentage of it."""
    if any(each.is_next_to(value) for each in reading.stated):
        return True
    if len(reading.stated) > 1:
        return any(abs(value - each.value) <= abs(each.value) * _LOOSE for each in reading.stated)
    digits = len(right.written.partition(".")[2])
    return any(is_rounded_whole(each, said, digits=digits) for each in (value, value * 100))


def _told(claim: Claim, left: Side, right: Side, value: Fraction) -> Claim:
    """The claim as one that fails, or that depends if the sides may begin or end elsewhere."""
    sure = is_clean(left) and left.tokens[0].kind != "sign" and not _UNIT.match(right.beyond)
    verdict = "fails" if sure and not _is_doubted(left, right) else "depends"
    return replace(claim, verdict=verdict, correct=written(value))


def is_clean(left: Side) -> bool:
    """Whether a left side surely begins where it was read from."""
    before = left.beyond
    return bool(_CLEAN_BEFORE.search(before) or _NUMBERED.search(before))


def _is_doubted(left: Side, right: Side) -> bool:
    line = left.beyond.rpartition("\n")[2][-_AROUND * 2 :] + " … " + right.beyond.partition("\n")[0][:_AROUND]
    return bool(_DOUBTFUL.search(line))


def _is_ambiguous(left: Side, right: Side) -> bool:
    """Whether a number may go on where it was read to end, as 3,14 does, or may be two numbers, as 3 100."""
    return bool(
        _AMBIGUOUS.match(right.beyond)
        or re.search(r"\d[.,]\Z", left.beyond)
        or any(re.search(r"\d\s\d", token.text) for token in (*left.tokens, *right.tokens))
    )


def judge_comparison(left: Side, right: Side, sign: str) -> Claim | None:
    """Both sides are closed, or products of the same letters, which stand for numbers above zero."""
    worked_out = [side for side in (left, right) if not side.is_bare]
    if not worked_out or not is_clean(left) or not _CLEAN_BEHIND.match(right.beyond):
        return None
    outcome = _outcome(left.source, right.source, sign)
    if outcome is None:
        return None
    text = f"{left.written} {sign} {right.written}"
    return Claim(text, 0, "holds" if outcome else "depends", "", right.written)


@judged
def _outcome(left: str, right: str, sign: str) -> bool | None:
    """Whether a comparison of two formulas holds for all samples; None if they can't be worked out, or their ratio is not the same for all."""
    one, other = _tree(left), _tree(right)
    names = names_of(one) if one else ()
    if one is None or other is None or set(names) != set(names_of(other)):
        return None
    first, second = compile_formula(one), compile_formula(other)
    holds, ratios = True, set()
    for values in samples(names):
        try:
            a, b = Fraction(first(values)), Fraction(second(values))
            ratios.add(a / b if names else Fraction(0))
        except (FormulaError, ArithmeticError):
            return None
        if len(ratios) > 1:
            return None
        holds = holds and _COMPARED[sign](a, b)
    return holds


@judged
def _tree(source: str) -> Node | None:
    """A formula as a tree; None if it is none."""
    try:
        return parse(source, budget=TEMPLATE)
    except FormulaError:
        return None


def value_of(tree: Node) -> Fraction | None:
    """What a closed expression comes to; None if it can't be worked out."""
    try:
        return Fraction(evaluate(tree))
    except (FormulaError, ArithmeticError):
        return None


def written(value: Fraction) -> str:
    """An exact number as a person writes it: whole, as a decimal if it ends soon, else as a fraction or cut short."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 5):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return f"{float(value):.{places}f}"
    longest = 10**6
    return f"{value.numerator}/{value.denominator}" if value.denominator < longest else f"{float(value):.6g}"
