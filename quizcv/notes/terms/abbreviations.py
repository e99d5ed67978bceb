"""Abbreviations and what they stand for: `IoU (Intersection over Union)`, `Region Proposal Network (RPN)`, `NMS: non-maximum suppression`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORT = re.compile(r"(?=[\w+-]{2,10}\Z)(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9+-]*\Z")
_BRACKETED = re.compile(r"(?P<first>[^()（）]{2,80}?)\s*[(（](?P<second>[^()（）]{2,80})[)）]\Z")
_SKIPPED = frozenset(
    ["of", "the", "and", "a", "an", "for", "in", "on", "to", "by", "with", "from", "over", "de", "la", "y"]
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+|\d+")
_CLAUSE = re.compile(r"[,.;:。，；：(（]|\s[-–—]\s|\n|\b(?:is|are|which|that)\b")
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for."""

    short: str
    long: str


def stands_for(short: str, long: str) -> bool:
    """Whether the letters of a short form are, in their order, beginnings of the words of the long one.

    A word may give several letters (`ReLU`: rectified linear unit), small words may give none, and a plural `s` counts for nothing.
    """
    letters = re.sub(r"[^A-Za-z0-9]", "", short)
    letters = (letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters).casefold()
    words = [word.casefold() for word in _WORD.findall(long)]
    if not letters or not 1 < len(words) <= _MOST_WORDS or letters in words:
        return False
    reached = {0}
    for word in words:
        following = set(reached) if word in _SKIPPED else set()
        for place in reached:
            taken = 0
            while taken < len(word) and place + taken < len(letters) and word[taken] == letters[place + taken]:
                taken += 1
                following.add(place + taken)
        reached = following
        if not reached:
            return False
    return len(letters) in reached


def abbreviation_in(name: str, rest: str = "") -> Abbreviation | None:
    """The abbreviation a term's name or the beginning of its definition spells out; None if neither does.

    Args:
        name: The term: `IoU`, `IoU (Intersection over Union)`, `Intersection over Union (IoU)`.
        rest: How its definition begins.
    """
    found = _BRACKETED.match(name.strip())
    if found:
        for short, long in ((found["first"], found["second"]), (found["second"], found["first"])):
            if _SHORT.match(short.strip()) and stands_for(short, long):
                return Abbreviation(short.strip(), long.strip())
    if _SHORT.match(name.strip()) and rest:
        long = _CLAUSE.split(rest.strip()[:160], maxsplit=1)[0].strip(' *_"“”')
        if stands_for(name, long):
            return Abbreviation(name.strip(), long)
    return None
