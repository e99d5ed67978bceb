"""Changes told with both numbers: `from 49 to 27, 45 % fewer`. Only such a closed statement says what the percentage is of."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from quizcv.notes.claims.claim import Claim
from quizcv.notes.claims.judging import written
from quizcv.notes.claims.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CHANGE: Final = re.compile(
    rf"\bfrom\s+(?P<before>{_NUMBER})\s*(?P<unit>%|[KMGB]\b|\w{{0,12}})\s+to\s+(?P<after>{_NUMBER})\s*(?P<same>%|[KMGB]\b|\w{{0,12}})"
    rf"(?P<between>[^.;\n\d%]{{0,60}}?)(?P<share>\d+(?:\.\d+)?)\s?(?:%|percent)",
    re.IGNORECASE,
)
_DIRECTION: Final = re.compile(r"\b(?:reduc|decreas|drop|fewer|less|sav|increas|more|grow|improv|cut)", re.IGNORECASE)


def ratios_in(text: str) -> Iterator[tuple[int, Claim]]:
    """Where a change from one number to another is told with its percentage, and whether it holds.

    A percentage may be of either number, or be the difference of two percentages; one that is none of these may be meant in yet
    another way: it depends.
    """
    if "from" not in text.casefold():
        return
    for found in _CHANGE.finditer(text):
        around = found["between"] + text[found.end() : found.end() + 24]
        before, after = (Fraction(found[part].replace(",", "")) for part in ("before", "after"))
        if not _DIRECTION.search(around) or found["unit"] != found["same"] or not before or not after:
            continue
        share, places = Fraction(found["share"]), len(found["share"].partition(".")[2])
        stated = Stated(share, Fraction(1, 10**places))
        gap = abs(before - after)
        ways = [gap / before * 100, gap / after * 100, gap]
        holds = any(stated.agrees(way) for way in ways)
        correct = "" if holds else f"{written(round(ways[0] * 10) / Fraction(10))} %"
        shown = " ".join(found.group().split())
        yield found.start(), Claim(shown, 0, "holds" if holds else "depends", correct, found["share"])
