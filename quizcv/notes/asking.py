"""The question a plain statement about a paper answers, where its own words tell it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_HAN_NUMBER = r"[一二兩两三四五六七八九十\d]"
_MEASURE = "[個个種种項项點点大類类步]"


def _enumerated(found: re.Match[str], subject: str) -> str:
    """`提出兩個主要概念：(1) ..., (2) ...` asks 提出哪兩個主要概念."""
    lead = re.sub(f"({_HAN_NUMBER}{_MEASURE})", r"哪\1", found.group("lead"), count=1)
    return f"{subject} {lead}？"


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...]] = (
    (
        re.compile(r".*?之所以(?P<what>[^。]{2,50}?)[，,]?是因(?P<sign>為|为)", re.DOTALL),
        lambda found, subject: (
            f"{subject} 為什麼{found['what']}？" if found["sign"] == "為" else f"{subject} 为什么{found['what']}？"
        ),
    ),
    (
        re.compile(
            rf"(?:[^：:。]*[，,])?(?P<lead>[^：:，,。]*{_HAN_NUMBER}{_MEASURE}[^：:，,。]*)[:：]\s*[(（]?1[)）.、]"
        ),
        _enumerated,
    ),
    (
        re.compile(
            r"(?:當中|当中|其中)的?(?P<part>[^，,。]{2,40}?)(?:利用|使用|運用|运用)了?(?P<tool>[^，,。先來来]{1,40}?)(?:先|來|来|[，,])"
        ),
        lambda found, subject: f"{subject}：{found['part'].strip()} 如何利用 {found['tool'].strip()}？",
    ),
    (
        re.compile(r"在(?P<stage>[^，,。]{2,40}?)的?(?:過程|过程|階段|阶段)中?[，,]"),
        lambda found, subject: f"{subject}：在 {found['stage'].strip()} 的過程中做了什麼？",
    ),
    (
        re.compile(
            r"[^，,。]{0,30}(?:當中|当中|其中|裡面|里面)(?:用了|使用了|用到)(?:很多|許多|许多)?的?\s*(?P<tool>[A-Za-z][\w\- ]*).*?(?:又叫|也叫|又稱|又称|也就是)",
            re.DOTALL,
        ),
        lambda found, subject: f"{subject}：什麼是 {found['tool'].strip()}？",
    ),
)
_PROBLEM = re.compile(r"(?:主要)?(?:想要|想|要|希望|試圖|试图)?(?:解決|解决)[^，,。]{2,60}(?:問題|问题)")
_PROBLEM_ENGLISH = re.compile(
    r"(?:It|They|The (?:paper|authors?|model)|This (?:paper|model|network)|We)\s(?:aims? to |tries? to |want(?:s|ed)? to )?"
    r"(?:address|solve|tackle|overcome|target)(?:e?s|ed)?\b",
    re.IGNORECASE,
)
_USES = re.compile(r"(?:利用|使用|採用|采用)了?(?P<tool>[^，,。]{2,30})[，,]")


def asked_by(statement: str, subject: str) -> str:
    """The question whose answer the statement is; `problem` for the problem the paper solves; empty if its words do not tell."""
    start = statement.strip()
    named = start[len(subject) :].lstrip(" ：:") if start.casefold().startswith(subject.casefold()) else ""
    if _PROBLEM.match(named or start) or _PROBLEM_ENGLISH.match(start):
        return "problem"
    uses = _USES.match(named)
    if uses:
        return f"{subject} 如何利用{uses['tool'].strip()}？"
    for pattern, ask in _PATTERNS:
        found = pattern.match(start)
        if found:
            return ask(found, subject)
    return ""
