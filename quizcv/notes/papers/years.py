"""When a paper was published: a year as it is written, the year of its venue, or what its arXiv number tells.

An arXiv number is a date (https://info.arxiv.org/help/arxiv_identifier.html): `1512.03385` was handed in in December 2015,
`cs/0601001` in January 2006. A full date such as `2021-03-04` is a day of reading or of a post, never a paper's year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

_ARXIV_NEW = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format)/|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/|\barxiv\s*[:：/]?\s*\[?|\bid\s*[:：]\s*|\A\s*)"
    r"(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?(?![\d.]*\d)",
    re.IGNORECASE,
)
_ARXIV_OLD = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf)/|\barxiv\s*[:：]?\s*|(?<![\w/]))(?:cs|math|stat|cond-mat|physics|eess|q-bio|quant-ph|astro-ph|hep-th)"
    r"(?:\.[A-Z]{2})?/(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\d{3}(?!\d)",
    re.IGNORECASE,
)
VENUES: Final = (
    r"(?:CVPRW?|ICCVW?|ECCVW?|ACCV|BMVC|WACV|NeurIPS|NIPS|ICLR|ICML|AAAI|IJCAI|ICRA|IROS|ICPR|ICIP|ICASSP|3DV|MICCAI|MIDL|ACL|EMNLP|"
    r"NAACL|SIGGRAPH|KDD|MM|AISTATS|COLT|UAI|CoRL|RSS|T-?PAMI|PAMI|IJCV|TIP|TMM|TOG|JMLR|TMLR|Nature|Science|arXiv|ILSVRC)"
)
"""Short names of the places where papers on vision and learning appear."""

_FULL_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}(?!\d)日?|(?<!\d)\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*(?:19|20)\d\d(?!\d)"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d|\b[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
)
_VENUE_YEAR = re.compile(
    rf"\b{VENUES}(?:\s+(?:Workshops?|Oral|Spotlight|Poster))?\s*[-_,]?\s*['’‘]?\s*(?P<long>(?:19|20)\d\d)(?!\d)"
    rf"|\b{VENUES}\s*['’‘]\s*(?P<short>\d\d)(?!\d)"
    rf"|(?<!\d)(?P<first>(?:19|20)\d\d)\s*[-_,]?\s*{VENUES}\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/-])(?:19[5-9]\d|20\d\d)(?![\d/-]|[.,]\d{3})")
_FIRST_OF_ARXIV = 91
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
_TWO_DIGITS = re.compile(r"\d\d")
_APART = 2
"""Years that may lie between handing in and printing; more is a mistake in the note or another paper's date."""


class Said(IntEnum):
    """How a year is known; of two, the higher one decides."""

    BY_ARXIV = 1
    BY_VENUE = 2
    AS_YEAR = 3


@dataclass(frozen=True, slots=True)
class Year:
    """A year, and how the note tells it."""

    value: int
    said: Said
    month: int = 0


def arxiv_date(text: str) -> Year | None:
    """The year and month in the first arXiv number of a text, of the new or the old form; None if there is none."""
    if not re.search(r"\d{4}\.\d{4}|/\d{7}", text):
        return None
    new, old = _ARXIV_NEW.search(text), _ARXIV_OLD.search(text)
    if new and (not old or new.start() <= old.start()):
        return Year(2000 + int(new["year"]), Said.BY_ARXIV, int(new["month"]))
    if old:
        year = int(old["year"])
        return Year((1900 if year >= _FIRST_OF_ARXIV else 2000) + year, Said.BY_ARXIV, int(old["month"]))
    return None


def without_dates(text: str) -> str:
    """The text without days: what is left may hold a paper's year."""
    return _FULL_DATE.sub(" ", text) if _FOUR_DIGITS.search(text) else text


def venue_year(text: str) -> Year | None:
    """The year that stands with a venue's name: CVPR 2016, ICLR'15, 2019 ECCV."""
    found = _VENUE_YEAR.search(without_dates(text)) if _TWO_DIGITS.search(text) else None
    if not found:
        return None
    if found["short"]:
        short = int(found["short"])
        return Year((1900 if short > 60 else 2000) + short, Said.BY_VENUE)  # noqa: PLR2004  ICPR'74, but CVPR'16
    return Year(int(found["long"] or found["first"]), Said.BY_VENUE)


def written_year(text: str) -> Year | None:
    """The first year of a text that is no part of a day, a venue's year first."""
    venue = venue_year(text)
    if venue:
        return venue
    found = _YEAR.search(without_dates(text))
    return Year(int(found.group()), Said.AS_YEAR) if found else None


def settle(years: list[Year]) -> tuple[Year | None, str]:
    """The year that counts among those a note gives, and why it is in doubt.

    A year written as such decides over a venue's, and that over an arXiv number's: a paper is often handed in a year before
    it is printed. In doubt are two different years of the same kind, and years that lie too far apart to be one paper's.
    """
    if not years:
        return None, ""
    best = max(years, key=lambda year: year.said)
    same = sorted({year.value for year in years if year.said is best.said})
    if len(same) > 1:
        return best, f"the note names two years, {same[0]} and {same[-1]}: check which is the paper's"
    for year in years:
        if abs(year.value - best.value) > _APART:
            other = "its arXiv number says" if year.said is Said.BY_ARXIV else "its venue says"
            return best, f"the note says {best.value}, {other} {year.value}: check the year"
    return best, ""
