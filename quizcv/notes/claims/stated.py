"""What a stated number may stand for, and whether a value agrees with it as far as its digits go.

A number on the right of an equals sign is seldom exact: `33 %`, `2.4M`, `0.66`, `2 million`, `1.280` for a Spaniard. Each way it is
commonly meant is a reading, and a value that agrees with one of them is not contradicted.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizcv.notes.claims.sides import Side

_PREFIXES: Final = {"k": 1, "K": 1, "M": 2, "G": 3, "B": 3, "T": 4}
_SUFFIX: Final = re.compile(r"\s?(?P<prefix>[kKMGBT])(?![A-Za-z0-9_])")
_WORDS: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "百萬": 10**6,
    "百万": 10**6,
    "千萬": 10**7,
    "千万": 10**7,
    "百": 10**2,
    "千": 10**3,
    "萬": 10**4,
    "万": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "兆": 10**12,
    "천": 10**3,
    "만": 10**4,
    "억": 10**8,
    "тыс": 10**3,
    "млн": 10**6,
    "млрд": 10**9,
    "mil ": 10**3,
    "millones": 10**6,
    "mio": 10**6,
    "bn": 10**9,
}
_WORD: Final = re.compile(r"\s?(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")", re.IGNORECASE)
_MEASURE: Final = re.compile(
    r"\s?(?:[kKMGTPμµumnc]?i?(?:[Bb]|bits?|bytes?|[Bb]ps|px|pix(?:els)?|P|m|s|g|Hz|W|FLOPS?|FLOPs|MACs|J|V|A)|[°º‰]|"
    r"(?:kilo|mega|giga|tera|milli|micro|nano|dozen|percent|per\s?cent|pct)\w*|pp|x|×|X|fold)(?![A-Za-z0-9])"
)
"""A unit behind a number: it may multiply the number by a thousand, or stand on the left side too, unwritten."""
_PLAIN: Final = re.compile(r"[-−]?\(?(?P<whole>[\d,'_ \u00a0\u2009\u202f{}\\]*?)(?:\.(?P<decimals>\d+))?(?:/100\))?")
_DOTTED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_BYTES: Final = (Fraction(1), Fraction(8), Fraction(1, 8))
ZEROS: Final = 3
"""Zeros at the end of a whole number from which on it may be rounded."""


class Stated(NamedTuple):
    """One reading of a stated number.

    Args:
        value: What it stands for.
        step: What one more in its last digit makes.
    """

    value: Fraction
    step: Fraction

    def agrees(self, value: Fraction) -> bool:
        """Whether a value rounds, or is cut off, to the digits shown."""
        gap = abs(value) - abs(self.value)
        return value == self.value or abs(value - self.value) * 2 <= self.step or 0 <= gap < self.step

    def is_next_to(self, value: Fraction) -> bool:
        """Whether a value differs by less than one in the last digit."""
        return abs(value - self.value) < self.step


class Reading(NamedTuple):
    """How the number on a right side is read.

    Args:
        stated: The ways it may be meant, the plainest first; only a number with decimals, a percent sign or a multiplier is rounded.
        certain: Whether there is no other way, so that a value that agrees with none contradicts it.
        unit: What stands behind the number and belongs to it.
        binary: What a count in millions or more depends on if only its last reading, in powers of 1024, agrees; empty for others.
    """

    stated: tuple[Stated, ...]
    certain: bool
    unit: str = ""
    binary: str = ""

    def is_binary(self, value: Fraction) -> bool:
        """Whether a value agrees only with the reading that counts an `M` as 2^20."""
        if not self.binary:
            return False
        decimal = self.stated[:-1]
        near = any(abs(value - each.value) * 50 <= abs(each.value) for each in decimal[1:])
        return not near and not any(each.agrees(value) for each in decimal)


def reading_of(right: Side, said: Fraction) -> Reading:
    """How a bare number is read, with what stands behind it.

    Args:
        right: The right side, bare.
        said: Its value as written.
    """
    decimals = _decimals(right)
    step = Fraction(1, 10**decimals) if decimals or "%" in right.written else Fraction(0)
    if "%" in right.written:
        step = Fraction(1, 100 * 10**decimals)
    stated = [Stated(said, step)]
    if _DOTTED.fullmatch(right.written):
        stated.append(Stated(Fraction(right.written.replace(".", "")), Fraction(0)))
    scales = list(_scales(right.beyond))
    if scales:
        unit = Fraction(1, 10**decimals)
        stated += [Stated(said * scale, unit * scale) for scale in scales]
        suffix = _SUFFIX.match(right.beyond)
        word = suffix or _WORD.match(right.beyond)
        unit_name = word.group() if word else ""
        return Reading(tuple(stated), suffix is not None, unit_name, _binary(unit_name.strip()) if suffix else "")
    measure = _MEASURE.match(right.beyond)
    if measure:
        thousands = [Fraction(base**power) for power in (1, 2, 3, 4) for base in (1000, 1024)]
        small = Fraction(1, 10**decimals)
        stated += [
            Stated(said * scale * byte, small * scale * byte)
            for scale in (Fraction(1), *thousands, Fraction(1, 1000), Fraction(1, 100))
            for byte in _BYTES
        ]
        return Reading(tuple(stated), certain=False, unit=measure.group())
    return Reading(tuple(stated), certain=len(stated) == 1)


def _binary(prefix: str) -> str:
    """What a count in millions or more depends on if it is one of binary units; thousands are counted either way."""
    power = _PREFIXES.get(prefix, 1)
    return f"true where {prefix} means 2^{10 * power}" if power > 1 else ""


def _scales(beyond: str) -> Iterator[Fraction]:
    found = _SUFFIX.match(beyond)
    if found:
        power = _PREFIXES[found["prefix"]]
        yield Fraction(1000**power)
        yield Fraction(1024**power)
        return
    word = _WORD.match(beyond)
    if word:
        yield Fraction(_WORDS[word["word"].lower()])


def _decimals(right: Side) -> int:
    found = re.search(r"\.(\d+)(?![\d.])", right.written)
    return len(found[1]) if found else 0


def is_rounded_whole(value: Fraction, said: Fraction, *, digits: int) -> bool:
    """Whether a whole number may stand for a value near it: 14 for 14.5, 25,000 for 25,088, a float's last digits."""
    if digits:
        return digits >= 9 and abs(value - said) <= abs(value) / 10**9  # noqa: PLR2004  a float shows 15 digits and more
    if value.denominator != 1:
        return abs(value - said) < 1
    text = str(abs(said.numerator))
    zeros = len(text) - len(text.rstrip("0"))
    return zeros >= ZEROS and 2 * abs(value - said) <= 10**zeros
