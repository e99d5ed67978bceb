"""Which language a note is written in, told from its signs and small words; the questions made from it are asked in the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_SAMPLE = 60_000
_FEW = 2_000
"""Signs that tell what a single text is written in."""
_TRADITIONAL = re.compile(
    "[個們這後來為時會說對過還發經當與實現學點種機電網資訊數據維層圖麼應該樣從較將讓間處題單進輸徵練濾]"
)
_SIMPLIFIED = re.compile(
    "[个们这后来为时会说对过还发经当与实现学点种机电网资讯数据维层图么应该样从较将让间处题单进输征练滤]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+")
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_SHARE = 0.12
"""Of all letters, so many must be of a script for the note to count as written in it: notes mix in English terms."""
_NO_WORDS = re.compile(r"https?://[^\s)\]]+|```.{0,20000}?```|`[^`\n]{1,200}`|\$[^$\n]{1,300}\$", re.DOTALL)
_NO_SMALL_LETTER = {code: " " for code in range(128) if not "a" <= chr(code) <= "z"}
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿ]+")
_SMALL_WORDS: Final = {
    "en": frozenset({"the", "of", "is", "are", "and", "to", "in", "that", "for", "with", "it", "as", "by", "what", "how", "why"}),
    "es": frozenset({"el", "los", "las", "del", "una", "un", "y", "es", "son", "que", "qué", "cómo", "para", "por", "con", "más", "se"}),
    "fr": frozenset({"le", "les", "des", "du", "une", "et", "est", "sont", "que", "qui", "pour", "dans", "avec", "plus", "au", "pas"}),
    "pt": frozenset({"o", "os", "as", "uma", "um", "e", "é", "são", "que", "para", "por", "com", "mais", "do", "da", "não", "em"}),
    "de": frozenset({"der", "die", "das", "und", "ist", "sind", "ein", "eine", "mit", "für", "von", "den", "zu", "auf", "nicht"}),
    "it": frozenset({"il", "lo", "gli", "della", "del", "di", "e", "è", "sono", "che", "per", "con", "più", "una", "un", "si"}),
}  # fmt: skip
"""Words that stand in every text of a language, whatever it is about; English terms do not bring them along."""
_ANY_SMALL: Final = frozenset().union(*_SMALL_WORDS.values())
_ONLY_ENGLISH: Final = _SMALL_WORDS["en"].difference(*(words for tag, words in _SMALL_WORDS.items() if tag != "en"))
_FEWEST = 3


def language_of(text: str) -> str:
    """The BCP 47 tag: zh-Hant, zh-Hans, ja, ko, ru, or the likeliest of some languages in Latin letters, en in doubt."""
    sample = text[:_SAMPLE]
    if "`" in sample or "$" in sample or "://" in sample:
        sample = _NO_WORDS.sub(" ", sample)
    if not sample.isascii():
        found = _by_script(sample)
        if found:
            return found
    return _by_words(sample)


def _by_script(sample: str) -> str:
    foreign = _ASCII.sub("", sample)
    if not _OTHER_SCRIPT.search(foreign):
        return ""
    letters = _signs(_LETTERS, sample) or 1
    han = _signs(_HAN, foreign)
    kana = _signs(_KANA, foreign)
    if kana / letters > _SHARE / 2:
        return "ja"
    if _signs(_HANGUL, foreign) / letters > _SHARE:
        return "ko"
    if han / letters > _SHARE:
        return "zh-Hans" if len(_SIMPLIFIED.findall(foreign)) > len(_TRADITIONAL.findall(foreign)) else "zh-Hant"
    if _signs(_CYRILLIC, foreign) / letters > _SHARE:
        return "ru"
    return ""


def _signs(runs: re.Pattern[str], sample: str) -> int:
    """How many signs of a kind a text has, counted by the runs they stand in."""
    return sum(map(len, runs.findall(sample)))


def _by_words(sample: str) -> str:
    known = list(filter(_ANY_SMALL.__contains__, _latin_words(sample.lower())))
    if sample.isascii() and 2 * sum(map(_ONLY_ENGLISH.__contains__, known)) >= len(known):
        return "en"
    words = Counter(known)
    scores = {tag: sum(words[word] for word in words if word in small) for tag, small in _SMALL_WORDS.items()}
    scores["es"] += 2 * sum(sample.count(sign) for sign in "¿¡ñ")
    best = max(scores, key=lambda tag: scores[tag])
    several = len(words.keys() & _SMALL_WORDS[best]) > 1
    return best if several and scores[best] >= _FEWEST and scores[best] > scores["en"] else "en"


def _latin_words(small: str) -> list[str]:
    return small.translate(_NO_SMALL_LETTER).split() if small.isascii() else _LATIN_WORD.findall(small)


def is_cjk(text: str) -> bool:
    """Whether a text is mostly Chinese or Japanese: such a text has no spaces between words."""
    few = text[:_FEW]
    return not few.isascii() and len(_CJK.findall(few)) * 3 > len(few.split())


def has_han(text: str) -> bool:
    """Whether a text has a Chinese sign at all."""
    return not text.isascii() and bool(_HAN.search(text))
