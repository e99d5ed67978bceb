"""Statements with numbers worth knowing become cloze cards: the numbers are the blanks."""

from __future__ import annotations

import re

from quizcv.cards.model import Kind
from quizcv.notes.answers import prose
from quizcv.notes.gathering import Candidate
from quizcv.notes.inline import BLANK, mask

_BLANKS = re.compile(
    r"(?P<assigned>(?<== )\[[-\d., ]{3,60}\])"
    r"|(?P<range>(?<=range of )\[[-\d., ]{3,30}\]|(?<=between )\d[\d.]* and \d[\d.]*)"
    r"|(?P<bound>(?<=at least )\d[\d.,]*\d?|(?<=at most )\d[\d.,]*\d?)"
    r"|(?P<quantity>(?<![\w.$/\-])\d+(?:[.,]\d+)*(?:\s?%|\s(?:million|billion|thousand|times)\b|\s(?:AP|mAP|GFLOPs?|layers)\b))"
)
_NOTE_THAT = re.compile(r"(?:Please )?(?:Note|Remember) that\s+", re.IGNORECASE)
_MOST = 6


def cloze_of(text: str, line: int, heading: str, subject: str = "") -> Candidate | None:
    """A cloze card of a statement; None if no number in it is worth a blank.

    Args:
        text: The statement.
        line: Where it begins.
        heading: The section it stands in.
        subject: The paper it speaks of; takes the place of `It`.
    """
    plain = _NOTE_THAT.sub("", prose(text))
    if "{{" in plain or "}}" in plain or not plain:
        return None
    hidden = mask(plain, frozenset({"code", "display", "math", "bracket", "image"}))
    blanks = [found for found in _BLANKS.finditer(hidden) if BLANK not in found.group()]
    if not blanks or len(blanks) > _MOST or (len(blanks) == 1 and not subject):
        return None
    parts, last = [], 0
    for found in blanks:
        parts += [plain[last : found.start()], "{{", plain[found.start() : found.end()], "}}"]
        last = found.end()
    cloze = "".join([*parts, plain[last:]])
    if subject:
        cloze = _in_context(cloze, subject)
    return Candidate(form=Kind.CLOZE, front=cloze[0].upper() + cloze[1:], line=line, heading=heading, about=subject)


def _in_context(text: str, subject: str) -> str:
    if subject.casefold() in text.casefold():
        return text
    replaced = re.sub(r"^(?:It|The (?:network|model))\s", f"{subject} ", text, count=1)
    return replaced if replaced != text else f"{subject}: {text}"
