"""The cards found, put in order."""

from __future__ import annotations

import re
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, Final

from quizcv.cards.searching.texts import REVERSE
from quizcv.progress.finding.found import Order
from quizcv.progress.finding.shelf import BEGUN, KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from quizcv.progress.finding.shelf import Shelf

    Found = Sequence[tuple[Shelf, bytes]]
    """Decks in the library's order, each with a byte for each sibling: 1 where it was found."""

_REVERSE: Final = f":{REVERSE}"
_ALPHABETICAL_KINDS: Final = bytes(sorted(KINDS).index(KINDS[n]) if n < len(KINDS) else n for n in range(256))


def ordered(
    found: Found, order: Order, words: Sequence[str], connection: sqlite3.Connection, *, descending: bool
) -> list[str]:
    """The keys of the cards found, in an order.

    Args:
        found: The decks with what was found of each.
        order: By what.
        words: What was searched for, for the order of relevance.
        connection: Sees the projection, and the library's cache as `library`.
        descending: Greatest first; equal ones keep the library's order, and new cards stay behind the others.
    """
    keys = _picked(found, lambda shelf: shelf.keys)
    match order:
        case Order.DECK:
            return keys[::-1] if descending else keys
        case Order.RELEVANCE:
            values = _picked(found, lambda shelf: shelf.texts(connection)) if words else []
            values = ranks(values, words)
        case Order.FRONT:
            said = _picked(found, lambda shelf: shelf.texts(connection))
            values = [text.split("\n", 2)[key.endswith(_REVERSE)] for key, text in zip(keys, said, strict=True)]
        case Order.KIND:
            values = _picked(found, lambda shelf: shelf.kinds.translate(_ALPHABETICAL_KINDS))
        case _:
            return _by_standing(found, keys, order, connection, descending=descending)
    return _sorted(keys, values, descending=descending)


def _by_standing(
    found: Found, keys: list[str], order: Order, connection: sqlite3.Connection, *, descending: bool
) -> list[str]:
    values = _picked(found, lambda shelf: getattr(shelf.standings(connection), order.value))
    begun = [bits & BEGUN for bits in _picked(found, lambda shelf: shelf.standings(connection).bits)]
    new = [key for key, each in zip(keys, begun, strict=True) if not each]
    return _sorted(list(compress(keys, begun)), list(compress(values, begun)), descending=descending) + new


def _picked(found: Found, column: Callable[[Shelf], Iterable[Any]]) -> list[Any]:
    """A column's values of the cards found."""
    return list(chain.from_iterable(compress(column(shelf), flags) for shelf, flags in found))


def _sorted(keys: Sequence[str], values: Sequence[Any], *, descending: bool) -> list[str]:
    return (
        [keys[at] for at in sorted(range(len(values)), key=values.__getitem__, reverse=descending)]
        if values
        else [*keys]
    )


def ranks(texts: Iterable[str], words: Sequence[str]) -> list[int]:
    """How well each folded text fits folded words, lower is better: in the front before elsewhere, whole words before parts."""
    whole = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words]
    ranked = []
    for text in texts:
        rank = 0
        end = text.find("\n")
        for word, pattern in zip(words, whole, strict=True):
            at = text.find(word)
            if at >= 0:
                rank -= 2 * (at < end or end < 0) + bool(pattern.search(text))
        ranked.append(rank)
    return ranked
