"""The numbers a deck writes down: exact, bounded, and never a float."""

from __future__ import annotations

import re
from fractions import Fraction

from quizcv.problems.values import Spread, Tolerance

_NUMBER = re.compile(r"[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_FRACTION = re.compile(r"([+-]?\d+(?:_\d+)*)\s*/\s*(\d+(?:_\d+)*)", re.ASCII)
LONGEST = 60
"""Characters of a number; enough for thirty digits on either side of the point."""


def parse_number(text: str) -> Fraction:
    """The exact value of `138357544`, `1_000`, `-0.5`, `1e-3` or `3/4`.

    Raises:
        ValueError: It is none of these; the message says what to write.
    """
    written = text.strip()
    if len(written) > LONGEST:
        message = f"a number of more than {LONGEST} characters; write it shorter, such as 1.5e9"
        raise ValueError(message)
    fraction = _FRACTION.fullmatch(written)
    if fraction and int(fraction[2]):
        return Fraction(int(fraction[1]), int(fraction[2]))
    if _NUMBER.fullmatch(written):
        return Fraction(written)
    message = f"{written!r} is no number; write it like 138357544, 0.5, 1e-3 or 3/4"
    bare = re.sub(r"[,\s'’]", "", written)
    if _NUMBER.fullmatch(bare):
        message = f"{written!r} is no number; write it without separators: {bare}"
    raise ValueError(message)


def tolerance_text(tolerance: Tolerance) -> str:
    """A tolerance as a deck writes it; empty for an exact one."""
    if tolerance.spread is Spread.EXACT:
        return ""
    if tolerance.spread is Spread.FIGURES:
        return f"{tolerance.amount}sf"
    if tolerance.spread is Spread.RELATIVE:
        return number_text(tolerance.amount * 100) + "%"
    return number_text(tolerance.amount)


def number_text(number: Fraction | int) -> str:
    """A number as a person writes it: 0.25 where a short decimal is exact, otherwise 1/3."""
    places = 0
    while places < LONGEST and (number * 10**places).denominator != 1:
        places += 1
    if (number * 10**places).denominator != 1:
        return str(number)
    if not places:
        return str(number.numerator)
    digits = str(abs(number * 10**places).numerator).rjust(places + 1, "0")
    return ("-" if number < 0 else "") + digits[:-places] + "." + digits[-places:]
