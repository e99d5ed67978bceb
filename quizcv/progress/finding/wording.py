"""What the cards of a deck say, and which of them say some words: in what they ask, in the rest, as whole words or as parts of some.

Without an index every text that comes into question is looked at. `prepare` makes one, where there are so many that it is worth while.
Which cards is said in bits, see `quizcv.progress.finding.bits`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizcv.progress.finding.bits import bits_at, places_of
from quizcv.progress.finding.index import Index, is_word
from quizcv.progress.finding.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INDEXED: Final = 256
"""Fewer texts are looked through as quickly as an index is."""
FEW: Final = 128
"""One text in so many is few: they are looked at, rather than the words of all."""
MOST: Final = 4
"""From one text in so many on, they are looked through from the first to the last, rather than one by one."""
REMEMBERED: Final = 24
"""Searches of which a deck remembers what was found."""


class _Held(NamedTuple):
    """What is known of some words: of which cards, and which of those hold them in front and anywhere."""

    known: int
    front: int
    anywhere: int


_NOTHING: Final = _Held(0, 0, 0)


class Wording:
    """The texts of a deck's siblings.

    Each has two: what it asks, and the rest. They are kept in one row, all fronts first, so that one look finds words in both.

    Args:
        fronts: What each asks, folded.
        rests: All else that each says, folded, each text on a line of its own.

    Attributes:
        is_prepared: Whether the index is made, or not worth while.
    """

    def __init__(self, fronts: Sequence[str], rests: Sequence[str]) -> None:
        self._size = len(fronts)
        self._every = (1 << self._size) - 1
        self._texts = Texts([*fronts, *rests])
        self._index: Index | None = None
        self._held: dict[str, _Held] = {}
        self.is_prepared = self._size < INDEXED

    @property
    def fronts(self) -> Sequence[str]:
        """What each asks."""
        return self._texts[: self._size]

    @property
    def rests(self) -> Sequence[str]:
        """All else that each says."""
        return self._texts[self._size :]

    def prepare(self, go_on: Callable[[], None]) -> None:
        """Makes the index: of a thousand cards a thirtieth of a second's work. For another thread too.

        Args:
            go_on: Called now and then; what it raises ends this.
        """
        if not self.is_prepared:
            self._index = Index(self._texts, go_on)
            self.is_prepared = True

    def holding(self, words: str, among: int) -> tuple[int, int]:
        """Which cards among some hold these folded words: in their fronts, and anywhere.

        What was found lately is remembered: who types on, and makes a word longer, has only those cards looked through that held it so far;
        and the order asks again for what the search has just found.
        """
        known, front, anywhere = self._held.pop(words, _NOTHING)
        if among & ~known:
            not_in_front, nowhere = known, known
            for earlier, (sure, held_in_front, held) in self._held.items():
                if earlier in words:
                    not_in_front |= sure & ~held_in_front
                    nowhere |= sure & ~held
            texts = self._texts_holding(words, (among & ~not_in_front) | (among & ~nowhere) << self._size)
            known, front, anywhere = among | nowhere, front | texts & self._every, anywhere | self._of_cards(texts)
        self._held[words] = _Held(known, front, anywhere)
        if len(self._held) > REMEMBERED:
            del self._held[next(iter(self._held))]
        return front & among, anywhere & among

    def saying(self, words: str, among: int) -> int:
        """Which cards among some that hold these words have them standing by themselves, not as a part of longer ones."""
        if among and self._index is not None and is_word(words):
            return among & self._of_cards(self._index.saying(words))
        # What stands before is looked at last, so that the words themselves are what is searched for.
        by_themselves = re.compile(rf"{re.escape(words)}(?!\w)(?<!\w{re.escape(words)})")
        texts = among | among << self._size
        return among & self._of_cards(bits_at(self._texts.fitting(by_themselves, self._some(texts)), len(self._texts)))

    def _texts_holding(self, words: str, among: int) -> int:
        """Which texts among some hold the words."""
        index = self._index
        if among and index is not None:
            bits, exact = index.having(words)
            among &= bits
            if exact:
                return among
            if among.bit_count() * FEW > len(self._texts) and is_word(words):
                return among & index.holding(words)
        return among & bits_at(self._texts.holding(words, self._some(among)), len(self._texts))

    def _some(self, texts: int) -> list[int] | None:
        """The places of the texts to look at one by one; None to look through all."""
        return places_of(texts, len(self._texts)) if texts.bit_count() * MOST < len(self._texts) else None

    def _of_cards(self, texts: int) -> int:
        """The cards of some texts."""
        return texts & self._every | texts >> self._size
