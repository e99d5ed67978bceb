"""Which keys of cards belong together, because one was ever renamed into another. Standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def kin(renamings: Sequence[Sequence[str]], cards: Iterable[str]) -> set[str]:
    """The keys that were renamed into one another with any of these, by whatever way; and these themselves."""
    keys = set(cards)
    grown = bool(renamings)
    while grown:
        more = {key for pair in renamings if not keys.isdisjoint(pair) for key in pair} - keys
        keys |= more
        grown = bool(more)
    return keys
