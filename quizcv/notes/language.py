"""Which language a note is written in, told from its signs; the questions made from it are asked in the same."""

from __future__ import annotations

import re

_SAMPLE = 200_000
_TRADITIONAL = frozenset(
    "個們這後來為時會說對過還發經當與實現學點種機電網資訊數據維層圖麼應該樣從較將讓間處題單進輸徵練濾"
)
_SIMPLIFIED = frozenset(
    "个们这后来为时会说对过还发经当与实现学点种机电网资讯数据维层图么应该样从较将让间处题单进输征练滤"
)
_SHARE = 0.12
"""Of all letters, so many must be of a script for the note to count as written in it: notes mix in English terms."""


def language_of(text: str) -> str:
    """The BCP 47 tag: zh-Hant, zh-Hans, ja, ko, ru, es or en."""
    sample = text[:_SAMPLE]
    letters = len(re.findall(r"[^\W\d_]", sample)) or 1
    if sample.isascii():
        return "es" if re.search(r"\b(?:qué|cómo)\b", sample) else "en"
    han = len(re.findall(r"[\u3400-\u9fff]", sample))
    kana = len(re.findall(r"[\u3040-\u30ff]", sample))
    if kana / letters > _SHARE / 2:
        return "ja"
    if len(re.findall(r"[\uac00-\ud7af]", sample)) / letters > _SHARE:
        return "ko"
    if han / letters > _SHARE:
        traditional = sum(sign in _TRADITIONAL for sign in sample)
        simplified = sum(sign in _SIMPLIFIED - _TRADITIONAL for sign in sample)
        return "zh-Hans" if simplified > traditional else "zh-Hant"
    if len(re.findall(r"[\u0400-\u04ff]", sample)) / letters > _SHARE:
        return "ru"
    if len(re.findall(r"[¿¡]|\b(?:qué|cómo|cuál|según|también)\b", sample, re.IGNORECASE)) > 1:
        return "es"
    return "en"


def is_cjk(text: str) -> bool:
    """Whether a text is mostly Chinese or Japanese: such a text has no spaces between words."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text)) * 3 > len(text.split())


def has_han(text: str) -> bool:
    """Whether a text has a Chinese sign at all."""
    return bool(re.search(r"[\u3400-\u9fff]", text))
