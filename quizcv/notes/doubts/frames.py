"""What a question asks about, read back from the sentences the importer asks with, in all their languages."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ARTICLE = r"(?:(?:an?|the|el|la|los|las|un|una) )?"
_BEFORE: Final = re.compile(
    r"(?:(?P<subject>[^：]{1,120}?)[:：] ?)?"
    rf"(?:(?P<defines>[Ww]hat (?:is|are)|¿[Qq]u[ée] (?:es|son)|[Чч]то такое|什[么麼]是) ?{_ARTICLE}(?P<defined>.+)[?？]"
    rf"|(?:Explain|Explica|Объясните|请说明|請說明)[:：] ?{_ARTICLE}(?P<explained>.+)[.。]"
    r"|(?:State the formula of|Escribe la fórmula de|写出|寫出) ?(?P<formula>.+?)(?: ?的公式。|\.)"
    rf"|(?:How does|¿Cómo funciona) {_ARTICLE}(?P<way>.+?)(?: work)?\?"
    r"|describe the (?P<aspect>.+)\.)\Z"
)
_BEHIND: Final = re.compile(
    r"(?:(?P<subject>.{1,120}?)(?:：|: ))?(?P<name>.+?) ?(?:"
    r"(?P<defines>とは何か？|是什[么麼]？|: 무엇인가\?)"
    r"|[：:] ?(?:要点は何か？|중요한 점은 무엇인가\?)|(?P<explained>を説明せよ。|: 설명하시오\.|에 대해 설명하시오\.)|, descríbelo\.| — опишите\."
    r"|(?P<formula>の式を書け。|의 식을 쓰시오\.|: напишите формулу\.)"
    r"|是怎[么麼]做的？|はどのように行うか？|: 어떻게 동작하는가\?|: как это работает\?)\Z"
)
_OF: Final = re.compile(
    r"(?P<asked>main idea of|advantages of|limits of|difference of|new in|important about) (?P<name>.+)"
)
"""What the importer asks of a thing in the words it asks for a meaning with."""
_OF_BEHIND: Final = re.compile(r"(?P<name>.*?) ?(?:的主要想法|[：:] ?重[点點])\Z")
_POINTS: Final = re.compile(r"\s*[(（][^()（）]{0,12}\d{1,2}[^()（）]{0,12}[)）]\Z")


_LONGEST: Final = 400
"""Signs of a question; a longer one holds more than a name."""


class Frame(NamedTuple):
    """A question taken apart.

    Args:
        name: What it asks about; empty where the question is no sentence of the importer's.
        subject: What stands before the name, to say whose it is; empty for none.
        defines: Whether it asks what the name means.
        formula: Whether it asks for a formula.
        explains: Whether it asks to explain something that nothing but its heading names.
        aspect: Whether it asks to describe a side of its subject.
    """

    name: str
    subject: str = ""
    defines: bool = False
    formula: bool = False
    explains: bool = False
    aspect: bool = False


def frame_of(front: str) -> Frame:
    """The name a question asks about and how; of a question the importer did not word, nothing."""
    if len(front) > _LONGEST:
        return Frame("")
    bare = _POINTS.sub("", front)
    found = _BEFORE.match(bare)
    if found:
        name = found["defined"] or found["explained"] or found["formula"] or found["way"] or found["aspect"]
        of = _OF.match(name) if found["defines"] else None
        subject = found["subject"] or ""
        return (
            Frame(of["name"], subject)
            if of
            else Frame(
                name,
                subject,
                bool(found["defines"]),
                bool(found["formula"]),
                bool(found["explained"]),
                bool(found["aspect"]),
            )
        )
    found = None if bare.isascii() else _BEHIND.match(bare)
    if not found:
        return Frame("")
    of = _OF_BEHIND.match(found["name"])
    if of:
        return Frame(of["name"], found["subject"] or "")
    return Frame(
        found["name"], found["subject"] or "", bool(found["defines"]), bool(found["formula"]), bool(found["explained"])
    )
