"""Slugs: the form of a deck's name and of a card's id."""

from __future__ import annotations

import unicodedata

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Small letters, digits and single hyphens."""
LONGEST_SLUG = 100
_BETWEEN = {code: " " for code in range(128) if chr(code) not in "abcdefghijklmnopqrstuvwxyz0123456789"}
FORMER = r"^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$"
"""What a card was called before: an id of its own deck, or the key it had in another one."""


def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """Small letters, digits and hyphens made from a text, cut at a word; empty if nothing is left of it."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = "-".join(plain.lower().translate(_BETWEEN).split())
    if len(slug) <= longest:
        return slug
    whole = slug[: longest + 1].rpartition("-")[0]
    return whole or slug[:longest]
