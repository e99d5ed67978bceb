"""Slugs: the form of a deck's name and of a card's id."""

from __future__ import annotations

import re
import unicodedata

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Small letters, digits and single hyphens."""
LONGEST_SLUG = 100
_BETWEEN = re.compile(r"[^a-z0-9]+")
FORMER = r"^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$"
"""What a card was called before: an id of its own deck, or the key it had in another one."""


def slug_of(text: str, longest: int = LONGEST_SLUG) -> str:
    """Small letters, digits and hyphens made from a text, cut at a word; empty if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = _BETWEEN.sub("-", plain.lower()).strip("-")
    if len(slug) <= longest:
        return slug
    whole = slug[: longest + 1].rpartition("-")[0]
    return whole or slug[:longest]
