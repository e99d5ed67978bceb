"""Reads a number the way people type them.

`25,557,032`, `25 557 032`, `25_557_032`, `3*3*64*128 + 128`, `3/4`, `1 1/2`, `1½`, `1e-3`, `2.5x10^7`, `25.6M`, `64 KiB`, `12.5%`, each
with or without the unit.
A comma separates thousands and nothing else: `1,5` is refused with the reason, because reading it either way would be a guess.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.cards.checking.units import BITS, PERCENT, TAIL, measure, synonyms
from quizcv.problems.formula.errors import CalculationError, FormulaError, shortened
from quizcv.problems.formula.evaluate import evaluate
from quizcv.problems.formula.parser import parse
from quizcv.problems.formula.tokens import ANSWER
from quizcv.problems.formula.tree import is_rounded

if TYPE_CHECKING:
    from quizcv.problems.values import Answer

SCALES: Final[dict[str, int]] = {
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "G": 10**9,
    "B": 10**9,
    "T": 10**12,
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""What a suffix multiplies by; `B` means billions unless the unit is bytes."""
MULTIPLY_ADDS: Final = {"FLOPs", "MACs"}
BYTES: Final = frozenset({"B", "byte", "bytes"})
PREFIXED: Final = re.compile(
    r"(?P<prefix>Ki|Mi|Gi|Ti|[kKMGT])?(?P<base>B|bytes?|FLOPs?|FLOPS|MACs?|ops|parameters|params)"
)
SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t", " "))
MARKS: Final = re.compile(
    r"^\s*(?:(?:=|≈|~|(?:about|around|roughly|approximately|circa)\b|(?:ca|approx)\.)\s*)+", re.IGNORECASE
)
"""What may stand before a number: it changes neither the number nor how exactly it is compared."""
GROUPED: Final = re.compile(
    r"(?<![0-9.,_'’])[1-9][0-9]{0,2}(?P<mark>[ ,_'’])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?![0-9]|(?P=mark)[0-9])"
)
DECIMAL_COMMA: Final = re.compile(r"(?<![0-9.,])[0-9]+,[0-9]+(?![0-9,])")
POINTS: Final = re.compile(r"[0-9]+\.[0-9]+\.[0-9.]+")
SUFFIXED: Final = re.compile(
    r"(?P<number>.*[0-9.)])\s*(?P<suffix>Ki|Mi|Gi|Ti|[kKMGBTm]|(?i:thousand|million|billion|trillion))\s*"
)
WORD: Final = re.compile(r"[^A-Za-z]*[0-9.)]\s*(?P<word>(?!e[-+−–]?[0-9])[A-Za-z][A-Za-z²³]*(?:/[A-Za-z]+)?)\s*")
BASED: Final = re.compile(r"0(?:[xX][0-9A-Fa-f]+|[bB][01]+|[oO][0-7]+)")
TIMES_TEN: Final = re.compile(r"(?<=[0-9.)])\s*[xX✕⨯]\s*(?=10\s*(?:\^|\*\*|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))")
SIZES: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]+(?:\s*[xX✕⨯]\s*[0-9]+)+")
RATIO: Final = re.compile(r"[0-9]\s*:\s*[0-9]")
GOES_ON: Final = re.compile(r"(?<=[0-9])\s*(?:…|\.\.\.)\s*$")
MIXED: Final = re.compile(r"(?P<sign>[-+]?)\s*(?P<whole>[0-9]+)\s+(?P<upper>[0-9]+)\s*/\s*(?P<lower>[0-9]+)")
FRACTION_SIGN: Final = re.compile(r"(?:(?P<whole>[0-9]+)\s*)?(?P<sign>[¼½¾⅐-⅞])")
CALL: Final = re.compile(r"[a-z]\s*\(")


class Reading(NamedTuple):
    """A response read as a number.

    Args:
        value: The number.
        rounded: Whether it is known to 30 digits only, from a root or a logarithm.
        scaled: Whether a suffix or a percent sign was used.
    """

    value: Fraction
    rounded: bool = False
    scaled: bool = False


def read_number(response: str, answer: Answer | None = None) -> Reading:
    """The number a response stands for.

    Args:
        response: As typed.
        answer: The right answer: its unit and whether it allows suffixes. Its number is not looked at.

    Raises:
        FormulaError: It can't be read; the message says why.
    """
    unit, suffixes = (answer.unit, answer.suffixes) if answer else ("", False)
    if len(response) > ANSWER.characters:
        problem = f"the answer is too long: {len(response):,} characters, at most {ANSWER.characters} are read"
        raise FormulaError(problem)
    text = MARKS.sub("", response.translate(SPACES).replace("−", "-")).strip()
    if not text:
        problem = "nothing was typed"
        raise FormulaError(problem)
    text, factor = without_unit(text, unit, suffixes=suffixes)
    scaled = factor != 1
    value, rounded = calculate(text)
    return Reading(Fraction(value) * factor, rounded, scaled)


def without_unit(text: str, unit: str, *, suffixes: bool) -> tuple[str, Fraction]:
    """The text without unit, suffix and percent sign, and what they multiply by.

    Raises:
        FormulaError: There is another unit, or a suffix where none is allowed.
    """
    prefix, base = split_unit(unit)
    tail = TAIL.fullmatch(text)
    if tail and BITS.fullmatch(tail["unit"]):
        problem = f"{tail['unit']!r} counts bits"
        raise FormulaError(problem, 0, f"write {tail['unit'][:-1]}B for bytes")
    if unit and (bare := stripped(text, unit)) and (prefix or not SUFFIXED.fullmatch(bare)):
        return bare, Fraction(1)
    percent = PERCENT.fullmatch(text)
    if percent:
        return percent["number"], Fraction(1) if unit == "%" else Fraction(1, 100)
    if tail and (scale := converted(tail["unit"], unit)):
        return tail["number"], scale
    suffix = SUFFIXED.fullmatch((base and stripped(text, base)) or text)
    if suffix:
        if not (suffixes or prefix or base in BYTES):
            problem = f"the suffix {suffix['suffix']!r} is not read here"
            raise FormulaError(problem, 0, "write the number out, like 25,557,032 or 25.6e6")
        return suffix["number"], scale_of(suffix["suffix"]) / (SCALES[prefix] if prefix else 1)
    word = WORD.fullmatch(text)
    if word:
        problem = (
            f"{shortened(word['word'])} is not the unit asked for"
            if unit
            else f"{shortened(word['word'])} is no number"
        )
        raise FormulaError(
            problem, 0, f"write the number alone, or with {unit!r}" if unit else "write the number alone"
        )
    return text, Fraction(1)


def converted(typed: str, asked: str) -> Fraction | None:
    """How many of the unit asked for one of the typed unit is; None where one of them is unknown, or the typed one a suffix.

    Raises:
        FormulaError: They are units of different kinds.
    """
    one, other = measure(typed), measure(asked)
    if one is None or other is None:
        return None
    if one.kind == other.kind:
        return one.size / other.size
    if typed in SCALES:
        return None
    problem = f"{asked!r} is asked and not {typed!r}"
    reason = "a multiply-accumulate is one MAC and two FLOPs" if {one.kind, other.kind} == MULTIPLY_ADDS else ""
    raise FormulaError(problem, 0, reason or f"write the number alone, or with {asked!r}")


def stripped(text: str, unit: str) -> str:
    """The text without the unit behind it, in the singular or plural; empty if it is not there."""
    spellings = {unit, unit.removesuffix("s"), unit + "s"}
    for name in synonyms(unit):
        spellings |= {name, name + "s"}
    for spelling in sorted(spellings - {""}, key=len, reverse=True):
        if text.lower().endswith(spelling.lower()):
            bare = text[: -len(spelling)].rstrip()
            if bare and (bare[-1].isdigit() or bare[-1] in ".)" or SUFFIXED.fullmatch(bare)):
                return bare
    return ""


def split_unit(unit: str) -> tuple[str, str]:
    """A unit's own prefix and what it counts: `G` and `FLOPs` for GFLOPs, nothing and `px` for px."""
    match = PREFIXED.fullmatch(unit)
    return (match["prefix"] or "", match["base"]) if match else ("", unit)


def scale_of(suffix: str) -> Fraction:
    """What a suffix multiplies by.

    Raises:
        FormulaError: It is none.
    """
    if suffix == "m":
        problem = "a small m is no suffix here"
        raise FormulaError(problem, 0, "write M for million")
    return Fraction(SCALES.get(suffix) or SCALES[suffix.lower()])


def spelled_out(text: str) -> str:
    """A number as the formula language has it: fractions in one sign, mixed numbers, powers of ten with an x, digits that go on.

    Raises:
        FormulaError: It is a number in another base, or two sizes.
    """
    based = BASED.fullmatch(text)
    if based:
        problem = f"{shortened(text)} is no decimal number"
        raise FormulaError(problem, 0, f"write {int(text, 0)}")
    text = TIMES_TEN.sub("*", GOES_ON.sub("", text))
    sizes = SIZES.search(text)
    if sizes:
        problem = f"{shortened(sizes.group())} is a shape, and one number is asked"
        raise FormulaError(problem, 0, "write * for a product")
    if RATIO.search(text):
        problem = "a colon could be a ratio or a time"
        raise FormulaError(problem, 0, "write a fraction like 5/7")
    text = FRACTION_SIGN.sub(_fraction, text)
    mixed = MIXED.fullmatch(text)
    if mixed and int(mixed["upper"]) < int(mixed["lower"]):
        return f"{mixed['sign']}({mixed['whole']} + {mixed['upper']}/{mixed['lower']})"
    return text


def _fraction(match: re.Match[str]) -> str:
    """`1½` as `(1 + 1/2)`."""
    fraction = unicodedata.normalize("NFKD", match["sign"]).replace("⁄", "/")
    return f"({match['whole']} + {fraction})" if match["whole"] else f"({fraction})"


def calculate(text: str) -> tuple[Fraction, bool]:
    """The value of a typed formula of numbers, and whether it is known to 30 digits only.

    Raises:
        FormulaError: It can't be read or calculated.
    """
    if POINTS.search(GOES_ON.sub("", text)):
        problem = "a number has two decimal points"
        raise FormulaError(problem, 0, "write thousands like 1,500,000 and decimals like 1.5")
    calls = CALL.search(text)  # commas may separate arguments

    def join(match: re.Match[str]) -> str:
        return match.group() if calls and match["mark"] == "," else match.group().replace(match["mark"], "")

    joined = GROUPED.sub(join, text)
    comma = None if calls else DECIMAL_COMMA.search(joined)
    if comma:
        problem = f"the comma in {shortened(comma.group())} could mean two things"
        mend = f"a comma separates thousands (25,557,032); for a decimal write {comma.group().replace(',', '.', 1)}"
        raise FormulaError(problem, 0, mend)
    tree = parse(spelled_out(joined), ())
    try:
        return Fraction(evaluate(tree)), is_rounded(tree)
    except CalculationError as error:
        raise FormulaError(error.problem, 0, error.mend) from None
