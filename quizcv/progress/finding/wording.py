"""What the cards of a deck say, and which of them say some words: in what they ask, in the rest, as whole words or as parts of some.

Without an index every text that comes into question is looked at. `prepare` makes one, where there are so many that it is worth while.
Which cards is said in bits, see `quizcv.progress.finding.bits`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quizcv.progress.finding.bits import bits_at, places_of
from quizcv.progress.finding.index import Index, is_word
from quizcv.progress.finding.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INDEXED: Final = 256
"""Fewer texts are looked through as quickly as an index is."""
FEW: Final = 32
"""One text in so many is few: they are looked at, rather than the words of all."""
MOST: Final = 4
"""From one text in so many on, they are looked through from the first to the last, rather than one by one."""
REMEMBERED: Final = 24
"""Searches of which a deck remembers what was found."""


class Wording:
    """The texts of a deck's siblings.

    Args:
        fronts: What each asks, folded.
        rests: All else that each says, folded, each text on a line of its own.

    Attributes:
        is_prepared: Whether the index is made, or not worth while.
    """

    def __init__(self, fronts: Sequence[str], rests: Sequence[str]) -> None:
        self.fronts = Texts(fronts)
        self.rests = Texts(rests)
        self._front = _Side(self.fronts)
        self._rest = _Side(self.rests)
        self._every = (1 << len(fronts)) - 1
        self._held: dict[str, tuple[int, int]] = {}
        self.is_prepared = len(fronts) < INDEXED

    def prepare(self, go_on: Callable[[], None]) -> None:
        """Makes the index: of a thousand cards a thirtieth of a second's work. For another thread too.

        Args:
            go_on: Called now and then; what it raises ends this.
        """
        if not self.is_prepared:
            self._front.index, self._rest.index = Index(self.fronts, go_on), Index(self.rests, go_on)
            self.is_prepared = True

    def holding(self, words: str, among: int) -> tuple[int, int]:
        """Which cards among some hold these folded words: in their fronts, and anywhere.

        What was found lately is remembered: who types on, and makes a word longer, has only those cards looked through that held it so far.
        """
        found = self._held.pop(words, None)
        if found is None:
            in_front = anywhere = self._every
            for earlier, (front, all_of_them) in self._held.items():
                if earlier in words:
                    in_front &= front
                    anywhere &= all_of_them
            front = self._front.holding(words, in_front & among)
            found = front, front | self._rest.holding(words, anywhere & among & ~front)
            if anywhere & ~among:
                return found  # not all that hold them
        self._held[words] = found
        if len(self._held) > REMEMBERED:
            del self._held[next(iter(self._held))]
        return found[0] & among, found[1] & among

    def saying(self, words: str, among: int) -> int:
        """Which cards among some that hold these words have them standing by themselves, not as a part of longer ones."""
        front = self._front.saying(words, among)
        return front | self._rest.saying(words, among & ~front)


class _Side:
    """One text of each card."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.index: Index | None = None

    def holding(self, words: str, among: int) -> int:
        """Which among some texts hold the words."""
        index = self.index
        if among and index is not None:
            bits, exact = index.having(words)
            among &= bits
            if exact:
                return among
            if among.bit_count() * FEW > len(self.texts) and is_word(words):
                return among & index.holding(words)
        return among & bits_at(self.texts.holding(words, self._some(among)), len(self.texts))

    def saying(self, words: str, among: int) -> int:
        """Which among some texts have the words standing by themselves."""
        if among and self.index is not None and is_word(words):
            return among & self.index.saying(words)
        # What stands before is looked at last, so that the words themselves are what is searched for.
        by_themselves = re.compile(rf"{re.escape(words)}(?!\w)(?<!\w{re.escape(words)})")
        return among & bits_at(self.texts.fitting(by_themselves, self._some(among)), len(self.texts))

    def _some(self, among: int) -> list[int] | None:
        """The places to look at one by one; None to look through all texts."""
        size = len(self.texts)
        return places_of(among, size) if among.bit_count() * MOST < size else None
