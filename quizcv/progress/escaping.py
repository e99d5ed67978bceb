"""Any text in PostgreSQL, which refuses one character: that of the number zero. It is written as an escape there, and read back."""

from __future__ import annotations

from typing import Final

_MARK: Final = "\x1a"
"""The control character SUBSTITUTE; doubled where it stands for itself."""


def escaped(text: str) -> str:
    """The text without the character zero; any other text stays as it is, unless it has the escape's own mark."""
    return text.replace(_MARK, _MARK * 2).replace("\0", f"{_MARK}0")


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return _MARK.join(part.replace(f"{_MARK}0", "\0") for part in text.split(_MARK * 2)) if _MARK in text else text
