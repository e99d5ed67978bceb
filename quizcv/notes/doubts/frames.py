"""What a question asks about, read back from the sentences the importer asks with, in all their languages."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ARTICLE = r"(?:(?:an?|the|el|la|los|las|un|una) )?"
_FRAMES: Final = re.compile(
    rf"(?:(?P<subject>.{{1,120}}?)[:：]\s?)?(?:(?P<defines>(?:[Ww]hat (?:is|are)|¿[Qq]u[ée] (?:es|son)|[Чч]то такое) {_ARTICLE}(?P<a>.+)[?]"
    r"|(?:什[么麼]是)\s?(?P<b>.+)[?？])"
    rf"|(?:Explain|Explica|Объясните|请说明|請說明)[:：]\s?{_ARTICLE}(?P<c>.+)[.。]"
    r"|describe the (?P<d>.+)\.)\Z"
)
_FRAMES_BEHIND: Final = re.compile(
    r"(?:(?P<subject>[^：]{1,120}?)：)?(?P<c>.+?)\s?(?:(?P<defines>とは何か？|是什[么麼]？)|を説明せよ。)\Z"
    r"|(?P<k>.+?)(?P<told>: (?:무엇인가\?|설명하시오\.))\Z"
    r"|(?P<subject2>.+?): (?P<e>.+?)(?:에 대해 설명하시오\.|, descríbelo\.| — опишите\.)\Z"
)
_OTHER: Final = re.compile(
    r"(?:main idea|advantages|limits|difference) of |new in |important about |.*(?:的主要想法|[重要][点點])\Z",
    re.IGNORECASE,
)
"""What the importer asks of a thing in the same words as for its meaning."""
_POINTS: Final = re.compile(r"\s*[(（][^()（）]{0,12}\d{1,2}[^()（）]{0,12}[)）]\Z")


class Frame(NamedTuple):
    """A question taken apart.

    Args:
        name: What it asks about; empty where the question is no sentence of the importer's.
        subject: What stands before the name, to say whose it is; empty for none.
        defines: Whether it asks what the name means.
    """

    name: str
    subject: str = ""
    defines: bool = False


def frame_of(front: str) -> Frame:
    """The name a question asks about and how; of a question the importer did not word, nothing."""
    bare = _POINTS.sub("", front)
    found = _FRAMES.match(bare)
    if found:
        name = found["a"] or found["b"] or found["c"] or found["d"]
        return Frame("") if _OTHER.match(name) else Frame(name, found["subject"] or "", bool(found["defines"]))
    found = None if bare.isascii() else _FRAMES_BEHIND.match(bare)
    if not found:
        return Frame("")
    name = found["c"] or found["k"] or found["e"]
    if _OTHER.match(name):
        return Frame("")
    defines = bool(found["defines"] or (found["told"] or "").endswith("?"))
    subject = found["subject"] or found["subject2"] or ""
    if found["k"] and ": " in name:
        subject, _, name = name.rpartition(": ")
    return Frame(name, subject, defines)
