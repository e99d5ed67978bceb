"""What stands inside a line: math, code, links and pictures found in one pass, so that signs inside them are not misread."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

BLANK: Final = "\ue000"
"""Stands for each sign of a protected span in a mask."""

_SPAN = re.compile(
    r"(?=[<`$\\!\[hf])(?:(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<code>``(?:[^`]|`(?!`))+``|`[^`\n]+`)"
    r"|(?P<display>\$\$.*?(?:\$\$|\Z))"
    r"|(?P<math>\$(?![\s$])[^$]{1,400}?(?<!\s)\$(?!\d))"
    r"|(?P<bracket>\\\((?:[^\\]|\\(?![()])){1,400}\\\))"
    r"|(?P<image>!\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\))"
    r"|(?P<link>\[(?:[^\[\]]|!\[[^\[\]]*\]\([^()\n]*\))*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\))"
    r"|(?P<url>(?:https?|ftp)://[^\s<>()\[\]，。；）]+(?:\([^\s<>()]*\)[^\s<>()\[\]，。；）]*)?))",
    re.DOTALL,
)
_LINK_PARTS = re.compile(r"\[(.*)\]\((.*)\)\Z", re.DOTALL)
_BRACKETED_LINK = re.compile(r"[(\[（]\s*(?:\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)[\s,;]*)+[)\]）]")
_WIDE = re.compile(r"[ \t]{2,}")
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_STRONG = re.compile(r"(?<!\w)__(?=\S)([^_\n]{1,200})(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*\n]{1,200})(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]{1,200})(?<=\S)_(?!\w)"
)
_CITATION = re.compile(
    r"[(（\[]\s*(?:citations?|cited by|引用(?:數|数|次數|次数)?|被引)\s*[:：]?\s*[\d,.kK+]*\s*[)）\]]", re.IGNORECASE
)
_PICTURE_WORDS = re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,2000}\)")
_CUT_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,2000}\Z")
_PROTECTED = frozenset({"comment", "code", "display", "math", "bracket", "image", "link", "url"})


def mask(text: str, kinds: frozenset[str] = _PROTECTED) -> str:
    """The text with every math, code, link, picture and comment span blanked out, sign for sign."""
    return _SPAN.sub(lambda found: BLANK * len(found.group()) if found.lastgroup in kinds else found.group(), text)


def maths(text: str) -> list[tuple[str, int]]:
    """Each piece of math without its dollars, and where it begins; a closing `$$` that is missing is added in thought."""
    found = []
    for span in _SPAN.finditer(text):
        if span.lastgroup == "display":
            found.append((span.group().removeprefix("$$").removesuffix("$$").strip(), span.start()))
        elif span.lastgroup == "math":
            found.append((span.group()[1:-1].strip(), span.start()))
        elif span.lastgroup == "bracket":
            found.append((span.group()[2:-2].strip(), span.start()))
    return found


def _flat(found: re.Match[str]) -> str:
    text = found.group()
    if found.lastgroup == "link":
        parts = _LINK_PARTS.match(text)
        return flatten(parts.group(1)) if parts and "](" not in parts.group(1) else ""
    if found.lastgroup == "comment":
        return ""
    if found.lastgroup == "display":
        return "$$" + text.removeprefix("$$").removesuffix("$$").strip() + "$$"
    if found.lastgroup == "bracket":
        return f"${text[2:-2].strip()}$"
    return text


def flatten(text: str) -> str:
    """The text as a card shows it: links as their words, bracketed sources gone, comments gone, open math closed."""
    if "[" in text:
        text = _BRACKETED_LINK.sub("", text)
    text = _SPAN.sub(_flat, text)
    if "(" in text or "（" in text or "[" in text:
        text = _CITATION.sub("", text)
    return "\n".join(_spaced(row) for row in text.split("\n")).strip()


def _spaced(row: str) -> str:
    return (_WIDE.sub(" ", row) if "  " in row or "\t" in row else row).strip()


def one_line(text: str) -> str:
    """The text with its line breaks as spaces; between two CJK signs as nothing."""
    if "\n" in text and not text.isascii():
        text = _CJK_BREAK.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def unmarked(text: str) -> str:
    """The text without emphasis marks, tags and emoji, on one line: a heading, a term, a question. Math stays as it is."""
    text = one_line(flatten(text))
    kept, last = [], 0
    for span in _SPAN.finditer(text):
        kept += [_bare(text[last : span.start()]), span.group()]
        last = span.end()
    return _spaced("".join([*kept, _bare(text[last:])]))


def in_words(text: str) -> str:
    """The text as a list of lines shows it: links and pictures by their words, without emphasis, also if it is cut short."""
    return unmarked(_CUT_LINK.sub(r"\1", _PICTURE_WORDS.sub(r"\1", text)))


def _bare(text: str) -> str:
    if "*" in text or "_" in text:
        text = _STRONG.sub(r"\1", text.replace("**", ""))
        text = _EMPHASIS.sub(lambda found: found.group(1) or found.group(2), text)
    if "<" in text:
        text = _TAG.sub("", text)
    if text.isascii():
        return text
    return "".join(sign for sign in text if not _decoration(sign))


def _decoration(sign: str) -> bool:
    """Emoji, stars and the signs that colour them."""
    return (
        unicodedata.category(sign) == "So" or sign in "\ufe0f\ufe0e\u20e3\u200d" or "\U0001f3fb" <= sign <= "\U0001f3ff"
    )


def bold_lead(text: str) -> tuple[str, str]:
    """The bold words a text begins with and the rest; ("", text) if it begins otherwise."""
    stripped = text.lstrip()
    if not stripped.startswith(("**", "__")):
        return "", text
    end = stripped.find(stripped[:2], 2)
    if end <= 2:  # noqa: PLR2004  right behind the opening mark: nothing is bold
        return "", text
    return stripped[2:end].strip(), stripped[end + 2 :]


def is_links_only(text: str, *, pictures: bool = False) -> bool:
    """Whether nothing is left of a text without its links and comments; `pictures`: also without its pictures."""
    if "[" not in text and "://" not in text and "<!--" not in text:
        return False
    gone = {"link", "url", "comment", "image"} if pictures else {"link", "url", "comment"}
    rest = _SPAN.sub(lambda found: "" if found.lastgroup in gone else found.group(), text)
    if rest == text:
        return False
    rest = _bare(rest)
    rest = re.sub(r"\b(?:19|20)\d\d\b|[\W_]", "", rest)
    return not rest


def link_target(text: str) -> str:
    """Where the first link of the text leads; empty if it has none."""
    for span in _SPAN.finditer(text):
        if span.lastgroup == "link":
            parts = _LINK_PARTS.match(span.group())
            return parts.group(2).strip() if parts else ""
        if span.lastgroup == "url":
            return span.group()
    return ""
