"""The text of a note before it is read: bytes decoded, line ends and signs made one, nothing that could harm a terminal."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
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

    The number of lines stays what an editor shows, so line numbers hold.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", text)


def front_matter(text: str) -> int:
    """How many lines at the beginning are front matter (`---` to `---`), 0 if there is none."""
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
