"""The cards found, put in order."""

from __future__ import annotations

from itertools import chain, compress
from typing import TYPE_CHECKING, Any, Final

from quizcv.cards.searching.texts import REVERSE
from quizcv.progress.finding.found import Order
from quizcv.progress.finding.keys import Keys
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
) -> Sequence[str]:
    """The keys of the cards found, in an order.

    Args:
        found: The decks with what was found of each.
        order: By what.
        words: What was searched for, for the order of relevance.
        connection: Sees the projection, and the library's cache as `library`.
        descending: Greatest first; equal ones keep the library's order, and new cards stay behind the others.
    """
    if order is Order.RELEVANCE and words:
        return _by_rank(found, words, connection, descending=descending)
    if order in {Order.DECK, Order.RELEVANCE} and not (descending and order is Order.DECK):
        return Keys((shelf.keys, _bits(shelf, flags)) for shelf, flags in found)
    keys = _picked(found, lambda shelf: shelf.keys)
    match order:
        case Order.DECK:
            return keys[::-1]
        case Order.FRONT:
            fronts = _picked(found, lambda shelf: shelf.wording(connection).fronts)
            backs = _picked(found, lambda shelf: shelf.wording(connection).rests)
            values = [
                back.partition("\n")[0] if key.endswith(_REVERSE) else front
                for key, front, back in zip(keys, fronts, backs, strict=True)
            ]
        case Order.KIND:
            values = _picked(found, lambda shelf: shelf.kinds.translate(_ALPHABETICAL_KINDS))
        case _:
            return _by_standing(found, keys, order, connection, descending=descending)
    return _sorted(keys, values, descending=descending)


def _by_rank(found: Found, words: Sequence[str], connection: sqlite3.Connection, *, descending: bool) -> Sequence[str]:
    """The best first: rank by rank, since there are few of them."""
    ranked = [(shelf.keys, shelf.ranks(words, _bits(shelf, flags), connection)) for shelf, flags in found]
    ranks = sorted({rank for _, each in ranked for rank in each}, reverse=not descending)
    return Keys((keys, each.get(rank, 0)) for rank in ranks for keys, each in ranked)


def _bits(shelf: Shelf, flags: bytes) -> int:
    return shelf.bits(int.from_bytes(flags, "little"))


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
