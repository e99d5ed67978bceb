"""Doubts whether an answer says what is asked: it says next to nothing, something else, or too much at once."""

from __future__ import annotations

import re
from typing import Final

from quizcv.mathtext import cells
from quizcv.notes.doubts.fronts import is_label
from quizcv.notes.doubts.standing import MOST_SIGNS, TAIL, beginning_of
from quizcv.notes.inline import unmarked

NO_DEFINITION: Final = "the answer may not say what it is: check that it answers the question"
LITTLE: Final = "the answer says next to nothing: add what is to be known"
ECHO: Final = "the answer says little more than the question: add what is to be known"
ONLY_ASKS: Final = "the answer only asks: answer it"
ONLY_CODE: Final = "the answer is only code: say what is to be known of it"
LUMPED: Final = "the answer holds several things without names: split it, or keep the one to be known"

_BULLET = r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+"
_AWAY_FROM_DEFINING: Final = re.compile(
    r"(?:while|although|though|unlike the|for example|for instance|e\.g|suppose|imagine|consider|let(?:'s|’s| us| )|assume|note that|remember|we (?:have|had|saw|will|need|want)|you (?:can|will|need|should)|in practice|most (?:of|people)|there (?:is|are)|previously|in the past|nowadays|today|"
    r"por ejemplo|imagina|supongamos|aunque|recordemos|например|представьте|представим|допустим|хотя|пусть|例如|比如|假设|假設|虽然|雖然|如果|当我们|當我們|例えば|たとえば|もし|예를 들어|만약|비록)\b[,，、\s]?"
    r"|(?:例如|比如|假设|假設|虽然|雖然|如果|例えば|たとえば|もし|예를 들어|만약)"
)
_ASKS_FIRST: Final = re.compile(r"[^.!。?？]{8,160}[?？]\s")
"""A definition that begins with a question, whatever answers it."""
_CASE_FIRST: Final = re.compile(r"(?:given|if)\s")
_IF: Final = re.compile(r"(?:when|if|whenever|once|si|cuando|если|когда)\s(?P<clause>[^.;:]{3,160}?),")
_WITHIN: Final = re.compile(r"(?:for|in|with|within|of) (?:all |most |many )?(?P<clause>(?:[\w-]+ ){0,3}[\w-]+),")
_WORDS_ONLY: Final = re.compile(r"[A-Za-z][A-Za-z'’\s-]*")
_MODEL: Final = re.compile(r"[a-z][A-Z]|[A-Z][a-z]+[A-Z]")
_FEWEST_WORDS, _SENTENCE_WORDS = 2, 5
_NOTHING: Final = re.compile(
    r"(?:none|no|yes|n/?a|nil|null|unknown|tbd|same|ditto|idem|true|false|无|無|没有|沒有|是|否|有|略|同上|なし|特に.{0,12}(?:ない|なし|なかった)|有り?|同じ|없음|있음|동일|нет|да|есть|no hay|ninguno|ninguna|sí|[✓✔✗✘×❌✅]+)[.。]?",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?(?:\d{1,2},? ?)?\d{4}|\d{4}(?:[-/.年]\s?\d{1,2}(?:[-/.月]\s?\d{1,2}日?)?)?[年월]?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:p(?:p|ages?)?\.? ?)?\d+(?:[-–]\d+)?(?: pages?| min(?:utes)?)?|(?:cvpr|iccv|eccv|neurips|nips|iclr|icml|aaai)[ ']*\d{2,4})\W*",
    re.IGNORECASE,
)
_LETTER_OR_FIGURE: Final = re.compile(r"[^\W_]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+")
_ADDRESS_LAST: Final = re.compile(r"https?://\S+[\s.)）]*\Z")
_CODE: Final = re.compile(r"```(?P<language>[\w+-]*)\n(?P<code>[^`]*)```\Z|`[^`]+`\Z")
_PROGRAM: Final = re.compile(
    r"^\s*(?:import |from \w+ import|def \w+\(|class \w+|print\(|pip |conda |git |python3? |cd |wget |docker |npm |for \w+ in .*:|return\b|\$ )|;\s*$|\w\(\w*\s*=",
    re.MULTILINE,
)
_OF_FORMULA: Final = re.compile(r"[=≈∝≤≥<>+·×/^_\\()]|:=")
_SHAPED: Final = re.compile(rf"^(?:{_BULLET}|```|\||\$\$)", re.MULTILINE)
_TOP_POINT: Final = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])[ \t]+(?P<said>.*)$", re.MULTILINE)
_NAMED: Final = re.compile(r"[*_]{2}|`|[^:：。.]{1,40}(?:[:：]| [-–—] )|[A-ZА-Я][\w-]*(?: [\w-]+){0,4}\Z")
_BOLD_ALONE: Final = re.compile(r"\*\*[A-Z][^*\n.]{0,40}\*\*[:：]?")
_SENTENCES: Final = re.compile(r"[.!。！]\s?\S")
_SMALL: Final = re.compile(
    r"(?:a|an|the|of|is|are|to|in|on|for|and|or|by|with|it|its|that|which|this|as|at|from|be|been|can|used|use|uses|using|one|some|each|el|la|los|las|un|una|de|es|son|para|por|con|que|se|y|o|en|и|в|на|это|с|для|по|из|к)\Z"
)
_WORD: Final = re.compile(r"[^\W_]+")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANJI_OR_WORD: Final = re.compile(r"[\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7afA-Za-zА-я]")
_MOST_PROSE: Final = 900
"""Cells of an answer in sentences: eleven rows of a screen."""
_MOST_UNNAMED: Final = 6
_SHORT_ECHO: Final = 60
_SHORT_POINT: Final = 30
"""Cells of a point that is hardly more than a name."""


def defines_nothing(name: str, back: str) -> bool:
    """Whether what is to say what a thing is begins with an example, a concession or a case in which the thing is there already."""
    start = beginning_of(back)
    if _AWAY_FROM_DEFINING.match(start) or _ASKS_FIRST.match(start):
        return True
    case = _IF.match(start) or _WITHIN.match(start)
    wanted = _words(name)
    return bool(case) and bool(wanted) and wanted <= _words(case["clause"] if case else "")


def begins_with_a_case(back: str) -> bool:
    """Whether a definition begins with what is given, as a task or a rule does: `Given a set of leaves, find the hinge`."""
    return bool(_CASE_FIRST.match(beginning_of(back)))


def is_too_short(name: str, back: str) -> bool:
    """Whether what is to say what a thing is has a word or two, fewer than its name, or stands behind a model's: `ResNet`, `Residual block`."""
    bare = unmarked(back).strip(" .")
    words = bare.split()
    told = not words or words[0].endswith(("s", "ing"))
    longer = len(name.split()) > len(words) or bool(_MODEL.search(name))
    return name.isascii() and longer and not told and len(words) <= _FEWEST_WORDS and bool(_WORDS_ONLY.fullmatch(bare))


def is_fragment(back: str) -> bool:
    """Whether an explanation is no sentence and short: words that say neither what the thing is nor what it does."""
    bare = unmarked(back).strip()
    return "\n" not in bare and len(bare.split()) < _SENTENCE_WORDS and bool(_WORDS_ONLY.fullmatch(bare.rstrip(".")))


def says_nothing(back: str) -> bool:
    """Whether an answer is a bare yes, a date, a number of pages, an address."""
    if len(back) > TAIL or "$" in back or "![" in back or "```" in back:
        return False
    text = unmarked(back).strip(" -*_`()（）.。|\"'")
    bare = _ADDRESS.sub("", text) if "://" in text or "www." in text.lower() or "@" in text else text
    return (
        not _LETTER_OR_FIGURE.search(bare)
        or bool(_NOTHING.fullmatch(text) or _DATE.fullmatch(text))
        or (bare != text and len(_WORD.findall(bare)) < 5)  # noqa: PLR2004  a label or two before an address
    )


def only_leads_away(back: str) -> bool:
    """Whether every row of an answer ends in an address, so that it lists where to read."""
    return "://" in back and all(_ADDRESS_LAST.search(row) for row in back.split("\n") if row.strip())


def echoes(front: str, back: str) -> bool:
    """Whether a short answer has hardly a word that the question does not have."""
    if len(back) > _SHORT_ECHO or cells(back) > _SHORT_ECHO or "$" in back or "\n" in back.strip():
        return False
    text, asked = unmarked(back).casefold(), unmarked(front).casefold()
    if _CJK.search(text):
        signs = _KANJI_OR_WORD.findall(text)
        new = sum(sign not in asked for sign in signs)
        return len(signs) > 1 and new * 4 <= len(signs)
    said = _words(text)
    return bool(said) and {_stem(word) for word in said} <= {_stem(word) for word in _words(asked)}


def only_asks(back: str) -> bool:
    """Whether an answer is a row of questions; a single one may be the problem a paper sets itself."""
    if "?" not in back and "？" not in back:
        return False
    rows = [row.rstrip(' *_)）"”') for row in back.split("\n") if row.strip()]
    return len(rows) > 1 and all(row.endswith(("?", "？")) for row in rows)


def asks_back(back: str) -> bool:
    """Whether a question of the note is answered by nothing but another question."""
    text = back.rstrip(' *_)）"”')
    return text.endswith(("?", "？")) and "\n" not in back.strip() and not _SENTENCES.search(text)


def is_only_heading(back: str) -> bool:
    """Whether an answer is a few bold words and nothing else: what names the next piece of the note."""
    return bool(_BOLD_ALONE.fullmatch(back.strip()))


def is_only_code(back: str) -> bool:
    """Whether an answer is a piece of a program or a command, and no word about it."""
    found = _CODE.match(back) if back.startswith("`") else None
    if not found:
        return False
    return bool(found["language"] and found["language"] not in {"text", "math", "latex", "txt"}) or bool(
        _PROGRAM.search(found["code"] or "")
    )


def is_no_formula(back: str) -> bool:
    """Whether what is to be a formula has no sign of one."""
    return not _OF_FORMULA.search(back)


def only_labels(back: str) -> bool:
    """Whether the points of an answer are words that only sort what stands below them in the note."""
    if len(back) >= TAIL or "\n" not in back:
        return False
    points = [found["said"] for found in _TOP_POINT.finditer(back)]
    return len(points) > 1 and len(points) == len(back.strip().split("\n")) and all(map(is_label, points))


def is_lumped(back: str) -> bool:
    """Whether an answer has many points, few of which are named."""
    points = [found["said"] for found in _TOP_POINT.finditer(back, 0, MOST_SIGNS)]
    named = sum(bool(_NAMED.match(said)) or cells(said) <= _SHORT_POINT for said in points)
    return len(points) > _MOST_UNNAMED and named * 2 < len(points)


def is_long_winded(back: str) -> bool:
    """Whether an answer is a long run of sentences in which nobody has marked what is to be known."""
    return len(back) * 2 > _MOST_PROSE and cells(back) > _MOST_PROSE and not _SHAPED.search(back, 0, MOST_SIGNS)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(unmarked(text).casefold()) if not _SMALL.match(word)}


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word  # noqa: PLR2004  bus, loss
