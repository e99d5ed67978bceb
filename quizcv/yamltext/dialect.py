"""The kinds of file that are written in YAML: what messages call them, and how large one may be."""

from __future__ import annotations

from typing import Final, NamedTuple

MOST_CARDS: Final = 200_000


class Dialect(NamedTuple):
    """A kind of file.

    Args:
        plural: What several are called: `decks`.
        single: What one is called, with its article: `a deck`.
        empty: How one begins, for who wrote an empty file.
        one_each: That a file holds one of them.
        mend: What to do with one that is too large.
        largest: In bytes.
        deepest: Levels of nesting.
        most_entries: Of a list that stands directly below one of the file's own keys.
        most_inner: Of a list further inside.
        most_keys: Of one mapping.
    """

    plural: str
    single: str
    empty: str
    one_each: str
    mend: str
    largest: int
    deepest: int
    most_entries: int
    most_inner: int
    most_keys: int


DECK: Final = Dialect(
    plural="decks",
    single="a deck",
    empty="a deck begins with `deck: its-name`",
    one_each="one deck a file",
    mend="split the deck into several files",
    largest=16 * 1024 * 1024,
    deepest=12,
    most_entries=MOST_CARDS,
    most_inner=1_000,
    most_keys=1_000,
)
NETWORK: Final = Dialect(
    plural="network files",
    single="a network file",
    empty="a network file begins with `network: its-name`",
    one_each="one network a file",
    mend="write what repeats once, with repeat: or as a block",
    largest=1024 * 1024,
    deepest=32,
    most_entries=5_000,
    most_inner=5_000,
    most_keys=1_000,
)
