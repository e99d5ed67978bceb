"""What stands inside a line: math, code, links and pictures found in one pass, so that signs inside them are not misread."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from quizcv.notes.encoded import entities, tex_of
from quizcv.notes.remembered import remembered, remembered_briefly

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BLANK: Final = "\ue000"
"""Stands for each sign of a protected span in a mask."""

_PLACE = r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"
"""Where a link leads; one pair of brackets may stand in it."""
_DRAWN = r"\(https?://[^\s()?]{1,200}\?(?:[^()\s]|\((?:[^()\s]|\([^()\s]*\))*\))*(?:\s+\"[^\"\n]{0,300}\")?\)"
"""Where a picture lies that a service draws from what its address asks for: TeX, with many brackets in brackets."""
_ALT = r"(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,1000}"
_TAGS = "b|strong|i|em|u|s|del|ins|mark|span|font|small|big|center|kbd|code|div|p|a|br|q|cite|abbr|summary|details|sub|sup|hr"

_SPAN: Final = {
    "comment": ("<", r"<!--.*?(?:-->|\Z)"),
    "code": ("`", r"``(?:[^`]|`(?!`))+``|`[^`\n]+`"),
    "display": ("$", r"\$\$.*?(?:\$\$|\Z)"),
    "math": ("$", r"\$(?![\s$])[^$]{1,400}?(?<!\s)\$(?!\d)"),
    "bracket": ("\\", r"\\{1,2}\((?:[^\\]|\\(?!\\?[()])){1,400}\\{1,2}\)"),
    "square": (
        "\\",
        r"\\{1,2}\[(?=(?:[^\\=^_<>]|\\(?![\[\]\\a-zA-Z])){0,400}(?:[=^_<>]|\\[a-zA-Z]))(?:[^\\]|\\(?!\\?[\[\]])){1,400}\\{1,2}\]",
    ),
    "wiki": ("![", r"!?\[\[[^\[\]\n]{1,200}\]\](?!\()"),
    "image": ("!", rf"!\[{_ALT}\](?:{_PLACE}|{_DRAWN})"),
    "link": (
        "[",
        rf"\[(?:[^\[\]]|!\[[^\[\]]*\]\([^()\n]*\)|\[[^\[\]]{{0,200}}\])*\](?:{_PLACE}|\(https?://[^\s]*(?=\s|\Z))",
    ),
    "picture": ("<", r"<img\b[^<>]{0,2000}>"),
    "tag": (
        "<",
        rf"</?(?:{_TAGS})(?:\s+[a-z-]+\s*=\s*(?:\"[^\"<>]{{0,300}}\"|'[^'<>]{{0,300}}'|[^\s<>\"']{{1,300}})){{0,9}}\s*/?>",
    ),
    "url": ("hHfF", r"(?:https?|ftp)://[^\s<>()\[\]，。；）]+(?:\([^\s<>()]*\)[^\s<>()\[\]，。；）]*)?"),
}
"""The kinds of spans, each with the signs it may begin with and what it looks like."""
_SPAN_AT: Final = {
    sign: re.compile(
        "|".join(f"(?P<{kind}>{shape})" for kind, (signs, shape) in _SPAN.items() if sign in signs),
        re.DOTALL | re.IGNORECASE,
    )
    for sign in "<`$\\![hHfF"
}
_OPENS = re.compile(r"[<`$\\!\[]")
_OPENS_OR_ADDRESS = re.compile(r"[<`$\\!\[hHfF]")
"""The signs a span may begin with; to stop at each of them is quicker than to try a span at every sign."""
_LINK_PARTS = re.compile(r"\[(.*)\]\((.*?)\)?\Z", re.DOTALL)
_IMAGE_PARTS = re.compile(r"!\[(.*)\]\((.*)\)\Z", re.DOTALL)
_PICTURE_TITLE = re.compile(r"\s+\"[^\"]*\"\Z")
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_REFERENCE_MARK = re.compile(r"(?:\s|(?<=[.,;:!?)。，])|\A)\[\\?\[\w{1,4}\\?\]\]\[[^\[\]\n]{1,20}\]")
"""A link to a note's sources that shows only their number: `[\\[3\\]][3]`."""
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp)\Z", re.IGNORECASE)
_SCRIPT = re.compile(r"<(sub|sup)>([^<>]{1,40})</\1>", re.IGNORECASE)
_HIGHLIGHT = re.compile(r"==(?=[^\s=])([^=\n]{1,300})(?<=\S)==(?!=)")
_SCRIPTS = {
    "sup": dict(zip("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", strict=True)),
    "sub": dict(zip("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋", strict=True)),
}
_BRACKETED_LINK = re.compile(r"[(\[（]\s*(?:\[[^\[\]]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)[\s,;]*)+[)\]）]")
_WIDE = re.compile(r"[ \t]{2,}")
_SIGN = re.compile(r"[^\w\s\x00-\x7f]")
_UNEVEN = re.compile(r"\s\s|[^\S ]|\A\s|\s\Z")
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
_LONGEST_SPLIT = 1_000
_PROTECTED = frozenset({"comment", "code", "display", "math", "bracket", "square", "image", "picture", "link", "url"})


def _may_span(text: str) -> bool:
    """Whether a sign is there without which no span begins: most texts are passed over by looking for these alone."""
    return "[" in text or "$" in text or "`" in text or "<" in text or "\\" in text or "://" in text


@remembered_briefly
def _spans(text: str) -> Sequence[re.Match[str]]:
    """Each protected span, from left to right."""
    if not _may_span(text):
        return ()
    found = []
    opens = _OPENS_OR_ADDRESS if "://" in text else _OPENS
    opening = opens.search(text)
    while opening:
        span = _SPAN_AT[opening[0]].match(text, opening.start())
        if span:
            found.append(span)
        opening = opens.search(text, span.end() if span else opening.end())
    return found


def _with_spans(text: str, shown: Callable[[re.Match[str]], str]) -> str:
    """The text with each span as it is shown."""
    parts, last = [], 0
    for span in _spans(text):
        parts += [text[last : span.start()], shown(span)]
        last = span.end()
    return "".join([*parts, text[last:]]) if parts else text


def mask(text: str, kinds: frozenset[str] = _PROTECTED) -> str:
    """The text with every math, code, link, picture and comment span blanked out, sign for sign."""
    if not _may_span(text):
        return text
    parts, last = [], 0
    for span in _spans(text):
        if span.lastgroup in kinds:
            start, end = span.span()
            parts += [text[last:start], BLANK * (end - start)]
            last = end
    return "".join([*parts, text[last:]]) if parts else text


def may_hold_math(text: str) -> bool:
    """Whether a sign is there without which there is no math."""
    return "$" in text or "\\" in text or "![" in text or "<" in text


def maths(text: str) -> list[tuple[str, int]]:
    """Each piece of math without its dollars, and where it begins; a closing `$$` that is missing is added in thought."""
    if not may_hold_math(text):
        return []
    found = []
    for span in _spans(text):
        if span.lastgroup == "display":
            found.append((span.group().removeprefix("$$").removesuffix("$$").strip(), span.start()))
        elif span.lastgroup == "math":
            found.append((span.group()[1:-1].strip(), span.start()))
        elif span.lastgroup in {"bracket", "square"}:
            found.append((_within_brackets(span.group()), span.start()))
        elif span.lastgroup in {"image", "picture"}:
            tex = tex_of(_address(span.group()))
            if tex:
                found.append((tex, span.start()))
    return found


def _within_brackets(text: str) -> str:
    r"""What stands between `\(` and `\)`, or `\[` and `\]`, also with two backslashes."""
    return text[text.index(text.lstrip("\\")[0]) + 1 : -1].rstrip("\\").strip()


def _address(text: str) -> str:
    """Where a picture lies: `![...](here)` or `<img src="here">`."""
    parts = _IMAGE_PARTS.match(text)
    return _PICTURE_TITLE.sub("", parts.group(2).strip()) if parts else _attributes(text).get("src", "")


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def _flat(found: re.Match[str]) -> str:
    text, kind = found.group(), found.lastgroup
    if kind == "link":
        parts = _LINK_PARTS.match(text)
        return flatten(parts.group(1)) if parts and "](" not in parts.group(1) else ""
    if kind == "comment":
        return ""
    if kind == "display":
        return "$$" + text.removeprefix("$$").removesuffix("$$").strip() + "$$"
    if kind == "bracket":
        return f"${_within_brackets(text)}$"
    if kind == "square":
        return f"$${_within_brackets(text)}$$"
    if kind == "image":
        tex = tex_of(_address(text)) if "?" in text else ""
        return f"${tex}$" if tex else text
    shorten = _FLAT.get(kind or "")
    return shorten(text) if shorten else text


def _flat_picture(tag: str) -> str:
    at = _attributes(tag)
    tex = tex_of(at.get("src", ""))
    alt = re.sub(r"[\[\]\n]", " ", at.get("alt", ""))
    return f"${tex}$" if tex else f"![{alt}]({at['src'].replace(' ', '%20')})" if at.get("src") else ""


def _flat_wiki(text: str) -> str:
    """`[[page#part|words]]` as its words; `![[figure.png]]` as the picture it is."""
    name, _, words = text.strip("![]").partition("|")
    if text[0] == "!":
        return f"![{name}]({name.replace(' ', '%20')})" if _PICTURE_FILE.search(name) else ""
    return words or name.rpartition("#")[0] or name


def _flat_tag(tag: str) -> str:
    name = tag.strip("</>").partition(" ")[0].rstrip("/").lower()
    return {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "br": " ", "hr": " "}.get(name, "")


_FLAT: Final = {"picture": _flat_picture, "wiki": _flat_wiki, "tag": _flat_tag}


def _script(found: re.Match[str]) -> str:
    """`x<sup>2</sup>` as x², `x<sub>i</sub>` as x_i."""
    kind, text = found[1].lower(), found[2].strip()
    signs = [_SCRIPTS[kind].get(sign, "") for sign in text]
    if all(signs):
        return "".join(signs)
    mark = "^" if kind == "sup" else "_"
    return mark + (text if len(text) == 1 else f"({text})" if kind == "sup" else text.replace(" ", ""))


_ROLE: Final = re.compile(
    r"\s?(?:[(（]\s*)?(?<![\\$])\{(?:cite|numref|ref|eq|footcite)(?::\w+)?\}`[^`\n]{1,80}`(?:\s*[)）])?"
)
"""A mark of a source or a figure as MyST and Sphinx have it, `{cite}` before a name in code; its brackets go with it."""


@remembered
def flatten(text: str) -> str:
    """The text as a card shows it: links as their words, bracketed sources gone, comments gone, open math closed."""
    if "}`" in text:
        text = _ROLE.sub("", text)
    if "[" in text:
        text = _REFERENCE_MARK.sub("", _BRACKETED_LINK.sub("", text))
    if "</su" in text:
        text = _SCRIPT.sub(_script, text)
    if "&" in text and ";" in text:
        text = _decoded(text)
    if _may_span(text):
        text = _with_spans(text, _flat)
    if "(" in text or "（" in text or "[" in text:
        text = _CITATION.sub("", text)
    if "==" in text:
        text = _HIGHLIGHT.sub(r"\1", text)
    if "\n" not in text:
        return _spaced(text)
    return "\n".join(map(_spaced, text.split("\n"))).strip()


def _decoded(text: str) -> str:
    """The text with the names of signs as the signs they stand for, outside of code, math and addresses: `&sum;` as ∑."""
    parts, last = [], 0
    for span in _spans(text):
        parts += [entities(text[last : span.start()]), span.group()]
        last = span.end()
    return "".join([*parts, entities(text[last:])])


def _spaced(row: str) -> str:
    return (_WIDE.sub(" ", row) if "  " in row or "\t" in row else row).strip()


def one_line(text: str) -> str:
    """The text with its line breaks as spaces; between two CJK signs as nothing."""
    if "\n" in text and not text.isascii():
        text = _CJK_BREAK.sub("", text)
    if "\n" not in text and "  " not in text and text.isprintable() and text == text.strip():
        return text
    if len(text) > _LONGEST_SPLIT and not _UNEVEN.search(text):
        return text
    return " ".join(text.split())


@remembered
def unmarked(text: str) -> str:
    """The text without emphasis marks, tags and emoji, on one line: a heading, a term, a question. Math stays as it is."""
    text = one_line(flatten(text))
    if not _may_span(text):
        return _spaced(_bare(text))
    kept, last = [], 0
    for span in _spans(text):
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
    return _SIGN.sub(lambda found: "" if _decoration(found[0]) else found[0], text)


def _decoration(sign: str) -> bool:
    """Emoji, stars and the signs that colour them."""
    return (
        (unicodedata.category(sign) == "So" and sign not in "°℃℉№©®")
        or sign in "\ufe0f\ufe0e\u20e3\u200d"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
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
    gone = {"link", "url", "comment", "tag", *(["image", "picture"] if pictures else [])}
    rest = _with_spans(text, lambda found: "" if found.lastgroup in gone else found.group())
    if rest == text:
        return False
    rest = _bare(rest)
    rest = re.sub(r"\b(?:19|20)\d\d\b|[\W_]", "", rest)
    return not rest


def link_target(text: str) -> str:
    """Where the first link of the text leads; empty if it has none."""
    for span in _spans(text):
        if span.lastgroup == "link":
            parts = _LINK_PARTS.match(span.group())
            return parts.group(2).strip() if parts else ""
        if span.lastgroup == "url":
            return span.group()
    return ""
