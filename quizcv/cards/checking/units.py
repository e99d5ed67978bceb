"""Units behind a number: the one asked for in its usual spellings, and others of the same kind, which are converted.

`65536 B` where KiB are asked is 64; `20 ms` where seconds are asked is 0.02. Another kind of unit is refused with the reason, for
a number of MACs is no number of FLOPs.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

DECIMAL: Final[dict[str, Fraction | int]] = {
    "": 1,
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "G": 10**9,
    "T": 10**12,
    "P": 10**15,
}
BINARY: Final[dict[str, Fraction | int]] = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}
SMALL: Final[dict[str, Fraction | int]] = {"m": Fraction(1, 10**3), "u": Fraction(1, 10**6), "n": Fraction(1, 10**9)}
WORDS: Final[dict[str, Fraction | int]] = {
    "kilo": 10**3,
    "mega": 10**6,
    "giga": 10**9,
    "tera": 10**12,
    "kibi": 2**10,
    "mebi": 2**20,
    "gibi": 2**30,
    "tebi": 2**40,
    "milli": Fraction(1, 10**3),
    "micro": Fraction(1, 10**6),
    "nano": Fraction(1, 10**9),
}
MICRO: Final = str.maketrans("µμ", "uu")
PERCENT: Final = re.compile(r"(?P<number>.*[0-9.)½¼¾⅓⅔])\s*(?:%|(?i:per\s?cent|pct))\s*")
TAIL: Final = re.compile(
    r"(?P<number>.*[0-9.)½¼¾⅓⅔])\s*(?P<unit>(?!e[-+−–]?[0-9])[A-Za-zµμ][A-Za-zµμ²³]*(?:/[A-Za-z]+)?)\s*"
)
LONG: Final = 3
"""Letters from which a unit is a word, whose capitals don't matter."""


class Measure(NamedTuple):
    """What a unit measures, and how many of the plain unit it is."""

    kind: str
    size: Fraction


BASES: Final = {
    "B": Measure("bytes", Fraction(1)),
    "byte": Measure("bytes", Fraction(1)),
    "bit": Measure("bytes", Fraction(1, 8)),
    "flop": Measure("FLOPs", Fraction(1)),
    "mac": Measure("MACs", Fraction(1)),
    "s": Measure("time", Fraction(1)),
    "sec": Measure("time", Fraction(1)),
    "second": Measure("time", Fraction(1)),
    "min": Measure("time", Fraction(60)),
    "minute": Measure("time", Fraction(60)),
    "h": Measure("time", Fraction(3600)),
    "hour": Measure("time", Fraction(3600)),
    "day": Measure("time", Fraction(86400)),
    "px": Measure("pixels", Fraction(1)),
    "pixel": Measure("pixels", Fraction(1)),
    "parameter": Measure("parameters", Fraction(1)),
    "param": Measure("parameters", Fraction(1)),
    "weight": Measure("weights", Fraction(1)),
    "op": Measure("operations", Fraction(1)),
    "image": Measure("images", Fraction(1)),
    "img": Measure("images", Fraction(1)),
    "epoch": Measure("epochs", Fraction(1)),
    "step": Measure("steps", Fraction(1)),
    "iteration": Measure("steps", Fraction(1)),
    "degree": Measure("degrees", Fraction(1)),
    "deg": Measure("degrees", Fraction(1)),
}
"""The plain units, in the singular."""
SCALED: Final = frozenset({"bytes", "FLOPs", "MACs", "pixels", "parameters", "weights", "operations"})
"""Kinds of which there are thousands and millions."""
BITS: Final = re.compile(r"[KMGT]i?b")


def measure(unit: str) -> Measure | None:
    """What a unit measures; None if it is unknown."""
    text = unit.strip().translate(MICRO)
    for base, plain in ((text, BASES.get(text)), (text, BASES.get(singular(text)))):
        if plain is not None and (base or text):
            return plain
    scales: dict[str, Fraction | int] = {**BINARY, **DECIMAL, **SMALL, **WORDS}
    for prefix in sorted(scales, key=len, reverse=True):
        if not prefix or not text.lower().startswith(prefix.lower()):
            continue
        rest = text[len(prefix) :]
        plain = BASES.get(rest) or BASES.get(singular(rest)) or (BASES["B"] if rest == "b" and text.islower() else None)
        if plain is None or not fitting(text[: len(prefix)], prefix, plain.kind):
            continue
        return Measure(plain.kind, plain.size * scales[prefix])
    return None


def synonyms(unit: str) -> set[str]:
    """Plain units that are another name of this one, in the singular: `param` for parameters, `px` for pixels."""
    asked = measure(unit)
    return {name for name, plain in BASES.items() if plain == asked}


def fitting(typed: str, prefix: str, kind: str) -> bool:
    """Whether a prefix goes with a kind of unit: thousandths with time, thousands with what is counted."""
    small = prefix in SMALL or prefix in {"milli", "micro", "nano"}
    if small:
        return kind == "time" and (typed == prefix or len(prefix) > 1)
    return kind in SCALED


def singular(word: str) -> str:
    """A word of a unit in the singular and in small letters; short units keep their capitals."""
    word = word.lower() if len(word) >= LONG else word
    return word[:-1] if word.endswith("s") and len(word) >= LONG else word
