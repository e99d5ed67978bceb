"""Text from decks, notes and answers is data: what may be shown of it on a terminal, in a log or in JSON.

A terminal obeys control characters, and a bidi override turns a line round so that it reads as something else. Whatever
was written by somebody passes through here before it is printed anywhere. A number with its noun is told by `count`.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""C0 but for newline and tab, DEL, C1, and the characters that override the direction of writing."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    """The text without control characters and bidi overrides; newline and tab stay, half a character becomes a mark."""
    return _LONE_SURROGATE.sub("\ufffd", _UNSAFE.sub("", text))


def shown_line(text: str) -> str:
    """The text on one line: as `shown`, with every run of white space made one space."""
    return " ".join(shown(text).split())


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 card`, `1,200 cards`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def safe_json(value: object, *, indent: int | None = None) -> str:
    r"""The value as JSON that loses nothing, on one line unless indented: what a terminal would obey is written `\uXXXX`."""
    import json  # noqa: PLC0415  only for who asks for JSON

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    for pattern in (_UNSAFE, _LONE_SURROGATE):
        text = pattern.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text
