"""The text of a note before it is read: bytes decoded, line ends and signs made one, nothing that could harm a terminal."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_TIGHT_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^\s#!])(?=[^\n]{1,100}$)", re.MULTILINE)
_TIGHT_NUMBER = re.compile(
    r"^([ \t]{0,8}\d{1,2}[.)])(?=[A-Za-zА-яЁё*`$][^\n]{2}|[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3])", re.MULTILINE
)
"""A number typed close to its text, which Markdown takes for no list: `2.Dropout`."""
_FEWEST_NUMBERS = 2
_DEEP_HEADING = re.compile(r"^#{7,}[ \t]*(?=[^#\s])", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LAYOUT = re.compile(
    r"^[ \t]{0,12}(?:\{%[^\n]{0,300}%\}|\{:[^}\n]{0,120}\}|:{3,}[ \t]*(?:\{[^}\n]{0,80}\}|[\w-]{0,40}))[ \t]*$",
    re.MULTILINE,
)
"""Lines that only lay out a page: the ends of a container (`:::tip`, `:::`), a site generator's tags (`{% include x.html %}`, `{: .no_toc }`)."""
_MATH_TAG = re.compile(r"\[/?(\${1,2})\]")
_WIDE: dict[int, int | str] = {
    wide: wide - 0xFEE0
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for wide in range(first, last + 1)
}
_WIDE.update(
    {
        ord(wide): plain
        for wide, plain in zip("＋＝％＾／\ufb01\ufb02", ["+", "=", "%", "^", "/", "fi", "fl"], strict=True)
    }
)
"""Letters, digits and signs of arithmetic in full width, and ligatures, as the plain ones they stand for; Chinese and Japanese
marks stay, and so does every sign that could begin a bullet, a heading or a table."""
_ANY_WIDE = re.compile(f"[{''.join(map(chr, _WIDE))}]")
_FRONT_MATTER_LINES = 200
_KEY = re.compile(r"[A-Za-z_][\w .-]*:|\s|-\s|#")


def decode(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text of a file, and the lines on which bytes were no UTF-8 (shown as the replacement character).

    A byte order mark decides for UTF-16; everything else is read as UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    rows = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    faulty = []
    for number, row in enumerate(rows, 1):
        try:
            row.decode("utf-8")
        except UnicodeDecodeError:
            faulty.append(number)
    return data.decode("utf-8-sig", errors="replace"), tuple(faulty)


def tidy(text: str) -> str:
    """The same text with Unix line ends, in NFC, without control characters, bidi overrides and zero-width signs.

    Letters and digits in full width become plain, special spaces become spaces, and `[$]...[/$]` becomes `$...$`. Lines that only lay out a page become empty. The number of lines stays what an editor shows, so line numbers hold.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
        text = text.translate(_WIDE) if _ANY_WIDE.search(text) else text
    if "[$" in text:
        text = _MATH_TAG.sub(r"\1", text)
    text = _INVISIBLE.sub("", text)
    if (":::" in text or "{%" in text or "{:" in text) and _LAYOUT.search(text):
        text = _outside_code(text, _LAYOUT, "")
    if "#######" in text:
        text = _outside_code(text, _DEEP_HEADING, "###### ")
    if len(_TIGHT_NUMBER.findall(text)) >= _FEWEST_NUMBERS:
        text = _outside_code(text, _TIGHT_NUMBER, r"\1 ")
    return _outside_code(text, _TIGHT_HEADING, r"\1 ") if _TIGHT_HEADING.search(text) else text


def _outside_code(text: str, pattern: re.Pattern[str], instead: str) -> str:
    """The text with a pattern of single lines put otherwise, code aside: headings that lack a space (`##Stride`), marks of layout."""
    rows, fence = text.split("\n"), ""
    for place, row in enumerate(rows):
        found = _FENCE.match(row)
        if found and (not fence or (found[1][0] == fence[0] and len(found[1]) >= len(fence))):
            fence = "" if fence else found[1]
        elif not fence:
            rows[place] = pattern.sub(instead, row)
    return "\n".join(rows)


def _toml_lines(text: str) -> int:
    """How many lines stand between two rows of plus signs, those included; 0 if there is no second row near."""
    rows = text.split("\n", _FRONT_MATTER_LINES)[:_FRONT_MATTER_LINES]
    return next((number + 1 for number, row in enumerate(rows) if number and row.rstrip() == "+++"), 0)


def front_matter(text: str) -> int:
    """How many lines at the beginning are front matter (`---` to `---`), 0 if there is none."""
    if text.startswith("+++\n"):
        return _toml_lines(text)
    if not text.startswith("---\n"):
        return 0
    end = 0
    for number in range(1, _FRONT_MATTER_LINES):
        start = text.find("\n", end) + 1
        if start == 0:
            return 0
        end = start
        stop = text.find("\n", start)
        row = text[start : stop if stop >= 0 else len(text)]
        if row.rstrip() in {"---", "..."}:
            return number + 1
        if row and not _KEY.match(row):
            return 0
    return 0
